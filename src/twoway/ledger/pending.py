"""Entries of an open book that are not in the database yet; six statements put any number there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

from twoway.ledger import bulk
from twoway.ledger.entries import Entry
from twoway.ledger.leaf import Sealed
from twoway.ledger.models import Between, Frame, Leaf, Node, Sight, Words

TABLES = frozenset(model._meta.db_table for model in (Leaf, Node, Frame, Words, Sight, Between))
# These two tables number their rows themselves, in the order of entries.
SIGHT_COLUMNS = ("person", "seq", "thing", "street", "opened_in")
BETWEEN_COLUMNS = ("low", "high", "seq")
MOST_WAITING = 2_000


class PendingEntries:
    """Rows for the ledger's own tables, gathered entry by entry."""

    def __init__(self) -> None:
        self._leaves: list[tuple[Any, ...]] = []
        self._nodes: list[tuple[Any, ...]] = []
        self._frames: list[tuple[Any, ...]] = []
        self._words: list[tuple[Any, ...]] = []
        self._sights: list[tuple[Any, ...]] = []
        self._betweens: list[tuple[Any, ...]] = []

    def __len__(self) -> int:
        return len(self._leaves)

    def add(self, entry: Entry, sealed: Sealed, completed: list[tuple[int, bytes]]) -> None:
        self._leaves.append((entry.seq, sealed.leaf))
        self._nodes += completed
        self._frames.append((entry.seq, sealed.frame_blind, sealed.frame, *copies(entry)))
        if sealed.words is not None:
            self._words.append((entry.seq, sealed.words_blind, sealed.words))
        self._sights += sight_of(entry)
        self._betweens += between_of(entry)

    def let_see(self, entries: Iterable[Entry], person: str, opened_in: int) -> None:
        self._sights += sight_opened(entries, person, opened_in)

    def write(self, go: bulk.OneGo) -> None:
        go.insert(Leaf, self._leaves)
        go.insert(Node, self._nodes)
        go.insert(Frame, self._frames)
        go.insert(Words, self._words)
        go.insert(Sight, self._sights, SIGHT_COLUMNS)
        go.insert(Between, self._betweens, BETWEEN_COLUMNS)
        for waiting in (
            self._leaves, self._nodes, self._frames, self._words, self._sights, self._betweens
        ):  # fmt: skip
            waiting.clear()


def copies(entry: Entry) -> tuple[Any, ...]:
    """The frame's fields that are kept a second time to search by, in the order of the table's columns."""
    at, happened_at = map(connection.ops.adapt_datetimefield_value, (entry.at, entry.happened_at))
    return (
        entry.id,
        entry.kind,
        entry.by,
        entry.thing,
        entry.street,
        at,
        happened_at,
        entry.source,
    )


def sight_of(entry: Entry) -> list[tuple[Any, ...]]:
    """The rows that say who may see an entry, from its own frame."""
    return [(person, entry.seq, entry.thing, entry.street, None) for person in entry.seen_by()]


def sight_opened(entries: Iterable[Entry], person: str, opened_in: int) -> list[tuple[Any, ...]]:
    """The rows that let one person see earlier entries."""
    return [(person, entry.seq, entry.thing, entry.street, opened_in) for entry in entries]


def between_of(entry: Entry) -> list[tuple[Any, ...]]:
    """The rows that say on whose streets an act of several people stands."""
    return [(low, high, entry.seq) for low, high in entry.pairs()]
