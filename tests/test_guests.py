"""What a client's contact reads and may do here: all that they are on, and nothing else, through every door.

Eve and Finn are contacts of Larch, Ida of Birch. Ann works for Larch with Eve, Ben with Finn, Cy for Birch
with Ida; among themselves the three have reporting lines, teams and lives of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

import pytest
from django.core import mail
from hypothesis import strategies as st
from hypothesis.stateful import initialize

from conftest import A_MONDAY
from tests import pages
from tests.cast import Cast, come_in, open_street
from tests.lives import voices
from tests.living import NOUNS
from tests.received import addresses, known, received, tells_that_it_is_there, visitor
from tests.test_every_door import BETWEEN_TWO, compare, tries
from tests.test_no_hidden_input import Watched
from tests.things import Things, between, raised_unnamed
from tests.whole_lives import is_long, live
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.people import access, queries, rules, sight

# What a guest may not read anywhere: who else is here, in which teams, as what, for whom, at which address.
FRIDAY = date(2026, 3, 6)
ELSEWHERE: tuple[str, ...] = (
    "Ben Okoro",
    "Cy Möller",
    "Gus Petri",
    "Kit Lund",
    "Ida Kern",
    "Birch",
    "Line 3",
    "Line 4",
)
ELSEWHERE += ("Shift lead", "Buyer", "fir.example")
# What asks for no team: guests are in none.
FOR_ALL = [noun for noun in NOUNS if noun not in {"unnamed", "track_records"}]
OF_A_TEAM = (voices.raise_with_leads, voices.leads_no_longer)
ONE_IN = 1 if is_long() else 4  # of the doors, where each asks much


@dataclass(frozen=True, kw_only=True)
class Guests:
    """Ids of those who are not in the fixed cast, and the cast."""

    cast: Cast
    finn: str
    ida: str
    birch: str


@pytest.fixture
def of_two_clients(cast: Cast) -> Guests:
    finn = come_in(cast.dana, name="Finn Ash", email="finn@larch.example", role="guest", client=cast.larch)
    birch = rules.name_client(name="Birch", by=cast.dana).thing
    ida = come_in(cast.dana, name="Ida Kern", email="ida@birch.example", role="guest", client=birch)
    return Guests(cast=cast, finn=finn, ida=ida, birch=birch)


@pytest.fixture
def guests(of_two_clients: Guests) -> Guests:
    """The same, in a workplace with lines, teams and what is raised there unnamed."""
    cast = of_two_clients.cast
    gus = come_in(cast.dana, name="Gus Petri", email="gus@fir.example")
    rules.start_line(manager=cast.cy, report=cast.ann, by=cast.dana)
    team = rules.form_team(name="Line 3", by=cast.dana).thing
    for person in (cast.ann, cast.ben):
        rules.join_team(team, person=person, by=cast.dana, lead=person == cast.ann)
    raised_unnamed(cast, gus)
    return of_two_clients


def test_a_guest_reads_of_nobody_they_are_not_on_anything_with(guests: Guests) -> None:
    """On every page, in all that programs get, and in the file of one's record."""
    cast = guests.cast
    between(cast.ann, cast.eve)
    between(cast.ann, cast.ben)
    between(cast.cy, guests.ida)
    open_street(cast.ben, guests.finn)
    read = dict(everything(cast.eve))
    assert len(read) > 100
    assert [(address, word) for address, text in read.items() for word in ELSEWHERE if word in text] == []
    assert {"Ann Lee", "Finn Ash"} <= set(re.findall("Ann Lee|Finn Ash", read["/people"]))


def everything(me: str) -> Iterator[tuple[str, str]]:
    """Whatever is there for somebody, at each address of theirs."""
    client = visitor(me)
    for address in ("/help", "/ledger", *(address for _route, address in addresses(known(me, most=1)))):
        answer = client.get(address)
        if answer.status_code == 200:
            yield address, pages.read(answer).decode()


def test_a_guest_picks_from_those_they_may_see_and_may_do_all_that_members_do(guests: Guests) -> None:
    """Once a member has begun, both ways round: what Ann did with Eve, Ida does with Cy."""
    cast = guests.cast
    open_street(cast.cy, guests.ida)
    for one, other in ((cast.ann, cast.eve), (guests.ida, cast.cy)):
        for thing in between(one, other).values():
            seen = [
                sight.may_see(thing, person) or sight.may_see_entry(thing, person) for person in (one, other)
            ]
            assert seen == [True, True]
    eve = cast.signed_in("eve")
    everybody = {person.id for person in queries.everybody()}
    news = ("promises", "calls", "voices", "handoffs", "conversations", "entrustments", "growth")
    for noun in news:
        page = eve.get(f"/{noun}/new").content.decode()
        picked = everybody & {*re.findall(r'value="(\w{12})"', page)}
        assert picked <= {cast.ann, guests.finn}, noun
        assert picked, noun


