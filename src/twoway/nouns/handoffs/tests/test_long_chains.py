"""A chain may be as long as it likes: its pages and its rules ask as often at twenty hands as at ten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from twoway import clock
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import rules

pytestmark = pytest.mark.alike


class Long:
    """Work under Ben's call goes round between Ann, Cy and Dana; every second time there is a problem."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        touched = [cast.cy, cast.dana]
        self.call = calls.make("Weld first, paint later", by=cast.ben, asks=[cast.ann], touches=touched).thing
        self.handoffs: list[str] = []
        self.problems: list[tuple[str, str]] = []

    def receiver(self, turn: int) -> str:
        """Who has it after so many hands."""
        return (self.cast.ann, self.cast.cy, self.cast.dana)[turn % 3]

    def go_on(self, until: int) -> None:
        """Hand it on until it went through so many hands."""
        for turn in range(len(self.handoffs), until):
            with clock.held_at(clock.now() + timedelta(minutes=turn)):
                self.hand_on()
                if turn % 2:
                    self.raise_problem()

    def hand_on(self) -> None:
        """From whoever has it to the next."""
        turn, after = len(self.handoffs), self.handoffs[-1:]
        call = None if after else self.call
        by, to = self.receiver(turn), self.receiver(turn + 1)
        self.handoffs.append(rules.hand("The racks", by=by, to=to, after=after, call=call).thing)

    def raise_problem(self) -> None:
        """Whoever has it finds something; only the last two problems stay open."""
        by = self.receiver(len(self.handoffs))
        raised = rules.raise_problem(self.handoffs[-1], by=by, what="Too wide", costs="A day", cost=2)
        self.problems.append((raised.thing, by))
        if len(self.problems) > 2:
            over, raiser = self.problems[-3]
            rules.resolve(over, by=raiser)


@pytest.fixture
def long(cast: Cast) -> Long:
    """The chain, not begun yet."""
    return Long(cast)


def asked(run: Callable[[], object]) -> int:
    """How many questions that puts to the database."""
    with CaptureQueriesContext(connection) as found:
        run()
    return len(found)


def pages(long: Long, who: dict[str, Client]) -> dict[str, int]:
    """What each page asks, by what it shows."""
    middle, last = len(long.handoffs) // 2, len(long.handoffs) - 1
    shown = {
        "first": (long.receiver(1), f"/handoffs/{long.handoffs[0]}"),
        "middle": (long.receiver(middle + 1), f"/handoffs/{long.handoffs[middle]}"),
        "last": (long.receiver(last + 1), f"/handoffs/{long.handoffs[last]}"),
        "problem": (long.cast.ben, f"/problems/{long.problems[-1][0]}"),
        "call": (long.cast.ben, f"/calls/{long.call}"),
    }
    return {name: asked(partial(who[see[0]].get, see[1])) for name, see in shown.items()}


def test_no_page_of_a_chain_asks_more_as_it_grows(cast: Cast, long: Long) -> None:
    who = {cast.person(name).id: cast.signed_in(name) for name in ("ann", "ben", "cy", "dana")}
    found = []
    for hands in (10, 10, 22, 34):  # what is put together once in a process is asked for the first time
        long.go_on(hands)
        found.append(pages(long, who))
    for before, after in pairwise(found[1:]):
        for page, questions in after.items():
            assert questions <= before[page], page


def test_no_rule_at_the_end_of_a_chain_asks_more_as_it_grows(long: Long) -> None:
    found = []
    for hands in (10, 22, 34):
        long.go_on(hands)
        found.append((asked(long.hand_on), asked(long.raise_problem)))
    assert found[0] == found[1] == found[2]
