"""Statements signed with the record's key that are no checkpoints, each in a domain of its own. Pure.

What is signed begins with the domain and a zero byte, which no checkpoint holds, so that a signature on one
can never be shown for the other.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from twoway.ledger.checkpoint import ALGORITHM, key_hash

KEY_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class PublicKey:
    """The key of a record in the note format: under which name it signs, and the 32 bytes."""

    name: str
    raw: bytes

    @property
    def record(self) -> str:
        """The record's own name, without the number of an epoch."""
        return "/".join(self.name.split("/")[:2])


def sign(domain: str, body: bytes, key: Ed25519PrivateKey) -> str:
    """The signature over a statement, as base64."""
    return base64.b64encode(key.sign(_signed(domain, body))).decode()


def holds(domain: str, body: bytes, signature: str, public_key: bytes) -> bool:
    """Whether that key signed the statement; there is one way to write a signature."""
    raw = _bytes(signature)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(raw, _signed(domain, body))
    except InvalidSignature:
        return False
    return True


def read_key(text: str) -> PublicKey | None:
    """The public key as /ledger/key gives it; None for what is none, or was damaged on the way."""
    parts = text.strip().split("+", 2)
    if len(parts) != 3:
        return None
    name, hashed, encoded = parts
    raw = _bytes(encoded)
    if len(raw) != 1 + KEY_BYTES or raw[:1] != ALGORITHM or key_hash(name, raw[1:]).hex() != hashed:
        return None
    return PublicKey(name=name, raw=raw[1:])


def _signed(domain: str, body: bytes) -> bytes:
    return domain.encode() + b"\x00" + body


def _bytes(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw if base64.b64encode(raw).decode() == text else b""
