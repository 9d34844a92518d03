"""What each act about people paints on their rows; the only writer of those rows."""

from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.people import acts
from twoway.people.models import Client, Membership, Person, ReportingLine, Team, Workplace


@effect(acts.WorkplaceSetUp)
def workplace_set_up(rows: Rows, entry: Entry, act: acts.WorkplaceSetUp) -> None:
    rows.add(Workplace(id=entry.thing, name=act.name, kind=act.purpose, created_at=entry.at))


@effect(acts.WorkplaceRenamed)
def workplace_renamed(rows: Rows, entry: Entry, act: acts.WorkplaceRenamed) -> None:
    workplace = rows.one(Workplace, entry.thing)
    workplace.name = act.name
    rows.put(workplace)


@effect(acts.EstimatesEnded)
def estimates_ended(rows: Rows, entry: Entry, act: acts.EstimatesEnded) -> None:
    workplace = rows.one(Workplace, entry.thing)
    workplace.estimates_allowed = False
    rows.put(workplace)


@effect(acts.Invited)
def invited(rows: Rows, entry: Entry, act: acts.Invited) -> None:
    rows.add(
        Person(
            id=act.person,
            name=act.name,
            title=act.title or "",
            kind=act.role,
            client_id=act.client,
            state="invited",
            zone=act.zone,
            starts_on=act.starts_on,
        )
    )


@effect(acts.Addressed)
def addressed(rows: Rows, entry: Entry, act: acts.Addressed) -> None:
    person = rows.one(Person, act.person)
    person.email = act.email
    rows.put(person)


@effect(acts.AskedBack)
def asked_back(rows: Rows, entry: Entry, act: acts.AskedBack) -> None:
    person = rows.one(Person, act.person)
    person.state = "invited"
    rows.put(person)


@effect(acts.Joined)
def joined(rows: Rows, entry: Entry, act: acts.Joined) -> None:
    person = rows.one(Person, act.person)
    person.state = "active"
    rows.put(person)


@effect(acts.Described)
def described(rows: Rows, entry: Entry, act: acts.Described) -> None:
    person = rows.one(Person, act.person)
    person.name = act.name
    person.title = act.title or ""
    person.zone = act.zone
    person.starts_on = act.starts_on
    rows.put(person)


@effect(acts.RunsServer)
def runs_server(rows: Rows, entry: Entry, act: acts.RunsServer) -> None:
    person = rows.one(Person, act.person)
    person.runs_server = act.runs
    rows.put(person)


@effect(acts.Left)
def left(rows: Rows, entry: Entry, act: acts.Left) -> None:
    person = rows.one(Person, act.person)
    person.state = "left"
    person.runs_server = False
    rows.put(person)


@effect(acts.Erased)
def erased(rows: Rows, entry: Entry, act: acts.Erased) -> None:
    person = rows.one(Person, act.person)
    person.state = "erased"
    person.name = person.email = person.title = ""
    person.starts_on = None
    person.runs_server = False
    rows.put(person)


@effect(acts.LineStarted)
def line_started(rows: Rows, entry: Entry, act: acts.LineStarted) -> None:
    rows.add(ReportingLine(id=entry.thing, manager_id=act.manager, report_id=act.report, started_on=act.on))


@effect(acts.LineEnded)
def line_ended(rows: Rows, entry: Entry, act: acts.LineEnded) -> None:
    line = rows.one(ReportingLine, entry.thing)
    line.ended_on = act.on
    rows.put(line)


@effect(acts.TeamFormed)
def team_formed(rows: Rows, entry: Entry, act: acts.TeamFormed) -> None:
    rows.add(Team(id=entry.thing, name=act.name, parent_id=act.parent))


@effect(acts.TeamRenamed)
def team_renamed(rows: Rows, entry: Entry, act: acts.TeamRenamed) -> None:
    team = rows.one(Team, entry.thing)
    team.name = act.name
    rows.put(team)


@effect(acts.TeamMoved)
def team_moved(rows: Rows, entry: Entry, act: acts.TeamMoved) -> None:
    team = rows.one(Team, entry.thing)
    team.parent_id = act.parent
    rows.put(team)


@effect(acts.TeamClosed)
def team_closed(rows: Rows, entry: Entry, act: acts.TeamClosed) -> None:
    team = rows.one(Team, entry.thing)
    team.closed = True
    rows.put(team)


@effect(acts.TeamJoined)
def team_joined(rows: Rows, entry: Entry, act: acts.TeamJoined) -> None:
    rows.add(
        Membership(id=entry.thing, team_id=act.team, person_id=act.person, lead=act.lead, joined_on=act.on)
    )


@effect(acts.TeamLed)
def team_led(rows: Rows, entry: Entry, act: acts.TeamLed) -> None:
    membership = rows.one(Membership, entry.thing)
    membership.lead = act.lead
    rows.put(membership)


@effect(acts.TeamLeft)
def team_left(rows: Rows, entry: Entry, act: acts.TeamLeft) -> None:
    membership = rows.one(Membership, entry.thing)
    membership.left_on = act.on
    rows.put(membership)


@effect(acts.ClientNamed)
def client_named(rows: Rows, entry: Entry, act: acts.ClientNamed) -> None:
    client = rows.maybe(Client, entry.thing)
    if client is None:
        rows.add(Client(id=entry.thing, name=act.name))
    else:
        client.name = act.name
        rows.put(client)
