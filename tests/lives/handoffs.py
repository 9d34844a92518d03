"""Work goes from hand to hand, under calls and none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.living import Life, Throw
from twoway.ledger.entries import Entry
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import VERBS as HANDOFF_VERBS
from twoway.nouns.handoffs import queries, rules

ACTS = ("handoff.",)
VERBS = tuple(verb for verb in HANDOFF_VERBS if verb != "raise_problem")
MAY_FAIL = {"empty"}


def hand_on(life: Life, thrown: Throw) -> None:
    """From all that the giver has of it, or something new."""
    have = [one.id for one in queries.held_by(thrown.by) if not one.call] if thrown.pick % 2 else []
    hand = partial(rules.hand, thrown.words, by=thrown.by, to=thrown.to, after=have[:2])
    life.may_be_refused(hand)


def under_a_call(life: Life, thrown: Throw) -> None:
    call = life.pick("calls", thrown)
    if call:
        life.may_be_refused(partial(rules.hand, "Under it", by=thrown.by, to=thrown.to, call=call))


def go_on(life: Life, thrown: Throw) -> None:
    handoff = life.pick("handoffs", thrown)
    if handoff:
        life.goes_on("handoffs", handoff, thrown)


def offered(handoff: str, by: str) -> list[str]:
    return [verb for verb in queries.open_verbs(queries.one(handoff, seen_by=by), by) if verb in VERBS]


def do(life: Life, verb: str, handoff: str, thrown: Throw) -> Entry:
    words = {"reason": "Not so"} if verb == "send_back" else {"note": thrown.note}
    did: Entry = getattr(rules, verb)(handoff, by=thrown.by, **words)
    return did


MOVES = (hand_on, hand_on, under_a_call, go_on, go_on)


def known(me: str) -> dict[str, list[str]]:
    return {"handoff": [one.id for one in queries.all_of(me)]}


QUERIES = ("/api/v1/handoffs?show=with_me", "/api/v1/handoffs?show=handed_on")


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """Work came to the viewer and went on, and goes on under a call: what its next hands do is theirs."""
    owner, another, third = others
    call = calls.make("This way", by=owner, asks=[another], touches=[me])
    for by, to in ((owner, me), (me, another)):
        life.may_be_refused(partial(rules.hand, "The racks, welded", by=by, to=to, call=""))
        for one in queries.waiting_for(to):
            life.may_be_refused(partial(rules.accept, one.id, by=to))
    yield
    life.may_be_refused(partial(rules.hand, "The rest", by=another, to=third, call=call.thing))
    for one in [held for held in queries.held_by(another) if not held.call]:
        life.may_be_refused(partial(rules.hand, "The racks", by=another, to=third, after=[one.id]))
