// One person's notebook on this device: what the server shows of it, held against what it must be.
//
// The index is sealed like a sheet and says which sheets there are, each in which version, which keys are the right
// ones, and the digests of the indexes before it. So whoever can open the index can tell a sheet that was left out,
// swapped or brought back in an older version, and a way in that was added or put back. What the index cannot tell is
// that all of it, index included, is an older state: that is what this device remembers its version for (pins.js).

import { Refused, digest, isCount, isName, newName } from "./bytes.js";
import { asDocument, newDataKey, readDocument, unwrapped, wrapped } from "./keys.js";
import { newRecovery } from "./recovery.js";
import { MOST, bound, seal, unseal } from "./seal.js";

/** Of how many indexes the digests are kept: a device away for more of them cannot tell a fork. */
export const REMEMBERED = 32;
const TRIES = 4;
export const FILE = "twoway-private-file";

export class Notebook {
  constructor(person, server, pins) {
    Object.assign(this, { person, server, pins, owner: null, wraps: [], index: null, key: null });
  }

  /** What the server shows, looked at as far as one can without the key. */
  static async load(person, server, pins) {
    const book = new Notebook(person, server, pins);
    await book.fetch();
    return book;
  }

  get hasBegun() {
    return this.owner !== null;
  }

  get isOpen() {
    return this.index !== null;
  }

  /** Whether this device, or a cleared one, sees the notebook for the first time. */
  get isFirstSight() {
    return !this.pins.read()?.index;
  }

  /** Names of sheets with what the index says of them, the latest first. */
  get sheets() {
    const all = Object.entries(this.index.sheets).map(([name, head]) => ({ name, ...head }));
    return all.sort((one, other) => (one.on === other.on ? (one.title < other.title ? -1 : 1) : one.on < other.on ? 1 : -1));
  }

  ways(kind) {
    return this.wraps.filter((wrap) => wrap.kind === kind);
  }

  // ---- Taking what the server shows -------------------------------------------------------------------------

  async fetch() {
    const said = await this.server.notebook();
    const pin = this.pins.read();
    if (!said.keys) {
      if (pin?.index) throw new Refused("gone");
      return;
    }
    await this.take(said, pin);
  }

  async take(said, pin) {
    const { keys, keys_version: keysVersion, index, index_version: indexVersion } = said;
    if (typeof index !== "string" || !isCount(keysVersion) || !isCount(indexVersion)) throw new Refused("damaged");
    const { owner, wraps } = readDocument(keys, this.person);
    const shown = { notebook: owner.notebook, keys: await stamp(keysVersion, keys), index: await stamp(indexVersion, index) };
    demandNotOlder(shown, pin);
    Object.assign(this, { owner, wraps, shown, sealedKeys: keys, sealedIndex: index });
  }

  /** Open with one way in: a passphrase, or the secret of a passkey or of a recovery key. */
  async unlock(wrap, secret) {
    await this.unlockWith(await unwrapped(wrap, this.owner, secret));
  }

  async unlockWith(key) {
    const { version } = this.shown.index;
    const index = await unseal(key, bound(this.owner, "index", "", version), this.sealedIndex);
    demandIndex(index);
    if (!isSame(index.keys, this.shown.keys)) throw new Refused("other_keys");
    demandSameStory(index, this.shown, this.pins.read());
    Object.assign(this, { key, index });
    this.remember();
  }

  /** The key in a form that can be wrapped anew: only for as long as that takes. */
  keyToWrap(wrap, secret) {
    return unwrapped(wrap, this.owner, secret, { extractable: true });
  }

  async refresh() {
    await this.fetch();
    await this.unlockWith(this.key);
  }

  remember() {
    const versions = Object.entries(this.index.sheets).map(([name, head]) => [name, head.version]);
    const { ended } = this.pins.read() ?? {};
    this.pins.write({ ...this.shown, sheets: Object.fromEntries(versions), ...(ended ? { ended } : {}) });
  }

  // ---- Beginning and ending ---------------------------------------------------------------------------------

  /** A new notebook; gives the recovery key in letters, which nothing shows a second time. */
  async begin(passphrase) {
    const owner = { person: this.person, notebook: newName() };
    const key = await newDataKey();
    const recovery = await newRecovery();
    const wraps = [await wrapped(key, owner, "passphrase", passphrase), await wrapped(key, owner, "recovery", recovery.secret)];
    const keys = asDocument(owner, wraps);
    const empty = { keys: await stamp(1, keys), before: {}, sheets: {} };
    const index = await seal(key, bound(owner, "index", "", 1), empty, MOST.index);
    await this.take(await this.server.begin({ keys, index }), this.pins.read());
    await this.unlock(this.ways("passphrase")[0], passphrase); // what the server kept must open too
    return recovery.text;
  }

  async destroy() {
    await this.server.destroy();
    const ended = [...(this.pins.read()?.ended ?? []), this.owner.notebook].slice(-20);
    this.pins.write({ ended });
    Object.assign(this, { owner: null, wraps: [], index: null, key: null });
  }

  // ---- Sheets -----------------------------------------------------------------------------------------------

  /** What stands on a sheet, in the version the index names and no other. */
  async read(name) {
    const said = await this.server.sheet(name).catch((error) => {
      throw error.code === "missing" ? new Refused("dropped") : error;
    });
    if (said.version > this.index.sheets[name]?.version) await this.refresh(); // kept elsewhere a moment ago
    return this.opened(name, said);
  }

