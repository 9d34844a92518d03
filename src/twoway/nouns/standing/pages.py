"""The pages of standing: what is shown to whom, one showing, an ask, words of others, and how they begin.

What the lines themselves say is worked out in readings/standing, which fills the slot `standing.lines`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from twoway.errors import NotSeen, TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.standing import ASK_VERBS, LABELS, QUOTE_VERBS, VERBS, forms, queries, rules
from twoway.people.visits import SignedIn
from twoway.web.blanks import VerbForm
from twoway.web.done import done
from twoway.web.once import once_of

QUICK = frozenset({"decline", "refuse_words", "take_words_back", "take_back", "ask"})
HINTS = {
    "allow_words": lazy("Whoever they show that line to reads your words. You can take them out again."),
    "decline": lazy("A clear no costs nothing."),
    "refuse_words": lazy("A clear no costs nothing."),
}
TEXTS = ("note",)
SHOWING_VERBS = (*VERBS, "ask")


# ---- what is shown to whom -------------------------------------------------------------------------------


@require_GET
def shared(request: SignedIn) -> HttpResponse:
    """What one shows to whom, what one is shown, what is asked, and words of others."""
    me = request.person.id
    shown, quotes = list(queries.showings(me)), list(queries.quotes(me))
    words = queries.words_of(quotes)
    context = {
        "may_show": queries.may_show(request.person),
        "asked": queries.asked_of(me),
        "by_me": [one for one in shown if one.owner_id == me],
        "to_me": [one for one in shown if one.reader_id == me],
        "asking": [(one, words.get(one.id, "")) for one in quotes if _waits_for(one, me)],
        "mine": [(one, words.get(one.id, "")) for one in quotes if one.owner_id == me and _stands(one)],
        "lent": [
            (one, words.get(one.id, "")) for one in quotes if one.writer_id == me and one.state == "allowed"
        ],
    }
    return render(request, "standing/shared.html", context)


def _waits_for(quote: queries.Quote, me: str) -> bool:
    return quote.writer_id == me and quote.state == "asked"


def _stands(quote: queries.Quote) -> bool:
    return quote.state in {"asked", "allowed"}


@require_GET
def showing(request: SignedIn, id: str) -> HttpResponse:
    """What one shows another, the same page for both."""
    return _showing_page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """Take it back, or ask its reader for theirs."""
    if verb not in SHOWING_VERBS:
        raise NotSeen
    here = reverse("standing.showing", args=[id])
    if verb == "ask":
        found = queries.showing(id, seen_by=request.person.id)
        return done(
            lambda: rules.ask(found.reader_id, by=request.person.id, once=once_of(request)),
            lambda _entry: here,
            lambda error: _showing_page(request, id, error),
        )
    run = _run(rules.take_back, request, id)
    return done(
        run, lambda _entry: reverse("standing.shared"), lambda error: _showing_page(request, id, error)
    )


def _showing_page(request: SignedIn, id: str, error: TwowayError | None = None) -> HttpResponse:
    me = request.person.id
    found = queries.showing(id, seen_by=me)
    is_owner = me == found.owner_id
    context = {
        "shown": found,
        "is_owner": is_owner,
        "other": found.reader if is_owner else found.owner,
        "verbs": queries.open_verbs(found, me),
        "asked": queries.open_ask(found.owner_id, found.reader_id),
        "theirs": queries.shown_to(found.reader_id, found.owner_id),
        "may_show": queries.may_show(request.person),
        "refused": error,
    }
    return render(request, "standing/showing.html", context, status=error.status if error else 200)


# ---- an ask ----------------------------------------------------------------------------------------------


@require_GET
def ask(request: SignedIn, id: str) -> HttpResponse:
    """One who shows theirs asks for the other's."""
    return _ask_page(request, id)


