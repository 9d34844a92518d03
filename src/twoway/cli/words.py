"""How the command line speaks: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

HowFar = Callable[[int, int], None]


def tell(text: str = "") -> None:
    """A line of what was asked for."""
    sys.stdout.write(f"{text}\n")


def tell_json(what: Mapping[str, Any]) -> None:
    """What was asked for, as JSON: one object, keys in a settled order, letters as they are."""
    tell(json.dumps(what, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """A line about what is going on."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def warn(text: str) -> None:
    """Why it was not done, or what should be seen to."""
    say(text)


@contextmanager
def progress(label: str) -> Iterator[HowFar]:
    """A bar on standard error, moved by `at(done, total)`; on anything but a terminal its label alone."""
    console = Console(stderr=True)
    if not console.is_terminal:
        say(f"{label} …")
        yield lambda done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as shown:
        task = shown.add_task(label, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
