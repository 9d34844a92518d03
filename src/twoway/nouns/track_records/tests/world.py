"""A team of six with clients, and what they promised each other, for the tests of track records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.cast import assemble, come_in, open_street
from twoway.clock import today
from twoway.nouns.promises import rules as promises
from twoway.nouns.track_records import rules
from twoway.people import queries as people_queries
from twoway.people import rules as people
from twoway.people.quarters import quarter_of
from twoway.people.streets import queries as streets


@dataclass(frozen=True, kw_only=True)
class World:
    """Ids: six of the team, somebody beside it, three contacts of Larch and three of Pine."""

    boss: str
    team: str
    six: tuple[str, ...]
    cy: str
    larch: tuple[str, ...]
    pine: tuple[str, ...]

    @property
    def contacts(self) -> tuple[str, ...]:
        return (*self.larch, *self.pine)


def world() -> World:
    """On the day it is: the team is there, and every one of it has an open street with every contact."""
    cast = assemble()
    boss = cast.dana
    six = tuple(
        come_in(boss, name=f"{name} Fir", email=f"{name.lower()}@six.example")
        for name in ("Ada", "Bea", "Cal", "Dov", "Ela", "Fay")
    )
    team = people.form_team(name="Delivery", by=boss).thing
    for one in six:
        people.join_team(team, person=one, by=boss)
    pine = people.name_client(name="Pine", by=boss).thing
    contacts = {
        client: tuple(
            come_in(
                boss,
                name=f"{name} {client}",
                email=f"{name.lower()}@{client}.example",
                role="guest",
                client=id,
            )
            for name in names
        )
        for client, id, names in (
            ("larch", cast.larch, ("Gil", "Hal", "Ida")),
            ("pine", pine, ("Jon", "Kim", "Lea")),
        )
    }
    return World(boss=boss, team=team, six=six, cy=cast.cy, larch=contacts["larch"], pine=contacts["pine"])


def promised(by: str, to: str, *, due: date, kept: bool = False) -> str:
    """A promise with its day, kept today or not; the street opens where there is none."""
    if streets.between(by, to) is None:
        open_street(*sorted((by, to), key=lambda one: not people_queries.person(one).is_member))
    made = promises.make(to, "The thing", due, by=by).thing
    if kept:
        promises.keep(made, by=by)
        promises.confirm(made, by=to)
    return made


def a_quarter(kept: Sequence[bool], whose: Sequence[str], to: Sequence[str]) -> list[str]:
    """A promise of each to each, due in ten days: those of one person all kept today, or none of them."""
    due = today() + timedelta(days=10)
    assert quarter_of(due) == quarter_of(today())
    return [
        promised(by, contact, due=due, kept=is_kept)
        for by, is_kept in zip(whose, kept, strict=True)
        for contact in to
    ]


def out(
    here: World, people: Sequence[str] | None = None, *, audience: str = "clients", opens: bool = False
) -> str:
    """A record of these people (or of all six), agreed to by all of them."""
    counted = here.six if people is None else tuple(people)
    record = rules.propose(here.team, counted, audience, by=counted[0]).thing
    for one in counted:
        rules.agree(record, by=one, opens=opens)
    return record
