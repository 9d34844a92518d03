"""Streets, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class StreetsConfig(AppConfig):
    """Its label says whose streets they are; `streets` alone is the reading that shows one."""

    name = "twoway.people.streets"
    label = "people_streets"

    def ready(self) -> None:
        from twoway.people.streets import effects  # noqa: F401  registering is what importing it does
