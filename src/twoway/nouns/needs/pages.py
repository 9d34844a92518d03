"""The pages of needs: the list, one need from both ends, and the sentence in which one begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from twoway.errors import NotSeen, TwowayError
from twoway.nouns.needs import LABELS, VERBS, forms, notices, queries, rules, told
from twoway.nouns.promises import queries as promises
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.seals import asked
from twoway.people.streets import pages as streets
from twoway.people.visits import SignedIn
from twoway.web import money
from twoway.web.asked_once import asked_once
from twoway.web.blanks import Blanks, VerbForm
from twoway.web.days import read_day
from twoway.web.done import done, shown
from twoway.web.once import once_of

A_PAGE = 25
QUICK = frozenset({"confirm", "disown", "recognise"})
# What is said under seal has a place of its own on the page.
SEALED = frozenset({"rate", "take_back"})
# Where it is the reader's turn, these stand open.
OPEN_AT_ONCE = frozenset({"play_back", "look_back"})
HINTS = {
    "confirm": lazy("It is yours then, and waits to be played back to you."),
    "disown": lazy("A clear no costs nothing."),
    "correct": lazy("It is played back in other words then."),
    "play_back": lazy("Everybody on it reads it. They say whether that is it, or not quite."),
    "promise": lazy(
        "Everybody on this need sees it. With a scope or a price it waits for the other’s yes; without, "
        "your word is given."
    ),
    "ask_promise": lazy("It is a promise once they say yes. Everybody on this need sees it."),
    "look_back": lazy("Said again, the last word holds."),
    "set_aside": lazy("What was promised goes its own way."),
}
TEXTS = ("what", "words", "reason", "to", "of", "scope", "needed", "delivery")
TYPED = ("what", "good", "words", "reason", "scope", "takes")
UNSAID: dict[str, dict[str, Any]] = {
    "correct": {"words": ""},
    "play_back": {"words": ""},
    "promise": {"what": "", "due_on": None, "to": ""},
    "ask_promise": {"what": "", "due_on": None, "of": ""},
    "look_back": {"needed": ""},
    "set_aside": {"reason": ""},
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A need in a list, as its reader sees it."""

    need: queries.Need
    mark: str
    who: str
    says: str


# ---- lists -----------------------------------------------------------------------------------------------


@require_GET
def needs(request: SignedIn) -> HttpResponse:
    """What waits for a word of the reader's side, what is under way, and what is over."""
    me = request.person.id
    page = Paginator(queries.over(me), A_PAGE).get_page(request.GET.get("page"))
    parts = [
        ("answer", _("Waiting for a word of yours"), list(queries.waiting_for(me))),
        ("open", _("Under way"), list(queries.under_way(me))),
    ]
    rows = _rows([*(need for _name, _title, part in parts for need in part), *page], me)
    context = {
        "groups": [(name, title, [rows[need.id] for need in part]) for name, title, part in parts if part],
        "over": [rows[need.id] for need in page],
        "page": page,
        "is_contact": not request.person.is_member,
    }
    return render(request, "needs/needs.html", context)


def _rows(found: Sequence[queries.Need], me: str) -> dict[str, Row]:
    names = queries.named(found)
    return {
        need.id: Row(
            need=need,
            mark="need" if need.state == "met" else "needopen",
            who=notices.kindline(need, names, seen_by=me),
            says=notices.standing(need, seen_by=me),
        )
        for need in found
    }


# ---- one need --------------------------------------------------------------------------------------------


@require_GET
def need(request: SignedIn, id: str) -> HttpResponse:
    """One need: the client's words and ours, what each side promised, what was delivered and how it was."""
    return _page(request, id)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """One verb, with whatever was typed beside it; or first a look at how likely a promise would be."""
    if verb not in (*VERBS, "throw_away"):
        raise NotSeen
    if verb == "promise" and "look" in request.POST:
        return _page(request, id, verb=verb)
    return _done(request, id, lambda: _do(request, id, verb), verb)


def _do(request: SignedIn, id: str, verb: str) -> object:
    typed, me = request.POST, request.person.id
    if verb == "rate":
        return rules.rate(id, by=me, delivery=typed.get("delivery", ""), **asked.typed(typed))
    if verb in {"take_back", "throw_away"}:
        return getattr(rules, verb)(id, by=me, delivery=typed.get("delivery", ""))
    how = UNSAID.get(verb, {}) | _typed(verb, typed)
    if verb == "deliver":
        agreed = list(queries.agreed_prices(queries.one(id, seen_by=me), seen_by=me))
        amount, code = typed.get("charged", ""), typed.get("currency", "")
        how["charged"], how["currency"] = forms.typed_charge(amount, code, agreed)
    return getattr(rules, verb)(id, by=me, once=once_of(request), seen=typed.get("seen", ""), **how)


