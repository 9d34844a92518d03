"""`twoway serve`: the whole of Twoway at one address, with `twoway work` beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from twoway.cli import running
from twoway.cli.signing import key_trouble
from twoway.cli.start import bring_up_to_date, fitness, stand_up
from twoway.cli.words import say

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  compared with, not listened on


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="How many processes answer.", min=1, max=64)] = 2,
    work: Annotated[bool, typer.Option(help="Run `twoway work` beside the server.")] = True,
) -> None:
    """Open Twoway in the browser: makes or migrates the tables first, then answers until it is stopped."""
    shown = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    os.environ.setdefault("TWOWAY_URL", f"http://{shown}:{port}")
    stand_up()
    bring_up_to_date(fitness())
    collect_static()
    with running.marked(), helper(work):
        _announce()
        _say_key_trouble()
        _answer(host, port, workers)


def collect_static() -> None:
    """Styles and scripts under names that change with their contents; only when something has changed."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.DEBUG:
        return
    stamp, wanted = Path(settings.STATIC_ROOT) / ".collected", _static_as_it_is()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Collecting styles and scripts …")
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(wanted)


def _static_as_it_is() -> str:
    """How many static files there are, how large they are together, and when the last of them was changed."""
    from django.contrib.staticfiles.finders import get_finders

    files = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    states = [Path(path).stat() for path in files]
    latest = max((state.st_mtime_ns for state in states), default=0)
    return f"{len(states)} {sum(state.st_size for state in states)} {latest}"


@contextmanager
def helper(wanted: bool) -> Iterator[None]:
    """`twoway work` in a process of its own, which ends with this one; or a word on how to run it."""
    if not wanted:
        say("Mail, digests and checkpoints need `twoway work` to run somewhere beside this.")
        yield
        return
    command = [sys.executable, "-m", "twoway.cli", "work", "--beside", str(os.getpid())]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _say_key_trouble() -> None:
    trouble = key_trouble()
    if trouble is not None and not trouble.is_past:
        say(trouble.say)


def _announce() -> None:
    from django.conf import settings

    database = "SQLite" if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else "PostgreSQL"
    say(f"Twoway is at {settings.TWOWAY_URL} (stop it with Ctrl-C).")
    say(f"It keeps everything in {settings.TWOWAY_HOME}, on {database}.")
    if not settings.TWOWAY_MAIL:
        say("No mail is set up, so mail and the codes for signing in are printed here.")


def _answer(host: str, port: int, workers: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "twoway.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # One thread a process: a slow page holds up nothing but its own process, and pages are quick.
        blocking_threads=1,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    server.serve()
