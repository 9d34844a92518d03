"""`twoway forecast` on one's own record: one promise, and the back-test of a whole workplace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.cast import Cast, come_in, open_street
from twoway.cli.tests.conftest import Twoway
from twoway.nouns.promises import rules as promises
from twoway.people import tokens

Hold = Callable[[str | datetime], datetime]
FRIDAY = date(2026, 3, 6)


def token_of(person: str) -> str:
    """A token that this person made for themselves."""
    _token, text = tokens.make(person, name="A terminal")
    return text


def test_one_promise_is_told_to_whoever_sees_it_and_to_nobody_else(twoway: Twoway, cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    made = promises.make(cast.ben, "The rota for April", FRIDAY, by=cast.ann).thing
    told = twoway("forecast", made, "--token", token_of(cast.ann))
    assert "likely by Friday 6 March" in told.out
    assert "It may also hang on something outside your view." in told.out
    as_json = twoway("forecast", made, "--token", token_of(cast.ben), "--json").json
    assert 0 < as_json["now"]["chance"] < 1
    assert twoway("forecast", made, "--token", token_of(cast.cy)).code == 4


def promised_around(hold: Hold, people: list[str]) -> None:
    """Everybody promises the next one something, and keeps it."""
    hold("2026-03-02 09:00")
    for one, other in zip(people, [*people[1:], people[0]], strict=True):
        open_street(one, other)
        made = promises.make(other, "The plan for line 3", FRIDAY, by=one)
        promises.confirm(made.thing, by=other)
    hold("2026-04-15 09:00")


def test_the_back_test_of_a_workplace_is_a_figure_of_a_group(twoway: Twoway, cast: Cast, at: Hold) -> None:
    ed = come_in(cast.dana, name="Ed Fox", email="ed@fir.example")
    promised_around(at, [cast.ann, cast.ben, cast.cy, cast.dana, ed])
    told = twoway("forecast", "--backtest", "--json").json
    assert (told["promises"], told["until"]) == (5, "2026-03-31")
    assert [(found["age"], found["model"]["n"]) for found in told["forecasts"]] == [(0.0, 5)]
    lines = twoway("forecast", "--backtest").out
    assert "5 promises with a day, as far as they were known on 2026-03-31." in lines
    assert "always the base rate so far" in lines


def test_fewer_than_five_people_are_no_group(twoway: Twoway, cast: Cast, at: Hold) -> None:
    promised_around(at, [cast.ann, cast.ben, cast.cy, cast.dana])
    outcome = twoway("forecast", "--backtest")
    assert outcome.code == 1
    assert "fewer than five people here had promised anything by a day" in outcome.said


@pytest.mark.alike
def test_without_a_promise_or_a_back_test_it_says_what_it_takes(twoway: Twoway) -> None:
    outcome = twoway("forecast")
    assert outcome.code == 1
    assert "Say which promise, by its id; or --backtest." in outcome.said
