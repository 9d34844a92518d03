"""`twoway verify` and `twoway replay`: is the record what it was, and do the pages show what it says?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from twoway.cli.signing import key_trouble
from twoway.cli.start import BROKEN, open_database
from twoway.cli.words import progress, tell, tell_json

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Kept = Annotated[
    Path | None, typer.Option(help="A checkpoint you kept: the record must still begin with it.")
]
MOST_LETTERS = 100_000  # a checkpoint has some hundred
Check = Annotated[bool, typer.Option("--check/--repaint", help="Compare only, or write all tables anew.")]


def verify(against: Kept = None, as_json: AsJson = False) -> None:
    """Hash the whole record anew and compare it with what was signed."""
    open_database()
    from twoway.ledger import verify as verifier

    kept = _kept(against) if against else None
    with progress("Reading the record") as at:
        report = verifier.check(progress=at, against=kept)
    if as_json:
        tell_json({"ok": report.ok, **asdict(report), "root": report.root.hex()})
    else:
        for sentence in (*report.problems, *report.notes):
            tell(sentence)
        verdict = "The record holds" if report.ok else "The record does NOT hold"
        tell(f"{verdict}: {report.size:,} entries, root {report.root.hex()}.")
        trouble = key_trouble()
        if trouble is not None:  # else a key that was lost reads like a record that was changed
            tell(trouble.say)
    if not report.ok:
        raise typer.Exit(BROKEN)


def _kept(path: Path) -> str:
    """Whatever stands in the file, be it no text at all, and no more of it than tells that it is none."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(MOST_LETTERS)


def replay(check: Check = True, as_json: AsJson = False) -> None:
    """Paint every table anew from the record, in memory, and demand that they are equal."""
    open_database()
    from twoway.ledger import replay as replayer

    with progress("Painting anew") as at:
        if not check:
            replayer.repaint(progress=at)
        report = replayer.check(progress=at if check else None)
    if as_json:
        tell_json({"ok": report.ok, **asdict(report)})
    else:
        for difference in report.differences:
            tell(difference.say)
        verdict = "are what the record says" if report.ok else f"were compared, {report.differing:,} differ"
        tell(f"{report.rows:,} rows {verdict} ({report.entries:,} entries).")
    if not report.ok:
        raise typer.Exit(BROKEN)
