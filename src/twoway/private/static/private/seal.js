// Sealing: AES-256-GCM (NIST SP 800-38D, RFC 5116) with a fresh random nonce for each text.
//
// A sealed text says whose it is, in which notebook, what it is, under which name and in which version: all of that
// is associated data, so a text that is put in another's place does not open. docs/private-format.md.

import { Refused, asObject, fromText, fromUtf8, join, random, toText, utf8 } from "./bytes.js";

export const FORMAT = "twoway-private";
/** Lengths are hidden up to the next kilobyte: spaces at the end of JSON mean nothing. */
export const STEP = 1024;
/** What the server keeps of one sheet and of the index, in letters. */
export const MOST = { sheet: 65_536, index: 600_000 };

const BEGINS = "1.";
const NONCE = 12; // bytes: SP 800-38D, 8.2.2; 2^32 texts under one key, and nobody writes so many
const TAG = 16;

/** The associated data: `owner` is {person, notebook}, `what` is "sheet", "index" or "wrap". */
export const bound = (owner, what, ...rest) =>
  utf8(JSON.stringify([FORMAT, 1, what, owner.person, owner.notebook, ...rest]));

/** The bytes of a thing as JSON, filled up with spaces. */
export function padded(thing) {
  const bytes = utf8(JSON.stringify(thing));
  const all = new Uint8Array(Math.ceil(bytes.length / STEP) * STEP).fill(0x20);
  all.set(bytes);
  return all;
}

/** The thing, sealed; too much of it is refused before anything is sent. */
export async function seal(key, associated, thing, most) {
  const nonce = random(NONCE);
  const given = { name: "AES-GCM", iv: nonce, additionalData: associated, tagLength: 8 * TAG };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(given, key, padded(thing)));
  const text = BEGINS + toText(join(nonce, sealed));
  if (text.length > most) throw new Refused("too_long");
  return text;
}

/** The nonce and the rest of a sealed text, or a refusal. */
export function parts(text) {
  const bytes = typeof text === "string" && text.startsWith(BEGINS) ? fromText(text.slice(BEGINS.length)) : null;
  if (!bytes || bytes.length < NONCE + TAG) throw new Refused("damaged");
  return [bytes.subarray(0, NONCE), bytes.subarray(NONCE)];
}

/** What was sealed. One bit of it changed, or any of what it is bound to, and it is refused. */
export async function unseal(key, associated, text) {
  const [nonce, sealed] = parts(text);
  let opened;
  try {
    const given = { name: "AES-GCM", iv: nonce, additionalData: associated, tagLength: 8 * TAG };
    opened = fromUtf8(await crypto.subtle.decrypt(given, key, sealed));
  } catch {
    throw new Refused("damaged");
  }
  const thing = asObject(opened);
  if (!thing) throw new Refused("damaged");
  return thing;
}
