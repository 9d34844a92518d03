"""Where people want to go, whom they name, and what these do to help, each unseen by the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.living import PEOPLE, Life, Throw
from twoway.ledger.entries import Entry
from twoway.nouns.growth import VERBS as GROWTH_VERBS
from twoway.nouns.growth import queries, rules

ACTS = tuple(f"growth.{kind}" for kind in (*queries.FOR_ALL, "support_"))
VERBS = tuple(GROWTH_VERBS)
# Who sees it already or may not be named, what is missing, and all that a promise may be refused for.
MAY_FAIL = {"sees_already", "oneself", "not_seen", "street_not_open", "nobody", "asked_already", "empty"}
MAY_FAIL |= {"no_step", "reached_already", "too_long", "day_passed", "day_too_far", "no_day", "vague"}
MAY_FAIL |= {"paused", "closed", "waits", "asked_first", "has_left"}


def begin(life: Life, thrown: Throw) -> None:
    named = [thrown.to, thrown.also][: thrown.pick % 3]
    life.may_be_refused(lambda: rules.set_goal(thrown.words, by=thrown.by, with_=named))


def go_on(life: Life, thrown: Throw) -> None:
    thing = life.pick("growth", thrown)
    if thing:
        life.goes_on("growth", thing, thrown)


def offered(thing: str, by: str) -> list[str]:
    return queries.open_verbs(queries.one(thing, seen_by=by), by)


def do(life: Life, verb: str, thing: str, thrown: Throw) -> Entry:
    words, other, me = thrown.note, thrown.to, thrown.by
    steps = queries.steps(queries.one(thing, seen_by=me)) if life.knows(thing, me) else []
    blanks: dict[str, dict[str, Any]] = {
        "add_step": {"step": thrown.words},
        "reach_step": {"step": steps[thrown.pick % len(steps)].id if steps else thing, "words": words},
        "show": {"to": other},
        "ask_support": {"of": other, "what": words},
        "promise_support": {"what": thrown.words, "due_on": life.day(thrown.day)},
        "decline_support": {"note": words},
        "say_given": {"from_": other, "words": words},
    }
    did: Entry = getattr(rules, verb)(thing, by=me, **blanks.get(verb, {"words": words}))
    return did


MOVES = (begin, go_on, go_on, go_on)
QUERIES = ("/api/v1/growth?show=shown_to_me",)


def known(me: str) -> dict[str, list[str]]:
    return {"goal": [goal.id for goal in queries.all_of(me)]}


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """The viewer supports somebody, and so does another, of whose support they know nothing."""
    owner, another, _third = others
    goal = life.may_be_refused(partial(rules.set_goal, "To run line 3", by=owner, with_=[me, another]))
    support = partial(rules.promise_support, what="A week", due_on=life.day(9))
    if goal:
        life.may_be_refused(partial(support, goal.thing, by=me))
    yield
    life.may_be_refused(partial(rules.set_goal, "To leave", by=owner, with_=[another]))
    if goal:
        life.may_be_refused(partial(rules.ask_support, goal.thing, by=owner, of=another))
        life.may_be_refused(partial(support, goal.thing, by=another))
        life.may_be_refused(partial(rules.say_given, goal.thing, by=owner, from_=another, words="Much"))


def holds(life: Life) -> None:
    """Whoever sees a goal sees all its owner did for all, and of support what they take part in alone."""
    for thing in life.things["growth"]:
        for who in map(life.id, PEOPLE):
            if not life.knows(thing, who):
                continue
            goal = queries.one(thing, seen_by=who)
            seen = {entry.id: entry for entry in queries.history(thing, seen_by=who)}
            assert {one.id for one in queries.entries_for_all(goal)} <= seen.keys()
            assert goal.last_entry_id in seen
            assert who == goal.owner_id or who in goal.with_ids
            for support in queries.support_of(goal, seen_by=who):
                assert who in {goal.owner_id, support.supporter_id}
                assert support.last_entry_id in seen
