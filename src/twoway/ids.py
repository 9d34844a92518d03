"""Random names for things: an address tells nothing about how many there are or which came first."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

# No i, l, o, u: what is read aloud or typed from paper must not be mistaken for something else, or spell it.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_id() -> str:
    """Twelve letters of thirty-two, 60 bits: by a million things a clash is a chance of 1 in 2 million."""
    bits = secrets.randbits(5 * LENGTH)  # one draw for all letters: imports make ids by the ten thousand
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(0, 5 * LENGTH, 5))


def looks_like_id(text: str) -> bool:
    """Whether `text` could be an id at all, so that nonsense never reaches the database."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text)


@dataclass(frozen=True)
class Once:
    """A key that makes an act sent twice one act, and a fingerprint of what was asked for under it."""

    key: str
    fingerprint: str
