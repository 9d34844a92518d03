"""Time along the street: where a day stands, what is written under it, what one dash of the middle means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateformat import format as spelled
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

FADE = 73.2
"""Units after today over which the street fades out: seventeen days on a street of half a year."""

_SHORTEST = 3
_MOST_DAYS_DRAWN = 130
_LEAST_DASH = 12.0
_LEAST_LABEL = 44.0
_LEAST_LABEL_WITH_YEAR = 62.0
_YEARS_NEEDED_AFTER = 400


@dataclass(frozen=True, kw_only=True)
class Axis:
    """Days to units: from `left` on the first day to `today_at` today, going on at that pace to `end`."""

    first: date
    today: date
    left: float
    today_at: float

    @property
    def end(self) -> float:
        """Where the street has faded out."""
        return self.today_at + FADE

    @property
    def a_day(self) -> float:
        """How wide one day is."""
        return (self.today_at - self.left) / (self.today - self.first).days

    def at(self, day: date) -> float:
        """Where the day stands; days outside the street stand at its nearer end."""
        place = self.left + (day - self.first).days * self.a_day
        return min(max(place, self.left), self.end)


def axis(*, start: date, today: date, left: float, today_at: float) -> Axis:
    """The axis from the start to today; a street of hours is given three days, or a day would be a mile."""
    first = min(start, today - timedelta(days=_SHORTEST))
    return Axis(first=first, today=today, left=left, today_at=today_at)


def days_to_draw(*, start: date, today: date) -> tuple[date, ...]:
    """The days for which a lane's path is worth asking: evenly spread, with today and some of the fade."""
    first = min(start, today - timedelta(days=_SHORTEST))
    whole = (today - first).days
    step = -(-whole // _MOST_DAYS_DRAWN)
    back = [today - timedelta(days=n) for n in range(0, whole, step)]
    ahead = [today + timedelta(days=n) for n in range(step, max(whole // 10, 1) + step, step)]
    return (first, *reversed(back), *ahead)


@dataclass(frozen=True, kw_only=True)
class Dashes:
    """The line down the middle: one dash for each stretch of time, and what that stretch is called."""

    spans: tuple[tuple[float, float], ...]
    each: Promise


def dashes(along: Axis) -> Dashes:
    """The finest dash that still reads as one: a week on a street of half a year."""
    each, wide, starts = next(
        (stretch for stretch in _STRETCHES if stretch[1] * along.a_day >= _LEAST_DASH), _STRETCHES[-1]
    )
    length, gap = wide * along.a_day * 0.53, wide * along.a_day * 0.1
    places = [along.left + days * along.a_day + gap for days in starts(along)]
    spans = [(at, min(at + length, along.end)) for at in places if along.left <= at < along.end - 2]
    return Dashes(spans=tuple(spans), each=each)


Starts = Callable[[Axis], Iterator[float]]


def _every(days: float) -> Starts:
    def starts(along: Axis) -> Iterator[float]:
        for n in range(int((along.end - along.left) / along.a_day / days) + 1):
            yield n * days

    return starts


def _months(step: int) -> Starts:
    def starts(along: Axis) -> Iterator[float]:
        for day in firsts_of_month(along, step):
            yield (day - along.first).days

    return starts


_STRETCHES: tuple[tuple[Promise, float, Starts], ...] = (
    (gettext_lazy("six hours"), 0.25, _every(0.25)),
    (gettext_lazy("a day"), 1, _every(1)),
    (gettext_lazy("a week"), 7, _every(7)),
    (gettext_lazy("a month"), 30.4, _months(1)),
    (gettext_lazy("a quarter of a year"), 91.3, _months(3)),
    (gettext_lazy("a year"), 365.2, _months(12)),
)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A place under the street and what is written there."""

    x: float
    text: str


def ticks(along: Axis) -> tuple[Tick, ...]:
    """Days, weeks, months, quarters or years, whichever still have room to be read."""
    days = (along.today - along.first).days
    for step in (1, 2, 7, 14):
        if step * along.a_day >= _LEAST_LABEL and days <= 56:
            return _day_ticks(along, step)
    steps, with_year = (1, 3, 6, 12, 24, 60), days > _YEARS_NEEDED_AFTER
    room = _LEAST_LABEL_WITH_YEAR if with_year else _LEAST_LABEL
    months = next((step for step in steps if step * 30.4 * along.a_day >= room), steps[-1])
    return _month_ticks(along, months, with_year=with_year)


def _day_ticks(along: Axis, step: int) -> tuple[Tick, ...]:
    whole = (along.today - along.first).days // step
    days = [along.first + timedelta(days=n * step) for n in range(whole + 1)]
    return tuple(Tick(x=along.at(day), text=spelled(day, "j M")) for day in days)


def _month_ticks(along: Axis, step: int, *, with_year: bool) -> tuple[Tick, ...]:
    days = list(firsts_of_month(along, step))
    if not days or along.at(days[0]) - along.left >= _LEAST_LABEL_WITH_YEAR:
        days.insert(0, along.first)
    return tuple(
        Tick(x=along.at(day), text=_month(day, step, with_year and (day is days[0] or day.month == 1)))
        for day in days
    )


def _month(day: date, step: int, with_year: bool) -> str:
    if step >= 12 and day.month == 1:
        return str(day.year)
    return spelled(day, "M Y" if with_year else "M")


def firsts_of_month(along: Axis, step: int) -> Iterator[date]:
    """The first days of every month, quarter or year on the street and in its fade."""
    last = along.today + timedelta(days=FADE / along.a_day)
    month = along.first.year * 12 + along.first.month - 1 + (along.first.day > 1)
    month += -month % step
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step
