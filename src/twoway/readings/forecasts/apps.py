"""Forecasts, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig

from twoway.web import slots


class ForecastsConfig(AppConfig):
    """It has no tables: nothing about a forecast is kept."""

    name = "twoway.readings.forecasts"
    label = "forecasts"

    def ready(self) -> None:
        from twoway.readings.forecasts import composing_shown, shown

        slots.beside("promise.composing").fill(composing_shown.fragment)
        slots.beside("promise.forecast").fill(shown.section)
        slots.beside("promise.node").fill(shown.node)
        slots.beside("promise.hangs").fill(shown.hangs)
