"""Who opened what of mine: a page for its subject alone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from twoway.people import access, opened
from twoway.people.visits import SignedIn
from twoway.web.days import read_day


@require_safe
def page(request: SignedIn) -> HttpResponse:
    """Whole days, the newest first."""
    until = read_day(request.GET.get("until", ""), field="until")
    found = opened.of(request.person.id, until=until)
    days = [(day, [(each, opened.in_words(each)) for each in those]) for day, those in found.days]
    context = {"days": days, "older": found.older, "until": until, "kept_months": access.KEPT_MONTHS}
    return render(request, "people/opened.html", context)
