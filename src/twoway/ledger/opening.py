"""Earlier entries opened to one person more: as the story they are of reaches them.

The act names whom it opens to and who knows of that, and nobody else; whoever else was told is told by acts
of their own. What somebody already sees is not opened again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from twoway.ledger.acts import SightOpened
from twoway.ledger.entries import Entry
from twoway.ledger.models import Sight

if TYPE_CHECKING:
    from twoway.ledger.write import Book


def open_to(
    book: Book, entries: Iterable[Entry], person: str, *, by: str, reason: str, knowing: Iterable[str] = ()
) -> Entry | None:
    """Let the person see these entries from now on; None when they see all of them already.

    `by` is who opens them ("" for nobody), `knowing` who else may know that they were opened; the caller has
    asked whether these may.
    """
    unseen = _unseen(entries, person)
    if not unseen:
        return None
    said = book.enter(
        SightOpened(entries=tuple(entry.id for entry in unseen), to=person, reason=reason),
        thing=unseen[0].thing,
        participants=(person, by, *knowing),
        by=by,
    )
    book.let_see(unseen, person, opened_in=said)
    return said


def opened_to(entry: Entry) -> list[str]:
    """Everyone an entry was opened to after it was entered, in that order."""
    rows = Sight.objects.filter(seq=entry.seq, opened_in__isnull=False)
    return list(rows.order_by("id").values_list("person", flat=True))


def _unseen(entries: Iterable[Entry], person: str) -> list[Entry]:
    by_number = {entry.seq: entry for entry in entries}
    seen = set(Sight.objects.filter(person=person, seq__in=by_number).values_list("seq", flat=True))
    return [by_number[seq] for seq in sorted(by_number.keys() - seen)]
