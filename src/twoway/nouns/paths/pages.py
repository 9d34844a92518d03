"""The pages of paths: the list, a path as both see it, and the next step beside Today and on the street."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from twoway import clock
from twoway.errors import NotSeen, TwowayError
from twoway.nouns.paths import DAYS, PHASES, Step, forms, queries, rules
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets.models import Street
from twoway.people.visits import SignedIn
from twoway.web.addresses import address
from twoway.web.blanks import Blanks
from twoway.web.done import shown
from twoway.web.once import once_of

VERBS = ("look_back", "end", "aside", "back")
NEW_STREET = timedelta(days=DAYS)
SHOWN = 3
A_DASH = 10  # units of the drawing for each day


@dataclass(frozen=True, kw_only=True)
class Row:
    """A step as the page shows it: where it is done, and the blank of a look back that can be written now."""

    stride: queries.Stride
    href: str
    blanks: Blanks | None


@dataclass(frozen=True, kw_only=True)
class Phase:
    """Thirty days of a path: a dash for each, and the steps that belong there."""

    title: object
    days: object
    is_past: bool
    dashes: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]


# ---- lists -----------------------------------------------------------------------------------------------


@require_GET
def paths(request: SignedIn) -> HttpResponse:
    """What is offered, what one asked for, and the paths one walks or has walked."""
    return _list(request, None)


@require_POST
def wish(request: SignedIn) -> HttpResponse:
    """Ask for a path, ask no more, or put an offer aside. Nothing said back tells what the other wants."""
    me, sent = request.person.id, request.POST
    try:
        if sent.get("wish") == "aside":
            rules.put_offer_aside(sent.get("line", ""), by=me)
            messages.success(request, _("It is put aside, for your eyes alone."))
            return _to_list()
        found = rules.wish(sent.get("to", ""), by=me, wish=sent.get("wish") == "yes")
    except TwowayError as error:
        return _list(request, shown(error))
    if found is not None:
        messages.success(request, _("Both of you want it. Your first ninety days begin."))
        return HttpResponseRedirect(address("path", found.id), status=303)
    noted = _("Noted, for your eyes alone. It opens once both of you ask for it.")
    messages.success(request, noted if sent.get("wish") == "yes" else _("You ask for it no more."))
    return _to_list()


def _list(request: SignedIn, error: TwowayError | None) -> HttpResponse:
    me = request.person.id
    walks = queries.walks(list(queries.all_of(me)), seen_by=me)
    offers = queries.offers_to(me)
    wished = {offer.them.id for offer in offers}
    context = {
        "offers": offers,
        "wishes": [one.other for one in queries.wishes_of(me) if one.other_id not in wished],
        "walking": [(one, _way(one)) for one in walks if one.standing in {"open", "paused"}],
        "walked": [one for one in walks if one.standing not in {"open", "paused"}],
        "others": people.companions(me),
        "chosen": request.POST.get("to", "") or request.GET.get("to", ""),
        "refused": error,
    }
    return render(request, "paths/paths.html", context, status=error.status if error else 200)


def _to_list() -> HttpResponse:
    return HttpResponseRedirect(reverse("paths"), status=303)


# ---- one path --------------------------------------------------------------------------------------------


@require_GET
def path(request: SignedIn, id: str) -> HttpResponse:
    """The same for both: days, and the same steps from both sides."""
    return _page(request, id, None)


@require_POST
def act(request: SignedIn, id: str, verb: str) -> HttpResponse:
    """Look back, end it for both, or put a step aside for oneself."""
    me, sent = request.person.id, request.POST
    verbs: dict[str, Callable[[], object]] = {
        "look_back": lambda: rules.look_back(
            id, _number(sent.get("day", "")), sent.get("words", ""), by=me, once=once_of(request)
        ),
        "end": lambda: rules.end(id, by=me),
        "aside": lambda: rules.put_aside(id, sent.get("step", ""), by=me),
        "back": lambda: rules.put_aside(id, sent.get("step", ""), by=me, back=True),
    }
    if verb not in verbs:
        raise NotSeen
    try:
        verbs[verb]()
    except TwowayError as error:
        return _page(request, id, shown(error))
    return HttpResponseRedirect(address("path", id), status=303)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


def _page(request: SignedIn, id: str, error: TwowayError | None) -> HttpResponse:
    walk = queries.walk(id, seen_by=request.person.id)
    in_blank = error is not None and error.field == "words"
    context = {
        "walk": walk,
        "names": {walk.you.id: walk.you.called, walk.them.id: walk.them.called},
        "phases": [_phase(walk, *phase, request, error if in_blank else None) for phase in PHASES],
        "next": walk.next,
        "next_href": _way(walk),
        "line": _line_between(walk),
        "last_day": queries.falls_on(walk.path, DAYS, walk.you.zone),
        "refused": error if not in_blank else None,
    }
    return render(request, "paths/path.html", context, status=error.status if error else 200)


def _phase(
    walk: queries.Walk,
    number: int,
    title: object,
    days: object,
    request: SignedIn,
    error: TwowayError | None,
) -> Phase:
    first, last = (number - 1) * 30 + 1, number * 30
    day = walk.day if walk.standing != "over" else DAYS + 1
    states = (
        (1 + A_DASH * place, "done" if one < day else "now" if one == day else "todo")
        for place, one in enumerate(range(first, last + 1))
    )
    mine = (stride for stride in walk.strides if stride.step.phase == number)
    rows = tuple(
        Row(stride=stride, href=_href(stride.step, walk.them), blanks=_blanks(walk, stride, request, error))
        for stride in mine
    )
    return Phase(title=title, days=days, is_past=day > last, dashes=tuple(states), rows=rows)


def _blanks(
    walk: queries.Walk, stride: queries.Stride, request: SignedIn, error: TwowayError | None
) -> Blanks | None:
    """The blank of a look back whose day has come and which the reader has not written."""
    number = stride.step.day
    if not number or stride.mine is not None or walk.day < number or walk.standing not in {"open", "over"}:
        return None
    if error is not None and request.POST.get("day") == str(number):
        return forms.look_back(number, data=request.POST).refused(error)
    return forms.look_back(number)


def _href(step: Step, them: Person) -> str:
    """Where the act is done, with the blanks filled that can be."""
    if not step.to:
        return ""
    asked = [(name, them.id if text == "*" else text) for name, text in step.asks]
    return reverse(step.to) + (f"?{urlencode(asked)}" if asked else "")


def _way(walk: queries.Walk) -> str:
    """Where the reader's next step is done: a look back is written on the path itself."""
    stride = walk.next
    if stride is None:
        return ""
    return _href(stride.step, walk.them) or address("path", walk.path.id) + f"#{stride.step.name}"


