"""`twoway`: the same rules and the same sight as the pages, from a terminal.

Exit codes: 0 done, 1 not done, 2 misused, 3 the record is broken, 4 not seen. With --json what is printed
is JSON; what is said on the way goes to standard error. Nothing here is a way round sight for whoever runs
the server.
"""

from __future__ import annotations

import sys

import typer

from twoway.cli import (
    act,
    backup,
    check,
    demo,
    doctor,
    drill,
    erase,
    forecast,
    imports,
    promises,
    record,
    restore,
    serve,
    street,
    take,
    work,
)
from twoway.cli.start import exit_code, in_words
from twoway.cli.words import warn

app = typer.Typer(
    name="twoway",
    help="Two people, two lanes: what they owe each other, and how far each can count on the other.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("serve")(serve.serve)
app.command("work")(work.work)
app.command("demo")(demo.demo)
app.add_typer(imports.app, name="import", help="Bring in people and promises from files.")
app.command("street")(street.street)
app.command("promises")(promises.promises)
app.command("forecast")(forecast.forecast)
app.command("archive")(take.archive)
app.command("act")(act.act)
app.command("verify")(record.verify)
app.command("replay")(record.replay)
app.command("check")(check.check)
app.command("doctor")(doctor.doctor)
app.add_typer(
    drill.app, name="drill", help="Try out what a cover-up would look like, in a made-up workplace."
)
app.command("backup")(backup.backup)
app.command("restore")(restore.restore)
app.command("erase")(erase.erase)


def main() -> None:
    """The command line's own end: what went wrong becomes a sentence and an exit code, never a traceback."""
    try:
        app()
    except Exception as error:
        sentence = in_words(error)
        if sentence is None:
            raise
        warn(sentence)
        sys.exit(exit_code(error))
