"""What was brought in, as it stood at the end of a day: rows, and the acts behind them.

Pages ask the tables, and tables tell how things stand now. So while a day of the past is looked at, tables of
the same names stand before them, in this connection alone: the acts until that day, and the rows that those
paint. Names without a schema are looked up there first, on SQLite and on PostgreSQL alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import connection, models

from twoway.ledger import bulk, queries, replay
from twoway.ledger.models import Frame
from twoway.ledger.rows import Row, paint


@contextmanager
def as_it_stood(day: date) -> Iterator[None]:
    """Whatever is read inside on this connection is as of the end of that day, in UTC."""
    shadow = _painted(day)
    before = [model for model in replay.row_models() if _is_brought_in(model)]
    try:
        _put_before(Frame, "VIEW", f"source = '' OR happened_at < '{day + timedelta(days=1)}'")
        for model in before:
            _put_before(model, "TABLE", "1 = 0")
            bulk.insert_models(model, shadow.tables.get(model, {}).values())
        yield
    finally:
        for model in before:
            _take_away(model, "TABLE")
        _take_away(Frame, "VIEW")


def _painted(day: date) -> replay.MemoryRows:
    """The rows that the acts brought in paint, those until that day and no others."""
    shadow = replay.MemoryRows()
    until = Frame.objects.filter(source__gt="", happened_at__date__lte=day)
    for entry in queries.entries_from(until):
        paint(shadow, entry)
    return shadow


def _is_brought_in(model: type[Row]) -> bool:
    return any(field.name == "source" for field in model._meta.get_fields())


def _put_before(model: type[models.Model], kind: str, which: str) -> None:
    schema, temporary = _schemas()
    table = connection.ops.quote_name(model._meta.db_table)
    made = f"CREATE TEMP {kind} {table} AS SELECT * FROM {schema}.{table} WHERE {which}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {kind} IF EXISTS {temporary}.{table}")
        cursor.execute(made)


def _take_away(model: type[models.Model], kind: str) -> None:
    """By its schema's name, so that never anything but the temporary one can go."""
    _schema, temporary = _schemas()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {kind} IF EXISTS {temporary}.{connection.ops.quote_name(model._meta.db_table)}")


def _schemas() -> tuple[str, str]:
    """Where tables are, and where those of this connection alone are."""
    if connection.vendor == "sqlite":
        return "main", "temp"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return connection.ops.quote_name(cursor.fetchone()[0]), "pg_temp"
