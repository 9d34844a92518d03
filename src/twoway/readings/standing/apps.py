"""Standing as a reading, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class StandingReadConfig(AppConfig):
    """It has no tables: what it says is worked out from the record."""

    name = "twoway.readings.standing"
    label = "standing_read"

    def ready(self) -> None:
        from twoway.readings.standing import pages, shown

        slots.ONLY_YOU.fill(
            slots.Link(
                label=_("Your record"), to="standing", icon="eye", order=60, waiting=pages.count_waiting
            )
        )
        slots.beside("standing.lines").fill(shown.fragment)
        slots.beside("standing.composing").fill(shown.composing)
        slots.beside("settings.record").fill(shown.take)
        slots.beside("leave.before").fill(shown.take)
