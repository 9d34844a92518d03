"""That an act stands in the record unchanged: worked out once more, and laid open for whoever checks."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.leaf import FRAME_DOMAIN, NO_WORDS, WORDS_DOMAIN, commitment
from twoway.ledger.merkle import leaf_hash, verify_inclusion


@dataclass(frozen=True, kw_only=True)
class Proof:
    """The proof of one entry under the last checkpoint; without one yet, only its seals.

    `frame_fits` and `words_fit` say whether what is kept opens the leaf's two commitments, `stands` whether
    the leaf leads to the signed root. Words that were erased no longer open theirs; the seal stays.
    """

    kept: ledger.Kept
    frame_fits: bool
    words_fit: bool
    has_words: bool
    size: int
    signed_at: datetime | None
    stands: bool
    path: tuple[str, ...]
    note: str

    @property
    def is_signed(self) -> bool:
        """Whether a checkpoint covers the act by now."""
        return self.signed_at is not None

    @property
    def leaf(self) -> str:
        """The leaf as it is hashed."""
        return self.kept.leaf.decode()

    @property
    def frame(self) -> str:
        """The frame as it is hashed."""
        return self.kept.frame.decode()

    @property
    def frame_blind(self) -> str:
        """The random bytes the frame is hidden under."""
        return self.kept.frame_blind.hex()

    @property
    def words(self) -> str:
        """The words as they are hashed, if there are any left."""
        return self.kept.words.decode() if self.kept.words is not None else ""

    @property
    def words_blind(self) -> str:
        """The random bytes the words are hidden under."""
        return self.kept.words_blind.hex() if self.kept.words_blind is not None else ""


def proof_of(entry: Entry) -> Proof:
    """Everything there is to check about one entry. Ask people.sight before showing it to anyone."""
    kept, latest = ledger.kept_of(entry), ledger.latest_checkpoint()
    leaf = json.loads(kept.leaf)
    opens_c = commitment(FRAME_DOMAIN, kept.frame_blind, kept.frame)
    blind = kept.words_blind if kept.words_blind is not None else kept.frame_blind
    opens_w = commitment(WORDS_DOMAIN, blind, kept.words if kept.words is not None else NO_WORDS)
    is_signed = latest is not None and latest.size > entry.seq
    path = ledger.inclusion(entry, latest.size) if latest and is_signed else []
    return Proof(
        kept=kept,
        frame_fits=hmac.compare_digest(opens_c, leaf["c"]),
        words_fit=hmac.compare_digest(opens_w, leaf["w"]),
        has_words=kept.words is not None,
        size=latest.size if latest else 0,
        signed_at=latest.at if latest and is_signed else None,
        stands=bool(latest and is_signed)
        and verify_inclusion(
            place=entry.seq,
            size=latest.size if latest else 0,
            leaf=leaf_hash(kept.leaf),
            root=bytes(latest.root) if latest else b"",
            proof=path,
        ),
        path=tuple(b64encode(node).decode() for node in path),
        note=latest.note if latest and is_signed else "",
    )
