// What bench/private.py has the page do: each figure is [ours, WebCrypto's bare calls], the best of some rounds in turn.
async ([sheets, letters, rounds]) => {
  const { Notebook } = await import("/notebook.js");
  const { NoPins } = await import("/pins.js");
  const { ROUNDS } = await import("/keys.js");
  const { MOST, bound, padded, seal, unseal } = await import("/seal.js");
  const { newName, random, utf8 } = await import("/bytes.js");
  const PASSPHRASE = "seven quiet tractors home";
  const PERSON = "000000000000";
  const LEAST = 100; // how often a short thing is done in a row: the clock of a page is coarse

  async function timed(work, times) {
    const began = performance.now();
    for (let one = 0; one < times; one += 1) await work();
    return (performance.now() - began) / times;
  }

  async function compared(ours, bare, times = 1) {
    const least = [Infinity, Infinity];
    for (let round = 0; round < rounds; round += 1) {
      least[0] = Math.min(least[0], await timed(ours, times));
      least[1] = Math.min(least[1], await timed(bare, times));
    }
    return least;
  }

  const kept = { keys: "", keys_version: 0, index: "", index_version: 0 };
  const held = new Map();
  const server = {
    notebook: async () => ({ ...kept }),
    begin: async (said) => Object.assign(kept, said, { keys_version: 1, index_version: 1 }),
    sheet: async (name) => held.get(name),
    sheets: async () => [...held.values()],
    keep: async ({ name, version, sealed, ...index }) => {
      held.set(name, { name, version, sealed });
      Object.assign(kept, index);
    },
  };
  const book = await Notebook.load(PERSON, server, new NoPins());
  await book.begin(PASSPHRASE);
  const found = {};

  // The passphrase
  const typed = await crypto.subtle.importKey("raw", utf8(PASSPHRASE), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: random(32), iterations: ROUNDS };
  const [wrap] = book.ways("passphrase");
  found.unlock = await compared(() => book.unlock(wrap, PASSPHRASE), () => crypto.subtle.deriveBits(how, typed, 256));

  // One sheet, and many
  const body = { words: "Then later was a Thursday. ".repeat(letters / 27), prompt: "", path: "" };
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const given = { name: "AES-GCM", iv: random(12) };
  const plain = padded(body);
  const encrypted = await crypto.subtle.encrypt(given, key, plain);
  const associated = bound(book.owner, "sheet", PERSON, 1);
  const sealed = await seal(book.key, associated, body, MOST.sheet);
  found.bytes = [utf8(JSON.stringify(body)).length, sealed.length];
  const work = {
    seal: [() => seal(book.key, associated, body, MOST.sheet), () => crypto.subtle.encrypt(given, key, plain)],
    open: [() => unseal(book.key, associated, sealed), () => crypto.subtle.decrypt(given, key, encrypted)],
  };
  for (const [what, [ours, bare]] of Object.entries(work)) {
    for (const count of [1, 100, 1000]) {
      const each = await compared(ours, bare, Math.max(count, LEAST));
      found[`${what} ${count}`] = each.map((took) => took * count);
    }
  }

  // A notebook with many
  const head = { kind: "reflection", title: "What the import taught me, in the end", on: "2026-03-02", about: "" };
  const index = structuredClone(book.index);
  for (let one = 0; one < sheets; one += 1) {
    const name = newName();
    index.sheets[name] = { ...head, version: 1 };
    const made = await seal(book.key, bound(book.owner, "sheet", name, 1), body, MOST.sheet);
    held.set(name, { name, version: 1, sealed: made });
  }
  kept.index_version = book.shown.index.version + 1;
  kept.index = await seal(book.key, bound(book.owner, "index", "", kept.index_version), index, MOST.index);
  await book.refresh();
  found.index = [JSON.stringify(index).length, kept.index.length];
  const last = Object.keys(index.sheets).at(-1);
  const version = () => book.index.sheets[last].version;
  const nothing = async () => {};
  found.list = await compared(() => book.refresh(), nothing);
  found.keep = await compared(() => book.keep(last, version(), head, body), nothing);
  found.everything = await compared(() => book.everything(), nothing);
  return found;
}
