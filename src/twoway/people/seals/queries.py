"""Reads of sealed answers: one's own, and never whether there is another."""

from __future__ import annotations

from contextlib import suppress

from django.db.models import QuerySet

from twoway.people.seals import closing
from twoway.people.seals.models import Seal


def mine(about: str, *, by: str) -> closing.Said | None:
    """What this person said, sealed or come back; the other side's row is not even looked at."""
    rows = Seal.objects.filter(about=about, person=by)
    return next(iter(_said(rows).values()), None)


def all_mine(*, by: str) -> dict[str, closing.Said]:
    """Everything this person said that is sealed or has come back, by what it is about."""
    return _said(Seal.objects.filter(person=by))


def _said(rows: QuerySet[Seal]) -> dict[str, closing.Said]:
    """A lost key must not take the page along: `twoway doctor` says what is wrong."""
    found: dict[str, closing.Said] = {}
    for row in rows:
        with suppress(closing.Unreadable):
            said = closing.open_(bytes(row.body), about=row.about, person=row.person_id)
            found |= {row.about: said} if said is not None else {}
    return found


def laid() -> list[str]:
    """What any rows are about, answered or not, in no order that tells: for clearing away alone."""
    return sorted(set(Seal.objects.values_list("about", flat=True)))


def can_all_be_opened() -> bool:
    """Whether the key that is here is the one that all rows, answers or not, were closed with."""
    try:
        for row in Seal.objects.iterator():
            closing.open_(bytes(row.body), about=row.about, person=row.person_id)
    except closing.Unreadable:
        return False
    return True
