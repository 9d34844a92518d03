// The page of the key: begin, change the passphrase, recovery key, passkeys, the file, and the end of it all.

import { Refused } from "./bytes.js";
import { LEAST_PASSPHRASE, asTyped, wrapped } from "./keys.js";
import { mayHavePasskeys, newPasskey } from "./passkey.js";
import { newRecovery } from "./recovery.js";
import { dayText, doing, sentence, show, todayHere, told } from "./say.js";
import { leave } from "./stay.js";
import { notebookAt, unlocking } from "./unlock.js";

const root = document.getElementById("keys");
const part = (name, within = root) => within?.querySelector(`[data-part=${name}]`) ?? null;

let book = null;
/** The notebook's key in a form that can be wrapped anew: in this page's memory and nowhere else. */
let key = null;

function state(name) {
  for (const each of root.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== name;
  part("end").hidden = !["locked", "open"].includes(name);
}

async function start() {
  state("loading"); // the sentence for whoever has no script need not flash up
  try {
    book = await notebookAt(root);
    if (!book.hasBegun) return state("begin");
    state("locked");
    unlocking(part("unlock-form"), book, { onOpen: opened });
  } catch (error) {
    show(part("trouble"), told(error));
    state("trouble");
    part("end").hidden = error?.code !== "ended" && error?.code !== "damaged_key";
  }
  return undefined;
}

async function opened(_book, wrap, secret) {
  key = await book.keyToWrap(wrap, secret);
  state("open");
  listed();
}

/** A passphrase typed twice alike and long enough. */
function chosen(form) {
  const [typed, again] = [part("new", form).value, part("again", form).value].map(asTyped);
  if ([...typed].length < LEAST_PASSPHRASE) throw new Refused("short");
  if (typed !== again) throw new Refused("differ");
  return typed;
}

function emptied(form) {
  for (const name of ["new", "again"]) part(name, form).value = "";
}

function onPaper(text) {
  part("letters").textContent = text;
  part("paper").hidden = false;
  part("paper").scrollIntoView({ block: "center" });
  part("print").focus();
}

async function begin(form) {
  const recovery = await book.begin(chosen(form));
  emptied(form);
  state("begun");
  onPaper(recovery);
}

/** Ways in without some, and with another; the others stay as they are. */
async function change(without, wrap, code) {
  const left = book.wraps.filter((one) => !without.includes(one));
  await book.changeWays(wrap ? [...left, wrap] : left);
  listed();
  show(part("done"), code ? sentence(code) : "");
}

async function changePassphrase(form) {
  const wrap = await wrapped(key, book.owner, "passphrase", chosen(form));
  await change(book.ways("passphrase"), wrap, "changed_passphrase");
  emptied(form);
}

async function recover() {
  const recovery = await newRecovery();
  const wrap = await wrapped(key, book.owner, "recovery", recovery.secret);
  await change(book.ways("recovery"), wrap, "");
  onPaper(recovery.text);
}

async function addPasskey() {
  const { secret, salt, credential } = await newPasskey(book.owner, `${sentence("passkey_named")}, ${root.dataset.name}`);
  const wrap = await wrapped(key, book.owner, "passkey", secret, { salt, credential, label: todayHere() });
  await change([], wrap, "added_passkey");
}

function listed() {
  const rows = book.ways("passkey").map((wrap) => {
    const row = part("passkey-item").content.firstElementChild.cloneNode(true);
    row.querySelector(".t").textContent = `${sentence("way_passkey")} ${dayText(wrap.label)}`;
    const button = row.querySelector("button");
    const remove = () => change([wrap], null, "removed_passkey");
    button.addEventListener("click", () => doing(button, part("open-refusal"), remove));
    return row;
  });
  part("passkeys").replaceChildren(...rows);
  part("passkeys").hidden = rows.length === 0;
  part("add-passkey").hidden = !mayHavePasskeys();
}

async function take() {
  const { text, lost } = await book.asFile(todayHere());
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `twoway-private-${todayHere()}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  const names = lost.map((head) => head.title || sentence("untitled")).join(" · ");
  show(part("open-refusal"), lost.length ? `${sentence("lost")} ${names}` : "");
}

async function destroy() {
  if (!part("sure").checked) throw new Refused("sure");
  await leave(root.dataset.person);
  await book.destroy();
  location.assign("/private");
}

function onSubmit(form, work) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    doing(part("do", form), part("refusal", form), () => work(form));
  });
}

function onClick(name, work, refusal = "open-refusal") {
  part(name).addEventListener("click", () => doing(part(name), part(refusal), work));
}

if (root) {
  onSubmit(part("begin-form"), begin);
  onSubmit(part("pass-form"), changePassphrase);
  onClick("recover", recover);
  onClick("add-passkey", addPasskey);
  onClick("take", take);
  onClick("destroy", destroy, "end-refusal");
  part("print").addEventListener("click", () => print());
  start();
}
