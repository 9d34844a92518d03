"""PostgreSQL's tables out into a backup and in again, with COPY alone: no program beside Twoway is needed."""

from __future__ import annotations

import zipfile
from typing import Any

from twoway.cli.archive import TABLES

CHUNK = 1 << 20


def out(archive: zipfile.ZipFile) -> tuple[dict[str, list[str]], int]:
    """Every table as it stands at one moment; the columns of each, and how many entries there were."""
    from django.db import connection, transaction

    from twoway.ledger import queries

    columns: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # Before the first look: a table written anew by an erasure after it would seem empty from here.
        cursor.execute(f"LOCK TABLE {', '.join(map(connection.ops.quote_name, tables))} IN ACCESS SHARE MODE")
        for table in tables:
            described = connection.introspection.get_table_description(cursor, table)
            columns[table] = [column.name for column in described]
            _copy_out(archive, table, columns[table])
        return columns, queries.size()


def _copy_out(archive: zipfile.ZipFile, table: str, names: list[str]) -> None:
    with (
        archive.open(f"{TABLES}{table}.copy", "w", force_zip64=True) as file,
        _copying().copy(f"COPY {_named(table, names)} TO STDOUT") as rows,
    ):
        for part in rows:
            file.write(part)


def back(archive: zipfile.ZipFile, columns: dict[str, list[str]]) -> None:
    """Every table filled from a backup, or none; what the migrations had put there goes first."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for table, names in columns.items():
            if not table.startswith("ledger_"):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
            _copy_in(archive, table, names)
        # An older backup has fewer tables than this Twoway; those still to come have nothing to count from.
        models = [model for model in apps.get_models() if model._meta.db_table in columns]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _copy_in(archive: zipfile.ZipFile, table: str, names: list[str]) -> None:
    with (
        archive.open(f"{TABLES}{table}.copy") as file,
        _copying().copy(f"COPY {_named(table, names)} FROM STDIN") as rows,
    ):
        while part := file.read(CHUNK):
            rows.write(part)


def _copying() -> Any:
    """A cursor of psycopg's own on the connection in use: Django's has no COPY."""
    from django.db import connection

    return connection.connection.cursor()


def _named(table: str, names: list[str]) -> str:
    from django.db import connection

    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(quote(name) for name in names)})"
