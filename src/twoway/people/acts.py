"""What is kept about the people of a workplace; shapes that never change.

A mail address has an act of its own, because everybody may know that a colleague is here and nobody needs to
know where their mail goes. Names of workplaces, teams and clients are no person's words: they stay when
somebody who wrote them is erased.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("workplace.set_up")
class WorkplaceSetUp(Act):
    """A workplace began: a real one, the sample company, or a study of records (`purpose`)."""

    name: str
    purpose: str


@act("workplace.renamed")
class WorkplaceRenamed(Act):
    """The workplace goes by another name."""

    name: str


@act("workplace.estimates_ended")
class EstimatesEnded(Act):
    """No street of this workplace carries an estimate, for good."""


@act("person.invited")
class Invited(Act):
    """A person may come in, as a member or as a client's guest (`role`)."""

    words_on_rows: ClassVar[bool] = True

    person: PersonId
    name: Words
    title: Words | None = None
    role: str
    client: Ref | None = None
    zone: str
    starts_on: date | None = None


@act("person.addressed")
class Addressed(Act):
    """Mail for the person goes here. Seen by the person and by whoever wrote it."""

    words_on_rows: ClassVar[bool] = True

    person: PersonId
    email: Words


@act("person.asked_back")
class AskedBack(Act):
    """Somebody who had left may come in again, as the same person."""

    person: PersonId


@act("person.joined")
class Joined(Act):
    """The person said yes to the invitation."""

    person: PersonId


@act("person.described")
class Described(Act):
    """The person's name, title, zone and first day, all of them as they are from now on."""

    words_on_rows: ClassVar[bool] = True

    person: PersonId
    name: Words
    title: Words | None = None
    zone: str
    starts_on: date | None = None


@act("person.runs_server")
class RunsServer(Act):
    """Whether the person looks after the system. It opens no street to them."""

    person: PersonId
    runs: bool


@act("person.left")
class Left(Act):
    """The person has gone; what they did with others stays with those others."""

    person: PersonId


@act("person.erased")
class Erased(Act):
    """Nothing that names the person is kept any more."""

    person: PersonId


@act("line.started")
class LineStarted(Act):
    """From this day on one person reports to the other."""

    manager: PersonId
    report: PersonId
    on: date


@act("line.ended")
class LineEnded(Act):
    """From this day on they no longer do."""

    on: date


@act("team.formed")
class TeamFormed(Act):
    """A team began, perhaps inside another."""

    name: str
    parent: Ref | None = None


@act("team.renamed")
class TeamRenamed(Act):
    """The team goes by another name."""

    name: str


@act("team.moved")
class TeamMoved(Act):
    """The team stands inside another one now, or inside none."""

    parent: Ref | None = None


@act("team.closed")
class TeamClosed(Act):
    """The team is no more; who was in it stays known."""


@act("team.joined")
class TeamJoined(Act):
    """A person is in the team, perhaps as a lead."""

    team: Ref
    person: PersonId
    lead: bool
    on: date


@act("team.led")
class TeamLed(Act):
    """Whether a person in the team is one of its leads."""

    lead: bool


@act("team.left")
class TeamLeft(Act):
    """A person is no longer in the team."""

    on: date


@act("client.named")
class ClientNamed(Act):
    """An outside organisation, by the name it goes by: the first time, and whenever that changes."""

    name: str
