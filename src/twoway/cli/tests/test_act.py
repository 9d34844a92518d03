"""`twoway act`: whatever the API does, with the same rules, refusals and sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import Cast
from twoway.cli.tests.conftest import Twoway
from twoway.nouns.promises import queries as promises
from twoway.people import tokens

MAKE = ("act", "promise_make", "to=@ben", "what=Send the plan", "due_on=2026-03-06")


@pytest.fixture
def as_(cast: Cast) -> Callable[[str], tuple[str, ...]]:
    return lambda name: ("--token", tokens.make(getattr(cast, name), name="terminal")[1])


def test_a_promise_is_made_and_kept_from_the_terminal(
    twoway: Twoway, cast: Cast, as_: Callable[[str], tuple[str, ...]]
) -> None:
    made = twoway(*MAKE, "--json", *as_("ann"))
    assert made.code == 0, made.said
    promise = made.json["thing"]
    assert twoway("act", "promise_say_yes", f"id={promise}", *as_("ben")).code == 0
    assert twoway("act", "promise_keep", f"id={promise}", "note=Sent", *as_("ann")).code == 0
    shown = twoway("act", "promise", f"id={promise}", *as_("ben"))
    assert "what: Send the plan" in shown.out
    assert "state: claimed" in shown.out
    assert promises.one(promise, seen_by=cast.ben).state == "claimed"


def test_the_same_key_twice_is_one_act(
    twoway: Twoway, cast: Cast, as_: Callable[[str], tuple[str, ...]]
) -> None:
    ann = as_("ann")
    first, second = (twoway(*MAKE, "--json", "--once", "a-key", *ann) for _ in range(2))
    assert first.json == second.json


def test_an_outsider_sees_nothing_and_an_error_is_a_sentence(
    twoway: Twoway, cast: Cast, as_: Callable[[str], tuple[str, ...]]
) -> None:
    promise = twoway(*MAKE, "--json", *as_("ann")).json["thing"]
    there = twoway("act", "promise", f"id={promise}", *as_("cy"))
    nowhere = twoway("act", "promise", "id=000000000000", *as_("cy"))
    assert (there.code, there.said) == (nowhere.code, nowhere.said) == (4, "Nothing here you can open.")
    oneself = twoway("act", "promise_make", "to=@ann", "what=Rest", "due_on=2026-03-06", *as_("ann"))
    assert (oneself.code, oneself.out) == (1, "")
    assert oneself.said.endswith(".")


def test_without_a_token_nothing_is_done(twoway: Twoway, cast: Cast) -> None:
    assert "needs the token" in twoway(*MAKE, "--as", "Ann Lee").said


@pytest.mark.parametrize(
    "wrong",
    [("act", "promise_mend"), ("act", "promise", "ident=7"), ("act", "promise"), ("act", "promises", "x")],
)
def test_a_slip_is_told_in_words(
    wrong: tuple[str, ...], twoway: Twoway, as_: Callable[[str], tuple[str, ...]]
) -> None:
    refused = twoway(*wrong, *as_("ann"))
    assert (refused.code, refused.out) == (1, "")
    assert refused.said


def test_alone_it_lists_everything_the_api_can_do(twoway: Twoway) -> None:
    from twoway.api import api

    listed = twoway("act").out
    paths = api.get_openapi_schema()["paths"].values()
    named = [operation["operationId"] for methods in paths for operation in methods.values()]
    assert len(named) > 70
    assert all(name in listed for name in named)
