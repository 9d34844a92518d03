// Passkeys: ask the browser to sign in with one, or to make one. Without script these forms stay hidden or say so.

export const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

export const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const listed = (credentials) => (credentials ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

export const toUse = ({ publicKey }) => ({
  publicKey: { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: listed(publicKey.allowCredentials) },
});

export const toMake = ({ publicKey }) => ({
  publicKey: {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: listed(publicKey.excludeCredentials),
    // It opens the account by itself, so it must be found without a name typed first, and ask who holds it.
    authenticatorSelection: {
      ...publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  },
});

export const asSent = (credential) => {
  const response = { clientDataJSON: toText(credential.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
};

async function use(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const { request_options: options } = await answer.json();
  return navigator.credentials.get(toUse(options));
}

const make = (form) => navigator.credentials.create(toMake(JSON.parse(form.dataset.options)));

function wire(form, ask) {
  const failed = form.querySelector("[data-passkey-failed]");
  form.hidden = false;
  for (const button of form.querySelectorAll("[data-passkey-button]")) button.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(asSent(await ask(form)));
      form.submit();
    } catch {
      failed.hidden = false; // closed, refused or timed out: the browser does not say which, on purpose
    }
  });
}

if (globalThis.document && globalThis.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey=use]")) wire(form, use);
  for (const form of document.querySelectorAll("form[data-passkey=make]")) wire(form, make);
}
