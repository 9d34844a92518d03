"""The pages of entrustments: the list, one of them, and the sentence in which somebody is entrusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from twoway import clock
from twoway.errors import NotSeen, TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.entrustments import GIVEN, LABELS, STEPS, VERBS, forms, notices, queries, rules
from twoway.nouns.entrustments.told import waiting
from twoway.people import queries as people
from twoway.people.streets import pages as streets
from twoway.people.visits import SignedIn
from twoway.web.asked_once import asked_once
from twoway.web.blanks import Blanks, VerbForm
from twoway.web.days import read_day
from twoway.web.done import done, shown
from twoway.web.once import once_of
from twoway.web.slots import Text

A_PAGE = 25
QUICK = frozenset({"accept", "decline", "withdraw"})
PRIMARY = frozenset({"accept", "look_back"})
HINTS = {
    "accept": lazy("It is yours from then on, with the freedom that goes with it."),
    "decline": lazy("A clear no costs nothing."),
    "look_back": lazy("The other reads it. Each of you is asked alone, and neither waits for the other."),
    "widen": lazy("It holds at once. They can give it back."),
    "narrow": lazy("It holds at once, and they read why."),
    "give_back": lazy("They read why."),
    "end": lazy("They read why. What was done stays."),
}
TEXTS = ("note", "words", "reason", "how_it_went")
# What a form says by not saying it: none of several was chosen.
UNSAID: dict[str, dict[str, Any]] = {
    "look_back": {"how_it_went": ""},
    "widen": {"freedom": None},
    "narrow": {"freedom": None, "reason": ""},
    "give_back": {"reason": ""},
    "end": {"reason": ""},
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of the seven steps as the rail shows it."""

    number: int
    says: Text
    is_now: bool
    is_within: bool
    was: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entrustment in a list, as its reader sees it."""

    entrustment: queries.Entrustment
    side: str
    kindline: str
    says: str
    rail: list[Step]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A part of the list with its heading; empty parts are left out."""

    name: str
    title: str
    rows: list[Row]


def rail(freedom: int, before: int | None = None) -> list[Step]:
    """The seven steps, with the one it stands at and the one it stood at before."""
    return [
        Step(number=step, says=says, is_now=step == freedom, is_within=step <= freedom, was=step == before)
        for step, says in STEPS.items()
    ]


# ---- lists -----------------------------------------------------------------------------------------------


@require_GET
def entrustments(request: SignedIn) -> HttpResponse:
    """What waits for the reader, what is theirs, what they entrusted others with, and what is over."""
    me = request.person.id
    due = queries.to_look_back_on(me)
    named = {found.id for found in due}
    page = Paginator(queries.over(me), A_PAGE).get_page(request.GET.get("page"))
    groups = [
        Group(name="answer", title=_("Waiting for your answer"), rows=_rows(queries.asked_of(me), me)),
        Group(name="due", title=_("To look back on"), rows=_rows(due, me)),
        Group(name="held", title=_("Entrusted to you"), rows=_rows(queries.held_by(me), me, named)),
        Group(name="given", title=_("You entrust others"), rows=_rows(queries.given_by(me), me, named)),
        Group(name="waits", title=_("Waiting for others"), rows=_rows(queries.waiting_for_others(me), me)),
    ]
    over = [row for row in _rows(page, me) if row.entrustment.id not in named]
    context = {"groups": [group for group in groups if group.rows], "over": over, "page": page}
    return render(request, "entrustments/entrustments.html", context | {"steps": STEPS})


def _rows(found: Iterable[queries.Entrustment], me: str, without: Iterable[str] = ()) -> list[Row]:
    return [
        Row(
            entrustment=each,
            side="you" if each.giver_id == me else "them",
            kindline=notices.kindline(each, seen_by=me),
            says=notices.standing(each, seen_by=me),
            rail=rail(each.freedom),
        )
        for each in found
        if each.id not in without
    ]


# ---- one of them -----------------------------------------------------------------------------------------


@require_GET
def entrustment(request: SignedIn, id: str) -> HttpResponse:
    """One entrustment: what it covers, with how much freedom, how it stands, and what was done."""
    return _page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb, with whatever was typed beside it."""
    if verb not in VERBS:
        raise NotSeen
    rule: Callable[..., Entry] = getattr(rules, verb)

    def run() -> str:
        how = UNSAID.get(verb, {}) | _typed(request.POST)
        seen = request.POST.get("seen", "")
        return rule(id, by=request.person.id, once=once_of(request), seen=seen, **how).thing

    return _done(request, id, run, verb)


@require_POST
def add_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act on it."""
    me = request.person.id
    about = notices.act_of(queries.one(id, seen_by=me), request.POST.get("about", ""), seen_by=me)
    return _done(request, id, lambda: streets.add_side(request, about).thing, f"side-{about}")


