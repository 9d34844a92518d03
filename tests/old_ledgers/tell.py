"""Tells a story with an act of every kind in it, and writes the record and its rows as this version has them.

    python -m tests.old_ledgers.tell NAME [TELLER ...]

NAME.jsonl is the record as it is exported; once released it is never written again. NAME.rows.jsonl is what
it paints. What is told stands in `tellers`, a module for each noun: the one called NAME, or those that are
said. It runs on a home of its own that is thrown away.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

from tests.old_ledgers.painting import painted
from tests.old_ledgers.story import Story

HERE = Path(__file__).parent


def tell(name: str, *tellers: str) -> None:
    """Tell it all on a fresh database, and write what is to be kept."""
    from django.core.management import call_command

    from twoway.ledger import export, publish

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with ExitStack() as held:
        told = Story(held)
        for teller in tellers or (name,):
            import_module(f"tests.old_ledgers.tellers.{teller}").tell(told)
        publish.publish()
        record = [*export.lines(None)]
    (HERE / f"{name}.jsonl").write_text("".join(record))
    (HERE / f"{name}.rows.jsonl").write_text("".join(line + "\n" for line in painted(record)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="twoway-tell-") as home:
        os.environ |= {"TWOWAY_HOME": home, "DJANGO_SETTINGS_MODULE": "twoway.settings"}
        import django

        django.setup()
        tell(*sys.argv[1:])
