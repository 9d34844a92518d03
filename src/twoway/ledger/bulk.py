"""Rows written in one go: Django's own ways of writing cost more than all the rest of an act together.

Statements are put together from the tables' own names, once for each table; whatever people typed goes in as
values. They go to the driver directly, so whoever writes here says beforehand that nobody is looking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain, count, islice
from typing import Any, TypeAlias

from django.db import connection, models

from twoway.ledger.models import fields_of

Values = Sequence[Any]
AnyField: TypeAlias = "models.Field[Any, Any]"
Into = tuple[type[models.Model], tuple[str, ...]]
BATCH = 5_000
FEW = 40
MARKS = {"sqlite": "?", "postgresql": "%s"}
# What drivers take as it is. Days and moments too on PostgreSQL; SQLite has no type for them.
PLAIN = {
    "sqlite": frozenset({"CharField", "TextField", "BooleanField", "IntegerField", "BigIntegerField"}),
    "postgresql": frozenset(
        {
            "CharField",
            "TextField",
            "BooleanField",
            "IntegerField",
            "BigIntegerField",
            "DateField",
            "DateTimeField",
        }
    ),
}


class OneGo:
    """Statements of one transaction, run as they come."""

    def __init__(self) -> None:
        connection.ensure_connection()
        # On PostgreSQL not Django's own cursor, which writes values into the text of a statement.
        opened = connection.connection
        self._cursor: Any = opened.cursor() if connection.vendor == "sqlite" else driver().Cursor(opened)

    def insert(
        self, model: type[models.Model], rows: Iterable[Values], columns: tuple[str, ...] = ()
    ) -> None:
        """Insert rows of values that the driver takes as they are; `columns` defaults to all there are."""
        remaining = iter(rows)
        while batch := list(islice(remaining, BATCH)):
            self._cursor.executemany(_inserting(model, columns), batch)

    def insert_models(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        """Insert instances of a model, each field prepared as Django would."""
        prepare = _preparing(model, connection.vendor)
        self.insert(model, (_prepared(row, prepare) for row in rows))

    def update_models(self, model: type[models.Model], rows: Iterable[models.Model]) -> None:
        """Write all fields of rows that are already there."""
        prepare = _preparing(model, connection.vendor)
        key, *_rest = (place for place, field in enumerate(fields_of(model)) if field.primary_key)
        values = [_prepared(row, prepare) for row in rows]
        self._cursor.executemany(
            _updating(model), [[*row[:key], *row[key + 1 :], row[key]] for row in values]
        )

    def delete_models(self, model: type[models.Model], keys: Iterable[Any]) -> None:
        self._cursor.executemany(_deleting(model), [[value] for value in keys])

    def delete_all(self, model: type[models.Model]) -> None:
        self._cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)}")  # noqa: S608

    def finish(self) -> None:
        """Write what is still gathered."""


class OneTrip(OneGo):
    """The same where each answer has to travel: a few rows for many tables go in one statement."""

    def __init__(self) -> None:
        super().__init__()
        self._keeping = driver().RawCursor(connection.connection)  # the server keeps its plan of a statement
        self._gathered: dict[Into, list[Values]] = {}

    def insert(
        self, model: type[models.Model], rows: Iterable[Values], columns: tuple[str, ...] = ()
    ) -> None:
        remaining = iter(rows)
        first = list(islice(remaining, FEW + 1))
        if len(first) > FEW:
            super().insert(model, chain(first, remaining), columns)
        elif first:
            self._gathered.setdefault((model, columns), []).extend(first)

    def finish(self) -> None:
        if not self._gathered:
            return
        shape = tuple((model, columns, len(rows)) for (model, columns), rows in self._gathered.items())
        values = [value for rows in self._gathered.values() for row in rows for value in row]
        self._keeping.execute(_inserting_all(shape), values, prepare=True)


def insert_models(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert outside of a book, where a table of this connection alone may stand before one of that name.

    No plan is kept for that: it would go on meaning the table it was made for.
    """
    with connection.wrap_database_errors:
        OneGo().insert_models(model, rows)


def driver() -> Any:
    """The module that Django talks to the database with."""
    return connection.Database  # type: ignore[attr-defined]


@contextmanager
def in_one_go() -> Iterator[OneGo]:
    """What is written inside is written when it ends, at the latest."""
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        go = OneGo() if connection.vendor == "sqlite" else OneTrip()
        yield go
        go.finish()


@cache
def _inserting(model: type[models.Model], columns: tuple[str, ...], rows: int = 1) -> str:
    names = columns or tuple(str(field.column) for field in fields_of(model))
    into = f"{_quoted(model._meta.db_table)} ({', '.join(map(_quoted, names))})"
    row = f"({', '.join([_mark()] * len(names))})"
    return f"INSERT INTO {into} VALUES {', '.join([row] * rows)}"  # noqa: S608


@cache
def _inserting_all(shape: tuple[tuple[type[models.Model], tuple[str, ...], int], ...]) -> str:
    """One statement that inserts into several tables, in no order among them."""
    *before, last = (_inserting(*each) for each in shape)
    parts = ", ".join(f"part_{number} AS ({insert})" for number, insert in enumerate(before))
    whole = f"WITH {parts} {last}" if before else last
    numbers = count(1)
    return re.sub("%s", lambda _mark: f"${next(numbers)}", whole)


@cache
def _updating(model: type[models.Model]) -> str:
    key, fields = _key_and_rest(model)
    setting = ", ".join(f"{_quoted(field.column)} = {_mark()}" for field in fields)
    return f"UPDATE {_quoted(model._meta.db_table)} SET {setting} WHERE {_quoted(key.column)} = {_mark()}"  # noqa: S608


@cache
def _deleting(model: type[models.Model]) -> str:
    key, _ = _key_and_rest(model)
    return f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {_quoted(key.column)} = {_mark()}"  # noqa: S608


def _key_and_rest(model: type[models.Model]) -> tuple[AnyField, list[AnyField]]:
    fields = fields_of(model)
    [key] = [field for field in fields if field.primary_key]
    return key, [field for field in fields if not field.primary_key]


@cache
def _preparing(model: type[models.Model], vendor: str) -> list[tuple[str, AnyField | None]]:
    """For each field its name on a row and, where the driver does not take the value as it is, the field."""
    return [(field.attname, None if _is_plain(field, vendor) else field) for field in fields_of(model)]


def _is_plain(field: AnyField, vendor: str) -> bool:
    target = getattr(field, "target_field", field)
    return target.get_internal_type() in PLAIN[vendor]


def _prepared(row: models.Model, prepare: list[tuple[str, AnyField | None]]) -> list[Any]:
    have = row.__dict__
    return [
        have[name] if field is None else field.get_db_prep_save(have[name], connection)
        for name, field in prepare
    ]


def _mark() -> str:
    return MARKS[connection.vendor]


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
