"""The web app: base templates, parts and static files."""

from __future__ import annotations

from django.apps import AppConfig

from twoway.web import logs


class WebConfig(AppConfig):
    """Has no tables; being an app is what lets Django find the templates, tags and static files."""

    name = "twoway.web"
    label = "web"

    def ready(self) -> None:
        logs.configure()
