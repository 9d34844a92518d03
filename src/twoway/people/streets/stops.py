"""Stretches in which a street is stopped, paused or closed: whatever counts days leaves those out.

A street keeps them as moments; whoever counts reads them in somebody's days. A day on which the street was
stopped is out from its beginning, and the day on which it goes on is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from twoway import clock
from twoway.ledger.entries import Entry

STOPS = frozenset({"street.paused", "street.closed", "street.left"})
GOES_ON = frozenset({"street.resumed", "street.opened"})
Moments: TypeAlias = "list[list[str | None]]"
"""[since, until] of each, the oldest first; `until` is None while it is stopped."""


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One such stretch in days, the last one not included; `until` is None while it lasts."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the street was stopped on that day."""
        return self.since <= day and (self.until is None or day < self.until)


def after(stops: Moments, kind: str, at: datetime) -> Moments:
    """The stretches once an act of this kind has happened as well."""
    is_stopped = bool(stops) and stops[-1][1] is None
    if kind in STOPS and not is_stopped:
        return [*stops, [at.isoformat(), None]]
    if kind in GOES_ON and is_stopped:
        return [*stops[:-1], [stops[-1][0], at.isoformat()]]
    return stops


def of_acts(entries: Iterable[Entry], zone: str) -> list[Stop]:
    """The stretches of a street in the days of a zone, from its own acts, the oldest first."""
    moments: Moments = []
    for entry in entries:
        moments = after(moments, entry.kind, entry.at)
    return in_days(moments, zone)


def in_days(stops: Moments, zone: str) -> list[Stop]:
    """The stretches in the days of a zone."""
    days = ([clock.day_of(datetime.fromisoformat(at), zone) if at else None for at in one] for one in stops)
    return [Stop(since=since, until=until) for since, until in days if since]


def last_day(due_on: date, stops: Iterable[Stop]) -> date:
    """The last day on which something is in time: a stop over its day puts that off to the stop's end."""
    last = due_on
    for stop in stops:
        if stop.holds(last):
            last = stop.until or date.max
    return last


def days_late(due_on: date, today: date, stops: Sequence[Stop]) -> int:
    """How many days have passed since the last day in time, without those of stops; none during a stop."""
    first, end = last_day(due_on, stops), today + timedelta(days=1)
    if first >= today or any(stop.holds(today) for stop in stops):
        return 0
    first += timedelta(days=1)
    stopped = ((min(stop.until or end, end) - max(stop.since, first)).days for stop in stops)
    return (end - first).days - sum(days for days in stopped if days > 0)
