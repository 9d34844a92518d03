"""What is shown in whole numbers still adds up, and what helped is never shown as having hurt."""

from __future__ import annotations

from math import ceil, floor

from hypothesis import given
from hypothesis import strategies as st

from twoway.trust.street import Contribution, street, whole_numbers
from twoway.trust.tests.lives import Record, last_day, records

values = st.lists(st.floats(-60, 60), max_size=40)


def reasons(told: list[float]) -> list[Contribution]:
    return [
        Contribution(f"e{place}", "promise.kept", 738_000, value, 1.0) for place, value in enumerate(told)
    ]


@given(values, st.integers(0, 40))
def test_start_and_earlier_and_listed_add_up_to_today(told: list[float], earlier: int) -> None:
    shown = whole_numbers(50, reasons(told), earlier=earlier)
    assert len(shown.contributions) == len(told)
    assert shown.start + shown.earlier + sum(shown.contributions[earlier:]) == shown.today
    assert sum(shown.contributions[:earlier]) == shown.earlier
    assert abs(shown.today - (50 + sum(told))) <= 0.5 + 1e-9


@given(values, st.integers(0, 40))
def test_each_number_is_its_value_rounded_up_or_down(told: list[float], earlier: int) -> None:
    shown = whole_numbers(50, reasons(told), earlier=earlier)
    for value, number in zip(told, shown.contributions, strict=True):
        assert floor(value) <= number <= ceil(value)
        assert value * number >= 0


@given(records(), st.integers(0, 25))
def test_a_lane_is_shown_as_its_rounded_estimate(record: Record, earlier: int) -> None:
    for lane in street(record, as_of_day=last_day(record)).lanes:
        shown = whole_numbers(lane.baseline, lane.contributions, earlier=earlier)
        assert shown.today == floor(lane.mean + 0.5)
        assert shown.start == 50


def test_many_small_reasons_are_shown_where_they_add_up() -> None:
    shown = whole_numbers(50, reasons([0.4] * 10), earlier=5)
    assert (shown.start, shown.earlier, shown.today) == (50, 2, 54)
    assert sum(shown.contributions[:5]) == 2


def test_the_larger_remainder_is_rounded_up_first() -> None:
    shown = whole_numbers(50, reasons([1.2, 1.7, -0.5]))
    assert (shown.contributions, shown.today) == ((1, 2, -1), 52)


def test_nothing_on_record_is_shown_as_the_start() -> None:
    shown = whole_numbers(50, [])
    assert (shown.start, shown.earlier, shown.contributions, shown.today) == (50, 0, (), 50)
