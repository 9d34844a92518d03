"""Trust given in advance: taken on or not, with more freedom and less, looked back on, given back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.living import PEOPLE, Life, Throw
from twoway.ledger.entries import Entry
from twoway.nouns.entrustments import VERBS as ENTRUSTMENT_VERBS
from twoway.nouns.entrustments import queries, rules

ACTS = ("entrustment.",)
VERBS = tuple(ENTRUSTMENT_VERBS)
# A reason that is missing, a step that is neither more nor less, a day that has passed.
MAY_FAIL = {"empty", "no_change", "no_step", "day_passed", "day_too_far"}
HOW = ("well", "partly", "badly")


def give(life: Life, thrown: Throw) -> None:
    step, day = thrown.pick % 9, life.day(thrown.day) if thrown.day % 2 else None
    life.may_be_refused(lambda: rules.give(thrown.to, thrown.words, step, day, by=thrown.by))


def go_on(life: Life, thrown: Throw) -> None:
    thing = life.pick("entrustments", thrown)
    if thing:
        life.goes_on("entrustments", thing, thrown)


def offered(thing: str, by: str) -> list[str]:
    return queries.open_verbs(queries.one(thing, seen_by=by), by)


def do(life: Life, verb: str, thing: str, thrown: Throw) -> Entry:
    how: dict[str, Any] = {"note": thrown.note}
    if verb in {"widen", "narrow"}:
        words = {"words": thrown.note} if verb == "widen" else {"reason": thrown.note}
        how = {"freedom": thrown.pick % 8, "look_back_on": life.day(thrown.day), **words}
    if verb in {"give_back", "end"}:
        how = {"reason": thrown.note}
    if verb == "look_back":
        how = {"how_it_went": HOW[thrown.day % 3], "words": thrown.note}
    did: Entry = getattr(rules, verb)(thing, by=thrown.by, **how)
    return did


MOVES = (give, go_on, go_on, go_on)
QUERIES = ("/api/v1/entrustments?show=given", "/api/v1/entrustments?show=over")


def known(me: str) -> dict[str, list[str]]:
    return {"entrustment": [each.id for each in queries.all_of(me)]}


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """They entrust each other, and the viewer has been entrusted by one of them before."""
    first, second, _third = others
    life.may_be_refused(lambda: rules.give(me, "The board", 3, by=first))
    yield
    life.may_be_refused(lambda: rules.give(second, "The rota", 5, by=first))


def holds(life: Life) -> None:
    """Both of the two read the same, whoever gave and whoever was given."""
    for thing in life.things["entrustments"]:
        [*those, _last] = [who for who in map(life.id, PEOPLE) if life.knows(thing, who)]
        found = queries.one(thing, seen_by=those[0])
        seen = [[one.id for one in queries.history(found, seen_by=person)] for person in found.parties]
        assert seen[0] == seen[1]
