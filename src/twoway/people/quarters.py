"""The quarters for which figures of a group come out: once each, a month after their end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

FEWEST = 5
"""How many different people stand behind a figure of a group at least."""
A_MONTH = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """Three months, `until` not included, and the day on which what happened in them is published."""

    since: date
    until: date

    @property
    def published_on(self) -> date:
        """A month after its end, so that what began last has had its time."""
        return self.until + A_MONTH

    @property
    def last_day(self) -> date:
        """The last day of the three months."""
        return self.until - timedelta(days=1)


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    since = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Quarter(since=since, until=(since + timedelta(days=93)).replace(day=1))


def last_published(today: date) -> Quarter:
    """The latest quarter whose figures are out."""
    return quarter_of(quarter_of(today - A_MONTH).since - timedelta(days=1))


def quarters(first: date, last: date) -> Iterator[Quarter]:
    """The quarters from the one `first` lies in to the one `last` lies in."""
    found = quarter_of(first)
    while found.since <= last:
        yield found
        found = quarter_of(found.until)


def moment(day: date) -> datetime:
    """The beginning of the day, in UTC: quarters are the same for everybody, wherever they are."""
    return datetime.combine(day, time(), UTC)


def blurred(counted: int, of: int) -> tuple[int, int]:
    """The number, and at either end that and the next one, which cannot be told apart."""
    if counted <= 1:
        return 0, 1
    return (of - 1, of) if counted >= of - 1 else (counted, counted)
