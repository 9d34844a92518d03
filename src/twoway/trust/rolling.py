"""A back-test by time that never looks ahead.

Each promise is forecast on the day on which it was made (and each move, which gives a new day, on the day it
was agreed), and once more half way to its day if it is still open. What is known then is what had happened by
then: promises that were still open are open, those made later are not there. Base rates are fitted on that
alone, once in four weeks. Two plain rules are asked the same: the share that was kept in time so far,
and what the promiser said, which is that it will be.

What was let go before its day is not scored, since nobody knows; it counts as open in what is known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twoway.trust.alone import Alone, chances
from twoway.trust.baserates import DEFAULTS, BaseRates, fit_base_rates, share_in_time
from twoway.trust.calibration import Difference, Score, difference, score
from twoway.trust.errors import BadReading, TooFewPromises
from twoway.trust.record import GIVEN_UP, KEPT, WEEKDAYS, History, Told, Week, histories, history

Floats = NDArray[np.float64]
REFIT_DAYS = 28
"""Base rates are fitted anew after so many days, on what is known when they begin; at first none are."""
LEAST_PROMISES, LEAST_PEOPLE = 5, 1
LATEST = 100
"""Of a lane's record the latest so many promises are looked at."""
SURE = 0.8
"""What somebody says who names the day by which they are fairly sure; a promise alone says 1."""


class Line(NamedTuple):
    """One forecast: of which promise, when, at what age, what each rule said, and what came true."""

    promise: int
    promiser: int
    on: float
    age: float
    rests_on: int
    said: float
    base_rate: float
    promised: float
    came_true: bool


@dataclass(frozen=True, kw_only=True)
class Rolling:
    """How the forecasts did, and the plain rules on the same promises.

    `better` says by how much the model's Brier score is smaller than the base rate's. `worse` is True where
    the base rate did better: it is to be shown then, and no model.
    """

    lines: tuple[Line, ...]
    model: Score
    base_rate: Score
    promised: Score
    better: Difference
    release: BaseRates

    @property
    def worse(self) -> bool:
        return self.better.mean < 0

    def at_age(self, age: float) -> Rolling | None:
        """The forecasts made at one age alone; None if no promise got so old."""
        lines = tuple(line for line in self.lines if line.age == age)
        return _scored(lines, self.release) if lines else None


class _Asked(NamedTuple):
    """A stretch that is forecast on a day, and how it turned out."""

    promise: int
    on: float
    age: float
    planned: float
    elapsed: float
    moved: bool
    said: float
    came_true: bool


def rolling(
    told: Sequence[Told],
    *,
    until: float,
    rates: BaseRates = DEFAULTS,
    ages: Sequence[float] = (0.0,),
    week: Week = WEEKDAYS,
) -> Rolling:
    """Forecast every promise with what was known then, and score it.

    Parameters
    ----------
    told : sequence of Told
        All promises, in any order, as they are known on the day `until`.
    until : float
        The last day of the record: what is open then, and whose day has passed, was not kept by its day.
    rates : BaseRates
        What stands until there is enough to fit.
    ages : sequence of float
        When to forecast, as a share of the way to the day: 0 at the making, .5 half way.

    Raises
    ------
    BadReading
        When nothing has come to its day.
    """
    asked = sorted(_asked(told, until, ages, week), key=lambda one: one.on)
    if not asked:
        raise BadReading("No promise here has come to its day yet, so there is nothing to score.")
    lines: list[Line] = []
    for now, group in _by_release(told, asked, rates, week):
        lines += _forecast(told, group, now, week)
    return _scored(tuple(lines), now.rates)


def _scored(lines: tuple[Line, ...], release: BaseRates) -> Rolling:
    """The three rules, asked about the same promises."""
    said, base, promised = (
        np.array([getattr(line, rule) for line in lines]) for rule in ("said", "base_rate", "promised")
    )
    came_true = np.array([line.came_true for line in lines])
    people = np.array([line.promiser for line in lines])
    return Rolling(
        lines=lines,
        model=score(said, came_true, people=people),
        base_rate=score(base, came_true, people=people),
        promised=score(promised, came_true, people=people),
        better=difference(said, base, came_true, people=people),
        release=release,
    )


