"""Reading the whole ledger in stretches, so that no reading lasts long enough to keep a writer waiting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from twoway.ledger.models import raw

STRETCH = 4096  # a power of two: the nodes above a stretch then are one stretch of their table (merkle)
# Moments as the frame writes them: to compare a million, they are not first made into datetimes and back.
MOMENT = {
    "sqlite": "replace({0}, ' ', 'T') || 'Z'",
    "postgresql": """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')""",
}


@dataclass(frozen=True)
class Stretch:
    """Everything kept about the entries from `start` up to but not including `end`, by entry number."""

    start: int
    end: int
    leaves: dict[int, bytes]
    nodes: dict[int, bytes]  # by node number; those above more than one stretch are in `tall_nodes`
    frames: dict[int, tuple[Any, ...]]  # blind, body, and the copies
    words: dict[int, tuple[bytes, bytes]]  # blind, body
    erasures: dict[int, int]  # the number of the act that says so


def stretches(size: int) -> Iterator[Stretch]:
    """The first `size` entries with all that is kept about them."""
    for start in range(0, size, STRETCH):
        end = min(start + STRETCH, size)
        within = "WHERE seq >= %s AND seq < %s", (start, end)
        above = "WHERE number >= %s AND number < %s", (2 * start, 2 * (start + STRETCH) - 1)
        yield Stretch(
            start=start,
            end=end,
            leaves={seq: raw(body) for seq, body in _rows("seq, body", "leaf", *within)},
            nodes={number: raw(node) for number, node in _rows("number, hash", "node", *above)},
            frames={row[0]: row[1:] for row in _rows(f"seq, blind, body, {_copies()}", "frame", *within)},
            words={
                seq: (raw(blind), raw(body))
                for seq, blind, body in _rows("seq, blind, body", "words", *within)
            },
            # after the words: whatever was erased in between then stands here
            erasures=dict(_rows("seq, act_seq", "erasure", *within)),
        )


def frames_with_words(start: int, end: int) -> Iterator[tuple[int, bytes, bytes | None]]:
    """What replay needs of each entry: its number, its frame and, if it has any left, its words."""
    for first in range(start, end, STRETCH):
        within = "WHERE seq >= %s AND seq < %s", (first, min(first + STRETCH, end))
        words = dict(_rows("seq, body", "words", *within))
        for seq, body in _rows("seq, body", "frame", *within):
            yield seq, body, words.get(seq)


def tall_nodes() -> dict[int, bytes]:
    """The few nodes above more than one stretch, by number."""
    above = _rows("number, hash", "node", f"WHERE number %% {2 * STRETCH} = {2 * STRETCH - 1}", ())
    return {number: raw(node) for number, node in above}


class RowsInOrder:
    """A table that numbers its rows in the order of entries, read on as the entries are."""

    def __init__(self, columns: str, table: str, which: str = "") -> None:
        self._columns, self._table, self._which = columns, table, which
        self._after = 0
        self._read: list[tuple[Any, ...]] = []

    def up_to(self, end: int) -> dict[int, list[tuple[Any, ...]]]:
        """The columns of the next rows, by entry, until a row is of entry `end` or later."""
        while not self._read or self._read[-1][1] < end:
            more = _rows(
                f"id, seq, {self._columns}",
                self._table,
                f"WHERE id > %s {self._which} ORDER BY id LIMIT 20000",
                (self._after,),
            )
            if not more:
                break
            self._read += more
            self._after = more[-1][0]
        found: dict[int, list[tuple[Any, ...]]] = {}
        taken = 0
        for _, seq, *columns in self._read:
            if seq >= end:
                break
            found.setdefault(seq, []).append(tuple(columns))
            taken += 1
        del self._read[:taken]
        return found


def sight_rows() -> RowsInOrder:
    """Who may see which entry by its own frame: (person, thing, street)."""
    return RowsInOrder("person, thing, street", "sight", "AND opened_in IS NULL")


def between_rows() -> RowsInOrder:
    """On which streets each act of several people stands: (low, high)."""
    return RowsInOrder("low, high", "between")


def openings() -> Iterator[tuple[int, str, str, bool]]:
    """Each row that opened an entry: the act's number, to whom, which entry, whether the row is its copy."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.opened_in, s.person, f.entry_id, s.thing = f.thing AND s.street = f.street "
            "FROM ledger_sight s LEFT JOIN ledger_frame f ON f.seq = s.seq "
            "WHERE s.opened_in IS NOT NULL ORDER BY s.id"
        )
        while some := cursor.fetchmany(STRETCH):
            for opened_in, person, entry, is_copy in some:
                yield opened_in, person, entry or "", bool(is_copy)


def _copies() -> str:
    at, happened_at = map(MOMENT[connection.vendor].format, ("at", "happened_at"))
    return f"entry_id, kind, by, thing, street, {at}, {happened_at}, source"


def _rows(columns: str, table: str, which: str, values: tuple[Any, ...]) -> list[Any]:
    order = "" if "ORDER" in which else f" ORDER BY {columns.partition(',')[0]}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM ledger_{table} {which}{order}", values)  # noqa: S608  no input in it
        return list(cursor.fetchall())
