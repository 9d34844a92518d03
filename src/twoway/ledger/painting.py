"""The rows an open book is painting: in memory until somebody looks or the book closes."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models

from twoway.ledger import bulk
from twoway.ledger.rows import AnyRow, Row, no_such_row

Key = tuple[type[Row], str]


class DatabaseRows:
    """`Rows` over the database. `reading` runs a query without its being taken for somebody looking."""

    def __init__(self, reading: Callable[[Callable[[], Row | None]], Row | None]) -> None:
        self._reading = reading
        self._known: dict[Key, Row | None] = {}
        self._added: dict[Key, Row] = {}
        self._changed: dict[Key, Row] = {}
        self._dropped: dict[Key, Row] = {}

    def one(self, model: type[AnyRow], pk: str) -> AnyRow:
        row = self.maybe(model, pk)
        if row is None:
            raise no_such_row(model, pk)
        return row

    def maybe(self, model: type[AnyRow], pk: str) -> AnyRow | None:
        key = (model, pk)
        if key not in self._known:
            self._known[key] = self._reading(lambda: next(iter(model._default_manager.filter(pk=pk)), None))
        return self._known[key]  # type: ignore[return-value]

    def add(self, row: Row) -> None:
        key = (type(row), row.pk)
        self._known[key] = row
        if self._dropped.pop(key, None):
            self._changed[key] = row  # it is still in the table: writing over it is all there is to do
        else:
            self._added[key] = row

    def put(self, row: Row) -> None:
        key = (type(row), row.pk)
        self._known[key] = row
        if key not in self._added:
            self._changed[key] = row

    def drop(self, row: Row) -> None:
        key = (type(row), row.pk)
        self._known[key] = None
        self._changed.pop(key, None)
        if not self._added.pop(key, None):
            self._dropped[key] = row

    def tables(self) -> set[str]:
        """The tables that do not yet show what was painted."""
        waiting = (*self._added, *self._changed, *self._dropped)
        return {model._meta.db_table for model, _ in waiting}

    def write(self, go: bulk.OneGo) -> None:
        """Write everything out: what goes first, so that what comes may take its place under a unique key."""
        for model, rows in _by_model(self._dropped).items():
            go.delete_models(model, [row.pk for row in rows])
        for model, rows in _by_model(self._changed).items():
            go.update_models(model, rows)
        for model, rows in _by_model(self._added).items():
            go.insert_models(model, rows)
        for waiting in (self._added, self._changed, self._dropped):
            waiting.clear()


def _by_model(waiting: dict[Key, Row]) -> dict[type[Row], list[models.Model]]:
    grouped: dict[type[Row], list[models.Model]] = {}
    for (model, _), row in waiting.items():
        grouped.setdefault(model, []).append(row)
    return grouped
