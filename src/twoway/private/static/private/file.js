// A file that was taken along, in place of the server: read in the browser, sent nowhere.

import { Refused, asObject } from "./bytes.js";
import { FILE } from "./notebook.js";

export class FileServer {
  constructor(text) {
    const file = asObject(text);
    if (!file || file.format !== FILE || file.version !== 1 || !Array.isArray(file.sheets)) throw new Refused("no_file");
    this.file = file;
  }

  get person() {
    return this.file.person;
  }

  async notebook() {
    return this.file;
  }

  async sheets() {
    return this.file.sheets;
  }
}
