// The form that unlocks: passphrase, passkey or recovery key. Its blanks have no names, so no browser ever sends them.

import { Refused } from "./bytes.js";
import { DevicePins } from "./pins.js";
import { Notebook } from "./notebook.js";
import { Server } from "./server.js";
import { askPasskey, mayHavePasskeys } from "./passkey.js";
import { doing } from "./say.js";
import { readRecovery } from "./recovery.js";
import { stay, stayed } from "./stay.js";

/** The notebook of whoever the page is for. Browsers seal only where nobody on the way can change the page. */
export async function notebookAt(root) {
  if (!globalThis.crypto?.subtle) throw new Refused("no_crypto");
  const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
  const { person } = root.dataset;
  return Notebook.load(person, new Server(token), new DevicePins(person));
}

/** Open what stayed unlocked on this device; gives whether it is open. */
export async function tryStayed(book) {
  const key = await stayed(book.owner);
  if (key) await book.unlockWith(key);
  return book.isOpen;
}

/** Ask by the form until the notebook is open. */
export function unlocking(form, book, { onOpen }) {
  const part = (name) => form.querySelector(`[data-part=${name}]`);
  const refusal = part("refusal");
  const done = async (wrap, secret) => {
    if (part("stay")?.checked) await stay(book.owner, book.key);
    await onOpen(book, wrap, secret);
    for (const blank of [part("passphrase"), part("recovery")]) blank.value = "";
  };
  const ways = { passphrase: byPassphrase, passkey: byPasskey, recovery: byRecovery };
  const run = (way, button) =>
    doing(button, refusal, async () => {
      const [wrap, secret] = await ways[way](book, part);
      await book.unlock(wrap, secret);
      await done(wrap, secret);
    });
  form.onsubmit = (event) => {
    event.preventDefault();
    // Enter in any blank presses the first button of a form, whichever blank it is.
    const isRecovery = event.submitter?.dataset.way === "recovery" || part("recovery") === document.activeElement;
    run(isRecovery ? "recovery" : "passphrase", event.submitter ?? part("unlock"));
  };
  // Not a button that submits: Enter in the passphrase's blank would press it.
  part("passkey").onclick = () => run("passkey", part("passkey"));
  const hasPasskey = mayHavePasskeys() && book.ways("passkey").length > 0;
  part("passkey").hidden = !hasPasskey;
  part("first").hidden = !book.isFirstSight;
  form.hidden = false;
  (hasPasskey ? part("passkey") : part("passphrase")).focus();
}

/** A way in and its secret, as typed. */
export async function byPassphrase(book, part) {
  const [wrap] = book.ways("passphrase");
  if (!wrap) throw new Refused("no_way");
  if (!part("passphrase").value) throw new Refused("empty");
  return [wrap, part("passphrase").value];
}

export async function byPasskey(book) {
  const wraps = book.ways("passkey");
  const { secret, credential } = await askPasskey(wraps);
  const wrap = wraps.find((one) => one.credential === credential);
  if (!wrap) throw new Refused("no_way");
  return [wrap, secret];
}

export async function byRecovery(book, part) {
  const [wrap] = book.ways("recovery");
  if (!wrap) throw new Refused("no_way");
  const secret = await readRecovery(part("recovery").value);
  if (!secret) throw new Refused("wrong_recovery");
  return [wrap, secret];
}
