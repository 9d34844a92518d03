"""One way to write a value as bytes (RFC 8785), so that the same thing always hashes the same.

The ledger keeps to a part of JSON in which nothing can be written two ways: ASCII keys, NFC strings, whole numbers
below 2^53, no floats, no null.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import rfc8785

BIGGEST_NUMBER = 2**53 - 1


class NotCanonical(ValueError):
    """A value that the ledger does not write, since other programs could read it differently."""


def canonical(value: Any) -> bytes:
    """The RFC 8785 bytes of `value`; NotCanonical for anything outside the ledger's part of JSON."""
    demand_canonical(value)
    return rfc8785.dumps(value)


def demand_canonical(value: Any) -> None:
    """Refuse what other programs could write or read differently: floats, null, big numbers, loose Unicode."""
    match value:
        case bool():
            pass
        case str():
            _demand_text(value)
        case int():
            if abs(value) > BIGGEST_NUMBER:
                raise NotCanonical(f"{value} is too large: whole numbers stay below 2^53")
        case dict():
            for key, item in value.items():
                if not (isinstance(key, str) and key.isascii()):
                    raise NotCanonical(f"the key {key!r} is not plain ASCII")
                demand_canonical(item)
        case list() | tuple():
            for item in value:
                demand_canonical(item)
        case _:
            raise NotCanonical(f"{type(value).__name__} is not written to the ledger")


def _demand_text(text: str) -> None:
    if text.isascii():
        return
    if not unicodedata.is_normalized("NFC", text):
        raise NotCanonical("a text is not in Unicode's NFC form")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("a text holds half of a character (a lone surrogate)") from error
