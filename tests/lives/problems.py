"""What the receiver of work cannot work with: raised, answered, taken on, shown, over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.living import PEOPLE, Life, Throw
from twoway.ledger.entries import Entry
from twoway.nouns.handoffs import ANSWERS, PROBLEM_VERBS, queries, rules

ACTS = ("problem.",)
VERBS = tuple(PROBLEM_VERBS)
# Whom it is shown to, or who is said to be at fault.
MAY_FAIL = {"not_seen", "knows_or_left", "nobody", "no_carrier", "not_yours"}
KINDS_OF_ANSWERS = tuple(ANSWERS)


def raise_one(life: Life, thrown: Throw) -> None:
    """With work that was handed on to whoever says so; where there is none, some is."""
    handed = [one.id for one in queries.held_by(thrown.by)]
    if not handed:
        work = partial(rules.hand, "The racks", by=thrown.to, to=thrown.by, call="")
        entry = life.may_be_refused(work)
        handed = [entry.thing] if entry else []
    said: dict[str, Any] = {"what": thrown.words, "costs": "A day", "cost": 2}
    for handoff in handed[-1:]:
        shown = thrown.day % 2 > 0
        life.may_be_refused(partial(rules.raise_problem, handoff, by=thrown.by, may_be_shown=shown, **said))


def go_on(life: Life, thrown: Throw) -> None:
    problem = life.pick("problems", thrown)
    if problem:
        life.goes_on("problems", problem, thrown)


def offered(problem: str, by: str) -> list[str]:
    return queries.open_problem_verbs(queries.problem(problem, seen_by=by), by)


def do(life: Life, verb: str, problem: str, thrown: Throw) -> Entry:
    blanks: dict[str, Any] = {"words": thrown.note or "As I see it"}
    if verb == "fault":
        blanks = {"carrier": thrown.to, "why": "Read it wrong"}
    blanks |= {"to": thrown.to} if verb == "show" else {}
    blanks |= {"answer": KINDS_OF_ANSWERS[thrown.day % len(ANSWERS)]} if verb == "answer" else {}
    did: Entry = getattr(rules, verb)(problem, by=thrown.by, **blanks)
    return did


MOVES = (raise_one, go_on, go_on)


def known(me: str) -> dict[str, list[str]]:
    return {"problem": [one.id for one in queries.problems(me)]}


QUERIES = ("/api/v1/problems?show=known",)


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """Work of the viewer's went on twice; what does not work with it further on is not theirs to know."""
    _owner, another, third = others
    for by, to in ((me, another), (another, third)):
        life.may_be_refused(partial(rules.hand, "Welded", by=by, to=to, call=""))
        for one in queries.waiting_for(to):
            life.may_be_refused(partial(rules.accept, one.id, by=to))
    yield
    for one in [one for one in queries.held_by(third) if one.giver_id == another]:
        said: dict[str, Any] = {"what": "Too wide", "costs": "A day", "cost": 2}
        problem = life.may_be_refused(partial(rules.raise_problem, one.id, by=third, **said))
        if problem and me not in problem.seen_by():
            words = {"answer": "need_more", "words": "How wide is it?"}
            life.may_be_refused(partial(rules.answer, problem.thing, by=another, **words))


def holds(life: Life) -> None:
    """Everybody who knows of a problem sees all that happens with it since."""
    for thing in life.things["problems"]:
        for who in map(life.id, PEOPLE):
            if life.knows(thing, who):
                row = queries.problem(thing, seen_by=who)
                assert set(row.stands_with)
                assert row.last_entry_id if hasattr(row, "last_entry_id") else True
