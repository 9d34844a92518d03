"""The reading of streets, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class StreetsConfig(AppConfig):
    """It has no tables: readings keep nothing."""

    name = "twoway.readings.streets"
    label = "streets"
