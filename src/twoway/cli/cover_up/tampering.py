"""What can be done to the record with the database and the signing key: any row, any hash, any signature."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from twoway.ids import new_id
from twoway.ledger import publish, replay, triggers
from twoway.ledger.canon import canonical
from twoway.ledger.entries import entry_from
from twoway.ledger.kinds import Json
from twoway.ledger.leaf import FRAME_DOMAIN, NO_WORDS, WORDS_DOMAIN, commitment, leaf_body
from twoway.ledger.merkle import Frontier, leaf_hash
from twoway.ledger.models import raw
from twoway.ledger.pending import copies

OF_THE_RECORD = ("leaf", "node", "frame", "words", "checkpoint")
Change = Callable[[list["Line"]], Iterable["Line"]]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One act as it lies in the tables: its frame and its words, and the random bytes they hide under."""

    frame: Json
    blind: bytes
    words: Json | None
    words_blind: bytes

    @property
    def kind(self) -> str:
        """Which kind of act it is."""
        return str(self.frame["kind"])

    @property
    def is_about(self) -> str:
        """The thing it was done to."""
        return str(self.frame["on"])

    def leaf(self, seq: int) -> bytes:
        """The leaf that commits to it, in that place: the same as it ever was where nothing was changed."""
        opens_c = commitment(FRAME_DOMAIN, self.blind, canonical(self.frame))
        if self.words is None:
            opens_w = commitment(WORDS_DOMAIN, self.blind, NO_WORDS)
        else:
            opens_w = commitment(WORDS_DOMAIN, self.words_blind, canonical(self.words))
        return leaf_body(seq, self.frame["at"][:10], opens_c, opens_w)


def record() -> list[Line]:
    """Every act there is, in order."""
    found = sql(
        "SELECT f.body, f.blind, w.body, w.blind FROM ledger_frame f "
        "LEFT JOIN ledger_words w ON w.seq = f.seq ORDER BY f.seq"
    )
    return [
        Line(
            frame=json.loads(raw(frame)),
            blind=raw(blind),
            words=json.loads(raw(words)) if words is not None else None,
            words_blind=raw(words_blind) if words_blind is not None else b"",
        )
        for frame, blind, words, words_blind in found
    ]


def sql(statement: str, *values: Any) -> list[Sequence[Any]]:
    """One statement, past every rule of Twoway."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def let_anything_be_changed() -> None:
    """Drop what refuses changes: one who has the database can."""
    for statement in ("PRAGMA foreign_keys = OFF", *triggers.removal(connection.vendor)):
        sql(statement)


def cover_the_traces() -> None:
    """Put back what refuses changes, as if nothing had happened."""
    for statement in triggers.statements(connection.vendor):
        sql(statement)


def change_frame(kind: str, thing: str, change: Callable[[Json], Json]) -> None:
    """Write another frame over the first of that kind about that thing, and its copies beside it."""
    [(seq, body), *_more] = sql(
        "SELECT seq, body FROM ledger_frame WHERE kind = %s AND thing = %s ORDER BY seq", kind, thing
    )
    frame = change(json.loads(raw(body)))
    at = frame["at"].replace("T", " ").removesuffix("Z")
    sql(
        "UPDATE ledger_frame SET body = %s, by = %s, at = %s, happened_at = %s WHERE seq = %s",
        canonical(frame), frame.get("by", ""), at, at, seq,
    )  # fmt: skip


def change_words(kind: str, thing: str, words: Json) -> None:
    """Write other words in the place of somebody's."""
    sql(
        "UPDATE ledger_words SET body = %s WHERE seq = "
        "(SELECT min(seq) FROM ledger_frame WHERE kind = %s AND thing = %s)",
        canonical(words), kind, thing,
    )  # fmt: skip


def write_anew(change: Change) -> None:
    """The whole record as the administrator would have it.

    Every leaf, hash, copy and row is mended, and the whole signed with the right key.
    """
    lines = list(change(record()))
    for table in OF_THE_RECORD:
        sql(f"DELETE FROM ledger_{table}")  # noqa: S608  one of the names above
    growing = Frontier()
    for seq, line in enumerate(lines):
        _write(seq, line)
        for number, node in growing.add(leaf_hash(line.leaf(seq))):
            sql("INSERT INTO ledger_node (number, hash) VALUES (%s, %s)", number, node)
    replay.repaint()
    (Path(settings.TWOWAY_KEYS) / "last-signed").unlink()
    publish.publish()


def forged_after(line: Line, *, at: str, words: Json, **fields: object) -> Line:
    """An act of the same person's that they never did, made after one that they did."""
    frame = line.frame | {"id": new_id(), "on": new_id(), "at": at, "d": line.frame["d"] | fields}
    return Line(frame=frame, blind=line.blind[::-1], words=words, words_blind=line.words_blind[::-1])


def _write(seq: int, line: Line) -> None:
    entry = entry_from(seq, line.frame, line.words or {})
    sql("INSERT INTO ledger_leaf (seq, body) VALUES (%s, %s)", seq, line.leaf(seq))
    sql(
        "INSERT INTO ledger_frame "
        "(seq, blind, body, entry_id, kind, by, thing, street, at, happened_at, source) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        seq, line.blind, canonical(line.frame), *copies(entry),
    )  # fmt: skip
    if line.words is not None:
        sql(
            "INSERT INTO ledger_words (seq, blind, body) VALUES (%s, %s, %s)",
            seq, line.words_blind, canonical(line.words),
        )  # fmt: skip
