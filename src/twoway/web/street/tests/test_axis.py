"""Time along the street, from three days to ten years."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from twoway.web.street.axis import Axis, axis, dashes, days_to_draw, ticks
from twoway.web.street.letters import width
from twoway.web.street.tests.scenes import HALF_A_YEAR, TODAY

SPANS = [0, 1, 3, 10, 20, 45, 60, 91, 182, 365, 700, 1500, 3650]


def street(days: int) -> Axis:
    return axis(start=TODAY - timedelta(days=days), today=TODAY, left=2, today_at=786)


def test_today_and_the_first_day_stand_at_their_ends() -> None:
    along = street(182)
    assert (along.at(HALF_A_YEAR), along.at(TODAY)) == (2, 786)


def test_days_outside_the_street_stand_at_its_ends() -> None:
    along = street(182)
    assert along.at(date(2000, 1, 1)) == along.left
    assert along.at(date(2100, 1, 1)) == along.end


def test_a_street_that_opened_today_is_given_three_days() -> None:
    assert street(0).first == TODAY - timedelta(days=3)


@pytest.mark.parametrize("days", SPANS)
def test_what_is_written_under_the_street_has_room(days: int) -> None:
    found = ticks(street(days))
    assert 1 <= len(found) <= 20
    assert all(other.x - one.x >= width(one.text, 11) for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("days", "first"),
    [(3, "28 Feb"), (20, "11 Feb"), (182, "Sep"), (700, "Apr 2024"), (3650, "Mar 2016")],
)
def test_it_is_days_then_months_then_quarters_then_years(days: int, first: str) -> None:
    assert ticks(street(days))[0].text == first


def test_the_year_is_written_where_it_begins() -> None:
    assert "Jan 2026" in [tick.text for tick in ticks(street(700))]
    assert "2017" in [tick.text for tick in ticks(street(3650))]


@pytest.mark.parametrize("days", SPANS)
def test_dashes_keep_apart_and_end_with_the_street(days: int) -> None:
    along = street(days)
    spans = dashes(along).spans
    assert 7 <= len(spans) <= 80
    assert all(one[1] + 3 < other[0] for one, other in pairwise(spans))
    assert spans[-1][1] <= along.end


@pytest.mark.parametrize(
    ("days", "each"),
    [(3, "six hours"), (45, "a day"), (182, "a week"), (700, "a month"), (3650, "a quarter of a year")],
)
def test_a_dash_is_a_stretch_that_people_have_a_word_for(days: int, each: str) -> None:
    assert str(dashes(street(days)).each) == each


@pytest.mark.parametrize("days", SPANS)
def test_the_days_to_draw_rise_and_hold_both_ends(days: int) -> None:
    start = TODAY - timedelta(days=days)
    found = days_to_draw(start=start, today=TODAY)
    assert list(found) == sorted(set(found))
    assert found[0] == min(start, TODAY - timedelta(days=3))
    assert TODAY in found
    assert found[-1] > TODAY
    assert len(found) < 160
