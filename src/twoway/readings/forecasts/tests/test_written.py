"""What the record of two says in words: both ways, the same from either end, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests.cast import Cast, open_street
from twoway.nouns.promises import rules as promises
from twoway.people.streets import rules as streets
from twoway.readings.forecasts import written

Hold = Callable[[str | datetime], datetime]
BEGINS = date(2026, 3, 2)


def promised(hold: Hold, by: str, to: str, *, begins: int, planned: int, took: int | None) -> str:
    """A promise given so many days from the beginning, and confirmed on the day it was kept."""
    begun = BEGINS + timedelta(days=begins)
    hold(f"{begun} 09:00")
    made = promises.make(to, "The plan for line 3", begun + timedelta(days=planned - 1), by=by)
    if took is not None:
        hold(f"{begun + timedelta(days=took - 1)} 12:00")
        promises.confirm(made.thing, by=to, kept_on=begun + timedelta(days=took - 1))
    return made.thing


def sentence(cast: Cast) -> str:
    """What Ann reads about her own promises to Ben."""
    return written.sentences(cast.ann, cast.ben, seen_by=cast.ann)[0]


def test_a_lane_says_how_long_things_took_and_how_many_were_there_by_their_day(cast: Cast, at: Hold) -> None:
    open_street(cast.ann, cast.ben)
    for number, took in enumerate((7, 7, 5, 3, 5)):
        promised(at, cast.ann, cast.ben, begins=10 * number, planned=5, took=took)
    assert written.sentences(cast.ann, cast.ben, seen_by=cast.ann) == (
        "Things like this took you as long as planned; 3 of 5 were there by their day.",
        "Nothing Ben Okoro promised you by a day is over yet.",
    )
    promised(at, cast.ann, cast.ben, begins=60, planned=5, took=7)
    promised(at, cast.ann, cast.ben, begins=70, planned=5, took=7)
    assert sentence(cast) == (
        "Things like this took you 1.4 times as long as planned; 3 of 7 were there by their day."
    )


def test_its_twin_says_the_same_to_the_other(cast: Cast, at: Hold) -> None:
    open_street(cast.ann, cast.ben)
    for number in range(5):
        promised(at, cast.ann, cast.ben, begins=10 * number, planned=5, took=7)
    assert written.sentences(cast.ann, cast.ben, seen_by=cast.ben) == (
        "Nothing you promised Ann Lee by a day is over yet.",
        "What Ann Lee promised you took 1.4 times as long as planned; 0 of 5 were there by their day.",
    )


def test_of_a_few_it_is_said_how_many_and_no_more(cast: Cast, at: Hold) -> None:
    open_street(cast.ann, cast.ben)
    promised(at, cast.ann, cast.ben, begins=0, planned=5, took=4)
    assert sentence(cast) == "The one thing you promised Ben Okoro by a day was there by it."
    promised(at, cast.ann, cast.ben, begins=10, planned=5, took=9)
    assert sentence(cast) == "There by their day: one of two things you promised Ben Okoro."


def test_what_is_open_and_in_time_or_was_let_go_is_not_counted(cast: Cast, at: Hold) -> None:
    open_street(cast.ann, cast.ben)
    promised(at, cast.ann, cast.ben, begins=0, planned=5, took=None)
    let_go = promised(at, cast.ann, cast.ben, begins=0, planned=2, took=None)
    promises.release(let_go, by=cast.ben)
    assert written.said(written.of_pair(cast.ann, cast.ben)[0]) == written.Written()
    at("2026-03-07 09:00")
    assert written.said(written.of_pair(cast.ann, cast.ben)[0]) == written.Written(of=1)


def test_a_moved_day_counts_as_the_day_and_the_first_one_as_the_plan(cast: Cast, at: Hold) -> None:
    open_street(cast.ann, cast.ben)
    for number in range(5):
        begun = BEGINS + timedelta(days=20 * number)
        at(f"{begun} 09:00")
        made = promises.make(cast.ben, "The plan", begun + timedelta(days=4), by=cast.ann)
        promises.ask_move(made.thing, by=cast.ann, due_on=begun + timedelta(days=9), reason="The press.")
        promises.agree_move(made.thing, by=cast.ben)
        at(f"{begun + timedelta(days=9)} 09:00")
        promises.confirm(made.thing, by=cast.ben)
    assert written.said(written.of_pair(cast.ann, cast.ben)[0]) == written.Written(
        of=5, by_their_day=5, times_as_long=2.0
    )


def test_a_stopped_street_makes_nothing_late(cast: Cast, at: Hold) -> None:
    street = open_street(cast.ann, cast.ben)
    promised(at, cast.ann, cast.ben, begins=0, planned=3, took=None)
    streets.pause(street.id, by=cast.ben)
    at("2026-03-20 09:00")
    assert written.said(written.of_pair(cast.ann, cast.ben)[0]) == written.Written()


def test_a_claim_counts_once_it_can_no_longer_be_contested(cast: Cast, at: Hold) -> None:
    open_street(cast.ann, cast.ben)
    made = promises.make(cast.ben, "The plan", date(2026, 3, 6), by=cast.ann)
    promises.keep(made.thing, by=cast.ann)
    assert written.said(written.of_pair(cast.ann, cast.ben)[0]).of == 0
    at("2026-03-09 09:00")
    assert written.said(written.of_pair(cast.ann, cast.ben)[0]).by_their_day == 1


@pytest.mark.alike
def test_nobody_else_is_told(cast: Cast, at: Hold) -> None:
    open_street(cast.ann, cast.ben)
    promised(at, cast.ann, cast.ben, begins=0, planned=5, took=4)
    assert written.sentences(cast.ann, cast.ben, seen_by=cast.cy) == ()
    assert written.of_pair(cast.cy, cast.ben) == ((), ())
