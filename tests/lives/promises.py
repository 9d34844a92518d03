"""Promises in every way they begin, go on and end; brought in from another system; hung on each other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.living import PEOPLE, Life, Throw
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.promises import IMPORT_VERBS, evidence, notices, queries, rules
from twoway.nouns.promises import VERBS as PLAIN_VERBS
from twoway.nouns.promises.past import Past, PastPromise

ACTS = ("promise.",)
VERBS = (*PLAIN_VERBS, *IMPORT_VERBS)
MAY_FAIL = {"day_passed", "day_too_far", "day_to_come", "before_made", "no_change", "vague", "empty"}
MAY_FAIL |= {"too_long", "no_day", "move_waits", "not_yours", "terms_wait", "no_such_currency"}
BEGINNINGS = (rules.make, rules.ask, rules.offer, rules.note)
PAST = ("kept", "broken", "released", "moved", "reopened")
GIVES_ONES_WORD = {"promise.made", "promise.offered", "promise.countered", "promise.accepted"}


def begin(life: Life, thrown: Throw) -> None:
    verb, due_on = BEGINNINGS[thrown.pick % len(BEGINNINGS)], life.day(thrown.day)
    how: dict[str, Any] = {"beside": [thrown.also] if thrown.pick > 15 else []}
    if thrown.pick % 3 == 0:
        how |= {"price_low": 100 * thrown.day, "price_high": 500, "currency": "EUR", "scope": thrown.note}
    if thrown.pick % 5 == 0:
        how |= {"hangs_on": life.things["promises"][-1:]}
    life.may_be_refused(lambda: verb(thrown.to, thrown.words, due_on, by=thrown.by, **how))


def go_on(life: Life, thrown: Throw) -> None:
    promise = life.pick("promises", thrown)
    if promise:
        life.goes_on("promises", promise, thrown)


def takes_part(promise: str, who: str) -> bool:
    """The two and who was named beside them; others may know of acts about it, from an own-up."""
    return who in ledger.entries_of([promise])[0].seen_by()


def offered(promise: str, by: str) -> list[str]:
    return queries.open_verbs(queries.one(promise, seen_by=by), by)


def do(life: Life, verb: str, promise: str, thrown: Throw) -> Entry:
    day = life.day(thrown.day)
    how: dict[str, Any] = {"note": thrown.note}
    if verb == "ask_move":
        how = {"due_on": day, "reason": thrown.note or "The press stopped"}
    if verb == "ask_terms":
        price = {"price_low": 100 + abs(thrown.day), "currency": ["EUR", "JPY", "QQQ"][thrown.pick % 3]}
        how = {"scope": thrown.note, "reason": thrown.note or "The press stopped"} | price
    if verb == "counter":
        how |= {"due_on": day, "what": ["", "Half of the plan"][thrown.day % 2], "scope": thrown.note}
    if verb == "decline":
        how |= {"would_rather_not": thrown.day > 10}
    if verb in {"keep", "confirm"} and thrown.day < 0:
        how |= {"kept_on": day}
    if verb in {"keep", "confirm"} and thrown.pick % 2 and _has_price(promise):
        how |= {"charged": 1 + 40 * abs(thrown.day)}
    if verb == "take_on":
        how = {}
    did: Entry = getattr(rules, verb)(promise, by=thrown.by, **how)
    return did


def _has_price(promise: str) -> bool:
    first = ledger.entries_of([promise])[0]
    return queries.one(promise, seen_by=first.by).price_low is not None


def link(life: Life, thrown: Throw) -> None:
    """One hangs on another, or no longer: only where all who see the one see the other."""
    promises = life.things["promises"]
    if len(promises) < 2:
        return
    one, other = promises[thrown.pick % len(promises)], promises[thrown.day % len(promises)]
    verb = rules.hang_on if thrown.pick % 3 else rules.unhang
    entry = life.may_be_refused(lambda: verb(one, other, by=thrown.by))
    if entry:
        assert all(life.knows(one, who) and life.knows(other, who) for who in entry.seen_by())
        life.things["promises"] = [thing for thing in life.things["promises"] if thing != entry.thing]


def bring_in(life: Life, thrown: Throw) -> None:
    """Dana brings in what another system tells of two people; told once more, it adds nothing."""
    if thrown.by == thrown.to:
        return
    made_at = life.now - timedelta(days=1 + abs(thrown.day))
    past = tuple(
        Past(verb=PAST[(thrown.pick + n) % len(PAST)], at=made_at + timedelta(hours=n + 1))
        for n in range(thrown.pick % 4)
    )
    source, what = f"jira DS-{ledger.size()}", "The old plan"
    story = PastPromise(
        source=source, promiser=thrown.by, promisee=thrown.to, what=what, made_at=made_at, past=past
    )
    entries = rules.bring_in([story], by=life.cast.dana)
    assert rules.bring_in([story], by=life.cast.dana) == []
    for entry in entries:
        life.remember(entry)
        acts_there = ledger.entries_of_street(entry.street)
        counted = evidence.readings_of_street(acts_there, life.now.date())
        assert all(reading.entry != entry.id for reading in counted)


def take_on_all(life: Life, thrown: Throw) -> None:
    """All of one's own that was brought in; nobody else's counts for that."""
    me = thrown.by
    waiting = {promise.id: promise.to_take_on for promise in queries.brought_in(me)}
    life.may_be_refused(lambda: rules.take_on_import("jira", by=me))
    for thing, whose in waiting.items():
        promise = queries.one(thing, seen_by=me)
        assert promise.taken_on == (whose == [me] and not promise.disputed)


MOVES = (begin, begin, begin, go_on, go_on, go_on, go_on, go_on, link, bring_in, take_on_all)


def known(me: str) -> dict[str, list[str]]:
    return {"promise": [promise.id for promise in queries.all_of(me)]}


QUERIES = tuple(
    f"/api/v1/promises?show={show}"
    for show in ("waiting_for_me", "waiting_for_others", "owed_by_me", "shown_to_me", "done")
)


def holds(life: Life) -> None:
    """Each counts once, both ends tell its history alike, and nobody promised for another."""
    for street in life.streets:
        entries = ledger.entries_of_street(street)
        ends = entries[0].participants
        one, other = ([*queries.of_street(street, seen_by=end)] for end in ends)
        assert one == other
        for promise in one:
            assert all(queries.open_verbs(promise, reader) == [] for reader in promise.beside)
            told = [[line.entry.id for line in notices.history(promise, seen_by=end)] for end in ends]
            assert told[0] == told[1]
        found = evidence.readings_of_street(entries, life.now.date())
        assert len({(reading.entry, reading.kind) for reading in found}) == len(found)
    for who in map(life.id, PEOPLE):
        for promise in queries.all_of(who).filter(state__in=["made", "claimed", "kept"]):
            by_promiser = [one for one in ledger.entries_of([promise.id]) if one.by == promise.promiser_id]
            assert GIVES_ONES_WORD & {entry.kind for entry in by_promiser}
