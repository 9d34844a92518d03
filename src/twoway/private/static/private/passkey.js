// A passkey's pseudo-random function (WebAuthn Level 3, 10.1.4 "prf"): the same 32 bytes for the same salt, each time
// its holder is there, and nothing without them. The passkey opens the notebook and no account.

import { Refused, fromText, random, sha256, toText, utf8 } from "./bytes.js";

const KINDS = [-7, -257].map((alg) => ({ type: "public-key", alg }));

export const mayHavePasskeys = () => Boolean(globalThis.PublicKeyCredential && navigator.credentials);

/** A new passkey, as {secret, salt, credential}. `called` is what the device lists it under. */
export async function newPasskey(owner, called) {
  const salt = random(32);
  // Not the id one signs in under, or the new passkey would take the place of that one.
  const id = await sha256(utf8(`twoway-private 1 passkey ${owner.person} ${owner.notebook}`));
  const made = await asked("create", {
    rp: { name: "Twoway" },
    user: { id, name: called, displayName: called },
    challenge: random(32), // nobody checks the answer to it: only what the passkey makes of the salt counts
    pubKeyCredParams: KINDS,
    authenticatorSelection: { residentKey: "discouraged", userVerification: "required" },
    extensions: { prf: { eval: { first: salt } } },
  });
  const results = made.getClientExtensionResults().prf;
  if (!results?.enabled && !results?.results) throw new Refused("no_prf");
  const credential = toText(new Uint8Array(made.rawId));
  // Some make nothing of the salt until they are asked a second time.
  const secret = secretOf(made) ?? (await askPasskey([{ credential, salt: toText(salt) }])).secret;
  return { secret, salt, credential };
}

/** Ask for any of the passkeys of these ways in: {secret, credential}. */
export async function askPasskey(wraps) {
  const salts = wraps.map((wrap) => [wrap.credential, { first: fromText(wrap.salt) }]);
  const used = await asked("get", {
    challenge: random(32),
    allowCredentials: wraps.map((wrap) => ({ type: "public-key", id: fromText(wrap.credential) })),
    userVerification: "required",
    extensions: { prf: { evalByCredential: Object.fromEntries(salts) } },
  });
  const secret = secretOf(used);
  if (!secret) throw new Refused("no_prf");
  return { secret, credential: toText(new Uint8Array(used.rawId)) };
}

async function asked(how, publicKey) {
  try {
    return await navigator.credentials[how]({ publicKey });
  } catch {
    throw new Refused("no_passkey"); // closed, refused or timed out: the browser does not say which, on purpose
  }
}

function secretOf(credential) {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first ? new Uint8Array(first) : null;
}
