from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from twoway.ledger import publish, triggers, verify
from twoway.ledger.entries import Entry
from twoway.ledger.erase import erase_entry

pytestmark = pytest.mark.django_db
Fill = Callable[[int], list[Entry]]

REFUSED = [
    *(f"DELETE FROM ledger_{table}" for table in (*triggers.ADDED_TO_ONLY, "words") if table != "epoch"),
    "UPDATE ledger_leaf SET seq = seq + 100",
    "UPDATE ledger_node SET number = number + 100",
    "UPDATE ledger_frame SET kind = 'toy.other'",
    "UPDATE ledger_checkpoint SET size = 1",
    "UPDATE ledger_erasure SET seq = 0",
    "UPDATE ledger_words SET seq = seq + 100",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO ledger_leaf (seq, body) VALUES (0, x'00')",
    "INSERT OR REPLACE INTO ledger_node (number, hash) VALUES (1, x'00')",
    "INSERT OR REPLACE INTO ledger_words (seq, blind, body) VALUES (0, x'00', x'00')",
    "INSERT OR REPLACE INTO ledger_frame "
    "(seq, blind, body, entry_id, kind, by, thing, street, at, happened_at, source) "
    "SELECT 999, blind, body, entry_id, kind, by, thing, street, "
    "at, happened_at, source FROM ledger_frame WHERE seq = 1",
    "UPDATE OR REPLACE ledger_leaf SET seq = 0",
]
ON_POSTGRESQL = [
    *(f"TRUNCATE ledger_{table} CASCADE" for table in (*triggers.ADDED_TO_ONLY, "words")),
    "INSERT INTO ledger_leaf (seq, body) VALUES (0, '') ON CONFLICT (seq) DO UPDATE SET body = ''",
]


def statements() -> list[str]:
    return REFUSED + (ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)


def test_the_database_refuses_every_change_to_history(fill: Fill, ann: str) -> None:
    entries = fill(5)
    erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
    publish.publish()
    for statement in statements():
        with (
            pytest.raises(IntegrityError, match="only ever added to"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert verify.check().ok


def test_words_that_were_erased_cannot_be_put_back(fill: Fill, ann: str) -> None:
    entries = fill(3)
    erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO ledger_words (seq, blind, body) VALUES (%s, %s, %s)", [1, b"", b"{}"])


def test_triggers_that_are_gone_are_missed(fill: Fill) -> None:
    fill(2)
    assert triggers.missing(connection) == []
    table = "" if connection.vendor == "sqlite" else " ON ledger_frame"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_frame_update{table}")
    assert triggers.missing(connection) == ["ledger_frame_update"]
    [problem] = verify.check().problems
    assert "ledger_frame_update" in problem


def test_a_trigger_that_was_put_in_the_place_of_another_is_missed(fill: Fill) -> None:
    """The name alone refuses nothing."""
    fill(2)
    statements = {
        "sqlite": ["DROP TRIGGER ledger_frame_update",
                   "CREATE TRIGGER ledger_frame_update BEFORE UPDATE ON ledger_frame WHEN 0 "
                   "BEGIN SELECT 1; END"],
        "postgresql": ["DROP TRIGGER ledger_frame_update ON ledger_frame",
                       "CREATE TRIGGER ledger_frame_update BEFORE UPDATE ON ledger_frame FOR EACH ROW "
                       "WHEN (false) EXECUTE FUNCTION ledger_refuse()"],
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
    assert triggers.missing(connection) == ["ledger_frame_update"]


def test_a_function_that_refuses_nothing_any_more_makes_its_triggers_missed() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite each trigger says itself what it refuses")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION ledger_words_refuse() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NEW; END $$"
        )
    assert triggers.missing(connection) == ["ledger_words_delete", "ledger_words_insert"]


def test_the_triggers_can_be_taken_away_and_set_up_again() -> None:
    for make in (triggers.removal, triggers.statements):
        with connection.cursor() as cursor:
            for statement in make(connection.vendor):
                cursor.execute(statement, None)
    assert triggers.missing(connection) == []
