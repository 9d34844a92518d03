"""For whoever looks after the workplace: its people and lines. No street is seen from here."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twoway.errors import NotSeen
from twoway.people import forms, invitations, inviting, mailing, queries, rules
from twoway.people.rooms import researchers_own
from twoway.people.visits import SignedIn
from twoway.web.once import once_of

MOST_SHOWN = 200
Page = TypeVar("Page", bound=Callable[..., HttpResponse])


def managing(page: Page) -> Page:
    """For everybody else the page is not there."""

    @functools.wraps(page)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.person.runs_server or request.person.state != "active":
            raise NotSeen
        return page(request, *args, **kwargs)

    return cast(Page, researchers_own(guarded))


@require_safe
@managing
def people(request: SignedIn) -> HttpResponse:
    """Everybody, whether they have joined, and the form that invites one more."""
    return _people(request, forms.Invite())


@require_POST
@managing
def invite(request: SignedIn) -> HttpResponse:
    """One more, a member or a client's guest."""
    form = forms.Invite(request.POST)

    def come_in(said: dict[str, Any]) -> str:
        entry = rules.invite(
            by=request.person.id,
            name=said["name"],
            email=said["email"],
            title=said["title"],
            role="guest" if said["client"] else "member",
            client=said["client"] or None,
            once=once_of(request),
        )
        is_sent = inviting.by_mail(entry.thing, by=request.person.id)
        return inviting.sentence(queries.person(entry.thing).called, is_sent=is_sent)

    invited = forms.carried_out(form, come_in)
    if invited is None:
        return _people(request, form, status=422)
    messages.success(request, invited)
    return redirect("manage")


@require_POST
@managing
def invite_again(request: SignedIn, id: str) -> HttpResponse:
    """A new link; the one before stops working."""
    person = queries.person(id)
    if person.state == "left":
        rules.bring_back(id, by=request.person.id, once=once_of(request))
    if queries.person(id).state != "invited":
        raise NotSeen
    is_sent = invitations.send(invitations.again(id, by=request.person.id))
    messages.success(request, inviting.sentence(person.called, is_sent=is_sent))
    return redirect("manage-person", id=id)


@require_safe
@managing
def person(request: SignedIn, id: str) -> HttpResponse:
    """One person: what the workplace knows of them, and nothing of what they do with others."""
    return _person(request, id)


@require_POST
@managing
def describe(request: SignedIn, id: str) -> HttpResponse:
    """What they do and since when; the name too, until they have joined."""
    someone = queries.person(id)
    form = forms.Description(
        request.POST, owns_name=someone.state == "active", initial={"name": someone.name}
    )

    def say(said: dict[str, Any]) -> object:
        return rules.describe(
            id,
            by=request.person.id,
            name=said["name"],
            title=said["title"],
            zone=someone.zone,
            starts_on=said["starts_on"],
            once=once_of(request),
        )

    if forms.carried_out(form, say) is None:
        return _person(request, id, status=422, description=form)
    return redirect("manage-person", id=id)


@require_POST
@managing
def set_manager(request: SignedIn, id: str) -> HttpResponse:
    """Whom they report to, from a day on."""
    others = [one for one in queries.everybody() if one.is_member and one.is_here and one.id != id]
    form = forms.Manager(request.POST, people=others)

    def draw(said: dict[str, Any]) -> object:
        day, once = said["on"], once_of(request)
        if said["manager"]:
            return rules.start_line(
                manager=said["manager"], report=id, by=request.person.id, on=day, once=once
            )
        now = next((line for line in queries.lines() if line.report_id == id), None)
        if now is None:
            raise NotSeen
        return rules.end_line(now.id, by=request.person.id, on=day, once=once)

    if forms.carried_out(form, draw) is None:
        return _person(request, id, status=422, manager=form)
    return redirect("manage-person", id=id)


@require_POST
@managing
def hand_on(request: SignedIn, id: str) -> HttpResponse:
    """Let somebody look after the workplace as well, or no longer."""
    rules.run_server(id, by=request.person.id, runs=request.POST.get("runs") == "yes", once=once_of(request))
    return redirect("manage-person", id=id) if id != request.person.id else redirect("/")


@require_http_methods(["GET", "HEAD", "POST"])
@managing
def let_go(request: SignedIn, id: str) -> HttpResponse:
    """Somebody has left, or asks to be erased: said once more, then done."""
    someone = queries.person(id)
    form = forms.Sure(forms.sent(request))
    if request.method == "POST":

        def go(said: dict[str, Any]) -> object:
            if "erase" in request.POST:
                ground = request.POST.get("ground", "")
                return rules.erase(id, by=request.person.id, ground=ground, once=once_of(request))
            return rules.leave(id, by=request.person.id, once=once_of(request))

        if forms.carried_out(form, go) is not None:
            messages.success(request, _("%(name)s is no longer here.") % {"name": someone.called})
            return redirect("manage")
    said = {"someone": someone, "form": form, "ground": request.POST.get("ground", "")}
    return render(request, "people/manage/let_go.html", said, status=422 if form.errors else 200)


def _people(request: SignedIn, form: forms.Invite, status: int = 200) -> HttpResponse:
    sought = " ".join(request.GET.get("q", "").split())[:100].casefold()
    everybody = queries.everybody()
    found = [one for one in everybody if sought in f"{one.called} {one.email}".casefold()]
    unanswered = invitations.unanswered()
    said = {
        "people": [(one, unanswered.get(one.id)) for one in found[:MOST_SHOWN]],
        "found": len(found),
        "most": MOST_SHOWN,
        "can_search": len(everybody) > MOST_SHOWN or bool(sought),
        "sought": sought,
        "form": form,
        "mail_reaches_people": mailing.reaches_people(),
    }
    return render(request, "people/manage/people.html", said, status=status)


def _person(request: SignedIn, id: str, status: int = 200, **parts: Any) -> HttpResponse:
    someone = queries.person(id)
    others = [one for one in queries.everybody() if one.is_member and one.is_here and one.id != id]
    now = queries.managers_of(id)
    initial = {"name": someone.name, "title": someone.title, "starts_on": someone.starts_on}
    said: dict[str, Any] = {
        "someone": someone,
        "lines": queries.lines_of(id),
        "teams": queries.teams_of(id),
        "invitation": invitations.of(id),
        "description": forms.Description(initial=initial, owns_name=someone.state == "active"),
        "manager": forms.Manager(initial={"manager": now[0].id if now else ""}, people=others),
    }
    return render(request, "people/manage/person.html", said | parts, status=status)
