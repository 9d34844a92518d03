"""Tables in and out, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class CsvConfig(AppConfig):
    """Its own label, since it brings pages with it."""

    name = "twoway.integrations.csv"
    label = "csv"
