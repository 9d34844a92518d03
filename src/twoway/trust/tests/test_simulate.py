"""Likely ranges hold as many simulated truths as they say: 200 seeds of 50 streets, within two points."""

from __future__ import annotations

from itertools import chain

import pytest

from twoway.trust.evidence import EVENLY, PROMISED, Facets
from twoway.trust.simulate import coverage, lives

SEEDS, STREETS, TWO_POINTS = range(200), 50, 0.02
ABILITY: Facets = (1, 0, 0)
KINDNESS: Facets = (0.1, 0.8, 0.1)


@pytest.mark.parametrize(
    ("acts", "answers", "mixes"),
    [
        pytest.param(20, 0, (PROMISED,), id="promises"),
        pytest.param(3, 0, (PROMISED,), id="hardly anything"),
        pytest.param(8, 4, (PROMISED, ABILITY, KINDNESS, EVENLY), id="answers and acts of every mix"),
    ],
)
def test_likely_ranges_hold_80_of_100_truths(acts: int, answers: int, mixes: tuple[Facets, ...]) -> None:
    drawn = chain.from_iterable(
        lives(seed, STREETS, acts=acts, answers=answers, mixes=mixes) for seed in SEEDS
    )
    found = coverage(drawn)
    assert found.lanes == 2 * STREETS * len(SEEDS)
    assert found.share == pytest.approx(0.8, abs=TWO_POINTS)


def test_they_do_with_calls_problems_and_own_ups_of_every_size() -> None:
    kinds = ("promise.kept", "call.worked", "call.failed", "problem.raised", "call.waiting", "call.owned")
    sizes = (0.25, 0.5, 1.0, 2.0, 4.0)
    drawn = [lives(seed, STREETS, acts=12, like=kinds, sizes=sizes) for seed in SEEDS]
    found = coverage(chain.from_iterable(drawn))
    assert found.lanes == 2 * STREETS * len(SEEDS)
    assert found.share == pytest.approx(0.8, abs=TWO_POINTS)


def test_the_same_seed_draws_the_same_lives() -> None:
    assert list(lives(7, 3, acts=5, answers=2)) == list(lives(7, 3, acts=5, answers=2))


def test_ranges_half_as_wide_would_be_found_out() -> None:
    """So that the test above can fail: truths twice as far off are held much less often."""
    drawn = list(lives(1, 400, acts=10))
    further = [
        type(life)(
            settings=life.settings,
            readings=life.readings,
            as_of_day=life.as_of_day,
            truth=(2 * life.truth[0] - 50, 2 * life.truth[1] - 50),
        )
        for life in drawn
    ]
    assert coverage(further).share < coverage(drawn).share - 0.1
