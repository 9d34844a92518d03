"""For whoever looks after the workplace: teams and who is in them, clients, and the workplace itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twoway.errors import NotSeen
from twoway.people import forms, mailing, queries, roster, rules
from twoway.people.models import Team
from twoway.people.pages.manage import managing
from twoway.people.visits import SignedIn
from twoway.web.once import once_of


@require_safe
@managing
def teams(request: SignedIn) -> HttpResponse:
    """Every team with who is in it, each inside the one it stands in."""
    return _teams(request)


@require_POST
@managing
def form_team(request: SignedIn) -> HttpResponse:
    """One more."""
    form = forms.NewTeam(request.POST, parents=_parents(queries.teams()))

    def begin(said: dict[str, Any]) -> object:
        return rules.form_team(
            name=said["name"], parent=said["parent"] or None, by=request.person.id, once=once_of(request)
        )

    if forms.carried_out(form, begin) is None:
        return _teams(request, status=422, new_team=form)
    return redirect("manage-teams")


@require_safe
@managing
def team(request: SignedIn, id: str) -> HttpResponse:
    """One team."""
    return _team(request, id)


@require_POST
@managing
def rename_team(request: SignedIn, id: str) -> HttpResponse:
    """Its name, and what it stands inside."""
    others = [one for one in queries.teams() if one.id != id]
    form = forms.NewTeam(request.POST, parents=_parents(others))
    now = _known(id)

    def change(said: dict[str, Any]) -> object:
        if said["name"] != now.name:
            rules.rename_team(id, name=said["name"], by=request.person.id)
        if (said["parent"] or None) != now.parent_id:
            rules.move_team(id, parent=said["parent"] or None, by=request.person.id)
        return True

    if forms.carried_out(form, change) is None:
        return _team(request, id, status=422, form=form)
    return redirect("manage-team", id=id)


@require_POST
@managing
def close_team(request: SignedIn, id: str) -> HttpResponse:
    """The team is no more."""
    rules.close_team(id, by=request.person.id, once=once_of(request))
    return redirect("manage-teams")


@require_POST
@managing
def join(request: SignedIn, id: str) -> HttpResponse:
    """Somebody comes in."""
    form = forms.Joining(request.POST, people=_outside(id))

    def come_in(said: dict[str, Any]) -> object:
        return rules.join_team(
            id, person=said["person"], lead=said["lead"], by=request.person.id, once=once_of(request)
        )

    if forms.carried_out(form, come_in) is None:
        return _team(request, id, status=422, joining=form)
    return redirect("manage-team", id=id)


@require_POST
@managing
def lead(request: SignedIn, id: str, membership: str) -> HttpResponse:
    """Whether somebody is a lead."""
    leads = request.POST.get("lead") == "yes"
    rules.lead_team(membership, lead=leads, by=request.person.id, once=once_of(request))
    return redirect("manage-team", id=id)


@require_POST
@managing
def take_out(request: SignedIn, id: str, membership: str) -> HttpResponse:
    """Somebody goes."""
    rules.leave_team(membership, by=request.person.id, once=once_of(request))
    return redirect("manage-team", id=id)


@require_http_methods(["GET", "HEAD", "POST"])
@managing
def clients(request: SignedIn) -> HttpResponse:
    """Outside organisations, and the form that names one more, or names one anew."""
    form = forms.Named(forms.sent(request))
    renamed = request.POST.get("client", "")

    def name(said: dict[str, Any]) -> object:
        if renamed:
            return rules.rename_client(
                renamed, name=said["name"], by=request.person.id, once=once_of(request)
            )
        return rules.name_client(name=said["name"], by=request.person.id, once=once_of(request))

    if request.method == "POST" and forms.carried_out(form, name) is not None:
        return redirect("manage-clients")
    guests = [one for one in queries.everybody() if one.client_id]
    listed = [(one, [guest for guest in guests if guest.client_id == one.id]) for one in queries.clients()]
    said = {"clients": listed, "form": form}
    return render(request, "people/manage/clients.html", said, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@managing
def workplace(request: SignedIn) -> HttpResponse:
    """Its name, whether mail goes out, and who runs the server."""
    place = queries.workplace()
    assert place is not None
    form = forms.Named(forms.sent(request), initial={"name": place.name})

    def name(said: dict[str, Any]) -> object:
        return rules.rename_workplace(name=said["name"], by=request.person.id, once=once_of(request))

    if request.method == "POST" and forms.carried_out(form, name) is not None:
        messages.success(request, _("The workplace goes by that name from now on."))
        return redirect("manage-workplace")
    said = {
        "place": place,
        "form": form,
        "mail_reaches_people": mailing.reaches_people(),
        "mail_from": settings.DEFAULT_FROM_EMAIL,
        "administrators": queries.administrators(),
        "on_this_server": settings.TWOWAY_ESTIMATES,
    }
    return render(request, "people/manage/workplace.html", said, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@managing
def end_estimates(request: SignedIn) -> HttpResponse:
    """Switched off for good: asked once more, then done, and seen by everybody."""
    form = forms.Sure(forms.sent(request))

    def end(said: dict[str, Any]) -> object:
        return rules.end_estimates(by=request.person.id, once=once_of(request))

    if request.method == "POST" and forms.carried_out(form, end) is not None:
        messages.success(request, _("No street here carries an estimate any more."))
        return redirect("manage-workplace")
    return render(
        request, "people/manage/end_estimates.html", {"form": form}, status=422 if form.errors else 200
    )


def _teams(request: SignedIn, status: int = 200, **parts: Any) -> HttpResponse:
    found = queries.teams()
    inside: dict[str, list[Any]] = {}
    for membership in queries.memberships():
        inside.setdefault(membership.team_id, []).append(membership)
    listed = [(path, team, inside.get(team.id, [])) for path, team in _by_path(found)]
    said: dict[str, Any] = {"teams": listed, "new_team": forms.NewTeam(parents=_parents(found))}
    return render(request, "people/manage/teams.html", said | parts, status=status)


def _team(request: SignedIn, id: str, status: int = 200, **parts: Any) -> HttpResponse:
    known = _known(id)
    others = [one for one in queries.teams() if one.id != id]
    initial = {"name": known.name, "parent": known.parent_id or ""}
    said: dict[str, Any] = {
        "team": known,
        "memberships": queries.members_of(id),
        "form": forms.NewTeam(initial=initial, parents=_parents(others)),
        "joining": forms.Joining(people=_outside(id)),
    }
    return render(request, "people/manage/team.html", said | parts, status=status)


def _known(id: str) -> Team:
    found = next((team for team in queries.teams() if team.id == id), None)
    if found is None:
        raise NotSeen
    return found


def _outside(team_id: str) -> list[Any]:
    """Members who are not in the team."""
    inside = {membership.person_id for membership in queries.members_of(team_id)}
    return [one for one in queries.everybody() if one.is_member and one.is_here and one.id not in inside]


def _by_path(teams: Sequence[Team]) -> list[tuple[str, Team]]:
    """Teams in the order of their full names, so that inner ones follow what they stand in."""
    by_id = {team.id: team for team in teams}
    named = [(f" {roster.TEAM_SEPARATOR} ".join(roster.path_of(team, by_id)), team) for team in teams]
    return sorted(named, key=lambda pair: pair[0].casefold())


def _parents(teams: Sequence[Team]) -> list[tuple[str, str]]:
    return [(team.id, path) for path, team in _by_path(teams)]
