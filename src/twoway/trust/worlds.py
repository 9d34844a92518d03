"""Made-up worlds of promises, drawn from the model itself, to see whether chances are as good as they say.

What it shows: that the arithmetic is right, with what is open counted as open, and with as few promises as
workplaces have. What it cannot show: that people are so. For that there is `rolling`, on real records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twoway.trust.alone import Alone
from twoway.trust.durations import Given
from twoway.trust.record import HALF_A_DAY, KEPT, OPEN, SHORTEST, History, length_of

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
TRUTH = Given(mu=0.25, moved=0.3, longer=0.1, sd_lane=0.5, sd_rest=0.8, never=0.03)
PLANNED = (2.0, 0.8)
"""Mean and standard deviation of the log of planned working days."""
MOVED = 0.15
YEARS = 250.0
"""Promises are made throughout so many working days; at their end one looks."""


class World(NamedTuple):
    """A record as it was known on a day; promises that run then, and new ones; and what became of those.

    `owner` has the lane of each row of the record, `of_running` and `of_new` those of the two others; the
    `lasted` of each says how long it took in truth, infinite for never.
    """

    record: History
    owner: Whole
    running: Alone
    of_running: Whole
    running_lasted: Floats
    new: Alone
    of_new: Whole
    new_lasted: Floats


@dataclass(frozen=True)
class _Made:
    """Promises with everything about them, as nobody knows it yet."""

    lane: Whole
    planned: Floats
    moved: NDArray[np.bool_]
    lasted: Floats


def world(
    seed: int, *, lanes: int = 60, each: int = 8, new: int = 10, truth: Given = TRUTH, days: float = YEARS
) -> World:
    """Draw lanes with so many promises each, made at any time until now, and new ones made now.

    Parameters
    ----------
    seed : int
        The same seed draws the same world.
    lanes, each, new : int
        How many lanes, promises on record in each, and new promises in each.
    truth : Given
        The parameters of the world.
    days : float
        Working days between the first promise and now: the fewer, the more are still open.
    """
    chance = np.random.default_rng(seed)
    level = chance.normal(truth.mu, truth.sd_lane, lanes)
    before = _made(chance, level, each, truth)
    age = chance.uniform(0, days, len(before.lane))
    record = _seen(before, np.maximum(age, SHORTEST))
    runs = (record.ended == OPEN) & (record.lasted < record.planned)
    after = _made(chance, level, new, truth)
    return World(
        record=record,
        owner=before.lane,
        running=_alone(before, age, np.flatnonzero(runs)),
        of_running=before.lane[runs],
        running_lasted=before.lasted[runs],
        new=_alone(after, np.zeros(len(after.lane)), np.arange(len(after.lane))),
        of_new=after.lane,
        new_lasted=after.lasted,
    )


def _made(chance: np.random.Generator, level: Floats, each: int, truth: Given) -> _Made:
    """Equations (1) and (2) of `durations`."""
    lane = np.repeat(np.arange(len(level)), each)
    planned = np.maximum(np.exp(chance.normal(*PLANNED, len(lane))), HALF_A_DAY)
    moved = chance.random(len(lane)) < MOVED
    log_ratio = level[lane] + truth.moved * moved + truth.longer * length_of(planned)
    lasted = planned * np.exp(log_ratio + chance.normal(0, truth.sd_rest, len(lane)))
    lasted[chance.random(len(lane)) < truth.never] = np.inf
    return _Made(lane, planned, moved, lasted)


def _seen(made: _Made, age: Floats) -> History:
    """Kept if that has come by now, and open otherwise."""
    none = np.full(len(made.lane), np.nan)
    return History(
        promiser=made.lane,
        promisee=made.lane + len(made.lane),
        planned=made.planned,
        lasted=np.minimum(made.lasted, age),
        ended=np.where(made.lasted <= age, KEPT, OPEN),
        moved=made.moved,
        said=none,
        number=np.arange(len(made.lane)),
        begun=-age,
        due=none,
    )


def _alone(made: _Made, elapsed: Floats, rows: Whole) -> Alone:
    return Alone(
        planned=made.planned[rows],
        elapsed=elapsed[rows],
        moved=made.moved[rows],
        said=np.full(len(rows), np.nan),
    )
