"""The pages of promises: the lists, one promise, and the sentences in which they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
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
from twoway.nouns.promises import IMPORT_VERBS, VERBS, forms, notices, queries, rules
from twoway.nouns.promises.told import waiting
from twoway.people import inviting
from twoway.people import queries as people
from twoway.people.streets import pages as streets
from twoway.people.visits import SignedIn
from twoway.web.blanks import Blanks, VerbForm
from twoway.web.done import done, shown
from twoway.web.once import once_of

A_PAGE = 25
QUICK = frozenset(
    {"say_yes", "decline", "keep", "confirm", "contest", "agree_move", "refuse_move", "take_on"}
)
HINTS = {
    "counter": lazy("Other words, another day, or both. What you leave empty stays as it is."),
    "decline": lazy("A clear no costs nothing."),
    "confirm": lazy("Without another day, it counts as kept in time."),
    "contest": lazy("It is open again then, and both accounts stand."),
    "ask_move": lazy("The other agrees first. Say it early: then others can still plan."),
    "release": lazy("It ends here and counts for nothing."),
    "give_up": lazy("Saying it is better than silence. It cannot be taken back."),
    "take_on": lazy("Once everybody whose act it was has said so, it counts like any other promise."),
    "dispute": lazy("It counts for nothing then, for good."),
}


@dataclass(frozen=True, kw_only=True)
class Group:
    """A part of the list of promises with its heading; empty parts are left out."""

    name: str
    title: object
    lines: list[queries.Line]


# ---- lists -----------------------------------------------------------------------------------------------


@require_GET
def promises(request: SignedIn) -> HttpResponse:
    """What waits, what is owed each way, what was brought in, and what is done."""
    me = request.person.id
    groups = [
        _group(me, "answer", _("Waiting for your answer"), queries.waiting_for(me)),
        _group(me, "you-owe", _("You owe"), queries.owed_by(me, seen_by=me)),
        _group(me, "owed-to-you", _("Owed to you"), queries.owed_to(me, seen_by=me)),
        _group(me, "waiting", _("Waiting for others"), queries.waiting_for_others(me)),
        _group(me, "brought-in", _("Brought in from elsewhere"), queries.brought_in(me)[:A_PAGE]),
    ]
    done = Paginator(queries.done(me), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "groups": [group for group in groups if group.lines],
        "done": [queries.line_of(promise, me) for promise in done],
        "page": done,
        "sources": queries.sources_to_take_on(me),
    }
    return render(request, "promises/promises.html", context)


def _group(me: str, name: str, title: str, found: Iterable[queries.Promise]) -> Group:
    return Group(name=name, title=title, lines=[queries.line_of(promise, me) for promise in found])


# ---- one promise -----------------------------------------------------------------------------------------


@require_GET
def promise(request: SignedIn, id: str) -> HttpResponse:
    """One promise: what was said, how it stands, what may be done, what it hangs on, what was done so far."""
    return _page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb, with whatever was typed beside it."""
    if verb not in (*VERBS, *IMPORT_VERBS):
        raise NotSeen
    typed = request.POST

    def run() -> None:
        how: dict[str, Any] = {
            name: typed[name] for name in ("what", "note", "reason", "hard") if name in typed
        }
        how |= {
            name: forms.day(typed[name], name) for name in ("due_on", "sure_by", "kept_on") if name in typed
        }
        if "would_rather_not" in typed:
            how["would_rather_not"] = True
        _rule(verb)(id, by=request.person.id, once=once_of(request), seen=typed.get("seen", ""), **how)

    return _done(request, id, run, verb)


@require_POST
def take_on_import(request: SignedIn) -> HttpResponse:
    """Take on everything of one's own that came from one place."""
    rules.take_on_import(request.POST.get("source", ""), by=request.person.id, once=once_of(request))
    return HttpResponseRedirect(reverse("promises"), status=303)


@require_POST
def hang_on(request: SignedIn, id: str) -> HttpResponse:
    """Say that this promise hangs on another."""
    on = request.POST.get("on", "")
    return _done(
        request, id, lambda: rules.hang_on(id, on, by=request.person.id, once=once_of(request)), "hang_on"
    )


@require_POST
def unhang(request: SignedIn, id: str) -> HttpResponse:
    """Take such a link away."""
    on = request.POST.get("on", "")
    return _done(
        request, id, lambda: rules.unhang(id, on, by=request.person.id, once=once_of(request)), "unhang"
    )


