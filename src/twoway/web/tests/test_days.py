from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone

from twoway.web.days import day_text, moment_text, today_here

Hold = Callable[[str], datetime]


@pytest.fixture(autouse=True)
def in_berlin(at: Hold) -> Iterator[None]:
    at("2026-03-03 12:00")
    with timezone.override("Europe/Berlin"):
        yield


def test_a_day_is_written_out_and_its_year_only_when_it_is_another() -> None:
    assert day_text(date(2026, 3, 6)) == "Friday 6 March"
    assert day_text(date(2025, 3, 6)) == "Thursday 6 March 2025"


def test_in_lists_a_day_is_short() -> None:
    assert day_text(date(2026, 3, 6), short=True) == "6 Mar"
    assert day_text(date(2027, 12, 31), short=True) == "31 Dec 2027"


def test_a_moment_is_told_in_the_readers_zone() -> None:
    assert moment_text(datetime(2026, 3, 3, 11, 5, tzinfo=UTC)) == "today, 12:05"
    assert moment_text(datetime(2026, 3, 2, 22, 59, tzinfo=UTC)) == "yesterday, 23:59"
    assert moment_text(datetime(2026, 3, 2, 23, 1, tzinfo=UTC)) == "today, 00:01"
    assert moment_text(datetime(2026, 2, 9, 8, 0, tzinfo=UTC)) == "Monday 9 February, 09:00"
    assert moment_text(datetime(2025, 2, 9, 8, 0, tzinfo=UTC), short=True) == "9 Feb 2025, 09:00"


def test_the_year_turns_where_the_reader_is(at: Hold) -> None:
    at("2026-12-31 23:30")
    assert today_here() == date(2027, 1, 1)
    assert day_text(date(2026, 12, 31)) == "Thursday 31 December 2026"
    with timezone.override("America/Lima"):
        assert day_text(date(2026, 12, 31)) == "Thursday 31 December"


def test_templates_say_days_and_moments_and_nothing_for_none() -> None:
    page = Template(
        "{% load twoway %}{{ due|day }}|{{ due|day:'short' }}|{{ then|when }}|{{ none|day }}{{ none|when }}|"
        "{% dated due 'short' %}|{% dated then %}|{% dated none %}|{% dated then 'first' %}"
    )
    shown = page.render(
        Context({"due": date(2026, 3, 6), "then": datetime(2026, 3, 3, 11, 5, tzinfo=UTC), "none": None})
    )
    assert shown == (
        "Friday 6 March|6 Mar|today, 12:05||"
        '<time datetime="2026-03-06">6 Mar</time>|<time datetime="2026-03-03T11:05:00Z">today, 12:05</time>|'
        '|<time datetime="2026-03-03T11:05:00Z">Today, 12:05</time>'
    )


def test_the_day_of_a_moment_is_the_readers_day() -> None:
    page = Template("{% load twoway %}{{ then|day }}")
    assert page.render(Context({"then": datetime(2026, 3, 3, 23, 30, tzinfo=UTC)})) == "Wednesday 4 March"
