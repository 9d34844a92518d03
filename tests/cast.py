"""The fixed cast. Ann and Ben work together; Cy is a colleague who must see nothing of what lies between
them.

Dana runs the server and sees no street. Eve is a guest, a contact of the client Larch; she knows nobody here
unless she shares a street with them. Everybody was made through the rules.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from twoway.ledger.write import writing
from twoway.people import accounts, queries, rules
from twoway.people.models import Person
from twoway.people.streets import rules as streets
from twoway.people.streets.models import Street

ZONE = "Europe/Berlin"


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Ids of the five."""

    ann: str
    ben: str
    cy: str
    dana: str
    eve: str
    larch: str

    def person(self, name: str) -> Person:
        """One of them as they are now."""
        return queries.person(getattr(self, name))

    def signed_in(self, name: str) -> Client:
        """A browser in which that person has signed in."""
        account = accounts.of(getattr(self, name))
        assert account is not None
        browser = Client()
        browser.force_login(account, backend=accounts.BACKEND)
        return browser


def assemble() -> Cast:
    """Dana sets up the workplace, invites the others, and they join."""
    dana = rules.set_up(
        name="Fir & Daughters", person_name="Dana Ruiz", email="dana@fir.example", zone=ZONE
    ).thing
    larch = rules.name_client(name="Larch", by=dana).thing
    ann, ben, cy = (
        come_in(dana, name=name, email=f"{name.split()[0].lower()}@fir.example", title=title)
        for name, title in (("Ann Lee", "Planner"), ("Ben Okoro", "Shift lead"), ("Cy Möller", "Buyer"))
    )
    eve = come_in(dana, name="Eve Novak", email="eve@larch.example", role="guest", client=larch)
    return Cast(ann=ann, ben=ben, cy=cy, dana=dana, eve=eve, larch=larch)


def come_in(
    by: str, *, name: str, email: str, title: str = "", role: str = "member", client: str | None = None
) -> str:
    """Invited and joined: the id of somebody new."""
    person = rules.invite(by=by, name=name, email=email, title=title, role=role, client=client).thing
    rules.join(person, by=person)
    return person


def open_street(one: str, other: str) -> Street:
    """A street that is open between the two, without any act of a noun on it."""
    with writing(by=one) as book:
        street = streets.knock(book, by=one, to=other)
    with writing(by=other) as book:
        return streets.say_yes(book, street, by=other)


@pytest.fixture
def cast(db: None) -> Cast:
    """The five, in a workplace of their own."""
    return assemble()
