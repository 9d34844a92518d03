"""`twoway forecast` on one's own record: one promise, and the back-test of a whole workplace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests.cast import Cast, open_street
from twoway.cli import demo
from twoway.cli.tests.conftest import Twoway
from twoway.nouns.promises import rules as promises
from twoway.people import tokens

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


def test_the_back_test_of_a_workplace_is_a_figure_of_a_group(twoway: Twoway) -> None:
    demo.fill()
    told = twoway("forecast", "--backtest", "--json").json
    assert told["promises"] >= 50
    assert told["until"] == "2026-02-28"
    assert {found["age"] for found in told["forecasts"]} == {0.0, 0.5}
    assert "always the base rate so far" in twoway("forecast", "--backtest").out


def test_fewer_than_five_people_are_no_group(
    twoway: Twoway, cast: Cast, at: Callable[[str | datetime], datetime]
) -> None:
    open_street(cast.ann, cast.ben)
    for one, other in ((cast.ann, cast.ben), (cast.ben, cast.ann)):
        promises.make(other, "The plan for line 3", FRIDAY, by=one)
    at(f"{FRIDAY + timedelta(days=40)} 09:00")
    outcome = twoway("forecast", "--backtest")
    assert outcome.code == 1
    assert "fewer than five people here had promised anything by a day" in outcome.said


@pytest.mark.alike
def test_without_a_promise_or_a_back_test_it_says_what_it_takes(twoway: Twoway) -> None:
    outcome = twoway("forecast")
    assert outcome.code == 1
    assert "Say which promise, by its id; or --backtest." in outcome.said
