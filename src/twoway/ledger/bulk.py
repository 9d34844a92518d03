"""Many rows in one statement: Django's own bulk writes cost more than all the rest of an act together.

Statements are put together from the tables' own names; whatever people typed goes in as values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeAlias

from django.db import connection, models

from twoway.ledger.models import fields_of

Values = Sequence[Any]
AnyField: TypeAlias = "models.Field[Any, Any]"
BATCH = 5_000


@contextmanager
def in_one_go() -> Iterator[None]:
    """What is written inside travels to PostgreSQL together, instead of waiting for an answer each time."""
    if connection.vendor == "postgresql":
        with connection.wrap_database_errors, connection.connection.pipeline():
            yield
    else:
        yield


def insert(model: type[models.Model], rows: Iterable[Values], columns: Sequence[str] = ()) -> None:
    """Insert rows of values that the driver takes as they are; `columns` defaults to all of the table's."""
    names = columns or _columns(fields_of(model))
    into = f"INSERT INTO {_table(model)} ({', '.join(map(_quoted, names))})"
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        _run(f"{into} VALUES ({', '.join(['%s'] * len(names))})", batch)


def insert_models(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert instances of a model, each field prepared as Django would."""
    fields = fields_of(model)
    insert(model, ([_prepared(field, row) for field in fields] for row in rows))


def update_models(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write all fields of rows that are already there."""
    [key], fields = _key_and_rest(model)
    setting = ", ".join(f"{_quoted(name)} = %s" for name in _columns(fields))
    values = [[_prepared(field, row) for field in [*fields, key]] for row in rows]
    _run(f"UPDATE {_table(model)} SET {setting} WHERE {_quoted(*_columns([key]))} = %s", values)  # noqa: S608


def delete_models(model: type[models.Model], keys: Iterable[Any]) -> None:
    [key], _ = _key_and_rest(model)
    where = f"WHERE {_quoted(*_columns([key]))} = %s"
    _run(f"DELETE FROM {_table(model)} {where}", [[value] for value in keys])  # noqa: S608


def delete_all(model: type[models.Model]) -> None:
    _run(f"DELETE FROM {_table(model)}", [()])  # noqa: S608


def _run(statement: str, rows: Sequence[Values]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)


def _key_and_rest(model: type[models.Model]) -> tuple[list[AnyField], list[AnyField]]:
    fields = fields_of(model)
    return [f for f in fields if f.primary_key], [f for f in fields if not f.primary_key]


def _prepared(field: AnyField, row: models.Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)


def _columns(fields: Iterable[AnyField]) -> list[str]:
    return [str(field.column) for field in fields]


def _table(model: type[models.Model]) -> str:
    return _quoted(model._meta.db_table)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
