"""What `twoway work` does, one step at a time, and the mails that come of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from tests.cast import Cast, open_street
from twoway.integrations import email
from twoway.ledger import follow
from twoway.nouns.promises import rules as promises

FRIDAY = date(2026, 3, 6)


@dataclass
class Office:
    """The cast with an open street between Ann and Ben, and all that was mailed before forgotten."""

    cast: Cast
    seen: int = field(default=0)

    def work(self) -> list[EmailMultiAlternatives]:
        """One look of `twoway work` at the ledger; the mails that left."""
        follow.run()
        email.look()
        return self.new()

    def minute(self) -> list[EmailMultiAlternatives]:
        """One tick of `twoway work`; the mails that left."""
        follow.run()
        email.tick()
        return self.new()

    def new(self) -> list[EmailMultiAlternatives]:
        fresh = mail.outbox[self.seen :]
        self.seen = len(mail.outbox)
        return [one for one in fresh if isinstance(one, EmailMultiAlternatives)]

    def asks(self, what: str = "the boiler serviced", *, due_on: date = FRIDAY) -> str:
        """Ann asks Ben for a promise; its id."""
        return promises.ask(self.cast.ben, what, due_on, by=self.cast.ann).thing

    def promised(self, what: str = "the boiler serviced", *, due_on: date = FRIDAY) -> str:
        """Ben promises Ann; its id."""
        return promises.make(self.cast.ann, what, due_on, by=self.cast.ben).thing


@pytest.fixture
def office(at: Callable[[str], object], request: pytest.FixtureRequest) -> Office:
    """A Monday at ten where they are; what happened until then has been told."""
    at("2026-03-01 09:00")
    cast: Cast = request.getfixturevalue("cast")
    open_street(cast.ann, cast.ben)
    office = Office(cast)
    follow.run()
    at("2026-03-02 07:00")
    email.tick()
    office.new()
    at("2026-03-02 09:00")
    return office


def to(mails: list[EmailMultiAlternatives], address: str) -> EmailMultiAlternatives:
    """The one mail to somebody among these."""
    found = [one for one in mails if one.to == [address]]
    assert len(found) == 1, [(one.to, one.subject) for one in mails]
    return found[0]


def html_of(message: EmailMultiAlternatives) -> str:
    return str(message.alternatives[0][0])


def links_of(message: EmailMultiAlternatives) -> dict[str, str]:
    """Where each answer in a mail leads, by what it says."""
    found = re.findall(r"^ *([^\n:]+):\s+(http\S+/tap/\S+)$", str(message.body), re.MULTILINE)
    return {label: "/" + link.split("/", 3)[3] for label, link in found}
