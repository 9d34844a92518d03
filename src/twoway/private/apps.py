"""What is only mine, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class PrivateConfig(AppConfig):
    """Registers the page in the sidebar, and what goes when a person is erased."""

    name = "twoway.private"
    label = "private"

    def ready(self) -> None:
        from twoway.people.rules import erasing
        from twoway.private import beside, rules
        from twoway.private.models import TABLES
        from twoway.web import slots

        slots.ONLY_YOU.fill(
            slots.Link(label=_("Reflections"), to="private", icon="lock", order=10, shown=_may_write)
        )
        for place in ("compose.panes", "voice.alongside", "words.draft"):
            slots.beside(place).fill(beside.drafts)
        slots.beside("conversation.prepare").fill(beside.prepare)
        slots.beside("leave.before").fill(beside.leave)
        slots.beside("street.below").fill(beside.write)
        erasing.BESIDE.fill(erasing.Beside(tables=TABLES, forget=rules.forget))


def _may_write(request: HttpRequest) -> bool:
    """In a study nobody writes."""
    place = getattr(request, "workplace", None)
    return place is not None and place.kind != "study"
