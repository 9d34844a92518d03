"""Who somebody is here, as rules ask it. What is not theirs to do does not exist for them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twoway.errors import NotSeen, RuleBroken
from twoway.people import queries
from twoway.people.models import Person


def member(person_id: str) -> Person:
    """A member who has joined; guests and whoever has left are shown no such door."""
    person = queries.person(person_id)
    if not person.is_member or person.state != "active":
        raise NotSeen
    return person


def administrator(person_id: str) -> Person:
    """Whoever looks after the workplace."""
    person = member(person_id)
    if not person.runs_server:
        raise NotSeen
    return person


def still_here(person_id: str) -> Person:
    """Somebody acts can still be about."""
    person = queries.person(person_id)
    if not person.is_here:
        raise RuleBroken(_("%(name)s is no longer here.") % {"name": person.called}, code="has_left")
    return person


def in_a_real_workplace() -> None:
    """Mail goes to real people only, and real people come only into a real workplace."""
    place = queries.workplace()
    if place is not None and place.kind != "real":
        raise RuleBroken(
            _("Nobody real can be invited here: this is not a workplace of real people. Set up your own."),
            code="not_real",
        )
