"""`twoway doctor`: is everything as it should be? One sentence a finding, and what to do about it."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from twoway import clock
from twoway.cli.signing import key_trouble
from twoway.cli.start import NOT_DONE, fitness, stand_up
from twoway.cli.words import tell, tell_json

LITTLE_ROOM, NO_ROOM = 1_000_000_000, 50_000_000
STALE = timedelta(hours=2)
MAIL_SECONDS = 5


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was looked at, whether it is well, and a sentence about it. A remark is no reason to fail."""

    about: str
    well: bool
    say: str
    remark: bool = False


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Look at database, keys, mail, clock and room on the disk, and say what needs seeing to."""
    stand_up()
    findings = list(_all())
    well = all(finding.well for finding in findings)
    if as_json:
        tell_json({"well": well, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            mark = "fine" if finding.well and not finding.remark else "note" if finding.well else "WRONG"
            tell(f"{mark:<6}{finding.about}: {finding.say}")
        tell("Everything is as it should be." if well else "Something needs seeing to.")
    if not well:
        raise typer.Exit(NOT_DONE)


def _all() -> Iterator[Finding]:
    """Each check by itself; once the database cannot be reached there is no asking about what is in it."""
    yield _room()
    database = _database()
    yield database
    if database.well:
        fit = _tables()
        yield fit
        if fit.well:
            for check in (_durability, _triggers, _clock, _checkpoint, _key, _seals):
                yield from check()
    yield from _keys()
    yield _mail()


def _room() -> Finding:
    from django.conf import settings

    free = shutil.disk_usage(settings.TWOWAY_HOME).free
    said = f"{free / 1e9:.1f} GB free at {settings.TWOWAY_HOME}."
    if free < NO_ROOM:
        return Finding(about="room", well=False, say=f"{said} Make room, or acts will be refused.")
    return Finding(about="room", well=True, remark=free < LITTLE_ROOM, say=said)


def _database() -> Finding:
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding(about="database", well=False, say=f"cannot be reached: {str(error).strip()}.")
    version = ".".join(str(part) for part in connection.get_database_version())
    return Finding(about="database", well=True, say=f"{connection.display_name} {version} answers.")


def _tables() -> Finding:
    said = {
        "fit": (True, "are of this version."),
        "empty": (True, "are not there yet; `twoway serve` makes them."),
        "older": (False, "are older than this Twoway. Make a backup, then start `twoway serve` once."),
        "newer": (False, "were made by a newer Twoway. Install that one, or restore a backup of this one's."),
    }
    found = fitness()
    well, say = said[found]
    return Finding(about="tables", well=well and found != "empty", remark=found == "empty", say=say)


def _durability() -> Iterator[Finding]:
    """Whether what was acknowledged survives a power cut, going by what the database says of itself."""
    from django.db import connection

    if connection.vendor != "sqlite":
        synced = _asked("SHOW fsync") == "on" and _asked("SHOW synchronous_commit") != "off"
        say = (
            "commits are synced to the disk."
            if synced
            else "commits are not synced. Set fsync and synchronous_commit on."
        )
        yield Finding(about="durability", well=synced, say=say)
        return
    journal, level = _asked("PRAGMA journal_mode"), int(_asked("PRAGMA synchronous"))
    safe = level >= (2 if journal == "wal" else 3)
    yield Finding(
        about="durability",
        well=safe,
        say=f"journal {journal}, synchronous {('off', 'normal', 'full', 'extra')[level]}.",
    )


def _asked(question: str) -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _triggers() -> Iterator[Finding]:
    from django.db import connection

    from twoway.ledger import triggers

    missing = triggers.missing(connection)
    say = (
        f"the database no longer refuses changes to it; missing: {', '.join(missing)}."
        if missing
        else "changes to it are refused."
    )
    yield Finding(about="record", well=not missing, say=say)


def _clock() -> Iterator[Finding]:
    """A clock that has run ahead shows as a last act in the future."""
    from twoway.ledger import queries

    size = queries.size()
    last = queries.entries_between(size - 1, size)[0].at if size else clock.now()
    well = last <= clock.now() + timedelta(minutes=1)
    say = (
        f"it is {clock.now():%Y-%m-%d %H:%M} UTC."
        if well
        else f"the last act is of {last:%Y-%m-%d %H:%M} UTC, which is still to come."
    )
    yield Finding(about="clock", well=well, say=say)


def _checkpoint() -> Iterator[Finding]:
    from twoway.ledger import queries
    from twoway.ledger.models import Checkpoint

    last = Checkpoint.objects.order_by("-id").first()
    if not queries.size():
        yield Finding(about="checkpoint", well=True, remark=True, say="nothing is on the record yet.")
    elif last is None:
        yield Finding(
            about="checkpoint", well=True, remark=True, say="none was signed yet. Is `twoway work` running?"
        )
    else:
        old = clock.now() - last.at > STALE and last.size != queries.size()
        say = f"the last one is of {last.at:%Y-%m-%d %H:%M} UTC, over {last.size:,} entries."
        yield Finding(
            about="checkpoint", well=not old, say=f"{say} Is `twoway work` running?" if old else say
        )


def _key() -> Iterator[Finding]:
    trouble = key_trouble()
    if trouble is not None:
        yield Finding(about="signing", well=trouble.is_past, remark=trouble.is_past, say=trouble.say)


def _seals() -> Iterator[Finding]:
    """Of all rows at once, answers or not: how many there are, or whose, is nobody's to know."""
    from twoway.errors import LedgerBroken
    from twoway.people.seals import queries

    try:
        fits = queries.can_all_be_opened()
    except LedgerBroken:
        fits = False
    if not fits:
        yield Finding(
            about="seals",
            well=False,
            say="seals.key is not the key that answers are sealed with. Put the old one back from your copy "
            "of the keys' folder. If it is gone for good, what was sealed is too, and can be said again.",
        )


def _keys() -> Iterator[Finding]:
    from django.conf import settings

    path, seals = (Path(settings.TWOWAY_KEYS) / name for name in ("ledger.key", "seals.key"))
    if not path.exists():
        yield Finding(
            about="key",
            well=True,
            remark=True,
            say=f"none in {path.parent} yet; the first checkpoint makes it.",
        )
        return
    files = [each for each in (path, seals) if each.exists()]
    loose = stat.S_IMODE(path.parent.stat().st_mode) & 0o022
    loose |= max(stat.S_IMODE(each.stat().st_mode) & 0o077 for each in files)
    say = (
        f"others can read or replace {path}. Run: chmod 700 {path.parent}; chmod 600 {path.parent}/*"
        if loose
        else f"{path}, its owner's alone."
    )
    yield Finding(about="key", well=not loose, say=say)
    beside = Path(settings.TWOWAY_HOME) in path.parents
    if beside:
        yield Finding(
            about="key",
            well=True,
            remark=True,
            say="it lies beside the database. TWOWAY_KEYS can put it elsewhere.",
        )


def _mail() -> Finding:
    from django.conf import settings
    from django.core.mail import get_connection

    if not settings.TWOWAY_MAIL:
        return Finding(
            about="mail", well=True, remark=True, say="none is set up; it is printed on the server's console."
        )
    try:
        server = get_connection(timeout=MAIL_SECONDS)
        server.open()
        server.close()
    except OSError as error:
        return Finding(
            about="mail",
            well=False,
            say=f"{settings.EMAIL_HOST} cannot be reached: {error}. Check TWOWAY_MAIL.",
        )
    return Finding(about="mail", well=True, say=f"{settings.EMAIL_HOST} answers.")
