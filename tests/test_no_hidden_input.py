"""What others do among themselves changes no byte that one receives: pages, programs, files and mails.

The lives are those of test_life.py; at their end three of the four do things to each other while the fourth
looks before and after. Only the size, root and proofs of the ledger may be different then.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import initialize

from tests.cast import Cast
from tests.pages import fixed
from tests.test_life import PEOPLE, Life
from tests.test_symmetry import visitor
from tests.whole_lives import live
from twoway import clock
from twoway.integrations import email
from twoway.ledger import follow
from twoway.ledger.entries import Entry
from twoway.nouns.calls import queries as call_queries
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import queries as handoff_queries
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.ownups import queries as ownup_queries
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.promises import VERBS
from twoway.nouns.promises import queries as promise_queries
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.people import access, sight
from twoway.people import queries as people
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

PAGES = (
    *("/", "/people", "/people?show=waiting", "/promises", "/promises/new", "/thanks", "/thanks/new"),
    *("/handoffs", "/handoffs/new", "/calls", "/calls/new", "/calls/calibration", "/ownups", "/ownups/new"),
    *("/history", "/settings", "/settings/record", "/settings/record?as=json", "/model", "/more"),
)
FOR_PROGRAMS = (
    *("/today", "/streets", "/history", "/people", "/me", "/me/record", "/thanks", "/thanks/passed_on"),
    *("/handoffs", "/handoffs?show=with_me", "/handoffs?show=handed_on", "/problems", "/problems?show=known"),
    *("/calls", "/calls?show=touching_me", "/calls?show=over", "/ownups", "/ownups?show=mine"),
    *(f"/promises?show={show}" for show in ("waiting_for_me", "waiting_for_others", "owed_by_me", "done")),
)
OF_A_STREET = ("", "?side=theirs", "?period=all", "/between", "/settings")
OF_A_STREET_FOR_PROGRAMS = ("", "/acts", "/between")


def hand_on(to: str, what: str, _due: object, *, by: str) -> Entry:
    """Work goes on, from all that the giver has of it."""
    have = [one.id for one in handoff_queries.held_by(by) if not one.call]
    return handoffs.hand(what, by=by, to=to, after=have[:2], call="")


def decide(to: str, what: str, due: date, *, by: str) -> Entry:
    """A call that asks the other to act."""
    return calls.make(what, by=by, asks=[to], on_me=True, review_on=due, sure_percent=60)


def own_up(to: str, what: str, _due: object, *, by: str) -> Entry:
    """Of nothing in particular."""
    return ownups.say(what, "It cost you a day", by=by, touched=[to])


BEGINNINGS = (promises.make, promises.ask, promises.offer, promises.note, hand_on, hand_on, decide, own_up)
GO_ON = (*VERBS, "thank", "wish", "pause", "wrong", "wrong", "failed", "say_back")
# Who, to whom (of the three others), by which beginning, then what is done with it, by which of the two.
AMONG_OTHERS = st.tuples(
    st.integers(0, 2),
    st.integers(1, 2),
    st.sampled_from(BEGINNINGS),
    st.sampled_from(["The plan", "明日の計画書"]),
    st.lists(st.tuples(st.sampled_from(GO_ON), st.integers(0, 1)), max_size=4),
)


class Watched(Life):
    """A life in which somebody looks before and after the others do something."""

    seen_as: dict[str, Client]  # by person's id; given by the test

    viewer: str = "ann"
    deeds: tuple[Any, ...] = ()

    @initialize(viewer=st.sampled_from(PEOPLE), deeds=st.lists(AMONG_OTHERS, min_size=2, max_size=6))
    def somebody_will_watch(self, viewer: str, deeds: list[Any]) -> None:
        """At the end of the life, when there is most to see."""
        self.viewer, self.deeds = viewer, (*deeds,)

    def _both_ends_read_the_same(self) -> None:
        me, others = self._id(self.viewer), [self._id(name) for name in PEOPLE if name != self.viewer]
        self._work_passes(me, others)
        call, ownup = self._all_know(me, others)
        before, size = self._received(me), sight.entries(me).count()
        for deed in self.deeds:
            self._do(others, *deed)
        self._among_those_who_know(call, ownup, others)
        assert sight.entries(me).count() == size
        after = self._received(me)
        assert before.keys() == after.keys()
        for what, text in before.items():
            assert text == after[what], f"{what} tells {self.viewer} of what others did"

    def _do(self, others: list[str], one: int, further: int, begin: Any, what: str, verbs: list[Any]) -> None:
        """One of the others begins something with another of them, and they go on with it."""
        by, to = others[one], others[(one + further) % 3]
        entry = self._may_be_refused(partial(begin, to, what, self._day(3), by=by))
        for verb, who in verbs if entry else ():
            self._may_be_refused(partial(self._go_on, entry, verb, (by, to)[who]))

    def _work_passes(self, me: str, others: list[str]) -> None:
        """Work came to the viewer and went on: what its next hands do with it is theirs."""
        for by, to in ((others[0], me), (me, others[1])):
            self._may_be_refused(partial(hand_on, to, "The racks, welded", None, by=by))
            for one in handoff_queries.waiting_for(to):
                self._may_be_refused(partial(handoffs.accept, one.id, by=to))

    def _all_know(self, me: str, others: list[str]) -> tuple[Entry, Entry]:
        """A call of one of the others, and what they owned up to, of which more are to hear."""
        owner, another, _third = others
        call = calls.make("Cold", by=owner, asks=[another], touches=[me])
        ownup = ownups.say("I guessed", "A day", by=owner, touched=[another, me], about=call.thing)
        ownups.widen(ownup.thing, by=owner, to=[self.cast.dana])
        return call, ownup

    def _among_those_who_know(self, call: Entry, ownup: Entry, others: list[str]) -> None:
        """What one of them says to the owner alone, and where work under the call goes from their hands."""
        _owner, another, third = others
        calls.say_cost(call.thing, by=another, cost=4, words="A week")
        self._may_be_refused(lambda: handoffs.hand("The rest", by=another, to=third, call=call.thing))
        ownups.answer(ownup.thing, "I had wondered", by=another)
        ownups.have_seen(ownup.thing, by=another)

    def _go_on(self, begun: Any, verb: str, by: str) -> Any:
        if verb == "wrong":
            return self._goes_wrong(begun, by)
        if verb == "thank":
            return thanks.give(begun.id, "Thank you for that", by=by)
        if verb == "failed":
            return calls.review(begun.thing, by=by, outcome="failed")
        if verb == "say_back":
            return ownups.answer(begun.thing, "I had wondered", by=by)
        if verb == "pause":
            return streets.pause(begun.street, by=by)
        if verb == "wish":
            for person in begun.participants:
                streets.wish_estimate(begun.street, by=person, wish=True)
            return streets.add_side(begun.id, by=by, words="It was so for me")
        return self._does(verb, begun.thing, by, 4, "Gladly")

    def _goes_wrong(self, begun: Any, by: str) -> Any:
        """Whoever has it finds that it does not work, and whoever handed it over owns it."""
        problem = handoffs.raise_problem(begun.thing, by=by, what="Too wide", costs="A day", cost=2)
        giver = begun.by
        handoffs.answer(problem.thing, by=giver, answer="need_more", words="How wide is it?")
        return handoffs.resolve(problem.thing, by=by)

    def _received(self, me: str) -> dict[str, Any]:
        """Everything that reaches one person, by where it comes from."""
        mine = [street.id for street in street_queries.streets_of(me)]
        own = [promise.id for promise in promise_queries.all_of(me)]
        paths = [
            f"/api/v1{path}" for path in FOR_PROGRAMS
        ]  # first, since settings tell when a token was used
        paths += [f"/api/v1/streets/{street}{end}" for street in mine for end in OF_A_STREET_FOR_PROGRAMS]
        paths += [*PAGES, *(f"/streets/{street}{end}" for street in mine for end in OF_A_STREET)]
        paths += [f"/promises/{promise}" for promise in own]
        paths += [f"/handoffs/{one.id}" for one in handoff_queries.all_of(me)]
        paths += [f"/problems/{one.id}" for one in handoff_queries.problems(me)]
        paths += self._of_what_was_decided(me)
        return {path: self._got(me, path) for path in paths} | {"mail": self._mailed(me)}

    def _of_what_was_decided(self, me: str) -> list[str]:
        """Each call and each own-up the person knows of, as a page and for programs."""
        made = [one.id for one in call_queries.all_of(me)]
        known = [f"calls/{one}" for one in made] + [f"ownups/{one.id}" for one in ownup_queries.all_of(me)]
        paths = [f"{start}{one}" for one in known for start in ("/", "/api/v1/")]
        return [*paths, *(f"/ownups/new?about={one}" for one in made)]

    def _got(self, me: str, path: str) -> bytes:
        answer = self.seen_as[me].get(path)
        assert answer.status_code == 200, path
        return fixed(answer.content)

    def _mailed(self, me: str) -> list[tuple[str, str]]:
        """All mails so far, after `twoway work` has looked, an evening and a morning of its minutes."""
        follow.run()
        email.look()
        with clock.held_at(self.now + timedelta(hours=22)):
            email.tick()
        address = people.person(me).email
        return [(str(one.subject), str(one.body)) for one in mail.outbox if one.to == [address]]


@pytest.mark.real_time
def test_what_others_do_changes_no_byte_that_one_receives(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one opened oneself stands in one's record; without that, looking twice gives the same twice."""
    monkeypatch.setattr(access, "note", lambda _opened: None)

    class ALife(Watched):
        pass

    ALife.cast = cast
    ALife.seen_as = {person: visitor(person) for person in (cast.ann, cast.ben, cast.cy, cast.eve)}
    mail.outbox.clear()
    live(ALife, steps=8, one_in=6)
