"""The ledger's own acts. Frozen for ever, like every act."""

from __future__ import annotations

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("ledger.erased")
class Erased(Act):
    """Somebody's words in one entry were erased: who asked, on what ground, which entry."""

    entry: Ref
    asked_by: PersonId
    ground: Words


@act("sight.opened")
class SightOpened(Act):
    """One person may see earlier entries from now on. One act for each person: a frame names everybody it is
    for to all who see it, and nobody is to learn from it who else was told."""

    entries: tuple[str, ...]
    to: PersonId
    reason: str


@act("ledger.epoch_opened")
class EpochOpened(Act):
    """The database was found shorter than what was signed; `known_note` is the last checkpoint given out."""

    number: int
    known_size: int
    known_root: str
    known_note: str
