"""`twoway restore`: everything as a backup has it; a gap is shown to all, and what was erased goes again."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twoway import clock
from twoway.cli import archive, copies, running
from twoway.cli.start import BROKEN, NotFit, bring_up_to_date, fitness, stand_up
from twoway.cli.words import progress, say
from twoway.errors import BadShape, RuleBroken

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

SIDE_FILES = ("-wal", "-shm", "-journal")


def restore(
    file: Annotated[Path, typer.Argument(help="What `twoway backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in place of what is here.")] = False,
) -> None:
    """Put a backup in place. Stop Twoway first."""
    stand_up()
    with archive.opened(file) as packed, running.stopped():
        about = archive.about(packed)
        _demand_fitting(about)
        _demand_room(replace)
        _bring_keys(packed)
        with progress(f"Restoring {about.entries:,} entries of {about.made_at[:16]}"):
            if about.database == "sqlite":
                _sqlite(packed)
            else:
                _postgresql(packed, about)
        bring_up_to_date(fitness())
        _bring_opened(packed)
    _look_over()


def _demand_fitting(about: archive.About) -> None:
    """A backup goes back into the kind of database it is from, and into a Twoway that knows its tables."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    if about.database != connection.vendor:
        raise RuleBroken(
            f"The backup is of {about.database}, and this Twoway is set up for {connection.vendor}. "
            "Change TWOWAY_DATABASE.",
            code="other_database",
        )
    known = MigrationLoader(None).disk_migrations
    if any((app, name) not in known for app, name in about.migrations):
        raise NotFit(
            "The backup was made by a newer Twoway than this one. Install that version or a later one."
        )


def _demand_room(replace: bool) -> None:
    from twoway.people import queries

    if fitness() == "empty":
        return
    place = queries.workplace() if fitness() in {"fit", "older"} else None
    if place is not None and not replace:
        raise RuleBroken(
            f"{place.name} lives in this database. Say --replace to put the backup in its place.",
            code="not_empty",
        )


def _bring_keys(packed: zipfile.ZipFile) -> None:
    """Keys from the backup are used only where there are none: the ones here know of more than it does.

    The key of the seals may have been made later than the folder was copied, so it comes in by itself.
    """
    from django.conf import settings

    there = [name for name in packed.namelist() if name.startswith(archive.KEYS)]
    folder = Path(settings.TWOWAY_KEYS)
    if not there:
        return
    has_keys = (folder / archive.KEY_FILES[0]).exists()
    wanted = (archive.SEALS,) if has_keys else (*archive.KEY_FILES, archive.SECRET)
    for name in wanted:
        path = (Path(settings.TWOWAY_HOME) if name == archive.SECRET else folder) / name
        if archive.KEYS + name in there and not (has_keys and path.exists()):
            _write(path, packed.read(archive.KEYS + name))
    if has_keys:
        say("The keys that are here stay; those in the backup are left in it.")
    else:
        say("The keys were brought in from the backup.")


def _bring_opened(packed: zipfile.ZipFile) -> None:
    """Who opened what, in months of which nothing is here; those that are here know more than the backup."""
    from twoway.people import access

    for name in packed.namelist():
        month = name.removeprefix(archive.OPENED)
        if month != name and access.MONTH.fullmatch(month):
            access.bring_back(month, packed.read(name))
    access.tidy()


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb") as file:
        file.write(content)


def _sqlite(packed: zipfile.ZipFile) -> None:
    """The new file is checked beside the old one first, and what was there is kept under another name."""
    from django.conf import settings
    from django.db import connection

    path = Path(settings.DATABASES["default"]["NAME"])
    fresh = path.with_name(f"{path.name}.restoring")
    with packed.open(archive.SQLITE) as source, fresh.open("wb") as target:
        shutil.copyfileobj(source, target)
        os.fsync(target.fileno())
    with closing(sqlite3.connect(fresh)) as copy:
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise BadShape("The database in the backup is damaged. Nothing was changed.", code="damaged")
    connection.close()
    if path.exists() and path.stat().st_size:
        aside = path.with_name(f"{path.name}.before-{clock.now():%Y%m%d-%H%M%S}")
        path.replace(aside)
        say(f"What was here is kept as {aside.name}; delete it when you no longer need it.")
    for ending in SIDE_FILES:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    fresh.replace(path)


def _postgresql(packed: zipfile.ZipFile, about: archive.About) -> None:
    """The tables as they were when the backup was made, then filled; `bring_up_to_date` does the rest."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    _drop_all_tables()
    executor = MigrationExecutor(connection)
    executor.migrate(_last_ones(executor, {(app, name) for app, name in about.migrations}))
    made = {table: columns for table, columns in about.tables.items() if table in _tables()}
    copies.back(packed, made)


def _tables() -> set[str]:
    from django.db import connection

    return set(connection.introspection.table_names())


def _last_ones(executor: MigrationExecutor, wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of each app the migration that all its others lead to."""
    graph = executor.loader.graph
    return sorted(
        node
        for node in wanted
        if not any(child.key in wanted and child.key[0] == node[0] for child in graph.node_map[node].children)
    )


def _drop_all_tables() -> None:
    from django.db import connection, transaction

    from twoway.ledger import triggers

    with transaction.atomic(), connection.cursor() as cursor:
        if "ledger_leaf" in _tables():
            for statement in triggers.removal(connection.vendor):
                cursor.execute(statement)
        for table in _tables():
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


def _look_over() -> None:
    """What was erased goes again, a gap is opened if acts are missing, and the whole is verified."""
    from twoway.ledger import erase, keys, queries, verify

    before = keys.last_signed()
    erase.again()
    size = queries.size()
    report = verify.check()
    for sentence in (*report.problems, *report.notes):
        say(sentence)
    if before is None:
        say("No checkpoint is kept here, so nobody can say whether acts are missing.")
    say(f"Restored: {size:,} entries. " + ("The record holds." if report.ok else "The record does NOT hold."))
    if not report.ok:
        raise typer.Exit(BROKEN)
