"""How words go: the act that says so, the list that lets the triggers pass, then the words themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F, Model

from twoway.ledger import keys, opening, queries
from twoway.ledger.acts import Erased
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.models import Erasure, Frame, Once, Words

if TYPE_CHECKING:
    from twoway.ledger.write import Book

# What a restore brings back of somebody erased besides words and rows: whoever keeps it takes it away again.
BESIDE: list[Callable[[Book], None]] = []
# Tables of which a dead row may still say what was erased; whoever keeps such a table adds it.
HELD_WORDS: list[type[Model]] = [Words, Once]
GROUND_AGAIN = "Erased before; an older copy of the record had brought it back."


def erase(book: Book, entries: Iterable[Entry], *, asked_by: str, ground: str) -> list[Entry]:
    """Erase the words of these entries; the acts that say so, seen by whoever saw the words."""
    found = list(entries)
    listed = [keys.ErasedBefore(entry=entry.id, asked_by=asked_by) for entry in found]
    # Not before the commit: what was refused must not be erased by the next start.
    transaction.on_commit(lambda: keys.remember_erased(listed))
    transaction.on_commit(clear_residue)
    return [_erase_one(book, entry, asked_by=asked_by, ground=ground) for entry in found]


def list_all() -> None:
    """Where the power went between commit and list, the record itself tells what the list is missing."""
    acts = Frame.objects.filter(kind=Erased.kind).values_list("entry_id", flat=True)
    listed = {one.entry for one in keys.erased_before()}
    said = [entry.act for entry in queries.entries(list(acts)) if isinstance(entry.act, Erased)]
    missing = {act.entry: act.asked_by for act in said if act.entry not in listed}
    if missing:
        keys.remember_erased([keys.ErasedBefore(entry=entry, asked_by=by) for entry, by in missing.items()])


def again(book: Book) -> list[Entry]:
    """After a restore: whatever was erased and is back goes again."""
    erased = {one.entry: one.asked_by for one in keys.erased_before()}
    transaction.on_commit(clear_residue)
    return [
        _erase_one(book, entry, asked_by=erased[entry.id], ground=GROUND_AGAIN)
        for entry in queries.entries(with_words(erased))
    ]


def with_words(entry_ids: Iterable[str]) -> list[str]:
    """Those of the entries whose words are still there."""
    wanted: Sequence[str] = list(entry_ids)
    if not wanted:
        return []
    frames = Frame.objects.filter(entry_id__in=wanted, seq__in=Words.objects.values("seq"))
    return list(frames.values_list("entry_id", flat=True))


def _erase_one(book: Book, entry: Entry, *, asked_by: str, ground: str) -> Entry:
    # Nobody's act: as the act of whoever runs the server, it would give them sight of what it was about.
    said = book.enter(
        Erased(entry=entry.id, asked_by=asked_by, ground=ground),
        thing=entry.thing,
        street="" if entry.street == EVERY_STREET else entry.street,
        participants=[person for person in entry.seen_by() if person not in entry.audience],
        audience=entry.audience,
        by="",
    )
    for person in opening.opened_to(entry):
        opening.open_to(book, [said], person, by="", reason="erased")
    Erasure.objects.create(seq=entry.seq, act_seq=said.seq)
    Words.objects.filter(seq=entry.seq).delete()
    # What was sent is remembered by its fingerprint, and short words can be guessed from that.
    Once.objects.filter(first__lte=entry.seq, first__gt=entry.seq - F("acts")).delete()
    return said


def clear_residue(of: Iterable[type[Model]] = HELD_WORDS) -> None:
    """Leave no bytes of what was erased from these tables in the live files; once the transaction is over."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # secure_delete has overwritten them in the tables; a write-ahead log may still hold older pages.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for model in of:
                cursor.execute(_written_anew(model))


def _written_anew(model: type[Model]) -> str:
    """What makes PostgreSQL write a table, its indexes and long values into new files, of living rows alone.

    VACUUM, FULL or not, keeps a dead row while a transaction older than its death is open anywhere on the
    server, in another's database too. Changing a column's type copies what is there now, whoever else reads;
    the type stays the same, and the subscript keeps PostgreSQL from seeing that.
    """
    plain = next(
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.unique or getattr(field, "db_index", False) or field.is_relation)
    )
    table, column = (connection.ops.quote_name(str(name)) for name in (model._meta.db_table, plain.column))
    kind = plain.db_type(connection)
    return f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind} USING (ARRAY[{column}])[1]"
