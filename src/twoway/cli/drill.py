"""`twoway drill`: is what should be noticed noticed? Tried out in a workplace made to be thrown away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twoway.cli.start import NOT_DONE, open_database, stand_up
from twoway.cli.words import HowFar, progress, tell, tell_json
from twoway.errors import RuleBroken

if TYPE_CHECKING:
    from twoway.cli.cover_up.attempts import Attempt
    from twoway.cli.cover_up.noticing import Noticed
    from twoway.cli.cover_up.played import Played

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
PREFIX = "twoway-drill-"
BEFOREHAND = (
    "Ben made a call, it went wrong two hands later, and he owned up to it. Kim looks after the server, has",
    "the database and the signing key, drops what refuses changes and tries, each time anew, to",
)
Outcome = tuple["Attempt", list["Noticed"]]


@app.callback()
def drill() -> None:
    """Drills, which never touch your workplace."""


@app.command("cover-up")
def cover_up(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Play a call that went wrong, try as administrator to cover it up, and show who notices.

    It has a database and a signing key of its own in a temporary folder, which is gone afterwards. It ends
    with 0 when everything that should be noticed was, and with 1 otherwise.
    """
    with _thrown_away(), progress("Playing the call that went wrong, and trying to cover it up") as at:
        outcomes = _tried(at)
    from twoway.cli.cover_up.attempts import CANNOT

    ok = not any(attempt.missing(found) for attempt, found in outcomes)
    if as_json:
        tell_json({"ok": ok, "attempts": [_as_json(*each) for each in outcomes], "cannot": list(CANNOT)})
    else:
        for line in _lines(outcomes, CANNOT, ok=ok):
            tell(line)
    if not ok:
        raise typer.Exit(NOT_DONE)


@contextmanager
def _thrown_away() -> Iterator[None]:
    """A workplace in a folder of its own; refused where this process has opened another one already."""
    from django.conf import settings

    if settings.configured:
        raise RuleBroken(
            "A drill changes acts, so it runs only in a process that has opened no workplace. "
            "Run `twoway drill cover-up` by itself.",
            code="not_alone",
        )
    with TemporaryDirectory(prefix=PREFIX) as folder:
        for name in [name for name in os.environ if name.startswith("TWOWAY_")]:
            del os.environ[name]
        os.environ["TWOWAY_HOME"] = f"{folder}/home"
        stand_up()
        _demand_of_its_own(Path(folder))
        open_database()
        Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
        try:
            yield
        finally:
            from django.db import connection

            connection.close()


def _demand_of_its_own(folder: Path) -> None:
    """Looked at once more before anything is opened: database and keys lie in that folder."""
    from django.conf import settings

    places = (settings.DATABASES["default"]["NAME"], settings.TWOWAY_KEYS)
    if not all(Path(place).is_relative_to(folder) for place in places):
        raise RuleBroken("That is no workplace to throw away. Nothing was opened.", code="not_its_own")


def _tried(at: HowFar) -> list[Outcome]:
    """Each attempt on the same record, and what showed."""
    from django.db import connection

    from twoway.cli.cover_up import played, tampering
    from twoway.cli.cover_up.attempts import attempts
    from twoway.cli.cover_up.noticing import noticed

    home = Path(os.environ["TWOWAY_HOME"])
    story, kept = played.play(), home.with_name("kept")
    _demand_unharmed(story)
    connection.close()
    shutil.copytree(home, kept)
    outcomes: list[Outcome] = []
    planned = list(attempts())
    for done, attempt in enumerate(planned, start=1):
        tampering.let_anything_be_changed()
        attempt.do(story)
        tampering.cover_the_traces()
        outcomes.append((attempt, noticed(story)))
        connection.close()
        shutil.copytree(kept, home, dirs_exist_ok=True)
        at(done, len(planned))
    return outcomes


def _demand_unharmed(story: Played) -> None:
    """Whoever notices something where nothing was done would notice anything."""
    from twoway.cli.cover_up.noticing import noticed

    found = noticed(story)
    if found:
        say = (
            f"Something showed before anything was changed, so the drill would prove nothing: {found[0].say}"
        )
        raise RuleBroken(say, code="not_clean")


def _as_json(attempt: Attempt, found: list[Noticed]) -> dict[str, Any]:
    missing = attempt.missing(found)
    return {
        "what": attempt.what,
        "how": attempt.how,
        "found": not missing,
        "showed": [asdict(one) for one in found],
        "missing": {by: sorted(to) for by, to in missing.items()},
        "cannot": attempt.cannot,
    }


def _lines(outcomes: list[Outcome], cannot: tuple[str, ...], *, ok: bool) -> Iterator[str]:
    yield from BEFOREHAND
    last = ""
    for attempt, found in outcomes:
        if attempt.what != last:
            yield ""
            yield f"{attempt.what.upper()}"
        last = attempt.what
        yield f"  {attempt.how}"
        for one in found:
            yield f"    {one.by}, {_listed(one.to)}: {one.say}"
        for by, to in attempt.missing(found).items():
            yield f"    NOT NOTICED in {by} by {_listed(tuple(sorted(to)))}."
        if attempt.cannot:
            yield f"    Cannot be shown: {attempt.cannot}"
    yield ""
    yield "What no check can show:"
    yield from (f"  - {sentence}" for sentence in cannot)
    yield ""
    yield (
        "Everything that should be noticed was noticed."
        if ok
        else "Something was NOT noticed that should be."
    )


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
