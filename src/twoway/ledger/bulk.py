"""Many rows in one statement: Django's own bulk writes cost more than all the rest of an act together.

Statements are put together from the tables' own names, once for each table; whatever people typed goes in as
values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
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


def insert(model: type[models.Model], rows: Iterable[Values], columns: tuple[str, ...] = ()) -> None:
    """Insert rows of values that the driver takes as they are; `columns` defaults to all of the table's."""
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        _run(_inserting(model, columns), batch)


def insert_models(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert instances of a model, each field prepared as Django would."""
    fields = fields_of(model)
    insert(model, ([_prepared(field, row) for field in fields] for row in rows))


def update_models(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write all fields of rows that are already there."""
    key, fields = _key_and_rest(model)
    _run(_updating(model), [[_prepared(field, row) for field in [*fields, key]] for row in rows])


def delete_models(model: type[models.Model], keys: Iterable[Any]) -> None:
    _run(_deleting(model), [[value] for value in keys])


def delete_all(model: type[models.Model]) -> None:
    _run(f"DELETE FROM {_quoted(model._meta.db_table)}", [()])  # noqa: S608


def _run(statement: str, rows: Sequence[Values]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)


@cache
def _inserting(model: type[models.Model], columns: tuple[str, ...]) -> str:
    names = columns or tuple(str(field.column) for field in fields_of(model))
    into = f"{_quoted(model._meta.db_table)} ({', '.join(map(_quoted, names))})"
    return f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(names))})"  # noqa: S608


@cache
def _updating(model: type[models.Model]) -> str:
    key, fields = _key_and_rest(model)
    setting = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    return f"UPDATE {_quoted(model._meta.db_table)} SET {setting} WHERE {_quoted(key.column)} = %s"  # noqa: S608


@cache
def _deleting(model: type[models.Model]) -> str:
    key, _ = _key_and_rest(model)
    return f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {_quoted(key.column)} = %s"  # noqa: S608


def _key_and_rest(model: type[models.Model]) -> tuple[AnyField, list[AnyField]]:
    fields = fields_of(model)
    [key] = [field for field in fields if field.primary_key]
    return key, [field for field in fields if not field.primary_key]


def _prepared(field: AnyField, row: models.Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
