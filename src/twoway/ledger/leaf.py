"""What one entry hashes to: a leaf that tells a stranger nothing, and two commitments its parties can open.
Pure.

The leaf is {"c", "day", "seq", "v", "w"}. `c` commits to the frame (all that replay needs) and `w` to the
words; each is HMAC-SHA256 under 32 random bytes kept beside what it hides, so that guessing at short words
leads nowhere, and so that with the words and their random bytes deleted nothing can be found out from `w`.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass

from twoway.ledger.canon import canonical
from twoway.ledger.kinds import Json

VERSION = 1
BLIND_BYTES = 32
MOST_LEAF_BYTES = 512
FRAME_DOMAIN = b"twoway/frame/v1\x00"
WORDS_DOMAIN = b"twoway/words/v1\x00"
# An act in which nobody said anything commits to this under the frame's own random bytes: whether there
# were words is nothing a leaf should tell.
NO_WORDS = b"{}"


@dataclass(frozen=True)
class Sealed:
    """One entry as bytes, ready to be kept: its leaf, and what the leaf commits to."""

    seq: int
    leaf: bytes
    frame: bytes
    frame_blind: bytes
    words: bytes | None
    words_blind: bytes | None


def commitment(domain: bytes, blind: bytes, body: bytes) -> str:
    return hmac.digest(blind, domain + body, "sha256").hex()


def seal(seq: int, day: str, frame: Json, words: Json) -> Sealed:
    """Write frame and words once, as the bytes that are kept and hashed, and commit to both in a leaf."""
    blinds = os.urandom(2 * BLIND_BYTES)
    frame_blind, words_blind = blinds[:BLIND_BYTES], blinds[BLIND_BYTES:]
    frame_body = canonical(frame)
    words_body = canonical(words) if words else None
    if words_body is None:
        opens_w = commitment(WORDS_DOMAIN, frame_blind, NO_WORDS)
    else:
        opens_w = commitment(WORDS_DOMAIN, words_blind, words_body)
    body = leaf_body(seq, day, commitment(FRAME_DOMAIN, frame_blind, frame_body), opens_w)
    return Sealed(seq, body, frame_body, frame_blind, words_body, words_blind if words else None)


def leaf_body(seq: int, day: str, c: str, w: str) -> bytes:
    """The leaf's canonical bytes, by hand, since its keys never vary (a test holds it to RFC 8785)."""
    return f'{{"c":"{c}","day":"{day}","seq":{seq},"v":{VERSION},"w":"{w}"}}'.encode()
