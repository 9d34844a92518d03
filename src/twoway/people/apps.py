"""The people of a workplace, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers what each act paints."""

    name = "twoway.people"
    label = "people"

    def ready(self) -> None:
        from twoway.ledger import pages
        from twoway.people import effects, sight  # noqa: F401  registering is what importing effects does

        pages.ask_before_showing(sight.may_see_entry)
