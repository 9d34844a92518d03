// Opens a file that was taken along, in the browser; nothing of it is sent anywhere.

import { FileServer } from "./file.js";
import { Notebook } from "./notebook.js";
import { NoPins } from "./pins.js";
import { dayText, sentence, show, told } from "./say.js";
import { unlocking } from "./unlock.js";

const root = document.getElementById("file");
const part = (name) => root.querySelector(`[data-part=${name}]`);

function state(...names) {
  for (const each of root.querySelectorAll("[data-state]")) each.hidden = !names.includes(each.dataset.state);
}

async function chosen() {
  show(part("file-refusal"), "");
  try {
    const server = new FileServer(await part("file").files[0].text());
    const book = await Notebook.load(server.person, server, new NoPins());
    state("choose", "locked");
    unlocking(part("unlock-form"), book, { onOpen: opened });
  } catch (error) {
    state("choose");
    show(part("file-refusal"), told(error));
  }
}

async function opened(book) {
  const { found, lost } = await book.everything();
  part("pages").replaceChildren(...found.map(page));
  const names = lost.map((head) => head.title || sentence("untitled")).join(" · ");
  show(part("file-refusal"), lost.length ? `${sentence("lost")} ${names}` : "");
  part("text").onclick = () => asText(found);
  state("choose", "open");
}

function page({ head, body }) {
  const item = part("item").content.firstElementChild.cloneNode(true);
  const [title, about, words] = item.children;
  title.textContent = head.title || sentence("untitled");
  about.textContent = [dayText(head.on), head.about, body.prompt].filter(Boolean).join(" · ");
  words.textContent = body.words ?? "";
  return item;
}

function asText(found) {
  const pages = found.map(({ head, body }) => [`${head.on}  ${head.title}`, body.prompt, body.words].filter(Boolean).join("\n\n"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([pages.join("\n\n\n")], { type: "text/plain" }));
  link.download = "twoway-private.txt";
  link.click();
}

if (root) {
  part("file").addEventListener("change", chosen);
  state("choose");
}
