"""Who may do what on somebody's way, and who sees of it what; what is refused leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken, TwowayError
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.ledger.write import writing
from twoway.nouns.growth import OPPORTUNITY_VERBS, VERBS, queries, rules
from twoway.nouns.promises import queries as promises
from twoway.people import rules as people
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
GOAL = "To run line 3 on my own by summer"


@pytest.fixture
def pair(cast: Cast) -> Cast:
    """Ann and Ben with their street open."""
    open_street(cast.ann, cast.ben)
    return cast


@pytest.fixture
def goal(pair: Cast) -> str:
    """Where Ann wants to go, and Ben sees it."""
    return rules.set_goal(GOAL, by=pair.ann, with_=[pair.ben]).thing


def refused(act: Callable[[], object], error: type[TwowayError] = RuleBroken) -> TwowayError:
    """The sentence with which an act is refused, after which the ledger is as it was."""
    size, root = ledger.size(), ledger.root()
    with pytest.raises(error) as caught:
        act()
    assert (ledger.size(), ledger.root()) == (size, root)
    return caught.value


def kinds(id: str, person: str) -> list[str]:
    """What the person sees of what was done."""
    return [entry.kind.removeprefix("growth.") for entry in queries.history(id, seen_by=person)]


# ---- whose it is -----------------------------------------------------------------------------------------


def test_a_goal_can_be_ones_own_alone(cast: Cast) -> None:
    id = rules.set_goal(GOAL, by=cast.ann).thing
    assert queries.one(id, seen_by=cast.ann).goal == GOAL
    for other in (cast.ben, cast.cy, cast.dana):
        refused(partial(queries.one, id, seen_by=other), NotSeen)


@pytest.mark.parametrize(("words", "code"), [("  ", "empty"), ("x" * 501, "too_long")])
def test_a_goal_is_said_in_words(cast: Cast, words: str, code: str) -> None:
    assert refused(lambda: rules.set_goal(words, by=cast.ann), BadShape).code == code


def test_a_manager_may_offer_and_never_set(pair: Cast) -> None:
    people.start_line(manager=pair.ben, report=pair.ann, by=pair.dana)
    id = rules.set_goal(GOAL, by=pair.ann, with_=[pair.ben]).thing
    blanks: dict[str, dict[str, Any]] = {
        "add_step": {"step": "A step"},
        "reach_step": {"step": id},
        "show": {"to": pair.cy},
        "ask_support": {"of": pair.cy},
        "say_given": {"from_": pair.cy, "words": "Much"},
        "reach": {},
        "let_go": {},
    }
    for verb, how in blanks.items():
        assert VERBS[verb].whose == "owner"
        assert refused(partial(getattr(rules, verb), id, by=pair.ben, **how)).code == f"cannot_{verb}"
    assert queries.open_verbs(queries.one(id, seen_by=pair.ben), pair.ben) == ["promise_support"]
    assert rules.offer(pair.ann, "The fair in May", by=pair.ben).kind == "growth.opportunity_offered"


def test_the_owner_does_not_support_themselves(pair: Cast, goal: str) -> None:
    act = partial(rules.promise_support, goal, by=pair.ann, what="Read it", due_on=FRIDAY)
    assert refused(act).code == "cannot_promise_support"


def test_steps_are_added_and_reached_once(pair: Cast, goal: str) -> None:
    assert refused(partial(rules.reach_step, goal, by=pair.ann, step=goal)).code == "cannot_reach_step"
    first = rules.add_step(goal, by=pair.ann, step="A week beside Ben").id
    rules.add_step(goal, by=pair.ann, step="A shift alone")
    assert refused(partial(rules.reach_step, goal, by=pair.ann, step=goal), BadShape).code == "no_step"
    rules.reach_step(goal, by=pair.ann, step=first, words="It was two weeks.")
    found = queries.one(goal, seen_by=pair.ben)
    steps = queries.steps(found)
    assert (found.state, [step.reached_at is not None for step in steps]) == ("moving", [True, False])
    assert steps[0].words == "It was two weeks."
    assert refused(partial(rules.reach_step, goal, by=pair.ann, step=first)).code == "reached_already"


@pytest.mark.parametrize(("verb", "state"), [("reach", "reached"), ("let_go", "let_go")])
def test_the_owner_ends_it_and_then_it_stays(pair: Cast, goal: str, verb: str, state: str) -> None:
    getattr(rules, verb)(goal, by=pair.ann, words="So it is.")
    found = queries.one(goal, seen_by=pair.ben)
    assert (found.state, found.ended_words) == (state, "So it is.")
    assert refused(partial(rules.add_step, goal, by=pair.ann, step="More")).code == "cannot_add_step"
    assert queries.open_verbs(found, pair.ben) == []
    assert queries.open_verbs(found, pair.ann) == ["show", "say_given"]


# ---- who sees what ---------------------------------------------------------------------------------------


def test_those_named_see_the_goal_and_who_else_is_named(pair: Cast) -> None:
    id = rules.set_goal(GOAL, by=pair.ann, with_=[pair.ben, pair.cy, pair.ben]).thing
    for person in (pair.ann, pair.ben, pair.cy):
        found = queries.one(id, seen_by=person)
        assert {one.id for one in queries.seen_by(found)} == {pair.ben, pair.cy}
    refused(partial(queries.one, id, seen_by=pair.dana), NotSeen)


def test_whoever_is_named_later_sees_it_from_then_on_with_its_steps(pair: Cast, goal: str) -> None:
    rules.add_step(goal, by=pair.ann, step="A week beside Ben")
    refused(partial(queries.one, goal, seen_by=pair.cy), NotSeen)
    rules.show(goal, by=pair.ann, to=pair.cy)
    assert queries.one(goal, seen_by=pair.cy).goal == GOAL
    assert kinds(goal, pair.cy) == kinds(goal, pair.ben) == ["set", "step_added", "shown"]
    assert refused(partial(rules.show, goal, by=pair.ann, to=pair.cy)).code == "sees_already"


def test_no_supporter_sees_what_another_was_asked_promises_or_gave(pair: Cast, goal: str) -> None:
    rules.show(goal, by=pair.ann, to=pair.cy)
    rules.ask_support(goal, by=pair.ann, of=pair.ben, what="A week beside you")
    before = (queries.one(goal, seen_by=pair.cy).last_entry_id, kinds(goal, pair.cy))
    rules.promise_support(goal, by=pair.ben, what="A week in May", due_on=FRIDAY)
    rules.say_given(goal, by=pair.ann, from_=pair.ben, words="Ben stayed late for me.")
    found = queries.one(goal, seen_by=pair.cy)
    assert (found.last_entry_id, kinds(goal, pair.cy)) == before
    assert queries.support_of(found, seen_by=pair.cy) == []
    assert [one.state for one in queries.support_of(found, seen_by=pair.ben)] == ["promised", "given"]
    assert len(queries.support_of(found, seen_by=pair.ann)) == 2
    assert street_queries.between(pair.ben, pair.cy) is None


def test_whoever_is_asked_for_support_is_shown_the_goal(pair: Cast, goal: str) -> None:
    rules.ask_support(goal, by=pair.ann, of=pair.cy)
    assert queries.one(goal, seen_by=pair.cy).goal == GOAL
    assert kinds(goal, pair.ben) == ["set", "shown"]
    rules.say_given(goal, by=pair.ann, from_=pair.dana, words="Dana lent me her notes.")
    assert kinds(goal, pair.dana) == ["set", "shown", "shown", "support_given"]


@pytest.mark.parametrize("who", ["ann", "eve"])
def test_one_names_others_whom_one_may_see(pair: Cast, who: str) -> None:
    person = getattr(pair, who)
    error = RuleBroken if who == "ann" else TwowayError
    by = pair.ann if who == "ann" else come_in_as_guest(pair)
    refused(lambda: rules.set_goal(GOAL, by=by, with_=[person if who == "ann" else pair.ben]), error)


def come_in_as_guest(cast: Cast) -> str:
    """Eve, a guest, sees nobody she shares no street with."""
    assert not sight.may_see_person(cast.ben, seen_by=cast.eve)
    return cast.eve


def test_nothing_is_shown_along_a_street_that_is_paused(pair: Cast, goal: str) -> None:
    street = street_queries.between(pair.ann, pair.ben)
    assert street is not None
    streets.pause(street.id, by=pair.ben)
    error = refused(partial(rules.ask_support, goal, by=pair.ann, of=pair.ben))
    assert error.code == "street_not_open"
    assert refused(lambda: rules.set_goal("Another", by=pair.ann, with_=[pair.ben])).field == "with_"


# ---- support ---------------------------------------------------------------------------------------------


def test_support_is_a_promise_made_in_the_same_moment(pair: Cast, goal: str) -> None:
    rules.ask_support(goal, by=pair.ann, of=pair.ben, what="A week beside you")
    [asked] = queries.asked_of(pair.ben)
    rules.promise_support(goal, by=pair.ben, what="A week in May", due_on=FRIDAY)
    [support] = queries.support_of(queries.one(goal, seen_by=pair.ben), seen_by=pair.ben)
    promise = promises.one(support.promise, seen_by=pair.ann)
    assert (support.id, support.state, promise.what) == (asked.id, "promised", "A week in May")
    assert (promise.promiser_id, promise.promisee_id) == (pair.ben, pair.ann)
    assert list(queries.asked_of(pair.ben)) == []


def test_a_promise_that_is_refused_leaves_no_support(pair: Cast, goal: str) -> None:
    act = partial(rules.promise_support, goal, by=pair.ben, what=" ", due_on=FRIDAY)
    assert refused(act, BadShape).field == "what"


def test_support_may_be_promised_unasked_and_asked_for_once_at_a_time(pair: Cast, goal: str) -> None:
    rules.promise_support(goal, by=pair.ben, what="A week in May", due_on=FRIDAY)
    rules.ask_support(goal, by=pair.ann, of=pair.ben)
    assert refused(partial(rules.ask_support, goal, by=pair.ann, of=pair.ben)).code == "asked_already"
    rules.decline_support(goal, by=pair.ben, note="I am away in June.")
    assert refused(partial(rules.decline_support, goal, by=pair.ben)).code == "cannot_decline_support"
    states = [one.state for one in queries.support_of(queries.one(goal, seen_by=pair.ann), seen_by=pair.ann)]
    assert states == ["promised", "declined"]


def test_to_promise_support_lays_a_street_like_any_promise(pair: Cast, goal: str) -> None:
    rules.ask_support(goal, by=pair.ann, of=pair.cy)
    assert street_queries.between(pair.ann, pair.cy) is None
    rules.promise_support(goal, by=pair.cy, what="Three quotes", due_on=FRIDAY)
    street = street_queries.between(pair.ann, pair.cy)
    assert street is not None
    assert street.state == "waiting"


# ---- opportunities ---------------------------------------------------------------------------------------


def test_an_opportunity_is_taken_towards_a_goal_its_giver_sees(pair: Cast, goal: str) -> None:
    hidden = rules.set_goal("Something else", by=pair.ann).thing
    chance = rules.offer(pair.ann, "The fair in May", by=pair.ben).thing
    assert refused(partial(rules.take, chance, by=pair.ann, goal=hidden), BadShape).field == "goal"
    rules.take(chance, by=pair.ann, goal=goal)
    found = queries.opportunity(chance, seen_by=pair.ben)
    assert (found.state, found.goal) == ("taken", goal)
    refused(partial(queries.opportunity, chance, seen_by=pair.cy), NotSeen)


@pytest.mark.parametrize(("verb", "who"), [("decline", "ann"), ("withdraw", "ben"), ("take", "ann")])
def test_an_opportunity_has_one_answer_and_it_is_one_sides(pair: Cast, verb: str, who: str) -> None:
    chance = rules.offer(pair.ann, "The fair in May", by=pair.ben).thing
    other = pair.ben if who == "ann" else pair.ann
    assert refused(partial(getattr(rules, verb), chance, by=other)).code == f"cannot_{verb}"
    getattr(rules, verb)(chance, by=getattr(pair, who))
    found = queries.opportunity(chance, seen_by=pair.ann)
    assert [queries.offer_verbs(found, person) for person in found.parties] == [[], []]
    assert set(OPPORTUNITY_VERBS) == {"take", "decline", "withdraw"}


def test_an_offer_can_be_a_first_act(cast: Cast) -> None:
    chance = rules.offer(cast.cy, "The fair in May", by=cast.ann).thing
    rules.decline(chance, by=cast.cy)
    chance = rules.offer(cast.cy, "The fair in June", by=cast.ann).thing
    rules.take(chance, by=cast.cy)
    street = street_queries.between(cast.ann, cast.cy)
    assert street is not None
    assert street.state == "open"


# ---- for the floors above --------------------------------------------------------------------------------


def test_it_takes_an_open_book_and_stands_or_falls_with_it(pair: Cast) -> None:
    def both() -> None:
        with writing(by=pair.ann) as book:
            rules.set_goal(GOAL, by=pair.ann, with_=[pair.ben], book=book)
            raise RuleBroken("Something else went wrong.")

    refused(both)


def test_a_whole_way_is_repainted_the_same(pair: Cast, goal: str) -> None:
    step = rules.add_step(goal, by=pair.ann, step="A week beside Ben").id
    rules.ask_support(goal, by=pair.ann, of=pair.cy, what="Quotes")
    rules.promise_support(goal, by=pair.ben, what="A week in May", due_on=FRIDAY)
    rules.decline_support(goal, by=pair.cy)
    rules.reach_step(goal, by=pair.ann, step=step)
    rules.say_given(goal, by=pair.ann, from_=pair.ben, words="Ben stayed late.")
    rules.take(rules.offer(pair.ann, "The fair", by=pair.ben).thing, by=pair.ann, goal=goal)
    rules.reach(goal, by=pair.ann)
    assert replay.check().differences == ()
