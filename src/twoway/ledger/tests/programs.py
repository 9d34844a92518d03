"""Programs that use the ledger in a process of their own, on a home folder with real files."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

BEGIN = """
import django
django.setup()
from django.core.management import call_command
"""


def start_program(program: str, *, home: Path) -> subprocess.Popen[str]:
    """Run it beside this test, with the ledger of the folder `home`."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "twoway.ledger.tests.alone",
        "TWOWAY_HOME": str(home),
    }
    return subprocess.Popen(
        [sys.executable, "-c", BEGIN + textwrap.dedent(program)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(program: subprocess.Popen[str]) -> str:
    """What it printed; an error of the program's is one of the test's."""
    printed, complained = program.communicate(timeout=120)
    assert program.returncode == 0, complained
    return printed


def run_program(program: str, *, home: Path) -> str:
    """Migrate a fresh database, run the program to its end, and return what it printed."""
    migrated = 'call_command("migrate", run_syncdb=True, verbosity=0)\n' + textwrap.dedent(program)
    return finish(start_program(migrated, home=home))
