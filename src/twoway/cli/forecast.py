"""`twoway forecast`: how likely a promise is to be kept, and how good forecasts of promises have been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twoway.cli.start import open_database, stand_up
from twoway.cli.who import As, Token, viewer
from twoway.cli.words import progress, say, tell, tell_json
from twoway.errors import BadShape

if TYPE_CHECKING:
    from twoway.cli.past import PastFile
    from twoway.trust.calibration import Score
    from twoway.trust.rolling import Rolling

MOST_SHOWN = 20
LEAST_PROMISES, LEAST_PEOPLE = 30, 5
"""Intervals of fewer say nothing."""
AGES = {0.0: "on the day it was made", 0.5: "half way to its day, if still open"}


def forecast(
    promise: Annotated[str, typer.Argument(help="A promise, by its id; or with --backtest a file.")] = "",
    backtest: Annotated[
        bool,
        typer.Option(
            "--backtest", help="Say how good forecasts have been: here, or on the record in a file."
        ),
    ] = False,
    events: Annotated[
        Path | None, typer.Option(help="A CSV of changes that belongs to the file.", dir_okay=False)
    ] = None,
    until: Annotated[
        str, typer.Option(help="The last day of the file's record, such as 2026-03-02; else its own last.")
    ] = "",
    as_: As = "",
    token: Token = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say how likely a promise is to be kept; or with --backtest, how good forecasts have been."""
    if backtest and promise:
        back_test(Path(promise), events=events, until=until, as_json=as_json)
    elif backtest:
        back_test_here(as_json=as_json)
    elif promise:
        show(promise, as_=as_, token=token, as_json=as_json)
    else:
        raise BadShape("Say which promise, by its id; or --backtest.", code="no_promise")


def show(promise: str, *, as_: str, token: str, as_json: bool) -> None:
    """The forecast of one promise, as whoever looks finds it on its page."""
    open_database()
    me = viewer(as_, token)
    from twoway.people.looking import looking
    from twoway.readings.forecasts import terminal

    with looking():
        told = terminal.show(promise, seen_by=me.id)
    if as_json:
        tell_json(told.as_json)
        return
    for line in told.lines:
        tell(line)


def back_test_here(*, as_json: bool) -> None:
    """The same for the record of this workplace, as one figure of a group and of nobody in it."""
    open_database()
    from twoway.people.looking import looking
    from twoway.readings.forecasts import scores_company

    with looking(), progress("Going through the record, day by day"):
        found = scores_company.back_test(tuple(AGES))
    if as_json:
        tell_json({"promises": found.promises, "until": found.until.isoformat()} | _forecasts(found.tested))
        return
    tell(f"{found.promises:,} promises with a day, as far as they were known on {found.until.isoformat()}.")
    for age, tested in found.tested.items():
        for line in _lines(AGES[age], tested):
            tell(line)


def back_test(path: Path, *, events: Path | None, until: str, as_json: bool) -> None:
    """Forecast every promise of a file with what was known then, and say how well that went."""
    stand_up()
    from twoway.cli import past
    from twoway.trust.rolling import rolling

    with progress(f"Reading {path.name}"):
        file = past.read(path, events=events)
    _say_refused(file)
    if not file.told:
        raise BadShape(f"{path.name} tells of no promise with a day that could be read.", code="no_promises")
    last = _last_day(file, until)
    with progress("Going through the record, day by day"):
        whole = rolling(file.told, until=last, ages=tuple(AGES))
    tested = {age: found for age in AGES if (found := whole.at_age(age)) is not None}
    if as_json:
        tell_json(_as_json(file, last, tested))
        return
    tell(f"{len(file.told):,} promises with a day, {len(file.refused):,} rows refused.")
    for age, found in tested.items():
        for line in _lines(AGES[age], found):
            tell(line)


def _last_day(file: PastFile, until: str) -> float:
    """The last day anything is known of: the file's own last one, unless somebody knows better."""
    if not until:
        return file.until
    try:
        return float(date.fromisoformat(until).toordinal())
    except ValueError as error:
        raise BadShape(f"{until} is no day. Write it like 2026-03-02.", code="no_such_day") from error


def _say_refused(file: PastFile) -> None:
    for sentence in [*file.notes, *file.refused[:MOST_SHOWN]]:
        say(sentence)
    if len(file.refused) > MOST_SHOWN:
        say(f"And {len(file.refused) - MOST_SHOWN:,} more rows that were refused.")


def _lines(when: str, found: Rolling) -> Iterator[str]:
    """Three rules on the same promises, and the table of what was said and what came true."""
    yield f"\nForecast {when}: {found.model.n:,} promises whose fate by their day is known"
    for name, score in _rules(found):
        yield (
            f"  {name:<30}Brier {score.brier:.3f} ({score.low:.3f} to {score.high:.3f})   "
            f"log {score.log:.3f}   calibration error {score.calibration:.3f}"
        )
    yield f"  {_verdict(found)}"
    for one in found.model.bins:
        yield (
            f"  said {one.low * 100:.0f} to {one.high * 100:.0f} %, on average {one.said * 100:.0f} %: "
            f"came true {one.came_true:,} of {one.of:,}"
        )


def _rules(found: Rolling) -> tuple[tuple[str, Score], ...]:
    return (
        ("this forecast", found.model),
        ("always the base rate so far", found.base_rate),
        ("always what the promiser said", found.promised),
    )


def _verdict(found: Rolling) -> str:
    """Better or worse only where the interval says so."""
    people = len({line.promiser for line in found.lines})
    if found.model.n < LEAST_PROMISES or people < LEAST_PEOPLE:
        return f"Too few to compare: {found.model.n:,} promises of {people:,} people."
    mean, low, high = found.better
    figures = f"by {abs(mean):.3f} in Brier score (90 % interval of the gain {low:+.3f} to {high:+.3f})"
    if low > 0:
        return f"Better than the base rate {figures}."
    if high < 0:
        return f"Worse than the base rate {figures}: the base rate is to be shown."
    return f"Not clearly {'better' if mean > 0 else 'worse'} than the base rate, {figures}."


def _as_json(file: PastFile, last: float, tested: dict[float, Rolling]) -> dict[str, Any]:
    return {
        "promises": len(file.told),
        "refused": file.refused,
        "notes": file.notes,
        "until": date.fromordinal(int(last)).isoformat(),
        **_forecasts(tested),
    }


def _forecasts(tested: dict[float, Rolling]) -> dict[str, Any]:
    return {
        "forecasts": [
            {
                "age": age,
                "model": _score(found.model),
                "base_rate": _score(found.base_rate),
                "promised": _score(found.promised),
                "better": found.better._asdict(),
                "worse": found.worse,
            }
            for age, found in tested.items()
        ]
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "n": score.n,
        "brier": score.brier,
        "low": score.low,
        "high": score.high,
        "log": score.log,
        "calibration": score.calibration,
        "bins": [one._asdict() for one in score.bins],
    }