def _typed(verb: str, typed: QueryDict) -> dict[str, Any]:
    """What a form said, each blank as its rule takes it; a rule is given only what stood on its form."""
    how: dict[str, Any] = {name: str(typed[name]) for name in TEXTS if name in typed and name != "delivery"}
    if "due_on" in typed:
        how["due_on"] = read_day(str(typed["due_on"]), field="due_on")
    if verb == "look_back":
        how["at_price"] = forms.yes_or_no(typed.get("at_price", ""))
    return how | (_price(typed) | {"hangs_on": typed.getlist("hangs_on")} if verb == "promise" else {})


def _price(typed: QueryDict) -> dict[str, Any]:
    """A price as somebody typed it; without an amount there is none, whatever the currency."""
    low, high = typed.get("price_low", ""), typed.get("price_high", "")
    if not (low.strip() or high.strip()):
        return {}
    code = forms.typed_currency(typed.get("currency", ""))
    return {
        "price_low": money.read_amount(low, code, field="price_low"),
        "price_high": money.read_amount(high, code, field="price_high"),
        "currency": code,
    }


@require_POST
def add_side(request: SignedIn, id: str) -> HttpResponse:
    """Say how it was for oneself, beside one act on this need."""
    me = request.person.id
    about = notices.act_of(queries.one(id, seen_by=me), request.POST.get("about", ""), seen_by=me)
    return _done(request, id, lambda: streets.add_side(request, about), f"side-{about}")


def _done(request: SignedIn, id: str, run: Callable[[], object], verb: str) -> HttpResponse:
    """Back to the page it was done on; a refusal shows the same page with what was typed and the sentence."""
    here = reverse("need", args=[id])
    return done(run, lambda _entry: here, lambda error: _page(request, id, error, verb))


def _page(request: SignedIn, id: str, error: TwowayError | None = None, verb: str = "") -> HttpResponse:
    me = request.person.id
    found = queries.one(id, seen_by=me)
    names, may = queries.named([found]), queries.open_verbs(found, me)
    looked = verb if "look" in request.POST else ""
    history = notices.history(found, seen_by=me, most=A_PAGE)
    context = _said(found, names, me) | _sealed(request, found, me, error if verb == "rate" else None)
    context |= {
        "halves": told.halves(found, me),
        "verbs": [
            _verb_form(each, found, names, request, error if each == verb else None, is_looked=each == looked)
            for each in may
            if each not in SEALED
        ],
        "forecasts": people.estimates_allowed(),
        "looked": promises.composing("offer", request.POST, me=me) if looked in may else None,
        "has_quick": not QUICK.isdisjoint(may),
        "refused": error if error and _has_no_form(verb, may) else None,
        "error": error,
        "verb": verb,
        "typed": request.POST if error else None,
        "typed_words": [said for name in TYPED if error and (said := request.POST.get(name, ""))],
        "history": list(reversed(history)),
        "is_cut": bool(history) and history[0].entry.kind not in {"need.said", "need.noted"},
    }
    return render(request, "needs/need.html", context, status=error.status if error else 200)


def _has_no_form(verb: str, may: Iterable[str]) -> bool:
    """Whether what was refused has no form on the page any more: then it is said at the head of it."""
    return not verb.startswith("side-") and (verb not in may or verb in {"take_back", "throw_away"})


def _said(found: queries.Need, names: Mapping[str, Person], me: str) -> dict[str, Any]:
    """What stands on the page whoever reads it: all on the need see all of it."""
    side = found.side_of(me)
    other = "ours" if side == "contacts" else "contacts"
    deliveries = reversed(queries.deliveries_of([found])[found.id])
    return {
        "need": found,
        "me": me,
        "is_contact": side == "contacts",
        "kindline": notices.kindline(found, names, seen_by=me),
        "lede": notices.standing(found, seen_by=me),
        "played_by": names.get(found.played_by),
        "answered_by": names.get(found.answered_by),
        "played_side": "them" if side == "contacts" else "you",
        "answered_side": "you" if side == "contacts" else "them",
        "mine": [names[person] for person in found.on(side) if person in names],
        "theirs": [names[person] for person in found.on(other) if person in names],  # type: ignore[arg-type]
        "others": len(found.everybody) - 1,
        "deliveries": [told.delivered(found, one, names, me) for one in deliveries],
    }


def _sealed(request: SignedIn, found: queries.Need, me: str, error: TwowayError | None) -> dict[str, Any]:
    """What the reader may say under seal, or has: their own words, and nothing that hangs on the other's."""
    back = [one for one in queries.come_back(me) if one.need_id == found.id][-1:]
    context: dict[str, Any] = {
        "came_back": queries.own_words(back[0], by=me) if back else None,
        "came_back_of": back[0].id if back else "",
    }
    one = queries.sealing_of(found, me)
    if one is None:
        return context
    own = queries.own_words(one, by=me)
    start = {name: str(said) for name, said in own.items()} if own else {}
    blanks = asked.saying(data=request.POST).refused(error) if error else asked.saying(initial=start)
    return context | {
        "sealing": one,
        "own": own,
        "saying": blanks,
        "scales": asked.scales(blanks),
        "seal_ends_at": queries.seal_ends_at(one, queries.street_of(one)),
        "other": one.contact if one.by_id == me else one.by,
    }


