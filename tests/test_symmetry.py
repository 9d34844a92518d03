"""Whatever four people do to each other: what one may see of the other, the other may see of them.

The lives are those of test_life.py. From each end of each street the same is read: on the street's page,
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
from tests.test_life import Life
from tests.whole_lives import live
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.people import accounts, tokens
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

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


ENDS = st.tuples(st.sampled_from(["ann", "ben"]), st.sampled_from(["keep", "give_up"]))


class Mirrored(Life):
    """A life in which two people may want their estimate; at its end all streets are looked at."""

    seen_as: dict[str, Client]  # by person's id; given by the test

    @initialize(target=Life.things, asked=st.booleans(), past=st.lists(ENDS, max_size=6))
    def a_first_day(self, asked: bool, past: list[tuple[str, str]]) -> Any:
        """As in any life, after some promises that have ended, and with the estimate between Ann and Ben."""
        first = super().a_first_day(asked)
        between = {"ann": self.cast.ben, "ben": self.cast.ann}
        for by, end in past:
            made = promises.make(between[by], "The rota", self._day(3), by=self._id(by))
            getattr(promises, end)(made.thing, by=self._id(by))
        [street] = (street for street in self.streets if self.cast.ben in self.ends(street))
        for person in self.ends(street):
            streets.wish_estimate(street, by=person, wish=True)
        return first

    @rule(pick=st.integers(0, 9), wishes=st.sampled_from([(True, True), (True, True), (True, False)]))
    def wish_for_the_estimate(self, pick: int, wishes: tuple[bool, bool]) -> None:
        known = sorted(self.streets)
        street = street_queries.street(
            known[pick % len(known)], seen_by=self.ends(known[pick % len(known)])[0]
        )
        if street.state in {"open", "paused"}:
            for person, wish in zip(street.both, wishes, strict=True):
                streets.wish_estimate(street.id, by=person, wish=wish)

    def _both_ends_read_the_same(self) -> None:
        super()._both_ends_read_the_same()
        for street in self.streets:
            one, other = self.ends(street)
            self._each_sees_the_other_s_page_turned_round(street, one, other)
            self._programs_are_told_the_same(street, one, other)

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
        assert cut(mine["open"], OF_WHAT_IS_OPEN) == cut(theirs["open"], OF_WHAT_IS_OPEN)
        acts = [self._json(person, f"/streets/{street}/acts") for person in (one, other)]
        assert cut(acts[0], OF_AN_ACT) == cut(acts[1], OF_AN_ACT)
        mine, theirs = (self._json(person, f"/streets/{street}/between") for person in (one, other))
        assert cut(mine["you_owe"], OF_WHAT_IS_OPEN) == cut(theirs["they_owe"], OF_WHAT_IS_OPEN)
        assert cut(mine["they_owe"], OF_WHAT_IS_OPEN) == cut(theirs["you_owe"], OF_WHAT_IS_OPEN)
        assert mine["ended"] == theirs["ended"]
        assert cut(mine["new"], OF_AN_ACT) == cut(theirs["new"], OF_AN_ACT)

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


def visitor(person: str) -> Client:
    """A browser and a program of one person's."""
    account = accounts.of(person)
    assert account is not None
    _token, text = tokens.make(person, name="A program")
    client = Client(headers={"Authorization": f"Bearer {text}"})
    client.force_login(account, backend=accounts.BACKEND)
    return client


@pytest.mark.real_time
def test_whatever_people_do_each_sees_of_the_other_what_the_other_sees_of_them(cast: Cast) -> None:
    class ALife(Mirrored):
        pass

    ALife.cast = cast
    ALife.seen_as = {person: visitor(person) for person in (cast.ann, cast.ben, cast.cy, cast.eve)}
    live(ALife, steps=15)
