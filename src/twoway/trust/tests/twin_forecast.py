"""The forecast again, slow and straight from the text: one promise, one draw, one number at a time.

Shares the published rates with the real one, and nothing else: bisection for tails and quantiles, a fine grid
for a lane's level, recursion over what hangs on what, and no vector anywhere in the drawing.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from twoway.trust.baserates import BaseRates

GRID = [step / 40 for step in range(-480, 481)]
"""Levels of a lane, in its prior standard deviations."""


def upper(z: float) -> float:
    return 0.5 * math.erfc(z / math.sqrt(2))


@dataclass(frozen=True)
class Row:
    """A stretch of a lane's record: how long was planned, how long it lasted, how it ended."""

    planned: float
    lasted: float
    kept: bool
    given_up: bool
    moved: bool


@dataclass(frozen=True)
class One:
    """A promise of today: its lane and promiser, all days counted from now."""

    lane: int
    promiser: int
    begun: float
    due: float
    kept: float | None
    moved: bool
    said: float | None
    on: tuple[int, ...]


def shift(rates: BaseRates, planned: float, moved: bool) -> float:
    """What its length and its being moved add to the log of how much longer it takes."""
    length = math.log(min(max(planned, 0.5), 120) / 5)
    return rates.longer * length + (rates.moved if moved else 0.0)


def likelihood(row: Row, level: float, rates: BaseRates) -> float:
    """Equations (3) to (5) of `durations`, for a lane that stands at this level."""
    z = (math.log(row.lasted / row.planned) - level - shift(rates, row.planned, row.moved)) / rates.sd_rest
    if row.given_up:
        return rates.never
    if row.kept:
        return (1 - rates.never) * math.exp(-z * z / 2) / rates.sd_rest
    return rates.never + (1 - rates.never) * upper(z)


def levels(record: Sequence[Row], rates: BaseRates) -> dict[float, float]:
    """How likely each level of the lane is, given its record."""
    weights = {}
    for step in GRID:
        weight = math.exp(-step * step / 2)
        for row in record:
            weight *= likelihood(row, rates.mu + step * rates.sd_person, rates)
        weights[rates.mu + step * rates.sd_person] = weight
    whole = sum(weights.values())
    return {level: weight / whole for level, weight in weights.items()}


def mean_and_sd(record: Sequence[Row], rates: BaseRates) -> tuple[float, float]:
    found = levels(record, rates)
    mean = sum(level * share for level, share in found.items())
    return mean, math.sqrt(sum((level - mean) ** 2 * share for level, share in found.items()))


def never_kept(record: Sequence[Row], rates: BaseRates) -> float:
    """The lane's own share of promises that are never kept, with everybody's as so many more."""
    found, gone = levels(record, rates), 0.0
    for row in record:
        for level, share in found.items():
            if row.given_up:
                gone += share
            elif not row.kept:
                gone += share * rates.never / likelihood(row, level, rates)
    return (rates.never_weight * rates.never + gone) / (rates.never_weight + len(record))


def planned(promises: Sequence[One], number: int) -> float:
    one = promises[number]
    start = max([one.begun, *(promises[below].due for below in one.on)])
    return max(one.due - start, 0.5)


@dataclass(frozen=True)
class Twin:
    """Draws, one by one; base rates are taken as certain."""

    promises: Sequence[One]
    records: Mapping[int, Sequence[Row]]
    rates: BaseRates

    def chance(self, root: int, draws: int, seed: int) -> float:
        luck = random.Random(seed)
        known = {
            lane: (*mean_and_sd(rows, self.rates), never_kept(rows, self.rates))
            for lane, rows in self.records.items()
        }
        hits = 0
        for _ in range(draws):
            hits += self.draw(luck, known)[root] <= self.promises[root].due
        return hits / draws

    def draw(self, luck: random.Random, known: Mapping[int, tuple[float, float, float]]) -> list[float]:
        people = {one.promiser: luck.gauss(0, 1) for one in self.promises}

        @cache
        def kept_at(number: int) -> float:
            one = self.promises[number]
            if one.kept is not None:
                return one.kept
            mean, sd, never = known[one.lane]
            work = planned(self.promises, number)
            level = mean + sd * people[one.promiser] + shift(self.rates, work, one.moved)
            if any(self.promises[below].kept is None for below in one.on):
                start = max([one.begun, *(kept_at(below) for below in one.on)])
                return start + self.lasts(luck, one, work, level, never, so_far=0.0)
            start = max([one.begun, *(kept_at(below) for below in one.on)])
            return start + self.lasts(luck, one, work, level, never, so_far=-start)

        return [kept_at(number) for number in range(len(self.promises))]

    def lasts(
        self, luck: random.Random, one: One, work: float, level: float, never: float, so_far: float
    ) -> float:
        """Try until one comes that has not been kept so far."""
        width = self.rates.sd_rest
        if one.said is not None:
            said = math.log(max(one.said - one.begun, 0.5) / work) + self.rates.said_bias
            share = width**2 / (width**2 + self.rates.said_sd**2)
            level, width = level + share * (said - level), width * math.sqrt(1 - share)
        while True:
            if luck.random() < never:
                return math.inf
            found = work * math.exp(level + width * luck.gauss(0, 1))
            if found > so_far:
                return found
