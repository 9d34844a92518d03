"""Lives nobody thought of: Hypothesis lets four people do anything to each other, in any order, on any day.

Whatever they try is either an act or a sentence, and a sentence leaves nothing behind. A page offers what
works and nothing else. After every step nobody sees what is not theirs; at the end of every life both ends
of a street read the same, the seals hold and the rows are what the ledger paints. Runs on either database:
`pytest --database postgresql`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from conftest import A_MONDAY
from tests.cast import Cast, open_street
from tests.whole_lives import live
from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken, TwowayError
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.write import writing
from twoway.nouns.calls import VERBS as CALL_VERBS
from twoway.nouns.calls import notices as call_notices
from twoway.nouns.calls import queries as call_queries
from twoway.nouns.calls import rules as calls
from twoway.nouns.promises import IMPORT_VERBS, VERBS, evidence, notices
from twoway.nouns.promises import queries as promise_queries
from twoway.nouns.promises import rules as promises
from twoway.nouns.promises.forms import Past, PastPromise
from twoway.nouns.thanks import queries as thanks_queries
from twoway.nouns.thanks import rules as thanks
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets
from twoway.readings import record

PEOPLE = ("ann", "ben", "cy", "eve")
SOMEBODY = st.sampled_from(["ann", "ben", "ann", "ben", *PEOPLE])
BOTH = st.integers(0, 1)
WORDS = st.sampled_from(["The plan", "The whole plan", "أرسل الخطة", "明日の計画書", "soon", "x" * 600])
NOTES = st.sampled_from(["", "Gladly", "Я не успею"])
DAYS = st.one_of(st.integers(0, 20), st.integers(-3, 30))  # from today
ALL_VERBS = (*VERBS, *IMPORT_VERBS)
PAST = st.sampled_from(["kept", "broken", "released", "moved", "reopened"])
# What may still be refused of what a page offers: what was typed beside it, or a day that has passed.
MAY_STILL_FAIL = {"day_passed", "day_too_far", "day_to_come", "before_made", "no_change", "vague", "empty"}
MAY_STILL_FAIL |= {"too_long", "no_day", "move_waits", "not_yours"}
# The same of calls: who else there is, how long those who know have known, and what is said only on the page.
OF_CALLS_MAY_FAIL = {"not_yet", "knows_already", "nobody", "no_day", "empty", "oneself", "day_passed"}
GIVES_ONES_WORD = {"promise.made", "promise.offered", "promise.countered", "promise.accepted"}


class Life(RuleBasedStateMachine):
    """Some people, some days, and whatever they do."""

    things = Bundle("things")
    decided = Bundle("decided")
    acts = Bundle("acts")
    cast: Cast  # given by the test, made once: each life is rolled back to it

    def __init__(self) -> None:
        super().__init__()
        self.held = ExitStack()
        self.now: datetime = A_MONDAY
        self.before = transaction.savepoint()
        self.streets: set[str] = set()
        self.parties: dict[str, tuple[str, ...]] = {}
        self.calls: set[str] = set()

    def teardown(self) -> None:
        try:
            assert verify.check().ok
            assert replay.check().differences == ()
            self._both_ends_read_the_same()
            self._nobody_promised_for_another()
            self._whoever_sees_a_call_made_sees_all_its_owners_did()
        finally:
            self.held.close()
            transaction.savepoint_rollback(self.before)

    # ---- what they do ----

    @initialize(target=things, asked=st.booleans())
    def a_first_day(self, asked: bool) -> Any:
        """Ann knows Ben and Eve, and something is promised or asked for already; Cy knows nobody yet."""
        self.held.enter_context(clock.held_at(self.now))
        ann, ben = self.cast.ann, self.cast.ben
        self.streets |= {open_street(ann, ben).id, open_street(ann, self.cast.eve).id}
        first = promises.ask if asked else promises.make
        entry = first(ben, "The plan for line 3", self._day(5), by=ann)
        self._remember(entry)
        return entry.thing

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.held.close()
        self.held.enter_context(clock.held_at(self.now))

    @rule(
        target=things,
        begin=st.sampled_from([promises.make, promises.ask, promises.offer, promises.note]),
        by=SOMEBODY,
        to=SOMEBODY,
        what=WORDS,
        due=DAYS,
    )
    def begin(self, begin: Callable[..., Entry], by: str, to: str, what: str, due: int) -> Any:
        entry = self._may_be_refused(lambda: begin(self._id(to), what, self._day(due), by=self._id(by)))
        return entry.thing if entry else multiple()

    @rule(target=acts, thing=things, who=BOTH, pick=st.integers(0, 11), day=DAYS, note=NOTES)
    def do_what_is_offered(self, thing: str, who: int, pick: int, day: int, note: str) -> Any:
        """A page offers what works, and nothing else: of what is offered here, one is done."""
        by = self.parties[thing][who]
        offered = promise_queries.open_verbs(self._seen(thing, by), by)
        if not offered:
            return multiple()
        entry = self._tries(offered[pick % len(offered)], thing, by, day, note)
        return entry.id if entry else multiple()

    @rule(target=acts, thing=things, who=BOTH, verb=st.sampled_from(ALL_VERBS), day=DAYS, note=NOTES)
    def try_anything(self, thing: str, who: int, verb: str, day: int, note: str) -> Any:
        by = self.parties[thing][who]
        offered = promise_queries.open_verbs(self._seen(thing, by), by)
        entry = self._tries(verb, thing, by, day, note)
        assert entry is None or verb in offered
        return entry.id if entry else multiple()

    @rule(thing=things, by=SOMEBODY, verb=st.sampled_from(ALL_VERBS), day=DAYS, note=NOTES)
    def meddle(self, thing: str, by: str, verb: str, day: int, note: str) -> None:
        """Whoever is not one of the two finds nothing there."""
        if self._id(by) not in self.parties[thing]:
            with pytest.raises(NotSeen):
                self._does(verb, thing, self._id(by), day, note)

    @rule(thing=things, on=things, by=SOMEBODY, verb=st.sampled_from(["hang_on", "unhang"]))
    def link(self, thing: str, on: str, by: str, verb: str) -> None:
        entry = self._may_be_refused(lambda: getattr(promises, verb)(thing, on, by=self._id(by)))
        if entry:
            assert all(self._may_see(thing, who) and self._may_see(on, who) for who in entry.seen_by())

    @rule(act=acts, by=SOMEBODY, words=NOTES, learned=st.booleans())
    def give_thanks(self, act: str, by: str, words: str, learned: bool) -> None:
        entry = self._may_be_refused(lambda: thanks.give(act, words, by=self._id(by), learned=learned))
        if entry:
            assert ledger.entry(act).by != self._id(by)
            self.parties[entry.thing] = entry.participants

    @rule(by=SOMEBODY, to=st.lists(SOMEBODY, max_size=2))
    def pass_on(self, by: str, to: list[str]) -> None:
        me = self._id(by)
        for said in thanks_queries.given(me):
            ask = partial(thanks.ask_to_pass_on, said.id, by=me, to=[*map(self._id, to)])
            self._may_be_refused(ask)

    @rule(by=SOMEBODY, answer=st.sampled_from([thanks.allow_pass_on, thanks.refuse_pass_on]))
    def answer_passing_on(self, by: str, answer: Callable[..., Entry]) -> None:
        me = self._id(by)
        for said in thanks_queries.all_of(me):
            entry = self._may_be_refused(partial(answer, said.id, by=me))
            assert not entry or me == said.receiver_id

    @rule(act=acts, by=SOMEBODY, words=NOTES)
    def add_side(self, act: str, by: str, words: str) -> None:
        self._may_be_refused(lambda: streets.add_side(act, by=self._id(by), words=words))

    @rule(
        one=SOMEBODY,
        other=SOMEBODY,
        by=SOMEBODY,
        verb=st.sampled_from([streets.pause, streets.resume, streets.resume, streets.close, streets.reopen]),
    )
    def stop_or_go_on(self, one: str, other: str, by: str, verb: Callable[..., Entry]) -> None:
        street = street_queries.between(self._id(one), self._id(other))
        if street:
            entry = self._may_be_refused(lambda: verb(street.id, by=self._id(by)))
            assert not entry or self._id(by) in street.both

    @rule(
        target=things, one=SOMEBODY, other=SOMEBODY, days=st.integers(1, 40), past=st.lists(PAST, max_size=3)
    )
    def bring_in(self, one: str, other: str, days: int, past: list[str]) -> Any:
        """Dana brings in what another system tells of two people; told once more, it adds nothing."""
        made_at, promiser, promisee = self.now - timedelta(days=days), self._id(one), self._id(other)
        if promiser == promisee:
            return multiple()
        story = PastPromise(
            source=f"jira DS-{ledger.size()}",
            promiser=promiser,
            promisee=promisee,
            what="The old plan",
            made_at=made_at,
            past=tuple(
                Past(verb=verb, at=made_at + timedelta(hours=hours)) for hours, verb in enumerate(past, 1)
            ),
        )
        entries = promises.bring_in([story], by=self.cast.dana)
        assert promises.bring_in([story], by=self.cast.dana) == []
        for entry in entries:
            self._remember(entry)
        assert not any(self._counts(entry) for entry in entries)
        return entries[0].thing

    @rule(target=decided, kind=st.integers(0, 2), by=SOMEBODY, to=SOMEBODY, also=SOMEBODY, day=DAYS)
    def begin_a_call(self, kind: int, by: str, to: str, also: str, day: int) -> Any:
        me, other = self._id(by), self._id(to)
        named: calls.Terms = {"asks": [other], "touches": [self._id(also)] if day % 2 else []}
        named |= {"owners": [self._id(also)] if day % 3 == 0 else [], "review_on": self._day(day)}
        begin = [
            partial(calls.make, "Cold", by=me, on_me=day % 5 > 0, sure_percent=60, **named),
            partial(calls.ask_for, other, "Cold or warm?", by=me),
            partial(calls.note, other, "Cold", by=me, on_me=day % 2 == 0),
        ][kind]
        entry = self._may_be_refused(begin)
        return entry.thing if entry else multiple()

    @rule(target=acts, call=decided, by=SOMEBODY, to=SOMEBODY, pick=st.integers(0, 11), day=DAYS, note=NOTES)
    def go_on_with_a_call(self, call: str, by: str, to: str, pick: int, day: int, note: str) -> Any:
        """Whoever knows of it does what is offered, or tries anything; others find nothing there."""
        me = self._id(by)
        offered = (
            call_queries.open_verbs(call_queries.one(call, seen_by=me), me) if self._knows(call, me) else []
        )
        verb = [*offered, *CALL_VERBS][pick % (len(offered) + len(CALL_VERBS))]
        codes: list[str] = []
        entry = self._may_be_refused(lambda: self._does_to_call(verb, call, me, to, day, note), codes)
        assert entry is None or verb in offered
        assert entry or verb not in offered or codes[0] in OF_CALLS_MAY_FAIL | {"not_seen"}, (verb, codes)
        return entry.id if entry else multiple()

    @rule(call=decided, by=SOMEBODY, to=SOMEBODY, cost=st.integers(0, 5))
    def work_under_a_call_is_handed_on(self, call: str, by: str, to: str, cost: int) -> None:
        """As the floors above do it: it reaches somebody more, has a problem, or is owned."""
        me = self._id(by)
        if not self._knows(call, me) or not call_queries.one(call, seen_by=me).is_made:
            return
        role = call_queries.role_of(call_queries.one(call, seen_by=me), me)
        with writing(by=me) as book:
            calls.reach(call, person=self._id(to), by=me, book=book)
            if cost > 1 and role != "owner":  # what an owner finds under their own call has hands between
                calls.problem_came(call, problem=call, cost=cost, carriers=[], by=me, book=book)
            elif cost < 2 and role == "owner":
                calls.owned(call, by=me, ownup=call, book=book)

    @rule(by=SOMEBODY)
    def take_on_all(self, by: str) -> None:
        """All of one's own that was brought in; nobody else's counts for that."""
        me = self._id(by)
        waiting = {promise.id: promise.to_take_on for promise in promise_queries.brought_in(me)}
        self._may_be_refused(lambda: promises.take_on_import("jira", by=me))
        for thing, whose in waiting.items():
            promise = self._seen(thing, me)
            assert promise.taken_on == (whose == [me] and not promise.disputed)

    @rule(one=SOMEBODY, other=SOMEBODY, by=SOMEBODY, wish=st.booleans())
    def wish_for_the_estimate(self, one: str, other: str, by: str, wish: bool) -> None:
        """A lone yes leaves nothing behind that anybody could see: the ledger tells what both want."""
        street, size = street_queries.between(self._id(one), self._id(other)), ledger.size()
        if street is None:
            return
        try:
            after = streets.wish_estimate(street.id, by=self._id(by), wish=wish)
        except (RuleBroken, NotSeen):
            assert ledger.size() == size
        else:
            assert (ledger.size() > size) == (after.measured != street.measured)
            assert wish or not after.measured

    # ---- what must hold after every step ----

    @invariant()
    def nobody_sees_what_is_between_others(self) -> None:
        for thing, parties in self.parties.items():
            told = self._told(thing)
            for name in PEOPLE:
                may = self._id(name) in parties or self._id(name) in told
                assert sight.may_see(thing, self._id(name)) == may

    @invariant()
    def a_call_is_seen_by_those_who_stand_in_it(self) -> None:
        for call in self.calls:
            for name in PEOPLE:
                assert sight.may_see(call, self._id(name)) == self._knows(call, self._id(name))

    # ---- what must hold at the end of every life ----

    def _both_ends_read_the_same(self) -> None:
        for street in self.streets:
            entries = ledger.entries_of_street(street)
            ends = entries[0].participants
            assert all(set(ends) == set(entry.seen_by()) for entry in entries)
            read = [record.of_street(street, seen_by=end) for end in ends]
            assert read[0] == read[1]
            assert [entry for entry in read[0] if entry.street == street] == entries
            one, other = ([*promise_queries.of_street(street, seen_by=end)] for end in ends)
            assert one == other
            for promise in one:
                lines = [notices.history(promise, seen_by=end) for end in ends]
                assert [told.entry.id for told in lines[0]] == [told.entry.id for told in lines[1]]
            found = evidence.readings_of_street(entries, self.now.date())
            assert len({reading.entry for reading in found}) == len(found)

    def _nobody_promised_for_another(self) -> None:
        """Whatever is promised was last said, or said yes to, by the promiser."""
        for thing, parties in self.parties.items():
            for promise in promise_queries.all_of(parties[0]).filter(
                id=thing, state__in=["made", "claimed", "kept"]
            ):
                by_promiser = [
                    entry for entry in ledger.entries_of([thing]) if entry.by == promise.promiser_id
                ]
                assert GIVES_ONES_WORD & {entry.kind for entry in by_promiser}

    def _whoever_sees_a_call_made_sees_all_its_owners_did(self) -> None:
        """So its row, which they are shown, holds nothing they may not see."""
        for thing in self.calls:
            for name in PEOPLE:
                if not self._knows(thing, self._id(name)):
                    continue
                call = call_queries.one(thing, seen_by=self._id(name))
                seen = {entry.id for entry in call_queries.history(call, seen_by=self._id(name))}
                of_owners = {one.id for one in call_queries.entries_for_all(call, with_opening=False)}
                assert of_owners <= seen
                assert call.last_entry_id in seen
                assert {told.entry.id for told in call_notices.history(call, seen_by=self._id(name))} == seen

    # ---- how they do it ----

    def _does_to_call(self, verb: str, call: str, by: str, to: str, day: int, note: str) -> Entry:
        other = self._id(to)
        how: dict[str, Any] = {"note": note}
        if verb == "say_yes":
            how = {
                "choice": "Warm",
                "touches": [other] if day % 2 else [],
                "on_me": [None, True, False][day % 3],
            }
        if verb == "review":
            outcome = ["worked", "partly", "failed", "too_early"][day % 4]
            how = {"outcome": outcome, "next_on": self._day(day), "words": note}
        if verb == "say_cost":
            how = {"cost": 1 + abs(day) % 5, "words": note}
        if verb in {"open_wider", "supersede"}:
            how = {"to": [other]} if verb == "open_wider" else {"choice": "Hot", "asks": [other]}
        did: Entry = getattr(calls, verb)(call, by=by, **how)
        return did

    def _knows(self, call: str, who: str) -> bool:
        """Whether the person was named in the call, or it reached them, going by its acts alone."""
        entries = [entry for entry in ledger.entries_of([call]) if entry.kind.startswith(("call.", "side."))]
        return any(who in entry.seen_by() for entry in entries)

    def _does(self, verb: str, thing: str, by: str, day: int, note: str) -> Entry:
        how: dict[str, Any] = {"note": note}
        if verb == "ask_move":
            how = {"due_on": self._day(day), "reason": note or "The press stopped"}
        if verb == "counter":
            how |= {"due_on": self._day(day), "what": ["", "Half of the plan"][day % 2]}
        if verb == "decline":
            how |= {"would_rather_not": day > 10}
        if verb in {"keep", "confirm"} and day < 0:
            how |= {"kept_on": self._day(day)}
        if verb == "take_on":
            how = {}
        did: Entry = getattr(promises, verb)(thing, by=by, **how)
        return did

    def _tries(self, verb: str, thing: str, by: str, day: int, note: str) -> Entry | None:
        """The act, or None where it was refused; what was offered may be refused for what was typed alone."""
        offered = promise_queries.open_verbs(self._seen(thing, by), by)
        codes: list[str] = []
        entry = self._may_be_refused(lambda: self._does(verb, thing, by, day, note), codes)
        assert entry or verb not in offered or codes[0] in MAY_STILL_FAIL, (verb, codes)
        return entry

    def _may_be_refused(self, act: Callable[[], Entry], codes: list[str] | None = None) -> Entry | None:
        """The act, or None when it was refused; what is refused leaves nothing behind."""
        size = ledger.size()
        try:
            entry = act()
        except (RuleBroken, BadShape, NotSeen) as refused:
            say = refused.say
            if codes is not None:
                codes.append(refused.code)
        else:
            assert ledger.size() > size
            self._remember(entry)
            return entry
        assert ledger.size() == size
        assert say.strip()
        return None

    def _remember(self, entry: Entry) -> None:
        assert entry.by in entry.participants
        if entry.kind.startswith("call."):
            self.calls.add(entry.thing)
        if entry.kind.startswith("promise.") and entry.street and "hung" not in entry.kind:
            self.parties[entry.thing] = entry.participants
        if entry.street and entry.street != EVERY_STREET:
            self.streets.add(entry.street)

    def _counts(self, entry: Entry) -> bool:
        """Whether the act bears on the estimate of its street."""
        acts_there = ledger.entries_of_street(entry.street)
        return any(
            reading.entry == entry.id for reading in evidence.readings_of_street(acts_there, self.now.date())
        )

    def _told(self, thing: str) -> set[str]:
        """Whom a thanks was passed on to, from the acts alone."""
        return {person for entry in ledger.entries_of([thing]) for person in entry.audience}

    def _seen(self, thing: str, who: str) -> promise_queries.Promise:
        return promise_queries.one(thing, seen_by=who)

    def _may_see(self, thing: str, who: str) -> bool:
        try:
            promise_queries.one(thing, seen_by=who)
        except TwowayError:
            return False
        return True

    def _id(self, name: str) -> str:
        found: str = getattr(self.cast, name)
        return found

    def _day(self, from_today: int) -> date:
        return self.now.date() + timedelta(days=from_today)


@pytest.mark.real_time
def test_whatever_people_do_the_record_holds(cast: Cast) -> None:
    class ALife(Life):
        pass

    ALife.cast = cast
    live(ALife, steps=50, one_in=2)