def _typed(typed: QueryDict) -> dict[str, Any]:
    """What a form said, each blank as its rule takes it; a rule is given only what stood on its form."""
    how: dict[str, Any] = {name: str(typed[name]) for name in TEXTS if name in typed}
    if "freedom" in typed:
        how["freedom"] = forms.step_number(str(typed["freedom"]))
    if "look_back_on" in typed:
        how["look_back_on"] = read_day(str(typed["look_back_on"]), field="look_back_on")
    return how


def _done(request: SignedIn, id: str, run: Callable[[], str], verb: str) -> HttpResponse:
    """To the page it was done on; a refusal shows the same page with what was typed and the sentence."""
    return done(
        run,
        lambda thing: reverse("entrustment", args=[thing]),
        lambda error: _page(request, id, error, verb),
    )


def _page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    found = queries.one(id, seen_by=me)
    verbs = [
        _verb_form(each, found, request, error if each == verb else None)
        for each in queries.open_verbs(found, me)
    ]
    history = notices.history(found, seen_by=me, most=A_PAGE)
    context = {
        "entrustment": found,
        "me": me,
        "side": "you" if found.giver_id == me else "them",
        "other": queries.end_of(found, found.other(me)),
        "mark": "entrusted" if found.accepted_at else "entrustopen",
        "kindline": notices.kindline(found, seen_by=me),
        "lede": notices.standing(found, seen_by=me),
        "means": notices.means(found, seen_by=me),
        "rail": rail(found.freedom, found.freedom_before),
        "is_first": found.state in GIVEN or queries.is_asked(found, me),
        "is_due": queries.is_asked(found, me),
        "verbs": verbs,
        "has_quick": any(form.is_quick for form in verbs),
        "refused": error if error and verb not in {form.verb for form in verbs} else None,
        "typed": request.POST if error else None,
        "verb": verb,
        "history": list(reversed(history)),
        "is_cut": bool(history) and history[0].entry.kind != "entrustment.given",
    }
    return render(request, "entrustments/entrustment.html", context, status=error.status if error else 200)


def _verb_form(
    verb: str, found: queries.Entrustment, request: SignedIn, error: TwowayError | None
) -> VerbForm:
    steps = {"widen": queries.wider, "narrow": queries.narrower}.get(verb, lambda _found: [])(found)
    blanks = forms.verb_blanks(verb, steps, data=request.POST if error else None)
    return VerbForm(
        verb=verb,
        label=LABELS[verb],
        hint=HINTS.get(verb, ""),
        url=reverse("entrustment.act", args=[found.id, verb]),
        blanks=blanks.refused(error) if error else blanks,
        is_open=error is not None or (verb == "look_back" and queries.is_asked(found, request.person.id)),
        is_quick=verb in QUICK,
    )


# ---- beginnings ------------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The sentence in which somebody is entrusted, on a page of its own; `to` may be named in the address."""
    return _composer(request, None)


@require_POST
def give(request: SignedIn) -> HttpResponse:
    """Entrust somebody with something."""
    typed = request.POST
    try:
        day = read_day(typed.get("look_back_on", ""), field="look_back_on")
        said = (typed.get("to", ""), typed.get("scope", ""), forms.step_number(typed.get("freedom", "")), day)
        entry = rules.give(*said, by=request.person.id, once=once_of(request))
    except TwowayError as error:
        return _composer(request, shown(error))
    return HttpResponseRedirect(reverse("entrustment", args=[entry.thing]), status=303)


def _composer(request: SignedIn, error: TwowayError | None) -> HttpResponse:
    blanks = _sentence(request, request.GET.get("to", ""), error)
    context = {"blanks": blanks, "rail": rail(0)}
    return render(request, "entrustments/new.html", context, status=error.status if error else 200)


def _sentence(request: SignedIn, to: str, error: TwowayError | None = None) -> Blanks:
    whom = _others(request.person.id)
    if error:
        return forms.sentence(whom, data=request.POST).refused(error)
    day = forms.usual_day(clock.today(request.person.zone))
    return forms.sentence(whom, initial={"to": to, "look_back_on": day})


@asked_once
def _others(person: str) -> list[tuple[str, str]]:
    return [(one.id, one.called) for one in people.companions(person)]


# ---- what other pages show of entrustments ---------------------------------------------------------------


def compose_kinds(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The tab of the composer in which somebody is entrusted."""
    return render_to_string("entrustments/kind.html")


def compose_panes(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The sentence in which somebody is entrusted."""
    blanks = _sentence(cast(SignedIn, request), str((compose or {}).get("to") or ""))
    return render_to_string("entrustments/compose.html", {"blanks": blanks}, request=request)


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return waiting(person.id) if person else 0


def is_in_use(request: HttpRequest) -> bool:
    """Whether the person gave or was given anything: only nouns in use are shown."""
    person = getattr(request, "person", None)
    return person is not None and queries.in_use(person.id)
