"""Days as Jira writes them in the languages and formats of those who export."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from twoway.integrations.jira import days

EVENING = datetime(2026, 11, 21, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "21/Nov/26 6:12 PM",
        "21/Nov/2026 18:12",
        "Nov 21, 2026, 6:12 PM",
        "Nov 21, 2026, 6:12\u202fPM",
        "21 November 2026 18:12",
        "2026-11-21 18:12",
        "2026-11-21T18:12:00.000+0000",
        "2026-11-21T19:12:00.000+0100",
        "2026-11-21T18:12:00Z",
        "21.11.2026 18:12",
        "21.11.26 18:12:40",
        "2026/11/21 18:12",
        "2026/11/21 午後6:12",
        "2026年11月21日 18:12",
        "21/nov./26 6:12 p. m.",
        "21/11/2026 18:12",
    ],
)
def test_a_moment_is_read_in_any_format(cell: str) -> None:
    read = days.read_moment(cell, first="day")
    assert read.replace(second=0) == EVENING


@pytest.mark.parametrize(
    ("word", "month"),
    [("Mär", 3), ("mars", 3), ("Mai", 5), ("juin", 6), ("juil.", 7), ("Juli", 7), ("août", 8), ("ago", 8),
     ("set", 9), ("Okt", 10), ("ott", 10), ("out", 10), ("déc.", 12), ("Dez", 12), ("ene", 1), ("gen", 1),
     ("févr.", 2), ("fev", 2), ("abr", 4), ("avr.", 4), ("mag", 5), ("giu", 6), ("lug", 7)],
)  # fmt: skip
def test_months_are_known_in_seven_languages(word: str, month: int) -> None:
    assert days.read_day(f"07/{word}/26") == date(2026, month, 7)


def test_noon_and_midnight_are_not_mixed_up() -> None:
    assert days.read_moment("21/Nov/26 12:00 AM").hour == 0
    assert days.read_moment("21/Nov/26 12:30 PM").hour == 12


def test_a_moment_without_a_zone_is_read_in_the_maps_zone() -> None:
    assert days.read_moment("21/Nov/26 6:12 PM", zone="Europe/Berlin").hour == 17


def test_a_due_day_has_no_zone() -> None:
    assert days.read_day("2026-11-21T00:00:00.000-0800") == date(2026, 11, 21)


def test_which_comes_first_is_told_by_the_column() -> None:
    assert days.order_of(["3/4/2026", "13/4/2026"]) == "day"
    assert days.order_of(["3/4/2026", "3/14/2026"]) == "month"
    assert days.read_day("3/4/2026", first="day") == date(2026, 4, 3)
    assert days.read_day("3/4/2026", first="month") == date(2026, 3, 4)


def test_nothing_is_guessed_when_the_column_does_not_tell_or_contradicts_itself() -> None:
    assert days.order_of(["3/4/2026", "5/6/2026"]) is None
    assert days.order_of(["13/4/2026", "4/13/2026"]) is None
    with pytest.raises(ValueError, match="first"):
        days.read_day("3/4/2026")


@pytest.mark.parametrize("cell", ["soon", "31/Feb/26", "2026-13-01", "99/99/99", "21/Nov", "Nov"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"day|month|date|hour|range|argument"):
        days.read_day(cell, first="day")


def test_two_figure_years_stay_near() -> None:
    assert days.read_day("01/Jan/68").year == 2068
    assert days.read_day("01/Jan/69").year == 1969
