"""Answers under seal are laid, written, opened and dropped, in a book: its lock lets in one at a time."""

from __future__ import annotations

from collections.abc import Iterable

from twoway.ledger.write import Book
from twoway.people.seals import closing
from twoway.people.seals.models import Seal


def lay(_book: Book, *, about: str, pair: Iterable[str]) -> None:
    """A row without an answer for each side that has none: afterwards nothing tells who wrote in theirs."""
    both = sorted(pair)
    there = set(Seal.objects.filter(about=about).values_list("person_id", flat=True))
    Seal.objects.bulk_create(_closed(about, person, None) for person in both if person not in there)


def put(
    book: Book, *, about: str, by: str, pair: Iterable[str], said: closing.Said | None
) -> dict[str, closing.Said] | None:
    """Write one's answer in place of what one said before; None takes it back.

    With both there they are returned, by person, and their rows are gone: the caller enters one act of
    nobody's in this same book. Else None is returned, whatever the other side's row holds.
    """
    lay(book, about=about, pair=pair)
    rows = list(Seal.objects.filter(about=about).order_by("person_id"))
    found = {row.person_id: said if row.person_id == by else _opened(row) for row in rows}
    both = {person: answer for person, answer in found.items() if answer is not None}
    if len(both) == len(rows):
        drop(book, [about])
        return both
    for row in rows:
        row.body = closing.close(found[row.person_id], about=about, person=row.person_id)
    Seal.objects.bulk_update(rows, ["body"])
    return None


def drop(_book: Book, abouts: Iterable[str]) -> None:
    """Nothing of these is kept any more, of either side."""
    Seal.objects.filter(about__in=list(abouts)).delete()


def _closed(about: str, person: str, said: closing.Said | None) -> Seal:
    return Seal(about=about, person_id=person, body=closing.close(said, about=about, person=person))


def _opened(row: Seal) -> closing.Said | None:
    """An answer nobody can open is none: its writer, who sees it gone from their page, may write it again."""
    try:
        return closing.open_(bytes(row.body), about=row.about, person=row.person_id)
    except closing.Unreadable:
        return None
