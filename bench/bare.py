"""Bare views for pages to be measured against: the same reads, as many bytes, and nothing else of a page.

`/bare/cursor` runs the page's own statements and joins what comes back into one text: what the database and
the way there cost. `/bare/view` asks for the same rows as a plain Django view would, through its models: it
builds the same queries, call by call, and shows each row as a line of a plain template: what the framework
costs. `/bare/rows` is the same view with its queries handed to it ready built. All are served through the
same middleware as the page, which is why the statements of recognising the reader are left out of the replay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
BUILDING = (
    "filter", "exclude", "annotate", "select_related", "order_by", "reverse", "distinct", "union",
    "values", "values_list", "__getitem__",
)  # fmt: skip
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
    told: dict[str, Any] = {name: _remembering(getattr(QuerySet, name)) for name in BUILDING}

    def noted(queryset: QuerySet[Any]) -> None:
        if queryset._result_cache is None:  # noqa: SLF001
            reads.querysets.append(_same(queryset))
        fetching.append(queryset)
        fetch(queryset)
        fetching.pop()

    def passing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        reads.statements.append((sql, params))
        if not fetching:
            reads.others.append((sql, params))
        return execute(sql, params, many, context)

    with mock.patch.multiple(QuerySet, _fetch_all=noted, **told), connection.execute_wrapper(passing):
        yield reads


def _remembering(method: Callable[..., Any]) -> Callable[..., Any]:
    """The same way of building a query, remembered on what it built."""

    def build(queryset: QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        built = method(queryset, *args, **kwargs)
        if isinstance(built, QuerySet):
            vars(built)["built_by"] = (queryset, method, args, kwargs)
        return built

    return build


def _same(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """The query, unread, and how it was built."""
    unread = queryset.all()
    if "built_by" in vars(queryset):
        vars(unread)["built_by"] = vars(queryset)["built_by"]
    return unread


def built_anew(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """The query built once more, call by call, with the queries inside it; expressions are as they were."""
    if "built_by" not in vars(queryset):
        return queryset.all()
    before, method, args, kwargs = vars(queryset)["built_by"]
    named = {name: _anew(part) for name, part in kwargs.items()}
    found: QuerySet[Any] = method(built_anew(before), *[_anew(part) for part in args], **named)
    return found


def _anew(part: Any) -> Any:
    return built_anew(part) if isinstance(part, QuerySet) else part


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
    return _shown(built_anew(queryset) for queryset in replayed.querysets)


def by_rows(request: HttpRequest) -> HttpResponse:
    return _shown(queryset.all() for queryset in replayed.querysets)


def _shown(querysets: Iterable[QuerySet[Any]]) -> HttpResponse:
    rows = [_values(row) for queryset in querysets for row in queryset]
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
    path("bare/rows", by_rows),
]
