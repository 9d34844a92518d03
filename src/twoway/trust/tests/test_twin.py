"""The quick model and its slow twin agree on any life to 1e-10."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.trust.evidence import DEFAULTS, Settings
from twoway.trust.state import State, after_silence, apply
from twoway.trust.street import street
from twoway.trust.tests.lives import Record, days, last_day, records, tables
from twoway.trust.tests.twin import twin

CLOSE = 1e-10


def demand_the_same(record: Record, day: int, settings: Settings) -> None:
    for number, lane in enumerate(street(record, as_of_day=day, settings=settings).lanes):
        slow = twin(record, number, day, settings)
        mean, sd = slow.lane
        assert lane.mean == pytest.approx(mean, abs=CLOSE)
        assert lane.sd == pytest.approx(sd, abs=CLOSE)
        assert lane.facets == pytest.approx(tuple(slow.mean[:3] + 50), abs=CLOSE)
        told = slow.told
        assert [one.entry for one in lane.contributions] == [one.entry for one in told]
        assert [one.value for one in lane.contributions] == pytest.approx(
            [one.value for one in told], abs=CLOSE
        )
        spreads = [one.plus_minus for one in told]
        assert [one.plus_minus for one in lane.contributions] == pytest.approx(spreads, abs=CLOSE)


@given(records(), days)
def test_acts_and_answers_agree_with_the_twin(record: Record, later: int) -> None:
    demand_the_same(record, last_day(record) + later, DEFAULTS)


@given(records(answered=False), days)
def test_acts_alone_agree_with_the_twin(record: Record, later: int) -> None:
    demand_the_same(record, last_day(record) + later, DEFAULTS)


@given(st.data(), tables(), days)
def test_other_tables_agree_with_the_twin(data: st.DataObject, settings: Settings, later: int) -> None:
    record = data.draw(records(settings))
    demand_the_same(record, last_day(record) + later, settings)


@given(records(), st.lists(days, max_size=5))
def test_the_line_drawn_goes_through_what_was_estimated_on_each_day(record: Record, later: list[int]) -> None:
    wanted = [last_day(record) - 20 + day for day in later]
    for number, lane in enumerate(street(record, as_of_day=last_day(record)).lanes):
        for point in lane.path(wanted):
            then = street(record, as_of_day=point.day).lanes[number]
            assert point[1:] == pytest.approx((then.mean, then.low, then.high), abs=CLOSE)


@given(records())
def test_acts_applied_one_by_one_make_the_same_street(record: Record) -> None:
    in_order = sorted((one for one in record if one.kind not in DEFAULTS.standing), key=lambda one: one.day)
    state = State()
    for reading in in_order:
        state = apply(state, reading)
    day = last_day(in_order)
    for six, lane in zip(state.lanes, street(in_order, as_of_day=day).lanes, strict=True):
        today = after_silence(six, day, DEFAULTS)
        assert 50 + today.lane_mean == pytest.approx(lane.mean, abs=CLOSE)
        assert today.lane_known / DEFAULTS.lane_variance == pytest.approx(lane.known, abs=CLOSE)
