"""Marks in a row: pushed apart as little as can be, gathered where that would lie."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from twoway.web.street.spread import FARTHEST, GAP, MARK_RADIUS, spread

LEFT, RIGHT = 13.0, 773.0
PLACES = st.lists(st.floats(min_value=LEFT, max_value=RIGHT), max_size=300).map(sorted)


def test_marks_with_room_stay_on_their_days() -> None:
    assert [spot.x for spot in spread([100, 130, 400], left=LEFT, right=RIGHT)] == [100, 130, 400]


def test_two_that_touch_are_pushed_apart_equally() -> None:
    one, other = spread([200, 210], left=LEFT, right=RIGHT)
    assert (one.x, other.x) == (205 - GAP / 2, 205 + GAP / 2)


def test_at_the_end_of_the_street_they_are_pushed_inwards() -> None:
    one, other = spread([RIGHT, RIGHT], left=LEFT, right=RIGHT)
    assert (one.x, other.x) == (RIGHT - GAP, RIGHT)


def test_a_crowd_of_one_day_is_gathered_and_its_neighbours_are_not() -> None:
    spots = spread([100] + [300] * 9 + [500], left=LEFT, right=RIGHT)
    assert [len(spot.members) for spot in spots] == [1, 9, 1]
    assert [spot.x for spot in spots] == [100, 300, 500]


def test_a_cluster_of_a_hundred_is_given_more_room() -> None:
    (small,) = spread([300] * 99, left=LEFT, right=RIGHT)
    (big,) = spread([300] * 100, left=LEFT, right=RIGHT)
    assert MARK_RADIUS < small.radius < big.radius


@given(PLACES)
def test_nothing_is_lost_and_the_order_is_kept(places: list[float]) -> None:
    spots = spread(places, left=LEFT, right=RIGHT)
    assert [i for spot in spots for i in spot.members] == list(range(len(places)))


@given(PLACES)
def test_marks_stand_at_least_their_gap_apart_and_on_the_street(places: list[float]) -> None:
    spots = spread(places, left=LEFT, right=RIGHT)
    for one, other in pairwise(spots):
        assert other.x - one.x >= one.radius + other.radius + (GAP - 2 * MARK_RADIUS) - 1e-6
        assert other.x - one.x >= GAP - 1e-6
    assert all(LEFT - 1e-6 <= spot.x <= RIGHT + 1e-6 for spot in spots)


@given(PLACES)
def test_no_mark_strays_farther_than_still_reads_as_its_day(places: list[float]) -> None:
    for spot in spread(places, left=LEFT, right=RIGHT):
        middle = sum(places[i] for i in spot.members) / len(spot.members)
        assert abs(spot.x - middle) <= FARTHEST + 1e-6


@given(st.lists(st.floats(min_value=LEFT, max_value=RIGHT), max_size=12).map(sorted))
def test_no_other_placing_of_a_few_marks_moves_them_less(places: list[float]) -> None:
    spots = spread(places, left=LEFT, right=RIGHT)
    if any(len(spot.members) > 1 for spot in spots):
        return
    moved = sum((spot.x - place) ** 2 for spot, place in zip(spots, places, strict=True))
    assert moved <= least_moved(places) + 1e-3


def least_moved(places: list[float]) -> float:
    """The slow twin: Dykstra's projections, in turn, onto "this pair apart" and "this end on the street"."""
    n = len(places)
    x = list(places)
    kept = [[0.0, 0.0] for _ in range(n + 1)]
    for _ in range(4000):
        for i in range(n - 1):
            a, b = x[i] + kept[i][0], x[i + 1] + kept[i][1]
            short = max(0.0, GAP - (b - a)) / 2
            kept[i] = [short, -short]
            x[i], x[i + 1] = a - short, b + short
        for end, at in ((0, n - 1), (-1, n)):
            if n:
                free = x[end] + kept[at][0]
                x[end] = max(LEFT, free) if end == 0 else min(RIGHT, free)
                kept[at][0] = free - x[end]
    return sum((a - b) ** 2 for a, b in zip(x, places, strict=True))