@require_POST
def add_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act of this promise."""
    me = request.person.id
    about = notices.act_of(queries.one(id, seen_by=me), request.POST.get("about", ""), seen_by=me)
    return _done(request, id, lambda: streets.add_side(request, about), f"side-{about}")


def _rule(verb: str) -> Callable[..., Entry]:
    found: Callable[..., Entry] = getattr(rules, verb)
    return found


def _done(request: SignedIn, id: str, run: Callable[[], object], verb: str) -> HttpResponse:
    """Back to the page it was done on; a refusal shows the same page with what was typed and the sentence."""
    here = reverse("promise", args=[id])
    return done(run, lambda _entry: here, lambda error: _page(request, id, error, verb))


def _page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    promise = queries.one(id, seen_by=me)
    verbs = [
        _verb_form(each, promise, me, request.POST, error if each == verb else None)
        for each in queries.open_verbs(promise, me)
    ]
    context = {
        "promise": promise,
        "made_on": clock.day_of(promise.made_at, request.person.zone) if promise.made_at else None,
        "today": queries.today_of(promise),
        "standing": queries.standing(promise),
        "line": queries.line_of(promise, me),
        "other": queries.name_in(promise, promise.other(me)),
        "verbs": verbs,
        "refused": error if error and not any(form.is_open for form in verbs) else None,
        "typed": request.POST if error else None,
        "verb": verb,
        "tree": queries.hangs_on(promise, seen_by=me),
        "carries": queries.carries(promise, seen_by=me),
        "may_hang_on": queries.may_hang_on(promise, seen_by=me),
        "history": list(reversed(notices.history(promise, seen_by=me))),
    }
    return render(request, "promises/promise.html", context, status=error.status if error else 200)


def _verb_form(
    verb: str, promise: queries.Promise, me: str, typed: QueryDict, error: TwowayError | None
) -> VerbForm:
    which = {"is_promiser": promise.promiser_id == me, "is_claimed": promise.state == "claimed"}
    blanks = forms.verb_blanks(verb, **which, data=typed if error else None)
    return VerbForm(
        verb=verb,
        label=queries.label_of(verb, promise, me),
        hint=HINTS.get(verb, ""),
        url=reverse("promise.act", args=[promise.id, verb]),
        blanks=blanks.refused(error) if error else blanks,
        is_open=error is not None,
        is_quick=verb in QUICK,
    )


# ---- beginnings ------------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The composer on a page of its own; `kind` and `to` may be chosen in the address."""
    return _composer(request, request.GET.get("kind", "make"), None, status=200)


@require_POST
def begin(request: SignedIn, kind: str) -> HttpResponse:
    """Give one's word, ask, offer, or note what somebody said."""
    if kind not in rules.BEGINNINGS:
        raise NotSeen
    typed = request.POST
    try:
        how: dict[str, Any] = {"due_on": forms.day(typed.get("due_on", ""))}
        if kind == "make":
            how |= {"sure_by": forms.day(typed.get("sure_by", ""), "sure_by"), "hard": typed.get("hard", "")}
        if typed.get("to") == forms.NEWCOMER:
            return _begin_with_newcomer(request, kind, how)
        entry = rules.BEGINNINGS[kind](
            typed.get("to", ""), typed.get("what", ""), by=request.person.id, once=once_of(request), **how
        )
    except TwowayError as error:
        return _composer(request, kind, shown(error), status=error.status)
    return HttpResponseRedirect(reverse("promise", args=[entry.thing]), status=303)


def _begin_with_newcomer(request: SignedIn, kind: str, how: dict[str, Any]) -> HttpResponse:
    """Towards somebody not here yet. Whoever may not know whose an address is goes on alike either way."""
    name, what = request.POST.get("name", ""), request.POST.get("what", "")
    entry = inviting.begin_with(
        lambda to, **more: rules.BEGINNINGS[kind](to, what, by=request.person.id, **how, **more),
        by=request.person.id,
        name=name,
        email=request.POST.get("email", ""),
        words=what,
        once=once_of(request),
    )
    if entry is not None and request.person.runs_server:
        return HttpResponseRedirect(reverse("promise", args=[entry.thing]), status=303)
    messages.success(request, inviting.begun(name))
    return HttpResponseRedirect(reverse("promises"), status=303)


def _composer(request: SignedIn, kind: str, error: TwowayError | None, status: int) -> HttpResponse:
    compose = {"kind": kind, "to": request.GET.get("to", ""), "typed": request.POST, "error": error}
    return render(request, "promises/new.html", {"compose": compose}, status=status)


# ---- what the composer is made of, here and on Today -----------------------------------------------------


def compose_kinds(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The tabs of the composer that are promises."""
    return render_to_string("promises/kinds.html", {"kind": (compose or {}).get("kind", "make")})


def compose_panes(request: HttpRequest, compose: dict[str, Any] | None) -> str:
    """The sentences with blanks, one for each way in which a promise begins."""
    me = cast(SignedIn, request).person
    others = [(person.id, person.called) for person in people.companions(me.id)]
    invites = people.may_invite(me)
    newcomer = [(forms.NEWCOMER, _("somebody not here yet"))] if invites else []
    # Whoever is here alone begins with somebody who is not here.
    whom = forms.Whom([*([] if invites and not others else [("", _("somebody"))]), *others, *newcomer])
    start = {"to": (compose or {}).get("to", ""), "due_on": forms.next_friday(clock.today(me.zone))}
    panes = [(kind, _pane(kind, compose or {}, whom, start, invites=invites)) for kind in rules.BEGINNINGS]
    return render_to_string("promises/panes.html", {"panes": panes}, request=request)


def _pane(
    kind: str, chosen: dict[str, Any], whom: forms.Whom, start: dict[str, Any], *, invites: bool
) -> Blanks:
    error = chosen.get("error")
    if error and kind == chosen["kind"]:
        return forms.sentence(kind, whom, invites=invites, data=chosen["typed"]).refused(error)
    blanks = start if kind != "offer" else {"to": start["to"]}
    return forms.sentence(kind, whom, invites=invites, initial=blanks)


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return waiting(person.id) if person else 0
