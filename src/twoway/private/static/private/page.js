// The notebook's page: locked, open, the list, and one sheet that is written on.

import { Refused, newName } from "./bytes.js";
import { DevicePins } from "./pins.js";
import { dayText, doing, sentence, show, todayHere, told } from "./say.js";
import { leave } from "./stay.js";
import { notebookAt, tryStayed, unlocking } from "./unlock.js";

const root = document.getElementById("notebook");
const part = (name) => root?.querySelector(`[data-part=${name}]`) ?? null;
// What is refused because this device remembers more than the server shows: the person may decide otherwise.
const MAY_GO_ON = new Set(["older", "forked", "another", "older_keys", "other_keys", "gone", "ended"]);
const KINDS = ["reflection", "preparation", "draft"];
const LONGEST_TITLE = 80;

let book = null;
/** What is being written: {name, base, kind, path, was}. */
let sheet = null;

// ---- States ---------------------------------------------------------------------------------------------

function state(name) {
  for (const each of root.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== name;
}

function trouble(error) {
  show(part("trouble"), told(error));
  part("go-on").hidden = !MAY_GO_ON.has(error?.code);
  state("trouble");
}

async function start() {
  state("loading"); // the sentence for whoever has no script need not flash up
  try {
    book = await notebookAt(root);
    if (!book.hasBegun) return state("begin");
    if (await tryStayed(book)) return opened();
    state("locked");
    unlocking(part("unlock-form"), book, { onOpen: opened });
  } catch (error) {
    trouble(error);
  }
  return undefined;
}

async function lock() {
  await leave(root.dataset.person);
  sheet = null;
  location.hash = "";
  location.reload();
}

function opened() {
  state("open");
  follow();
}

// ---- The list -------------------------------------------------------------------------------------------

function listed() {
  const list = part("list");
  list.replaceChildren(...book.sheets.map(item));
  part("none").hidden = book.sheets.length > 0;
}

function item(head) {
  const link = part("item").content.firstElementChild.cloneNode(true);
  link.querySelector("a").href = `#${head.name}`;
  link.querySelector("b").textContent = head.title || sentence("untitled");
  const kind = head.kind === "reflection" ? "" : `, ${sentence(`kind_${head.kind}`)}`;
  link.querySelector("small").textContent = `${dayText(head.on)}${kind}`;
  if (head.name === sheet?.name) link.querySelector("a").setAttribute("aria-current", "true");
  return link;
}

/** Which sheet the address names: what stands behind # never leaves the browser. */
async function follow() {
  if (!book?.isOpen) return;
  if (isUnkept() && !confirm(sentence("unkept"))) return;
  const asked = decodeURIComponent(location.hash.slice(1));
  try {
    if (book.index.sheets[asked]) await turnTo(asked);
    else begin(asked.startsWith("about=") ? asked.slice("about=".length) : "");
  } catch (error) {
    begin("");
    show(part("refusal"), told(error));
    part("forget").hidden = error.code !== "dropped";
    part("forget").dataset.name = asked;
  }
  listed();
}

// ---- One sheet ------------------------------------------------------------------------------------------

async function turnTo(name) {
  const body = await book.read(name);
  const { version, kind, title, about } = book.index.sheets[name];
  write({ name, base: version, kind: KINDS.includes(kind) ? kind : "reflection", path: body.path ?? "" });
  put(title, body.words ?? "", about ?? "", body.prompt ?? "");
}

function begin(about) {
  write({ name: newName(), base: 0, kind: "reflection", path: "" });
  put("", "", /^\/[\w/-]+$/.test(about) ? about : "", "");
}

function write(fresh) {
  sheet = fresh;
  show(part("refusal"), "");
  show(part("kept"), "");
  part("forget").hidden = part("beside").hidden = true;
  const isDraft = sheet.kind === "draft"; // its blanks stand elsewhere, and are changed there
  part("words").readOnly = part("title").readOnly = isDraft;
  part("keep").hidden = part("tie").hidden = isDraft;
  part("delete").hidden = sheet.base === 0;
  part("go-back").hidden = !isOurs(sheet.path);
  if (isOurs(sheet.path)) part("go-back").href = `${sheet.path}#draft=${sheet.name}`;
}

const isOurs = (path) => /^\/(?!\/)/.test(path);

function put(title, words, about, prompt) {
  part("title").value = title;
  part("words").value = words;
  prompted(prompt);
  const choices = part("about");
  if (about && ![...choices.options].some((one) => one.value === about)) choices.append(new Option(about, about));
  choices.value = about;
  sheet.was = asTyped();
}

function prompted(prompt) {
  part("prompt").textContent = prompt;
  part("prompt").hidden = !prompt;
}

const asTyped = () =>
  JSON.stringify([part("title").value, part("words").value, part("about").value, part("prompt").textContent]);

const isUnkept = () => sheet !== null && sheet.was !== asTyped();

async function keep() {
  const head = { kind: sheet.kind, title: titled(), on: todayHere(), about: part("about").value };
  const body = { words: part("words").value, prompt: part("prompt").textContent, path: sheet.path };
  if (!head.title && !body.words.trim()) throw new Refused("nothing");
  const typed = asTyped();
  const before = book.index.sheets[sheet.name];
  await book.keep(sheet.name, sheet.base, { ...head, on: before?.on ?? head.on }, body);
  sheet.base += 1;
  sheet.was = typed;
  history.replaceState(null, "", `#${sheet.name}`);
  part("delete").hidden = false;
  part("beside").hidden = true;
  listed();
  const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  show(part("kept"), `${sentence("kept")} ${time}`);
}

/** The title, or the first words: as much of them as a list shows. */
function titled() {
  const typed = part("title").value.trim() || part("words").value.trim().split("\n")[0];
  const letters = [...typed];
  return letters.length > LONGEST_TITLE ? `${letters.slice(0, LONGEST_TITLE - 1).join("")}…` : typed;
}

/** Another device kept another version: this one is kept as a sheet of its own. */
async function keepBeside() {
  Object.assign(sheet, { name: newName(), base: 0 });
  await keep();
}

async function drop() {
  if (!confirm(sentence("delete_one"))) return;
  await book.drop(sheet.name);
  clear();
}

async function forget(event) {
  await book.forgetLost(event.currentTarget.dataset.name);
  clear();
}

function clear() {
  begin("");
  history.replaceState(null, "", location.pathname);
  listed();
}

// ---- Wiring ---------------------------------------------------------------------------------------------

function wire() {
  const refusal = part("refusal");
  part("sheet").addEventListener("submit", async (event) => {
    event.preventDefault();
    let code = "";
    await doing(part("keep"), refusal, () => keep().catch((error) => { code = error.code; throw error; }));
    part("beside").hidden = code !== "moved_on";
  });
  part("beside").addEventListener("click", (event) => doing(event.currentTarget, refusal, keepBeside));
  part("delete").addEventListener("click", (event) => doing(event.currentTarget, refusal, drop));
  part("forget").addEventListener("click", (event) => doing(event.currentTarget, refusal, () => forget(event)));
  part("lock").addEventListener("click", () => (!isUnkept() || confirm(sentence("unkept"))) && lock());
  part("retry").addEventListener("click", () => location.reload());
  part("go-on").addEventListener("click", () => {
    if (!confirm(sentence("go_on"))) return;
    new DevicePins(root.dataset.person).forget();
    location.reload();
  });
  for (const button of root.querySelectorAll("[data-begin-with]")) {
    button.addEventListener("click", () => {
      prompted(button.textContent.trim());
      button.closest("details").open = false;
      part("words").focus();
    });
  }
  addEventListener("hashchange", follow);
  addEventListener("beforeunload", (event) => isUnkept() && event.preventDefault());
}

if (root) {
  wire();
  start();
}
