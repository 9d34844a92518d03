"""History, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class HistoryConfig(AppConfig):
    """It has no tables: readings keep nothing."""

    name = "twoway.readings.history"
    label = "history"

    def ready(self) -> None:
        slots.ONLY_YOU.fill(slots.Link(label=_("History"), to="history", icon="history", order=70))
