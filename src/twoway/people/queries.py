"""Reads of the people of a workplace; what is for somebody's eyes takes `seen_by`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from twoway import clock
from twoway.errors import NotSeen
from twoway.people import sight
from twoway.people.models import Client, Membership, Person, ReportingLine, Team, Workplace
from twoway.web.asked_once import asked_once


@asked_once
def workplace() -> Workplace | None:
    """The workplace, once somebody has set it up."""
    return Workplace.objects.first()


def is_study() -> bool:
    """Whether records are only looked at here: nobody could take an import on, so it counts as it is."""
    place = workplace()
    return place is not None and place.kind == "study"


def may_invite(person: Person) -> bool:
    """Whether the person may open the door to somebody: members may, where people are real."""
    place = workplace()
    is_real = place is not None and place.kind == "real"
    return is_real and person.is_member and person.state == "active"


def estimates_allowed() -> bool:
    """Whether streets may carry an estimate: switched off neither on the server nor by the workplace."""
    place = workplace()
    return bool(settings.TWOWAY_ESTIMATES and place is not None and place.estimates_allowed)


def person(person_id: str) -> Person:
    """The person, for rules that already know they may be spoken of; NotSeen when there is no such person."""
    found, _ = pair(person_id, person_id)
    if found is None:
        raise NotSeen
    return found


def pair(one: str, other: str) -> tuple[Person | None, Person | None]:
    """Two persons with one query, for rules, since every act between two asks for both."""
    found = {
        person.id: person for person in Person.objects.filter(id__in={sight.asked(one), sight.asked(other)})
    }
    return found.get(one), found.get(other)


def named(ids: Iterable[str]) -> dict[str, Person]:
    """These persons by id, for whoever sees an act that names them."""
    return {one.id: one for one in Person.objects.filter(id__in={sight.asked(id) for id in ids})}


def seen_person(person_id: str, *, seen_by: str) -> Person:
    """The person, if they are there for `seen_by`."""
    found = sight.persons(seen_by).filter(id=sight.asked(person_id)).select_related("client").first()
    if found is None:
        raise NotSeen
    return found


def by_email(email: str) -> Person | None:
    """Whoever mail to this address reaches; for rules and doors, never for a page."""
    return Person.objects.filter(email=email.strip().lower()).first() if email.strip() else None


@asked_once
def persons(*, seen_by: str) -> list[Person]:
    """The people one may see, in the order of their names."""
    seen = sight.persons(seen_by).select_related("client")
    return sorted(seen, key=lambda person: (person.called.casefold(), person.id))


def companions(person_id: str) -> list[Person]:
    """Everybody still here whom the person could do something with."""
    return [one for one in persons(seen_by=person_id) if one.is_here and one.id != person_id]


def everybody() -> list[Person]:
    """All persons, for whoever looks after the workplace and for the rooms where nobody is real."""
    return sorted(
        Person.objects.exclude(state="erased").select_related("client"), key=lambda one: one.called.casefold()
    )


def administrators() -> list[Person]:
    """Those who look after the system."""
    return list(Person.objects.filter(runs_server=True).order_by(Lower("name")))


def administrators_by_name() -> str:
    """Those who look after the system, in one line: who runs the server, unless the server names somebody."""
    return " · ".join(person.called for person in administrators())


def zone_of(person_id: str) -> str:
    """Where the person's days begin and end."""
    return person(person_id).zone


@asked_once
def zones_by_day() -> dict[date, list[str]]:
    """The zones people live in, by the day it is there: two or three days, however many people."""
    found: dict[date, list[str]] = {}
    for zone in Person.objects.order_by("zone").values_list("zone", flat=True).distinct():
        found.setdefault(clock.today(zone), []).append(zone)
    return found


def managers_of(person_id: str, *, on: date | None = None) -> list[Person]:
    """Whom the person reports to on a day (today), which is one person at most."""
    return [line.manager for line in _lines(on).filter(report=person_id).select_related("manager")]


def reports_of(person_id: str, *, on: date | None = None) -> list[Person]:
    """Who reports to the person on a day (today)."""
    lines = _lines(on).filter(manager=person_id).select_related("report")
    return sorted((line.report for line in lines), key=lambda one: one.called.casefold())


@asked_once
def lines_of(person_id: str) -> list[ReportingLine]:
    """The whole history of the person's reporting lines, newest first."""
    lines = ReportingLine.objects.filter(Q(report=person_id) | Q(manager=person_id))
    return list(lines.select_related("manager", "report").order_by("-started_on", "id"))


def lines() -> list[ReportingLine]:
    """Every reporting line that holds."""
    found = ReportingLine.objects.filter(ended_on=None).select_related("manager", "report")
    return sorted(found, key=lambda line: line.report.called.casefold())


def teams() -> list[Team]:
    """Every team there is."""
    return list(Team.objects.filter(closed=False).order_by(Lower("name"), "id"))


@asked_once
def teams_of(person_id: str) -> list[Team]:
    """The teams a person is in."""
    inside = Membership.objects.filter(person=person_id, left_on=None).values("team")
    return list(Team.objects.filter(id__in=inside, closed=False).order_by(Lower("name"), "id"))


def members_of(team_id: str) -> list[Membership]:
    """Who is in a team, leads first."""
    inside = Membership.objects.filter(team=team_id, left_on=None).select_related("person")
    return sorted(inside, key=lambda one: (not one.lead, one.person.called.casefold()))


def memberships() -> list[Membership]:
    """Who is in which team, all of it, for one page."""
    inside = Membership.objects.filter(left_on=None, team__closed=False).select_related("person", "team")
    return sorted(inside, key=lambda one: (not one.lead, one.person.called.casefold()))


@asked_once
def clients(*, seen_by: str | None = None) -> list[Client]:
    """The outside organisations by name: as far as one sees them, or all for whoever looks after them."""
    found = Client.objects.all() if seen_by is None else sight.clients(seen_by)
    return list(found.order_by(Lower("name"), "id"))


def client(client_id: str, *, seen_by: str) -> Client:
    """The client, if it is there for `seen_by`."""
    found = sight.clients(seen_by).filter(id=sight.asked(client_id)).first()
    if found is None:
        raise NotSeen
    return found


def contacts(clients: Iterable[str], *, seen_by: str) -> list[Person]:
    """These clients' people, those who have left among them, as far as one sees them, by name."""
    found = sight.persons(seen_by).filter(client__in=list(clients)).select_related("client")
    return sorted(found, key=lambda person: (person.called.casefold(), person.id))


def _lines(on: date | None) -> QuerySet[ReportingLine]:
    """Lines that hold on a day."""
    day = on or clock.today()
    return ReportingLine.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)
