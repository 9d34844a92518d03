"""The pages of calls: the list, one call, one's own calibration, and the sentences in which calls begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from twoway.nouns.calls import LABELS, VERBS, forms, notices, queries, rules
from twoway.nouns.calls.told import waiting
from twoway.people import queries as people
from twoway.people.streets import pages as streets
from twoway.people.visits import SignedIn
from twoway.web.asked_once import asked_once
from twoway.web.blanks import Blanks, VerbForm, whole_number
from twoway.web.days import read_day
from twoway.web.done import done, shown
from twoway.web.once import once_of

A_PAGE = 25
FIRST = frozenset({"call.asked_for", "call.noted", "call.made"})
KINDS: dict[str, Callable[..., Entry]] = {"make": rules.make, "ask_for": rules.ask_for, "note": rules.note}
QUICK = frozenset({"decline", "withdraw", "decline_join", "open_now"})
HINTS = {
    "say_yes": lazy("Those you name see it, and who else is named. Only you can say that it is on you."),
    "decline": lazy("A clear no costs nothing."),
    "join": lazy("Each owner says so by their own act."),
    "review": lazy("All it names can read what you say. Nobody asks for more."),
    "supersede": lazy("This call stays as it was; whoever it named sees that another took its place."),
    "say_cost": lazy("Its owners read it, and nobody else. Only you can say what it cost you."),
    "open_wider": lazy(
        "They would see your own words and nobody else’s. All who know hear of it now; it opens when you say "
        "so, from tomorrow."
    ),
    "open_now": lazy("They see your own words, and nobody else’s."),
}
ROLES = {
    "owner": lazy("owns it"),
    "owner_asked": lazy("asked to own it too"),
    "stood_aside": lazy("would rather not own it"),
    "asked": lazy("asked to do something"),
    "touched": lazy("may be touched by it"),
    "reached": lazy("work under it was handed on to them"),
    "told": lazy("was told of it"),
}
TEXTS = ("choice", "question", "why", "alternatives", "expect", "note", "words", "outcome")
LISTS = ("asks", "touches", "owners", "to")
DAYS = ("review_on", "next_on")
NUMBERS = ("sure_percent", "cost")
# What a form says by not saying it: no box was ticked, none of several was chosen.
UNSAID: dict[str, dict[str, Any]] = {
    "review": {"outcome": ""},
    "say_cost": {"cost": 0},
    "open_wider": {"to": []},
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A call in a list, as its reader sees it."""

    call: queries.Call
    side: str
    mark: str
    kindline: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """A part of the list of calls with its heading; empty parts are left out."""

    name: str
    title: str
    rows: list[Row]


# ---- lists -----------------------------------------------------------------------------------------------


@require_GET
def calls(request: SignedIn) -> HttpResponse:
    """What waits for the reader, what is due for a look back, what is open, and what was looked back on."""
    me = request.person.id
    asked, due = list(queries.asked_of(me)), queries.due_for_look_back(me)
    before = {call.id for call in (*asked, *due)}
    still_open = [one for one in queries.still_open(me) if one.id not in before]
    page = Paginator(queries.over(me), A_PAGE).get_page(request.GET.get("page"))
    named = queries.named_in_each((*asked, *due, *still_open, *page))
    groups = [
        Group(name="answer", title=_("Waiting for your answer"), rows=_rows(asked, named, me)),
        Group(name="due", title=_("Due for a look back"), rows=_rows(due, named, me)),
        Group(name="open", title=_("Open"), rows=_rows(still_open, named, me)),
    ]
    context = {
        "groups": [group for group in groups if group.rows],
        "over": _rows(page, named, me),
        "page": page,
    }
    return render(request, "calls/calls.html", context)


def _rows(calls: Iterable[queries.Call], named: queries.Named, me: str) -> list[Row]:
    return [
        Row(
            call=call,
            side="you" if any(row.is_owner and row.person_id == me for row in named[call.id]) else "them",
            mark="callgood" if call.outcome == "worked" else "call",
            kindline=notices.kindline(call, named[call.id], seen_by=me),
            says=notices.standing(call, named[call.id], seen_by=me),
        )
        for call in calls
    ]


