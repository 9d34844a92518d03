// Staying unlocked from page to page, on a device only its holder uses: the key rests in the browser's own database,
// in a form no script can read out, until it was not used for half an hour or is locked. Off unless it is ticked.

const BASE = "twoway.private";
const STORE = "open";
export const STAYS = 30 * 60_000; // milliseconds

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function within(mode, use) {
  const opening = indexedDB.open(BASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const base = await answered(opening);
  try {
    return await answered(use(base.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    base.close();
  }
}

/** Keep a key that cannot be read out. */
export const stay = (owner, key, now = Date.now()) =>
  within("readwrite", (store) => store.put({ notebook: owner.notebook, key, until: now + STAYS }, owner.person));

/** The key, if it still may be used; it stays for another while then. */
export async function stayed(owner, now = Date.now()) {
  try {
    const found = await within("readonly", (store) => store.get(owner.person));
    if (!found) return null;
    if (found.until < now || found.notebook !== owner.notebook) {
      await leave(owner.person);
      return null;
    }
    await stay(owner, found.key, now);
    return found.key;
  } catch {
    return null; // a browser that keeps nothing between pages: it is unlocked on each
  }
}

/** Lock: nothing of the key is left. */
export async function leave(person) {
  try {
    await within("readwrite", (store) => store.delete(person));
  } catch {
    // Where nothing could be kept there is nothing to take away.
  }
}
