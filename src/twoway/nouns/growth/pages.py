"""The pages of growth: the list, a goal, an opportunity, and the sentences in which they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from twoway.errors import NotSeen, TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.growth import LABELS, OPPORTUNITY_VERBS, VERBS, forms, notices, queries, rules
from twoway.nouns.growth.told import waiting
from twoway.nouns.promises import queries as promises
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets import pages as streets
from twoway.people.streets.sides import Told
from twoway.people.visits import SignedIn
from twoway.web.asked_once import asked_once
from twoway.web.blanks import Blanks, VerbForm
from twoway.web.days import read_day
from twoway.web.done import done, shown
from twoway.web.once import once_of

A_PAGE = 25
QUICK = frozenset({"decline_support", "take", "decline", "withdraw"})
HINTS = {
    "show": lazy("They see the goal, its steps, and who else sees it; and all who see it see that they do."),
    "ask_support": lazy("Whoever does not see the goal yet is shown it. Your asking is between you two."),
    "promise_support": lazy("A promise like any other, between the two of you. No other supporter sees it."),
    "decline_support": lazy("A clear no costs nothing."),
    "say_given": lazy("The two of you read it. Whoever does not see the goal yet is shown it."),
    "reach": lazy("All who see the goal read it."),
    "let_go": lazy("It costs nothing. What was promised to you goes its own way."),
    "take": lazy("It binds neither of you beyond what you say next."),
    "decline": lazy("A clear no costs nothing."),
}
TEXTS = ("goal", "what", "words", "note", "step", "to", "of", "from_", "asked")
# What a form says by not saying it: none of several was chosen.
UNSAID: dict[str, dict[str, Any]] = {
    "reach_step": {"step": ""},
    "add_step": {"step": ""},
    "show": {"to": ""},
    "ask_support": {"of": ""},
    "say_given": {"from_": "", "words": ""},
    "promise_support": {"what": "", "due_on": None},
}


@dataclass(frozen=True, kw_only=True)
class Helped:
    """What one supporter was asked for, promised or gave, as the owner or that supporter reads it."""

    support: queries.Support
    promise: promises.Line | None


# ---- lists -----------------------------------------------------------------------------------------------


@require_GET
def growth(request: SignedIn) -> HttpResponse:
    """What waits for the reader, where they want to go, where others do who named them, what was offered."""
    me = request.person.id
    offers = list(queries.offers(me))
    page = Paginator(queries.over(me), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": queries.asked_of(me),
        "to_me": [offer for offer in offers if offer.receiver_id == me],
        "by_me": [offer for offer in offers if offer.giver_id == me],
        "mine": queries.mine(me),
        "shown": queries.shown_to(me),
        "over": page.object_list,
        "page": page,
    }
    return render(request, "growth/growth.html", context)


# ---- a goal ----------------------------------------------------------------------------------------------


@require_GET
def goal(request: SignedIn, id: str) -> HttpResponse:
    """Where somebody wants to go: all of it for the owner; for a supporter the goal and their own support."""
    return _page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb, with whatever was typed beside it."""
    if verb not in VERBS:
        raise NotSeen
    return _done(request, id, "goal", _run(getattr(rules, verb), request, id, verb), verb)


