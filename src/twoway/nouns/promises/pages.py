"""The pages of promises: the lists, one promise, and the sentences in which they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from twoway.web.days import day_text
from twoway.web.done import done, shown
from twoway.web.money import amount_text, price_text
from twoway.web.once import once_of
from twoway.web.templatetags.twoway import first_name

A_PAGE = 25
QUICK = frozenset(
    {"say_yes", "decline", "keep", "confirm", "contest", "agree_move", "refuse_move", "take_on"}
    | {"agree_terms", "refuse_terms"}
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
    "ask_terms": lazy("The other agrees first. What you leave empty stays as it is."),
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
        _group(me, "shown", _("Shown to you by others"), queries.shown_to(me)[:A_PAGE]),
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
        how: dict[str, Any] = {name: typed[name] for name in _WORDS if name in typed}
        how |= {
            name: forms.day(typed[name], name) for name in ("due_on", "sure_by", "kept_on") if name in typed
        }
        how |= _amounts(id, request.person.id, typed)
        if "would_rather_not" in typed:
            how["would_rather_not"] = True
        _rule(verb)(id, by=request.person.id, once=once_of(request), seen=typed.get("seen", ""), **how)

    return _done(request, id, run, verb)


_WORDS = ("what", "note", "reason", "hard", "scope")


def _amounts(id: str, me: str, typed: QueryDict) -> dict[str, Any]:
    """A price that was typed, or what was charged in the currency that was agreed."""
    if not any(typed.get(name, "").strip() for name in ("charged", "price_low", "price_high")):
        return {}
    promise = queries.one(id, seen_by=me)
    if "charged" in typed:
        return {"charged": forms.typed_charge(typed.get("charged", ""), promise)}
    return forms.typed_price(typed, promise.currency)


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
        if each != "ask_terms" or _has_terms(promise)
    ]
    nodes, more = queries.drawn(queries.tree(promise.id, seen_by=me), seen_by=me)
    context = {
        "promise": promise,
        "made_on": clock.day_of(promise.made_at, request.person.zone) if promise.made_at else None,
        "today": queries.today_of(promise),
        "standing": queries.standing(promise, me),
        "reads": not promise.is_between(me),
        "price": notices.price_of(promise),
        "asked_price": price_text(promise.terms_low, promise.terms_high, promise.terms_currency),
        "charged": amount_text(promise.charged, promise.currency) if promise.charged else "",
        "seen_by": _who_sees(promise, me),
        "line": queries.line_of(promise, me),
        "other": queries.name_in(promise, promise.other(me)),
        "verbs": verbs,
        "refused": error if error and not any(form.is_open for form in verbs) else None,
        "typed": request.POST if error else None,
        "verb": verb,
        "nodes": nodes,
        "more_links": more,
        "carries": queries.carries(promise, seen_by=me),
        "may_hang_on": queries.may_hang_on(promise, seen_by=me),
        "history": list(reversed(notices.history(promise, seen_by=me))),
    }
    return render(request, "promises/promise.html", context, status=error.status if error else 200)


def _has_terms(promise: queries.Promise) -> bool:
    """Whether its page speaks of price and scope: where there are any, or a client is one of the two."""
    has_any = promise.price_low is not None or promise.scope_in_id is not None
    return has_any or not (promise.promiser.is_member and promise.promisee.is_member)


def _who_sees(promise: queries.Promise, me: str) -> str:
    """Everybody who sees it, by name: the reader, the two, and who was named beside them."""
    named = people.named(promise.beside) if promise.beside else {}
    beside = [named[id] for id in promise.beside if id in named and named[id].state != "erased"]
    others = [one for one in (promise.promiser, promise.promisee, *beside) if one.id != me]
    *before, last = [_("you"), *(first_name(one.called) for one in others)]
    return _("%(names)s and %(last)s") % {"names": ", ".join(before), "last": last}


def _verb_form(
    verb: str, promise: queries.Promise, me: str, typed: QueryDict, error: TwowayError | None
) -> VerbForm:
    which: dict[str, Any] = {"is_promiser": promise.promiser_id == me, "price": promise.currency}
    which |= {"is_claimed": promise.state == "claimed", "is_charged": promise.charged is not None}
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
    return _composer(request, request.GET.get("kind", "make"), request.GET)


@require_POST
def begin(request: SignedIn, kind: str) -> HttpResponse:
    """Give one's word, ask, offer, or note what somebody said; or look at it on a page of its own first."""
    if kind not in rules.BEGINNINGS:
        raise NotSeen
    typed = request.POST
    if "look" in typed or "more" in typed:
        return _composer(request, kind, typed, keep=True, look="look" in typed)
    try:
        how = _typed_beginning(kind, typed)
        if typed.get("to") == forms.NEWCOMER:
            return _begin_with_newcomer(request, kind, how)
        entry = rules.BEGINNINGS[kind](
            typed.get("to", ""), typed.get("what", ""), by=request.person.id, once=once_of(request), **how
        )
    except TwowayError as error:
        return _composer(request, kind, typed, keep=True, error=shown(error))
    return HttpResponseRedirect(reverse("promise", args=[entry.thing]), status=303)


