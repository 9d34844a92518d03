"""The lanes' edges and the gap between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.web.street import Estimate, LanePath, Now
from twoway.web.street.axis import axis
from twoway.web.street.lanes import Gap, course, gap
from twoway.web.street.tests.scenes import HALF_A_YEAR, TODAY, level, wandering

ALONG = axis(start=HALF_A_YEAR, today=TODAY, left=2, today_at=786)


def gap_of(estimate: Estimate) -> Gap | None:
    return gap(estimate, course(estimate.yours, ALONG), course(estimate.theirs, ALONG), ALONG)


@given(st.integers(min_value=0, max_value=500))
def test_nothing_leaves_the_scale_and_today_is_exact(seed: int) -> None:
    path = wandering(seed)
    found = course(path, ALONG)
    assert all(0 <= value <= 100 for values in (found.mean, found.low, found.high) for value in values)
    at = path.days.index(TODAY)
    assert found.mean_at(ALONG.today_at) == pytest.approx(path.mean[at])
    assert found.low_at(ALONG.today_at) == pytest.approx(path.low[at])


def test_a_path_beyond_the_scale_is_held_at_its_end() -> None:
    found = course(level(130, low=-20, high=150), ALONG)
    assert (set(found.mean), set(found.low), set(found.high)) == ({100.0}, {0.0}, {100.0})


def test_a_short_path_is_carried_to_both_ends_of_the_street() -> None:
    now = Now(mean=60, low=50, high=70)
    path = LanePath(days=(TODAY - timedelta(days=9),), mean=(60.0,), low=(50.0,), high=(70.0,), now=now)
    found = course(path, ALONG)
    assert (found.xs[0], found.xs[-1]) == (ALONG.left, ALONG.end)


def test_a_path_whose_parts_differ_in_length_is_refused() -> None:
    with pytest.raises(ValueError, match="as many means"):
        replace(level(50), mean=(50.0,))


def test_the_gap_lies_in_the_narrower_lane() -> None:
    found = gap_of(Estimate(yours=level(63), theirs=level(83)))
    assert found is not None
    assert (found.narrower, found.points) == ("you", 20)


def test_a_gap_too_small_to_mean_anything_is_none() -> None:
    assert gap_of(Estimate(yours=level(60), theirs=level(64))) is None


def test_a_gap_opened_when_it_was_last_small() -> None:
    falls = level(60)
    halfway = len(falls.days) // 2
    falls = replace(falls, mean=tuple(80.0 if n < halfway else 60.0 for n in range(len(falls.days))))
    found = gap_of(Estimate(yours=falls, theirs=level(80)))
    assert found is not None
    assert found.xs[found.opened_at] == pytest.approx(ALONG.at(falls.days[halfway]), abs=12)


def test_a_gap_opened_on_the_day_the_page_says() -> None:
    since = TODAY - timedelta(days=26)
    found = gap_of(Estimate(yours=level(60), theirs=level(80), gap_since=since))
    assert found is not None
    assert found.xs[found.opened_at] == pytest.approx(ALONG.at(since), abs=ALONG.a_day * 2)
