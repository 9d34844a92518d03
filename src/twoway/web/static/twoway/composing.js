// How likely a day is, beside the day while it is being chosen. Without this the button "How likely is this day?"
// shows the same on a page that is loaded anew.

const ASKS = "/forecasts/composing";
const BEARS = new Set(["to", "due_on", "sure_by", "hangs_on", "in_mind"]);
const PAUSE = 400;

/** What bears on it, as the address wants it: all that is ticked and filled in, and nothing anybody wrote. */
function asked(form) {
  const query = new URLSearchParams({ kind: form.dataset.composing });
  for (const [name, value] of new FormData(form)) {
    if (BEARS.has(name) && value) query.append(name, value);
  }
  return query;
}

async function refresh(form, place, request) {
  const answer = await fetch(`${ASKS}?${asked(form)}`, { headers: { Accept: "text/html" }, signal: request.signal });
  if (!answer.ok || answer.redirected) return;
  const drawn = await answer.text();
  const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
  place.innerHTML = drawn;
  if (focused) document.getElementById(focused)?.focus();
}

function listen(form) {
  const place = form.querySelector("[data-fragment]");
  if (!place) return;
  let waiting = 0;
  let request = new AbortController();
  form.addEventListener("input", (event) => {
    if (!BEARS.has(event.target.name)) return;
    clearTimeout(waiting);
    request.abort();
    request = new AbortController();
    const own = request;
    waiting = setTimeout(() => {
      refresh(form, place, own).catch((error) => {
        if (error.name !== "AbortError") place.replaceChildren();
      });
    }, PAUSE);
  });
}

document.querySelectorAll("form[data-composing]").forEach(listen);
