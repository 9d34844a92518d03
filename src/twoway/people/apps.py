"""The people of a workplace, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Registers what acts paint, who is asked before an entry is shown, and what the frame shows."""

    name = "twoway.people"
    label = "people"

    def ready(self) -> None:
        from twoway.ledger import erasure, pages
        from twoway.people import effects, queries, rooms, sight  # noqa: F401  effects register by being imported
        from twoway.people.rules.erasing import erase_again
        from twoway.web import slots

        pages.ask_before_showing(sight.may_see_entry)
        erasure.BESIDE.append(erase_again)
        slots.RUN_BY.fill(queries.administrators_by_name)
        slots.BANNERS.fill(rooms.banner)
        slots.MARKS.fill(rooms.mark)
        slots.ONLY_YOU.fill(slots.Link(label=_("Settings"), to="settings", icon="settings", order=90))
        slots.MANAGE.fill(
            slots.Link(label=_("Manage"), to="manage", icon="team", order=10, shown=_runs_server)
        )


def _runs_server(request: HttpRequest) -> bool:
    person = getattr(request, "person", None)
    return person is not None and person.runs_server
