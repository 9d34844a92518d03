"""Backups are whole, and a restore is no rewriting: on SQLite and on PostgreSQL, with real processes."""

from __future__ import annotations

import fcntl
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import postgres
from twoway.cli.tests.real import Home

SET_UP = """
from twoway.people import rules
print(rules.set_up(name="Yard", person_name="Ann Lee", email="ann@yard.example", zone="UTC").thing)
"""
INVITE = """
from twoway import clock
from twoway.people import queries, rules
print(rules.invite(by=queries.administrators()[0].id, name="Ben Ode", email="{email}").id)
"""
PROMISE = """
from twoway.nouns.promises import rules as promises
ann, ben = queries.by_email("ann@yard.example"), queries.by_email("ben@yard.example")
print(promises.make(ben.id, "Say nothing of the surprise", clock.today(), by=ann.id).id)
"""
SIGN = "from twoway.ledger import publish; publish.publish()\n"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a workplace of one, a checkpoint signed, and a backup of it all beside it."""
    home = Home(tmp_path_factory.mktemp("prepared") / "home")
    assert home.twoway("work", "--once")[0] == 0
    home.python(SET_UP + SIGN)
    back_up(home)
    return home


@pytest.fixture
def home(prepared: Home, tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(prepared.folder, tmp_path / "home")))


@pytest.fixture
def backup(prepared: Home) -> Path:
    return prepared.folder.parent / "backup.zip"


def back_up(home: Home, *options: str) -> Path:
    path = home.folder.parent / "backup.zip"
    code, printed = home.twoway("backup", path, *options)
    assert code == 0, printed
    return path


def test_a_backup_is_its_owners_alone_and_holds_no_key(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(backup) as packed:
        assert set(packed.namelist()) == {"backup.json", "checkpoint", "twoway.sqlite3"}
        assert json.loads(packed.read("backup.json"))["entries"] == 5


def test_a_backup_never_overwrites_a_file(home: Home, backup: Path) -> None:
    code, printed = home.twoway("backup", backup)
    assert code == 1
    assert "is there already" in printed


def test_a_restore_over_a_workplace_must_be_meant(home: Home, backup: Path) -> None:
    code, printed = home.twoway("restore", backup)
    assert code == 1
    assert "Yard lives in this database. Say --replace" in printed


def test_acts_lost_by_a_restore_are_shown_as_a_gap(home: Home, backup: Path) -> None:
    home.python(INVITE.format(email="ben@yard.example") + SIGN)
    code, printed = home.twoway("restore", backup, "--replace")
    assert code == 0, printed
    assert "was restored from an older copy" in printed
    assert "the first 5 are here" in printed
    assert "The record holds" in printed


ERASED = "from twoway.ledger import queries; print(queries.entry('{entry}').words_erased)"


def test_words_that_were_erased_after_the_backup_are_erased_again(home: Home) -> None:
    entry = home.python(INVITE.format(email="ben@yard.example") + PROMISE).split()[-1]
    path = back_up(home)
    code, printed = home.twoway("erase", entry, "--asked-by", "Ann Lee", "--ground", "As the law says")
    assert code == 0, printed
    assert home.twoway("restore", path, "--replace")[0] == 0
    assert home.python(ERASED.format(entry=entry)) == "True"


def test_a_restore_waits_for_the_server_to_stop(home: Home, backup: Path) -> None:
    with (home.folder / "in-use").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        code, printed = home.twoway("restore", backup, "--replace")
    assert code == 1
    assert "Twoway is running on this home folder" in printed


def test_with_its_keys_a_backup_goes_on_elsewhere(home: Home, tmp_path: Path) -> None:
    path = back_up(home, "--with-keys")
    elsewhere = Home(tmp_path / "elsewhere")
    code, printed = elsewhere.twoway("restore", path)
    assert code == 0, printed
    assert "The keys were brought in" in printed
    with zipfile.ZipFile(path) as packed:
        kept = tmp_path / "kept"
        kept.write_bytes(packed.read("checkpoint"))
    assert elsewhere.twoway("verify", "--against", kept)[0] == 0


OPENED = """
from twoway import clock
from twoway.people import access
access.note([access.Opened(on=clock.now().date(), by="0" * 12, what="person", id="1" * 12, via="page")])
"""


@pytest.mark.long_run
def test_who_opened_what_comes_back_where_nothing_is_known_of_it(home: Home) -> None:
    home.python(OPENED)
    [month] = (home.folder / "opened").glob("*.jsonl")
    told = month.read_bytes()
    path = back_up(home)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("opened/../../astray.jsonl", "{}")
        packed.writestr("opened/2020-01.jsonl", told)
    home.python(OPENED)
    later = month.read_bytes()
    assert home.twoway("restore", path, "--replace")[0] == 0
    assert month.read_bytes() == later
    month.unlink()
    assert home.twoway("restore", path, "--replace")[0] == 0
    assert month.read_bytes() == told
    assert month.stat().st_mode & 0o077 == 0
    assert [one.name for one in (home.folder / "opened").glob("*.jsonl")] == [month.name]
    assert not list(home.folder.parent.glob("astray*"))


def test_what_is_no_backup_is_a_sentence(home: Home, tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"nothing")
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("letter.txt", "dear")
    for path in (broken, other):
        code, printed = home.twoway("restore", path, "--replace")
        assert code == 1
        assert "no backup of Twoway's" in printed


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Iterator[Home]:
    folder = tmp_path / "on-postgresql"
    folder.mkdir()
    with postgres.running() as url:
        yield Home(folder, database=url)


def test_postgresql_is_backed_up_and_restored_without_its_own_programs(
    on_postgresql: Home, tmp_path: Path
) -> None:
    home = on_postgresql
    assert home.twoway("work", "--once")[0] == 0
    home.python(SET_UP)
    path = back_up(home)
    home.python(INVITE.format(email="ben@yard.example"))
    code, printed = home.twoway("restore", path, "--replace")
    assert code == 0, printed
    assert "The record holds" in printed
    assert home.twoway("replay")[0] == 0
    other_kind = Home(tmp_path / "sqlite")
    code, printed = other_kind.twoway("restore", path)
    assert code == 1
    assert "The backup is of postgresql" in printed


def migrate_beyond_this_code(home: Home) -> None:
    with closing(sqlite3.connect(home.folder / "twoway.sqlite3")) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '9999_next', '2030-01-01')"
        )
        database.commit()


def test_a_database_newer_than_the_code_is_refused_in_a_sentence(home: Home) -> None:
    migrate_beyond_this_code(home)
    code, printed = home.twoway("verify")
    assert code == 1
    assert "made by a newer Twoway" in printed
    assert "Traceback" not in printed
    code, printed = home.twoway("doctor")
    assert code == 1
    assert "newer" in printed
