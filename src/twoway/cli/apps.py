"""The command line, as Django knows it: it brings the story that the first page's button tells."""

from __future__ import annotations

from django.apps import AppConfig


class CliConfig(AppConfig):
    """It has no tables."""

    name = "twoway.cli"
    label = "cli"

    def ready(self) -> None:
        """Offer the story to the first page's button."""
        from twoway.cli import demo
        from twoway.people import sample

        sample.FILLED_BY.fill(demo.fill)
        sample.OPENS.fill(demo.opening)
