"""Fifty dots: all of them are there, on their own side of the day, and the words say the same."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.readings.forecasts import dots
from twoway.readings.forecasts.figures import percent

MONDAY = date(2026, 3, 2)
DUE = date(2026, 3, 12)
DAYS = st.lists(st.one_of(st.integers(0, 15), st.integers(0, 900)), max_size=50).map(
    lambda ahead: [MONDAY + timedelta(days=n) for n in sorted(ahead)]
)


def fifty(days: list[date]) -> list[date | None]:
    return [*days, *[None] * (50 - len(days))]


@given(days=DAYS, due=st.one_of(st.none(), st.integers(-30, 200)))
def test_every_dot_stands_in_one_column_and_on_its_own_side(days: list[date], due: int | None) -> None:
    due_on = None if due is None else MONDAY + timedelta(days=due)
    working = [dots.next_working(day) for day in days]
    found = dots.columns(fifty(days), due_on)
    if not days and due_on is None:
        assert found == []
        return
    assert sum(column.dots for column in found) == 50
    if due_on:
        line = due_on - timedelta(days=max(0, due_on.weekday() - 4))
        in_time = sum(day <= line for day in working)
        assert sum(column.dots for column in found if column.in_time) == in_time
    assert len(found) <= dots.MOST_COLUMNS + 1
    assert all(one.last < other.first for one, other in pairwise(found))


def test_a_picture_says_in_words_what_it_shows() -> None:
    days = fifty([MONDAY + timedelta(days=n % 16) for n in range(45)])
    drawn = dots.picture(sorted(days, key=lambda day: day or date.max), DUE)
    solid, hollow = drawn.count('class="in"'), drawn.count('class="out"')
    assert solid + hollow == 50
    title = f"50 equally likely days. {solid} are on or before Thursday 12 March, {hollow} after."
    assert f'<title id="fifty">{title}</title>' in drawn
    assert f"{solid} of 50 by Thursday 12 March" in drawn


def test_labels_under_columns_never_run_into_each_other() -> None:
    """Two neighbours' middles are far enough apart for eleven small letters."""
    for spread in (1, 3, 9, 40, 200):
        days = fifty(sorted(MONDAY + timedelta(days=n * spread) for n in range(50)))
        drawn = dots.picture(days, DUE)
        middles = sorted({float(x) for x in re.findall(r'class="tick" x="([\d.]+)"', drawn)})
        assert min(b - a for a, b in pairwise(middles)) >= 48


@pytest.mark.parametrize(
    ("chance", "says"),
    [
        (0.78, "78%"),
        (0.9949, "99%"),
        (0.995, "more than 99%"),
        (1.0, "more than 99%"),
        (0.005, "less than 1%"),
        (0.0, "less than 1%"),
        (0.0051, "1%"),
    ],
)
def test_no_chance_is_said_as_certain(chance: float, says: str) -> None:
    assert percent(chance) == says


@given(chance=st.floats(0, 1))
def test_ten_dots_are_never_all_solid_nor_all_hollow(chance: float) -> None:
    drawn = dots.ten(chance)
    assert 1 <= drawn.count('class="in"') <= 9
    assert drawn.count("<circle") == 10
