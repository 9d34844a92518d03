// What this device remembers of a notebook, so that a server cannot show it an older one: which notebook, which keys,
// which index, and the highest version of each sheet. Names and numbers only; no key and no word.

const PLACE = "twoway.private.";

const placeOf = (person) => PLACE + person;

/** Remembers in the browser's own storage. */
export class DevicePins {
  constructor(person) {
    this.place = placeOf(person);
  }

  /** {notebook, keys: {version, digest}, index: {version, digest}, sheets: {name: version}}, or null at first sight. */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.place));
    } catch {
      return null;
    }
  }

  write(pin) {
    localStorage.setItem(this.place, JSON.stringify(pin));
  }

  /** Go by what the server shows from here on: only when the person says so. */
  forget() {
    localStorage.removeItem(this.place);
  }
}

/** For a file, which nobody has seen before. */
export class NoPins {
  read() {
    return null;
  }

  write() {}

  forget() {}
}
