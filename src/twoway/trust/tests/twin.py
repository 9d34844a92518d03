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
LANES = np.array([[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]]) / 3


@dataclass
class Told:
    """One line of a lane's list, on the day one looks."""

    entry: str
    value: float
    plus_minus: float


@dataclass
class Twin:
    """Both lanes on a day: deviations x, covariance P, and what each entry adds."""

    settings: Settings
    mean: Array = field(default_factory=lambda: np.zeros(6))
    spread: Array = field(init=False)
    told: tuple[list[Told], list[Told]] = field(default_factory=lambda: ([], []))

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
        for line in (*self.told[0], *self.told[1]):
            line.value *= phi
            line.plus_minus *= phi

    def read(self, reading: Reading | Answer) -> None:
        before, error = self.mean, np.zeros((6, 0))
        for row, level, noise, keeps_off in self.rows(reading):
            gain, surprise = self.gain(row, noise, keeps_off), level - row @ self.mean
            moved = np.clip(self.mean + gain * surprise, -EDGE, EDGE)
            if keeps_off and LANES[reading.lane] @ (moved - self.mean) * np.sign(surprise) < -1e-12:
                gain, moved = np.zeros(6), self.mean
            keep = np.eye(6) - np.outer(gain, row)
            self.mean = moved
            self.spread = keep @ self.spread @ keep.T + noise * np.outer(gain, gain)
            error = np.column_stack([keep @ error, gain * np.sqrt(noise)])
        for lane, told in enumerate(self.told):
            if isinstance(reading, Answer) or reading.lane == lane:
                spread = 1.2815515655446008 * float(np.linalg.norm(LANES[lane] @ error))
                told.append(Told(reading.entry, float(LANES[lane] @ (self.mean - before)), spread))

    def rows(self, reading: Reading | Answer) -> list[tuple[Array, float, float, slice | None]]:
        at = 3 * reading.lane
        if isinstance(reading, Answer):
            noise = self.settings.kind_named[CHECKIN].noise
            told = [(facet, value) for facet, value in enumerate(reading.values) if value is not None]
            return [(np.eye(6)[at + facet], value - 50, noise, None) for facet, value in told]
        kind = self.settings.kind_named[reading.kind]
        assert kind.level is not None
        row = np.zeros(6)
        row[at : at + 3] = kind.weights
        return [(row, kind.level, kind.noise / reading.size, slice(3 - at, 6 - at))]

    def gain(self, row: Array, noise: float, keeps_off: slice | None) -> Array:
        gain: Array = self.spread @ row / (row @ self.spread @ row + noise)
        if keeps_off is not None:
            gain[keeps_off] = 0
        return gain

    def lane(self, lane: int) -> tuple[float, float]:
        """Mean, in points, and standard deviation."""
        at = LANES[lane]
        return 50 + float(at @ self.mean), float(np.sqrt(at @ self.spread @ at))


def twin(readings: Sequence[Reading | Answer], as_of_day: int, settings: Settings) -> Twin:
    """Read what lay on record by that day in the order of days; then, on the day, what stands open."""
    counted = sorted((one for one in readings if one.day <= as_of_day), key=lambda one: one.day)
    fading = [one for one in counted if not settings.kind_named[one.kind].stands]
    slow = Twin(settings)
    for now, then in pairwise([*fading, None]):
        assert now is not None
        slow.read(now)
        slow.silence((then.day if then else as_of_day) - now.day)
    for one in counted:
        if settings.kind_named[one.kind].stands:
            slow.read(one)
    return slow
