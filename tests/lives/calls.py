"""Calls with a declared owner, what came of them, and work that carries them further."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.living import PEOPLE, Life, Throw
from twoway.ledger.entries import Entry
from twoway.ledger.write import writing
from twoway.nouns.calls import VERBS as CALL_VERBS
from twoway.nouns.calls import notices, queries, rules

ACTS = ("call.",)
VERBS = tuple(CALL_VERBS)
# Who else there is, how long those who know have known, and what is said only on the page.
MAY_FAIL = {"not_yet", "knows_already", "nobody", "no_day", "empty", "oneself", "day_passed", "not_seen"}
OUTCOMES = ("worked", "partly", "failed", "too_early")


def begin(life: Life, thrown: Throw) -> None:
    me, other, also, day = thrown.by, thrown.to, thrown.also, thrown.day
    named: rules.Terms = {"asks": [other], "touches": [also] if day % 2 else []}
    named |= {"owners": [also] if day % 3 == 0 else [], "review_on": life.day(day)}
    made = partial(rules.make, "Cold", by=me, on_me=day % 5 > 0, sure_percent=60, **named)
    asked = partial(rules.ask_for, other, "Cold or warm?", by=me)
    noted = partial(rules.note, other, "Cold", by=me, on_me=day % 2 == 0)
    life.may_be_refused([made, asked, noted][thrown.pick % 3])


def go_on(life: Life, thrown: Throw) -> None:
    call = life.pick("calls", thrown)
    if call:
        life.goes_on("calls", call, thrown)


def offered(call: str, by: str) -> list[str]:
    return queries.open_verbs(queries.one(call, seen_by=by), by)


def do(life: Life, verb: str, call: str, thrown: Throw) -> Entry:
    other, day = thrown.to, thrown.day
    how: dict[str, Any] = {"note": thrown.note}
    if verb == "say_yes":
        touches = [other] if day % 2 else []
        how = {"choice": "Warm", "touches": touches, "on_me": [None, True, False][day % 3]}
    if verb == "review":
        how = {"outcome": OUTCOMES[day % 4], "next_on": life.day(day), "words": thrown.note}
    if verb == "say_cost":
        how = {"cost": 1 + abs(day) % 5, "words": thrown.note}
    if verb in {"open_wider", "supersede"}:
        how = {"to": [other]} if verb == "open_wider" else {"choice": "Hot", "asks": [other]}
    did: Entry = getattr(rules, verb)(call, by=thrown.by, **how)
    return did


def work_under_it_is_handed_on(life: Life, thrown: Throw) -> None:
    """As the floors above do it: it reaches somebody more, has a problem, or is owned."""
    call, me, cost = life.pick("calls", thrown), thrown.by, thrown.day % 6
    if not call or not life.knows(call, me) or not queries.one(call, seen_by=me).is_made:
        return
    role = queries.role_of(queries.one(call, seen_by=me), me)
    with writing(by=me) as book:
        rules.reach(call, person=thrown.to, by=me, book=book)
        if cost > 1 and role != "owner":  # what an owner finds under their own call has hands between
            rules.problem_came(call, problem=call, cost=cost, carriers=[], by=me, book=book)
        elif cost < 2 and role == "owner":
            rules.owned(call, by=me, ownup=call, book=book)


MOVES = (begin, begin, go_on, go_on, go_on, work_under_it_is_handed_on)


def known(me: str) -> dict[str, list[str]]:
    return {"call": [call.id for call in queries.all_of(me)]}


QUERIES = ("/api/v1/calls?show=touching_me", "/api/v1/calls?show=over", "/ownups/new?about={call}")


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """What one of those who know of a call says to its owner alone."""
    owner, another, _third = others
    call = rules.make("Cold", by=owner, asks=[another], touches=[me])
    yield
    rules.say_cost(call.thing, by=another, cost=4, words="A week")


def holds(life: Life) -> None:
    """Whoever sees a call made sees all its owners did, so its row, which they are shown, tells no more."""
    for thing in life.things["calls"]:
        for who in map(life.id, PEOPLE):
            if not life.knows(thing, who):
                continue
            call = queries.one(thing, seen_by=who)
            seen = {entry.id for entry in queries.history(call, seen_by=who)}
            assert {one.id for one in queries.entries_for_all(call, with_opening=False)} <= seen
            assert call.last_entry_id in seen
            assert {told.entry.id for told in notices.history(call, seen_by=who)} == seen
