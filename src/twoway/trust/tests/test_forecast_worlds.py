"""Chances come true as often as they say, on worlds made up by the model's own rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from twoway.trust.alone import Alone, chances
from twoway.trust.baserates import PRIOR, BaseRates, rates_from
from twoway.trust.calibration import Score, score
from twoway.trust.fitting import fit
from twoway.trust.record import KEPT
from twoway.trust.worlds import TRUTH, World, world

ONE_HUNDREDTH = 0.01
Z90 = 1.6448536269514722
"""90 % of a normal lie within so many standard deviations."""
A_HANDFUL, FEW, MANY = range(5), range(12), range(200)
HALF_OPEN = 30.0
"""Made within so few working days, half of the promises on record are still open."""


class Seen(NamedTuple):
    """What a series of worlds came to."""

    new: Score
    running: Score
    intervals: float
    parameters: float


def seen(worlds: Sequence[World]) -> Seen:
    said, came, said_running, came_running, within, covered = [], [], [], [], [], []
    for one in worlds:
        found = fit(one.record, PRIOR)
        rates = rates_from(found, one.record)
        said.append(chance(one, one.new, one.of_new, rates))
        came.append(one.new_lasted <= one.new.planned)
        said_running.append(chance(one, one.running, one.of_running, rates))
        came_running.append(one.running_lasted <= one.running.planned)
        within.append(in_interval(one, rates))
        covered.append(np.abs(found.six - true_six()) <= Z90 * np.sqrt(np.diag(found.covariance)))
    return Seen(
        new=score(np.concatenate(said), np.concatenate(came)),
        running=score(np.concatenate(said_running), np.concatenate(came_running)),
        intervals=float(np.concatenate(within).mean()),
        parameters=float(np.mean(covered)),
    )


def chance(one: World, asked: Alone, of: NDArray[np.int64], rates: BaseRates) -> NDArray[np.float64]:
    return chances(asked, one.record, one.owner, rates, of=of)


def in_interval(one: World, rates: BaseRates) -> NDArray[np.bool_]:
    """Whether each new promise was kept between its 5 % and its 95 % day; what is never kept lies above."""
    kept = np.isfinite(one.new_lasted)
    by = replace(one.new, by=np.where(kept, one.new_lasted, 1.0))
    at = np.where(kept, chance(one, by, one.of_new, rates), 1.0)
    return (at >= 0.05) & (at <= 0.95)


def true_six() -> NDArray[np.float64]:
    lane, rest, never = TRUTH.sd_lane, TRUTH.sd_rest, TRUTH.never
    return np.array(
        [TRUTH.mu, TRUTH.moved, TRUTH.longer, np.log(lane), np.log(rest), np.log(never / (1 - never))]
    )


@pytest.mark.parametrize(
    ("seeds", "off"),
    [pytest.param(FEW, 0.03, id="12 worlds"), pytest.param(MANY, 0.01, marks=pytest.mark.long_run, id="200")],
)
def test_what_is_said_comes_true_as_often(seeds: Sequence[int], off: float) -> None:
    found = seen([world(seed, days=HALF_OPEN) for seed in seeds])
    assert found.new.calibration <= off
    assert found.running.calibration <= off
    assert found.intervals == pytest.approx(0.9, abs=off)


@pytest.mark.long_run
def test_nine_intervals_in_ten_hold_the_truth() -> None:
    found = seen([world(seed, new=2) for seed in range(1_000)])
    assert found.intervals == pytest.approx(0.9, abs=ONE_HUNDREDTH)
    assert found.parameters == pytest.approx(0.9, abs=ONE_HUNDREDTH)


def test_dropping_what_is_still_open_would_be_found_out() -> None:
    """So that the tests above can fail: whoever looks at kept promises alone says far too much."""
    worlds = [world(seed, days=HALF_OPEN) for seed in A_HANDFUL]
    kept_alone = []
    for one in worlds:
        kept = one.record.ended == KEPT
        kept_alone.append(one._replace(record=one.record.rows(kept), owner=one.owner[kept]))
    assert seen(kept_alone).new.calibration > 0.06


def test_the_same_seed_draws_the_same_world() -> None:
    assert world(3).new_lasted.tobytes() == world(3).new_lasted.tobytes()
    assert world(3).new_lasted.tobytes() != world(4).new_lasted.tobytes()
