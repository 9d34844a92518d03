"""What Eve’s people need of ours: said or noted, played back, promised, delivered and looked back on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.living import Life, Throw
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.needs import NEEDED, queries, rules
from twoway.nouns.needs import VERBS as ALL_VERBS

ACTS = ("need.",)
# What is said under seal is no act: it has a move of its own.
VERBS = tuple(verb for verb in ALL_VERBS if verb not in {"rate", "take_back"})
# What is missing or too much in what was typed, and all that a promise may be refused for.
MAY_FAIL = {"empty", "too_long", "nobody", "no_day", "day_passed", "day_too_far", "vague", "has_left"}
MAY_FAIL |= {"paused", "closed", "waits", "asked_first", "not_more", "not_seen", "no_currency"}
CHARGES = (None, 0, 400_00, 10**11)


def say(life: Life, thrown: Throw) -> None:
    """Whoever throws it, it is Eve’s to say and for the others to note."""
    eve = life.id("eve")
    ours = [person for person in (thrown.by, thrown.to, thrown.also) if person != eve][: 1 + thrown.pick % 3]
    rule = partial(rules.say, by=eve, ours=ours)
    if thrown.pick % 3 == 0:
        rule = partial(rules.note, by=thrown.by, contacts=[eve], ours=ours)
    life.may_be_refused(partial(rule, thrown.words, good=thrown.note))


def go_on(life: Life, thrown: Throw) -> None:
    thing = life.pick("needs", thrown)
    if thing:
        life.goes_on("needs", thing, thrown)


def rate(life: Life, thrown: Throw) -> None:
    """Until both have, nothing is entered; then one act of nobody’s, whoever came second."""
    need = life.pick("needs", thrown)
    if need is None:
        return
    size, number = ledger.size(), thrown.pick % 7 + 1
    try:
        if thrown.pick % 5 == 0:
            rules.take_back(need, by=thrown.by)
            return
        rules.rate(need, by=thrown.by, fair=number, heard=number, clear=number, takes=thrown.note)
    except (RuleBroken, BadShape, NotSeen):
        assert ledger.size() == size
        return
    for entry in ledger.entries_between(size, ledger.size()):
        assert (entry.kind, entry.by, entry.entered_by) == ("need.rated_together", "", "")
        life.remember(entry)


def offered(need: str, by: str) -> list[str]:
    return [verb for verb in queries.open_verbs(queries.one(need, seen_by=by), by) if verb in VERBS]


def do(life: Life, verb: str, need: str, thrown: Throw) -> Entry:
    by, words = thrown.by, {"words": thrown.note}
    whom, day = thrown.to, life.day(thrown.day)
    price = {"price_low": CHARGES[thrown.pick % 4], "currency": "EUR"}
    blanks: dict[str, dict[str, Any]] = {
        "confirm": {"what": thrown.words},
        "correct": {"words": thrown.words},
        "play_back": {"words": thrown.words},
        "set_aside": {"reason": thrown.words},
        "promise": {"what": thrown.words, "due_on": day, "to": whom} | price,
        "ask_promise": {"what": thrown.words, "due_on": day, "of": whom},
        "deliver": words | {"charged": CHARGES[thrown.pick % 4], "currency": ("EUR", "JPY")[thrown.pick % 2]},
        "look_back": words
        | {"needed": NEEDED[thrown.pick % 3], "at_price": (None, True, False)[thrown.pick % 3]},
    }
    did: Entry = getattr(rules, verb)(need, by=by, **blanks.get(verb, words))
    return did


MOVES = (say, go_on, go_on, go_on, go_on, rate, rate)
QUERIES = ("/api/v1/needs?show=waiting_for_me", "/api/v1/needs?show=over")


def known(me: str) -> dict[str, list[str]]:
    return {"need": [need.id for need in queries.all_of(me)]}


def among_others(life: Life, me: str, others: list[str]) -> Iterator[None]:
    """Eve looks back on what Ann delivered; what one says of it under seal is not the other’s to know."""
    eve, ann = life.id("eve"), life.id("ann")
    begun = life.may_be_refused(partial(rules.say, "Bigger print", by=eve, ours=[ann]))
    need = begun.thing if begun else ""
    for step in (
        partial(rules.play_back, need, "Print of twice the size", by=ann),
        partial(rules.recognise, need, by=eve),
        partial(rules.deliver, need, by=ann),
        partial(rules.look_back, need, by=eve, needed="yes"),
    ):
        life.may_be_refused(step)
    yield
    [other] = {eve, ann} - {me} if me in {eve, ann} else {eve}
    for number in (2, 6):
        try:
            rules.rate(need, by=other, fair=number, heard=number, clear=number, takes="I was not heard.")
        except (RuleBroken, NotSeen):
            return


def holds(life: Life) -> None:
    """Whoever is on a need sees all of it, alike, and nobody else sees that it is there."""
    for thing in life.things["needs"]:
        told = set()
        for who in {life.id(name) for name in ("ann", "ben", "cy", "eve")}:
            found = queries.all_of(who).filter(id=thing).first()
            assert (found is not None) == life.knows(thing, who)
            if found is None:
                continue
            assert who in found.everybody
            entries = queries.history(found, seen_by=who)
            told.add((tuple(entry.id for entry in entries), len(queries.deliveries_of([found])[found.id])))
        assert len(told) == 1
