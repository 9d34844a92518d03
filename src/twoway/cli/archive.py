"""What is in a backup: one .zip that tells what it is, the database, and the keys if they were asked for.

backup.json          when, of what, how many entries under which root, which migrations it has
checkpoint           the last one that was given out: what `twoway verify --against` takes
twoway.sqlite3       the whole database, from SQLite; or, from PostgreSQL,
tables/NAME.copy     each table as COPY writes it
opened/2026-03.jsonl who opened what, a file for each month
keys/ledger.key ...  only with --with-keys
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from twoway.errors import BadShape

ABOUT, CHECKPOINT, SQLITE, TABLES, KEYS = "backup.json", "checkpoint", "twoway.sqlite3", "tables/", "keys/"
SEALS = "seals.key"
KEY_FILES = ("ledger.key", "last-signed", "erased", SEALS)
OPENED = "opened/"
SECRET = "secret"  # noqa: S105  the name of a file
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class About:
    """What a backup says of itself. `tables` names the columns of each table, for PostgreSQL."""

    format: int
    twoway: str
    made_at: str
    database: str
    entries: int
    root: str
    migrations: list[list[str]]
    tables: dict[str, list[str]]

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=2)


def about(archive: zipfile.ZipFile) -> About:
    """Read what a backup says of itself, or say that it is none."""
    try:
        told: dict[str, Any] = json.loads(archive.read(ABOUT))
        found = About(**told)
    except (KeyError, TypeError, ValueError) as error:
        raise BadShape("That is no backup of Twoway's.", code="no_backup") from error
    if found.format != FORMAT:
        raise BadShape(
            f"The backup is of a newer kind ({found.format}) than this Twoway reads. Install a later one.",
            code="newer_backup",
        )
    return found


def opened(path: Path) -> zipfile.ZipFile:
    """The archive, or a sentence about why it cannot be read."""
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise BadShape(f"There is no file {path}.", code="no_file") from error
    except zipfile.BadZipFile as error:
        raise BadShape(
            f"{path.name} is no backup of Twoway's, or it is damaged.", code="no_backup"
        ) from error