@require_POST
def add_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act on a goal."""
    return _add_side(request, queries.one(id, seen_by=request.person.id).id, "goal")


def _page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    found = queries.one(id, seen_by=me)
    steps, seen_by = queries.steps(found), queries.seen_by(found)
    may = queries.open_verbs(found, me)
    among = _among(found, steps, seen_by, me)
    forms_ = _verb_forms(may, "goal.act", found.id, among, request, error, verb)
    history = notices.history(found.id, seen_by=me, most=A_PAGE)
    context = _shared(request, error, verb, forms_, history) | {
        "goal": found,
        "is_owner": me == found.owner_id,
        "lede": notices.standing(found, steps, seen_by=me),
        "steps": steps,
        "may_reach": "reach_step" in may,
        "seen_by": [person for person in seen_by if person.id != me],
        "helped": _helped(queries.support_of(found, seen_by=me), me),
        "last_entry": found.last_entry_id,
        "is_cut": bool(history) and history[0].entry.kind != "growth.set",
    }
    return render(request, "growth/goal.html", context, status=error.status if error else 200)


def _among(
    found: queries.Goal, steps: Iterable[queries.GoalStep], seen_by: Iterable[Person], me: str
) -> dict[str, forms.Among]:
    """Whom and what each verb can choose among."""
    if me != found.owner_id:
        return {}
    others = _others(me)
    unseen = [one for one in others if one[0] not in found.with_ids]
    first = [(person.id, person.called) for person in seen_by]
    whom = forms.Among(people=[*first, *unseen])
    left = [(step.id, step.step or "…") for step in steps if step.reached_at is None]
    return {
        "show": forms.Among(people=unseen),
        "ask_support": whom,
        "say_given": whom,
        "reach_step": forms.Among(steps=left),
    }


def _helped(supports: Sequence[queries.Support], me: str) -> list[Helped]:
    """Each support with its promise as it stands, as far as the reader may see that."""
    ids = [support.promise for support in supports if support.promise]
    known = {one.id: one for one in promises.all_of(me).filter(id__in=ids)} if ids else {}
    return [
        Helped(
            support=support,
            promise=promises.line_of(known[support.promise], me) if support.promise in known else None,
        )
        for support in supports
    ]


# ---- an opportunity --------------------------------------------------------------------------------------


@require_GET
def opportunity(request: SignedIn, id: str) -> HttpResponse:
    """One chance that somebody offered somebody: what it is, and what was answered."""
    return _offer_page(request, id)


@require_POST
def act_on_offer(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """Take it, say no to it, or take it back."""
    if verb not in OPPORTUNITY_VERBS:
        raise NotSeen
    return _done(request, id, "opportunity", _run(getattr(rules, verb), request, id, verb), verb)


@require_POST
def add_offer_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act on an opportunity."""
    return _add_side(request, queries.opportunity(id, seen_by=request.person.id).id, "opportunity")


def _offer_page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    found = queries.opportunity(id, seen_by=me)
    goals = [(each.id, each.goal) for each in queries.goals_for(found, seen_by=me)]
    among = {"take": forms.Among(goals=goals)}
    may = queries.offer_verbs(found, me)
    forms_ = _verb_forms(may, "opportunity.act", found.id, among, request, error, verb)
    history = notices.history(found.id, seen_by=me, most=A_PAGE)
    kindline, lede = notices.offered(found, seen_by=me)
    context = _shared(request, error, verb, forms_, history) | {
        "offer": found,
        "side": "you" if found.giver_id == me else "them",
        "other": found.receiver if found.giver_id == me else found.giver,
        "kindline": kindline,
        "lede": lede,
        "goal": queries.among({found.goal}, seen_by=me).get(found.goal) if found.goal else None,
        "last_entry": found.last_entry_id,
        "is_cut": bool(history) and history[0].entry.kind != "growth.opportunity_offered",
    }
    return render(request, "growth/opportunity.html", context, status=error.status if error else 200)


# ---- what both have --------------------------------------------------------------------------------------


def _run(rule: Callable[..., Entry], request: SignedIn, id: str, verb: str) -> Callable[[], Entry]:
    def run() -> Entry:
        how = UNSAID.get(verb, {}) | _typed(request.POST)
        seen = request.POST.get("seen", "")
        return rule(id, by=request.person.id, once=once_of(request), seen=seen, **how)

    return run


def _typed(typed: QueryDict) -> dict[str, Any]:
    """What a form said, each blank as its rule takes it; a rule is given only what stood on its form."""
    how: dict[str, Any] = {name: str(typed[name]) for name in TEXTS if name in typed}
    if "due_on" in typed:
        how["due_on"] = read_day(str(typed["due_on"]), field="due_on")
    return how


def _add_side(request: SignedIn, id: str, place: str) -> HttpResponse:
    about = notices.act_of(id, request.POST.get("about", ""), seen_by=request.person.id)
    return _done(request, id, place, lambda: streets.add_side(request, about), f"side-{about}")


