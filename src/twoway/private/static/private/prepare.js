// Preparing for a conversation: one sheet that says, inside, which conversation it is for.

import { newName } from "./bytes.js";
import { doing, sentence, show, todayHere } from "./say.js";
import { notebookAt, tryStayed, unlocking } from "./unlock.js";

const root = document.querySelector("[data-private-prepare]");
const part = (name) => root.querySelector(`[data-part=${name}]`);

let book = null;
let sheet = null;

async function open() {
  book = await notebookAt(root);
  part("begin").hidden = book.hasBegun;
  if (!book.hasBegun) return;
  part("open").hidden = true;
  if (await tryStayed(book)) await opened();
  else unlocking(part("unlock-form"), book, { onOpen: opened });
}

async function opened() {
  const { about } = root.dataset;
  const found = book.sheets.find((head) => head.kind === "preparation" && head.about === about);
  sheet = { name: found?.name ?? newName(), base: found?.version ?? 0, path: about };
  if (found) part("words").value = (await book.read(found.name)).words ?? "";
  part("unlock-form").hidden = true;
  part("sheet").hidden = false;
  part("words").focus();
}

async function keep() {
  const title = [...document.querySelector("h1").textContent.trim()].slice(0, 80).join("");
  const head = { kind: "preparation", title, on: todayHere(), about: root.dataset.about };
  await book.keep(sheet.name, sheet.base, head, { words: part("words").value, path: sheet.path });
  sheet.base += 1;
  show(part("kept"), sentence("kept_preparation"));
}

if (root) {
  part("script").hidden = true;
  part("open").hidden = false;
  part("open").addEventListener("click", () => doing(part("open"), part("trouble"), open));
  part("sheet").addEventListener("submit", (event) => {
    event.preventDefault();
    doing(part("keep"), part("trouble"), keep);
  });
}
