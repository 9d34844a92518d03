"""`twoway backup`: one file from which everything can stand again; keys are in it only if asked for."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from twoway import clock
from twoway.cli import archive, copies
from twoway.cli.start import stand_up
from twoway.cli.words import progress, say, tell_json
from twoway.errors import RuleBroken


def backup(
    to: Annotated[Path | None, typer.Argument(help="A file to write, or a folder to write it in.")] = None,
    with_keys: Annotated[bool, typer.Option("--with-keys", help="Put the keys in as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Copy everything into one file, while Twoway goes on running."""
    stand_up()
    path = _path(to)
    fresh = path.with_name(f".{path.name}.new")
    with progress(f"Writing {path.name}"):
        try:
            about = _write(fresh, with_keys)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    if as_json:
        tell_json({"file": str(path), "entries": about.entries, "root": about.root, "keys": with_keys})
        return
    say(f"{path} holds everything up to entry {about.entries:,} ({path.stat().st_size / 1e6:.1f} MB).")
    if with_keys:
        say("The keys are in it: whoever has this file can sign in this record's name, and open its seals.")
    else:
        say("The keys are not in it. Keep a copy of the keys' folder somewhere else.")


def _path(to: Path | None) -> Path:
    name = f"twoway-{clock.now():%Y-%m-%d-%H%M%S}.zip"
    path = Path(name) if to is None else to / name if to.is_dir() else to
    if path.exists():
        raise RuleBroken(f"{path} is there already. Name another file.", code="file_there")
    return path


def _write(path: Path, with_keys: bool) -> archive.About:
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "w+b") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
            about = _database(packed)
            packed.writestr(archive.ABOUT, about.as_json())
            _checkpoint(packed)
            _opened(packed)
            if with_keys:
                _keys(packed)
        raw.flush()
        os.fsync(raw.fileno())
    return about


def _database(packed: zipfile.ZipFile) -> archive.About:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from twoway.ledger import queries

    applied = MigrationRecorder(connection).applied_migrations()
    if not applied:
        raise RuleBroken("There is nothing here to back up yet.", code="nothing_here")
    tables: dict[str, list[str]] = {}
    if connection.vendor == "sqlite":
        entries = _sqlite(packed)
    else:
        tables, entries = copies.out(packed)
    return archive.About(
        format=archive.FORMAT,
        twoway=version("twoway"),
        made_at=clock.now().isoformat(),
        database=connection.vendor,
        entries=entries,
        root=queries.root(entries).hex(),
        migrations=sorted([app, name] for app, name in applied),
        tables=tables,
    )


def _sqlite(packed: zipfile.ZipFile) -> int:
    """SQLite's own online copy, whole and of one moment, whoever writes meanwhile: its entries."""
    from django.conf import settings
    from django.db import connection

    connection.ensure_connection()
    with tempfile.TemporaryDirectory(dir=settings.TWOWAY_HOME) as folder:
        path = Path(folder) / archive.SQLITE
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            (entries,) = copy.execute("SELECT count(*) FROM ledger_leaf").fetchone()
        packed.write(path, archive.SQLITE)
    return int(entries)


def _checkpoint(packed: zipfile.ZipFile) -> None:
    from twoway.ledger import keys

    last = keys.last_signed()
    if last is not None:
        packed.writestr(archive.CHECKPOINT, last.note)


def _opened(packed: zipfile.ZipFile) -> None:
    from twoway.people import access

    for path in access.months():
        packed.write(path, archive.OPENED + path.name)


def _keys(packed: zipfile.ZipFile) -> None:
    from django.conf import settings

    folder = Path(settings.TWOWAY_KEYS)
    secret = Path(settings.TWOWAY_HOME) / archive.SECRET
    for path in (*(folder / name for name in archive.KEY_FILES), secret):
        if path.exists():
            packed.write(path, archive.KEYS + path.name)
