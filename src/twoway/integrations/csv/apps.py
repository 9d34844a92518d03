"""Tables in and out, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class CsvConfig(AppConfig):
    """An app, since it brings pages with it; they put a link on the page that invites people."""

    name = "twoway.integrations.csv"
    label = "csv"

    def ready(self) -> None:
        from twoway.integrations.csv import pages  # noqa: F401  its link fills a slot by being imported
