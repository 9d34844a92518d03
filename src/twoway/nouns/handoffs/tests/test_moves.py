"""What goes along when a problem or a street moves on, and what stays with whoever said it."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from twoway.ledger.write import writing
from twoway.nouns.handoffs import queries, rules
from twoway.nouns.handoffs.tests.chains import WORK, Chain, chain, raised
from twoway.people.streets import queries as street_queries


@pytest.fixture
def made(cast: Cast) -> Chain:
    return chain(cast)


def test_what_an_owner_said_of_it_is_no_word_of_the_carrier_it_moves_to(made: Chain) -> None:
    """Nobody owns for somebody else: neither "this one is mine" nor an own-up goes along."""
    problem, cast = raised(made), made.cast
    rules.answer(problem, by=cast.ben, answer="mine")
    with writing(by=cast.ben) as book:
        rules.owned(problem, by=cast.ben, ownup="0" * 12, book=book)
    rules.fault(problem, by=cast.eve, carrier=cast.ann, why="The weld is short")
    found = queries.problem(problem, seen_by=cast.ann)
    assert (found.stands_with, found.state, found.answer, found.turn) == ([cast.ann], "raised", "", "stands")
    rules.take_on(problem, by=cast.ben)
    with writing(by=cast.ben) as book:
        rules.owned(problem, by=cast.ben, ownup="1" * 12, book=book)
    rules.take_on(problem, by=cast.cy)
    found = queries.problem(problem, seen_by=cast.ann)
    assert (found.stands_with, found.state, found.answer) == ([cast.cy], "answered", "mine")


def test_whoever_finds_what_does_not_work_with_it_has_said_yes_to_the_street(cast: Cast) -> None:
    handoff = rules.hand(WORK, by=cast.ann, to=cast.cy).thing
    rules.raise_problem(handoff, by=cast.cy, what="Too wide", costs="A day", cost=2)
    street = street_queries.between(cast.ann, cast.cy)
    assert street is not None
    assert street.state == "open"
