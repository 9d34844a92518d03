"""Registers the import of hand-offs from logs of incidents."""

from __future__ import annotations

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """No tables and no effects of its own: everything it brings in goes through the nouns' rules."""

    name = "twoway.integrations.incidents"
    label = "incidents"
