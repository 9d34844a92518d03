"""Scores are what their definitions say, and intervals go by people."""

from __future__ import annotations

import numpy as np
import pytest

from twoway.trust.calibration import difference, score
from twoway.trust.errors import BadReading

SAID = np.array([0.9, 0.8, 0.2, 0.75])
CAME_TRUE = np.array([True, False, False, True])


def test_scores_are_what_is_worked_out_by_hand() -> None:
    found = score(SAID, CAME_TRUE)
    assert found.brier == pytest.approx((0.01 + 0.64 + 0.04 + 0.0625) / 4)
    assert found.log == pytest.approx(-np.log([0.9, 0.2, 0.8, 0.75]).mean())
    assert found.calibration == pytest.approx((0.1 + 0.55 + 0.2) / 4)
    assert [(one.low, one.came_true, one.of) for one in found.bins] == [
        (0.15, 0, 1),
        (0.7, 1, 2),
        (0.85, 1, 1),
    ]
    assert found.low <= found.brier <= found.high


def test_being_certain_and_wrong_costs_much_and_not_infinitely() -> None:
    assert score(np.array([1.0]), np.array([False])).log == pytest.approx(-np.log(0.001))


def test_promises_of_one_person_count_together() -> None:
    chance = np.random.default_rng(1)
    came_true = np.repeat(chance.random(20) < 0.5, 50)
    said = np.full(1_000, 0.5 + 1e-9)
    said[came_true] = 0.7
    people = np.repeat(np.arange(20), 50)
    alone, together = score(said, came_true), score(said, came_true, people=people)
    assert together.high - together.low > 3 * (alone.high - alone.low)


def test_the_better_rule_is_the_one_with_less_to_pay() -> None:
    gain = difference(SAID, np.full(4, 0.5), CAME_TRUE)
    assert gain.mean == pytest.approx(0.25 - score(SAID, CAME_TRUE).brier)
    assert gain.low <= gain.mean <= gain.high


def test_nothing_to_score_and_what_is_no_chance_are_refused() -> None:
    with pytest.raises(BadReading):
        score(np.empty(0), np.empty(0, np.bool_))
    with pytest.raises(BadReading):
        score(np.array([1.2]), np.array([True]))
