"""What either of two may do to their street, from its page or beside an act on the page of any thing."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later
from django.views.decorators.http import require_GET, require_POST

from twoway.errors import NotSeen
from twoway.ledger.entries import Entry
from twoway.people import queries as people
from twoway.people.streets import queries, rules
from twoway.people.visits import SignedIn
from twoway.web.once import once_of

# What each verb does, and what is said once it is done.
VERBS: dict[str, tuple[Callable[..., Entry], str]] = {
    "pause": (rules.pause, later("The street is paused, for both of you.")),
    "resume": (rules.resume, later("The pause is over.")),
    "close": (rules.close, later("The street is closed, for both of you. What was done stays readable.")),
    "reopen": (rules.reopen, later("It opens again when a first act gets a yes.")),
}


@require_GET
def settings(request: SignedIn, id: str) -> HttpResponse:
    """How the street stands, and what of it is one's own to change."""
    me = request.person.id
    street = queries.street(id, seen_by=me)
    may_ask = street.state in {"open", "paused"} and people.estimates_allowed()
    context = {
        "street": street,
        "them": people.person(street.other(me)),
        "stopped_it": street.paused_by_id == me,
        "may_ask": may_ask,
        "wishes": may_ask and queries.wishes_estimate(street.id, seen_by=me),
    }
    return render(request, "people_streets/settings.html", context)


@require_POST
def change(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """Pause, resume, close or reopen."""
    if verb not in VERBS:
        raise NotSeen
    rule, said = VERBS[verb]
    rule(id, by=request.person.id, once=once_of(request))
    messages.success(request, _(said))
    return _back(id)


@require_POST
def wish(request: SignedIn, id: str) -> HttpResponse:
    """Ask for the estimate, or put it down. What is said back never tells what the other one wants."""
    wants = request.POST.get("wish") == "yes"
    street = rules.wish_estimate(id, by=request.person.id, wish=wants)
    if street.measured:
        messages.success(request, _("The estimate is on your street now, for both of you."))
    elif wants:
        messages.success(request, _("Noted, for your eyes alone. It is there once both of you want it."))
    else:
        messages.success(request, _("It is put down. Nobody is told by whom."))
    return _back(id)


def add_side(request: SignedIn, about: str) -> Entry:
    """Add what was typed beside the act `about`, for the page that shows the act."""
    words = request.POST.get("words", "")
    return rules.add_side(about, by=request.person.id, words=words, once=once_of(request))


def _back(id: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("street.settings", args=[id]), status=303)