@require_GET
def calibration(request: SignedIn) -> HttpResponse:
    """How sure the reader was and how it turned out: for nobody's eyes but theirs."""
    return render(request, "calls/calibration.html", {"found": queries.calibration(request.person.id)})


# ---- one call --------------------------------------------------------------------------------------------


@require_GET
def call(request: SignedIn, id: str) -> HttpResponse:
    """One call: what was decided, how it stands, how it travelled, what was said, and who knows."""
    return _page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb, with whatever was typed beside it."""
    if verb not in VERBS:
        raise NotSeen
    rule: Callable[..., Entry] = getattr(rules, verb)

    def run() -> str:
        how = UNSAID.get(verb, {}) | _typed(request.POST)
        positional = [how.pop("choice", "")] if verb == "supersede" else []
        seen = request.POST.get("seen", "")
        return rule(id, *positional, by=request.person.id, once=once_of(request), seen=seen, **how).thing

    return _done(request, id, run, verb)


@require_POST
def add_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act of this call."""
    me = request.person.id
    about = notices.act_of(queries.one(id, seen_by=me), request.POST.get("about", ""), seen_by=me)
    return _done(request, id, lambda: streets.add_side(request, about).thing, f"side-{about}")


def _typed(typed: QueryDict) -> dict[str, Any]:
    """What a form said, each blank as its rule takes it; a rule is given only what stood on its form."""
    texts = {name: str(text) for name, text in typed.items()}
    how: dict[str, Any] = {name: texts[name] for name in TEXTS if name in texts}
    how |= {name: typed.getlist(name) for name in LISTS if name in typed}
    how |= {name: read_day(texts[name], field=name) for name in DAYS if name in texts}
    how |= {name: whole_number(texts[name], name) for name in NUMBERS if name in texts}
    if typed.get("one_asked"):
        how["asks"] = [typed["one_asked"], *how.get("asks", ())]
    if "on_me" in typed or "has_on_me" in typed:
        how["on_me"] = bool(typed.get("on_me"))
    return how


def _done(request: SignedIn, id: str, run: Callable[[], str], verb: str) -> HttpResponse:
    """To the page it was done on; a refusal shows the same page with what was typed and the sentence."""
    return done(
        run,
        lambda thing: reverse("call", args=[thing]),
        lambda error: _page(request, id, error, verb),
    )


def _page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    found = queries.one(id, seen_by=me)
    role = queries.role_of(found, me)
    knows = queries.who_knows(found, seen_by=me)
    verbs = [
        _verb_form(each, found, request, knows, error if each == verb else None)
        for each in queries.open_verbs(found, me, role)
    ]
    linked = queries.among({found.supersedes, found.superseded_by} - {""}, seen_by=me)
    history = notices.history(found, seen_by=me, most=A_PAGE)
    context = _said(found, knows, me) | {
        "call": found,
        "me": me,
        "role": role,
        "is_owner": role == "owner",
        "owners": [row for row in knows if row.is_owner],
        "knows": [(row, ROLES[row.role]) for row in knows if row.person_id != me],
        "is_due": queries.is_due(found) and role == "owner",
        "has_quick": any(form.is_quick for form in verbs),
        "supersedes": linked.get(found.supersedes),
        "superseded_by": linked.get(found.superseded_by),
        "widening": [one.called for one in people.named(found.widening).values()],
        "opens_from": queries.opens_from(found),
        "verbs": verbs,
        "refused": error if error and verb not in {form.verb for form in verbs} else None,
        "typed": request.POST if error else None,
        "verb": verb,
        "history": list(reversed(history)),
        "is_cut": bool(history) and history[0].entry.kind not in FIRST,
    }
    return render(request, "calls/call.html", context, status=error.status if error else 200)


def _said(found: queries.Call, knows: Sequence[queries.CallPerson], me: str) -> dict[str, Any]:
    """The head of the page: whose call it is, how it stands, and with what it began."""
    names = {row.person_id: row.person for row in knows}
    mine = any(row.is_owner and row.person_id == me for row in knows)
    began = names.get(found.begun_by)
    return {
        "side": "you" if mine else "them",
        "mark": "callgood" if found.outcome == "worked" else "call",
        "kindline": notices.kindline(found, knows, seen_by=me),
        "lede": notices.standing(found, knows, seen_by=me),
        "other": began if mine else found.owner,
        "noter": _("you") if found.noted_by == me else began.called if began else "",
        # What was asked is between the two, whatever the owner has made of it for others.
        "asked": found.asked if found.is_made and me in {found.owner_id, found.asked_by} else "",
        "asker": _("You") if found.asked_by == me else began.called if began else "",
    }


