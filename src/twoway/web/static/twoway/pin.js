// The browser remembers the last signed head of the record it saw (its pin) and, at most once an hour, demands
// proof that today's record still begins with that one. What it compares with never leaves this browser, so
// nobody who runs the server can change it. Hashing and signatures are the browser's own WebCrypto.

const HOUR = 3_600_000;
const PIN = "twoway.pin";
const ALARM = "twoway.alarm";
const GAP = "twoway.gap";
const KEY = "twoway.key";
const ED25519 = 1;

// ---- Bytes ----------------------------------------------------------------------------------------------

/** Standard base64 to bytes; null when it is not written in the one way. */
export function fromBase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

export function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

function same(left, right) {
  return left.length === right.length && left.every((byte, place) => byte === right[place]);
}

async function sha256(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);
export const leafHash = (body) => sha256(Uint8Array.of(0), body);

// ---- Proofs (RFC 9162, 2.1.3.2 and 2.1.4.2), in plain arithmetic: shifts stop at 32 bits -----

const half = (number) => Math.floor(number / 2);
const isOdd = (number) => number % 2 === 1;

function isPowerOfTwo(number) {
  while (number > 1 && !isOdd(number)) number = half(number);
  return number === 1;
}

/** Whether `proof` shows that the tree of `first` leaves begins the tree of `second`. */
export async function verifyConsistency({ first, second, firstRoot, secondRoot, proof }) {
  if (!(Number.isSafeInteger(first) && Number.isSafeInteger(second))) return false;
  if (!(first >= 0 && first <= second)) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && same(firstRoot, await sha256());
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : [...proof];
  if (path.length === 0) return false;
  let [node, last] = [first - 1, second - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let [older, newer] = [path[0], path[0]];
  for (const sibling of path.slice(1)) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      older = await nodeHash(sibling, older);
      newer = await nodeHash(sibling, newer);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newer = await nodeHash(newer, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(older, firstRoot) && same(newer, secondRoot);
}

/** Whether `proof` shows the leaf with this hash at `place` under `root`. */
export async function verifyInclusion({ place, size, leaf, root, proof }) {
  if (!(place >= 0 && place < size)) return false;
  let [node, last, folded] = [place, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      folded = await nodeHash(sibling, folded);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      folded = await nodeHash(folded, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(folded, root);
}

// ---- Checkpoints: signed notes --------------------------------------------------------------------------

/** What a signed note says, or null when it is no checkpoint. */
export function readNote(note) {
  const cut = note.indexOf("\n\n");
  if (cut < 0 || note.length > 10_000) return null;
  const text = note.slice(0, cut + 1);
  const [origin, size, root] = text.split("\n");
  const bytes = fromBase64(root ?? "");
  const named = /^(twoway\/[0-9a-z]+)(?:\/([1-9][0-9]*))?$/.exec(origin);
  if (!named || !/^(0|[1-9][0-9]{0,14})$/.test(size) || bytes?.length !== 32) return null;
  const signatures = note
    .slice(cut + 2)
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([dash, name]) => dash === "\u2014" && name === origin)
    .map(([, , encoded]) => fromBase64(encoded ?? ""))
    .filter((signature) => signature?.length === 68);
  const [record, epoch] = [named[1], Number(named[2] ?? 1)];
  return { origin, record, epoch, size: Number(size), root: bytes, text, signatures };
}

/** The raw public key in a verifier's key of the note format, or null. */
export function readKey(text) {
  const [, , ...encoded] = text.trim().split("+");
  const bytes = fromBase64(encoded.join("+"));
  return bytes?.length === 33 && bytes[0] === ED25519 ? bytes.slice(1) : null;
}

/** Whether the note is signed with the key; null where this browser does not know Ed25519. */
export async function isSigned(head, key) {
  let known;
  try {
    known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return null;
  }
  const text = new TextEncoder().encode(head.text);
  for (const signature of head.signatures) {
    if (await crypto.subtle.verify({ name: "Ed25519" }, known, signature.slice(4), text)) return true;
  }
  return false;
}

// ---- The pin --------------------------------------------------------------------------------------------

/**
 * Compare a fresh checkpoint with the pin. `prove(from, to)` fetches {proof, gaps}; it may fail.
 *
 * Returns {verdict, pin, gap}: "new" (nothing was pinned yet), "same" or "longer" (proven: pin it), "gap"
 * (restored from an older copy, so what was pinned cannot be proven: pin it, and say so), "key" (proven, but signed
 * with another key: pin it, and say so), "mismatch" (never pin it), "another" (the same, and the key is another one
 * too) or "unknown" (nothing can be said: the old pin stays, and ages). `fresh` is what would be pinned.
 */
export async function compare(pin, note, keyText, prove, now) {
  const head = readNote(note);
  const key = readKey(keyText);
  if (!head || !key) return { verdict: "unknown", pin };
  const { record, epoch, size } = head;
  const fresh = { note, record, epoch, size, root: toBase64(head.root), key: toBase64(key), checked: now };
  if ((await isSigned(head, key)) === false) return { verdict: "mismatch", pin, fresh };
  if (!pin) return { verdict: "new", pin: fresh };
  const another = pin.record !== record || pin.key !== fresh.key;
  const shorter = epoch < pin.epoch || (epoch === pin.epoch && size < pin.size);
  const found = shorter ? { verdict: "mismatch", pin } : await withProof(pin, head, fresh, prove);
  return { ...found, fresh, verdict: another ? (UNDER_ANOTHER_KEY[found.verdict] ?? found.verdict) : found.verdict };
}

// A key that was lost changes nothing on the record, so what can be proven is told apart from what cannot.
const UNDER_ANOTHER_KEY = { same: "key", longer: "key", mismatch: "another" };

async function withProof(pin, head, fresh, prove) {
  if (pin.size === head.size && pin.epoch === head.epoch) {
    return pin.root === fresh.root ? { verdict: "same", pin: fresh } : { verdict: "mismatch", pin };
  }
  let answer = { proof: [], gaps: [] };
  try {
    answer = await prove(Math.min(pin.size, head.size), head.size);
  } catch {
    return { verdict: "unknown", pin };
  }
  const gap = answer.gaps.find((one) => one.epoch > pin.epoch && one.kept < pin.size);
  if (head.epoch > pin.epoch && gap) return { verdict: "gap", pin: fresh, gap: gap.epoch };
  const proof = answer.proof.map(fromBase64);
  const roots = { firstRoot: fromBase64(pin.root), secondRoot: head.root };
  const claim = { first: pin.size, second: head.size, ...roots, proof };
  const holds = !proof.includes(null) && (await verifyConsistency(claim));
  return holds ? { verdict: "longer", pin: fresh } : { verdict: "mismatch", pin };
}

// ---- On the page ----------------------------------------------------------------------------------------

async function text(path) {
  const response = await fetch(path, { headers: { Accept: "text/plain" }, cache: "no-store" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

async function prove(from, to) {
  return JSON.parse(await text(`/ledger/consistency?from=${from}&to=${to}`));
}

function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function keep(name, value) {
  localStorage.setItem(name, JSON.stringify(value));
}

function show(name) {
  const alarm = document.getElementById("ledger-alarm");
  const words = document.getElementById(`ledger-alarm-${name}`);
  if (!alarm || !words || !alarm.hidden) return;
  alarm.append(words.content.cloneNode(true));
  alarm.hidden = false;
}

/** "5 minutes ago", in the page's language. */
export function ago(then, now, language) {
  const minutes = Math.round((now - then) / 60_000);
  const said = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (minutes < 90) return said.format(-minutes, "minute");
  if (minutes < 36 * 60) return said.format(-Math.round(minutes / 60), "hour");
  return said.format(-Math.round(minutes / 1_440), "day");
}

/** How old the pin is: what was changed and changed back within that time, this browser cannot notice. */
function showAge(pin) {
  const place = document.getElementById("ledger-pin");
  if (!place?.dataset.say || !pin) return;
  const when = ago(pin.checked, Date.now(), document.documentElement.lang || "en");
  place.textContent = place.dataset.say.replace("{when}", when);
}

/** Browsers let pages hash only where nobody on the way could have changed the page: https, or this machine. */
function sayUnchecked() {
  const place = document.getElementById("ledger-pin");
  if (place?.dataset.unchecked) place.textContent = place.dataset.unchecked;
}

/** The sample company is taken away and told anew, each time under another key: its pins alarm nobody. */
function isMadeUp() {
  return document.getElementById("ledger-alarm")?.dataset.madeUp !== undefined;
}

/** What was found, put away for as long as it is to be shown; the pin to go on with. */
function settle({ verdict, pin, fresh, gap }, note) {
  const isAlarm = verdict === "mismatch" || verdict === "another";
  if (isMadeUp()) return isAlarm ? fresh : pin;
  if (isAlarm) keep(ALARM, { note, which: verdict, at: Date.now() });
  if (verdict === "gap") keep(GAP, { epoch: gap, at: Date.now() });
  if (verdict === "key") keep(KEY, { at: Date.now() });
  return pin;
}

const isLately = (name) => Date.now() - (stored(name)?.at ?? 0) < 24 * HOUR;

export async function check() {
  const pinned = isMadeUp() ? `${PIN}.sample` : PIN;
  let pin = stored(pinned);
  // A pin of an empty record proves nothing, so it is not worth an hour.
  const fresh = pin?.size > 0 && Date.now() - pin.checked < HOUR;
  if (globalThis.crypto?.subtle && !fresh) {
    try {
      const [note, key] = await Promise.all([text("/ledger/checkpoint"), text("/ledger/key")]);
      const found = await compare(pin, note, key, prove, Date.now());
      const next = settle(found, note);
      if (next !== pin) keep(pinned, next);
      pin = next;
    } catch {
      // The server cannot be reached, or nothing was signed yet: the pin stays, and its age grows in sight.
    }
  }
  if (globalThis.crypto?.subtle) showAge(pin);
  else sayUnchecked();
  if (isMadeUp()) return;
  if (stored(ALARM)) show(stored(ALARM).which ?? "mismatch");
  else if (isLately(GAP)) show("gap");
  else if (isLately(KEY)) show("key");
}

if (globalThis.document) check();
