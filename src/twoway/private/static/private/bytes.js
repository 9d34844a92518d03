// Bytes, texts and names: the few small things that sealing stands on.

/** Why something was refused; `code` picks the sentence that the page shows (see say.js). */
export class Refused extends Error {
  constructor(code, said = "") {
    super(said || code);
    this.code = code;
    this.said = said;
  }
}

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

export const utf8 = (text) => new TextEncoder().encode(text);

export const fromUtf8 = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

export const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** A name for a sheet or a way in: twelve letters of thirty-two, 60 bits, as the server's ids have. */
export const newName = () => Array.from(random(12), (byte) => LETTERS[byte & 31]).join("");

export const isName = (text) => typeof text === "string" && /^[0-9a-hjkmnp-tv-z]{12}$/.test(text);

export function join(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}

/** base64url without padding (RFC 4648, 5); in pieces, since no function takes 100,000 arguments everywhere. */
export function toText(bytes) {
  let letters = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    letters += String.fromCharCode.apply(null, bytes.subarray(start, start + 8192));
  }
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** The bytes of a base64url text; null when it is not written in the one way there is. */
export function fromText(text) {
  if (typeof text !== "string" || !/^[\w-]*$/.test(text)) return null;
  let letters;
  try {
    letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  } catch {
    return null;
  }
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < bytes.length; place += 1) bytes[place] = letters.charCodeAt(place);
  return isOneWay(text, bytes) ? bytes : null;
}

/** Only the last letters can be written in more than one way: where bits are left over that no byte uses. */
function isOneWay(text, bytes) {
  const over = bytes.length % 3;
  return over === 0 || toText(bytes.subarray(-over)) === text.slice(-over - 1);
}

export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** Sixteen bytes that stand for a text: enough that nobody finds another text with the same (2^-64 by chance). */
export const digest = async (text) => toText((await sha256(utf8(text))).subarray(0, 16));

/** An object from JSON, or null for whatever else came. */
export function asObject(text) {
  try {
    const thing = JSON.parse(text);
    return thing !== null && typeof thing === "object" && !Array.isArray(thing) ? thing : null;
  } catch {
    return null;
  }
}

export const isCount = (number) => Number.isSafeInteger(number) && number >= 1 && number <= 1_000_000_000;
