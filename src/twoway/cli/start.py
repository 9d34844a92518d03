"""Before any command: Django set up, the database found fit for this Twoway; and what to make of errors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from twoway.cli.words import say
from twoway.errors import LedgerBroken, NotSeen, TwowayError

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

Fitness = Literal["empty", "older", "fit", "newer"]
DONE, NOT_DONE, MISUSED, BROKEN, NOT_SEEN = range(5)


class NotFit(TwowayError):
    """The database is not of this Twoway's time."""

    code = "not_fit"
    status = 503


def stand_up() -> None:
    """Set Django up, once; settings that cannot be honoured stop it with a sentence of their own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twoway.settings")
    import django

    django.setup()


def open_database() -> None:
    """Set up and demand a database of this version; an empty one is made, an older one is left alone."""
    stand_up()
    found = fitness()
    if found == "older":
        raise NotFit(
            "The database is older than this Twoway. Make a backup (twoway backup), then start "
            "`twoway serve` once: it brings the database up to date."
        )
    bring_up_to_date(found)


def fitness() -> Fitness:
    """How the database stands to the code."""
    executor = _executor()
    applied = set(executor.loader.applied_migrations)
    if not applied:
        return "empty"
    if applied - set(executor.loader.disk_migrations) - _squashed(executor):
        return "newer"
    return "older" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "fit"


def bring_up_to_date(found: Fitness) -> None:
    """Make or migrate the tables, having said so; a database newer than the code is refused."""
    if found == "newer":
        raise NotFit(
            "The database was made by a newer Twoway than this one, and opening it could spoil it. "
            "Install that version or a later one, or restore a backup made with this one."
        )
    from django.core.management import call_command

    from twoway.people import sample

    sample.finish_removing()
    found = fitness()
    if found == "fit":
        return

    say("Making the tables …" if found == "empty" else "Bringing the database up to date …")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def _executor() -> MigrationExecutor:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)


def _squashed(executor: MigrationExecutor) -> set[tuple[str, str]]:
    """Migrations that a later one has taken the place of are known, although their files are gone."""
    return {
        replaced for migration in executor.loader.disk_migrations.values() for replaced in migration.replaces
    }


def in_words(error: Exception) -> str | None:
    """What to say about an error; None for one that nobody foresaw, which keeps its traceback."""
    if isinstance(error, TwowayError):
        return error.say
    if type(error).__module__ == "django.db.utils":
        return f"The database cannot be used: {str(error).strip()}. `twoway doctor` says more."
    if isinstance(error, OSError):
        return f"{error.filename or 'A file'}: {error.strerror or error}."
    return None


def exit_code(error: Exception) -> int:
    """A broken record and what is not there for you have codes of their own."""
    if isinstance(error, LedgerBroken):
        return BROKEN
    return NOT_SEEN if isinstance(error, NotSeen) else NOT_DONE