def _line_between(walk: queries.Walk) -> str:
    """Who leads whom now, as the reader would say it."""
    for line in people.lines_of(walk.you.id):
        if line.ended_on is None and walk.them.id in {line.manager_id, line.report_id}:
            leads = line.manager_id == walk.you.id
            say = _("You are %(name)s’s manager.") if leads else _("%(name)s is your manager.")
            return say % {"name": walk.them.called}
    return ""


# ---- what other pages show of paths ----------------------------------------------------------------------


def beside_today(request: HttpRequest, _about: object) -> str:
    """The reader's own next step on each path, and what is offered; nobody else's."""
    me = cast(SignedIn, request).person.id
    if people.is_study():
        return ""
    walks = queries.walks(list(queries.all_of(me)[: 4 * SHOWN]), seen_by=me)
    going = [(one, _way(one)) for one in walks if one.standing == "open"][:SHOWN]
    offers = [offer for offer in queries.offers_to(me) if not offer.wished][:SHOWN]
    return render_to_string("paths/beside.html", {"going": going, "offers": offers, "on_today": True})


def beside_street(request: HttpRequest, street: Street) -> str:
    """The same on the street of the two; where it is new and has no path, the way to ask for one."""
    me = cast(SignedIn, request).person.id
    latest = queries.latest(street.id, seen_by=me)
    walk = queries.walks([latest], seen_by=me)[0] if latest is not None else None
    going = [(walk, _way(walk))] if walk is not None and walk.standing in {"open", "paused"} else []
    offers = [one for one in queries.offers_to(me) if one.them.id in street.both and not one.wished]
    is_new = street.opened_at is not None and clock.now() - street.opened_at < NEW_STREET
    may_ask = is_new and street.state == "open" and latest is None and not offers
    context = {"going": going, "offers": offers, "may_ask": may_ask, "them": street.from_end(me)[1]}
    return render_to_string("paths/beside.html", context)


def in_settings(request: HttpRequest, street: Street) -> str:
    """The question whether one would walk one, beside the other question for oneself alone."""
    me = cast(SignedIn, request).person.id
    if street.state not in {"open", "waiting"} or queries.is_under_way(queries.latest(street.id, seen_by=me)):
        return ""
    them = street.from_end(me)[1]
    wished = them.id in {one.other_id for one in queries.wishes_of(me)}
    return render_to_string("paths/question.html", {"them": them, "wished": wished}, request=request)


def is_in_use(request: HttpRequest) -> bool:
    """Whether the reader walks a path, has walked one, asked for one, or is offered one."""
    person = getattr(request, "person", None)
    if person is None or people.is_study():
        return False
    return (
        queries.all_of(person.id).exists()
        or bool(queries.offers_to(person.id))
        or bool(queries.wishes_of(person.id))
    )
