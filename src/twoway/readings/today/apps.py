"""Today, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """It has no tables: readings keep nothing."""

    name = "twoway.readings.today"
    label = "today"
