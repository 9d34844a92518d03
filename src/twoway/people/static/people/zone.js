// Guess where somebody lives from their browser, as long as they have not said so themselves.
const select = document.querySelector("select[name=zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (select && !document.querySelector("[aria-invalid=true]") && select.querySelector(`option[value="${CSS.escape(here)}"]`)) {
  select.value = here;
}
