// The other half, which is not trusted: it is asked for ciphertexts and told ciphertexts.

import { Refused } from "./bytes.js";

const LONGEST_WAIT = 20_000; // milliseconds

/** Asks the server's addresses under /private. `token` is the one against forged forms. */
export class Server {
  constructor(token) {
    this.token = token;
  }

  notebook() {
    return this.ask("/private/notebook");
  }

  begin(said) {
    return this.ask("/private/notebook/begin", said);
  }

  changeKeys(said) {
    return this.ask("/private/notebook/keys", said);
  }

  destroy() {
    return this.ask("/private/notebook/destroy", {});
  }

  sheet(name) {
    return this.ask(`/private/sheets/${name}`);
  }

  keep(said) {
    return this.ask("/private/sheets", said);
  }

  drop(name, said) {
    return this.ask(`/private/sheets/${name}/drop`, said);
  }

  /** All sheets, forty at a time. */
  async sheets() {
    const found = [];
    for (let after = "", more = true; more; after = found.at(-1)?.name ?? "") {
      const answer = await this.ask(`/private/sheets?after=${after}`);
      if (!Array.isArray(answer.sheets)) throw new Refused("damaged");
      found.push(...answer.sheets);
      more = answer.more === true && answer.sheets.length > 0;
    }
    return found;
  }

  async ask(path, said) {
    let response;
    try {
      response = await fetch(path, this.request(said));
    } catch {
      throw new Refused("offline");
    }
    return answered(response);
  }

  request(said) {
    const asked = {
      headers: { Accept: "application/json" },
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer", // on which page somebody prepares or keeps a draft is theirs to know
      signal: AbortSignal.timeout(LONGEST_WAIT),
    };
    if (said === undefined) return asked;
    const headers = { ...asked.headers, "Content-Type": "application/json", "X-CSRFToken": this.token };
    return { ...asked, method: "POST", headers, body: JSON.stringify(said) };
  }
}

/** What came, or its refusal: our own sentence where we know the case, else the server's. */
async function answered(response) {
  const said = await response.json().catch(() => null);
  if (response.ok && said && typeof said === "object") return said;
  const code = said?.error?.code;
  if (response.status === 404) throw new Refused("missing");
  if (response.status === 401) throw new Refused("signed_out");
  if (code === "moved_on" || code === "begun") throw new Refused(code);
  throw new Refused("refused", said?.error?.say ?? "");
}
