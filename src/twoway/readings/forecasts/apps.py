"""Forecasts, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    """It has no tables: nothing about a forecast is kept."""

    name = "twoway.readings.forecasts"
    label = "forecasts"
