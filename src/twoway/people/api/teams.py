"""Teams, for programs: read by every member, changed by whoever looks after the workplace."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.errors import NotSeen
from twoway.people import queries, rules
from twoway.people.api.shapes import (
    Done,
    MembershipOut,
    Named,
    TeamOut,
    done,
    membership_out,
    team_out,
)
from twoway.people.bearer import caller
from twoway.web.once import once_of

router = Router(tags=["teams"])


class TeamWhole(TeamOut):
    """A team with who is in it, leads first."""

    members: list[MembershipOut]


class NewTeam(Named):
    """A team to form, perhaps inside another."""

    parent: str | None = None


class Inside(Schema):
    """Inside which team, or none."""

    parent: str | None = None


class Joining(Schema):
    """Who comes in, as a lead or not, from which day on (without one: from today)."""

    person: str
    lead: bool = False
    on: date | None = None


class Leading(Schema):
    """Whether somebody is a lead."""

    lead: bool


@router.get("", response=list[TeamOut], operation_id="teams")
def teams(request: HttpRequest) -> list[TeamOut]:
    """Every team there is."""
    _demand_member(request)
    return [team_out(team) for team in queries.teams()]


@router.post("", response={201: Done}, operation_id="team_form")
def form_team(request: HttpRequest, said: NewTeam) -> Done:
    """Form a team."""
    entry = rules.form_team(name=said.name, parent=said.parent, by=caller(request).id, once=once_of(request))
    return done(entry)


@router.post("/memberships/{id}/lead", response=Done, operation_id="membership_lead")
def lead(request: HttpRequest, id: str, said: Leading) -> Done:
    """Say whether somebody in a team leads it."""
    return done(rules.lead_team(id, lead=said.lead, by=caller(request).id, once=once_of(request)))


@router.post("/memberships/{id}/end", response=Done, operation_id="membership_end")
def leave(request: HttpRequest, id: str) -> Done:
    """Take somebody out of a team."""
    return done(rules.leave_team(id, by=caller(request).id, once=once_of(request)))


@router.get("/{id}", response=TeamWhole, operation_id="team")
def team(request: HttpRequest, id: str) -> TeamWhole:
    """One team and who is in it."""
    _demand_member(request)
    found = next((team for team in queries.teams() if team.id == id), None)
    if found is None:
        raise NotSeen
    members = [membership_out(one) for one in queries.members_of(id)]
    return TeamWhole(**team_out(found).dict(), members=members)


@router.post("/{id}/rename", response=Done, operation_id="team_rename")
def rename(request: HttpRequest, id: str, said: Named) -> Done:
    """Give a team another name."""
    return done(rules.rename_team(id, name=said.name, by=caller(request).id, once=once_of(request)))


@router.post("/{id}/move", response=Done, operation_id="team_move")
def move(request: HttpRequest, id: str, said: Inside) -> Done:
    """Put a team inside another, or inside none."""
    return done(rules.move_team(id, parent=said.parent, by=caller(request).id, once=once_of(request)))


@router.post("/{id}/join", response=Done, operation_id="team_join")
def join(request: HttpRequest, id: str, said: Joining) -> Done:
    """Put somebody in a team."""
    return done(rules.join_team(id, by=caller(request).id, once=once_of(request), **said.dict()))


@router.post("/{id}/close", response=Done, operation_id="team_close")
def close(request: HttpRequest, id: str) -> Done:
    """Close a team that no other stands inside."""
    return done(rules.close_team(id, by=caller(request).id, once=once_of(request)))


def _demand_member(request: HttpRequest) -> None:
    """For guests the workplace's teams are not there."""
    if not caller(request).is_member:
        raise NotSeen
