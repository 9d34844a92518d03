"""Lives nobody thought of: whoever owns up, answers, opens and widens, in any order and on any day.

After every step exactly those know who were told, an answer is read by nobody its writer has not let read
it, and at the end the seals hold, the rows are what the ledger paints and both ends of a street read alike.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from conftest import A_MONDAY
from tests.cast import Cast, open_street
from tests.whole_lives import live_some
from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.ledger.entries import Entry
from twoway.nouns.ownups import forms, queries, rules, told
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

PEOPLE = ("ann", "ben", "cy", "dana", "eve")
SOMEBODY = st.sampled_from(PEOPLE)
SOME = st.lists(SOMEBODY, max_size=3)
WORDS = st.sampled_from(["I read the wrong list", "قرأت القائمة الخطأ", "", "x" * 6_000])
STOPS = st.sampled_from([streets.pause, streets.resume, streets.close, streets.reopen])


class Life(RuleBasedStateMachine):
    """Some people, some days, some mistakes."""

    cast: Cast  # given by the test, made once: each life is rolled back to it

    def __init__(self) -> None:
        super().__init__()
        self.held = ExitStack()
        self.now: datetime = A_MONDAY
        self.before = transaction.savepoint()
        self.know: dict[str, set[str]] = {}  # who may see which own-up
        self.read: dict[str, set[str]] = {}  # who may read which answer
        self.due: dict[str, set[str]] = {}  # who is still to hear of which own-up
        self.about: list[str] = []

    def teardown(self) -> None:
        try:
            assert verify.check().ok
            assert replay.check().differences == ()
            self._both_ends_show_the_same()
        finally:
            self.held.close()
            transaction.savepoint_rollback(self.before)

    # ---- what they do ----

    @initialize()
    def a_first_day(self) -> None:
        self.held.enter_context(clock.held_at(self.now))
        open_street(self.cast.ann, self.cast.ben)
        open_street(self.cast.ann, self.cast.eve)
        promise = promises.make(self.cast.ben, "The plan", self.now.date(), by=self.cast.ann)
        self.about = ["", promise.thing, promise.id]

    @rule(days=st.integers(0, 2), hours=st.integers(1, 20))
    def time_passes_and_the_clock_ticks(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)
        self.held.close()
        self.held.enter_context(clock.held_at(self.now))
        before = {id: set(queries.one(id, seen_by=self._owner(id)).opened) for id in self.know}
        rules.open_due()
        for id, opened in before.items():
            new = set(queries.one(id, seen_by=self._owner(id)).opened) - opened
            assert new <= self.due[id]
            self.know[id] |= new
            self.due[id] -= new

    @rule(by=SOMEBODY, touched=SOME, told=SOME, what=WORDS, about=st.integers(0, 2), promise=st.booleans())
    def own_up(
        self, by: str, touched: list[str], told: list[str], what: str, about: int, promise: bool
    ) -> None:
        whom = [self._id(name) for name in touched]
        also = (
            [forms.Promised(to=whom[0], what="A day off", due_on=self.now.date())] if whom and promise else []
        )
        said = self._may_be_refused(
            lambda: rules.say(
                what,
                "A morning",
                by=self._id(by),
                touched=whom,
                told=[self._id(name) for name in told],
                about=self.about[about],
                promised=also,
            )
        )
        if said:
            assert said.by == self._id(by)
            self.know[said.thing] = {said.by, *whom, *(self._id(name) for name in told)}
            self.due[said.thing] = set()

    @rule(by=SOMEBODY, words=WORDS)
    def answer_all(self, by: str, words: str) -> None:
        me = self._id(by)
        for id, know in self.know.items():
            said = self._may_be_refused(partial(rules.answer, id, words, by=me))
            if said:
                assert me in know
                self.read[said.thing] = {me, self._owner(id)}

    @rule(by=SOMEBODY)
    def open_answers(self, by: str) -> None:
        me = self._id(by)
        for id in self.read:
            done = self._may_be_refused(partial(rules.share_answer, id, by=me))
            if done:
                answer = queries.answer(id, seen_by=me)
                assert answer.writer_id == me
                self.read[id] |= self.know[answer.ownup_id]

    @rule(by=SOMEBODY, to=SOME)
    def widen(self, by: str, to: list[str]) -> None:
        me, whom = self._id(by), [self._id(name) for name in to]
        for id, know in self.know.items():
            done = self._may_be_refused(partial(rules.widen, id, by=me, to=whom))
            if done:
                assert me == self._owner(id)
                assert set(done.seen_by()) == know
                self.due[id] |= set(whom) - know

    @rule(by=SOMEBODY)
    def see_who_will_hear(self, by: str) -> None:
        for id in self.know:
            self._may_be_refused(partial(rules.have_seen, id, by=self._id(by)))

    @rule(by=SOMEBODY)
    def give_thanks(self, by: str) -> None:
        me = self._id(by)
        for ownup in list(queries.all_of(me)):
            done = self._may_be_refused(partial(thanks.give, ownup.said_entry, "Thank you", by=me))
            assert not done or me in ownup.touched

    @rule(one=SOMEBODY, other=SOMEBODY, stop=STOPS)
    def stop_or_go_on(self, one: str, other: str, stop: Callable[..., Entry]) -> None:
        street = street_queries.between(self._id(one), self._id(other))
        if street:
            self._may_be_refused(lambda: stop(street.id, by=self._id(one)))

    # ---- what must hold after every step ----

    @invariant()
    def exactly_those_know_who_were_told(self) -> None:
        for id, know in self.know.items():
            for name in PEOPLE:
                assert sight.may_see(id, self._id(name)) == (self._id(name) in know), name

    @invariant()
    def answers_are_read_by_those_their_writers_let(self) -> None:
        for id, read in self.read.items():
            for name in PEOPLE:
                assert sight.may_see(id, self._id(name)) == (self._id(name) in read), name

    def _both_ends_show_the_same(self) -> None:
        for name in PEOPLE:
            for street in street_queries.streets_of(self._id(name)):
                one, other = (told.deeds([street.id], seen_by=end) for end in street.both)
                assert one == other

    # ---- how they do it ----

    def _owner(self, id: str) -> str:
        return ledger.entries_of([id])[0].by

    def _may_be_refused(self, act: Callable[[], Entry]) -> Entry | None:
        """The act, or None when it was refused; what is refused leaves nothing behind."""
        size = ledger.size()
        try:
            return act()
        except (RuleBroken, BadShape, NotSeen) as refused:
            say = refused.say
        assert say.strip()
        assert ledger.size() == size
        return None

    def _id(self, name: str) -> str:
        found: str = getattr(self.cast, name)
        return found


@pytest.mark.real_time
def test_whatever_people_own_up_to_only_those_know_who_were_told(cast: Cast) -> None:
    class ALife(Life):
        pass

    ALife.cast = cast
    live_some(ALife, steps=30, one_in=2)
