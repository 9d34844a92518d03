"""The sample company: filled with a story on request, walked through by anybody, and taken away again whole.

Who tells the story stands on a higher floor and says so in `FILLED_BY`. Taking it away drops every table and
makes them anew: nothing made up may be left under what is real later. The record's key goes too, since
another record begins. A mark beside the database says that this is under way: if it is cut short, the next
start ends it, or what was signed for the sample would look like a gap in the record that comes after.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from twoway.errors import NotSeen, RuleBroken
from twoway.ledger import keys, lock, triggers
from twoway.people import access, queries
from twoway.people.models import Workplace
from twoway.web.slots import Slot

FILLED_BY: Slot[Callable[[], object]] = Slot()


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What has just happened when a visitor comes in, and whom they may begin as, by their addresses."""

    so_far: str = ""
    begins_as: tuple[str, ...] = ()


OPENS: Slot[Callable[[], Opening]] = Slot()


def can_fill() -> bool:
    """Whether there is a story to tell."""
    return any(True for _story in FILLED_BY)


def opening() -> Opening:
    """How the story opens; nothing where none is told."""
    return next((opens() for opens in OPENS), Opening())


def fill() -> None:
    """Tell the story, or what a crash left of it; a second request, meanwhile or after, changes nothing."""
    if is_told():
        return
    place = queries.workplace()
    if place is not None and place.kind != "sample":
        raise RuleBroken(_("There is a workplace here already. The sample company needs an empty one."))
    for story in FILLED_BY:
        story()


def is_told() -> bool:
    """Whether anybody is in it besides whoever keeps its system: they all come in at once."""
    place = queries.workplace()
    return place is not None and place.kind == "sample" and len(queries.everybody()) > 1


def remove() -> None:
    """Every table goes and comes back empty. Nothing but a sample company can be removed like this."""
    place = queries.workplace()
    if place is None or place.kind != "sample":
        raise NotSeen
    _mark_going()
    _take_away()
    make_tables()


def finish_removing() -> None:
    """At every start: end what was cut short. A real workplace stays, whatever the mark says."""
    if not _going().exists():
        return
    place = queries.workplace() if _has_tables() else None
    if place is None or place.kind == "sample":
        _take_away()
    else:
        _going().unlink()


def _take_away() -> None:
    """All of it may be done twice, and the mark goes last."""
    with connection.constraint_checks_disabled(), lock.alone():
        _drop_tables()
    keys.begin_anew()
    access.begin_anew()
    _going().unlink(missing_ok=True)


def _going() -> Path:
    return Path(settings.TWOWAY_HOME) / "sample-going"


def _mark_going() -> None:
    """On the disk before the first table goes."""
    with _going().open("w") as mark:
        os.fsync(mark.fileno())
    folder = os.open(_going().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _has_tables() -> bool:
    return Workplace._meta.db_table in connection.introspection.table_names()


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
