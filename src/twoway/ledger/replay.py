"""Do the rows still match the acts? Every row is painted again in memory and compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from twoway.ledger import bulk, lock, tree
from twoway.ledger.acts import SightOpened
from twoway.ledger.entries import Entry, entry_from
from twoway.ledger.models import Between, Frame, Sight, fields_of
from twoway.ledger.pending import BETWEEN_COLUMNS, SIGHT_COLUMNS, between_of, sight_of, sight_opened
from twoway.ledger.rows import AnyRow, Row, Rows, no_such_row, paint
from twoway.ledger.stretches import frames_with_words

Progress = Callable[[int, int], None]
MOST_SHOWN = 200
BATCH = 5_000


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One row that the ledger paints otherwise. It names fields only: what they hold is not everybody's."""

    table: str
    id: str
    fields: tuple[str, ...]
    say: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """`rows` were compared; `differences` beyond the first few hundred are only counted."""

    entries: int
    rows: int
    differences: tuple[Difference, ...]
    differing: int

    @property
    def ok(self) -> bool:
        return not self.differing


class MemoryRows:
    """`Rows` without a database: a shadow of every noun's table."""

    def __init__(self) -> None:
        self.tables: dict[type[Row], dict[str, Row]] = {}

    def one(self, model: type[AnyRow], pk: str) -> AnyRow:
        row = self.maybe(model, pk)
        if row is None:
            raise no_such_row(model, pk)
        return row

    def maybe(self, model: type[AnyRow], pk: str) -> AnyRow | None:
        return self.tables.setdefault(model, {}).get(pk)  # type: ignore[return-value]

    def add(self, row: Row) -> None:
        self.tables.setdefault(type(row), {})[row.pk] = row

    put = add

    def drop(self, row: Row) -> None:
        del self.tables[type(row)][row.pk]


def check(progress: Progress | None = None) -> Report:
    """Paint everything anew in memory and compare it with the tables, field by field.

    Nobody is kept waiting: what seems to differ may only be newer than what was painted, so it alone is
    looked at again under the writing lock, with the entries painted that came in the meantime.
    """
    size, shadow = tree.size(), MemoryRows()
    paint_on(shadow, 0, size, progress)
    suspects = {model: _differing(model, shadow) for model in row_models()}
    rows = sum(len(table) for table in shadow.tables.values())
    found: list[Difference] = []
    if any(suspects.values()):
        with lock.alone():
            size, before = tree.size(), size
            paint_on(shadow, before, size)
            for model, keys in suspects.items():
                found += _differences(model, keys, shadow)
    return Report(entries=size, rows=rows, differences=tuple(found[:MOST_SHOWN]), differing=len(found))


def repaint(progress: Progress | None = None) -> None:
    """Write every noun's table and the copies of frames anew from the ledger: all of it or nothing."""
    with lock.alone():
        paint_anew(progress)


def paint_anew(progress: Progress | None = None) -> None:
    """What `repaint` does, for whoever holds the writing lock already."""
    size, shadow = tree.size(), MemoryRows()
    paint_on(shadow, 0, size, progress)
    with bulk.in_one_go() as go:
        for model in row_models():
            go.delete_all(model)
            go.insert_models(model, shadow.tables.get(model, {}).values())
        _write_copies_anew(go, size)


def paint_on(rows: Rows, start: int, end: int, progress: Progress | None = None) -> None:
    """Let the entries from `start` up to but not including `end` paint, in order."""
    for done, entry in enumerate(entries(start, end), start=start + 1):
        paint(rows, entry)
        if progress and (done % BATCH == 0 or done == end):
            progress(done, end)


def entries(start: int, end: int) -> Iterator[Entry]:
    """The entries from `start` up to but not including `end`, in order."""
    for seq, frame_body, words_body in frames_with_words(start, end):
        frame = json.loads(frame_body)
        words = json.loads(words_body) if words_body is not None else None if "said" in frame else {}
        yield entry_from(seq, frame, words)


def row_models() -> list[type[Row]]:
    """Every noun's tables."""
    return [model for model in apps.get_models() if issubclass(model, Row)]


def _differing(model: type[Row], shadow: MemoryRows) -> set[str]:
    """Keys of rows that are not as painted, or not there, or should not be."""
    names, painted = _names(model), shadow.tables.get(model, {})
    key, differing, seen = names.index("id"), set(), set()
    for values in model._default_manager.values_list(*names).iterator(BATCH):
        row = painted.get(values[key])
        seen.add(values[key])
        if row is None or not _same(model, names, row, values):
            differing.add(values[key])
    return differing | (painted.keys() - seen)


def _same(model: type[Row], names: list[str], row: Row, values: tuple[Any, ...]) -> bool:
    """Whether the row holds these values once both are of the field's type: a list may come from a tuple."""
    have = row.__dict__
    if all(have[name] == value for name, value in zip(names, values, strict=True)):
        return True
    return not _fields_apart(model, row, dict(zip(names, values, strict=True)))


def _fields_apart(model: type[Row], row: Row, values: dict[str, Any]) -> tuple[str, ...]:
    return tuple(
        field.attname
        for field in fields_of(model)
        if field.to_python(getattr(row, field.attname)) != values[field.attname]
    )


def _differences(model: type[Row], keys: set[str], shadow: MemoryRows) -> Iterator[Difference]:
    table = model._meta.label
    in_table = {
        values["id"]: values for values in model._default_manager.filter(pk__in=keys).values(*_names(model))
    }
    for pk in sorted(keys):
        row, values = shadow.tables.get(model, {}).get(pk), in_table.get(pk)
        if row is None and values is not None:
            yield Difference(table=table, id=pk, fields=(), say=f"{table} {pk} stands on no act.")
        elif row is not None and values is None:
            yield Difference(table=table, id=pk, fields=(), say=f"{table} {pk} is missing.")
        elif row is not None and values is not None and (apart := _fields_apart(model, row, values)):
            say = f"{table} {pk} is not what the acts say in {', '.join(apart)}."
            yield Difference(table=table, id=pk, fields=apart, say=say)


def _names(model: type[Row]) -> list[str]:
    return [field.attname for field in fields_of(model)]


def _write_copies_anew(go: bulk.OneGo, size: int) -> None:
    go.delete_all(Sight)
    go.insert(Sight, (row for entry in entries(0, size) for row in _sight_anew(entry)), SIGHT_COLUMNS)
    go.delete_all(Between)
    go.insert(Between, (row for entry in entries(0, size) for row in between_of(entry)), BETWEEN_COLUMNS)


def _sight_anew(entry: Entry) -> list[tuple[Any, ...]]:
    rows = sight_of(entry)
    if isinstance(entry.act, SightOpened):
        seqs = Frame.objects.filter(entry_id__in=entry.act.entries).values_list("seq", flat=True)
        opened = [one for seq in sorted(seqs) for one in entries(seq, seq + 1)]
        rows += sight_opened(opened, entry.act.to, entry.seq)
    return rows
