"""The pages of history: every act one may see, and one act with its proof."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twoway.errors import NotSeen
from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_MEMBER, Entry
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person
from twoway.people.streets import queries as streets
from twoway.people.streets.acts import SideAdded
from twoway.people.visits import SignedIn
from twoway.readings import asked, record, told
from twoway.readings.history.listing import History, sides_beside
from twoway.readings.history.proof import proof_of
from twoway.web.told import Line


@require_GET
def history(request: SignedIn) -> HttpResponse:
    """Every act one may see, the newest first."""
    found = History(request.person, request.GET)
    labels = {
        "": _("All"),
        "promises": _("Promises"),
        "thanks": _("Thanks"),
        "sides": _("Sides"),
        "streets": _("Streets"),
        "workplace": _("Workplace"),
    }
    context = {
        "history": found,
        "lines": [(line, _side(line, request.person.id)) for line in found.lines],
        "kinds": [
            ("?" + asked.rest(request.GET, without=("page",), kind=name), label, name == found.kind)
            for name, label in labels.items()
        ],
        "people": _whose(request.person),
        "asked": request.GET,
        "gaps": ledger.gaps(),
    }
    return render(request, "history/history.html", context)


@require_GET
def entry(request: SignedIn, id: str) -> HttpResponse:
    """One act in words, who sees it, and the proof that it stands unchanged."""
    me = request.person.id
    if not sight.may_see_entry(id, me):
        raise NotSeen
    found = ledger.entry(id)
    line = next(iter(told.in_words([found], seen_by=me)), None)
    names = {id: one.called for id, one in people.named(found.seen_by()).items()}
    context = {
        "entry": found,
        "number": record.number_of(found, seen_by=me),
        "line": line,
        "side": _side(line, me) if line else "ink",
        "sides": [
            (names.get(one.by, ""), "you" if one.by == me else "them", one)
            for one in sides_beside([found], seen_by=me)
            if isinstance(one.act, SideAdded) and one.act.about == found.id
        ],
        "seen_by": _who_sees(found, me, names),
        "proof": proof_of(found),
    }
    return render(request, "history/entry.html", context)


def _whose(me: Person) -> list[Person]:
    """Whose acts one may want to see apart: one's own, and those of everybody one has a street with."""
    others = [one.high if one.low_id == me.id else one.low for one in streets.streets_of(me.id)]
    return sorted([me, *others], key=lambda one: one.called.casefold())


def _side(line: Line, me: str) -> str:
    """One's own acts in one's own colour; everybody else's in the other, but for what is on no street."""
    if not line.mark:
        return "ink"
    return "you" if line.by == me else "them"


def _who_sees(found: Entry, me: str, names: Mapping[str, str]) -> str:
    """Everybody who may see it, by name, oneself first."""
    unnamed = _("somebody no longer named")
    others = sorted(names.get(one, unnamed) for one in found.seen_by() if one not in {me, EVERY_MEMBER})
    every = [_("every member of this workplace")] if EVERY_MEMBER in found.seen_by() else []
    *before, last = [_("you"), *others, *every]
    return _("%(names)s and %(last)s") % {"names": ", ".join(before), "last": last} if before else last
