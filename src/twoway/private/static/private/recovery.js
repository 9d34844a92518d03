// A recovery key on paper: 160 random bits in letters that are not taken for one another, with a check at the end.

import { random, sha256, utf8, join } from "./bytes.js";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's 32: no I, L, O or U
const LENGTH = 20; // bytes
const CHECK = 4; // letters, 20 bits: of a million slips of the pen, one is not noticed

/** A key and how it is written: nine groups of four. */
export async function newRecovery() {
  const bytes = random(LENGTH);
  const letters = spelled(bytes) + (await check(bytes));
  return { secret: await stretched(bytes), text: letters.match(/.{4}/g).join(" ") };
}

/** The 32 bytes behind what was typed from paper, or null when it cannot be right. */
export async function readRecovery(text) {
  const typed = text.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if (typed.length !== 36 || [...typed].some((letter) => !LETTERS.includes(letter))) return null;
  const bytes = unspelled(typed.slice(0, -CHECK));
  return (await check(bytes)) === typed.slice(-CHECK) ? stretched(bytes) : null;
}

/** To the length every other secret has. 160 random bits need no slow rounds. */
const stretched = (bytes) => sha256(join(utf8("twoway-private 1 recovery"), bytes));

const check = async (bytes) => spelled((await sha256(join(utf8("twoway-private 1 paper"), bytes))).subarray(0, 5)).slice(0, CHECK);

/** Five bytes are eight letters. */
function spelled(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{5}/g).map((five) => LETTERS[parseInt(five, 2)]).join("");
}

function unspelled(letters) {
  const bits = Array.from(letters, (letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Uint8Array.from(bits.match(/.{8}/g), (eight) => parseInt(eight, 2));
}
