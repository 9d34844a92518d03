"""What holds of owning in every history: made-up ones, on every day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.trust.evidence import DEFAULTS, Lane, Reading
from twoway.trust.matters import Found, Step, settled
from twoway.trust.street import street
from twoway.trust.tests.lives import FIRST_DAY, answers, days, two_lanes
from twoway.trust.tests.matter_lives import (
    HAIR,
    histories,
    lane,
    on_every_day,
    owned_after,
    owning,
    step,
    steps,
)
from twoway.trust.tests.twin import twin
from twoway.trust.tests.twin_matters import twin_settled

OTHER: dict[Lane, Lane] = {0: 1, 1: 0}


@given(histories(), steps(), owning, st.integers(1, 120))
def test_owned_is_at_least_as_good_as_silent_in_every_history_on_every_later_day(
    history: list[Found], any_step: Step, kind: str, later: int
) -> None:
    """Silent means not owned later either; a second own-up, after the first, adds nothing."""
    own = replace(any_step, what="owned", kind=kind, entry="own")
    history = [one for one in history if not owned_after(one, own)]
    with_it = sorted([*history, own], key=lambda one: one.day)
    until = own.day - FIRST_DAY + later
    for silent, owned in zip(on_every_day(history, until), on_every_day(with_it, until), strict=True):
        assert all(there >= here - HAIR for here, there in zip(silent, owned, strict=True))


@given(histories(), steps(), st.integers(0, 120), st.integers(0, 100))
def test_coming_clean_is_at_least_as_good_as_saying_nothing_at_all(
    history: list[Found], any_step: Step, later: int, sure: int
) -> None:
    """Looking back, saying that it failed and owning it, against never having looked back."""
    matter, one_lane, on = any_step.matter, any_step.lane, any_step.day - FIRST_DAY
    silent = [
        one for one in history
        if not (isinstance(one, Step) and one.matter == matter and one.what in {"worked", "failed", "owned"})
    ]  # fmt: skip
    silent = [*silent, step("waits", on, matter=matter, lane=one_lane, entry="wait")]
    clean = [
        *silent,
        step("failed", on, matter=matter, lane=one_lane, entry="failed"),
        step("owned", on, matter=matter, lane=one_lane, entry="own"),
    ]
    here, there = (lane(told, on + later, one_lane).mean for told in (silent, clean))
    assert there >= here - HAIR


@given(histories(), st.integers(0, 200), two_lanes, st.integers(0, 120))
def test_a_kept_promise_never_lowers_where_there_are_matters_too(
    history: list[Found], on: int, which: Lane, later: int
) -> None:
    more = Reading(entry="more", kind="promise.kept", day=FIRST_DAY + on, lane=which)
    with_it = sorted([*history, more], key=lambda one: one.day)
    here, there = (lane(told, on + later, which).mean for told in (history, with_it))
    assert there >= here - HAIR


@given(histories(), st.lists(answers(), max_size=4), steps(), owning, st.integers(0, 120))
def test_with_answers_on_record_owning_costs_next_to_nothing_later(
    history: list[Found], said: list[object], any_step: Step, kind: str, later: int
) -> None:
    """The one thin exception, the same as for a kept promise: the next answer is a smaller surprise."""
    own = replace(any_step, what="owned", kind=kind, entry="own")
    history = [one for one in history if not owned_after(one, own)]
    with_it = sorted([*history, own], key=lambda one: one.day)
    at = own.day + later
    both = [
        street([*settled(told), *said], as_of_day=at).lanes[own.lane].mean  # type: ignore[list-item]
        for told in (history, with_it)
    ]
    assert both[1] >= both[0] - 0.5


@given(histories(), days)
def test_matters_agree_with_their_slow_twin_and_reasons_add_up(history: list[Found], later: int) -> None:
    day = max((one.day for one in history), default=FIRST_DAY) + later
    readings = settled(history)
    for number in (0, 1):
        mine = sorted((one.kind, one.entry, one.day, one.size) for one in readings if one.lane == number)
        theirs = twin_settled(history, number)
        assert [one[:3] for one in mine] == [one[:3] for one in theirs]
        assert [one[3] for one in mine] == pytest.approx([one[3] for one in theirs], abs=1e-10)
        there = street(readings, as_of_day=day).lanes[number]
        assert (there.mean, there.sd) == pytest.approx(twin(readings, number, day, DEFAULTS).lane, abs=1e-10)
        assert there.baseline + sum(one.value for one in there.contributions) == pytest.approx(
            there.mean, abs=1e-10
        )


@given(histories())
def test_swapping_the_people_swaps_what_is_settled(history: list[Found]) -> None:
    swapped = [replace(one, lane=OTHER[one.lane]) for one in history]
    assert [replace(one, lane=OTHER[one.lane]) for one in settled(swapped)] == settled(history)


@given(histories())
def test_no_entry_gives_two_readings(history: list[Found]) -> None:
    entries = [one.entry for one in settled(history)]
    assert len(set(entries)) == len(entries)
