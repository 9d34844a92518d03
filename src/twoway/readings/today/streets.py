"""Streets worth a word today: those whose estimate moved, and those on which nothing was done for long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twoway import clock
from twoway.people import looking
from twoway.people.models import Person
from twoway.people.streets.models import Street
from twoway.readings import record
from twoway.readings.estimates import gathering
from twoway.readings.estimates.lanes import StreetEstimate
from twoway.readings.streets.ends import Ends
from twoway.readings.streets.scene import small

A_WEEK = timedelta(days=7)
A_MOVE = 2.0
"""Points by which a lane has to have moved in a week to be worth a word."""

A_STRIDE = 10.0
QUIET = timedelta(days=28)
SHOWN = 3


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A street whose estimate is not where it was a week ago, and which way, in words."""

    street: Street
    them: Person
    says: str
    picture: SafeString


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """A street on which nothing was done for that many weeks."""

    street: Street
    them: Person
    weeks: int


def ends_of(me: Person, streets: Iterable[Street]) -> list[Ends]:
    """The person's streets from their own end, in the order of names."""
    found = [
        Ends(street=one, viewer=me.id, you=me, them=one.high if one.low_id == me.id else one.low)
        for one in streets
    ]
    return sorted(found, key=lambda ends: (ends.them.called.casefold(), ends.them.id))


def moved(mine: Sequence[Ends]) -> list[Moved]:
    """Streets with an estimate that moved; in the order of names, for they are not to be ranked."""
    if not mine:
        return []
    me = mine[0].viewer
    estimates = gathering.estimates([ends.street for ends in mine], seen_by=me)
    found = [(ends, _says(estimates[ends.street.id], ends)) for ends in mine if ends.street.id in estimates]
    shown = [(ends, says) for ends, says in found if says][:SHOWN]
    return [
        Moved(street=ends.street, them=ends.them, says=says, picture=small(ends, estimates[ends.street.id]))
        for ends, says in shown
    ]


def _says(estimate: StreetEstimate, ends: Ends) -> str:
    """The lane that moved further, in a sentence; nothing when both stayed where they were."""
    moves = []
    for lane in estimate.lanes:
        [before] = lane.path([estimate.as_of_day - A_WEEK])
        moves.append((lane.mean - before.mean, lane.trustee))
    points, trustee = max(moves, key=lambda move: abs(move[0]))
    if abs(points) < A_MOVE:
        return ""
    more, less = (
        (
            _("can count on you %(much)s more than last week"),
            _("can count on you %(much)s less than last week"),
        )
        if trustee == ends.you.id
        else (
            _("you can count on them %(much)s more than last week"),
            _("you can count on them %(much)s less than last week"),
        )
    )
    much = _("a little") if abs(points) < A_STRIDE else _("a good deal")
    return (more if points > 0 else less) % {"much": much}


def quiet(mine: Sequence[Ends]) -> list[Quiet]:
    """Open streets without an act for four weeks or more."""
    open_ones = {ends.street.id: ends for ends in mine if ends.street.state == "open"}
    if not open_ones:
        return []
    # A study was brought in all at once: there the silence begins after what the last act tells of.
    last = record.last_on(
        open_ones, seen_by=mine[0].viewer, moment="happened_at" if looking.looked_on() else "at"
    )
    now = clock.now()
    found = [
        Quiet(street=ends.street, them=ends.them, weeks=(now - last[street]).days // 7)
        for street, ends in open_ones.items()
        if street in last and now - last[street] >= QUIET
    ]
    return found[:SHOWN]
