"""The base rates: new on the first of a month or not at all, the same for all, and open to guests as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache

from tests.cast import Cast, open_street
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.readings.forecasts import base_rates
from twoway.readings.forecasts.base_rates import published
from twoway.trust.forecast import DEFAULTS

Hold = Callable[[str | datetime], datetime]


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_rates, "FEWEST_PROMISES", 6)
    monkeypatch.setattr(base_rates, "FEWEST_PEOPLE", 3)


def lives(hold: Hold, cast: Cast, *, promises_each: int = 2, first: date = date(2026, 3, 2)) -> None:
    """Ann, Ben and Cy keep promises to each other, each in twice the time."""
    for one, other in ((cast.ann, cast.ben), (cast.ben, cast.cy), (cast.cy, cast.ann)):
        open_street(one, other)
        for number in range(promises_each):
            hold(f"{first} 09:00")
            made = promises.make(other, f"Part {number} of the plan", first + timedelta(days=2), by=one)
            hold(f"{first + timedelta(days=4)} 09:00")
            promises.confirm(made.thing, by=other, kept_on=first + timedelta(days=4))


def test_those_twoway_comes_with_stand_until_there_are_enough(cast: Cast, at: Hold) -> None:
    lives(at, cast, promises_each=1)
    at("2026-04-01 00:00")
    assert published() == DEFAULTS


def test_from_enough_on_a_workplace_has_its_own_from_the_first_of_the_month(cast: Cast, at: Hold) -> None:
    lives(at, cast)
    at("2026-03-31 23:59")
    assert published() == DEFAULTS
    at("2026-04-01 00:00")
    assert (published().release, published().promises, published().people) == ("2026-04-01", 6, 3)


def test_promises_of_too_few_people_are_not_fitted(cast: Cast, at: Hold, monkeypatch: Any) -> None:
    monkeypatch.setattr(base_rates, "FEWEST_PEOPLE", 4)
    lives(at, cast, promises_each=4)
    at("2026-04-01 00:00")
    assert published() == DEFAULTS


def test_within_a_month_nothing_anybody_does_changes_them(cast: Cast, at: Hold) -> None:
    lives(at, cast)
    at("2026-04-01 00:00")
    before = published()
    lives(at, cast, first=date(2026, 4, 6))
    for moment in ("2026-04-11 12:00", "2026-04-30 23:59"):
        at(moment)
        cache.clear()  # worked out again, not merely remembered
        assert published() == before
    at("2026-05-01 00:00")
    assert published() != before


def test_what_is_told_later_of_an_earlier_month_changes_no_table_of_then(cast: Cast, at: Hold) -> None:
    lives(at, cast)
    at("2026-04-03 09:00")
    before = published()
    late = promises.make(cast.ben, "The numbers", date(2026, 4, 20), by=cast.ann)
    promises.confirm(late.thing, by=cast.ben, kept_on=date(2026, 4, 3))
    cache.clear()
    assert published(datetime(2026, 4, 1, tzinfo=UTC)) == before


def test_everything_is_rounded_to_two_digits(cast: Cast, at: Hold) -> None:
    lives(at, cast, promises_each=3)
    at("2026-04-01 00:00")
    found = published()
    for row in found.as_rows():
        assert float(f"{row.value:.2g}") == row.value, row.name


def pages(cast: Cast, *names: str) -> Iterator[str]:
    for name in names:
        answer = cast.signed_in(name).get("/forecasts/base-rates")
        assert answer.status_code == 200
        yield answer.content.decode().partition('<header class="hello">')[2].partition("<footer")[0]


def test_everybody_reads_the_same_guests_as_well(cast: Cast, at: Hold) -> None:
    lives(at, cast)
    at("2026-04-02 09:00")
    ann, *others = pages(cast, "ann", "cy", "dana", "eve")
    assert others == [ann, ann, ann]
    assert "Counted from 6 promises that 3 people made here." in ann
    assert "Since Wednesday 1 April, at least until Friday 1 May" in ann


@pytest.mark.alike
def test_the_table_stands_where_forecasts_are_switched_off(cast: Cast) -> None:
    people.end_estimates(by=cast.dana)
    (found,) = pages(cast, "ann")
    assert "Forecasts are switched off here." in found
    assert "From 100 promises of 10 people on, this workplace has its own." in found


def test_months_follow_each_other_over_the_turn_of_the_year() -> None:
    assert base_rates.next_first(date(2026, 11, 1)) == date(2026, 12, 1)
    assert base_rates.next_first(date(2026, 12, 1)) == date(2027, 1, 1)
