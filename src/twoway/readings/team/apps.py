"""Teams as a reading, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class TeamConfig(AppConfig):
    """It has no tables: readings keep nothing, and what it publishes is worked out from the record."""

    name = "twoway.readings.team"
    label = "team"

    def ready(self) -> None:
        from twoway.readings.team import pages

        slots.PAGES.fill(
            slots.Link(label=_("Teams"), to="teams", icon="team", order=30, shown=pages.is_in_a_team)
        )
