from __future__ import annotations

from django.urls import path

from twoway.readings.forecasts import pages

urlpatterns = [
    path("forecasts", pages.score, name="forecasts"),
    path("forecasts/composing", pages.composing, name="forecast.composing"),
    path("forecasts/base-rates", pages.base_rates, name="base_rates"),
]
