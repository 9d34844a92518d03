"""What the street promises its two people, whatever they do."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.trust import street as module
from twoway.trust.errors import BadReading
from twoway.trust.evidence import DEFAULTS, Answer, Reading, Settings
from twoway.trust.state import State, apply
from twoway.trust.street import Lane, Street, street
from twoway.trust.tests.lives import FIRST_DAY, Record, days, last_day, records, sizes, tables

HAIR = 1e-9


def kept(
    day: int = FIRST_DAY, *, kind: str = "promise.kept", entry: str = "new", size: float = 1.0
) -> Reading:
    return Reading(entry=entry, kind=kind, day=day, lane=0, size=size)


def on(day: int, record: Sequence[Reading | Answer], settings: Settings = DEFAULTS) -> Street:
    return street(record, as_of_day=day, settings=settings)


def shown(lane: Lane) -> tuple[object, ...]:
    return lane.mean, lane.low, lane.high, lane.sd, lane.known, lane.facets, lane.contributions


@given(st.data(), st.just(DEFAULTS) | tables(), days)
def test_every_estimate_lies_between_0_and_100(data: st.DataObject, settings: Settings, later: int) -> None:
    record = data.draw(records(settings))
    for lane in on(last_day(record) + later, record, settings).lanes:
        assert 0 <= lane.low <= lane.mean <= lane.high <= 100
        assert all(0 <= facet <= 100 for facet in lane.facets)
        assert 0 <= lane.known < 1


@given(records(), days)
def test_reasons_add_up_to_the_estimate(record: Record, later: int) -> None:
    for lane in on(last_day(record) + later, record).lanes:
        assert lane.baseline + sum(one.value for one in lane.contributions) == pytest.approx(
            lane.mean, abs=1e-10
        )
        assert sum(lane.facets) / 3 == pytest.approx(lane.mean, abs=1e-10)


@given(st.data(), st.just(DEFAULTS) | tables(), sizes)
def test_a_kept_promise_never_lowers_at_the_moment_it_counts(
    data: st.DataObject, settings: Settings, size: float
) -> None:
    """On any record, with answers and with acts of several mixes."""
    record = [one for one in data.draw(records(settings)) if one.kind not in settings.standing]
    day = last_day(record)
    before, after = on(day, record, settings), on(day, [*record, kept(day, size=size)], settings)
    assert after.lanes[0].mean >= before.lanes[0].mean - HAIR


@given(records(answered=False), days, days, sizes)
def test_a_kept_promise_never_lowers_on_any_later_day(
    record: Record, since: int, later: int, size: float
) -> None:
    """Against the same record without it, whatever else was done before and after."""
    day = FIRST_DAY + since
    without, with_it = on(day + later, record), on(day + later, [*record, kept(day, size=size)])
    assert with_it.lanes[0].mean >= without.lanes[0].mean - HAIR


@given(records(), days, days)
def test_with_answers_on_record_a_kept_promise_costs_next_to_nothing_later(
    record: Record, since: int, later: int
) -> None:
    """The next answer is a smaller surprise: the one way in which a kept promise can tell against itself."""
    day = FIRST_DAY + since
    without, with_it = on(day + later, record), on(day + later, [*record, kept(day)])
    assert with_it.lanes[0].mean >= without.lanes[0].mean - 0.1


@given(records(answered=False), days, days, sizes)
def test_a_broken_promise_never_raises_on_any_later_day(
    record: Record, since: int, later: int, size: float
) -> None:
    day = FIRST_DAY + since
    broken = kept(day, kind="promise.broken", size=size)
    assert on(day + later, [*record, broken]).lanes[0].mean <= on(day + later, record).lanes[0].mean + HAIR


@given(records(answered=False), days, days)
def test_answering_for_a_late_promise_is_never_worse_than_silence(
    record: Record, since: int, later: int
) -> None:
    """However long it stood open: what stands open does not fade away by waiting."""
    day = FIRST_DAY + since
    silent = on(day + later, [*record, kept(day, kind="promise.late")])
    answered = on(day + later, [*record, kept(day + later, kind="promise.kept_late")])
    moved = on(day + later, [*record, kept(day + later, kind="promise.moved_late")])
    assert answered.lanes[0].mean >= moved.lanes[0].mean - HAIR
    assert moved.lanes[0].mean >= silent.lanes[0].mean - HAIR


@given(st.data(), st.just(DEFAULTS) | tables(), days, days)
def test_silence_widens_and_never_narrows(
    data: st.DataObject, settings: Settings, first: int, second: int
) -> None:
    record = data.draw(records(settings))
    sooner, later = sorted((last_day(record) + first, last_day(record) + second))
    before, after = on(sooner, record, settings), on(later, record, settings)
    for lane_before, lane_after in zip(before.lanes, after.lanes, strict=True):
        assert lane_after.sd >= lane_before.sd - HAIR
        assert lane_after.known <= lane_before.known + HAIR


@given(records(), days)
def test_swapping_the_people_swaps_the_lanes(record: Record, later: int) -> None:
    swapped: Record = [replace(one, lane=0 if one.lane else 1) for one in record]
    day = last_day(record) + later
    for here, there in zip(on(day, record).lanes, reversed(on(day, swapped).lanes), strict=True):
        assert shown(here) == shown(there)


@given(records(), st.randoms())
def test_renaming_the_entries_changes_nothing_but_their_names(record: Record, chance: Random) -> None:
    names = [f"n{number}" for number in range(len(record))]
    chance.shuffle(names)
    renamed: Record = [replace(one, entry=name) for one, name in zip(record, names, strict=True)]
    for here, there in zip(
        on(last_day(record), record).lanes, on(last_day(record), renamed).lanes, strict=True
    ):
        assert [one[1:] for one in here.contributions] == [one[1:] for one in there.contributions]
        assert (here.mean, here.low, here.high) == (there.mean, there.low, there.high)


@given(records(), days, days, sizes)
def test_an_act_never_moves_the_other_lane(record: Record, since: int, later: int, size: float) -> None:
    """Not on its day and not later, not even through what somebody answers afterwards."""
    day = FIRST_DAY + since + later
    with_it = on(day, [*record, kept(FIRST_DAY + since, size=size)])
    assert shown(with_it.lanes[1]) == shown(on(day, record).lanes[1])


@given(records())
def test_an_answer_reaches_both_lanes_and_narrows_both(record: Record) -> None:
    day = last_day(record)
    answer = Answer(entry="said", day=day, lane=0, values=(90, 90, 90))
    before, after = on(day, record), on(day, [*record, answer])
    for lane_before, lane_after in zip(before.lanes, after.lanes, strict=True):
        assert lane_after.sd <= lane_before.sd + HAIR
        assert "said" in [one.entry for one in lane_after.contributions]


@given(records(), records())
def test_nothing_counts_before_its_day(record: Record, to_come: Record) -> None:
    day = last_day(record)
    later: Record = [replace(one, day=day + 1 + one.day - FIRST_DAY) for one in to_come]
    for here, there in zip(on(day, [*record, *later]).lanes, on(day, record).lanes, strict=True):
        assert shown(here) == shown(there)


@given(records(), st.randoms())
def test_back_dated_entries_are_read_on_their_day(record: Record, chance: Random) -> None:
    """Only the order within a day is the order of entries."""
    rank = {one.day: chance.random() for one in record}
    entered = sorted(record, key=lambda one: rank[one.day])
    for here, there in zip(
        on(last_day(record), entered).lanes, on(last_day(record), record).lanes, strict=True
    ):
        assert shown(here) == shown(there)


def test_lane_0_is_how_far_person_0_can_count_on_person_1() -> None:
    counted_on, other = on(FIRST_DAY, [kept()]).lanes
    assert counted_on.mean > 50
    assert other.mean == 50


def test_a_street_without_a_record_stands_where_everyone_starts() -> None:
    for lane in on(FIRST_DAY, []).lanes:
        assert (lane.mean, lane.known, lane.contributions) == (50, 0, ())
        assert (round(lane.low), round(lane.high)) == (28, 72)
        assert lane.path([FIRST_DAY - 400, FIRST_DAY + 400])[0].low == lane.low


def test_one_good_year_is_not_134() -> None:
    """198 kept of 210, which acts as pushes would have carried off the scale."""
    year = [
        kept(FIRST_DAY + 2 * day, kind="promise.broken" if day % 18 == 9 else "promise.kept")
        for day in range(210)
    ]
    lane = on(FIRST_DAY + 420, year).lanes[0]
    assert sum(one.kind == "promise.broken" for one in year) == 12
    assert 75 < lane.mean < 90
    assert lane.high - lane.low < 26


def test_a_few_acts_say_little_and_many_say_much() -> None:
    shares = [on(FIRST_DAY, [kept()] * many).lanes[0].known for many in (0, 1, 2, 10, 100)]
    assert shares == sorted(shares)
    assert shares[2] < 0.25 < 0.5 < shares[3] < 0.8 < shares[4] < 1


def test_an_act_of_size_two_is_two_acts_of_size_one() -> None:
    twice, big = on(FIRST_DAY + 9, [kept(), kept()]).lanes[0], on(FIRST_DAY + 9, [kept(size=2)]).lanes[0]
    assert (twice.mean, twice.sd) == pytest.approx((big.mean, big.sd), abs=1e-10)


def test_an_act_counts_half_as_much_after_eight_months() -> None:
    fresh, old = (on(FIRST_DAY + later, [kept()]).lanes[0].contributions[0] for later in (0, 240))
    assert (old.value, old.plus_minus) == pytest.approx((fresh.value / 2, fresh.plus_minus / 2))


def test_what_stands_open_does_not_fade_and_weighs_more_as_the_rest_does() -> None:
    record = [*[kept()] * 5, kept(FIRST_DAY + 10, kind="promise.late", entry="late")]
    sooner, later = (on(FIRST_DAY + day, record).lanes[0].contributions[-1] for day in (10, 400))
    assert sooner.entry == later.entry == "late"
    assert sooner.day == later.day == FIRST_DAY + 10
    assert abs(later.plus_minus) > abs(sooner.plus_minus)


def test_losses_weigh_one_to_two_gains_and_moving_early_costs_little() -> None:
    deltas = {
        kind.name: on(FIRST_DAY, [kept(kind=kind.name)]).lanes[0].mean - 50
        for kind in DEFAULTS.kinds
        if kind.level is not None
    }
    gain = deltas["promise.kept"]
    assert 1 <= -deltas["promise.broken"] / gain <= 2
    assert -0.1 * gain < deltas["promise.moved_early"] < 0
    assert deltas["promise.moved_late"] < deltas["promise.moved_early"]
    assert deltas["promise.late"] < deltas["promise.moved_late"] < deltas["promise.kept_late"] < gain


def test_an_unknown_kind_is_refused_in_words() -> None:
    with pytest.raises(BadReading, match=r"promise\.forgotten is no kind of act that counts"):
        on(FIRST_DAY, [kept(kind="promise.forgotten")])


def test_an_act_that_carries_no_number_is_refused_with_the_reason() -> None:
    with pytest.raises(BadReading, match="Words carry no number"):
        on(FIRST_DAY, [kept(kind="thanks.given")])


def test_a_back_dated_act_is_not_applied_to_a_later_state() -> None:
    state = apply(State(), kept(FIRST_DAY + 1))
    with pytest.raises(BadReading, match="from the beginning"):
        apply(state, kept(FIRST_DAY))


def test_what_stands_open_is_not_carried_forward() -> None:
    with pytest.raises(BadReading, match="stands open"):
        apply(State(), kept(kind="promise.late"))


def test_a_result_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        on(FIRST_DAY, []).lanes[0].mean = 100  # type: ignore[misc]


def test_the_examples_run() -> None:
    assert doctest.testmod(module).failed == 0
