"""The first visit, and coming in: set up a workplace, invite one person, answer an invitation."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from twoway import clock
from twoway.errors import BadShape, NotSeen
from twoway.ledger.entries import Entry
from twoway.people import accounts, forms, invitations, inviting, mailing, pace, queries, rules, sample
from twoway.people.visits import SignedIn
from twoway.web.once import once_of
from twoway.web.public import public
from twoway.web.text import digits

log = structlog.get_logger(__name__)
JUST_NOW = timedelta(minutes=10)


@public
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Two ways to begin."""
    if queries.workplace() is not None:
        return redirect("/")
    return render(request, "people/welcome.html", {"can_fill": sample.can_fill()})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Name the workplace and oneself; whoever does is signed in, and looks after it."""
    with_code = code_needed()
    form = forms.SetUp(forms.sent(request), with_code=with_code)
    if request.method == "POST":
        entry = forms.carried_out(form, lambda said: _set_up(request, said))
        if entry is not None:
            return _first_steps(request, entry)
    elif queries.workplace() is not None:
        return redirect("/")
    elif with_code:
        log.info("workplace.set_up_code", code=set_up_code())
    said = {"form": form, "mail_reaches_people": mailing.reaches_people()}
    return render(request, "people/set_up.html", said, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def one_person(request: SignedIn) -> HttpResponse:
    """Start with one person: somebody one would like to be able to count on."""
    if not request.person.is_member:
        raise NotSeen
    form = forms.OnePerson(forms.sent(request), draws_lines=request.person.runs_server)
    if request.method == "POST":
        invited = forms.carried_out(form, lambda said: _invite(request, said))
        if invited is not None:
            messages.success(request, invited)
            return redirect("/")
    said = {"form": form, "mail_reaches_people": mailing.reaches_people()}
    return render(request, "people/one_person.html", said, status=422 if form.errors else 200)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """What the link in an invitation opens. Looking does nothing; saying yes is a button."""
    opened = invitations.opened_by(key)
    if opened is None:
        return render(request, "people/invitation_used.html", status=404)
    if request.method == "POST":
        rules.join(opened.person_id, by=opened.person_id, once=once_of(request))
        invitations.use_up(opened)
        account = accounts.of(opened.person_id)
        assert account is not None
        accounts.sign_in(request, account)
        return redirect("/")
    return render(request, "people/invitation.html", {"invitation": opened, "workplace": queries.workplace()})


def code_needed() -> bool:
    """Where others could reach the first page first, the owner is whoever can read the console."""
    return urlsplit(settings.TWOWAY_URL).hostname not in {"127.0.0.1", "localhost", "::1"}


def set_up_code() -> str:
    """The same for as long as the server's secret is, so that it can be looked up again."""
    eight = str(int(salted_hmac("twoway.set-up", "code", algorithm="sha256").hexdigest(), 16))[-8:]
    return f"{eight[:4]}-{eight[4:]}"


def _set_up(request: HttpRequest, said: dict[str, Any]) -> Entry:
    if code_needed():
        pace.keep("set-up", most=10)
        if not hmac.compare_digest(digits(said["code"]), set_up_code().replace("-", "")):
            raise BadShape(_("That is not the code on the server’s console."), field="code")
    return rules.set_up(
        name=said["name"],
        person_name=said["person_name"],
        email=said["email"],
        zone=said["zone"],
        once=once_of(request),
    )


def _first_steps(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Signed in, and on to Today, which says what one can do alone. Sent long after, it opens nothing."""
    account = accounts.of(entry.thing)
    if account is not None and clock.now() - entry.at <= JUST_NOW:
        accounts.sign_in(request, account)
    return redirect("/")


def _invite(request: SignedIn, said: dict[str, Any]) -> str:
    return inviting.invite(
        by=request.person.id,
        name=said["name"],
        email=said["email"],
        line=said["line"],
        together=said.get("together", ""),
        once=once_of(request),
    )
