// The notebook's key: random, and wrapped once for each way in: passphrase, passkey, recovery key.
//
// From what one knows or holds (a passphrase through PBKDF2, NIST SP 800-132; a passkey's PRF, WebAuthn Level 3, 10.1.4;
// a recovery key as it is) come 32 bytes, and from those through HKDF (RFC 5869) two: the key that wraps, and a check
// that stands beside it. AES-GCM alone would let a server make one wrapped key that many passphrases open, and learn
// from whether it opened (Len, Grubbs, Ristenpart: Partitioning Oracle Attacks, 2021); the check fits one alone.

import { Refused, asObject, fromText, isName, join, newName, random, toText, utf8 } from "./bytes.js";
import { FORMAT, bound, parts } from "./seal.js";

/** OWASP's Password Storage Cheat Sheet (2023) asks for 600,000 with SHA-256. Fewer are never accepted. */
export const ROUNDS = 600_000;
const MOST_ROUNDS = 10_000_000; // more would only keep the device busy
const LEAST_SALT = 16; // bytes: SP 800-132, 5.1
const SALT = 32;
const KDF = { passphrase: "PBKDF2-SHA-256", passkey: "WebAuthn-PRF", recovery: "random" };

export const LEAST_PASSPHRASE = 12;

const AES = { name: "AES-GCM", length: 256 };
const USES = ["encrypt", "decrypt"];

/** The passphrase as it counts: one way to write each letter (RFC 8265), no spaces at its ends. */
export const asTyped = (passphrase) => passphrase.normalize("NFC").trim();

export const newDataKey = () => crypto.subtle.generateKey(AES, true, USES);

// ---- Deriving -------------------------------------------------------------------------------------------

async function fromPassphrase(passphrase, wrap) {
  const typed = await crypto.subtle.importKey("raw", utf8(asTyped(passphrase)), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: fromText(wrap.salt), iterations: wrap.rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(how, typed, 256));
}

/** The key that wraps, and the check, from 32 secret bytes. */
async function fromSecret(secret, wrap) {
  const source = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits", "deriveKey"]);
  const how = (use) => ({ name: "HKDF", hash: "SHA-256", salt: fromText(wrap.salt), info: utf8(`${FORMAT} 1 ${use}`) });
  const wrapping = await crypto.subtle.deriveKey(how("wrap"), source, AES, false, ["wrapKey", "unwrapKey"]);
  const check = toText(new Uint8Array(await crypto.subtle.deriveBits(how("check"), source, 256)));
  return { wrapping, check };
}

/** `secret` is a passphrase as text, or the 32 bytes a passkey or a recovery key gave. */
async function derived(wrap, secret) {
  return fromSecret(wrap.kind === "passphrase" ? await fromPassphrase(secret, wrap) : secret, wrap);
}

const associated = (owner, wrap) =>
  bound(owner, "wrap", wrap.name, wrap.kind, wrap.kdf, wrap.rounds, wrap.salt, wrap.credential, wrap.check);

// ---- Wrapping -------------------------------------------------------------------------------------------

/** The notebook's key, wrapped for one way in. `salt` and `credential` come with a passkey. */
export async function wrapped(dataKey, owner, kind, secret, { salt = random(SALT), credential = "", label = "" } = {}) {
  const rounds = kind === "passphrase" ? ROUNDS : 0;
  const wrap = { name: newName(), kind, kdf: KDF[kind], rounds, salt: toText(salt), credential, label };
  const { wrapping, check } = await derived(wrap, secret);
  wrap.check = check;
  const nonce = random(12);
  const given = { name: "AES-GCM", iv: nonce, additionalData: associated(owner, wrap) };
  const key = new Uint8Array(await crypto.subtle.wrapKey("raw", dataKey, wrapping, given));
  wrap.key = `1.${toText(join(nonce, key))}`;
  return wrap;
}

/**
 * The notebook's key. Anything weaker than this device would have made is refused before the secret is used for it.
 * Only where it is to be wrapped anew may it be `extractable`.
 */
export async function unwrapped(wrap, owner, secret, { extractable = false } = {}) {
  demandStrong(wrap);
  const { wrapping, check } = await derived(wrap, secret);
  if (check !== wrap.check) throw new Refused(`wrong_${wrap.kind}`);
  try {
    const [nonce, key] = parts(wrap.key);
    const given = { name: "AES-GCM", iv: nonce, additionalData: associated(owner, wrap) };
    return await crypto.subtle.unwrapKey("raw", key, wrapping, given, AES, extractable, USES);
  } catch {
    throw new Refused("damaged_key");
  }
}

function demandStrong(wrap) {
  if (wrap.kdf !== KDF[wrap.kind]) throw new Refused("weak");
  if ((fromText(wrap.salt)?.length ?? 0) < LEAST_SALT) throw new Refused("weak");
  if (wrap.kind !== "passphrase") return;
  if (!Number.isSafeInteger(wrap.rounds) || wrap.rounds < ROUNDS || wrap.rounds > MOST_ROUNDS) throw new Refused("weak");
}

// ---- The document in which all ways in stand ----------------------------------------------------------------

export const asDocument = (owner, wraps) => toText(utf8(JSON.stringify({ format: FORMAT, version: 1, ...owner, wraps })));

/** {owner, wraps} of a document, each of them looked at; a weak way in condemns the whole. */
export function readDocument(text, person) {
  const bytes = fromText(text);
  const found = bytes && asObject(new TextDecoder().decode(bytes));
  if (!found || found.format !== FORMAT || found.version !== 1 || !Array.isArray(found.wraps)) throw new Refused("damaged_key");
  if (person && found.person !== person) throw new Refused("not_yours");
  if (!isName(found.person) || !isName(found.notebook)) throw new Refused("damaged_key");
  found.wraps.forEach(demandWhole);
  found.wraps.forEach(demandStrong);
  return { owner: { person: found.person, notebook: found.notebook }, wraps: found.wraps };
}

function demandWhole(wrap) {
  const texts = ["kdf", "salt", "credential", "label", "check", "key"];
  const isWhole = isName(wrap?.name) && wrap.kind in KDF && texts.every((each) => typeof wrap[each] === "string");
  if (!isWhole) throw new Refused("damaged_key");
}
