"""What the next good act of somebody is, for the tests beside this."""

from __future__ import annotations

from collections.abc import Mapping

from twoway.private import queries as private
from twoway.private import rules as marks
from twoway.readings import record, told
from twoway.readings.streets.ends import THEIRS, ends
from twoway.readings.suggestions.choosing import NextAct, next_act
from twoway.readings.suggestions.occasions import OCCASIONS


def suggested(street: str, person: str) -> NextAct | None:
    """What that person would be shown on the street."""
    return read_by(person, street, person, private.marks(person, street))


def read_by(reader: str, street: str, person: str, marks: Mapping[str, str]) -> NextAct | None:
    """What that person would be shown, worked out from what one of the two reads."""
    end = ends(street, seen_by=reader, side="" if reader == person else THEIRS)
    entries, opens = record.of_street(street, seen_by=reader), told.opens(seen_by=reader, streets=[street])
    return next_act(end, entries, opens, marks)


def all_of(found: NextAct | None) -> tuple[object, ...]:
    """All of a suggestion that its reader gets."""
    if found is None:
        return ()
    return found.occasion.slug, found.practice.slug, found.says, found.reason


def occasion(street: str, person: str) -> str:
    """The rule that is named to the person; nothing where none holds."""
    found = suggested(street, person)
    return found.occasion.slug if found else ""


def says(street: str, person: str) -> str:
    """Why, in words."""
    found = suggested(street, person)
    return found.text if found else ""


def put_away(person: str, street: str, *, until: str) -> None:
    """Say "not now" to all that comes before one rule."""
    for _turn in OCCASIONS:
        found = suggested(street, person)
        if found is None or found.occasion.slug == until:
            return
        marks.mark(found.practice.slug, "not_now", by=person, street=street)