def test_a_guest_has_settings_tokens_private_pages_and_may_leave(guests: Guests) -> None:
    cast, eve = guests.cast, guests.cast.signed_in("eve")
    you = {"name": "Eva Novak", "title": "Site manager", "zone": "Europe/Prague"}
    assert eve.post("/settings/you", you).status_code == 302
    assert cast.person("eve").title == "Site manager"
    assert eve.post("/settings/notices", {"wanted": ["promise"], "digest_hour": 8}).status_code == 302
    assert "twoway_" in eve.post("/settings/tokens", {"name": "A program"}).content.decode()
    assert eve.get("/private").status_code == 200
    street = open_street(cast.ann, cast.eve)
    promises.make(cast.eve, "The drawings", FRIDAY, by=cast.ann)
    assert eve.get("/settings/record?as=json").json()
    eve.post("/settings/leave", {"sure": "on"})
    assert cast.person("eve").state == "left"
    assert eve.get("/settings").status_code == 302
    assert "The drawings" in cast.signed_in("ann").get(f"/streets/{street.id}").content.decode()


def test_what_two_have_is_not_there_for_another_contact_of_the_same_client(guests: Guests) -> None:
    """Finn knows Eve, and nothing of what she and Ann have: to the byte, the header and the query."""
    cast = guests.cast
    ids = between(cast.ann, cast.eve) | {"neighbour": cast.ann}
    people = {"cy": cast.cy, "finn": guests.finn}
    things, size = Things(people=people, ids=ids), ledger.size()
    kinds = {*BETWEEN_TWO} & {*ids}
    turns = [(door, how) for door, how in tries(kinds) if {*door.kinds} <= kinds]
    turns = [(door, how) for door, how in turns if crc32(door.route.encode()) % ONE_IN == 0]
    assert compare(things, things.visitor("finn"), turns, {404, 405}) == []
    assert ledger.size() == size


def test_what_everybody_else_does_changes_no_byte_that_a_guest_receives(
    guests: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither their own colleague with others here, nor another client, nor the workplace by itself."""
    monkeypatch.setattr(access, "note", lambda _opened: None)
    cast = guests.cast
    for person in (cast.eve, guests.ida):
        between(cast.ann, person)
    mail.outbox.clear()
    clients = {person: visitor(person) for person in (cast.eve, guests.ida)}
    doors = {cast.eve: slice(0, None, 2 * ONE_IN), guests.ida: slice(1, None, 2 * ONE_IN)}
    before = {me: received(clients[me], me, now=A_MONDAY, most=1, doors=doors[me]) for me in clients}
    theirs = between(cast.ben, guests.finn)
    between(cast.cy, cast.ben)
    a_busy_day(guests)
    for me, client in clients.items():
        after = received(client, me, now=A_MONDAY, most=1, doors=doors[me])
        assert {what for what, text in before[me].items() if after[what] != text} == set()
        hidden = {kind: [thing] for kind, thing in theirs.items()}
        hidden |= {"seen_client": [guests.birch if me == cast.eve else cast.larch]}
        assert tells_that_it_is_there(client, hidden) == []


def a_busy_day(guests: Guests) -> None:
    """Of the workplace: a new team, line, client and colleague, and somebody who leaves."""
    cast = guests.cast
    team = rules.form_team(name="Line 9", by=cast.dana).thing
    rules.join_team(team, person=cast.ann, by=cast.dana, lead=True)
    rules.start_line(manager=cast.ben, report=cast.cy, by=cast.dana)
    oak = rules.name_client(name="Oak", by=cast.ben).thing
    come_in(cast.ben, name="Olga Wit", email="olga@oak.example", role="guest", client=oak)
    gone = come_in(cast.ann, name="Pia Roth", email="pia@fir.example")
    open_street(cast.ann, gone)
    rules.leave(gone, by=gone)


class OfGuests(Watched):
    """A life in which some of the four are strangers: there is nothing that all of them would know of."""

    @initialize(about=st.lists(st.sampled_from(FOR_ALL), min_size=2, max_size=4, unique=True))
    def a_first_day(self, about: list[str]) -> None:
        super().a_first_day(about)
        self.moves = [(noun, move) for noun, move in self.moves if move not in OF_A_TEAM]

    def _what_all_know(self, me: str, others: list[str]) -> list[Iterator[None]]:
        return []


@pytest.mark.long_run
@pytest.mark.real_time
def test_what_others_do_changes_no_byte_in_lives_of_guests(
    of_two_clients: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lives nobody thought of, in which all but one of the four are contacts of two clients."""
    monkeypatch.setattr(access, "note", lambda _opened: None)
    mail.outbox.clear()
    cast = replace(of_two_clients.cast, ben=of_two_clients.finn, cy=of_two_clients.ida)
    seen_as = {person: visitor(person) for person in (cast.ann, cast.ben, cast.cy, cast.eve)}
    live(OfGuests, cast, steps=100, seen_as=seen_as)
