"""The model again, slow and straight from the text: dense six by six matrices, one reading after another.

Shares the table of settings with the real one, and nothing else: no blocks, no deficits, no short cuts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from twoway.trust.evidence import CHECKIN, Answer, Reading, Settings

Array = NDArray[np.float64]
EDGE = 50 - 1e-9
LANE = np.array([1, 1, 1, 0, 0, 0]) / 3


@dataclass
class Told:
    """One line of a lane's list, on the day one looks."""

    entry: str
    value: float
    plus_minus: float


@dataclass
class Twin:
    """The street as one lane knows it: deviations x, own facets first, covariance P, what each entry adds."""

    settings: Settings
    number: int
    mean: Array = field(default_factory=lambda: np.zeros(6))
    spread: Array = field(init=False)
    told: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        ones = np.ones((3, 3))
        facets = (1 - self.settings.facet_correlation) * np.eye(3) + self.settings.facet_correlation * ones
        lanes = np.array([[1, self.settings.reciprocity], [self.settings.reciprocity, 1]])
        self.opening: Array = self.settings.facet_variance * np.kron(lanes, facets)
        self.spread = self.opening

    def silence(self, days: int) -> None:
        phi = 2.0 ** (-days / self.settings.half_life_days)
        self.mean = phi * self.mean
        self.spread = phi**2 * self.spread + (1 - phi**2) * self.opening
        for line in self.told:
            line.value *= phi
            line.plus_minus *= phi

    def read(self, reading: Reading | Answer) -> None:
        """One row after another; `error` is what the noise of each row has put into the six."""
        is_act, before, error = isinstance(reading, Reading), self.mean, np.zeros((6, 0))
        for row, level, noise in self.rows(reading):
            gain, surprise = self.spread @ row / (row @ self.spread @ row + noise), level - row @ self.mean
            if is_act:
                gain[3:] = 0
            moved = np.clip(self.mean + gain * surprise, -EDGE, EDGE)
            if is_act and LANE @ (moved - self.mean) * np.sign(surprise) < -1e-12:
                gain, moved = np.zeros(6), self.mean
            keep = np.eye(6) - np.outer(gain, row)
            self.mean = moved
            self.spread = keep @ self.spread @ keep.T + noise * np.outer(gain, gain)
            error = np.column_stack([keep @ error, gain * np.sqrt(noise)])
        spread = 1.2815515655446008 * float(np.linalg.norm(LANE @ error))
        self.told.append(Told(reading.entry, float(LANE @ (self.mean - before)), spread))

    def rows(self, reading: Reading | Answer) -> list[tuple[Array, float, float]]:
        at = 0 if reading.lane == self.number else 3
        if isinstance(reading, Answer):
            noise = self.settings.kind_named[CHECKIN].noise
            told = [(facet, value) for facet, value in enumerate(reading.values) if value is not None]
            return [(np.eye(6)[at + facet], value - 50, noise) for facet, value in told]
        kind = self.settings.kind_named[reading.kind]
        assert kind.level is not None
        row = np.zeros(6)
        row[at : at + 3] = kind.weights
        return [(row, kind.level, kind.noise / reading.size)]

    @property
    def lane(self) -> tuple[float, float]:
        """Mean, in points, and standard deviation."""
        return 50 + float(LANE @ self.mean), float(np.sqrt(LANE @ self.spread @ LANE))


def twin(readings: Sequence[Reading | Answer], lane: int, as_of_day: int, settings: Settings) -> Twin:
    """Read, day by day, the lane's own acts and all answers; on the day itself, what stands open."""
    counted = sorted((one for one in readings if one.day <= as_of_day), key=lambda one: one.day)
    counted = [one for one in counted if isinstance(one, Answer) or one.lane == lane]
    fading = [one for one in counted if not settings.kind_named[one.kind].stands]
    slow = Twin(settings, lane)
    for now, then in pairwise([*fading, None]):
        assert now is not None
        slow.read(now)
        slow.silence((then.day if then else as_of_day) - now.day)
    for one in counted:
        if settings.kind_named[one.kind].stands:
            slow.read(one)
    return slow
