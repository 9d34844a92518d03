"""Working with somebody outside: any member names a client and opens the door to a contact of theirs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from twoway.errors import NotSeen
from twoway.people import forms, inviting, mailing, queries, rules
from twoway.people.visits import SignedIn
from twoway.web.once import once_of


@require_http_methods(["GET", "HEAD", "POST"])
def name_client(request: SignedIn) -> HttpResponse:
    """An outside organisation, by the name it goes by."""
    _demand_member(request)
    form = forms.Named(forms.sent(request))

    def name(said: dict[str, Any]) -> str:
        return rules.name_client(name=said["name"], by=request.person.id, once=once_of(request)).thing

    named = forms.carried_out(form, name) if request.method == "POST" else None
    if named is not None:
        return redirect("client", id=named)
    return render(request, "people/client_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedIn, id: str) -> HttpResponse:
    """A client's contact comes in as a guest, by mail."""
    _demand_member(request)
    client = queries.client(id, seen_by=request.person.id)
    form = forms.Contact(forms.sent(request))

    def come_in(said: dict[str, Any]) -> str:
        once = once_of(request)
        return inviting.invite(by=request.person.id, role="guest", client=client.id, once=once, **said)

    invited = forms.carried_out(form, come_in) if request.method == "POST" else None
    if invited is not None:
        messages.success(request, invited)
        return redirect("client", id=client.id)
    said = {"client": client, "form": form, "mail_reaches_people": mailing.reaches_people()}
    return render(request, "people/contact_new.html", said, status=422 if form.errors else 200)


def _demand_member(request: SignedIn) -> None:
    """For guests there is no such door."""
    if not request.person.is_member:
        raise NotSeen
