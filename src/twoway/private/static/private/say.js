// Sentences, as the server's templates have them, so that they are translated like all others.

/** The sentence for a code; for one without a sentence what the server said, or the plainest there is. */
export function sentence(code, said = "") {
  const all = document.getElementById("private-says")?.content;
  const found = all?.querySelector(`[data-code="${CSS.escape(code)}"]`) ?? null;
  return found?.textContent ?? (said || all?.querySelector('[data-code="broken"]')?.textContent || code);
}

/** The sentence for what was thrown; a fault of ours goes to the console as well. */
export function told(error) {
  if (error?.code && typeof error.code === "string") return sentence(error.code, error.said);
  console.warn(error);
  return sentence("broken");
}

/** Shows a sentence beside what it is about, and hides it again. */
export function show(place, text) {
  if (!place) return;
  const words = place.querySelector("span") ?? place;
  words.textContent = text;
  place.hidden = !text;
}

/** Run what a button does: once at a time, and with its refusal said beside it. Gives whether it went well. */
export async function doing(button, place, work) {
  if (button.getAttribute("aria-busy") === "true") return false;
  show(place, "");
  button.setAttribute("aria-busy", "true");
  try {
    await work();
    return true;
  } catch (error) {
    show(place, told(error));
    return false;
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** Words in a language's own way of telling days. */
export function dayText(iso) {
  const day = new Date(`${iso}T12:00:00`);
  if (Number.isNaN(day.getTime())) return "";
  const isThisYear = day.getFullYear() === new Date().getFullYear();
  const how = { day: "numeric", month: "long", ...(isThisYear ? {} : { year: "numeric" }) };
  return day.toLocaleDateString(document.documentElement.lang || "en-GB", how);
}

/** Today on this device, as 2026-03-02. */
export function todayHere(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
