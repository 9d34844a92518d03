"""Owning a problem and the call it came home to: the two are one story, and become the owner's together."""

from __future__ import annotations

import pytest

from tests.cast import Cast, open_street
from twoway.ledger import replay
from twoway.nouns.calls import queries as call_queries
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import queries as handoff_queries
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.ownups import queries, rules

WHAT, COST = "I said it would hold", "Cy, it cost you a morning"


@pytest.fixture
def story(cast: Cast) -> dict[str, str]:
    """Ann made a call; Ben did as it said and handed the work to Cy, who found that it does not hold."""
    open_street(cast.ann, cast.ben)
    open_street(cast.ben, cast.cy)
    call = calls.make("Glue it cold", by=cast.ann, asks=[cast.ben], on_me=True).thing
    handed = handoffs.hand("The trial top", by=cast.ben, to=cast.cy, call=call).thing
    handoffs.accept(handed, by=cast.cy)
    problem = handoffs.raise_problem(handed, by=cast.cy, what="It opens", costs="A morning", cost=2).thing
    return {"call": call, "handed": handed, "problem": problem}


@pytest.mark.parametrize("about", ["call", "problem"])
def test_the_call_and_the_problem_become_the_owners_together(
    cast: Cast, story: dict[str, str], about: str
) -> None:
    said = rules.say(WHAT, COST, by=cast.ann, touched=[cast.cy], about=story[about])
    assert call_queries.one(story["call"], seen_by=cast.ann).state == "owned"
    assert handoff_queries.problem(story["problem"], seen_by=cast.cy).state == "owned"
    assert queries.one(said.thing, seen_by=cast.cy).of == about
    assert replay.check().differences == ()


def test_owning_again_takes_nothing_on_twice(cast: Cast, story: dict[str, str]) -> None:
    for _time in range(2):
        rules.say(WHAT, COST, by=cast.ann, touched=[cast.cy], about=story["call"])
    assert handoff_queries.problem(story["problem"], seen_by=cast.cy).stands_with == [cast.ann]


def test_a_carriers_own_part_leaves_the_call_with_its_owner(cast: Cast, story: dict[str, str]) -> None:
    rules.say("I did not look", COST, by=cast.ben, touched=[cast.cy], about=story["call"])
    assert call_queries.one(story["call"], seen_by=cast.ann).state == "made"
    assert handoff_queries.problem(story["problem"], seen_by=cast.ann).stands_with == [cast.ann]


def test_about_a_hand_off_a_letter_says_all_there_is_to_say(cast: Cast, story: dict[str, str]) -> None:
    before = handoff_queries.one(story["handed"], seen_by=cast.cy).last_entry_id
    said = rules.say("I packed it badly", COST, by=cast.ben, touched=[cast.cy], about=story["handed"])
    assert queries.one(said.thing, seen_by=cast.cy).of == "handoff"
    assert handoff_queries.one(story["handed"], seen_by=cast.cy).last_entry_id == before


def test_without_a_call_owning_a_problem_shields_whoever_handed_the_work_over(cast: Cast) -> None:
    open_street(cast.ben, cast.cy)
    handed = handoffs.hand("The trial top", by=cast.ben, to=cast.cy).thing
    problem = handoffs.raise_problem(handed, by=cast.cy, what="It opens", costs="A morning", cost=2).thing
    handoffs.show(problem, by=cast.ben, to=cast.ann, words="You said: cold")
    rules.say(WHAT, COST, by=cast.ann, touched=[cast.cy, cast.ben], about=problem)
    found = handoff_queries.problem(problem, seen_by=cast.cy)
    assert (found.stands_with, found.shielded) == ([cast.ann], [cast.ben])


@pytest.mark.parametrize("path", ["/calls/{call}", "/problems/{problem}"])
def test_the_letter_stands_with_both(cast: Cast, story: dict[str, str], path: str) -> None:
    said = rules.say(WHAT, COST, by=cast.ann, touched=[cast.cy], about=story["problem"])
    rules.answer(said.thing, "I had wondered.", by=cast.cy)
    page = cast.signed_in("ann").get(path.format(**story)).content.decode()
    assert WHAT in page
    assert "I had wondered." in page


@pytest.mark.parametrize("path", ["/handoffs/{handed}", "/problems/{problem}"])
def test_from_either_page_it_is_one_tap(cast: Cast, story: dict[str, str], path: str) -> None:
    id = story["handed" if "handed" in path else "problem"]
    for name in ("ben", "cy"):
        page = cast.signed_in(name).get(path.format(**story)).content.decode()
        assert f'href="/ownups/new?about={id}"' in page, name
