"""What PostgreSQL's files hold of this test's own database; the server's other databases are other tests'."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection


@contextlib.contextmanager
def somebody_elsewhere_at_work() -> Iterator[None]:
    """A transaction of another's, begun before, in another database of the same server; open for hours."""
    settings = {**connection.get_connection_params(), "dbname": "postgres"}
    settings.pop("cursor_factory")
    settings.pop("context")
    with psycopg.connect(**settings) as other:
        other.execute("SELECT pg_current_xact_id()")
        yield


def what_stands_there() -> bytes:
    """All of it, once what waits in memory has been written out."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database "
            "WHERE datname = current_database()"
        )
        tables = Path(cursor.fetchone()[0])
    if not os.access(tables, os.R_OK | os.X_OK):
        pytest.skip("the server's files belong to somebody else here")
    files = b""
    for path in tables.iterdir():
        with contextlib.suppress(FileNotFoundError):  # the server may take one away meanwhile
            files += path.read_bytes()
    return files
