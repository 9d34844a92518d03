"""The look at a day as it stands in the composer, after the button or by the script beside it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twoway.nouns.promises import queries
from twoway.people.visits import SignedIn
from twoway.readings.forecasts import figures, saying
from twoway.readings.forecasts.composing import Days, Hung, Look, look
from twoway.readings.forecasts.dots import ten
from twoway.web.days import day_text


def fragment(request: HttpRequest, typed: queries.Composing) -> str:
    """What stands beside the day; empty where there is nothing to say."""
    me = cast(SignedIn, request).person.id
    found = look(typed, seen_by=me, in_mind=in_mind(request))
    if not (found.written or found.refusal or found.days):
        return ""
    return render_to_string("forecasts/composing.html", context(found), request=request)


def in_mind(request: HttpRequest) -> date | None:
    """The day in mind if all goes as planned, where one is typed that makes sense."""
    typed = request.POST if request.method == "POST" else request.GET
    try:
        return date.fromisoformat(typed.get("in_mind", "").strip())
    except ValueError:
        return None


def context(found: Look) -> dict[str, Any]:
    """All that the template shows, its figures in words."""
    if not found.days:
        return {"look": found}
    days = found.days
    chosen = days.chosen.day if days.chosen else None
    return {
        "look": found,
        "chosen": figures.said(days.chosen.chance) if days.chosen else None,
        "odds": odds(days),
        "rows": [
            {
                "day": one.day,
                "chance": figures.percent(one.chance),
                "dots": ten(one.chance, "you"),
                "chosen": one.day == chosen,
            }
            for one in days.candidates
        ],
        "hangs": [_hung(one) for one in days.hangs],
        "rests": rests_on(days, found.other),
        "outside": saying.outside(),
    }


def odds(days: Days) -> str:
    """The day with even odds, and the one to be nine-in-ten sure of."""
    if days.even_odds is None:
        return _("It is more likely than not that it is never there.")
    even = _("Even odds by %(day)s.") % {"day": day_text(days.even_odds)}
    if days.nine_in_ten is None:
        return _("%(even)s There is no day of which you could be nine-in-ten sure.") % {"even": even}
    say = _("%(even)s To be nine-in-ten sure, you’d say %(day)s.")
    return say % {"even": even, "day": day_text(days.nine_in_ten)}


def rests_on(days: Days, other: str) -> str:
    """What the chances were worked out from."""
    if days.is_set_aside:
        return _(
            "Going by the record between you and %(name)s, forecasts did worse than the base rate so far. So "
            "this is what usually becomes of a promise."
        ) % {"name": other}
    if not days.rests_on:
        return _("It rests on what usually becomes of a promise, and on what you say of it.")
    say = ngettext(
        "It rests on %(count)s promise between you and %(name)s, and on what usually becomes of one.",
        "It rests on %(count)s promises between you and %(name)s, and on what usually becomes of one.",
        days.rests_on,
    )
    return say % {"count": days.rests_on, "name": other}


def _hung(one: Hung) -> dict[str, Any]:
    chance = None if one.chance is None else figures.percent(one.chance)
    dots = "" if one.chance is None else ten(one.chance)
    return asdict(one) | {"chance": chance, "dots": dots}
