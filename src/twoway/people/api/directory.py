"""The people one may see, for programs, and bringing somebody in."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.people import inviting, queries, rules, sight
from twoway.people.api.shapes import (
    MOST_IN_A_LIST,
    Done,
    PersonOut,
    ReportingLineOut,
    TeamOut,
    done,
    line_out,
    person_out,
    team_out,
)
from twoway.people.bearer import caller
from twoway.web.api import First
from twoway.web.once import once_of
from twoway.web.text import clean

router = Router(tags=["people"])
MOST_SEARCH = 200


class PersonWhole(PersonOut):
    """Somebody with their teams and reporting lines, as far as the reader may see who is named in them.

    Teams and lines are facts for members: to a guest they are not there.
    """

    teams: list[TeamOut]
    lines: list[ReportingLineOut]


class Newcomer(Schema):
    """Somebody to come in: a member, or with `client` a guest. `line` says why, in the mail to them."""

    name: str
    email: str
    title: str = ""
    client: str | None = None
    starts_on: date | None = None
    line: str = ""


class Sent(Schema):
    """What became of an invitation, in words. Whoever is new stands among the people one may see."""

    say: str


class Description(Schema):
    """What whoever looks after the workplace may say of somebody; the name only until they have joined."""

    name: str
    title: str = ""
    starts_on: date | None = None


class Manager(Schema):
    """Whom somebody reports to, from which day on (without one: from today)."""

    manager: str
    on: date | None = None


class Ending(Schema):
    """From which day on (without one: from today)."""

    on: date | None = None


class RunsServer(Schema):
    """Whether somebody looks after the system."""

    runs: bool


@router.get("", response=list[PersonOut], operation_id="people")
def people(request: HttpRequest, q: str = "", first: First = 0) -> list[PersonOut]:
    """The people one may see, by name, 200 at a time from number `first` on; `q` is part of a name."""
    wanted = clean(q, MOST_SEARCH, field="q").casefold()
    found = [
        person for person in queries.persons(seen_by=caller(request).id) if wanted in person.called.casefold()
    ]
    return [person_out(person) for person in found[first : first + MOST_IN_A_LIST]]


@router.post("/invite", response={202: Sent}, operation_id="people_invite")
def invite(request: HttpRequest, said: Newcomer) -> Sent:
    """Invite somebody by mail; the answer is the same where the address belongs to somebody who is here."""
    role = "guest" if said.client else "member"
    say = inviting.invite(by=caller(request).id, role=role, once=once_of(request), **said.dict())
    return Sent(say=say)


@router.get("/{id}", response=PersonWhole, operation_id="person")
def person(request: HttpRequest, id: str) -> PersonWhole:
    """Somebody one may see."""
    me = caller(request)
    found = queries.seen_person(id, seen_by=me.id)
    seen = set(sight.persons(me.id).values_list("id", flat=True)) if me.is_member else set()
    lines = [line for line in queries.lines_of(found.id) if {line.manager_id, line.report_id} <= seen]
    teams = queries.teams_of(found.id) if me.is_member else []
    return PersonWhole(
        **person_out(found).dict(),
        teams=[team_out(team) for team in teams],
        lines=[line_out(line) for line in lines],
    )


@router.post("/{id}/describe", response=Done, operation_id="person_describe")
def describe(request: HttpRequest, id: str, said: Description) -> Done:
    """Say what somebody does and since when: for whoever looks after the workplace."""
    me = caller(request)
    zone = queries.seen_person(id, seen_by=me.id).zone
    return done(rules.describe(id, by=me.id, zone=zone, once=once_of(request), **said.dict()))


@router.post("/{id}/manager", response=Done, operation_id="person_manager")
def set_manager(request: HttpRequest, id: str, said: Manager) -> Done:
    """Draw a reporting line; the one before it ends there: for whoever looks after the workplace."""
    me = caller(request)
    queries.seen_person(id, seen_by=me.id)
    return done(
        rules.start_line(manager=said.manager, report=id, by=me.id, on=said.on, once=once_of(request))
    )


@router.post("/lines/{id}/end", response=Done, operation_id="line_end")
def end_line(request: HttpRequest, id: str, said: Ending) -> Done:
    """End a reporting line: for whoever looks after the workplace."""
    return done(rules.end_line(id, by=caller(request).id, on=said.on, once=once_of(request)))


@router.post("/{id}/runs_server", response=Done, operation_id="person_runs_server")
def runs_server(request: HttpRequest, id: str, said: RunsServer) -> Done:
    """Let somebody look after the system, or no longer: for whoever does."""
    return done(rules.run_server(id, by=caller(request).id, runs=said.runs, once=once_of(request)))
