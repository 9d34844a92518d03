"""What is open for whoever reads the page: worked out once for each page, however many parts of it ask."""

from __future__ import annotations

from django.http import HttpRequest

from twoway.people.models import Person
from twoway.readings import told
from twoway.web.told import Open

_KEPT_AS = "_open_for_reader"


def reader(request: HttpRequest) -> Person | None:
    """Whose eyes the page is for."""
    person: Person | None = getattr(request, "person", None)
    return person


def may_act(request: HttpRequest) -> bool:
    """Whether anything can be entered from this page: a study is only looked at."""
    place = getattr(request, "workplace", None)
    return place is None or place.kind != "study"


def opens_for(request: HttpRequest) -> list[Open]:
    """What is open between the reader and others; nothing for somebody who has not signed in."""
    kept: list[Open] | None = getattr(request, _KEPT_AS, None)
    if kept is None:
        me = reader(request)
        kept = told.opens(seen_by=me.id) if me else []
        setattr(request, _KEPT_AS, kept)
    return kept


def waits_for_reader(request: HttpRequest) -> int:
    """How many answers of the reader's others wait for, and days they named themselves: beside Today."""
    me = reader(request)
    return sum(one.owes == me.id and _waits(one) for one in opens_for(request)) if me else 0


def _waits(one: Open) -> bool:
    return one.kind == "answer" or (one.kind == "review" and not one.street)
