"""Reads of what is only somebody's own: whoever it is not for is told there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from twoway.errors import NotSeen
from twoway.people.sight import asked
from twoway.private.models import Mark, Notebook, Sheet
from twoway.web.slots import Slot


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a practice is called, and where it is read."""

    title: str
    href: str = ""


PRACTICES: Slot[Callable[[str], Named | None]] = Slot()
"""Who knows what the practice of a slug is called; private itself knows none."""


def notebook(person_id: str) -> Notebook | None:
    """The person's own notebook, once they have begun one."""
    return Notebook.objects.filter(person=person_id).first()


def sheet(name: str, *, seen_by: str) -> Sheet:
    """One's own sheet of that name; nobody else's name of it finds anything."""
    found = Sheet.objects.filter(person=seen_by, name=asked(name)).first()
    if found is None:
        raise NotSeen
    return found


def sheets_after(name: str, most: int, *, seen_by: str) -> list[Sheet]:
    """One's own sheets in the order of their random names, from after one of them on."""
    return list(Sheet.objects.filter(person=seen_by, name__gt=name).order_by("name")[:most])


def marks(person_id: str, street_id: str) -> dict[str, str]:
    """The person's own marks on one of their streets by practice; `""` gives those beside no street."""
    found = Mark.objects.filter(person=person_id, street=street_id)
    return dict(found.values_list("practice", "what"))


def own_marks(person_id: str) -> list[Mark]:
    """All of them, by practice, for the page on which they are taken back."""
    return list(Mark.objects.filter(person=person_id).order_by("practice", "street"))


def mark(mark_id: str, *, seen_by: str) -> Mark:
    """One's own mark; for anybody else there is none."""
    found = Mark.objects.filter(person=seen_by, id=asked(mark_id)).first()
    if found is None:
        raise NotSeen
    return found


def named(practice: str) -> Named:
    """The practice as whoever keeps it calls it; without one, by its slug."""
    known = (name(practice) for name in PRACTICES)
    return next((one for one in known if one), Named(title=practice.replace("-", " ").capitalize()))
