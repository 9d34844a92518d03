"""The library of practices, one practice, and how the next good act is chosen."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twoway.errors import NotSeen
from twoway.people.visits import SignedIn
from twoway.readings import asked
from twoway.readings.suggestions.library import ABOUT, WHOM, Practice, for_occasion, practices
from twoway.readings.suggestions.occasions import BY_SLUG, OCCASIONS

ALL = "all"


@require_GET
def library(request: SignedIn) -> HttpResponse:
    """All practices by what they are for; some of them, where that was asked."""
    query = request.GET
    about, whom = asked.choice(query, "about", ABOUT, ALL), asked.choice(query, "whom", WHOM, ALL)
    search = asked.search(query)
    found = among(about=about, whom=whom, search=search)
    groups = [(ABOUT[name], [one for one in found if one.about == name]) for name in ABOUT]
    context = {
        "groups": [(says, those) for says, those in groups if those],
        "number": len(found),
        "search": search,
        "about": about,
        "abouts": _choices(query, "about", {ALL: _("All"), **ABOUT}, about),
        "whom": whom,
        "whoms": WHOM.items(),
    }
    return render(request, "suggestions/library.html", context)


@require_GET
def practice(request: SignedIn, slug: str) -> HttpResponse:
    """One practice: both sides' part, what it takes, what is known of it and what that does not show."""
    found = practices().get(slug)
    if found is None:
        raise NotSeen
    fits = [BY_SLUG[one] for one in found.fits]
    beside = dict.fromkeys(
        one for fit in fits for one in for_occasion(fit.slug, fit.first) if one.slug != slug
    )
    context = {"practice": found, "fits": fits, "beside": list(beside)}
    return render(request, "suggestions/practice.html", context)


@require_GET
def how(request: SignedIn) -> HttpResponse:
    """The rules by which the next good act is chosen, whole and in their order."""
    rules = [(one, for_occasion(one.slug, one.first)) for one in OCCASIONS]
    return render(request, "suggestions/how.html", {"rules": rules})


def among(*, about: str = ALL, whom: str = ALL, search: str = "") -> list[Practice]:
    """Those for this purpose and these people that hold all the words searched for."""
    words = search.casefold().split()
    return [
        one
        for one in practices().values()
        if about in {ALL, one.about}
        and (whom == ALL or whom in one.whom)
        and all(word in one.words.casefold() for word in words)
    ]


def _choices(
    query: QueryDict, name: str, labels: dict[str, object], chosen: str
) -> list[tuple[str, object, bool]]:
    """Links to the same page with another choice."""
    return [
        ("?" + asked.rest(query, **{name: "" if value == ALL else value}), label, value == chosen)
        for value, label in labels.items()
    ]