def _typed_beginning(kind: str, typed: QueryDict) -> dict[str, Any]:
    how: dict[str, Any] = {"due_on": forms.day(typed.get("due_on", ""))}
    if kind == "make":
        how |= {"sure_by": forms.day(typed.get("sure_by", ""), "sure_by"), "hard": typed.get("hard", "")}
    lists = {name: typed.getlist(name) for name in ("beside", "hangs_on") if name in typed}
    return how | lists | {"scope": typed.get("scope", "")} | forms.typed_price(typed)


def _begin_with_newcomer(request: SignedIn, kind: str, how: dict[str, Any]) -> HttpResponse:
    """Towards somebody not here yet. Whoever may not know whose an address is goes on alike either way."""
    name, what = request.POST.get("name", ""), request.POST.get("what", "")
    entry = inviting.begin_with(
        lambda to, **more: rules.BEGINNINGS[kind](to, what, by=request.person.id, **how, **more),
        by=request.person.id,
        name=name,
        email=request.POST.get("email", ""),
        words=what,
        client=request.POST.get("client", ""),
        once=once_of(request),
    )
    if entry is not None and request.person.runs_server:
        return HttpResponseRedirect(reverse("promise", args=[entry.thing]), status=303)
    messages.success(request, inviting.begun(name))
    return HttpResponseRedirect(reverse("promises"), status=303)


def _composer(
    request: SignedIn,
    kind: str,
    typed: QueryDict,
    *,
    keep: bool = False,
    look: bool = False,
    error: TwowayError | None = None,
) -> HttpResponse:
    """The composer whole: `keep` what was typed in it, and `look` how likely it is."""
    compose = {"kind": kind, "typed": typed, "keep": keep, "error": error}
    compose |= {name: typed.get(name, "") for name in ("to", "client")}
    compose |= {"more": True, "look": look or bool(typed.get("to") and not keep)}
    return render(request, "promises/new.html", {"compose": compose}, status=error.status if error else 200)


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
    chosen = compose or {}
    start = {"to": chosen.get("to", ""), "client": chosen.get("client", "")}
    start |= {"due_on": forms.next_friday(clock.today(me.zone))}
    how = {"whom": whom, "invites": invites, "more": _more(me.id, others) if chosen.get("more") else None}
    how |= {"clients": [(one.id, one.name) for one in people.clients(seen_by=me.id)] if invites else []}
    panes = [
        (kind, _pane(kind, chosen, start, how), _looked(kind, chosen, me.id)) for kind in rules.BEGINNINGS
    ]
    context = {"panes": panes, "more": how["more"], "own": queries.OF_ONES_OWN}
    context["forecasts"] = people.estimates_allowed()
    return render_to_string("promises/panes.html", context, request=request)


def _more(me: str, others: Sequence[tuple[str, str]]) -> forms.More:
    """Who else may see it, and what it may hang on, in words."""
    found = queries.hanging_choices(me)
    return forms.More(people=others, promises=[(one.id, _as_choice(one)) for one in found])


def _as_choice(promise: queries.Promise) -> str:
    says = _("%(what)s (%(promiser)s, by %(day)s)") if promise.due_on else _("%(what)s (%(promiser)s)")
    day = day_text(promise.due_on, short=True) if promise.due_on else ""
    what = promise.what or _("words that were erased")
    return says % {"what": what, "promiser": promise.promiser.called, "day": day}


def _looked(kind: str, chosen: dict[str, Any], me: str) -> queries.Composing | None:
    """What is in mind, where somebody looks how likely it is."""
    if not chosen.get("look") or kind != chosen["kind"] or kind not in queries.OF_ONES_OWN:
        return None
    return queries.composing(kind, chosen["typed"], me=me)


def _pane(kind: str, chosen: dict[str, Any], start: dict[str, Any], how: dict[str, Any]) -> Blanks:
    error = chosen.get("error")
    if chosen.get("keep") and kind == chosen["kind"]:
        blanks = forms.sentence(kind, data=chosen["typed"], **how)
        return blanks.refused(error) if error else blanks
    said = {name: start[name] for name in start if kind != "offer" or name != "due_on"}
    return forms.sentence(kind, initial=said, **how)


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return waiting(person.id) if person else 0
