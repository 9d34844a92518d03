"""Whatever two people do: a suggestion rests on what both see, and exchanging the two exchanges the two.

The lives are drawn at random from the verbs of the nouns; what is refused is refused in both worlds alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import A_MONDAY
from tests.cast import Cast, open_street
from twoway import clock
from twoway.errors import TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.calls import rules as calls
from twoway.nouns.entrustments import rules as entrustments
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.nouns.voices import rules as voices
from twoway.people import queries as people
from twoway.people.streets import rules as streets
from twoway.readings.suggestions.choosing import NextAct
from twoway.readings.suggestions.library import practices
from twoway.readings.suggestions.tests.looking import all_of, read_by

Deed = tuple[int, int, int, int]
"""By which of the two, by which verb, to which of the things so far, and how many days later."""

DEEDS = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, 50), st.integers(0, 5), st.sampled_from([0, 0, 1, 3, 10, 40])
    ),
    min_size=3,
    max_size=14,
)
MARKS = st.dictionaries(
    st.sampled_from(sorted(practices())), st.sampled_from(["not_now", "useful", "not_useful"]), max_size=6
)


@dataclass
class World:
    """Two people, their street, and what they have done; at any time on some day."""

    pair: tuple[str, str]
    third: str
    street: str
    done: list[Entry]
    today: date

    def does(self, deed: Deed) -> None:
        """One deed, or nothing where it is refused."""
        who, verb, which, _days = deed
        by, to = self.pair[who], self.pair[1 - who]
        of = self.done[-1 - which % len(self.done)] if self.done else None
        verbs = self._verbs(by, to, of)
        with suppress(TwowayError):
            self.done.append(verbs[verb % len(verbs)]())

    def _verbs(self, by: str, to: str, of: Entry | None) -> Sequence[Callable[[], Any]]:
        soon = self.today + timedelta(days=5)
        begin: list[Callable[[], Any]] = [
            lambda: promises.make(to, "The plan", soon, by=by),
            lambda: promises.make(to, "The rota", soon, by=by),
            lambda: promises.ask(to, "The list", soon, by=by),
            lambda: promises.offer(to, "I can help", by=by),
            lambda: calls.make("Cold", by=by, asks=[to], on_me=True, review_on=soon),
            lambda: calls.make("Warm", by=by, asks=[to], on_me=True),
            lambda: calls.note(to, "Hot", by=by, on_me=True),
            lambda: handoffs.hand("The racks", by=by, to=to),
            lambda: ownups.say("I guessed", "A day", by=by, touched=[to]),
            lambda: entrustments.give(to, "The rota", 2, soon, by=by),
            lambda: voices.raise_("The lights are dim", by=by, to=to, answer_by=soon),
            lambda: voices.raise_("Handing over", by=by, to=to, wants="feedback", answer_by=soon),
            lambda: streets.pause(self.street, by=by),
            lambda: streets.resume(self.street, by=by),
        ]
        if of is None:
            return begin[:12]
        on = [partial(rule, of.thing, by=by, **how) for rule, how in ON]
        return [
            *begin,
            *on,
            lambda: promises.ask_move(of.thing, by=by, due_on=soon, reason="The press stopped"),
            lambda: thanks.give(of.id, "Thank you", by=by),
            lambda: thanks.give(of.id, "To ask first", by=by, learned=True),
            lambda: streets.add_side(of.id, by=by, words="It was so for me"),
            lambda: ownups.say("I forgot", "A day", by=by, touched=[to], about=of.thing),
            lambda: self._third_joins(by),
        ]

    def _third_joins(self, by: str) -> Any:
        """Something with somebody else, of which the other end sees nothing."""
        return handoffs.hand("The other racks", by=by, to=self.third)

    def suggested(self, who: int, marks: dict[str, str], *, reader: int | None = None) -> NextAct | None:
        """What one of the two is shown, from what one of the two reads."""
        return read_by(self.pair[who if reader is None else reader], self.street, self.pair[who], marks)


ON: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (promises.say_yes, {}),
    (promises.decline, {}),
    (promises.keep, {}),
    (promises.confirm, {}),
    (promises.contest, {"note": "Half is missing"}),
    (promises.give_up, {}),
    (promises.agree_move, {}),
    (calls.review, {"outcome": "worked"}),
    (calls.review, {"outcome": "failed"}),
    (calls.say_yes, {}),
    (handoffs.accept, {}),
    (handoffs.raise_problem, {"what": "Too wide", "costs": "A day", "cost": 2}),
    (handoffs.answer, {"answer": "mine", "words": "I misread it"}),
    (handoffs.answer, {"answer": "not_mine", "words": "I got it so"}),
    (handoffs.resolve, {}),
    (entrustments.accept, {}),
    (entrustments.look_back, {"how_it_went": "well"}),
    (entrustments.narrow, {"freedom": 1, "reason": "It came late"}),
    (voices.answer, {"answer": "no_because", "words": "There is no room for it"}),
    (voices.close, {"heard": 2}),
]


def live(cast: Cast, pair: tuple[str, str], deeds: Sequence[Deed], look: Callable[[World], Any]) -> list[Any]:
    """A life of two from its first day, looked at after each deed; then it is as if it had not been."""
    found, before, now = [], transaction.savepoint(), A_MONDAY
    with ExitStack() as held:
        held.enter_context(clock.held_at(now))
        world = World(pair, cast.cy, open_street(*pair).id, [], now.date())
        open_street(cast.cy, pair[0])
        open_street(cast.cy, pair[1])
        for deed in deeds:
            world.does(deed)
            now += timedelta(days=deed[3], minutes=1)
            held.close()
            held.enter_context(clock.held_at(now))
            world = replace(world, today=now.date())
            if deed[3]:
                found.append(look(world))
        held.close()
    transaction.savepoint_rollback(before)
    return found


def told_of(found: NextAct | None, pair: tuple[str, str]) -> tuple[Any, ...]:
    """A suggestion without the ids and names, which are others in each world."""
    if found is None:
        return ()
    names = {people.person(person).called.split()[0]: f"P{at}" for at, person in enumerate(pair)}
    says = found.text
    for name, place in names.items():
        says = says.replace(name, place)
    return found.occasion.slug, found.practice.slug, says, found.reason.since, found.reason.number


USUAL = settings.default.max_examples if settings.default else 25
FEW = settings(max_examples=max(4, USUAL // 5), suppress_health_check=list(HealthCheck), deadline=None)


@pytest.mark.alike
@pytest.mark.real_time
def test_it_rests_on_what_both_see_and_exchanging_the_two_exchanges_it(cast: Cast) -> None:
    """Read with either one's eyes it is the same: nothing that one of them may not see has a part in it."""

    @FEW
    @given(DEEDS, MARKS)
    def any_life(deeds: list[Deed], marks: dict[str, str]) -> None:
        def both(world: World) -> list[tuple[Any, ...]]:
            found = [world.suggested(who, marks) for who in (0, 1)]
            for who in (0, 1):
                assert all_of(found[who]) == all_of(world.suggested(who, marks, reader=1 - who))
            return [told_of(one, world.pair) for one in found]

        here = live(cast, (cast.ann, cast.ben), deeds, both)
        there = live(cast, (cast.ben, cast.ann), deeds, both)
        assert here == there

    any_life()
