"""The pages of teams: those there are, and one of them as one of its members sees it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from twoway.errors import NotSeen
from twoway.people import queries as people
from twoway.people.models import Membership, Person, Team
from twoway.people.streets import queries as streets
from twoway.people.visits import SignedIn
from twoway.readings.team import figures


@dataclass(frozen=True, kw_only=True)
class Row:
    """Somebody in a team, with one's own street with them, if there is one."""

    person: Person
    lead: bool
    href: str


@require_GET
def teams(request: SignedIn) -> HttpResponse:
    """The teams one is in, and the others."""
    _demand_member(request.person)
    mine = {team.id for team in people.teams_of(request.person.id)}
    groups: dict[bool, list[Team]] = {True: [], False: []}
    for team in people.teams():
        groups[team.id in mine].append(team)
    return render(request, "team/teams.html", {"mine": groups[True], "others": groups[False]})


@require_GET
def team(request: SignedIn, id: str) -> HttpResponse:
    """Who is in it and leads it, one's own streets there, and what may be said of the group."""
    me = request.person
    _demand_member(me)
    found = next((team for team in people.teams() if team.id == id), None)
    if found is None:
        raise NotSeen
    members = people.members_of(found.id)
    is_in_it = any(one.person_id == me.id for one in members)
    context = {
        "team": found,
        "rows": _rows(members, me.id),
        "me": me.id,
        "is_in_it": is_in_it,
        "may_raise": any(one.lead and one.person_id != me.id and one.person.is_here for one in members),
        "figure": figures.of_team(found.id, seen_by=me.id) if is_in_it else None,
        "fewest": figures.FEWEST,
    }
    return render(request, "team/team.html", context)


def _rows(members: list[Membership], me: str) -> list[Row]:
    ends = {street.other(me): reverse("street", args=[street.id]) for street in streets.streets_of(me)}
    return [
        Row(person=one.person, lead=one.lead, href=ends.get(one.person_id, ""))
        for one in members
        if one.person.is_here
    ]


def _demand_member(person: Person) -> None:
    """Guests know of no teams."""
    if not person.is_member:
        raise NotSeen


def is_in_a_team(request: HttpRequest) -> bool:
    """Whether the person is in any team: then the sidebar leads there."""
    person = getattr(request, "person", None)
    return person is not None and bool(people.teams_of(person.id))
