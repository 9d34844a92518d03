"""What PostgreSQL's files hold of this test's own database; the server's other databases are other tests'."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from django.db import connection


def be_alone() -> None:
    """End every other session here: what somebody is just reading a VACUUM has to leave where it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


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
