"""Chains nobody thought of: Hypothesis lets people hand on, join, branch, raise and take on in any order.

Whatever they try is either an act or a sentence, and a sentence leaves nothing behind. Nobody between is ever
blamed by the machine: a problem stands with whose call it was or who handed it over, and with whoever an act
of their own, or of its writer, says it stands with. Both ends of a street read the same, everybody who knows
of a problem sees what happens with it, and the rows are what the ledger paints.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from conftest import A_MONDAY
from tests.cast import Cast, open_street
from tests.whole_lives import live_some
from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.ledger.entries import Entry
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import ANSWERS, PROBLEM_VERBS, VERBS, acts, queries, rules, told
from twoway.people import rules as people
from twoway.people import sight
from twoway.people.streets import queries as streets

pytestmark = pytest.mark.alike

PEOPLE = ("ann", "ben", "cy", "dana", "eve")
SOMEBODY = st.sampled_from(PEOPLE)
ANSWERING = [verb for verb in VERBS if verb != "raise_problem"]
WORDS = st.sampled_from(["The plan", "أرسل الخطة", "", "x" * 600])


class Chains(RuleBasedStateMachine):
    """Some people, their work, and what goes wrong with it."""

    handed = Bundle("handed")
    raised = Bundle("raised")
    made = Bundle("made")
    cast: Cast  # given by the test, made once: each life is rolled back to it
    team: str

    def __init__(self) -> None:
        super().__init__()
        self.held = ExitStack()
        self.before = transaction.savepoint()
        self.things: set[str] = set()
        self.problems: set[str] = set()

    def teardown(self) -> None:
        try:
            assert verify.check().ok
            assert replay.check().differences == ()
            self._both_ends_of_a_street_read_the_same()
        finally:
            self.held.close()
            transaction.savepoint_rollback(self.before)

    @initialize(target=raised, with_call=st.booleans())
    def a_first_day(self, with_call: bool) -> Any:
        """Ann's work has gone through Cy to Eve, who finds something wrong; maybe it was Ben's call."""
        self.held.enter_context(clock.held_at(A_MONDAY))
        ann, cy, eve = self.cast.ann, self.cast.cy, self.cast.eve
        open_street(cy, eve)
        call = calls.make("This way", by=self.cast.ben, asks=[ann]).thing if with_call else ""
        first = self._remember(rules.hand("The racks", by=ann, to=cy, call=call))
        second = self._remember(rules.hand("The racks", by=cy, to=eve, after=[first]))
        entry = rules.raise_problem(second, by=eve, what="Bent", costs="A day", cost=2)
        self.problems.add(entry.thing)
        return entry.thing

    @rule(target=made, by=SOMEBODY, asks=SOMEBODY, joint=st.booleans())
    def decide(self, by: str, asks: str, joint: bool) -> Any:
        owners = [self._id("dana")] if joint and "dana" not in {by, asks} else []
        entry = self._tried(
            lambda: calls.make("This way", by=self._id(by), asks=[self._id(asks)], owners=owners)
        )
        if entry and owners:
            calls.join(entry.thing, by=owners[0])
        return entry.thing if entry else multiple()

    @rule(
        target=handed,
        by=SOMEBODY,
        to=SOMEBODY,
        what=WORDS,
        after=st.lists(handed, max_size=2),
        team=st.booleans(),
    )
    def hand(self, by: str, to: str, what: str, after: list[str], team: bool) -> Any:
        whom: dict[str, Any] = {"team": self.team} if team else {"to": self._id(to)}
        return self._remember(self._tried(lambda: rules.hand(what, by=self._id(by), after=after, **whom)))

    @rule(target=handed, by=SOMEBODY, to=SOMEBODY, call=made, after=st.lists(handed, max_size=1))
    def hand_under_a_call(self, by: str, to: str, call: str, after: list[str]) -> Any:
        how: dict[str, Any] = {"by": self._id(by), "to": self._id(to), "call": call, "after": after}
        return self._remember(self._tried(lambda: rules.hand("Under it", **how)))

    @rule(target=handed, thing=handed, to=SOMEBODY)
    def hand_on_what_one_has(self, thing: str, to: str) -> Any:
        """The chain grows from whoever holds its end."""
        acted = (entry.act for entry in ledger.entries_of([thing]))
        holder = next(act.to for act in acted if isinstance(act, acts.Handed))
        if holder is None:
            return multiple()
        return self._remember(
            self._tried(lambda: rules.hand("And on", by=holder, to=self._id(to), after=[thing]))
        )

    @rule(
        thing=handed, by=SOMEBODY, verb=st.sampled_from([verb for verb in VERBS if verb != "raise_problem"])
    )
    def answer_a_hand_off(self, thing: str, by: str, verb: str) -> None:
        words = {"reason": "Not so"} if verb == "send_back" else {"note": "Gladly"}
        offered = self._offered(queries.all_of, queries.open_verbs, thing, by)
        entry = self._tried(lambda: getattr(rules, verb)(thing, by=self._id(by), **words))
        assert (entry is not None) == (verb in offered)

    @rule(target=raised, thing=handed, shown=st.booleans(), what=WORDS)
    def find_something_wrong(self, thing: str, shown: bool, what: str) -> Any:
        for name in PEOPLE:
            said: dict[str, Any] = {"what": what, "costs": "A day", "cost": 2, "may_be_shown": shown}
            entry = self._tried(partial(rules.raise_problem, thing, by=self._id(name), **said))
            if entry:
                self.problems.add(entry.thing)
                return entry.thing
        return multiple()

    @rule(
        thing=raised,
        by=SOMEBODY,
        verb=st.sampled_from([*PROBLEM_VERBS]),
        whom=SOMEBODY,
        answer=st.sampled_from([*ANSWERS]),
    )
    def try_anything(self, thing: str, by: str, verb: str, whom: str, answer: str) -> None:
        self._speak(thing, by, verb, whom, answer)

    @rule(
        thing=raised,
        pick=st.integers(0, 60),
        whom=SOMEBODY,
        answer=st.sampled_from([*ANSWERS]),
    )
    def do_what_is_offered(self, thing: str, pick: int, whom: str, answer: str) -> None:
        """Of all that somebody's page offers here, one is done."""
        offers = [
            (name, verb)
            for name in PEOPLE
            for verb in self._offered(queries.problems, queries.open_problem_verbs, thing, name)
        ]
        if offers:
            self._speak(thing, *offers[pick % len(offers)], whom, answer)

    def _speak(self, thing: str, by: str, verb: str, whom: str, answer: str) -> None:
        blanks: dict[str, Any] = {"words": "As I see it"}
        if verb == "fault":
            blanks = {"carrier": self._id(whom), "why": "Read it wrong"}
        blanks |= {"to": self._id(whom)} if verb == "show" else {}
        blanks |= {"answer": answer} if verb == "answer" else {}
        offered = self._offered(queries.problems, queries.open_problem_verbs, thing, by)
        entry = self._tried(lambda: getattr(rules, verb)(thing, by=self._id(by), **blanks))
        assert entry is None or verb in offered
        assert entry is not None or verb in {"fault", "show"} or verb not in offered

    @rule(who=st.sampled_from(["ben", "dana"]))
    def somebody_leaves(self, who: str) -> None:
        self._tried(lambda: people.leave(self._id(who), by=self._id(who)))

    # ---- what must hold after every step ----

    @invariant()
    def nobody_between_is_blamed_by_the_machine(self) -> None:
        for problem in self.problems:
            may = self._said_to_be_theirs(problem)
            stands = set(self._row(problem).stands_with)
            assert stands
            assert stands <= may

    @invariant()
    def a_thing_is_there_for_those_its_acts_name_and_for_nobody_else(self) -> None:
        for thing in self.things | self.problems:
            named = {person for entry in ledger.entries_of([thing]) for person in entry.seen_by()}
            assert {id for id in map(self._id, PEOPLE) if sight.may_see(thing, id)} == named

    @invariant()
    def whoever_knows_of_a_problem_sees_all_that_happens_with_it_since(self) -> None:
        for problem in self.problems:
            entries = [one for one in ledger.entries_of([problem]) if one.kind.startswith("problem.")]
            for person in self._row(problem).knows:
                seen = {one.id for one in queries.said_on(self._row(problem), seen_by=person)}
                assert entries[0].id in seen
                first = next(n for n, one in enumerate(entries) if person in one.seen_by())
                assert {one.id for one in entries[first:]} <= seen

    # ---- what must hold at the end of every life ----

    def _both_ends_of_a_street_read_the_same(self) -> None:
        for street in streets.every_street():
            marks = [told.deeds([street.id], seen_by=end) for end in street.both]
            assert sorted(deed.entry + deed.by for deed in marks[0]) == sorted(
                deed.entry + deed.by for deed in marks[1]
            )
            owed = [told.opens(seen_by=end, streets=[street.id]) for end in street.both]
            assert {(one.thing, one.owes, one.to) for one in owed[0]} == {
                (one.thing, one.owes, one.to) for one in owed[1]
            }

    # ---- how ----

    def _said_to_be_theirs(self, problem: str) -> set[str]:
        """Those to whom it went when it was raised, and those of whom an act says that it is theirs."""
        may: set[str] = set()
        for entry in ledger.entries_of([problem]):
            act = entry.act
            if isinstance(act, acts.Raised):
                assert not set(act.owners) & set(act.carriers)
                may |= set(act.owners)
            elif isinstance(act, acts.TakenOn | acts.Objected):
                may |= {entry.by}
            elif isinstance(act, acts.Faulted):
                assert entry.by == act.carrier or entry.by == self._row(problem).raiser_id
                may |= {act.carrier}
        return may

    def _row(self, problem: str) -> queries.Problem:
        raiser = ledger.entries_of([problem])[0].by
        return queries.problem(problem, seen_by=raiser)

    def _offered(
        self, seen: Callable[[str], Any], verbs: Callable[[Any, str], list[str]], thing: str, by: str
    ) -> list[str]:
        """What a page would offer; nothing where it is not there."""
        row = seen(self._id(by)).filter(id=thing).first()
        return verbs(row, self._id(by)) if row else []

    def _remember(self, entry: Entry | None) -> Any:
        if entry is None:
            return multiple()
        self.things.add(entry.thing)
        return entry.thing

    def _tried(self, act: Callable[[], Entry]) -> Entry | None:
        """The act, or None when it was refused; what is refused leaves nothing behind."""
        size = ledger.size()
        try:
            entry = act()
        except (RuleBroken, BadShape, NotSeen) as refused:
            say = refused.say
        else:
            assert ledger.size() > size
            return entry
        assert ledger.size() == size
        assert say.strip()
        return None

    def _id(self, name: str) -> str:
        found: str = getattr(self.cast, name)
        return found


@pytest.mark.real_time
def test_however_work_travels_nobody_between_is_blamed_and_the_record_holds(cast: Cast) -> None:
    class ALife(Chains):
        pass

    ALife.cast = cast
    ALife.team = people.form_team(name="Paint shop", by=cast.dana).thing
    for person in (cast.ben, cast.cy):
        people.join_team(ALife.team, person=person, by=cast.dana)
    live_some(ALife, steps=40, one_in=3)
