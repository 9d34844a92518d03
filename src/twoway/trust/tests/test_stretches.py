"""Between two answers a lane is followed in a plane, and that is the same lane."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.trust.evidence import DEFAULTS, PROMISED, SCALE, Answer, Reading
from twoway.trust.state import EDGE, Six, read
from twoway.trust.street import street
from twoway.trust.stretches import in_plane, plain
from twoway.trust.tests.twin import twin

DAY = 738_000
CLOSE = 1e-10
KINDS = ("promise.kept", "promise.kept_late", "promise.moved_early", "promise.broken")
Values = tuple[float, float, float]

acts = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 90)), min_size=1, max_size=30)
values = st.tuples(*[st.floats(*SCALE)] * 3)


def after_answers(said: Values, lane: int, times: int = 1) -> Six:
    six = Six(day=DAY)
    for _ in range(times):
        answer = Answer(entry="answer", day=DAY, lane=0, values=said)
        six, _move = read(six, answer, 0 if lane == 0 else 1, DEFAULTS)
    return six


def in_order(some: list[tuple[str, int]]) -> list[Reading]:
    return [
        Reading(entry=f"a{place}", kind=kind, day=DAY + after, lane=0)
        for place, (kind, after) in enumerate(sorted(some, key=lambda one: one[1]))
    ]


@given(acts, values, st.sampled_from((0, 1)))
def test_the_plane_tells_the_same_six_numbers_after_each_act(
    some: list[tuple[str, int]], said: Values, lane: int
) -> None:
    begin, readings = after_answers(said, lane), in_order(some)
    slow, quick = plain(begin, readings, 0, DEFAULTS), in_plane(begin, readings, PROMISED, DEFAULTS)
    if quick is None:
        assert any(max(map(abs, six.mean[:3])) >= EDGE for six in slow.states)
        return
    assert quick.deltas == pytest.approx(slow.deltas, abs=CLOSE)
    assert quick.noises == pytest.approx(slow.noises, abs=CLOSE)
    for place in range(len(readings) + 1):
        assert quick.after(place).day == slow.after(place).day
        assert quick.after(place).mean == pytest.approx(slow.after(place).mean, abs=CLOSE)
        assert quick.after(place).known == pytest.approx(slow.after(place).known, abs=CLOSE)


def test_acts_that_would_push_a_facet_off_the_scale_are_read_in_all_six() -> None:
    begin = after_answers((100.0, 50.0, 0.0), 0, times=6)
    readings = in_order([("promise.kept", 0)] * 60)
    assert in_plane(begin, readings, PROMISED, DEFAULTS) is None
    record = [Answer(entry=f"b{n}", day=DAY, lane=0, values=(100.0, 50.0, 0.0)) for n in range(6)]
    lane = street([*record, *readings], as_of_day=DAY).lanes[0]
    slow = twin([*record, *readings], 0, DAY, DEFAULTS)
    assert lane.facets == pytest.approx(tuple(slow.mean[:3] + 50), abs=CLOSE)
    assert lane.facets[0] == pytest.approx(100)