  async opened(name, said) {
    const head = this.index.sheets[name];
    if (!head) throw new Refused("missing");
    if (said.name !== name || said.version !== head.version) throw new Refused("older_sheet");
    return unseal(this.key, bound(this.owner, "sheet", name, head.version), said.sealed);
  }

  /**
   * Keep what stands on a sheet. `head` is what the list shows of it; `base` the version it was read in, 0 for a new
   * one. Where another device has kept another version since, nothing is overwritten: Refused "moved_on".
   */
  async keep(name, base, head, body) {
    const version = base + 1;
    return this.change(async (index) => {
      if ((index.sheets[name]?.version ?? 0) !== base) throw new Refused("moved_on");
      index.sheets[name] = { ...head, version };
      const sealed = await seal(this.key, bound(this.owner, "sheet", name, version), body, MOST.sheet);
      return (sealedIndex) => this.server.keep({ name, version, sealed, ...sealedIndex });
    });
  }

  drop(name) {
    return this.change(async (index) => {
      delete index.sheets[name];
      return (sealedIndex) => this.server.drop(name, sealedIndex);
    });
  }

  /** A sheet that the server no longer has: the index names it no more. */
  forgetLost(name) {
    return this.putKeys(this.sealedKeys, (index) => delete index.sheets[name]);
  }

  /** Other ways in. */
  changeWays(wraps) {
    return this.putKeys(asDocument(this.owner, wraps), () => {});
  }

  async putKeys(keys, also) {
    const made = await stamp(this.shown.keys.version + 1, keys);
    return this.change(async (index) => {
      if (made.version !== index.keys.version + 1) throw new Refused("moved_on");
      also(index);
      index.keys = made;
      return (sealedIndex) => this.server.changeKeys({ keys, keys_version: made.version, ...sealedIndex });
    });
  }

  /** Make the next index and send it with what it is for; anew where another device was quicker. */
  async change(make) {
    for (let left = TRIES; left; left -= 1) {
      const next = structuredClone(this.index);
      const send = await make(next);
      const { version, digest: last } = this.shown.index;
      next.before = Object.fromEntries([...Object.entries(next.before), [version, last]].slice(-REMEMBERED));
      const text = await seal(this.key, bound(this.owner, "index", "", version + 1), next, MOST.index);
      try {
        await send({ index: text, index_version: version + 1 });
        return await this.refresh();
      } catch (error) {
        if (error.code !== "moved_on" || left === 1) throw error;
        await this.refresh();
        if (this.sealedIndex === text) return undefined; // it had arrived: only its answer was lost
      }
    }
    return undefined;
  }

  // ---- Taking it along --------------------------------------------------------------------------------------

  /** Every sheet as [head, body], and the names of those that the server does not show as they must be. */
  async everything() {
    await this.refresh();
    const shown = new Map((await this.server.sheets()).map((said) => [said.name, said]));
    const [found, lost] = [[], []];
    for (const head of this.sheets) {
      try {
        found.push({ head, body: await this.opened(head.name, shown.get(head.name) ?? {}), said: shown.get(head.name) });
      } catch {
        lost.push(head);
      }
    }
    return { found, lost };
  }

  /** A file only the person can open, and what is missing from it. */
  async asFile(taken) {
    const { found, lost } = await this.everything();
    const { keys, index } = this.shown;
    const versions = { keys_version: keys.version, index_version: index.version };
    const whole = { keys: this.sealedKeys, index: this.sealedIndex, ...versions };
    const file = { format: FILE, version: 1, person: this.person, taken, ...whole, sheets: found.map((each) => each.said) };
    return { text: JSON.stringify(file, null, 1), lost };
  }
}

const stamp = async (version, text) => ({ version, digest: await digest(text) });

const isSame = (one, other) => one.version === other.version && one.digest === other.digest;

/** Against what this device remembers, before any secret is used. */
function demandNotOlder(shown, pin) {
  if (pin?.ended?.includes(shown.notebook)) throw new Refused("ended");
  if (!pin?.index) return;
  if (pin.notebook !== shown.notebook) throw new Refused("another");
  if (shown.keys.version < pin.keys.version) throw new Refused("older_keys");
  if (shown.keys.version === pin.keys.version && shown.keys.digest !== pin.keys.digest) throw new Refused("other_keys");
  if (shown.index.version < pin.index.version) throw new Refused("older");
  if (shown.index.version === pin.index.version && shown.index.digest !== pin.index.digest) throw new Refused("forked");
}

function demandIndex(index) {
  const { keys, before, sheets } = index;
  const isWhole = isCount(keys?.version) && typeof keys.digest === "string" && before && sheets;
  const areHeads = isWhole && Object.entries(sheets).every(([name, head]) => isName(name) && isCount(head?.version));
  if (!areHeads) throw new Refused("damaged");
}

/** The index must go on from the one this device saw, and no sheet may have gone back. */
function demandSameStory(index, shown, pin) {
  if (!pin?.index || pin.index.version === shown.index.version) return;
  const isNear = shown.index.version - pin.index.version <= REMEMBERED;
  if (isNear && index.before[pin.index.version] !== pin.index.digest) throw new Refused("forked");
  for (const [name, head] of Object.entries(index.sheets)) {
    if (head.version < (pin.sheets?.[name] ?? 0)) throw new Refused("forked");
  }
}
