"""Opens a file of private pages without Twoway, without a browser and without a server.

    python open_private.py twoway-private-2026-03-02.json

It asks for the passphrase, or for the recovery key from paper, and prints the pages. One file; besides
Python's standard library it needs the package `cryptography`. What it reads is written down in
docs/private-format.md; it shares no line with the script that seals.
"""

from __future__ import annotations

import base64
import getpass
import hashlib
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LEAST_ROUNDS = 600_000


class Unopened(Exception):
    """Why the file was not opened, in words."""


def unspelled(text: str) -> bytes:
    """base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def digest(text: str) -> str:
    """The first 16 bytes of a text's SHA-256."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:16]).decode().rstrip("=")


def bound(document: dict[str, Any], what: str, *rest: Any) -> bytes:
    """The associated data: JSON as JavaScript writes it."""
    parts = ["twoway-private", 1, what, document["person"], document["notebook"], *rest]
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode()


def unsealed(key: bytes, sealed: str, associated: bytes) -> bytes:
    """The bytes of a sealed text."""
    raw = unspelled(sealed.removeprefix("1."))
    try:
        return AESGCM(key).decrypt(raw[:12], raw[12:], associated)
    except InvalidTag as error:
        raise Unopened("It was changed, cut short, or belongs elsewhere.") from error


def from_recovery(typed: str) -> bytes:
    """The secret behind nine groups of four letters."""
    letters = "".join(typed.upper().replace("-", "").split())
    letters = letters.replace("O", "0").replace("I", "1").replace("L", "1")
    number = 0
    for letter in letters[:32]:
        number = number << 5 | LETTERS.index(letter)
    return hashlib.sha256(b"twoway-private 1 recovery" + number.to_bytes(20, "big")).digest()


def from_passphrase(typed: str, wrap: dict[str, Any]) -> bytes:
    """The secret behind a passphrase."""
    if wrap["kdf"] != "PBKDF2-SHA-256" or wrap["rounds"] < LEAST_ROUNDS:
        raise Unopened("The file asks for a weaker key than Twoway makes. Somebody may have changed it.")
    text = unicodedata.normalize("NFC", typed).strip().encode()
    return hashlib.pbkdf2_hmac("sha256", text, unspelled(wrap["salt"]), wrap["rounds"])


def data_key(document: dict[str, Any], typed: str, kind: str) -> bytes:
    """The notebook's key, by the way in of this kind."""
    [wrap] = [one for one in document["wraps"] if one["kind"] == kind]
    secret = from_recovery(typed) if kind == "recovery" else from_passphrase(typed, wrap)

    def derived(use: str) -> bytes:
        info = f"twoway-private 1 {use}".encode()
        return HKDF(SHA256(), 32, unspelled(wrap["salt"]), info).derive(secret)

    if derived("check") != unspelled(wrap["check"]):
        raise Unopened("That does not open it.")
    named = [wrap[name] for name in ("name", "kind", "kdf", "rounds", "salt", "credential", "check")]
    return unsealed(derived("wrap"), wrap["key"], bound(document, "wrap", *named))


def pages(file: dict[str, Any], typed: str, kind: str = "passphrase") -> list[dict[str, Any]]:
    """Every page the index names: its head and its body together, each in the version the index says."""
    if (file.get("format"), file.get("version")) != ("twoway-private-file", 1):
        raise Unopened("That is not a file of Twoway’s private pages.")
    document = json.loads(unspelled(file["keys"]))
    key = data_key(document, typed, kind)
    index = json.loads(unsealed(key, file["index"], bound(document, "index", "", file["index_version"])))
    if index["keys"] != {"version": file["keys_version"], "digest": digest(file["keys"])}:
        raise Unopened("The key in it is not the one its index names.")
    found = []
    kept = {one["name"]: one for one in file["sheets"]}
    for name, head in index["sheets"].items():
        sealed = kept[name]["sealed"]
        body = json.loads(unsealed(key, sealed, bound(document, "sheet", name, head["version"])))
        found.append({"name": name, **head, **body})
    return sorted(found, key=lambda page: page["on"])


def main(arguments: list[str]) -> int:
    """Print the pages of one file."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    file = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    typed = getpass.getpass("Passphrase, or recovery key: ")
    looks_like_paper = len("".join(typed.replace("-", "").split())) == 36 and typed.upper() == typed
    try:
        found = pages(file, typed, "recovery" if looks_like_paper else "passphrase")
    except Unopened as error:
        print(error)
        return 1
    for page in found:
        print(f"\n{page['on']}  {page['title']}  ({page['kind']})\n{page.get('prompt', '')}\n{page['words']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
