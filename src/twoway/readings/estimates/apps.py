"""The estimates, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class EstimatesConfig(AppConfig):
    """It has no tables: nothing about an estimate is kept."""

    name = "twoway.readings.estimates"
    label = "estimates"
