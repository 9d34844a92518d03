"""What is only mine, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PrivateConfig(AppConfig):
    """Registers the page in the sidebar, and what goes when a person is erased."""

    name = "twoway.private"
    label = "private"

    def ready(self) -> None:
        from twoway.people.rules import erasing
        from twoway.private import rules
        from twoway.private.models import TABLES

        erasing.BESIDE.fill(erasing.Beside(tables=TABLES, forget=rules.forget))
