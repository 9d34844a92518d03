"""How conversations bear on trust: by what both said of one once it opened, each on their own lane.

    all three together, of seven each                   reading
    five or more on average                             conversation.opened.well
    below three                                         conversation.opened.badly
    between                                             nothing

It is a weak reading, of the day on which it opened: what somebody says of a talk is no deed of the other's.
What only one side said is read by nobody, so it counts for nothing. All else counts nothing: planned,
accepted, declined, moved, called off, put on the agenda, noted, held. What was agreed counts as the promise
or the entrustment that it became.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.conversations import acts
from twoway.people.seals import asked
from twoway.trust.evidence import LANES, Reading


def readings_of_street(
    entries: Sequence[Entry], today: date, *, between: tuple[str, str], zone: str = "UTC", study: bool = False
) -> list[Reading]:
    """What both said of each talk of these two, as the lane of whoever said it."""
    return [
        reading
        for entry in entries
        if isinstance(entry.act, acts.Opened)
        for reading in _readings(entry, entry.act, between, zone)
    ]


def _readings(entry: Entry, act: acts.Opened, between: tuple[str, str], zone: str) -> Iterator[Reading]:
    said = {
        act.low: (act.low_fair, act.low_heard, act.low_clear),
        act.high: (act.high_fair, act.high_heard, act.high_clear),
    }
    day = clock.day_of(entry.happened_at, zone).toordinal()
    for lane in LANES:
        found = asked.reads(said[between[lane]]) if between[lane] in said else ""
        if found:
            yield Reading(entry=entry.id, kind=f"conversation.opened.{found}", day=day, lane=lane)
