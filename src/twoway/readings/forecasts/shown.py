"""A promise's forecast on its own page: the section under its head, and what stands in the tree below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from weakref import WeakKeyDictionary

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from twoway.nouns.promises import queries
from twoway.people.visits import SignedIn
from twoway.readings.forecasts import dots, figures, saying
from twoway.readings.forecasts.figures import Forecast, Said
from twoway.readings.forecasts.foreseen import Foreseen, foreseen
from twoway.web.templatetags.twoway import first_name

_looked: WeakKeyDictionary[HttpRequest, Foreseen | None] = WeakKeyDictionary()
"""What was worked out for a page that is being made: the places of its tree show the same."""


@dataclass(frozen=True, kw_only=True)
class Moves:
    """One line of what would move it."""

    chance: Said
    says: str


@dataclass(frozen=True, kw_only=True)
class Honest:
    """What one may say early, and where: `tell` leads to a side of one's own, `ask` to another day."""

    says: str
    tell: str
    tell_label: str
    ask: str


def section(request: HttpRequest, promise: queries.Promise) -> str:
    """The forecast of the promise that the page is about."""
    me = cast(SignedIn, request).person.id
    found = foreseen(promise.id, seen_by=me)
    _looked[request] = found
    if found is None:
        return ""
    if found.then:
        return render_to_string("forecasts/then.html", _then(found, found.then, me), request=request)
    if found.now:
        return render_to_string("forecasts/now.html", _now(found, found.now, me), request=request)
    if found.has_no_day:
        context = {"written": saying.written(found, me)}
        return render_to_string("forecasts/no_day.html", context, request=request)
    return ""


def _now(found: Foreseen, now: Forecast, me: str) -> dict[str, Any]:
    return _said(found, now, me) | {
        "rest_days": saying.no_working_day(now.as_of, now.due_on),
        "odds": saying.odds(now, is_mine=found.root.promiser_id == me),
        "picture": dots.picture(now.dots, now.due_on),
        "rests": saying.rests_on(now),
        "levers": [
            Moves(chance=figures.said(lever.chance), says=saying.lever(lever, found, me))
            for lever in now.levers
        ],
        "honest": _honest(found.root, now, me),
    }


def _then(found: Foreseen, then: Forecast, me: str) -> dict[str, Any]:
    return _said(found, then, me) | {"came_out": saying.came_out(found, then)}


def _said(found: Foreseen, forecast: Forecast, me: str) -> dict[str, Any]:
    return {
        "forecast": forecast,
        "side": side_of(found.root, me),
        "chance": None if forecast.chance is None else figures.said(forecast.chance),
        "written": saying.written(found, me),
        "outside": saying.outside(),
    }


def side_of(promise: queries.Promise, me: str) -> str:
    """In whose colour it is drawn: one's own promise, the other's, or that of others."""
    if me not in promise.parties:
        return "ink"
    return "you" if promise.promiser_id == me else "them"


def _honest(root: queries.Promise, now: Forecast, me: str) -> Honest | None:
    if saying.needs_no_word(now, root, me):
        return None
    may_ask = queries.refusal(root, "ask_move", me) is None and not root.move_asked_by
    name = first_name(queries.name_in(root, root.other(me)))
    return Honest(
        says=saying.honest(now, name, is_mine=root.promiser_id == me),
        tell=f"#side-{root.last_entry_id}",
        tell_label=_("Tell %(name)s") % {"name": name},
        ask="#ask_move" if may_ask else "",
    )


# ---- in the tree -----------------------------------------------------------------------------------------


def node(request: HttpRequest, promise: queries.Promise) -> str:
    """Ten dots beside a promise of the tree, and a sentence at the weakest link."""
    found = _looked.get(request)
    if found is None or found.now is None:
        return ""
    me = cast(SignedIn, request).person.id
    chance = _chance(found.now, promise.id)
    if chance is None:
        return ""
    is_weakest = found.now.weakest is not None and found.now.weakest.promise == promise.id
    side = side_of(promise, me)
    drawn = format_html(
        '<span class="pc">{}<b class="num">{}</b></span>', dots.ten(chance, side), figures.said(chance)
    )
    if not is_weakest:
        return drawn
    return format_html('{}<span class="flag {}">{}</span>', drawn, side, saying.weakest(found, promise, me))


def _chance(now: Forecast, promise: str) -> float | None:
    if promise == now.promise:
        return now.chance
    link = now.link(promise)
    return link.chance if link else None


def hangs(request: HttpRequest, promise: queries.Promise) -> str:
    """Beside the tree's heading: that its weakest link is marked, where one is."""
    found = _looked.get(request)
    if found is None or found.now is None or found.now.weakest is None:
        return ""
    return format_html("<p>{}</p>", _("The weakest link is marked"))
