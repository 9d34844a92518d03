"""The reading of streets, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class StreetsConfig(AppConfig):
    """It has no tables: readings keep nothing."""

    name = "twoway.readings.streets"
    label = "streets"

    def ready(self) -> None:
        from twoway.readings.streets.moved import moved_by
        from twoway.readings.streets.sidebar import streets_beside

        slots.PAGES.fill(slots.Link(label=_("People"), to="people", icon="people", order=20, tab=True))
        slots.STREETS.fill(streets_beside)
        slots.beside("call.moved").fill(moved_by)
