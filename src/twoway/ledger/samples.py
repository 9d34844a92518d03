"""PostgreSQL keeps samples of what stands in a column, for its planner; of people's words it may keep none.

A sample outlives the row it was taken from: words that were erased by law would stand in pg_statistic still.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


def keep_no_samples(table: str, *columns: str) -> RunPython:
    """A migration's step: the planner goes without samples of these columns; no query needs them."""

    def stop(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for column in columns:
                editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0", params=None)

    return RunPython(stop, RunPython.noop)
