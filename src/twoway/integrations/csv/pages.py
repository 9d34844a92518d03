"""A list of people comes in: looked at first, row by row, and taken in whole or not at all."""

from __future__ import annotations

import base64
import binascii
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from twoway import clock
from twoway.errors import BadShape, RuleBroken
from twoway.integrations.csv import people, reading, writing
from twoway.people import invitations, mailing, queries, rules
from twoway.people import roster as rosters
from twoway.people.pages.manage import managing
from twoway.people.visits import SignedIn
from twoway.web import slots
from twoway.web.once import once_of

MOST_SHOWN = 200
HEADER = ("name", "email", "manager's email", "team", "title", "start day")


@require_safe
@managing
def choose(request: SignedIn) -> HttpResponse:
    """What the file should look like, and where to choose it."""
    return _choose(request)


@require_POST
@managing
def preview(request: SignedIn) -> HttpResponse:
    """What the file would do; nothing is written yet."""
    sent = request.FILES.get("file")
    if sent is None or not sent.name:
        return _choose(request, _("No file was chosen. Choose one first."))
    if (sent.size or 0) > reading.MOST_BYTES:
        return _choose(request, _("That file is larger than a million bytes. Split it into smaller ones."))
    return _previewed(request, sent.read(), sent.name)


@require_POST
@managing
def take_in(request: SignedIn) -> HttpResponse:
    """The same file once more, carried out."""
    body = _body_again(request.POST.get("body", ""))
    try:
        lines = people.read(body).whole()
        before = {one.id for one in queries.everybody()}
        rules.take_in(lines, by=request.person.id, once=once_of(request))
    except (BadShape, RuleBroken) as refused:
        return _previewed(request, body, request.POST.get("name", ""), refused.say)
    fresh = [one.id for one in queries.everybody() if one.id not in before]
    if "invite" in request.POST:
        invitations.ask_all(fresh, by=request.person.id)
        sent = invitations.send_waiting()
        messages.success(request, _said(len(fresh), sent))
    else:
        messages.success(request, _("The list is taken in. Nobody was sent an invitation yet."))
    return redirect("manage")


@require_safe
@managing
def example(request: SignedIn) -> HttpResponse:
    """The people who are here as such a file, to be filled in and brought back."""
    rows = [_as_row(line) for line in _everybody()]
    response = HttpResponse(writing.table(HEADER, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


@slots.beside("manage.people").fill
def link(request: HttpRequest, thing: object) -> str:
    """The way in, beside the form that invites one person."""
    return render_to_string("csv/link.html", request=request)


def _choose(request: SignedIn, wrong: str = "") -> HttpResponse:
    said = {"wrong": wrong, "header": HEADER, "most_rows": reading.MOST_ROWS}
    return render(request, "csv/people.html", said, status=422 if wrong else 200)


def _previewed(request: SignedIn, body: bytes, name: str, wrong: str = "") -> HttpResponse:
    try:
        found = people.read(body)
    except BadShape as refused:
        return _choose(request, str(refused.say))
    plan = rosters.plan(found.lines, today=clock.today(request.person.zone), found=found.problems)
    said = {
        "name": name,
        "wrong": wrong,
        "remarks": found.remarks,
        "problems": plan.problems[:MOST_SHOWN],
        "more_problems": max(0, len(plan.problems) - MOST_SHOWN),
        "plan": plan,
        "new_teams": [" / ".join(path) for path in plan.new_teams],
        "changes": [change for change in plan.changes if not change.is_nothing][:MOST_SHOWN],
        "body": base64.b64encode(body).decode(),
        "mail_reaches_people": mailing.reaches_people(),
    }
    return render(request, "csv/preview.html", said, status=422 if plan.problems or wrong else 200)


def _body_again(text: str) -> bytes:
    """The file as the preview gave it back; a file cannot be sent twice by itself."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise BadShape(_("The file did not come along. Choose it once more.")) from wrong


def _said(fresh: int, sent: int) -> str:
    if sent < fresh:
        say = _("The list is taken in. %(sent)d invitations are on their way, the others follow in minutes.")
        return say % {"sent": sent}
    return _("The list is taken in, and every invitation is on its way.")


def _everybody() -> list[rosters.RosterLine]:
    """Members who are here, as lines of a list."""
    managers = {line.report_id: line.manager.email for line in queries.lines()}
    teams = {team.id: team for team in queries.teams()}
    team_of: dict[str, str] = {}
    for membership in queries.memberships():
        path = rosters.path_of(teams[membership.team_id], teams)
        team_of.setdefault(membership.person_id, f" {rosters.TEAM_SEPARATOR} ".join(path))
    return [
        rosters.RosterLine(
            row=0,
            name=one.name,
            email=one.email,
            manager=managers.get(one.id, ""),
            team=team_of.get(one.id, ""),
            title=one.title,
            starts_on=one.starts_on,
        )
        for one in queries.everybody()
        if one.is_member and one.is_here
    ]


def _as_row(line: rosters.RosterLine) -> tuple[str, ...]:
    day: date | None = line.starts_on
    return (line.name, line.email, line.manager, line.team, line.title, day.isoformat() if day else "")
