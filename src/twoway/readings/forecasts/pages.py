"""The pages of forecasts that stand by themselves: the base rates, and how well forecasts did."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from twoway.people import queries as people
from twoway.people.visits import SignedIn
from twoway.readings.forecasts import base_rates as rates


@require_GET
def base_rates(request: SignedIn) -> HttpResponse:
    """The whole table that forecasts begin with, open to everybody here, guests as well."""
    context = {"table": rates.table(), "allowed": people.estimates_allowed()}
    return render(request, "forecasts/base_rates.html", context)
