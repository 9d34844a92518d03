"""The pages of hand-offs and problems: the list, one of each, and the sentence in which work goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from twoway.errors import NotSeen, TwowayError
from twoway.ledger.entries import Entry
from twoway.nouns.calls import queries as calls
from twoway.nouns.handoffs import (
    HINTS,
    LABELS,
    PROBLEM_VERBS,
    VERBS,
    forms,
    notices,
    queries,
    rules,
    told,
)
from twoway.people import queries as people
from twoway.people.streets import pages as streets
from twoway.people.visits import SignedIn
from twoway.web.blanks import Blanks, VerbForm
from twoway.web.done import done, shown
from twoway.web.once import once_of
from twoway.web.slots import Text

A_PAGE = 25
TEAM = "team-"  # before the id of a team, where people and teams stand in one choice
QUICK = frozenset({"accept", "take", "take_on", "resolve", "reopen"})
BLANKS = ("note", "reason", "what", "costs", "cost", "carrier", "why", "to", "words", "answer")


@dataclass(frozen=True)
class Group:
    """A part of the list with its heading; empty parts are left out."""

    name: str
    title: str
    handoffs: QuerySet[queries.Handoff] | None = None
    problems: QuerySet[queries.Problem] | None = None


# ---- the list --------------------------------------------------------------------------------------------


@require_GET
def handoffs(request: SignedIn) -> HttpResponse:
    """What waits for the reader, what they have, what they handed on, and what has a problem."""
    me = request.person.id
    groups = [
        Group("waiting", _("Waiting for your answer"), handoffs=queries.waiting_for(me)[:A_PAGE]),
        Group("standing", _("Problems that stand with you"), problems=queries.standing_with(me)[:A_PAGE]),
        Group("raised", _("Problems you raised"), problems=queries.raised_by(me)[:A_PAGE]),
        Group("yours", _("With you"), handoffs=queries.held_by(me)[:A_PAGE]),
        Group("theirs", _("Waiting for others"), handoffs=queries.waiting_for_others(me)[:A_PAGE]),
        Group("known", _("Problems you know of"), problems=queries.others_known(me)[:A_PAGE]),
    ]
    on = Paginator(queries.handed_on_by(me), A_PAGE).get_page(request.GET.get("page"))
    shown = [group for group in groups if group.handoffs or group.problems]
    return render(request, "handoffs/handoffs.html", {"groups": shown, "handed_on": on, "page": on, "me": me})


# ---- one hand-off ----------------------------------------------------------------------------------------


@require_GET
def handoff(request: SignedIn, id: str) -> HttpResponse:
    """One hand-off: what it is, how it stands, what may be done, and the chain around it."""
    return _handoff_page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb on a hand-off, with whatever was typed beside it."""
    if verb not in VERBS:
        raise NotSeen
    return _done(request, lambda: _run(request, id, verb).thing, _handoff_page, id, verb)


@require_POST
def add_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act of this hand-off."""
    found = queries.one(id, seen_by=request.person.id)
    return _done(request, lambda: _side(request, found), _handoff_page, id, "side")


def _handoff_page(
    request: SignedIn, id: str, error: TwowayError | None = None, verb: str = ""
) -> HttpResponse:
    me = request.person.id
    found = queries.one(id, seen_by=me)
    standing = queries.standing(found, seen_by=me)
    verbs = _verb_forms(request, queries.open_verbs(found, me), "handoff.act", id, error, verb)
    context = {
        "handoff": found,
        "me": me,
        "is_onlooker": queries.is_onlooker(found, me),
        "standing": standing,
        "seen_entry": queries.last_entry(found, seen_by=me),
        "call": calls.among([found.call], seen_by=me).get(found.call) if found.call else None,
        "chain": told.chain_of_handoff(found, seen_by=me),
        "problems": queries.problems_of(found, seen_by=me),
        "is_handed_on": found.receiver_id == me and queries.is_handed_on(found),
        "may_hand_on": found.receiver_id == me
        and standing in {"handed", "accepted", "has_problem", "resolved"},
        "history": list(reversed(notices.history(found, seen_by=me))),
        **_refused(request, verbs, error, verb),
    }
    return render(request, "handoffs/handoff.html", context, status=error.status if error else 200)


# ---- one problem -----------------------------------------------------------------------------------------


@require_GET
def problem(request: SignedIn, id: str) -> HttpResponse:
    """One problem: what does not work, its way home, whom it stands with, and what was said."""
    return _problem_page(request, id)


@require_POST
def problem_act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb on a problem, with whatever was typed beside it."""
    if verb not in PROBLEM_VERBS:
        raise NotSeen
    return _done(request, lambda: _run(request, id, verb).thing, _problem_page, id, verb)


