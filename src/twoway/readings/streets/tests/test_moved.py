"""From a call one is led to what it moved: on one's own streets alone, and only where both want estimates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from tests.cast import Cast, open_street
from twoway.nouns.calls import rules as calls
from twoway.people import accounts
from twoway.people.streets import rules as streets

At = Callable[[str | datetime], datetime]


def page(person: str, call: str) -> str:
    account = accounts.of(person)
    assert account is not None
    client = Client()
    client.force_login(account, backend=accounts.BACKEND)
    return client.get(f"/calls/{call}").content.decode()


@pytest.fixture
def call(cast: Cast, at: At) -> str:
    """Ben's, for Ann and Dana; it did not work."""
    made = calls.make(
        "This way up",
        by=cast.ben,
        on_me=True,
        asks=[cast.ann],
        touches=[cast.dana],
        review_on=date(2026, 3, 6),
    )
    at("2026-03-06 10:00")
    calls.review(made.thing, by=cast.ben, outcome="failed", words="It was the other way")
    return made.thing


def test_each_is_led_to_their_own_street_where_both_have_turned_the_estimate_on(
    cast: Cast, call: str
) -> None:
    with_ann, with_dana = open_street(cast.ann, cast.ben), open_street(cast.dana, cast.ben)
    assert "What it moved" not in page(cast.ben, call)
    for person in (cast.ann, cast.ben):
        streets.wish_estimate(with_ann.id, by=person, wish=True)
    for person in (cast.ann, cast.ben):
        shown = page(person, call).partition("What it moved")[2]
        assert f"/streets/{with_ann.id}" in shown
        assert with_dana.id not in shown
    assert "What it moved" not in page(cast.dana, call)
