"""Restore is not rewriting: a database shorter than what was signed goes on under a new epoch, and all see
the gap.

The last signed size is kept beside the key. When the database turns out shorter, its tree can never again
be shown consistent with checkpoints that people hold, so nothing is signed under the old name: an act that
commits to the last known checkpoint is entered, readable by every member, and checkpoints from then on
carry the epoch's number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from twoway import ids
from twoway.ledger import keys, tree
from twoway.ledger.acts import EpochOpened
from twoway.ledger.checkpoint import origin_of, verifier_key
from twoway.ledger.entries import EVERY_MEMBER
from twoway.ledger.models import Epoch

if TYPE_CHECKING:
    from twoway.ledger.write import Book


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What a restore lost: of `known_size` entries that were signed, the first `kept` are still here."""

    epoch: int
    opened_at: datetime
    kept: int
    known_size: int
    known_root: bytes
    known_note: str

    @property
    def lost(self) -> int:
        return max(self.known_size - self.kept, 0)


def public_key() -> str:
    """The verifier's key of the current epoch, in the note format."""
    signer = keys.signer()
    return verifier_key(origin_of(signer.record, current()), signer.public_key)


def current() -> int:
    """The number of this epoch; a record that was never restored is in its first."""
    return Epoch.objects.aggregate(last=Max("number"))["last"] or 1


def gaps() -> list[Gap]:
    """Every restore that lost something, oldest first."""
    return [
        Gap(
            epoch=epoch.number,
            opened_at=epoch.opened_at,
            kept=epoch.first_seq,
            known_size=epoch.known_size,
            known_root=bytes(epoch.known_root),
            known_note=epoch.known_note,
        )
        for epoch in Epoch.objects.order_by("number")
    ]


def open_if_shorter(book: Book) -> None:
    """Under the writing lock: open an epoch if what was last signed is no longer all here."""
    last = keys.last_signed()
    if last is None:
        return
    epoch = current()
    if epoch > last.epoch or (epoch == last.epoch and tree.size() >= last.size):
        return
    entry = book.enter(
        EpochOpened(
            number=last.epoch + 1,
            known_size=last.size,
            known_root=last.root,
            known_note=last.note,
        ),
        thing=ids.new_id(),
        participants=(),
        audience=[EVERY_MEMBER],
    )
    Epoch.objects.create(
        number=last.epoch + 1,
        opened_at=entry.at,
        first_seq=entry.seq,
        known_size=last.size,
        known_root=bytes.fromhex(last.root),
        known_note=last.note,
    )
