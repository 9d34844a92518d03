"""Promises as told become stretches in working days, and nothing that came later is looked at."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from twoway.trust.errors import BadReading
from twoway.trust.record import GIVEN_UP, KEPT, OPEN, Move, Told, Week, history, written

MONDAY = date(2026, 3, 2).toordinal()
FRIDAY, SATURDAY, NEXT_MONDAY = MONDAY + 4, MONDAY + 5, MONDAY + 7


def kept(*, on: float, due: float = FRIDAY, made: float = MONDAY) -> Told:
    return Told(promiser=1, promisee=2, made=made, due=due, ended="kept", ended_on=on)


def test_a_promise_until_friday_is_given_the_week_from_midday_on() -> None:
    record = history([kept(on=FRIDAY)], as_of=NEXT_MONDAY)
    assert record.planned.tolist() == [4.5]
    assert record.lasted.tolist() == [4.0]
    assert record.ended.tolist() == [KEPT]


def test_a_promise_for_the_same_day_is_given_half_a_day() -> None:
    record = history([kept(on=MONDAY, due=MONDAY)], as_of=MONDAY)
    assert (record.planned[0], record.lasted[0]) == (0.5, 0.25)


def test_saturday_is_after_friday_and_hardly_takes_time() -> None:
    late = history([kept(on=SATURDAY)], as_of=NEXT_MONDAY)
    assert late.planned[0] < late.lasted[0] < late.planned[0] + 0.02


def test_time_of_day_counts_where_it_is_known() -> None:
    record = history([kept(on=MONDAY + 0.75, made=MONDAY + 0.25)], as_of=FRIDAY)
    assert record.lasted[0] == pytest.approx(0.5)


def test_the_promisees_week_is_the_one_that_counts() -> None:
    sunday_to_thursday = Week(days="1111001", free=(MONDAY + 1,))
    record = history([kept(on=MONDAY + 2)], as_of=FRIDAY, week=sunday_to_thursday)
    assert record.lasted[0] == pytest.approx(1.01)


def test_a_moved_promise_is_two_stretches() -> None:
    moved = Told(
        promiser=1,
        promisee=2,
        made=MONDAY,
        due=FRIDAY,
        moves=(Move(MONDAY + 3, NEXT_MONDAY),),
        ended="kept",
        ended_on=NEXT_MONDAY,
        sure_by=FRIDAY,
    )
    record = history([moved], as_of=NEXT_MONDAY)
    assert record.ended.tolist() == [OPEN, KEPT]
    assert record.moved.tolist() == [False, True]
    assert record.lasted.tolist() == pytest.approx([3.0, 2.02])
    assert record.planned.tolist() == pytest.approx([4.5, 2.52])
    assert record.said[0] == 0.0
    assert np.isnan(record.said[1])


@pytest.mark.parametrize(
    ("as_of", "stretches", "ended"),
    [
        pytest.param(MONDAY - 1, 0, [], id="before it was made"),
        pytest.param(MONDAY + 1, 1, [OPEN], id="while it runs"),
        pytest.param(MONDAY + 3, 2, [OPEN, OPEN], id="once it is moved"),
        pytest.param(NEXT_MONDAY, 2, [OPEN, GIVEN_UP], id="once it is over"),
    ],
)
def test_what_came_later_is_not_looked_at(as_of: float, stretches: int, ended: list[int]) -> None:
    told = Told(
        promiser=1,
        promisee=2,
        made=MONDAY,
        due=FRIDAY,
        moves=(Move(MONDAY + 2, NEXT_MONDAY),),
        ended="given_up",
        ended_on=FRIDAY,
    )
    record = history([told], as_of=as_of)
    assert len(record) == stretches
    assert record.ended.tolist() == ended


def test_what_was_let_go_has_only_lasted_so_long() -> None:
    told = Told(promiser=1, promisee=2, made=MONDAY, due=FRIDAY, ended="let_go", ended_on=MONDAY + 2)
    assert history([told], as_of=FRIDAY).ended.tolist() == [OPEN]


def test_a_promise_without_a_day_tells_nothing() -> None:
    assert len(history([Told(promiser=1, promisee=2, made=MONDAY, due=None)], as_of=FRIDAY)) == 0


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(kept(on=MONDAY - 1), id="kept before it was made"),
        pytest.param(
            Told(promiser=1, promisee=2, made=MONDAY, due=FRIDAY, moves=(Move(MONDAY - 3, FRIDAY),)),
            id="moved before it was made",
        ),
        pytest.param(
            Told(promiser=1, promisee=2, made=MONDAY, due=FRIDAY, ended="kept"), id="kept on no day"
        ),
    ],
)
def test_days_in_another_order_are_refused(told: Told) -> None:
    with pytest.raises(BadReading):
        history([told], as_of=FRIDAY)


def test_a_week_that_is_none_is_refused() -> None:
    with pytest.raises(BadReading, match="seven figures"):
        history([kept(on=FRIDAY)], as_of=FRIDAY, week=Week(days="11"))


def test_in_words_half_are_kept_by_so_many_times_what_was_planned() -> None:
    in_time, late = kept(on=MONDAY + 2), kept(on=NEXT_MONDAY)
    running = Told(promiser=1, promisee=2, made=NEXT_MONDAY, due=NEXT_MONDAY + 10)
    found = written(history([in_time, in_time, late, running], as_of=NEXT_MONDAY + 1))
    assert (found.by_their_day, found.of, found.rests_on) == (2, 3, 4)
    assert found.ratio == pytest.approx(2 / 4.5)


def test_in_words_nothing_is_said_of_nothing() -> None:
    found = written(history([], as_of=MONDAY))
    assert (found.ratio, found.of) == (None, 0)


def test_days_come_back_as_they_went() -> None:
    week = Week()
    days = [MONDAY, MONDAY + 1, FRIDAY, NEXT_MONDAY, NEXT_MONDAY + 60]
    now = week.until(np.array([float(MONDAY)]))
    ends = week.end_of(np.array(days, np.float64)) - now
    assert week.days_at(MONDAY, ends.tolist()) == days
    assert week.days_at(MONDAY, [float("inf")]) == [None]
    assert week.next_ends(MONDAY)[:3].tolist() == [0.5, 1.5, 2.5]
    assert week.next_ends(FRIDAY)[1] == pytest.approx(1.52)
