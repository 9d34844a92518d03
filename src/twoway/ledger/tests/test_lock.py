"""Many writers at once: nothing is lost, nobody waits for ever, and a refusal says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections

from twoway import ids
from twoway.errors import NotSaved
from twoway.ledger import lock, queries, replay, turns, verify
from twoway.ledger.entries import Entry
from twoway.ledger.tests.programs import finish, run_program, start_program
from twoway.ledger.tests.toy import acts
from twoway.ledger.tests.toy.models import Jar
from twoway.ledger.write import writing

ADDING = """
from twoway.ledger.tests.toy import acts
from twoway.ledger.tests.toy.models import Jar
from twoway.ledger.write import writing
one_bead = acts.BeadAdded(jar="jar", colours=("a",))
for _ in range(25):
    with writing(by="{by}") as book:
        before = Jar.objects.get(id="jar").beads  # looked at under the lock: nobody adds in between
        book.enter(one_bead, thing="jar", participants=["{by}"], street="street")
        assert Jar.objects.get(id="jar").beads == before + 1
"""
COUNTING = """
from twoway.ledger import queries, replay, verify
from twoway.ledger.tests.toy.models import Jar
numbers = [entry.seq for entry in queries.entries_of_street("street")]
print(queries.size(), Jar.objects.get().beads, numbers == list(range(1, 201)))
print(verify.check().ok, replay.check().ok)
"""
SETTING_UP = """
from twoway.ledger.tests.toy import acts
from twoway.ledger.write import writing
with writing(by="ann") as book:
    book.enter(acts.JarSetUp(label="x", holds=1), thing="jar", participants=["ann"])
"""


def test_eight_processes_lose_no_act(tmp_path: Path) -> None:
    run_program(SETTING_UP, home=tmp_path)
    writers = [start_program(ADDING.format(by=f"writer{number}"), home=tmp_path) for number in range(8)]
    for writer in writers:
        finish(writer)
    assert finish(start_program(COUNTING, home=tmp_path)).split() == ["201", "200", "True", "True", "True"]


@pytest.mark.django_db(transaction=True)
def test_eight_threads_lose_no_act() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("this process's SQLite database is in memory; processes are tried above, with real files")
    jar, people = ids.new_id(), [ids.new_id() for _ in range(8)]
    with writing(by=people[0]) as book:
        book.enter(acts.JarSetUp(label="x", holds=1), thing=jar, participants=people)

    def add(person: str) -> None:
        try:
            for _ in range(10):
                with writing(by=person) as book:
                    before = Jar.objects.get(id=jar).beads
                    book.enter(acts.BeadAdded(jar=jar, colours=("a",)), thing=jar, participants=people)
                    assert Jar.objects.get(id=jar).beads == before + 1
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, people))
    assert (queries.size(), Jar.objects.get().beads) == (81, 80)
    assert verify.check().ok
    assert replay.check().ok


@pytest.mark.django_db
@pytest.mark.real_time
def test_a_lock_that_is_not_given_up_is_not_waited_for_for_ever(
    set_up: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("on PostgreSQL the server keeps the time")
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(turns, "STANDSTILL", 0.1)
    with turns.my_turn(settings.TWOWAY_HOME / "ledger.lock"), pytest.raises(NotSaved):
        set_up()
    assert queries.size() == 0
    set_up()
    assert queries.size() == 1


@pytest.mark.django_db
def test_a_folder_that_takes_no_lock_file_is_said_to_take_nothing(
    set_up: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no lock file")
    monkeypatch.setattr(settings, "TWOWAY_HOME", tmp_path / "not there")
    with pytest.raises(NotSaved):
        set_up()


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    """The database may not grow beyond what it is: SQLite then answers as it does on a full disk."""
    printed = run_program(
        SETTING_UP
        + """
from django.db import connection
from twoway.errors import NotSaved
from twoway.ledger import queries, verify
with connection.cursor() as cursor:
    cursor.execute("PRAGMA page_count")
    cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 4}")
acknowledged = 1
try:
    for _ in range(200):
        with writing(by="ann") as book:
            book.enter(acts.Remark(words="x" * 500), thing="x", participants=["ann"])
        acknowledged += 1
except NotSaved as refused:
    print(refused.status, acknowledged == queries.size(), verify.check().ok)
""",
        home=tmp_path,
    )
    assert printed.split() == ["503", "True", "True"]


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        (sqlite3.SQLITE_FULL, True),
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_READONLY_DBMOVED, True),
        (sqlite3.SQLITE_IOERR_FSYNC, True),
        (sqlite3.SQLITE_ERROR, False),
        (sqlite3.SQLITE_CONSTRAINT, False),
    ],
)
def test_only_want_of_room_time_or_rights_counts_as_not_saved(code: int, refused: bool) -> None:
    error, cause = OperationalError("said"), sqlite3.OperationalError("said")
    cause.sqlite_errorcode = code
    error.__cause__ = cause
    assert lock.refused(error) is refused


@pytest.mark.parametrize(
    ("state", "refused"), [("53100", True), ("55P03", True), ("42P01", False), (None, True)]
)
def test_the_same_for_postgresql(state: str | None, refused: bool) -> None:
    error, cause = OperationalError("said"), Exception("said")
    cause.sqlstate = state  # type: ignore[attr-defined]
    error.__cause__ = cause
    assert lock.refused(error) is refused
