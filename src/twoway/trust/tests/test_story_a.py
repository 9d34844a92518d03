"""Story A in figures: Ben's call, 60 % sure; Ana carried it, Chen could not finish; three endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.trust.evidence import DEFAULTS
from twoway.trust.matters import Found, Step, settled
from twoway.trust.street import Lane as Estimate
from twoway.trust.tests.lives import FIRST_DAY
from twoway.trust.tests.matter_lives import kept, lane, step
from twoway.trust.tests.twin import twin

SURE = step("sure", sure=60)
RAISED = step("cost", cost=1)
KNOWN = step("known")
WAITS = step("waits", 10)
OWNED = step("owned")

ANA_OWNED, CHEN_OWNED = [SURE, KNOWN, OWNED], [SURE, RAISED, OWNED]
ANA_SILENT, CHEN_SILENT = [SURE, KNOWN, WAITS], [SURE, RAISED, WAITS]
ANA_LARGE = [SURE, KNOWN, step("in_all", cost=5), OWNED]
CHEN_LARGE = [SURE, step("cost", cost=5), OWNED]


def by_hand(*acts: tuple[float, float]) -> float:
    """Acts of one day as (level, weight, in kept promises): part of the way = n / (n + 2000 / 320).

    320 is the opening variance of what promises read; a lane moves by 11/12 of it, since they tell less of
    benevolence.
    """
    weight = sum(one for _, one in acts)
    return 50 + 11 / 12 * sum(level * one for level, one in acts) / (weight + 2000 / 320)


def shows(there: Estimate) -> bool:
    """That a lane stands above its start, and shows it.

    Its likely range is narrower than it was, both its ends have moved up, and all of it lies above the start.
    """
    start = lane([])
    narrower = there.high - there.low < start.high - start.low
    return narrower and there.low > start.mean and there.high > start.high


@pytest.mark.parametrize("of_whom", [ANA_OWNED, CHEN_OWNED], ids=["the carrier", "the receiver"])
def test_unsure_small_and_owned_at_once_ends_above_the_start_and_the_range_shows_it(
    of_whom: list[Step],
) -> None:
    """Before anything was promised or kept; and so while the street is quiet for three weeks more."""
    assert lane(of_whom).mean > 50
    assert shows(lane(of_whom))
    assert shows(lane(of_whom, 21))


@pytest.mark.parametrize("of_whom", [ANA_SILENT, CHEN_SILENT], ids=["the carrier", "the receiver"])
def test_kept_silent_it_ends_below_the_start(of_whom: list[Step]) -> None:
    """And stays there: while it stands open it does not fade."""
    assert lane(of_whom, 10).mean < 42
    assert lane(of_whom, 300).mean < 42


@pytest.mark.parametrize(
    ("large", "small", "silent"),
    [
        pytest.param(ANA_LARGE, ANA_OWNED, ANA_SILENT, id="the carrier"),
        pytest.param(CHEN_LARGE, CHEN_OWNED, CHEN_SILENT, id="the receiver"),
    ],
)
@pytest.mark.parametrize("later", [10, 30, 100, 300])
def test_large_and_owned_ends_between(
    large: list[Step], small: list[Step], silent: list[Step], later: int
) -> None:
    """Above the call that cost little and was kept silent; below the start, and the small one owned."""
    assert lane(silent, later).mean < lane(large, later).mean < 50 < lane(small, later).mean


def test_the_three_endings_are_what_one_works_out_by_hand() -> None:
    """Weights in kept promises: owned 2000 / 400 = 5, broken 1.6; 60 % sure is 0.8; a cost of 1 a quarter."""
    assert lane(ANA_OWNED).mean == pytest.approx(by_hand((50, 5)))
    assert lane(CHEN_OWNED).mean == pytest.approx(by_hand((50, 5), (-50, 1.6 * 0.8 * 0.25 * 0.75)))
    assert lane(ANA_LARGE).mean == pytest.approx(by_hand((50, 2.5), (-50, 1.6 * 0.8 * 4 * 0.75)))
    assert lane(CHEN_LARGE).mean == lane(ANA_LARGE).mean
    assert lane(ANA_SILENT, 10).mean == pytest.approx(by_hand((-50, 1.6)))
    rounded = [
        (round(one.mean), round(one.low), round(one.high))
        for one in (lane(ANA_OWNED), lane(CHEN_OWNED), lane(CHEN_LARGE), lane(ANA_SILENT, 10))
    ]
    assert rounded == [(70, 53, 87), (69, 52, 86), (45, 29, 61), (41, 21, 60)]
    assert round(lane(CHEN_SILENT, 10).mean) == 39


@given(st.integers(0, 100), st.integers(0, 3))
def test_story_a_agrees_with_the_slow_street(sure: int, many: int) -> None:
    told: list[Found] = [step("sure", sure=sure), RAISED, OWNED, *[kept(day) for day in range(1, many + 1)]]
    mean, sd = twin(settled(told), 0, FIRST_DAY + 9, DEFAULTS).lane
    assert (lane(told, 9).mean, lane(told, 9).sd) == pytest.approx((mean, sd), abs=1e-10)
