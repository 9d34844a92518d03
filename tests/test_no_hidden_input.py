"""What others do among themselves changes no byte that one receives: pages, programs, files and mails.

At the end of a made-up life three of the four do things to each other, whatever the nouns of that life are,
while the fourth looks before and after. Only the size, root and proofs of the ledger may be different then;
and what the others have is as absent to the fourth as what was never there, to the byte and to the query.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import initialize

from tests.cast import Cast
from tests.living import PEOPLE, THROWN, Life, nouns
from tests.received import known, received, tells_that_it_is_there, visitor
from tests.whole_lives import is_long, live
from twoway.people import access, sight

STEPS = 100
PEOPLE_TOO = {"neighbour"}  # colleagues may be known without a street
ONE_DOOR_IN = 10  # in `make test` a life is looked at through so many of the doors, others in each life
DEEDS = 40  # of the others, while somebody watches


class Watched(Life):
    """A life in which somebody looks before and after the others do something."""

    seen_as: dict[str, Client]  # by person's id; given by the test

    viewer: str = "ann"
    deeds: tuple[Any, ...] = ()
    doors: slice = slice(None)

    @initialize(
        first=st.integers(0, ONE_DOOR_IN - 1),
        viewer=st.sampled_from(PEOPLE),
        deeds=st.lists(st.tuples(st.integers(0, 999), THROWN), min_size=DEEDS // 2, max_size=DEEDS),
    )
    def somebody_will_watch(self, viewer: str, deeds: list[Any], first: int) -> None:
        """At the end of the life, when there is most to see; where time is short, not through each door."""
        self.viewer, self.deeds = viewer, (*deeds,)
        self.doors = slice(None) if is_long() else slice(first, None, ONE_DOOR_IN)

    def at_the_end(self) -> None:
        super().at_the_end()
        me, others = self.id(self.viewer), [self.id(name) for name in PEOPLE if name != self.viewer]
        client, how = self.seen_as[me], {"now": self.now, "most": 3 if is_long() else 1, "doors": self.doors}
        waiting = self._what_all_know(me, others)
        before, size = received(client, me, **how), sight.entries(me).count()
        self._others_go_on(me, others, waiting)
        assert sight.entries(me).count() == size
        after = received(client, me, **how)
        assert before.keys() == after.keys()
        for what, text in before.items():
            assert text == after[what], f"{what} tells {self.viewer} of what others did"
        assert tells_that_it_is_there(client, self._not_known(me, others, most=how["most"])) == []

    def _what_all_know(self, me: str, others: list[str]) -> list[Iterator[None]]:
        """Each noun has something that the viewer knows of, and with which the others may go on alone."""
        waiting = [noun.among_others(self, me, others) for noun in nouns().values() if has_more(noun)]
        for one in waiting:
            next(one)
        return waiting

    def _others_go_on(self, me: str, others: list[str], waiting: list[Iterator[None]]) -> None:
        """What the viewer would have seen is left undone: it is not among others alone."""
        for one in waiting:
            assert next(one, None) is None
        for which, thrown in self.deeds:
            size, before = sight.entries(me).count(), transaction.savepoint()
            things, acts = {name: [*ids] for name, ids in self.things.items()}, [*self.acts]
            self._do(which, thrown, others)
            if sight.entries(me).count() == size:
                transaction.savepoint_commit(before)
            else:
                transaction.savepoint_rollback(before)
                self.things, self.acts = things, acts

    def _do(self, which: int, thrown: dict[str, Any], others: list[str]) -> None:
        """Whoever the dice name, one of the others does it, and to the others."""
        throw = self.throw(thrown)
        numbers = (throw.pick, throw.pick + 1, throw.day)
        roles = {role: others[n % 3] for role, n in zip(("by", "to", "also"), numbers, strict=True)}
        _name, move = self.moves[which % len(self.moves)]
        move(self, replace(throw, **roles))

    def _not_known(self, me: str, others: list[str], *, most: int) -> dict[str, list[str]]:
        """Things of the others alone, by the kinds that doors have."""
        mine = known(me, most=1_000)
        theirs = [known(other, most=1_000) for other in others]
        kinds = {kind for one in theirs for kind in one} - PEOPLE_TOO
        return {
            kind: sorted({id for one in theirs for id in one.get(kind, ())} - {*mine.get(kind, ())})[:most]
            for kind in kinds
        }


def has_more(noun: Any) -> bool:
    return hasattr(noun, "among_others")


@pytest.mark.alike
@pytest.mark.real_time
def test_what_others_do_changes_no_byte_that_one_receives(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one opened oneself stands in one's record; without that, looking twice gives the same twice."""
    monkeypatch.setattr(access, "note", lambda _opened: None)
    mail.outbox.clear()
    seen_as = {person: visitor(person) for person in (cast.ann, cast.ben, cast.cy, cast.eve)}
    live(Watched, cast, steps=STEPS, seen_as=seen_as)
