"""What programs are given of people, and what they send."""

from datetime import date

from ninja import Schema

from twoway.ledger.entries import Entry
from twoway.people.models import Membership, Person, ReportingLine, Team

MOST_IN_A_LIST = 200


class Done(Schema):
    """The act that was entered, and the thing it is about."""

    entry: str
    thing: str


class PersonOut(Schema):
    """Somebody in the directory. `client` is the organisation of a guest."""

    id: str
    name: str
    title: str
    kind: str
    state: str
    client: str | None
    runs_server: bool


class ReportingLineOut(Schema):
    """Who reports to whom, from which day, until the day before another."""

    id: str
    manager: str
    report: str
    started_on: date
    ended_on: date | None


class TeamOut(Schema):
    """A team, perhaps inside another."""

    id: str
    name: str
    parent: str | None


class MembershipOut(Schema):
    """Somebody in a team."""

    id: str
    person: str
    lead: bool
    joined_on: date


class Named(Schema):
    """A name."""

    name: str


def done(entry: Entry) -> Done:
    return Done(entry=entry.id, thing=entry.thing)


def person_out(person: Person) -> PersonOut:
    return PersonOut(
        id=person.id,
        name=person.called,
        title=person.title,
        kind=person.kind,
        state=person.state,
        client=person.client_id,
        runs_server=person.runs_server,
    )


def line_out(line: ReportingLine) -> ReportingLineOut:
    return ReportingLineOut(
        id=line.id,
        manager=line.manager_id,
        report=line.report_id,
        started_on=line.started_on,
        ended_on=line.ended_on,
    )


def team_out(team: Team) -> TeamOut:
    return TeamOut(id=team.id, name=team.name, parent=team.parent_id)


def membership_out(membership: Membership) -> MembershipOut:
    return MembershipOut(
        id=membership.id,
        person=membership.person_id,
        lead=membership.lead,
        joined_on=membership.joined_on,
    )
