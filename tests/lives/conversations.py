"""Talks that are planned, moved, held and spoken of, and what both say of them under seal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from tests.living import Life, Throw
from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.conversations import ABOUT, queries, rules
from twoway.nouns.conversations import VERBS as ALL_VERBS

ACTS = ("conversation.",)
# What is said under seal is no act: it has a move of its own.
VERBS = tuple(verb for verb in ALL_VERBS if verb not in {"say", "take_back"})
MAY_FAIL = {"time_passed", "so_already", "empty", "vague", "day_passed", "paused", "waits", "asked_first"}


def plan(life: Life, thrown: Throw) -> None:
    about, at = list(ABOUT)[thrown.pick % len(ABOUT)], clock.now() + timedelta(days=thrown.day, hours=1)
    how = {"by": thrown.by, "minutes": 30, "where": thrown.note[:50], "every_weeks": thrown.pick % 3}
    life.may_be_refused(partial(rules.plan, thrown.to, about, at, **how))


def go_on(life: Life, thrown: Throw) -> None:
    talk = life.pick("conversations", thrown)
    if talk:
        life.goes_on("conversations", talk, thrown)


def say(life: Life, thrown: Throw) -> None:
    """Until both have, nothing is entered; then one act of nobody's, whoever came second."""
    talk = life.pick("conversations", thrown)
    if talk is None:
        return
    size, number = ledger.size(), thrown.pick % 7 + 1
    try:
        if thrown.pick % 5 == 0:
            rules.take_back(talk, by=thrown.by)
            return
        opened = rules.say(talk, by=thrown.by, fair=number, heard=number, clear=number, takes=thrown.note)
    except (RuleBroken, BadShape, NotSeen):
        assert ledger.size() == size
        return
    assert ledger.size() in {size, size + opened}
    if ledger.size() > size:
        [entry] = ledger.entries_between(size, size + 1)
        assert (entry.kind, entry.by, entry.entered_by) == ("conversation.opened", "", "")
        life.remember(entry)


def offered(talk: str, by: str) -> list[str]:
    return [verb for verb in queries.open_verbs(queries.one(talk, seen_by=by), by) if verb in VERBS]


def do(life: Life, verb: str, talk: str, thrown: Throw) -> Entry:
    if verb == "move":
        at = clock.now() + timedelta(days=thrown.day, hours=2)
        return rules.move(talk, at, by=thrown.by, note=thrown.note)
    if verb == "agree":
        day = clock.today() + timedelta(days=max(thrown.day, 0) + 1)
        return rules.promise(talk, "The plan for line 3", day, by=thrown.by)
    if verb in {"add_to_agenda", "note"}:
        return (rules.note if verb == "note" else rules.add_to_agenda)(talk, thrown.words[:400], by=thrown.by)
    did: Entry = getattr(rules, verb)(talk, by=thrown.by)
    return did


MOVES = (plan, plan, go_on, go_on, go_on, say, say)


def known(me: str) -> dict[str, list[str]]:
    return {"conversation": [talk.id for talk in queries.all_of(me)]}


QUERIES = ("/api/v1/conversations?show=to_say", "/api/v1/conversations?show=over")


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """The viewer and another have talked: what that one says of it under seal is not the viewer's to know."""
    [other, *_rest] = others
    planned = life.may_be_refused(partial(rules.plan, other, "pay", clock.now(), by=me))
    talk = planned.thing if planned else ""
    for rule in (rules.accept, rules.hold):
        life.may_be_refused(partial(rule, talk, by=other))
    yield
    for number in (2, 6):
        try:
            rules.say(talk, by=other, fair=number, heard=number, clear=number, takes="I was not heard.")
        except (RuleBroken, NotSeen):
            return


def holds(life: Life) -> None:
    """Nobody's own words are anybody else's to read."""
    for talk in life.things["conversations"]:
        for person in {life.id(name) for name in ("ann", "ben", "cy", "eve")}:
            if not life.knows(talk, person):
                found = queries.all_of(person).filter(id=talk).first()
                assert found is None
