"""A back-test knows on each day what was known on that day, and not a thing more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twoway.trust.errors import BadReading
from twoway.trust.record import Move, Told
from twoway.trust.rolling import SURE, rolling

FIRST = 738_001
DAYS = 400
USUAL = settings.default.max_examples if settings.default else 25


def told(seed: int, count: int = 12) -> list[Told]:
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        made = FIRST + float(chance.integers(DAYS))
        given = int(chance.integers(1, 20))
        took = float(np.ceil(given * np.exp(chance.normal(0.2, 0.7))))
        over = chance.random() < 0.85
        found.append(
            Told(
                promiser=int(chance.integers(6)),
                promisee=6 + int(chance.integers(2)),
                made=made,
                due=made + given,
                ended="kept" if over else None,
                ended_on=made + took if over else None,
            )
        )
    return found


@given(st.integers(0, 50), st.integers(100, DAYS))
@settings(max_examples=USUAL // 12)
def test_what_happens_later_changes_no_earlier_forecast(seed: int, until: int) -> None:
    day = FIRST + until
    whole = told(seed)
    known = [
        replace(one, ended=None, ended_on=None) if one.ended_on is not None and one.ended_on > day else one
        for one in whole
        if one.made <= day
    ]
    later = rolling(whole, until=FIRST + 3 * DAYS, ages=(0.0, 0.5))
    then = rolling(known, until=day, ages=(0.0, 0.5))
    number = {id(one): place for place, one in enumerate(whole)}
    in_whole = [number[id(one)] for one in whole if one.made <= day]
    said_later = {(line.promise, line.on, line.age): line for line in later.lines}
    for line in then.lines:
        same = said_later[in_whole[line.promise], line.on, line.age]
        assert line.said == pytest.approx(same.said, rel=1e-9)
        assert line.base_rate == same.base_rate


def test_the_three_rules_are_asked_about_the_same_promises() -> None:
    found = rolling(told(1, 60), until=FIRST + 3 * DAYS)
    assert found.model.n == found.base_rate.n == found.promised.n == len(found.lines)
    assert found.promised.brier > found.base_rate.brier
    assert found.worse == (found.better.mean < 0)


def test_each_age_has_a_score_of_its_own() -> None:
    both = rolling(told(1), until=FIRST + 3 * DAYS, ages=(0.0, 0.5))
    alone = rolling(told(1), until=FIRST + 3 * DAYS, ages=(0.5,))
    half_way = both.at_age(0.5)
    assert half_way is not None
    assert [line.promise for line in half_way.lines] == [line.promise for line in alone.lines]
    assert half_way.better == pytest.approx(alone.better)
    assert both.at_age(0.9) is None


def test_people_who_differ_are_told_apart() -> None:
    """Two who are always in time, two who never are: the record of each must beat what holds of all."""
    promises = []
    for number in range(160):
        who, made = number % 4, FIRST + 1.5 * number
        took = 3 if who < 2 else 20
        promises.append(
            Told(promiser=who, promisee=9, made=made, due=made + 7, ended="kept", ended_on=made + took)
        )
    found = rolling(promises, until=FIRST + 2 * DAYS)
    assert found.better.low > 0.05
    assert found.model.brier < 0.1


def test_what_was_let_go_or_moved_before_its_day_is_not_scored() -> None:
    let_go = Told(promiser=1, promisee=2, made=FIRST, due=FIRST + 9, ended="let_go", ended_on=FIRST + 3)
    moved = Told(
        promiser=1,
        promisee=2,
        made=FIRST,
        due=FIRST + 9,
        moves=(Move(FIRST + 3, FIRST + 20),),
        ended="kept",
        ended_on=FIRST + 10,
    )
    found = rolling([let_go, moved], until=FIRST + 30)
    assert [(line.promise, line.on, line.came_true) for line in found.lines] == [(1, FIRST + 3, True)]


def test_who_said_they_were_fairly_sure_is_taken_at_their_word() -> None:
    sure = Told(promiser=1, promisee=2, made=FIRST, due=FIRST + 9, sure_by=FIRST + 8)
    found = rolling([sure, replace(sure, sure_by=None)], until=FIRST + 30)
    assert [line.promised for line in found.lines] == [SURE, 1.0]


def test_without_a_day_that_has_come_there_is_nothing_to_score() -> None:
    with pytest.raises(BadReading, match="come to its day"):
        rolling([Told(promiser=1, promisee=2, made=FIRST, due=FIRST + 9)], until=FIRST + 1)
