"""The signed head of the tree: a C2SP signed note (c2sp.org/tlog-checkpoint), Ed25519. Pure: no database,
no Django.

    twoway/7k2m9q4xw0ab
    4208
    3YaGPmF0cPqDWe4tHHcCNWqrRsHVGmXKmu0mSKM0hHs=

    — twoway/7k2m9q4xw0ab vkY3nJlN...

The first line names the record and, after a restore, its epoch (".../2"). A program that keeps such a note
and asks for a consistency proof from it needs nobody's word for what the record was then.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALGORITHM = b"\x01"  # Ed25519 among the note format's kinds of key
LONGEST_NOTE = 10_000
SIGNATURE_BYTES = 4 + 64


class NotACheckpoint(ValueError):
    """A note that cannot be read as a checkpoint, or whose signature is not of the key it should be."""


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """What is signed: which record, how many entries, and the root of the tree over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def origin_of(record: str, epoch: int) -> str:
    """The first line: a restored record goes on under another, since its tree is no longer the same."""
    return f"twoway/{record}" if epoch == 1 else f"twoway/{record}/{epoch}"


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The checkpoint as a signed note."""
    text = checkpoint.text()
    signature = key_hash(checkpoint.origin, public_bytes(key.public_key())) + key.sign(text.encode())
    return f"{text}\n\N{EM DASH} {checkpoint.origin} {_base64(signature)}\n"


def read(note: str) -> Checkpoint:
    """What the note says, whoever signed it."""
    lines = _body(note).split("\n")
    if len(lines) < 4 or not lines[0] or any(mark in lines[0] for mark in " +"):
        raise NotACheckpoint("the note does not begin with an origin, a size and a root")
    size, root = lines[1], _bytes(lines[2])
    if not (size.isascii() and size.isdigit() and str(int(size)) == size and len(root) == 32):
        raise NotACheckpoint("the size or the root in the note cannot be read")
    return Checkpoint(origin=lines[0], size=int(size), root=root)


def verify(note: str, public_key: bytes) -> Checkpoint:
    """What the note says, if it is signed with that key under its own origin; other signatures are let be."""
    checkpoint = read(note)
    text = _body(note)
    wanted = key_hash(checkpoint.origin, public_key)
    for line in note[len(text) + 1 :].splitlines():
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        signature = _bytes(encoded)
        if dash == "\N{EM DASH}" and name == checkpoint.origin and signature[:4] == wanted:
            _demand_signature(public_key, signature, text)
            return checkpoint
    raise NotACheckpoint("the note is not signed with this record's key")


def key_hash(name: str, public_key: bytes) -> bytes:
    """Four bytes by which a signature line says which key it is of."""
    return sha256(name.encode() + b"\n" + ALGORITHM + public_key).digest()[:4]


def verifier_key(name: str, public_key: bytes) -> str:
    """The public key in the note format, for witnesses and other programs."""
    return f"{name}+{key_hash(name, public_key).hex()}+{_base64(ALGORITHM + public_key)}"


def public_bytes(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes_raw()


def _body(note: str) -> str:
    """The signed text, with its last line break."""
    if len(note) > LONGEST_NOTE:
        raise NotACheckpoint("the note is too long to be a checkpoint")
    text, blank, _ = note.partition("\n\n")
    if not blank:
        raise NotACheckpoint("the note carries no signature")
    return text + "\n"


def _demand_signature(public_key: bytes, signature: bytes, text: str) -> None:
    if len(signature) != SIGNATURE_BYTES:
        raise NotACheckpoint("the signature has the wrong length")
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature[4:], text.encode())
    except InvalidSignature:
        raise NotACheckpoint("the signature does not fit the note: one of them was changed") from None


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw if _base64(raw) == text else b""  # one way to write it: no second note for the same signature
