"""Bare views for pages to be measured against: the same reads, as many bytes, and nothing else of a page.

`/bare/cursor` runs the page's own statements and joins what comes back into one text: what the database and
the way there cost. `/bare/view` asks for the same rows as a plain Django view would, through its models, and
shows each of them as a line of a plain template: what the framework costs. Both are served through the same
middleware as the page, which is why the statements of recognising the reader are left out of the replay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from unittest import mock

from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from twoway import urls as twoway_urls

VALUES = 4  # of each row, shown on its line
LINES = "<ul>{% for row in rows %}<li>{% for value in row %}{{ value }} {% endfor %}</li>{% endfor %}</ul>"


@dataclass
class Reads:
    """What a page asks the database for, and how long its answer is."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    querysets: list[QuerySet[Any]] = field(default_factory=list)
    others: list[tuple[str, Any]] = field(default_factory=list)
    """Statements that come from no queryset: counts and the like."""
    length: int = 0

    def without(self, before: Reads) -> Reads:
        """The reads of the page alone, without those of recognising the reader, which come first."""
        return Reads(
            self.statements[len(before.statements) :],
            self.querysets[len(before.querysets) :],
            self.others[len(before.others) :],
            self.length,
        )


@contextmanager
def recorded() -> Iterator[Reads]:
    """Note down everything that is read inside."""
    reads, fetching = Reads(), []
    fetch = QuerySet._fetch_all  # noqa: SLF001  the one place through which all of them read

    def noted(queryset: QuerySet[Any]) -> None:
        if queryset._result_cache is None:  # noqa: SLF001
            reads.querysets.append(queryset.all())
        fetching.append(queryset)
        fetch(queryset)
        fetching.pop()

    def passing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        reads.statements.append((sql, params))
        if not fetching:
            reads.others.append((sql, params))
        return execute(sql, params, many, context)

    with mock.patch.object(QuerySet, "_fetch_all", noted), connection.execute_wrapper(passing):
        yield reads


replayed = Reads()


def replay(reads: Reads) -> None:
    """From now on the bare views read this."""
    vars(replayed).update(vars(reads))


def nothing(request: HttpRequest) -> HttpResponse:
    """What the middleware alone reads."""
    return HttpResponse()


def by_cursor(request: HttpRequest) -> HttpResponse:
    text = "".join(str(row) for row in _rows(replayed.statements))
    return HttpResponse(text[: replayed.length].ljust(replayed.length))


def by_view(request: HttpRequest) -> HttpResponse:
    rows = [_values(row) for queryset in replayed.querysets for row in queryset.all()]
    text = _template().render({"rows": [*rows, *(row[:VALUES] for row in _rows(replayed.others))]})
    return HttpResponse(text[: replayed.length].ljust(replayed.length))


def _template() -> Any:
    """Read once, as Django's own cached loader does."""
    if not hasattr(_template, "lines"):
        _template.lines = engines["django"].from_string(LINES)  # type: ignore[attr-defined]
    return _template.lines  # type: ignore[attr-defined]


def _rows(statements: list[tuple[str, Any]]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            yield from cursor.fetchall()


def _values(row: Any) -> list[Any]:
    if isinstance(row, Model):
        return list(islice((value for name, value in vars(row).items() if name != "_state"), VALUES))
    return list(row[:VALUES]) if isinstance(row, tuple | list) else [row]


urlpatterns = [
    *twoway_urls.urlpatterns,
    path("bare/nothing", nothing),
    path("bare/cursor", by_cursor),
    path("bare/view", by_view),
]
