"""Reads of sealed answers: one's own, and never whether there is another."""

from __future__ import annotations

from twoway.people.seals import closing
from twoway.people.seals.models import Seal


def mine(about: str, *, by: str) -> closing.Said | None:
    """What this person said, sealed or come back; the other side's row is not even looked at."""
    row = Seal.objects.filter(about=about, person=by).first()
    if row is None:
        return None
    try:
        return closing.open_(bytes(row.body), about=about, person=by)
    except closing.Unreadable:
        return None  # a lost key must not take the page along; `twoway doctor` says what it is


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
