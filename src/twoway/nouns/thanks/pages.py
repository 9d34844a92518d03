"""The pages of thanks: the lists, one thanks, and the sentence in which it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from twoway.errors import NotSeen, TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.thanks import forms, queries, rules
from twoway.nouns.thanks.told import waiting
from twoway.people import queries as people
from twoway.people.visits import SignedIn
from twoway.web import slots
from twoway.web.done import shown
from twoway.web.once import once_of
from twoway.web.told import Line

A_PAGE = 25
VERBS: dict[str, Callable[..., Entry]] = {
    "ask_to_pass_on": rules.ask_to_pass_on,
    "allow_pass_on": rules.allow_pass_on,
    "refuse_pass_on": rules.refuse_pass_on,
}


@require_GET
def all_thanks(request: SignedIn) -> HttpResponse:
    """What was said to one, what one said, and what was passed on to one."""
    me = request.person.id
    context = {
        "received": queries.received(me)[:A_PAGE],
        "given": queries.given(me)[:A_PAGE],
        "passed": queries.passed_to(me)[:A_PAGE],
        "waiting": queries.waiting_for(me),
    }
    return render(request, "thanks/all.html", context)


@require_GET
def thanks(request: SignedIn, id: str) -> HttpResponse:
    """One thanks: all of it for the two; for whoever it was passed on to, the words and no more."""
    return _page(request, id, None)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """Ask to pass it on, allow that, or rather not."""
    if verb not in VERBS:
        raise NotSeen
    how: dict[str, Any] = {"seen": request.POST.get("seen", "")}
    if verb == "ask_to_pass_on":
        how["to"] = request.POST.getlist("to")
    try:
        VERBS[verb](id, by=request.person.id, once=once_of(request), **how)
    except TwowayError as error:
        return _page(request, id, shown(error))
    return HttpResponseRedirect(reverse("thanks", args=[id]), status=303)


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The composer with the sentence of thanks open; `about` may be chosen in the address."""
    kind = "learned" if request.GET.get("kind") == "learned" else "thanks"
    return _composer(request, request.GET.get("about", ""), None, kind)


@require_POST
def give(request: SignedIn) -> HttpResponse:
    """Say thanks for one act."""
    typed = request.POST
    about, learned = typed.get("about", ""), bool(typed.get("learned"))
    try:
        entry = rules.give(
            about, typed.get("words", ""), by=request.person.id, learned=learned, once=once_of(request)
        )
    except TwowayError as error:
        return _composer(request, about, shown(error))
    return HttpResponseRedirect(reverse("thanks", args=[entry.thing]), status=303)


@require_POST
def learned(request: SignedIn) -> HttpResponse:
    """Say what one learned from somebody."""
    typed = request.POST
    try:
        said = (typed.get("receiver", ""), typed.get("words", ""))
        entry = rules.say_learned(*said, by=request.person.id, once=once_of(request))
    except TwowayError as error:
        return _composer(request, "", shown(error), kind="learned")
    return HttpResponseRedirect(reverse("thanks", args=[entry.thing]), status=303)


def _page(request: SignedIn, id: str, error: TwowayError | None) -> HttpResponse:
    me = request.person.id
    found = queries.one(id, seen_by=me)
    is_party = me in found.parties
    about = queries.act(found, seen_by=me)
    knows = {*found.parties, *found.told}
    context = {
        "thanks": found,
        "is_party": is_party,
        "is_giver": me == found.giver_id,
        "other": (found.receiver if me == found.giver_id else found.giver).called,
        "about": lines_of([about], me).get(about.id) if about else None,
        "told": queries.told(found, seen_by=me),
        "asking": [people.person(person).called for person in found.asking] if is_party else [],
        "others": [one for one in people.companions(me) if one.is_member and one.id not in knows],
        "refused": error,
    }
    return render(request, "thanks/thanks.html", context, status=error.status if error else 200)


def _composer(request: SignedIn, about: str, error: TwowayError | None, kind: str = "thanks") -> HttpResponse:
    compose = {
        "kind": kind,
        "about": about,
        "to": request.GET.get("to", ""),
        "typed": request.POST,
        "error": error,
    }
    return render(request, "thanks/new.html", {"compose": compose}, status=error.status if error else 200)


def lines_of(entries: Sequence[Entry], me: str) -> dict[str, Line]:
    """Each act in the words of its own noun."""
    told: dict[str, Line] = {}
    for lines in slots.ACTS:
        told |= lines(entries, seen_by=me)
    return told


# ---- what other pages show of thanks ---------------------------------------------------------------------


def compose_kind(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The tab of the composer that is thanks."""
    return render_to_string("thanks/kind.html", {"kind": (compose or {}).get("kind", "")})


def compose_pane(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The sentence of thanks: to whom and for what is one choice among what others have done."""
    me, chosen = cast(SignedIn, request).person.id, compose or {}
    entries = queries.thankable(me)
    wanted = str(chosen.get("about") or "")
    if wanted and wanted not in {entry.id for entry in entries}:
        entries = [*queries.thankable_act(wanted, seen_by=me), *entries]
    told = lines_of(entries, me)
    choices = [(entry.id, forms.choice_of(told[entry.id])) for entry in entries if entry.id in told]
    error = chosen.get("error") if chosen.get("kind") == "thanks" else None
    blanks = (
        forms.sentence(choices, data=chosen["typed"]).refused(error)
        if error
        else (forms.sentence(choices, initial={"about": wanted}))
    )
    context = {"blanks": blanks, "choices": choices, "learned": _learned(me, chosen)}
    context["learned_first"] = chosen.get("kind") == "learned"
    return render_to_string("thanks/pane.html", context, request=request)


def _learned(me: str, chosen: dict[str, Any]) -> forms.LearnedBlanks:
    """The other sentence of the pane: what one learned from somebody, for no single act."""
    whom = [(one.id, one.called) for one in queries.learn_from(me)]
    if chosen.get("kind") == "learned" and chosen.get("error"):
        return forms.learned_sentence(whom, data=chosen["typed"]).refused(chosen["error"])
    return forms.learned_sentence(whom, initial={"receiver": chosen.get("to", "")})


def below_act(request: HttpRequest, entry: Entry) -> str:
    """Under an act on a noun's page: the thanks said for it, or the way to say so."""
    me = cast(SignedIn, request).person.id
    said = queries.for_acts([entry.id], seen_by=me)
    is_towards_me = bool(entry.street) and me in entry.participants and entry.by not in {"", me}
    context = {"said": said, "entry": entry, "may_thank": is_towards_me and not said, "me": me}
    return render_to_string("thanks/below.html", context, request=request)


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person's yes, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return waiting(person.id) if person else 0
