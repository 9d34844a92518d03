// Words that are kept for oneself before they are said, sealed like everything private. aside.js asks for this.

import { Refused, newName } from "./bytes.js";
import { dayText, doing, sentence, show, todayHere } from "./say.js";
import { notebookAt, tryStayed, unlocking } from "./unlock.js";

const LONGEST_TITLE = 80;
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "once", "seen", "next"]);
let dialog = null;
let book = null;

const part = (name, within = dialog) => within.querySelector(`[data-part=${name}]`);

/** The dialog and the sentences, brought once they are needed: most visits to a page need neither. */
async function furnished() {
  if (dialog) return;
  const asked = { headers: { Accept: "text/html" }, referrerPolicy: "no-referrer", cache: "no-store" };
  const answer = await fetch("/private/aside", asked).catch(() => null);
  if (!answer?.ok) throw new Refused("offline");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!document.getElementById("private-says")) document.body.append(document.adoptNode(page.getElementById("private-says")));
  dialog = document.body.appendChild(document.adoptNode(page.querySelector("dialog")));
}

// ---- The dialog in which the notebook is unlocked ----------------------------------------------------------

/** The notebook, open: as it stayed, or once it is unlocked; null where the dialog was closed instead. */
async function openedBook() {
  book ??= await notebookAt(dialog);
  if (book.isOpen || (book.hasBegun && (await tryStayed(book)))) return book;
  part("begin").hidden = book.hasBegun;
  part("drafts").hidden = true;
  dialog.showModal();
  if (!book.hasBegun) {
    book = null; // it may be begun on the other tab meanwhile
    return null;
  }
  return new Promise((resolve) => {
    unlocking(part("unlock-form"), book, { onOpen: () => { dialog.close(); resolve(book); } });
    dialog.addEventListener("close", () => resolve(book.isOpen ? book : null), { once: true });
  });
}

// ---- Drafts -----------------------------------------------------------------------------------------------

const blanks = (form) => [...form.elements].filter((blank) => blank.name && blank.type !== "file" && !NOT_TYPED.has(blank.name));

const isTicked = (blank) => ["checkbox", "radio"].includes(blank.type);

/** What stands in the blanks, as [name, value] pairs, ticks where they are set. */
const typed = (form) =>
  blanks(form)
    .filter((blank) => (isTicked(blank) ? blank.checked : blank.type !== "submit" && blank.type !== "hidden"))
    .map((blank) => [blank.name, blank.value]);

/** The words among them, to be read in the notebook. */
const words = (form) =>
  blanks(form)
    .filter((blank) => blank instanceof HTMLTextAreaElement || blank.type === "text")
    .map((blank) => blank.value.trim())
    .filter(Boolean)
    .join("\n\n");

const addressOf = (form) => new URL(form.action, location.href).pathname;

/** Keep what stands in the blanks. */
export async function keepDraft(form, row) {
  await furnished();
  const said = words(form);
  if (!said) throw new Refused("nothing");
  if (!(await openedBook())) return;
  const name = form.dataset.kept ?? newName();
  const base = book.index.sheets[name]?.version ?? 0;
  const head = { kind: "draft", title: [...said.split("\n")[0]].slice(0, LONGEST_TITLE).join(""), on: todayHere(), about: addressOf(form) };
  await book.keep(name, base, head, { words: said, path: location.pathname, blanks: typed(form) });
  form.dataset.kept = name;
  show(part("kept", row), sentence("kept_draft"));
}

/** Choose one of the drafts that were kept of this form. */
export async function takeUp(form, row) {
  await furnished();
  if (!(await openedBook())) return;
  const found = book.sheets.filter((head) => head.kind === "draft" && head.about === addressOf(form));
  if (!found.length) {
    show(part("kept", row), sentence("no_drafts"));
    return;
  }
  const list = part("list");
  list.replaceChildren(...found.map((head) => choice(head, form, row)));
  part("drafts").hidden = false;
  part("unlock-form").hidden = true;
  dialog.showModal();
}

function choice(head, form, row) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "asked";
  button.textContent = `${head.title}, ${dayText(head.on)}`;
  button.addEventListener("click", () => {
    dialog.close();
    doing(button, part("refusal", row), () => fillIn(head.name, form));
  });
  item.append(button);
  return item;
}

async function fillIn(name, form) {
  const { blanks: pairs } = await book.read(name);
  const left = new Map();
  for (const [blank, value] of pairs ?? []) left.set(blank, [...(left.get(blank) ?? []), value]);
  for (const blank of blanks(form)) {
    const values = left.get(blank.name) ?? [];
    if (isTicked(blank)) blank.checked = values.includes(blank.value);
    else if (values.length && blank.type !== "submit" && blank.type !== "hidden") blank.value = values.shift();
  }
  form.dataset.kept = name;
  reveal(form);
}

/** In the composer one form is shown for each kind: choose the kind, and open what is folded around it. */
function reveal(form) {
  const kind = [...form.classList].find((name) => name.startsWith("p-"));
  const radio = kind && document.getElementById(`k-${kind.slice(2)}`);
  if (radio) radio.checked = true;
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  form.querySelector("textarea, input[type=text]")?.focus();
}

/** Coming from the notebook: which draft, stands behind # and is not sent. */
export async function goOn(name, forms) {
  await furnished();
  if (!(await openedBook())) return;
  const form = forms.find((one) => addressOf(one) === book.index.sheets[name]?.about);
  if (form) await fillIn(name, form);
}
