"""Lives nobody thought of: some people do anything to each other, in any order, on any day, with any noun.

What they may try stands in tests/lives, a module for each noun. Whatever they try is either an act or a
sentence, and a sentence leaves nothing behind; a page offers what works and nothing else.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from django.db import transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from conftest import A_MONDAY
from tests import lives
from tests.cast import Cast, open_street
from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.people import sight

NOUNS = sorted(module.name for module in pkgutil.iter_modules(lives.__path__))
PEOPLE = ("ann", "ben", "cy", "eve")
SOMEBODY = st.sampled_from(["ann", "ben", "ann", "ben", *PEOPLE])
WORDS = st.sampled_from(["The plan", "The whole plan", "أرسل الخطة", "明日の計画書", "soon", "x" * 600])
NOTES = st.sampled_from(["", "Gladly", "Я не успею"])
DAYS = st.one_of(st.integers(0, 20), st.integers(-3, 30))  # from today
ABOUT = st.lists(st.sampled_from(NOUNS), min_size=2, max_size=4, unique=True)
Move = Callable[["Life", "Throw"], object]


@cache
def nouns() -> dict[str, Any]:
    """The modules of tests/lives, by name."""
    return {name: import_module(f"{lives.__name__}.{name}") for name in NOUNS}


@dataclass(frozen=True, kw_only=True)
class Throw:
    """What the dice say of one move: ids of people, a number to choose with, a day from today, words."""

    by: str
    to: str
    also: str
    pick: int
    day: int
    note: str
    words: str


THROWN = st.fixed_dictionaries(
    {
        **dict.fromkeys(("by", "to", "also"), SOMEBODY),
        "pick": st.integers(0, 23),
        "day": DAYS,
        "note": NOTES,
        "words": WORDS,
    }
)


class Life(RuleBasedStateMachine):
    """Some people, some days, and whatever they do with a few nouns."""

    cast: Cast  # given by the test, made once: each life is rolled back to it
    steps_lived = 0  # by all lives of a test

    def __init__(self) -> None:
        super().__init__()
        self.held = ExitStack()
        self.now: datetime = A_MONDAY
        self.before = transaction.savepoint()
        self.streets: set[str] = set()
        self.things: dict[str, list[str]] = {name: [] for name in nouns()}
        self.acts: list[str] = []  # entries that somebody may thank for, or say their side of
        self.moves: list[tuple[str, Move]] = []
        self.settled = 0  # up to which size of the ledger it has been looked who sees what

    def teardown(self) -> None:
        try:
            assert verify.check().ok
            assert replay.check().differences == ()
            self.at_the_end()
        finally:
            self.held.close()
            transaction.savepoint_rollback(self.before)

    def at_the_end(self) -> None:
        """What must hold of a whole life."""
        for things in self.things.values():
            self._are_there_for_those_named(things)
        for noun in nouns().values():
            if hasattr(noun, "holds"):
                noun.holds(self)

    # ---- what they do ----

    @initialize(about=ABOUT)
    def a_first_day(self, about: list[str]) -> None:
        """Ann knows Ben and Eve, Cy nobody yet; this life is about a few nouns, and what is promised."""
        self.held.enter_context(clock.held_at(self.now))
        ann, ben = self.cast.ann, self.cast.ben
        self.streets |= {open_street(ann, ben).id, open_street(ann, self.cast.eve).id}
        names = dict.fromkeys([*about, "promises", "streets"])
        self.moves = [(name, move) for name in names for move in nouns()[name].MOVES]

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        type(self).steps_lived += 1
        self.now += timedelta(days=days)
        self.held.close()
        self.held.enter_context(clock.held_at(self.now))

    @rule(which=st.integers(0, 999), thrown=THROWN)
    def somebody_does_something(self, which: int, thrown: dict[str, Any]) -> None:
        self._moves(which, thrown)

    @rule(which=st.integers(0, 999), thrown=THROWN)
    def somebody_else_does_something(self, which: int, thrown: dict[str, Any]) -> None:
        """Time passes less often than something is done."""
        self._moves(which, thrown)

    def _moves(self, which: int, thrown: dict[str, Any]) -> None:
        type(self).steps_lived += 1
        name, move = self.moves[which % len(self.moves)]
        note(f"{name}.{getattr(move, '__name__', 'move')}")
        move(self, self.throw(thrown))
        changed = {entry.thing for entry in ledger.entries_between(self.settled, ledger.size())}
        self.settled = ledger.size()
        self._are_there_for_those_named(
            [thing for things in self.things.values() for thing in things if thing in changed]
        )

    # ---- what must hold after every step ----

    def _are_there_for_those_named(self, things: Sequence[str]) -> None:
        """A thing is there for those its acts name, and for nobody else."""
        for thing in things:
            for name in PEOPLE:
                assert sight.may_see(thing, self.id(name)) == self.knows(thing, self.id(name)), name

    # ---- what moves may use ----

    def pick(self, noun: str, thrown: Throw) -> str | None:
        """A thing of that noun that is there already; the youngest as often as all others."""
        things = self.things[noun]
        if not things:
            return None
        return things[-1] if thrown.pick % 2 else things[thrown.pick % len(things)]

    def goes_on(self, name: str, thing: str, thrown: Throw) -> Entry | None:
        """Somebody does what is offered, or tries anything; whoever knows nothing of it finds nothing."""
        noun, by = nouns()[name], thrown.by
        takes_part = getattr(noun, "takes_part", self.knows)
        if not takes_part(thing, by):
            with pytest.raises((NotSeen, BadShape)):
                noun.do(self, noun.VERBS[thrown.pick % len(noun.VERBS)], thing, thrown)
            return None
        offered = list(noun.offered(thing, by))
        verbs = [*offered, *offered, *noun.VERBS]
        verb, codes = verbs[thrown.pick % len(verbs)], list[str]()
        entry = self.may_be_refused(lambda: noun.do(self, verb, thing, thrown), codes)
        assert entry is None or verb in offered, verb
        assert entry or verb not in offered or codes[0] in noun.MAY_FAIL, (verb, codes)
        return entry

    def may_be_refused(self, act: Callable[[], Entry], codes: list[str] | None = None) -> Entry | None:
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
            self.remember(entry)
            return entry
        assert ledger.size() == size
        assert say.strip()
        return None

    def remember(self, entry: Entry) -> None:
        """What it is about, and the street it stands on."""
        assert not entry.by or entry.by in entry.participants
        self.acts.append(entry.id)
        for name, noun in nouns().items():
            if entry.kind.startswith(noun.ACTS) and entry.thing not in self.things[name]:
                self.things[name].append(entry.thing)
        if entry.street and entry.street != EVERY_STREET:
            self.streets.add(entry.street)

    def knows(self, thing: str, who: str) -> bool:
        """Whether some act about it names the person, going by the acts alone."""
        return any(who in entry.seen_by() for entry in ledger.entries_of([thing]))

    def throw(self, thrown: dict[str, Any]) -> Throw:
        """With the ids of those who are named in it."""
        return Throw(**thrown | {role: self.id(thrown[role]) for role in ("by", "to", "also")})

    def id(self, name: str) -> str:
        found: str = getattr(self.cast, name)
        return found

    def day(self, from_today: int) -> date:
        return self.now.date() + timedelta(days=from_today)
