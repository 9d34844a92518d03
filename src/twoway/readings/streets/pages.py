"""The pages of streets: one's people, one street from either end, and Between us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twoway.ledger.entries import Entry
from twoway.people import queries as people_queries
from twoway.people.streets import queries as streets
from twoway.people.visits import SignedIn
from twoway.readings import asked, record, told
from twoway.readings.estimates import gathering
from twoway.readings.estimates.lanes import StreetEstimate
from twoway.readings.streets import between as between_us
from twoway.readings.streets import directory, headline, reasons, scene
from twoway.readings.streets.ends import Ends, Looked, ends
from twoway.readings.streets.listing import CUTS, Listing
from twoway.readings.waiting import may_act, opens_for
from twoway.web.street import draw, first_street
from twoway.web.told import Open


@require_GET
def people(request: SignedIn) -> HttpResponse:
    """One's streets and the others who are here, in the order of their names."""
    found = directory.people_of(request.person, request.GET, opens_for(request))
    labels = {
        "all": _("Everybody"),
        "streets": _("Your streets"),
        "open": _("Something open"),
        "waiting": _("Waiting for you"),
        "others": _("No street yet"),
    }
    shows = [
        ("?" + asked.rest(request.GET, without=("page",), show="" if name == "all" else name), label, name)
        for name, label in labels.items()
    ]
    context = {"found": found, "shows": [(href, label, name == found.show) for href, label, name in shows]}
    return render(request, "streets/people.html", context)


@require_GET
def person(request: SignedIn, id: str) -> HttpResponse:
    """Somebody with whom there is no street yet; with whom there is one, the street."""
    them = people_queries.seen_person(id, seen_by=request.person.id)
    street = streets.between(request.person.id, them.id, seen_by=request.person.id)
    if street is not None:
        return HttpResponseRedirect(reverse("street", args=[street.id]))
    context = {
        "them": them,
        "is_you": them.id == request.person.id,
        "teams": people_queries.teams_of(them.id),
        "managers": people_queries.managers_of(them.id),
        "picture": first_street(them=them.called),
        "may_begin": them.is_here and may_act(request),
        "compose": {"kind": "make", "to": them.id},
    }
    return render(request, "streets/person.html", context)


@require_GET
def street(request: SignedIn, id: str) -> HttpResponse:
    """The street from one's own end, or as the other one sees it."""
    entries, end = _looked_at(request, id)
    deeds = told.deeds([id], seen_by=end.you.id, entries=entries)[id]
    estimate = gathering.estimates([end.street], seen_by=end.viewer, acts={id: entries}).get(id)
    opens = _opens(request, end)
    listing = Listing(end, entries, deeds, request.GET)
    open_says = headline.what_is_open(opens, end)
    context = _about_both(request, end, entries) | {
        "headline": headline.counting(estimate, end) if estimate else open_says,
        "lede": open_says if estimate else "",
        "halves": between_us.halves(opens, end),
        "looked": Looked(ends=end, entries=entries, opens=opens),
        "listing": listing,
        "lines": [(line, end.side_of(line.by)) for line in listing.lines],
        "all_acts": "?" + asked.rest(request.GET, without=("page", *CUTS)) + "#acts",
        "compose": {"kind": "make", "to": end.them.id},
    }
    context |= _pictured(end, listing, estimate) | (_reasoned(end, entries, estimate) if estimate else {})
    return render(request, "streets/street.html", context)


@require_GET
def between(request: SignedIn, id: str) -> HttpResponse:
    """What the two look at before they talk."""
    entries, end = _looked_at(request, id)
    opens = _opens(request, end)
    found = between_us.between(end, since=asked.day(request.GET, "since"), entries=entries, opens=opens)
    labels = {7: _("A week"), 14: _("Two weeks"), 30: _("A month")}
    days = [(end.today_at_both - timedelta(days=number), labels[number]) for number in between_us.CHOICES]
    context = _about_both(request, end, entries) | {
        "between": found,
        "headline": headline.what_is_open(found.opens, end),
        "halves": found.halves,
        "looked": Looked(ends=end, entries=entries, opens=opens, folded=True),
        "ended": [(deed, end.side_of(deed.by), end.href() + f"#a-{deed.entry}") for deed in found.ended],
        "lines": [(line, end.side_of(line.by)) for line in found.new],
        "choices": [
            ("?" + asked.rest(request.GET, since=day.isoformat()), label, day == found.since)
            for day, label in days
        ],
    }
    return render(request, "streets/between.html", context)


def _looked_at(request: SignedIn, id: str) -> tuple[list[Entry], Ends]:
    """The street's acts and its ends."""
    end = ends(id, seen_by=request.person.id, side=request.GET.get("side", ""))
    return record.of_street(id, seen_by=end.viewer), end


def _opens(request: SignedIn, end: Ends) -> list[Open]:
    """What is open on the street: for the reader's own end the frame of the page has asked already."""
    if end.is_twin:
        return told.opens(seen_by=end.you.id, streets=[end.street.id])
    return [one for one in opens_for(request) if one.street == end.street.id]


def _about_both(request: SignedIn, end: Ends, entries: Sequence[Entry]) -> dict[str, Any]:
    """What both pages of a pair show, and whether the reader may act here: not on a twin, not in a study."""
    here = request.resolver_match.url_name if request.resolver_match else "street"
    acts_here = not end.is_twin and may_act(request)
    return {
        "ends": end,
        "you": end.you,
        "them": end.them,
        "other": end.you if end.is_twin else end.them,
        "since_when": headline.since_when(end, entries),
        "street_href": end.href(),
        "between_href": end.href("between"),
        "mine": end.href(here or "street", twin=False),
        "flip": end.href(here or "street", twin=not end.is_twin),
        "may_act": acts_here,
        "may_begin": acts_here and end.street.state in {"open", "waiting"} and end.them.is_here,
    }


def _pictured(end: Ends, listing: Listing, estimate: StreetEstimate | None) -> dict[str, Any]:
    """The drawing, with the choices of how far back it goes; an empty street has nothing to choose."""
    if not listing.deeds:
        return {"picture": first_street(them=end.them.called)}
    days = [deed.day for deed in listing.deeds]
    period = asked.choice(listing.query, "period", scene.PERIODS, scene.usual_period(end, days))
    picture = scene.scene(
        end,
        listing.deeds,
        start=scene.start_of(period, end, days),
        href=listing.href,
        acts_href=asked.address(asked.rest(listing.query, without=("page", *CUTS)), "acts"),
        estimate=estimate,
    )
    labels = {"3": _("3 months"), "6": _("6 months"), "all": _("From the start")}
    periods = [
        ("?" + asked.rest(listing.query, without=("page", *CUTS), period=name), label, name == period)
        for name, label in labels.items()
    ]
    return {"street": draw(picture), "periods": periods}


def _reasoned(end: Ends, entries: Sequence[Entry], estimate: StreetEstimate) -> dict[str, Any]:
    """Why the estimate is what it is, act by act."""
    return {
        "estimate": estimate,
        "columns": reasons.columns(estimate, end, entries),
        "little": headline.little_to_go_on(estimate),
    }
