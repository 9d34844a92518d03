"""Many rows in one statement: Django's own bulk writes cost more than everything else about an act together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from twoway.ledger.models import fields_of

Values = Sequence[Any]


def insert(model: type[models.Model], rows: Sequence[Values], columns: Sequence[str] = ()) -> None:
    """Insert rows of values that the driver takes as they are; `columns` defaults to all of the table's."""
    if not rows:
        return
    names = columns or [field.column for field in fields_of(model)]
    into = f"INSERT INTO {_table(model)} ({', '.join(map(_quoted, names))})"
    _run(f"{into} VALUES ({', '.join(['%s'] * len(names))})", rows)


def insert_models(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert instances of a model, each field prepared as Django would."""
    fields = fields_of(model)
    insert(model, [[_prepared(field, row) for field in fields] for row in rows])


def update_models(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write all fields of rows that are already there."""
    [key], fields = _key_and_rest(model)
    setting = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    values = [[_prepared(field, row) for field in [*fields, key]] for row in rows]
    _run(f"UPDATE {_table(model)} SET {setting} WHERE {_quoted(key.column)} = %s", values)


def delete_models(model: type[models.Model], keys: Iterable[Any]) -> None:
    [key], _ = _key_and_rest(model)
    _run(f"DELETE FROM {_table(model)} WHERE {_quoted(key.column)} = %s", [[value] for value in keys])


def _run(statement: str, rows: Sequence[Values]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)


def _key_and_rest(
    model: type[models.Model],
) -> tuple[list[models.Field[Any, Any]], list[models.Field[Any, Any]]]:
    fields = fields_of(model)
    return [f for f in fields if f.primary_key], [f for f in fields if not f.primary_key]


def _prepared(field: models.Field[Any, Any], row: models.Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)


def _table(model: type[models.Model]) -> str:
    return _quoted(model._meta.db_table)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
