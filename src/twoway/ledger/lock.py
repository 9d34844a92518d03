"""One writer at a time, and the lock is taken before looking.

Measured without it: eight PostgreSQL writers lost 313 of 400 acts to conflicts, and SQLite's own waiting let
one writer wait 4.9 seconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from twoway.errors import NotSaved
from twoway.ledger.turns import WAIT_SECONDS, my_turn

ADVISORY_KEY = 0x7477_6F77_6179  # "twoway" in ASCII: any number, as long as all writers use the same

SQLITE_REFUSALS = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
)
# Classes of SQLSTATE: connection, deadlock, resources (disk full), lock not available, shutdown, read-only.
POSTGRESQL_REFUSALS = ("08", "40", "53", "55", "57", "25006")


@contextmanager
def alone(asking: str = "") -> Iterator[Any]:
    """A transaction with no other writer beside it; NotSaved when lock, disk or server refuse.

    Yields the first row of the answer to `asking`, which is asked once the lock is held.
    """
    try:
        if connection.vendor == "sqlite":
            with my_turn(Path(settings.TWOWAY_HOME) / "ledger.lock"), transaction.atomic(durable=True):
                yield _first_row(asking) if asking else None
        else:
            with transaction.atomic(durable=True):
                yield _advisory_lock(asking)
    except DatabaseError as error:
        if not refused(error):
            raise
        raise NotSaved from error


def refused(error: DatabaseError) -> bool:
    """Whether the database refused for want of room, time or rights, and not for what was asked."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE_REFUSALS
    state = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(POSTGRESQL_REFUSALS)


def _first_row(asking: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(asking)
        return cursor.fetchone()


def _advisory_lock(asking: str) -> Any:
    """One round trip; the server queues whoever waits in the order they came."""
    patience = f"SET LOCAL lock_timeout = '{int(WAIT_SECONDS * 1000)}ms'"
    with connection.cursor() as cursor:
        cursor.execute(f"{patience}; SELECT pg_advisory_xact_lock({ADVISORY_KEY}); {asking}")
        if not asking:
            return None
        while cursor.nextset():  # the settings' and the lock's own answers come first
            pass
        return cursor.fetchone()
