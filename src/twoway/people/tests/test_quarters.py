"""Quarters: three months each, side by side, and out thirty days after their end."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from twoway.people.quarters import A_MONTH, last_published, quarter_of, quarters

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(days)
def test_every_day_lies_in_one_quarter_and_the_next_begins_where_it_ends(day: date) -> None:
    found = quarter_of(day)
    assert found.since <= day <= found.last_day
    assert (found.since.day, found.since.month % 3) == (1, 1)
    assert quarter_of(found.until).since == found.until
    assert quarter_of(found.since - timedelta(days=1)).until == found.since


@given(days)
def test_the_latest_that_is_out_is_out_and_the_one_after_it_is_not(day: date) -> None:
    found = last_published(day)
    assert found.until + A_MONTH <= day < quarter_of(found.until).until + A_MONTH


def test_quarters_from_one_day_to_another_are_told_once_each() -> None:
    found = list(quarters(date(2025, 12, 31), date(2026, 7, 1)))
    assert [one.since for one in found] == [
        date(2025, 10, 1),
        date(2026, 1, 1),
        date(2026, 4, 1),
        date(2026, 7, 1),
    ]