@require_POST
def problem_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act on this problem."""
    found = queries.problem(id, seen_by=request.person.id)
    return _done(request, lambda: _side(request, found), _problem_page, id, "side")


def _problem_page(
    request: SignedIn, id: str, error: TwowayError | None = None, verb: str = ""
) -> HttpResponse:
    me = request.person.id
    found = queries.problem(id, seen_by=me)
    verbs = _verb_forms(request, queries.open_problem_verbs(found, me), "problem.act", id, error, verb, found)
    known = people.named(found.knows)
    own = queries.all_of(me).filter(id=found.handoff_id).first()
    context = {
        "problem": found,
        "me": me,
        "stands_with": [known[one] for one in found.stands_with],
        "shielded": [known[one] for one in found.shielded],
        "knows": [(known[one], _part(found, one)) for one in found.knows if one != me],
        "handoff": own,
        "call": calls.among([found.call], seen_by=me).get(found.call) if found.call else None,
        "chain": told.chain_of_problem(found, seen_by=me),
        "history": notices.history(found, seen_by=me),
        **_refused(request, verbs, error, verb),
    }
    return render(request, "handoffs/problem.html", context, status=error.status if error else 200)


def _part(found: queries.Problem, person: str) -> str:
    """What somebody has to do with it, in a few words beside their name."""
    if person in found.stands_with:
        return _("it stands with them")
    if person == found.raiser_id:
        return _("raised it")
    if person in found.carriers or person in found.shielded:
        return _("carried it as handed over")
    return _("their call") if person in found.owners and found.call else _("was shown it")


# ---- verbs on both ---------------------------------------------------------------------------------------


def _run(request: SignedIn, id: str, verb: str) -> Entry:
    typed = request.POST
    how: dict[str, Any] = {name: typed[name] for name in BLANKS if name in typed}
    if verb == "raise_problem":
        how = (
            {"what": "", "costs": "", "cost": None} | how | {"may_be_shown": bool(typed.get("may_be_shown"))}
        )
    needed = {"send_back": "reason", "object_": "words", "reply": "words", "show": "to", "answer": "answer"}
    how.setdefault(needed.get(verb, "seen"), "")
    if verb == "fault":
        how = {"carrier": "", "why": ""} | how
    how["seen"] = typed.get("seen", "")
    rule: Callable[..., Entry] = getattr(rules, verb)
    return rule(id, by=request.person.id, once=once_of(request), **how)


def _side(request: SignedIn, thing: queries.Handoff | queries.Problem) -> str:
    about = notices.act_of(thing, request.POST.get("about", ""), seen_by=request.person.id)
    return streets.add_side(request, about).thing


def _done(
    request: SignedIn, run: Callable[[], str], page: Callable[..., HttpResponse], id: str, verb: str
) -> HttpResponse:
    """To the page of what was done; a refusal shows the same page with what was typed and the sentence."""
    name = "problem" if verb == "raise_problem" or page is _problem_page else "handoff"
    return done(run, lambda thing: reverse(name, args=[thing]), lambda error: page(request, id, error, verb))


def _verb_forms(
    request: SignedIn,
    verbs: Sequence[str],
    address: str,
    id: str,
    error: TwowayError | None,
    refused: str,
    found: queries.Problem | None = None,
) -> list[VerbForm]:
    made = []
    for verb in verbs:
        failed = error if verb == refused else None
        blanks = forms.verb_blanks(
            verb, choices=_choices(verb, request, found), data=request.POST if failed else None
        )
        made.append(
            VerbForm(
                verb=verb,
                label=LABELS[verb],
                hint=HINTS.get(verb, ""),
                url=reverse(address, args=[id, verb]),
                blanks=blanks.refused(failed) if failed else blanks,
                is_open=failed is not None,
                is_quick=verb in QUICK,
            )
        )
    return made


def _choices(verb: str, request: SignedIn, found: queries.Problem | None) -> list[tuple[str, Text]]:
    me = request.person.id
    if found is None or verb not in {"fault", "show"}:
        return []
    if verb == "fault":
        may = queries.may_be_faulted(found) if me == found.raiser_id else [me]
        return [(one.id, one.called) for one in people.named(may).values()]
    others = (one for one in people.companions(me) if one.id not in found.knows)
    return [("", _("somebody")), *((one.id, one.called) for one in others)]


def _refused(
    request: SignedIn, verbs: Sequence[VerbForm], error: TwowayError | None, verb: str
) -> dict[str, Any]:
    """The verbs, and a refusal that no form on the page can show beside its blanks."""
    shown = any(form.is_open for form in verbs)
    typed = request.POST if error else None
    return {"verbs": verbs, "refused": error if error and not shown else None, "typed": typed, "verb": verb}


# ---- beginnings ------------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The composer on a page of its own; `to`, `after` and `call` may be chosen in the address."""
    return _composer(request, None)


