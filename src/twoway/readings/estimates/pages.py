"""The page of what counts, how much, and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from twoway.people import queries as people
from twoway.people.visits import SignedIn
from twoway.readings.estimates import table


@require_GET
def model(request: SignedIn) -> HttpResponse:
    """The whole table, open to everybody here."""
    context = {
        "table": table.table(),
        "rows": table.rows(),
        "allowed": people.estimates_allowed(),
    }
    return render(request, "estimates/model.html", context)