def _verb_form(
    verb: str,
    found: queries.Call,
    request: SignedIn,
    knows: Iterable[queries.CallPerson],
    error: TwowayError | None,
) -> VerbForm:
    without = {row.person_id for row in knows} if verb == "open_wider" else set()
    whom = [one for one in _others(request.person.id) if one[0] not in without]
    start = {"review_on": forms.usual_day(clock.today(request.person.zone)), "on_me": found.on_me}
    blanks = forms.verb_blanks(verb, found.state, whom, data=request.POST if error else None, initial=start)
    return VerbForm(
        verb=verb,
        label=_("Make the call") if verb == "say_yes" and found.state == "asked_for" else LABELS[verb],
        hint=HINTS.get(verb, ""),
        url=reverse("call.act", args=[found.id, verb]),
        blanks=blanks.refused(error) if error else blanks,
        is_open=error is not None or (verb == "review" and queries.is_due(found)),
        is_quick=verb in QUICK,
    )


# ---- beginnings ------------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The composer on a page of its own, with the sentence of a call open."""
    kind = request.GET.get("kind", "make")
    return _composer(request, kind if kind in KINDS else "make", None)


@require_POST
def begin(request: SignedIn, kind: str) -> HttpResponse:
    """Make a call, ask for one, or note one that was told aloud."""
    if kind not in KINDS:
        raise NotSeen
    try:
        how = _typed(request.POST)
        said = how.pop("question" if kind == "ask_for" else "choice", "")
        first = (said,) if kind == "make" else (request.POST.get("owner", ""), said)
        entry = KINDS[kind](*first, by=request.person.id, once=once_of(request), **how)
    except TwowayError as error:
        return _composer(request, kind, shown(error))
    return HttpResponseRedirect(reverse("call", args=[entry.thing]), status=303)


def _composer(request: SignedIn, kind: str, error: TwowayError | None) -> HttpResponse:
    """All three sentences with all their blanks, on a page of their own."""
    start = _start(request, request.GET.get("to", ""))
    whom, typed = _others(request.person.id), request.POST
    panes = [(each, _pane(each, whom, start, error if each == kind else None, typed)) for each in KINDS]
    context = {"kind": kind, "panes": panes}
    return render(request, "calls/new.html", context, status=error.status if error else 200)


# ---- what the composer is made of, on Today and wherever else --------------------------------------------


def compose_kinds(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The tab of the composer that is calls."""
    return render_to_string("calls/kind.html")


def compose_panes(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The sentence in which somebody decides; asking for a call and noting one have a page of their own."""
    me = cast(SignedIn, request)
    start = _start(me, str((compose or {}).get("to") or ""))
    blanks = forms.sentence("make", _others(me.person.id), whole=False, initial=start)
    return render_to_string("calls/compose.html", {"blanks": blanks, "kind": "make"}, request=request)


def _start(request: SignedIn, to: str) -> dict[str, Any]:
    day = forms.usual_day(clock.today(request.person.zone))
    return {"review_on": day, "owner": to, "one_asked": to}


def _pane(
    kind: str,
    whom: list[tuple[str, str]],
    start: Mapping[str, Any],
    error: TwowayError | None,
    typed: QueryDict,
) -> Blanks:
    if error:
        return forms.sentence(kind, whom, whole=True, data=typed).refused(error)
    return forms.sentence(kind, whom, whole=True, initial=start)


@asked_once
def _others(person: str) -> list[tuple[str, str]]:
    return [(one.id, one.called) for one in people.companions(person)]


# ---- the sidebar -----------------------------------------------------------------------------------------


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return waiting(person.id) if person else 0


def is_in_use(request: HttpRequest) -> bool:
    """Whether the person is in any call: only nouns in use are shown."""
    person = getattr(request, "person", None)
    return person is not None and queries.in_use(person.id)
