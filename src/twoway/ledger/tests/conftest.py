"""Ann and Ben share a jar; Cy has nothing to do with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from twoway import ids
from twoway.ledger import triggers
from twoway.ledger.entries import Entry
from twoway.ledger.tests.toy import acts
from twoway.ledger.write import Book, writing

Fill = Callable[[int], list[Entry]]


@pytest.fixture
def ann() -> str:
    return ids.new_id()


@pytest.fixture
def ben() -> str:
    return ids.new_id()


@pytest.fixture
def cy() -> str:
    return ids.new_id()


@pytest.fixture
def street() -> str:
    return ids.new_id()


@pytest.fixture
def set_up(db: None, ann: str, ben: str, street: str) -> Callable[..., Entry]:
    """Ann sets up a jar for herself and Ben."""

    def set_up(label: str = "for good deeds", book: Book | None = None) -> Entry:
        with writing(by=ann, book=book) as open_book:
            return open_book.enter(
                acts.JarSetUp(label=label, holds=30),
                thing=ids.new_id(),
                street=street,
                participants=[ann, ben],
            )

    return set_up


@pytest.fixture
def add_bead(db: None, ann: str, ben: str, street: str) -> Callable[..., Entry]:
    """Ben adds a bead to a jar."""

    def add_bead(jar: str, note: str | None = "well done", book: Book | None = None) -> Entry:
        with writing(by=ben, book=book) as open_book:
            return open_book.enter(
                acts.BeadAdded(jar=jar, colours=("red",), note=note),
                thing=jar,
                street=street,
                participants=[ann, ben],
                by=ben,
            )

    return add_bead


@pytest.fixture
def fill(set_up: Callable[..., Entry], add_bead: Callable[..., Entry], ann: str) -> Fill:
    """A ledger of that many entries: a jar, and beads, every third without a note."""

    def fill(entries: int) -> list[Entry]:
        with writing(by=ann) as book:
            first = set_up(book=book)
            notes = (f"bead {number}" if number % 3 else None for number in range(1, entries))
            return [first, *(add_bead(first.thing, note, book) for note in notes)]

    return fill


@pytest.fixture
def tamper() -> Callable[..., None]:
    """What somebody with the database in hands could do: the triggers do not stop whoever may drop them."""

    def tamper(statement: str, *values: str | int | bytes | None) -> None:
        with connection.cursor() as cursor:
            for removal in triggers.removal(connection.vendor):
                cursor.execute(removal)
            cursor.execute(statement, values)
            for setting_up in triggers.statements(connection.vendor):
                cursor.execute(setting_up, None)

    return tamper