@require_POST
def begin(request: SignedIn) -> HttpResponse:
    """Hand something on."""
    typed = request.POST
    whom = typed.get("to", "")
    is_team = whom.startswith(TEAM)
    how: dict[str, Any] = {
        "team" if is_team else "to": whom.removeprefix(TEAM),
        "after": typed.getlist("after"),
    }
    if typed.get("call", AS_IT_CAME) != AS_IT_CAME:
        how["call"] = typed["call"]
    try:
        entry = rules.hand(typed.get("what", ""), by=request.person.id, once=once_of(request), **how)
    except TwowayError as error:
        return _composer(request, shown(error))
    return HttpResponseRedirect(reverse("handoff", args=[entry.thing]), status=303)


AS_IT_CAME = "as-it-came"


def _composer(request: SignedIn, error: TwowayError | None) -> HttpResponse:
    chosen = {name: request.GET.get(name, "") for name in ("to", "after", "call")}
    compose = {"kind": "hand", "typed": request.POST, "error": error, **chosen}
    return render(request, "handoffs/new.html", {"compose": compose}, status=error.status if error else 200)


# ---- what other pages show of hand-offs ------------------------------------------------------------------


def compose_kind(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The tab of the composer that is handing on."""
    return render_to_string("handoffs/kind.html", {"kind": (compose or {}).get("kind", "")})


def compose_pane(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """I hand this on to them; on a page of its own also after what, and under which call."""
    chosen = compose or {}
    blanks = _sentence(cast(SignedIn, request).person.id, chosen)
    return render_to_string("handoffs/pane.html", {"blanks": blanks}, request=request)


def _sentence(me: str, chosen: Mapping[str, Any]) -> Blanks:
    is_own_page = chosen.get("kind") == "hand"
    after = _held(me, str(chosen.get("after", ""))) if is_own_page else []
    under = _calls(me) if is_own_page else []
    error = chosen.get("error") if is_own_page else None
    if error:
        return forms.sentence(_whom(me), after, under, data=chosen["typed"]).refused(error)
    start = {
        "to": chosen.get("to", ""),
        "after": [chosen.get("after", "")],
        "call": chosen.get("call") or AS_IT_CAME,
    }
    return forms.sentence(_whom(me), after, under, initial=start)


def _whom(me: str) -> list[tuple[str, Text]]:
    """Everybody one could hand it to, then the teams; a guest knows no teams."""
    everybody = [(one.id, one.called) for one in people.companions(me)]
    teams = people.teams() if people.person(me).is_member else []
    return [("", _("somebody")), *everybody, *((TEAM + team.id, team.name) for team in teams)]


def _held(me: str, wanted: str) -> list[tuple[str, Text]]:
    """What one has; also what went on already, if the address asks for it: work may branch."""
    given = queries.waiting_for(me).filter(receiver=me)
    branch = queries.all_of(me).filter(receiver=me, id=wanted)
    found = {one.id: one for one in (*branch, *queries.held_by(me)[:A_PAGE], *given[:A_PAGE])}
    return [(one.id, one.what or _("Words that were erased")) for one in found.values()]


def _calls(me: str) -> list[tuple[str, Text]]:
    known = {one.id: one for one in queries.calls_with_work(me, A_PAGE)}
    named = [(one.id, one.choice or _("Words that were erased")) for one in known.values()]
    return [(AS_IT_CAME, _("as it came to me")), ("", _("none")), *named] if named else []


def call_chain(request: HttpRequest, call: calls.Call) -> str:
    """On a call's page: how it travelled, and how it came home."""
    me = cast(SignedIn, request).person.id
    chains = told.chain_under_call(call.id, seen_by=me)
    may_hand_on = call.is_made and calls.role_of(call, me) != "told"
    context = {"chains": chains, "call": call, "may_hand_on": may_hand_on}
    return render_to_string("handoffs/travelled.html", context, request=request)


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return told.waiting(person.id) if person else 0


def is_in_use(request: HttpRequest) -> bool:
    """Whether the person has had to do with any: only nouns in use are shown."""
    person = getattr(request, "person", None)
    return queries.is_in_use(person.id) if person else False