class _Known(NamedTuple):
    """What is known of everybody when a release is made."""

    record: History
    rates: BaseRates


def _asked(told: Sequence[Told], until: float, ages: Sequence[float], week: Week) -> Iterator[_Asked]:
    """All stretches whose fate by their day is known at the end, at each age at which they are open.

    A day that was moved before it came is not scored: from the move on, the new one is.
    """
    record = history(told, as_of=until, week=week)
    in_time = (record.ended == KEPT) & (record.lasted <= record.planned)
    fate_known = in_time | (record.ended == GIVEN_UP) | (record.lasted > record.planned)
    begun = week.until(record.begun)
    for age in ages:
        on = record.begun + age * (np.floor(record.due) + 1 - record.begun)
        elapsed = np.maximum(week.until(on) - begun, 0.0) if age else np.zeros(len(record))
        for row in np.flatnonzero(fate_known & ((elapsed < record.lasted) | (age == 0))):
            yield _Asked(
                promise=int(record.number[row]),
                on=float(on[row]),
                age=age,
                planned=float(record.planned[row]),
                elapsed=float(elapsed[row]),
                moved=bool(record.moved[row]),
                said=float(record.said[row]),
                came_true=bool(in_time[row]),
            )


def _by_release(
    told: Sequence[Told], asked: Sequence[_Asked], rates: BaseRates, week: Week
) -> Iterator[tuple[_Known, list[_Asked]]]:
    """The forecasts, in the order of time, that go by one release of the base rates."""
    by_made = sorted(told, key=attrgetter("made"))
    made = [one.made for one in by_made]
    for month, group in groupby(asked, key=lambda one: floor((one.on - made[0]) / REFIT_DAYS)):
        on = made[0] + month * REFIT_DAYS
        record = history(by_made[: bisect_right(made, on)], as_of=on, week=week)
        yield _Known(record, _fitted(record, rates) if month else rates), list(group)


def _fitted(record: History, rates: BaseRates) -> BaseRates:
    try:
        return fit_base_rates(
            record, release="back-test", least_promises=LEAST_PROMISES, least_people=LEAST_PEOPLE
        )
    except TooFewPromises:
        return rates


def _forecast(told: Sequence[Told], group: list[_Asked], now: _Known, week: Week) -> Iterator[Line]:
    """All forecasts of one release at once, each from its own lane as it was known on its day."""
    lanes: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for promise in sorted(told, key=attrgetter("made")):
        lanes[promise.promiser, promise.promisee].append(promise)
    record, owner = histories(((_own(lanes, told[one.promise], one.on), one.on) for one in group), week=week)
    alone = Alone(
        planned=np.array([one.planned for one in group]),
        elapsed=np.array([one.elapsed for one in group]),
        moved=np.array([one.moved for one in group]),
        said=np.array([one.said for one in group]),
    )
    rests_on = np.bincount(owner, minlength=len(group))
    found = chances(alone, record, owner, now.rates)
    for asked, said, rests in zip(group, found.tolist(), rests_on.tolist(), strict=True):
        yield Line(
            promise=asked.promise,
            promiser=told[asked.promise].promiser,
            on=asked.on,
            age=asked.age,
            rests_on=rests,
            said=said,
            base_rate=_base_rate(now, asked.age),
            promised=SURE if np.isfinite(asked.said) else 1.0,
            came_true=asked.came_true,
        )


def _own(lanes: dict[tuple[int, int], list[Told]], told: Told, on: float) -> list[Told]:
    """The lane's promises made until then, itself among them, the latest ones."""
    lane = lanes[told.promiser, told.promisee]
    until = bisect_right(lane, on, key=attrgetter("made"))
    return lane[max(0, until - LATEST) : until]


def _base_rate(now: _Known, age: float) -> float:
    """The share kept by their day so far, of those that were open at that age."""
    return share_in_time(now.record.rows(now.record.lasted > age * now.record.planned), now.rates.in_time)