@require_POST
def act_on_ask(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """Say that one would rather not."""
    if verb not in ASK_VERBS:
        raise NotSeen
    here = reverse("standing.ask", args=[id])
    run = _run(getattr(rules, verb), request, id)
    return done(run, lambda _entry: here, lambda error: _ask_page(request, id, error, verb))


def _ask_page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    found = queries.ask(id, seen_by=me)
    may = queries.ask_verbs(found, me)
    context = _shared(request, found, may, "standing.ask.act", error, verb) | {
        "ask": found,
        "is_asked": me == found.asked_id,
        "other": found.asker if me == found.asked_id else found.asked,
        "theirs": queries.shown_to(found.asker_id, found.asked_id),
        "shown": queries.shown_to(found.asked_id, found.asker_id),
    }
    return render(request, "standing/ask.html", context, status=error.status if error else 200)


# ---- words of others -------------------------------------------------------------------------------------


@require_GET
def words(request: SignedIn, id: str) -> HttpResponse:
    """Words of thanks that somebody asks for."""
    return _words_page(request, id)


@require_POST
def act_on_words(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """Allow it, say no, or take the words out again."""
    if verb not in QUOTE_VERBS:
        raise NotSeen
    here = reverse("standing.words", args=[id])
    run = _run(getattr(rules, verb), request, id)
    return done(run, lambda _entry: here, lambda error: _words_page(request, id, error, verb))


@require_POST
def ask_words(request: SignedIn) -> HttpResponse:
    """Ask whoever said thanks whether their words may stand in one's record."""
    said = request.POST.get("thanks", "")
    return done(
        lambda: rules.ask_words(said, by=request.person.id, once=once_of(request)),
        lambda entry: reverse("standing.words", args=[entry.thing]),
        lambda error: render(request, "standing/refused.html", {"refused": error}, status=error.status),
    )


def _words_page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    found = queries.quote(id, seen_by=me)
    context = _shared(request, found, queries.quote_verbs(found, me), "standing.words.act", error, verb) | {
        "quote": found,
        "is_writer": me == found.writer_id,
        "other": found.owner if me == found.writer_id else found.writer,
        "words": queries.words_of([found]).get(found.id, ""),
    }
    return render(request, "standing/words.html", context, status=error.status if error else 200)


# ---- beginning -------------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The sentence in which lines are shown; `to` may be named in the address."""
    return _composer(request, None)


@require_POST
def show(request: SignedIn) -> HttpResponse:
    """Show somebody these lines."""
    to, lines = request.POST.get("to", ""), request.POST.getlist("lines")
    return done(
        lambda: rules.show(to, lines, by=request.person.id, once=once_of(request)),
        lambda entry: reverse("standing.showing", args=[entry.thing]),
        lambda error: _composer(request, error),
    )


def _composer(request: SignedIn, error: TwowayError | None) -> HttpResponse:
    me = request.person
    whom = [(one.id, one.called) for one in queries.readers(me.id)]
    if error:
        blanks = forms.sentence(whom, data=request.POST).refused(error)
    else:
        to = request.GET.get("to", "")
        before = queries.shown_to(me.id, to) if to else None
        blanks = forms.sentence(whom, initial={"to": to, "lines": before.lines if before else []})
    context = {"blanks": blanks, "may_show": queries.may_show(me)}
    return render(request, "standing/new.html", context, status=error.status if error else 200)


# ---- what all have ---------------------------------------------------------------------------------------


def _run(rule: Callable[..., Entry], request: SignedIn, id: str) -> Callable[[], Entry]:
    def run() -> Entry:
        how: dict[str, Any] = {name: request.POST[name] for name in TEXTS if name in request.POST}
        if request.POST.get("named"):
            how["named"] = True
        return rule(id, by=request.person.id, once=once_of(request), seen=request.POST.get("seen", ""), **how)

    return run


def _shared(
    request: SignedIn,
    found: queries.Ask | queries.Quote,
    may: Sequence[str],
    place: str,
    error: TwowayError | None,
    refused: str,
) -> dict[str, Any]:
    verbs = [_form(request, found.id, verb, place, error if verb == refused else None) for verb in may]
    return {
        "verbs": verbs,
        "last_entry": found.last_entry_id,
        "refused": error if error and refused not in may else None,
    }


def _form(request: SignedIn, id: str, verb: str, place: str, error: TwowayError | None) -> VerbForm:
    blanks = forms.verb_blanks(verb, data=request.POST if error else None)
    return VerbForm(
        verb=verb,
        label=LABELS[verb],
        hint=HINTS.get(verb, ""),
        url=reverse(place, args=[id, verb]),
        blanks=blanks.refused(error) if error else blanks,
        is_open=error is not None or verb == "allow_words",
        is_quick=verb in QUICK,
    )
