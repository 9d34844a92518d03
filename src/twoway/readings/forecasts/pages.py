"""The pages of forecasts that stand by themselves: base rates, how forecasts did, a look at a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twoway.nouns.promises import queries
from twoway.people import queries as people
from twoway.people.visits import SignedIn
from twoway.readings.forecasts import base_rates as rates
from twoway.readings.forecasts import composing_shown, scores
from twoway.readings.forecasts.dots import ten
from twoway.readings.forecasts.scores import Scored


@require_GET
def base_rates(request: SignedIn) -> HttpResponse:
    """The whole table that forecasts begin with, open to everybody here, guests as well."""
    context = {"table": rates.table(), "allowed": people.estimates_allowed()}
    return render(request, "forecasts/base_rates.html", context)


@require_GET
def composing(request: SignedIn) -> HttpResponse:
    """A look at a day while a promise is being written, for the script beside it; nothing is entered."""
    kind = request.GET.get("kind", "make")
    if (
        kind not in queries.OF_ONES_OWN
    ):  # nobody looks how likely it is that others keep what they are asked for
        return HttpResponse()
    typed = queries.composing(kind, request.GET, me=request.person.id)
    return HttpResponse(composing_shown.fragment(request, typed))


# ---- how forecasts did -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Row:
    """Forecasts of about the same chance: how many there were, and of how many it came true."""

    range: str
    dots: SafeString
    came_true: int
    of: int
    expected: str


@require_GET
def score(request: SignedIn) -> HttpResponse:
    """How well forecasts did on the promises that whoever looks is on."""
    found = scores.own_score(request.person.id)
    context: dict[str, Any] = {"found": found, "allowed": people.estimates_allowed()}
    if found.scored:
        context |= {
            "headline": scores.headline(found.scored),
            "rows": list(_rows(found.scored)),
            "scores": [
                (_("Twoway’s forecast"), found.scored.forecast),
                (_("Always the base rate"), found.scored.base_rate),
                (_("Always what was promised"), found.scored.promised),
            ],
            "verdict": scores.verdict(found.scored),
            "names": _listed(found.set_aside),
        }
    return render(request, "forecasts/score.html", context)


def _rows(scored: Scored) -> Iterator[Row]:
    for one in scored.forecast.bins:
        yield Row(
            range=_("%(low)s to %(high)s%%") % {"low": round(100 * one.low), "high": round(100 * one.high)},
            dots=ten(one.came_true / one.of),
            came_true=one.came_true,
            of=one.of,
            expected=f"{one.said * one.of:.1f}",
        )


def _listed(names: tuple[str, ...]) -> str:
    """ "Ann, Ben and Cy"."""
    *first, last = names or ("",)
    return _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last} if first else last
