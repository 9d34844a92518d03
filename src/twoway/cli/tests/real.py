"""A real `twoway` in a process and a home folder of its own, for what puts another database in place."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """A home folder; `twoway(...)` runs a command on it and gives exit code and all that was printed."""

    folder: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        own = {
            name: value for name, value in os.environ.items() if not name.startswith(("TWOWAY_", "DJANGO_"))
        }
        return {**own, "TWOWAY_HOME": str(self.folder), "TWOWAY_DATABASE": self.database}

    def twoway(self, *arguments: object) -> tuple[int, str]:
        return self._run("-m", "twoway.cli", *map(str, arguments))

    def python(self, code: str) -> str:
        """Run Python on this home with Django set up, and give what it printed."""
        outcome, printed = self._run("-c", f"from twoway.cli import start; start.stand_up()\n{code}")
        assert outcome == 0, printed
        return printed.strip()

    def _run(self, *arguments: str) -> tuple[int, str]:
        outcome = subprocess.run(
            [sys.executable, *arguments], env=self.environment, text=True, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return outcome.returncode, outcome.stdout
