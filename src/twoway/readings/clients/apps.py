"""Clients as a reading, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class ClientsConfig(AppConfig):
    """It has no tables: readings keep nothing."""

    name = "twoway.readings.clients"
    label = "clients"

    def ready(self) -> None:
        from twoway.readings.clients import pages

        slots.PAGES.fill(
            slots.Link(label=_("Clients"), to="clients", icon="client", order=35, shown=pages.has_clients)
        )
        slots.PAGES.fill(
            slots.Link(label=_("Both sides"), to="clients", icon="client", order=35, shown=pages.is_contact)
        )
