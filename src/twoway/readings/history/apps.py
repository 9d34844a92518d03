"""History, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """It has no tables: readings keep nothing."""

    name = "twoway.readings.history"
    label = "history"