def _done(request: SignedIn, id: str, place: str, run: Callable[[], Entry], verb: str) -> HttpResponse:
    """To the page it was done on; a refusal shows the same page with what was typed and the sentence."""
    here, page = reverse(place, args=[id]), _page if place == "goal" else _offer_page
    return done(run, lambda _entry: here, lambda error: page(request, id, error, verb))


def _shared(
    request: SignedIn,
    error: TwowayError | None,
    verb: str,
    forms_: Sequence[VerbForm],
    history: Sequence[Told],
) -> dict[str, Any]:
    return {
        "me": request.person.id,
        "verbs": forms_,
        "has_quick": any(form.is_quick for form in forms_),
        "refused": error if error and verb not in {form.verb for form in forms_} else None,
        "typed": request.POST if error else None,
        "verb": verb,
        "history": list(reversed(history)),
    }


def _verb_forms(
    may: Sequence[str],
    place: str,
    id: str,
    among: Mapping[str, forms.Among],
    request: SignedIn,
    error: TwowayError | None,
    refused: str,
) -> list[VerbForm]:
    """The verbs the reader has now, each with its blanks; the one just refused stands open."""
    found = []
    for verb in may:
        wrong = error if verb == refused else None
        blanks = forms.verb_blanks(verb, among.get(verb, forms.Among()), data=request.POST if wrong else None)
        found.append(
            VerbForm(
                verb=verb,
                label=LABELS[verb],
                hint=HINTS.get(verb, ""),
                url=reverse(place, args=[id, verb]),
                blanks=blanks.refused(wrong) if wrong else blanks,
                is_open=wrong is not None or (verb == "promise_support" and "decline_support" in may),
                is_quick=verb in QUICK,
            )
        )
    return found


# ---- beginnings ------------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The sentence in which one says where one wants to go."""
    return _composer(request, "growth/new.html", forms.goal_sentence, None)


@require_POST
def set_goal(request: SignedIn) -> HttpResponse:
    """Say where one wants to go, and who may see it."""
    typed = request.POST
    try:
        said, named = typed.get("goal", ""), typed.getlist("with_")
        entry = rules.set_goal(said, by=request.person.id, with_=named, once=once_of(request))
    except TwowayError as error:
        return _composer(request, "growth/new.html", forms.goal_sentence, shown(error))
    return HttpResponseRedirect(reverse("goal", args=[entry.thing]), status=303)


@require_GET
def new_offer(request: SignedIn) -> HttpResponse:
    """The sentence in which one offers somebody a chance; `to` may be named in the address."""
    return _composer(request, "growth/offer.html", forms.offer_sentence, None)


@require_POST
def offer(request: SignedIn) -> HttpResponse:
    """Offer somebody a chance to grow."""
    typed = request.POST
    try:
        said = (typed.get("to", ""), typed.get("what", ""))
        entry = rules.offer(*said, by=request.person.id, once=once_of(request))
    except TwowayError as error:
        return _composer(request, "growth/offer.html", forms.offer_sentence, shown(error))
    return HttpResponseRedirect(reverse("opportunity", args=[entry.thing]), status=303)


def _composer(
    request: SignedIn, page: str, sentence: Callable[..., Blanks], error: TwowayError | None
) -> HttpResponse:
    whom = _others(request.person.id)
    if error:
        blanks = sentence(whom, data=request.POST).refused(error)
    else:
        to = request.GET.get("to", "")
        blanks = sentence(whom, initial={"to": to, "with_": [to]})
    return render(request, page, {"blanks": blanks}, status=error.status if error else 200)


@asked_once
def _others(person: str) -> list[tuple[str, str]]:
    return [(one.id, one.called) for one in people.companions(person)]


# ---- the sidebar -----------------------------------------------------------------------------------------


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return waiting(person.id) if person else 0


def is_in_use(request: HttpRequest) -> bool:
    """Whether the person has to do with any goal or opportunity: only nouns in use are shown."""
    person = getattr(request, "person", None)
    return person is not None and queries.in_use(person.id)
