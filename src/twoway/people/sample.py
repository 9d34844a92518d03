"""The sample company: filled with a story on request, walked through by anybody, and taken away again whole.

Who tells the story stands on a higher floor and says so in `FILLED_BY`. Taking it away drops every table and
makes them anew: nothing made up may be left under what is real later. The record's key goes too, since
another record begins.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from twoway.errors import NotSeen, RuleBroken
from twoway.ledger import keys, lock, triggers
from twoway.people import access, queries
from twoway.web.slots import Slot

FILLED_BY: Slot[Callable[[], object]] = Slot()


def can_fill() -> bool:
    """Whether there is a story to tell."""
    return any(True for _story in FILLED_BY)


def fill() -> None:
    """Tell the story; a second request while it is being told, or after, changes nothing."""
    place = queries.workplace()
    if place is not None and place.kind == "sample":
        return
    if place is not None:
        raise RuleBroken(_("There is a workplace here already. The sample company needs an empty one."))
    for story in FILLED_BY:
        story()


def remove() -> None:
    """Every table goes and comes back empty. Nothing but a sample company can be removed like this."""
    place = queries.workplace()
    if place is None or place.kind != "sample":
        raise NotSeen
    with connection.constraint_checks_disabled(), lock.alone():
        _drop_tables()
    keys.begin_anew()
    access.begin_anew()
    make_tables()


def make_tables() -> None:
    """All tables as this version knows them, the shared cache's included."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _drop_tables() -> None:
    """All of them at once; the triggers go first, or no row of the ledger's could."""
    ours = {
        *connection.introspection.django_table_names(only_existing=True),
        MigrationRecorder.Migration._meta.db_table,
    }
    ours.add(settings.CACHES["default"]["LOCATION"])
    after = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for statement in triggers.removal(connection.vendor):
            cursor.execute(statement)
        for table in sorted(ours):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)}{after}")
