from __future__ import annotations

from pathlib import Path

import pytest

from twoway.ledger.durability import sqlite_options, sqlite_pragmas
from twoway.ledger.tests.programs import run_program


@pytest.mark.parametrize("version", ["3.40.1", "3.51.2", "3.9.0"])
def test_without_a_sound_log_every_commit_is_synced_through_the_journal(version: str) -> None:
    assert "journal_mode=DELETE;PRAGMA synchronous=EXTRA" in sqlite_pragmas(version)


@pytest.mark.parametrize("version", ["3.51.3", "3.52.0", "4.0.0"])
def test_a_sound_log_is_synced_in_full(version: str) -> None:
    assert "journal_mode=WAL;PRAGMA synchronous=FULL" in sqlite_pragmas(version)


def test_deleted_words_are_overwritten() -> None:
    assert "PRAGMA secure_delete=ON" in sqlite_pragmas("3.40.1")


def test_writers_take_the_lock_when_they_begin() -> None:
    assert sqlite_options(Path("x"))["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_real_database_is_opened_that_way(tmp_path: Path) -> None:
    printed = run_program(
        """
        import sqlite3
        from django.db import connection
        with connection.cursor() as cursor:
            for pragma in ("journal_mode", "synchronous", "secure_delete", "foreign_keys"):
                print(*cursor.execute(f"PRAGMA {pragma}").fetchone())
        """,
        home=tmp_path,
    )
    journal, synchronous, secure_delete, foreign_keys = printed.split()
    assert (journal, synchronous) in {("delete", "3"), ("wal", "2")}
    assert (secure_delete, foreign_keys) == ("1", "1")
