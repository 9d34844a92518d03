"""From acts to estimates: what every noun says its acts bear, run through the model on the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape
from twoway.ledger.entries import Entry
from twoway.nouns.calls import evidence as calls
from twoway.nouns.conversations import evidence as conversations
from twoway.nouns.entrustments import evidence as entrustments
from twoway.nouns.handoffs import evidence as handoffs
from twoway.nouns.needs import evidence as needs
from twoway.nouns.promises import evidence as promises
from twoway.nouns.voices import evidence as voices
from twoway.people import queries as people
from twoway.people.streets import queries as streets
from twoway.people.streets.models import Street
from twoway.readings import record
from twoway.readings.estimates import shared
from twoway.readings.estimates.lanes import Contribution, Lane, StreetEstimate
from twoway.trust import street as numbers
from twoway.trust.evidence import Reading
from twoway.trust.matters import Found, settled


class Evidence(Protocol):
    """How a noun's acts bear on a street: lane 0 is how far its lower id can count on the other.

    The acts are all that both ends see, so that both find the same in them.
    """

    def __call__(
        self, entries: Sequence[Entry], today: date, *, between: tuple[str, str], zone: str, study: bool
    ) -> Sequence[Found]: ...


EVIDENCE: tuple[Evidence, ...] = (
    promises.readings_of_street,
    calls.readings_of_street,
    voices.readings_of_street,
    handoffs.readings_of_street,
    conversations.readings_of_street,
    entrustments.readings_of_street,
    needs.readings_of_street,
)
"""Every noun whose acts count. Thanks and own-ups are words, and words carry no number."""


def estimate(street_id: str, *, seen_by: str, as_of_day: date | None = None) -> StreetEstimate | None:
    """The estimate of one street, as of today or of a day before."""
    street = streets.street(street_id, seen_by=seen_by)
    return estimates([street], seen_by=seen_by, as_of_day=as_of_day).get(street.id)


def estimates(
    of: Iterable[Street], *, seen_by: str, as_of_day: date | None = None, acts: record.Acts | None = None
) -> dict[str, StreetEstimate]:
    """The estimates of those of these streets that have one; `acts` is what was read before."""
    place = people.workplace()
    if place is None or not people.estimates_allowed():
        return {}
    study = place.kind == "study"
    measured = [street for street in of if street.measured or study]
    if not measured:
        return {}
    acts = record.of_streets([street.id for street in measured], seen_by=seen_by) if acts is None else acts
    beside = shared.beside(measured, seen_by=seen_by, as_of_day=as_of_day)
    return {
        street.id: _estimate(street, acts[street.id], beside[street.id], as_of_day, study)
        for street in measured
    }


def _estimate(
    street: Street, entries: Sequence[Entry], beside: Sequence[Entry], day: date | None, study: bool
) -> StreetEstimate:
    """Days are the promisee's, so each lane is read on its truster's today; the later one is named."""
    zones = (street.low.zone, street.high.zone)
    todays = tuple(clock.today(zone) for zone in zones)
    places = record.numbers(entries)
    if day is not None:
        entries = [entry for entry in entries if entry.happened_at.date() <= day]
        todays = (day, day) if study else _not_ahead(day, todays)
    as_of_day = max(todays)
    both_see = shared.in_order(entries, beside)
    readings = _readings(both_see, (street.low_id, street.high_id), todays, zones, study)
    found = numbers.street(readings, as_of_day=as_of_day.toordinal())
    ends = ((street.low_id, street.high_id), (street.high_id, street.low_id))
    first, second = (_lane(*end, lane, places) for end, lane in zip(ends, found.lanes, strict=True))
    return StreetEstimate(
        street=street.id,
        lanes=(first, second),
        as_of_entry=places[entries[-1].id] if entries else 0,
        as_of_day=as_of_day,
        release=found.release,
        beside=tuple(beside),
    )


def _not_ahead(day: date, todays: tuple[date, ...]) -> tuple[date, ...]:
    """That day at both ends, or their today where it has not begun: tomorrow tells what an act would cost."""
    if day > max(todays):
        raise BadShape(
            _("That day is still to come. Ask for today or earlier."), code="day_to_come", field="as_of_day"
        )
    return tuple(min(day, today) for today in todays)


def _readings(
    entries: Sequence[Entry],
    between: tuple[str, str],
    todays: tuple[date, ...],
    zones: tuple[str, ...],
    study: bool,
) -> list[Reading]:
    """What all nouns find in these acts, in the order of the acts, each lane by its own today and zone."""
    numbered = {entry.id: entry.seq for entry in entries}
    found = [
        reading
        for today, zone in set(zip(todays, zones, strict=True))
        for evidence in EVIDENCE
        for reading in evidence(entries, today, between=between, zone=zone, study=study)
        if (todays[reading.lane], zones[reading.lane]) == (today, zone)
    ]
    in_order = settled(sorted(found, key=lambda one: numbered[one.entry]))
    return sorted(in_order, key=lambda reading: numbered[reading.entry])


def _lane(truster: str, trustee: str, lane: numbers.Lane, places: Mapping[str, int]) -> Lane:
    # What stands open is read anew each day and comes last in the model; here each act stands at its day.
    ordered = tuple(sorted(lane.contributions, key=lambda one: (one.day, places.get(one.entry, 0))))
    return Lane(
        truster=truster,
        trustee=trustee,
        mean=lane.mean,
        low=lane.low,
        high=lane.high,
        sd=lane.sd,
        known=lane.known,
        baseline=lane.baseline,
        contributions=tuple(
            Contribution(
                entry=places.get(one.entry, 0),
                id=one.entry,
                kind=one.kind,
                at=date.fromordinal(one.day),
                value=one.value,
                plus_minus=one.plus_minus,
            )
            for one in ordered
        ),
        _numbers=lane,
        _ordered=ordered,
    )
