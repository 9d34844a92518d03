"""Today, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class TodayConfig(AppConfig):
    """It has no tables: readings keep nothing."""

    name = "twoway.readings.today"
    label = "today"

    def ready(self) -> None:
        from twoway.readings.waiting import waits_for_reader

        slots.PAGES.fill(
            slots.Link(
                label=_("Today"), to="today", icon="today", order=10, tab=True, waiting=waits_for_reader
            )
        )
