"""`twoway check`: does a team's exported track record hold? Needs no database, and asks nobody."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from twoway.cli.start import BROKEN, NOT_DONE, stand_up
from twoway.cli.words import tell, tell_json, warn

MOST_LETTERS = 100_000
File = Annotated[Path, typer.Argument(help="The track record, as it was taken along.", metavar="FILE")]
Key = Annotated[
    str | None,
    typer.Option(help="The key it should be signed with, as /ledger/key gives it: a file, or itself."),
]
Kept = Annotated[Path | None, typer.Option(help="A checkpoint you kept: it must be of the same record.")]
Proof = Annotated[
    Path | None,
    typer.Option(
        help="What the server answers at /ledger/consistency, from the smaller checkpoint to the larger."
    ),
]
Act = Annotated[
    Path | None, typer.Option(help="An act you are on, as /ledger/inclusion gives it: is it counted?")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def check(
    file: File,
    key: Key = None,
    against: Kept = None,
    proof: Proof = None,
    act: Act = None,
    as_json: AsJson = False,
) -> None:
    """Check a team's exported track record: what is proven in it, worked out anew, and only said."""
    stand_up()
    from twoway.readings.track_records.checking import Beside, check
    from twoway.readings.track_records.reading import NoTrackRecord

    beside = Beside(key=_key(key), against=_text(against), proof=_text(proof), act=_text(act))
    try:
        report = check(_bytes(file), beside)
    except NoTrackRecord as error:
        warn(f"{file} is no track record: {error}.")
        raise typer.Exit(NOT_DONE) from error
    if as_json:
        tell_json({"ok": report.ok, **asdict(report)})
    else:
        _say("Wrong", report.problems)
        _say("Proven", report.proven)
        _say("Worked out anew", report.recomputed)
        _say("Only said by whoever signed it", report.attested)
        _say("Not looked at", report.open)
        tell("The track record holds." if report.ok else "The track record does NOT hold.")
    if not report.ok or report.missing:
        raise typer.Exit(NOT_DONE if report.ok else BROKEN)


def _say(title: str, sentences: list[str]) -> None:
    if sentences:
        tell(f"{title}:")
        for sentence in sentences:
            tell(f"  {sentence}")


def _bytes(path: Path) -> bytes:
    """No more of it than tells that it is too large."""
    from twoway.readings.track_records.reading import MOST_BYTES

    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _text(path: Path | None) -> str | None:
    """Whatever stands in the file, be it no text at all, and no more of it than tells that it is none."""
    if path is None:
        return None
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(MOST_LETTERS)


def _key(given: str | None) -> str | None:
    if given is None or "+" in given:
        return given
    return _text(Path(given))
