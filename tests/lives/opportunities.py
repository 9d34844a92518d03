"""Chances to grow that people offer each other, taken or not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.living import Life, Throw
from twoway.ledger.entries import Entry
from twoway.nouns.growth import OPPORTUNITY_VERBS, queries, rules

ACTS = ("growth.opportunity_",)
VERBS = tuple(OPPORTUNITY_VERBS)
MAY_FAIL = {"no_goal"}


def offer(life: Life, thrown: Throw) -> None:
    life.may_be_refused(lambda: rules.offer(thrown.to, thrown.words, by=thrown.by))


def go_on(life: Life, thrown: Throw) -> None:
    thing = life.pick("opportunities", thrown)
    if thing:
        life.goes_on("opportunities", thing, thrown)


def offered(thing: str, by: str) -> list[str]:
    return queries.offer_verbs(queries.opportunity(thing, seen_by=by), by)


def do(life: Life, verb: str, thing: str, thrown: Throw) -> Entry:
    act = partial(getattr(rules, verb), thing, by=thrown.by, note=thrown.note)
    if verb == "take" and thrown.day % 2:
        return act(goal=life.pick("growth", thrown) or thing)
    return act()


MOVES = (offer, go_on, go_on)


def known(me: str) -> dict[str, list[str]]:
    return {"opportunity": [each.id for each in queries.opportunities(me)]}


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """One offers another something, towards a goal of which the viewer knows nothing."""
    first, second, _third = others
    yield
    chance = life.may_be_refused(partial(rules.offer, second, "The fair", by=first))
    if chance:
        life.may_be_refused(partial(rules.take, chance.thing, by=second))
