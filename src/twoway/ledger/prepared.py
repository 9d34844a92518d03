"""A question of Django's, put into words once: on the way of every act, that costs more than asking it.

_of_pair = Prepared(lambda low, high: Street.objects.select_related("low").filter(low_id=low, high_id=high))
streets = _of_pair(low, high)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.query import get_related_populators

from twoway.ledger.bulk import driver

AnyModel = TypeVar("AnyModel", bound=models.Model)


class Prepared(Generic[AnyModel]):
    """Rows of a model by texts, which go into the statement as they are."""

    def __init__(self, ask: Callable[..., models.QuerySet[AnyModel]]) -> None:
        self._ask = ask
        self._plans: dict[str, _Plan] = {}

    def __call__(self, *values: str) -> list[AnyModel]:
        if connection.vendor not in self._plans:
            self._plans[connection.vendor] = _Plan(self._ask, len(values))
        plan = self._plans[connection.vendor]
        with _cursor() as cursor:
            cursor.execute(plan.sql, [values[place] for place in plan.order])
            return [plan.instance(row) for row in cursor.fetchall()]


def _cursor() -> Any:
    """Django's cursor; on PostgreSQL over one that lets the server keep its plan of the statement too."""
    if connection.vendor == "sqlite":
        return connection.cursor()
    connection.ensure_connection()
    keeping = _keeping(driver().Cursor)(connection.connection)
    return (
        connection.make_debug_cursor(keeping)
        if connection.queries_logged
        else connection.make_cursor(keeping)
    )


@cache
def _keeping(plain: type[Any]) -> type[Any]:
    class Keeping(plain):  # type: ignore[misc]
        def execute(self, query: Any, params: Any = None) -> Any:
            return super().execute(query, params, prepare=True)

    return Keeping


class _Plan:
    """What Django works out of a question before it asks, and of the answer before it hands out instances."""

    def __init__(self, ask: Callable[..., models.QuerySet[Any]], values: int) -> None:
        marks = tuple(f"value {number}" for number in range(values))
        compiler = ask(*marks).query.get_compiler(connection=connection)
        self.sql, params = compiler.as_sql()
        self.order = [marks.index(param) for param in params]
        select, kind = compiler.select, compiler.klass_info
        self._model = kind["model"]
        first, last = kind["select_fields"][0], kind["select_fields"][-1]
        self._own = slice(first, last + 1)
        self._names = [column.target.attname for column, *_ in select[self._own]]
        self._related = get_related_populators(kind, select, connection.alias)  # type: ignore[call-arg]
        self._converters = compiler.get_converters([column for column, *_ in select])

    def instance(self, row: tuple[Any, ...]) -> Any:
        values = list(row)
        for place, (convert, column) in self._converters.items():
            for one in convert:
                values[place] = one(values[place], column, connection)
        found = self._model.from_db(connection.alias, self._names, values[self._own])
        for related in self._related:
            related.populate(values, found)
        return found
