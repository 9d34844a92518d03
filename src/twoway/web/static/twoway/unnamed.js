// The key to an unnamed voice's thread. The browser draws it, keeps it, and shows the server only its hash until
// the thread is opened. It is then sent in a body, without cookies, so that no sign-in goes along with it.

const KEPT = "twoway.unnamed";
const DRAWN = "twoway.unnamed.drawn";
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const KEY_LETTERS = 28;

/** Twenty-eight letters of thirty-two, in groups of four: 140 bits, as the server draws them without script. */
export function drawKey() {
  const drawn = crypto.getRandomValues(new Uint8Array(KEY_LETTERS));
  const letters = Array.from(drawn, (byte) => LETTERS[byte % LETTERS.length]).join("");
  return letters.match(/.{4}/g).join("-");
}

/** What the server keeps of a key: the same as forms.lock_of. */
export async function lockOf(key) {
  const plain = Array.from(key.toLowerCase()).filter((letter) => LETTERS.includes(letter)).join("");
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(plain));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function read(storage, name) {
  try {
    return JSON.parse(storage.getItem(name) ?? "[]");
  } catch {
    return [];
  }
}

function write(storage, name, value) {
  try {
    storage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const kept = () => read(localStorage, KEPT);
const forget = (key) => write(localStorage, KEPT, kept().filter((each) => each.key !== key));

// ---- Raising ----------------------------------------------------------------------------------------------

/** With WebCrypto at hand the browser's own key takes the place of the server's, if it can be remembered. */
async function drawFor(form) {
  if (!crypto.subtle) return;
  const key = drawKey();
  const lock = await lockOf(key);
  const drawn = read(sessionStorage, DRAWN).slice(-4);
  if (!write(sessionStorage, DRAWN, [...drawn, { key, lock }])) return;
  form.elements.lock.value = lock;
  form.elements.key.value = "";
}

function keepRaised(box) {
  const { lock, to } = box.dataset;
  const found = read(sessionStorage, DRAWN).find((each) => each.lock === lock);
  const key = found?.key ?? box.querySelector("output").textContent.trim();
  if (!key) return;
  box.querySelector("output").textContent = key;
  const others = kept().filter((each) => each.key !== key);
  write(localStorage, KEPT, [...others, { key, to, on: new Date().toISOString().slice(0, 10) }]);
  write(sessionStorage, DRAWN, []);
  const button = box.querySelector("[data-forget]");
  if (!button) return;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    forget(key);
    button.disabled = true;
  });
}

// ---- The thread -------------------------------------------------------------------------------------------

async function send(form, fields) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(fields),
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
  });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  document.title = page.title;
  const heading = document.querySelector("main h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
  start();
}

function sendsWithoutCookies(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, new FormData(form, event.submitter)).catch(() => {
      form.querySelector("[data-trouble]").hidden = false;
    });
  });
}

/** "2 March", as the page's language says it. */
function dayText(on) {
  const how = { day: "numeric", month: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(document.documentElement.lang, how).format(new Date(on));
}

function listKept(section) {
  const list = section.querySelector("ul");
  const row = section.querySelector("template");
  const form = document.querySelector("[data-unnamed=open]");
  list.replaceChildren();
  for (const { key, to, on } of kept()) {
    const shown = row.content.cloneNode(true);
    shown.querySelector(".t").textContent = `${to}, ${dayText(on)}`;
    shown.querySelector("[data-open]").addEventListener("click", () => send(form, { key }));
    shown.querySelector("[data-forget]").addEventListener("click", () => {
      forget(key);
      listKept(section);
    });
    list.append(shown);
  }
  section.hidden = !list.children.length;
}

function start() {
  const all = (name) => document.querySelectorAll(`[data-unnamed=${name}]`);
  all("raise").forEach(drawFor);
  all("raised").forEach(keepRaised);
  all("keys").forEach(listKept);
  [...all("open"), ...all("go")].forEach(sendsWithoutCookies);
}

start();
