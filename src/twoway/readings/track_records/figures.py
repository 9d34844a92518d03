"""The record a team agreed on, filled in: the same for everybody who may read it.

Each quarter comes once, thirty days after its end, worked out from the acts entered before that day, and
never changes after. Who reads it changes nothing in it; see docs/decisions/0014.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from twoway import clock
from twoway.errors import NotSeen
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame, Sight
from twoway.nouns.track_records import queries as track_records
from twoway.people.models import Membership, Person
from twoway.people.quarters import Quarter, last_published, moment, quarters
from twoway.people.streets.models import Street
from twoway.readings.track_records import cells
from twoway.readings.track_records.cases import (
    PROBLEM_KINDS,
    PROMISE_KINDS,
    Case,
    problem_in,
    promise_in,
)
from twoway.readings.track_records.cells import OURS, SIDES, THEIRS, Cell, Figure
from twoway.web.asked_once import asked_once

Cases = dict[tuple[date, str], list[Case]]


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A record with its quarters, the latest first, each with its two sides; `totals` by side.

    `withheld` are quarters that stand for the clients and not in public yet.
    """

    record: track_records.TrackRecord
    quarters: tuple[tuple[Quarter, Mapping[str, Cell]], ...]
    totals: Mapping[str, Mapping[str, Figure]]
    withheld: tuple[Quarter, ...] = ()

    @property
    def cells(self) -> list[Cell]:
        """All cells, the oldest quarter first, ours before theirs."""
        return [sides[side] for _quarter, sides in reversed(self.quarters) for side in SIDES]


def for_reader(id: str, *, seen_by: str) -> Filled:
    """The record for somebody who is counted in it, or is a contact on a street with somebody who is."""
    return filled(track_records.readable(id, seen_by=seen_by))


def for_all(id: str) -> Filled:
    """The record for whoever has its address, where everybody on it wants it public."""
    record = track_records.public(id)
    if record is None:
        raise NotSeen
    return filled(record, public=True)


def filled(record: track_records.TrackRecord, *, public: bool = False) -> Filled:
    """Each quarter that has come out while the record stood."""
    shown, withheld = [], []
    cases = _cases(tuple(sorted(record.people)))
    client_of = _clients()
    for quarter in reversed(_quarters(record)):
        theirs = cases.get((quarter.since, THEIRS), [])
        if public and not _all_agreed(record, theirs):
            withheld.append(quarter)
            continue
        sides = {
            side: cells.cell(quarter, side, cases.get((quarter.since, side), []), client_of) for side in SIDES
        }
        shown.append((quarter, sides))
    every = [cell for _quarter, sides in shown for cell in sides.values()]
    totals = {side: cells.total(every, side) for side in SIDES}
    return Filled(record=record, quarters=tuple(shown), totals=totals, withheld=tuple(withheld))


def _all_agreed(record: track_records.TrackRecord, theirs: Iterable[Case]) -> bool:
    """Whether each contact whose doing would be counted in public wants that."""
    return {person for case in theirs for person in case.by} <= set(record.contacts)


def _quarters(record: track_records.TrackRecord) -> list[Quarter]:
    """From where the record begins to the last that is out; none from the one on in which somebody left."""
    assert record.since is not None
    last = last_published(clock.today())
    found = [one for one in quarters(record.since, last.since) if one.since >= record.since]
    if record.ended_before is not None:
        found = [one for one in found if one.since < record.ended_before]
    left = _left(record)
    whole = [one for one in found if not any(_is_gone(one, entry) for entry in left)]
    return found[: next((place for place, one in enumerate(found) if one not in whole), len(found))]


def _left(record: track_records.TrackRecord) -> list[Entry]:
    """When somebody who is counted left the team, by the acts that say so."""
    inside = Membership.objects.filter(team=record.team_id, person__in=list(record.people)).values("id")
    return ledger.entries_from(
        Frame.objects.filter(kind="team.left", thing__in=inside, at__gte=record.proposed_at)
    )


def _is_gone(quarter: Quarter, entry: Entry) -> bool:
    """Whether it was known when the quarter came out that somebody had left by its end."""
    left_on: date = getattr(entry.act, "on", date.max)
    return entry.at < moment(quarter.published_on) and left_on <= quarter.last_day


def _clients() -> dict[str, str]:
    """Whose contact each guest is; a guest of no client stands alone."""
    guests = Person.objects.filter(kind="guest").values_list("id", "client_id")
    return {person: client or person for person, client in guests}


@asked_once
def _cases(people: tuple[str, ...]) -> Cases:
    """Every case between these people and guests, by quarter and side."""
    found: Cases = {}
    guests = set(Person.objects.filter(kind="guest").values_list("id", flat=True))
    for quarter, case in (*_promises(people), *_problems(people, guests)):
        ours = case.by & set(people)
        side, by = (OURS, ours) if ours else (THEIRS, case.by & guests)
        if by:
            found.setdefault((quarter.since, side), []).append(_of(case, by))
    return found


def _of(case: Case, by: frozenset[str]) -> Case:
    """The case as it counts for those of one side."""
    return case if case.by == by else Case(**{**case.__dict__, "by": by})


def _promises(people: Sequence[str]) -> list[tuple[Quarter, Case]]:
    ends = Q(low__in=people, high__kind="guest") | Q(high__in=people, low__kind="guest")
    stops = dict(Street.objects.filter(ends).values_list("id", "stops"))
    frames = Frame.objects.filter(street__in=list(stops), kind__in=PROMISE_KINDS)
    counted = (
        promise_in(entries, stops[entries[0].street]) for entries in _by_thing(ledger.entries_from(frames))
    )
    return [one for one in counted if one is not None]


def _problems(people: Sequence[str], guests: Collection[str]) -> list[tuple[Quarter, Case]]:
    """Those raised by a guest that stand with one of these people, and those raised by one of these."""
    seen = Sight.objects.filter(person__in=people).values("seq")
    raised = Frame.objects.filter(kind="problem.raised", seq__in=seen).values("thing")
    frames = Frame.objects.filter(thing__in=raised, kind__in=PROBLEM_KINDS)
    counted = (problem_in(entries) for entries in _by_thing(ledger.entries_from(frames)))
    return [one for one in counted if one is not None and _is_across(one[1], set(people), guests)]


def _is_across(case: Case, people: Collection[str], guests: Collection[str]) -> bool:
    """Whether it stands between the two sides."""
    ours, theirs = case.by & set(people), case.by & set(guests)
    return bool((ours and case.to <= set(guests)) or (not ours and theirs and case.to <= set(people)))


def _by_thing(entries: Iterable[Entry]) -> list[list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.thing, []).append(entry)
    return list(found.values())
