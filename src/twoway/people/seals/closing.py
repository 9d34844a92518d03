"""An answer is closed and opened by AES-GCM, over a text of one length, bound to its thing and person."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from twoway.errors import BadShape
from twoway.ledger import keys

Said: TypeAlias = "Mapping[str, int | str]"
ROOM = 10_000
"""Bytes of every answer before it is closed: two thousand letters of any script and a few figures fit in."""
_NONCE = 12


class Unreadable(Exception):
    """Closed with another key, or changed since."""


def close(said: Said | None, *, about: str, person: str) -> bytes:
    """The same length whatever was said, and if nothing was."""
    text = json.dumps(None if said is None else dict(said), ensure_ascii=False).encode()
    if len(text) > ROOM:
        raise BadShape("That is longer than fits under the seal. Shorten it.")
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(keys.sealing_key()).encrypt(nonce, text.ljust(ROOM), _bound_to(about, person))


def open_(body: bytes, *, about: str, person: str) -> Said | None:
    """What was said; None where nothing was. Raises Unreadable."""
    try:
        text = AESGCM(keys.sealing_key()).decrypt(body[:_NONCE], body[_NONCE:], _bound_to(about, person))
    except InvalidTag as error:
        raise Unreadable from error
    said: dict[str, int | str] | None = json.loads(text)
    return said


def _bound_to(about: str, person: str) -> bytes:
    """A row copied to another person or another thing opens nothing."""
    return f"twoway seal\0{about}\0{person}".encode()
