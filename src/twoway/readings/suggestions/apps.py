"""Suggestions and practices, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class SuggestionsConfig(AppConfig):
    """It has no tables: readings keep nothing."""

    name = "twoway.readings.suggestions"
    label = "suggestions"

    def ready(self) -> None:
        from twoway.private.queries import PRACTICES
        from twoway.readings.suggestions.shown import called, next_on_street

        slots.PAGES.fill(slots.Link(label=_("Practices"), to="practices", icon="practice", order=90))
        slots.beside("street.next").fill(next_on_street)
        PRACTICES.fill(called)
