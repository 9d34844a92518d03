"""Whatever four people do to each other: what one may see of the other, the other may see of them.

The lives are those of tests/living.py. From each end of each street the same is read: on the street's page,
which can be turned round ("see it from Ben's side") and then is the other's page; in Between us; in the
estimate; and by programs.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.cast import Cast
from tests.living import ABOUT, Life
from tests.received import known, of_things, visitor
from tests.whole_lives import is_long, live
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets
from twoway.readings.suggestions.tests.looking import all_of, read_by

# What the pages of a pair are made of. The twin has no verbs and no composer: it is only looked at.
OF_THE_STREET = (
    "headline",
    "lede",
    "halves",
    "lines",
    "street",
    "since_when",
    "columns",
    "little",
    "estimate",
)
OF_BETWEEN = ("headline", "halves", "between", "lines", "since_when")
# How programs are told of an act, but for the sentence, which says "you" to its reader.
OF_AN_ACT = ("entry", "kind", "by", "day", "at", "about", "words", "sides")
OF_WHAT_IS_OPEN = ("street", "thing", "owes", "to", "kind", "what", "due_on", "days_late", "seen")


ONE_DOOR_IN = 10  # in `make test` a life is looked at through so many of the doors, others in each life
ENDS = st.tuples(st.sampled_from(["ann", "ben"]), st.sampled_from(["keep", "give_up"]))


class Mirrored(Life):
    """A life in which two people may want their estimate; at its end the fullest streets are looked at."""

    seen_as: dict[str, Client]  # by person's id; given by the test
    doors: slice = slice(None)

    @initialize(about=ABOUT, past=st.lists(ENDS, max_size=6), first=st.integers(0, ONE_DOOR_IN - 1))
    def a_first_day(self, about: list[str], past: list[tuple[str, str]], first: int) -> None:
        """As in any life, after some promises that have ended, and with the estimate between Ann and Ben."""
        self.doors = slice(None) if is_long() else slice(first, None, ONE_DOOR_IN)
        super().a_first_day(about)
        between = {"ann": self.cast.ben, "ben": self.cast.ann}
        for by, end in past:
            made = promises.make(between[by], "The rota", self.day(3), by=self.id(by))
            getattr(promises, end)(made.thing, by=self.id(by))
        [street] = (street for street in self.streets if self.cast.ben in self.ends(street))
        for person in self.ends(street):
            streets.wish_estimate(street, by=person, wish=True)

    @rule(pick=st.integers(0, 9), wishes=st.sampled_from([(True, True), (True, True), (True, False)]))
    def wish_for_the_estimate(self, pick: int, wishes: tuple[bool, bool]) -> None:
        type(self).steps_lived += 1
        known = sorted(self.streets)
        street = street_queries.street(
            known[pick % len(known)], seen_by=self.ends(known[pick % len(known)])[0]
        )
        if street.state in {"open", "paused"}:
            for person, wish in zip(street.both, wishes, strict=True):
                streets.wish_estimate(street.id, by=person, wish=wish)

    def at_the_end(self) -> None:
        super().at_the_end()
        fullest = sorted(self.streets, key=lambda street: len(ledger.entries_of_street(street)))
        for street in fullest if is_long() else fullest[-1:]:
            one, other = self.ends(street)
            self._each_sees_the_other_s_page_turned_round(street, one, other)
            self._programs_are_told_the_same(street, one, other)
            self._what_both_know_answers_both_alike(street, one, other)
            self._a_suggestion_rests_on_what_both_see(street, one, other)

    def _what_both_know_answers_both_alike(self, street: str, one: str, other: str) -> None:
        """Through every door there is: what opens for the one opens for the other."""
        on_it = {entry.thing for entry in ledger.entries_of_street(street)}
        known_to = [
            {kind: {*ids} & on_it for kind, ids in known(end, most=1_000).items()} for end in (one, other)
        ]
        assert known_to[0] == known_to[1]
        some = {kind: sorted(ids)[: None if is_long() else 1] for kind, ids in known_to[0].items() if ids}
        for _route, address in [*of_things(some)][self.doors]:
            statuses = [self.seen_as[end].get(address).status_code for end in (one, other)]
            assert statuses[0] == statuses[1], address

    def _each_sees_the_other_s_page_turned_round(self, street: str, one: str, other: str) -> None:
        for mine, theirs in ((one, other), (other, one)):
            for path, parts in (
                (f"/streets/{street}", OF_THE_STREET),
                (f"/streets/{street}/between", OF_BETWEEN),
            ):
                turned = self._page(mine, path + "?side=theirs")
                own = self._page(theirs, path)
                for part in parts:
                    assert plain(turned.get(part)) == plain(own.get(part)), (path, part)

    def _programs_are_told_the_same(self, street: str, one: str, other: str) -> None:
        mine, theirs = (self._json(person, f"/streets/{street}") for person in (one, other))
        assert mine["estimate"] == theirs["estimate"]
        assert (mine["state"], mine["measured"]) == (theirs["state"], theirs["measured"])
        own_first = [cut(told["open"], OF_WHAT_IS_OPEN) for told in (mine, theirs)]
        assert sorted(own_first[0], key=str) == sorted(own_first[1], key=str)
        acts = [self._json(person, f"/streets/{street}/acts") for person in (one, other)]
        assert cut(acts[0], OF_AN_ACT) == cut(acts[1], OF_AN_ACT)
        mine, theirs = (self._json(person, f"/streets/{street}/between") for person in (one, other))
        assert cut(mine["you_owe"], OF_WHAT_IS_OPEN) == cut(theirs["they_owe"], OF_WHAT_IS_OPEN)
        assert cut(mine["they_owe"], OF_WHAT_IS_OPEN) == cut(theirs["you_owe"], OF_WHAT_IS_OPEN)
        assert mine["ended"] == theirs["ended"]
        assert cut(mine["new"], OF_AN_ACT) == cut(theirs["new"], OF_AN_ACT)

    @staticmethod
    def _a_suggestion_rests_on_what_both_see(street: str, one: str, other: str) -> None:
        """Each one's next good act, worked out from what the other reads, is the same."""
        for mine, theirs in ((one, other), (other, one)):
            assert all_of(read_by(mine, street, mine, {})) == all_of(read_by(theirs, street, mine, {}))

    @staticmethod
    def ends(street: str) -> tuple[str, str]:
        low, high = ledger.entries_of_street(street)[0].participants
        return low, high

    def _page(self, person: str, path: str) -> Any:
        answer = self.seen_as[person].get(path)
        assert answer.status_code == 200, path
        return answer.context

    def _json(self, person: str, path: str) -> Any:
        answer = self.seen_as[person].get("/api/v1" + path)
        assert answer.status_code == 200, path
        return answer.json()


def plain(part: Any) -> Any:
    """A drawing compares by what is drawn; its links keep to the end from which they are looked at."""
    if not hasattr(part, "horizontal"):
        return part
    return [
        drawn.replace("side=theirs&amp;", "").replace("?side=theirs", "")
        for drawn in (part.horizontal, part.vertical)
    ]


def cut(told: list[dict[str, Any]], fields: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{field: one[field] for field in fields} for one in told]


@pytest.mark.alike
@pytest.mark.real_time
def test_whatever_people_do_each_sees_of_the_other_what_the_other_sees_of_them(cast: Cast) -> None:
    seen_as = {person: visitor(person) for person in (cast.ann, cast.ben, cast.cy, cast.eve)}
    live(Mirrored, cast, steps=50, seen_as=seen_as)
