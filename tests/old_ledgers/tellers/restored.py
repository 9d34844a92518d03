"""A copy from before what was signed last is put back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.old_ledgers.story import Story


def tell(told: Story) -> None:
    """The record goes on from there, under an epoch of its own."""
    from django.db import connection

    from twoway.ledger import publish, write
    from twoway.people import rules

    database = Path(os.environ["TWOWAY_HOME"]) / "twoway.sqlite3"
    connection.close()
    older = shutil.copy(database, database.with_suffix(".older"))
    rules.rename_workplace(name="This is lost", by=told.dana)
    publish.publish()
    connection.close()
    shutil.copy(older, database)
    write._looked_for_a_restore = False  # a new process starts on the copy
    write.look_for_a_restore()
