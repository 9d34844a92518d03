"""The streets that stand in the sidebar of every page."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest

from twoway.people.streets import queries as streets
from twoway.people.streets.models import Street
from twoway.readings.waiting import opens_for, reader
from twoway.web.addresses import address
from twoway.web.slots import StreetLink, StreetLinks


def streets_beside(request: HttpRequest) -> StreetLinks:
    """All of a person's streets, those where an answer of theirs waits before those where none does."""
    me = reader(request)
    mine = streets.streets_of(me.id) if me else []
    if me is None or not mine:
        return StreetLinks()
    opens = opens_for(request)
    waits = Counter(one.street for one in opens if one.owes == me.id and one.kind == "answer")
    ordered = sorted(mine, key=lambda one: (-waits[one.id], one.state != "open", one.id))
    return StreetLinks(shown=[_link(one, me.id, waits[one.id]) for one in ordered], total=len(mine))


def _link(street: Street, me: str, waiting: int) -> StreetLink:
    other = street.high if street.low_id == me else street.low
    return StreetLink(
        name=other.called,
        href=address("street", street.id),
        waiting=waiting,
        square=other.client_id is not None,
    )