def _verb_form(
    verb: str,
    found: queries.Need,
    names: Mapping[str, Person],
    request: SignedIn,
    error: TwowayError | None,
    *,
    is_looked: bool,
) -> VerbForm:
    me = request.person.id
    facing = [names[one] for one in found.facing(me) if one in names and names[one].is_here]
    latest = queries.latest(found) if verb == "look_back" else None
    agreed = list(queries.agreed_prices(found, seen_by=me)) if verb in {"deliver", "look_back"} else []
    among = forms.Among(
        people=[(one.id, one.called) for one in facing],
        promises=_could_hang_on(me) if verb == "promise" else (),
        has_price=bool(agreed or (latest and latest.charged)),
    )
    within = {True: "yes", False: "no", None: ""}[latest.is_within if latest else None]
    start = {"at_price": within, "currency": agreed[0] if len(agreed) == 1 else ""}
    blanks = forms.verb_blanks(verb, among, data=request.POST if error or is_looked else None, initial=start)
    is_ones_turn = verb in OPEN_AT_ONCE and found.waits_for == found.side_of(me)
    return VerbForm(
        verb=verb,
        label=LABELS[verb],
        hint=HINTS.get(verb, ""),
        url=reverse("need.act", args=[found.id, verb]),
        blanks=blanks.refused(error) if error else blanks,
        is_open=error is not None or is_looked or is_ones_turn,
        is_quick=verb in QUICK,
    )


def _could_hang_on(me: str) -> list[tuple[str, str]]:
    return [(one.id, one.what or "…") for one in promises.hanging_choices(me)]


# ---- beginning one ---------------------------------------------------------------------------------------


@require_GET
def new(request: SignedIn) -> HttpResponse:
    """The sentence in which a contact says what they need, or one of ours notes it; `to` picks somebody."""
    to = request.GET.get("to", "")
    return _composer(request, _sentence(request, initial={"contacts": [to], "ours": [to]}))


@require_POST
def begin(request: SignedIn) -> HttpResponse:
    """Say what one needs, or write down what one heard."""
    typed, rule = request.POST, rules.note if request.person.is_member else rules.say
    try:
        entry = rule(
            typed.get("what", ""),
            by=request.person.id,
            contacts=typed.getlist("contacts"),
            ours=typed.getlist("ours"),
            good=typed.get("good", ""),
            wanted_by=read_day(typed.get("wanted_by", ""), field="wanted_by"),
            once=once_of(request),
        )
    except TwowayError as error:
        refused = shown(error)
        return _composer(request, _sentence(request, data=typed).refused(refused), refused.status)
    return HttpResponseRedirect(reverse("need", args=[entry.thing]), status=303)


def _composer(request: SignedIn, blanks: Blanks, status: int = 200) -> HttpResponse:
    context = {"blanks": blanks, "is_contact": not request.person.is_member}
    return render(request, "needs/new.html", context, status=status)


def _sentence(request: SignedIn, **how: Any) -> Blanks:
    contacts, ours = _others(request.person)
    return forms.sentence(contacts, ours, is_contact=not request.person.is_member, **how)


@asked_once
def _others(person: Person) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Whom the person could name on each side: contacts with their client, where there may be several."""
    known = people.companions(person.id)
    contacts = [
        (one.id, f"{one.called}, {one.client.name}" if person.is_member else one.called)
        for one in known
        if one.client is not None
    ]
    return contacts, [(one.id, one.called) for one in known if one.is_member]


# ---- on other pages --------------------------------------------------------------------------------------


def of_client(request: HttpRequest, client: Any) -> str:
    """The needs of a client that the reader is on, on its page: the same from both ends."""
    person = getattr(request, "person", None)
    if person is None:
        return ""
    found = list(queries.of_client(client.id, seen_by=person.id)[:A_PAGE])
    rows = _rows(found, person.id)
    return render_to_string(
        "needs/of_client.html", {"rows": [rows[one.id] for one in found]}, request=request
    )


def count_waiting(request: HttpRequest) -> int:
    """What waits for this person, for the number in the sidebar."""
    person = getattr(request, "person", None)
    return told.waiting(person.id) if person else 0


def is_in_use(request: HttpRequest) -> bool:
    """Whether the person is on any need; a contact of a client sees at once where to say one."""
    person = getattr(request, "person", None)
    return person is not None and (not person.is_member or queries.is_in_use(person.id))
