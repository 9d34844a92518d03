"""How entrustments bear on trust: on the lane of each of the two towards the other.

    what happened                             reading                  truster                trustee
    given, and taken on                       entrustment.given        whoever was entrusted  the giver
    one looked back: well, partly, badly      entrustment.well, ...    whoever says so        the other

Trust that is given first is an act of the giver's, and counts a little, once the other has taken it on. How
it went is said by each for their own lane alone, once for each day that was named: said again, the last word
counts in the place of the one before. All else counts nothing: given and not taken on, declined, withdrawn,
widened, narrowed, returned, ended; and whatever was brought in, but in a study.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.entrustments import acts
from twoway.trust.evidence import Lane, Reading


def readings_of_street(
    entries: Sequence[Entry], today: date, *, between: tuple[str, str], zone: str = "UTC", study: bool = False
) -> list[Reading]:
    """What all entrustments bear on the two lanes between these two, from all acts that both see."""
    told: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind.startswith("entrustment.") and (study or not entry.source):
            told.setdefault(entry.thing, []).append(entry)
    return [
        reading
        for acts_on_it in told.values()
        for reading in _readings(acts_on_it, between, zone)
        if reading.day <= today.toordinal()
    ]


def _readings(told: Sequence[Entry], between: tuple[str, str], zone: str) -> Iterator[Reading]:
    """One entrustment's: that it was taken on, and each side's word for each day, the last one said."""
    said: dict[tuple[str, date], Reading] = {}
    for entry in told:
        if isinstance(entry.act, acts.Accepted):
            yield _reading(entry, "entrustment.given", _lane(entry.by, between), zone)
        elif isinstance(entry.act, acts.LookedBack):
            kind = f"entrustment.{entry.act.how}"
            said[entry.by, entry.act.for_on] = _reading(entry, kind, _lane(entry.by, between), zone)
    yield from said.values()


def _lane(truster: str, between: tuple[str, str]) -> Lane:
    """How far this one can count on the other."""
    return 0 if truster == between[0] else 1


def _reading(entry: Entry, kind: str, lane: Lane, zone: str) -> Reading:
    day = clock.day_of(entry.happened_at, zone).toordinal()
    return Reading(entry=entry.id, kind=kind, day=day, lane=lane)
