"""The sample company and the study: whom to look as, and how to take the sample away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twoway.errors import NotSeen
from twoway.people import forms, queries, rooms, sample
from twoway.people.looking import looked_on, looking
from twoway.people.models import Person
from twoway.people.visits import SignedIn
from twoway.web.days import read_day, whole_day_text
from twoway.web.public import public


@public
@require_POST
def fill(request: HttpRequest) -> HttpResponse:
    """Make the sample company; it takes some seconds."""
    sample.fill()
    return redirect("sample")


@public
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Its people, each one tap away."""
    _demand("sample")
    opens = sample.opening()
    people = rooms.people_of_the_sample()
    first = [person for email in opens.begins_as for person in people if person.email == email]
    said = {
        "so_far": opens.so_far if first else "",
        "begin_as": [(person, _about(person)) for person in first],
        "others": [(person, _about(person)) for person in people if person not in first],
        "now": rooms.walking_as(request),
        "is_half_told": sample.can_fill() and not sample.is_told(),
    }
    return render(request, "people/sample.html", said)


@public
@require_POST
def walk(request: HttpRequest) -> HttpResponse:
    """From now on this browser walks through as one of them."""
    _demand("sample")
    rooms.walk_as(request, request.POST.get("person", ""))
    return redirect("/")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """Asked once more, then gone."""
    _demand("sample")
    form = forms.Sure(forms.sent(request))
    if request.method == "POST" and form.is_valid():
        request.session.flush()
        sample.remove()
        return redirect("/")
    return render(request, "people/sample_remove.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def look(request: SignedIn) -> HttpResponse:
    """Whom the researcher of a study looks as."""
    _demand("study")
    sought = " ".join(request.GET.get("q", "").split())[:100]
    everybody = [one for one in queries.everybody() if one.state == "active"]
    found = [one for one in everybody if sought.casefold() in one.called.casefold()]
    researcher = rooms.researcher(request)
    said = {"people": found[:100], "found": len(found), "sought": sought, "researcher": researcher}
    said |= {"looked": looked_on()}
    return render(request, "people/study.html", said)


@require_POST
@rooms.researchers_own
def look_as(request: SignedIn) -> HttpResponse:
    """From now on the pages are as that person would see them."""
    _demand("study")
    person = rooms.look_as(request, request.POST.get("person", ""))
    messages.success(request, _("You see the record as %(name)s would.") % {"name": person.called})
    return redirect("/")


@require_POST
@rooms.researchers_own
def look_on(request: SignedIn) -> HttpResponse:
    """From now on the pages are as of that day."""
    _demand("study")
    day = read_day(request.POST.get("day", ""), field="day")
    with looking(day):
        rooms.look_on(request, day)
    said = _("You see the record as it stood on %(day)s.") % {"day": whole_day_text(day)} if day else ""
    messages.success(request, said or _("You see the record as of its last day."))
    return redirect("/")


def _about(person: Person) -> list[str]:
    """What they do, for whom or with whom, in a few words each."""
    client = person.client.name if person.client is not None else ""
    teams = ", ".join(team.name for team in queries.teams_of(person.id))
    runs = _("runs the server, and sees no street but their own") if person.runs_server else ""
    return [said for said in (person.title, client, teams, runs) if said]


def _demand(kind: str) -> None:
    place = queries.workplace()
    if place is None or place.kind != kind:
        raise NotSeen
