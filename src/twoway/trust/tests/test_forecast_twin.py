"""The forecast against its slow twin, on random promises that hang on each other in random ways."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twoway.trust.alone import Alone, chances
from twoway.trust.baserates import DEFAULTS
from twoway.trust.durations import SIX
from twoway.trust.forecast import forecast
from twoway.trust.hanging import Promises
from twoway.trust.lanes import lanes
from twoway.trust.record import GIVEN_UP, KEPT, OPEN, History
from twoway.trust.tests.twin_forecast import One, Row, Twin, mean_and_sd, never_kept, planned

CERTAIN = replace(DEFAULTS, moved=0.3, longer=0.1, covariance=tuple((0.0,) * SIX for _ in range(SIX)))
DRAWS = 800
QUICKLY_DRAWN = 5_000
USUAL = settings.default.max_examples if settings.default else 25
ENDS = np.arange(61.0)
FAR = 4.5
"""Standard errors between the two, at most: once in a hundred thousand times they lie further apart."""

rows = st.builds(
    Row,
    planned=st.floats(0.5, 40),
    lasted=st.floats(0.25, 80),
    kept=st.booleans(),
    given_up=st.just(False),
    moved=st.booleans(),
) | st.builds(Row, planned=st.just(4.0), lasted=st.just(6.0), kept=st.just(False), given_up=st.just(True),
              moved=st.just(False))  # fmt: skip
records = st.lists(rows, max_size=5)


@st.composite
def hanging_promises(draw: st.DrawFn) -> list[One]:
    """Up to five; each may hang on any that come after it."""
    count = draw(st.integers(1, 5))
    days = st.integers(0, 12)
    return [
        One(
            lane=draw(st.integers(0, 2)),
            promiser=0,
            begun=-float(draw(days)),
            due=float(draw(days)) - 1.5,
            kept=-float(draw(days)) if draw(st.integers(0, 4)) == 0 else None,
            moved=draw(st.booleans()),
            said=float(draw(days)) + 0.5 if draw(st.integers(0, 3)) == 0 else None,
            on=tuple(below for below in range(number + 1, count) if draw(st.booleans())),
        )
        for number in range(count)
    ]


def as_arrays(promises: list[One]) -> Promises:
    """Lane n is promiser n // 2 towards n, so two lanes share one promiser."""
    nan = float("nan")
    hangs = [(number, below) for number, one in enumerate(promises) for below in one.on]
    return Promises(
        promiser=np.array([one.promiser for one in promises]),
        promisee=np.array([one.lane for one in promises]),
        begun=np.array([one.begun for one in promises]),
        due=np.array([one.due for one in promises]),
        kept=np.array([nan if one.kept is None else one.kept for one in promises]),
        moved=np.array([one.moved for one in promises]),
        said=np.array([nan if one.said is None else one.said for one in promises]),
        vague=np.zeros(len(promises)),
        hangs=np.array(hangs, np.int64).reshape(-1, 2),
        ends=ENDS,
    )


def as_history(of_lanes: dict[int, list[Row]]) -> History:
    told = [(lane, row) for lane, found in of_lanes.items() for row in found]
    ended = [GIVEN_UP if row.given_up else KEPT if row.kept else OPEN for _, row in told]
    return History(
        promiser=np.array([lane // 2 for lane, _ in told], np.int64),
        promisee=np.array([lane for lane, _ in told], np.int64),
        planned=np.array([row.planned for _, row in told]),
        lasted=np.array([row.lasted for _, row in told]),
        ended=np.array(ended, np.int64),
        moved=np.array([row.moved for _, row in told], np.bool_),
        said=np.full(len(told), np.nan),
        number=np.arange(len(told)),
        begun=np.zeros(len(told)),
        due=np.zeros(len(told)),
    )


def with_promisers(promises: list[One]) -> list[One]:
    return [replace(one, promiser=one.lane // 2) for one in promises]


@given(promises=hanging_promises(), of_lanes=st.lists(records, min_size=3, max_size=3))
@settings(max_examples=USUAL // 3)
def test_a_tree_of_promises_comes_out_as_by_brute_force(
    promises: list[One], of_lanes: list[list[Row]]
) -> None:
    promises = with_promisers(promises)
    by_lane = dict(enumerate(of_lanes))
    now = forecast(as_arrays(promises), as_history(by_lane), rates=CERTAIN, draws=QUICKLY_DRAWN)
    slow = Twin(promises, by_lane, CERTAIN).chance(0, DRAWS, seed=1)
    both = (now.chance + slow) / 2
    assert abs(now.chance - slow) <= FAR * sqrt(both * (1 - both) / DRAWS + 1e-5) + 0.01


@given(record=records)
def test_a_lane_is_read_as_on_a_fine_grid(record: list[Row]) -> None:
    known = lanes(np.array([0]), np.array([0]), as_history({0: record}), CERTAIN)
    mean, sd = mean_and_sd(record, CERTAIN)
    assert known.mean[0] == pytest.approx(mean, abs=0.01)
    assert known.sd[0] == pytest.approx(sd, abs=0.01)
    assert known.never[0] == pytest.approx(never_kept(record, CERTAIN), abs=0.005)
    assert known.rests_on[0] == len(record)


@given(promises=hanging_promises(), record=records)
def test_a_promise_by_itself_needs_no_drawing(promises: list[One], record: list[Row]) -> None:
    one = replace(promises[0], lane=0, promiser=0, kept=None, on=())
    history = as_history({0: record})
    drawn = forecast(as_arrays([one]), history, rates=CERTAIN, draws=QUICKLY_DRAWN)
    work = planned([one], 0)
    said = np.nan if one.said is None else np.log(max(one.said - one.begun, 0.5) / work)
    asked = Alone(
        planned=np.array([work]),
        elapsed=np.array([-one.begun]),
        moved=np.array([one.moved]),
        said=np.array([said]),
    )
    [worked_out] = chances(asked, history, np.zeros(len(record), np.int64), CERTAIN)
    due_later = one.due - one.begun
    if due_later < work:
        return
    assert drawn.chance == pytest.approx(worked_out, abs=FAR * drawn.error + 0.005)
