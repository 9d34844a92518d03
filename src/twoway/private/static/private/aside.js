// "Keep as draft" beside the forms on which people say something. What it needs is brought when it is asked for.

import { doing } from "./say.js";

const FORMS = ".composer form.pane, .answer form:has(textarea), form[data-draft]";
const row = document.getElementById("private-aside")?.content.firstElementChild ?? null;

function wire(form) {
  const own = row.cloneNode(true);
  const part = (name) => own.querySelector(`[data-part=${name}]`);
  const on = (name, work) =>
    part(name).addEventListener("click", () =>
      doing(part(name), part("refusal"), async () => (await import("./drafts.js"))[work](form, own)),
    );
  on("keep", "keepDraft");
  on("take-up", "takeUp");
  const foot = form.querySelector(".panefoot");
  if (foot) foot.lastElementChild.before(own);
  else form.append(own);
}

if (row && globalThis.crypto?.subtle) {
  const forms = [...document.querySelectorAll(FORMS)];
  forms.forEach(wire);
  const name = /^#draft=([0-9a-z]{12})$/.exec(location.hash)?.[1];
  if (name && forms.length) import("./drafts.js").then(({ goOn }) => goOn(name, forms)).catch(console.warn);
}
