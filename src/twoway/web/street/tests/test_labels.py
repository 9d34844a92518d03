"""Words beside marks never stand on each other, on a leader, on today's sign, or on the road."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.web.street.labels import AT_MOST, Box, Label, Space, Wish
from twoway.web.street.marks import standings
from twoway.web.street.plan import plan
from twoway.web.street.scene import Estimate, Scene
from twoway.web.street.signs import room_for_signs, wishes
from twoway.web.street.tests.scenes import crowd, wandering

ROAD_TOP, ROAD_BOTTOM = 100.0, 300.0
WISHES = st.lists(
    st.builds(
        Wish,
        x=st.floats(min_value=5, max_value=770),
        y=st.just(200.0),
        side=st.sampled_from((-1, 1)),
        text=st.text(min_size=1, max_size=60),
        weight=st.floats(min_value=0, max_value=9),
    ),
    max_size=25,
)


def space() -> Space:
    sign = Box(left=770, right=802, top=16, bottom=29)
    return Space(
        left=2,
        right=776,
        top=4,
        bottom=380,
        edge=lambda side, x0, x1: ROAD_TOP if side < 0 else ROAD_BOTTOM,
        taken=[sign],
    )


def label(x: float, text: str = "Send the plan", weight: float = 1.0) -> Wish:
    return Wish(x=x, y=200, side=-1, text=text, weight=weight)


def collide(labels: list[Label]) -> bool:
    return any(one.conflicts_with(other) for one, other in combinations(labels, 2))


def test_a_lone_label_stands_over_its_mark_just_outside_the_road() -> None:
    (placed,) = space().place([label(400)])
    assert placed.middle == 400
    assert placed.box.bottom < ROAD_TOP <= placed.leader.bottom


def test_the_heavier_of_two_that_want_one_place_stands_nearer() -> None:
    light, heavy = space().place([label(390, weight=1), label(411, weight=9)])
    assert heavy.box.bottom > light.box.bottom or heavy.box.left > light.box.right


def test_a_label_moves_aside_for_one_that_would_else_find_no_room() -> None:
    narrow = space()
    narrow.top = ROAD_TOP - 30
    assert len(narrow.place([label(400, "Two hundred bookings", 9), label(421, "You owned it", 1)])) == 2


def test_at_most_six_are_shown_and_those_are_the_heaviest() -> None:
    placed = space().place([label(60 + 70 * n, "Act", weight=n) for n in range(10)])
    assert sorted(one.wish.weight for one in placed) == [4, 5, 6, 7, 8, 9]


def test_a_label_without_words_is_none() -> None:
    assert space().place([label(400, "   ")]) == []


@given(WISHES)
def test_labels_never_touch_each_other_or_leave_their_room(wanted: list[Wish]) -> None:
    here = space()
    sign = here.taken[0]
    placed = here.place(wanted)
    assert len(placed) <= AT_MOST
    assert not collide(placed)
    for one in placed:
        assert not one.box.touches(sign)
        assert one.box.bottom <= ROAD_TOP or one.box.top >= ROAD_BOTTOM
        assert here.left - 1e-6 <= one.box.left <= one.box.right <= here.right + 1e-6
        assert here.top <= one.box.top <= one.box.bottom <= here.bottom


@pytest.mark.parametrize("size", [5, 50, 500])
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("with_estimate", [False, True])
def test_on_a_street_of_any_size_labels_are_found_and_do_not_touch(
    size: int, seed: int, with_estimate: bool
) -> None:
    estimate = Estimate(yours=wandering(seed), theirs=wandering(seed + 99)) if with_estimate else None
    placed = placed_on(crowd(size, seed=seed, estimate=estimate))
    assert 3 <= len(placed) <= AT_MOST
    assert not collide(placed)


def placed_on(scene: Scene) -> list[Label]:
    ground = plan(scene)
    return room_for_signs(ground, []).place(wishes(ground, standings(ground)))
