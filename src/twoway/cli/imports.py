"""`twoway import`: people and promises out of files; first what would happen, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twoway import clock
from twoway.cli.start import NOT_DONE, open_database
from twoway.cli.who import AsAdministrator, only_administrator
from twoway.cli.words import progress, say, tell, tell_json

if TYPE_CHECKING:
    from twoway.integrations.incidents.newer import Newer as NewerHandoffs
    from twoway.integrations.incidents.record import Told as ToldLog
    from twoway.integrations.incidents.summary import Summary as LogSummary
    from twoway.integrations.jira.newer import Newer
    from twoway.integrations.jira.record import Told
    from twoway.integrations.jira.study import Study
    from twoway.integrations.jira.summary import Summary
    from twoway.integrations.jira.workplace import Workplace

app = typer.Typer(no_args_is_help=True)
MOST_SHOWN = 20
INVITED = "`twoway work` sends the invitations."
NOT_INVITED = "Nobody was sent an invitation yet: they can be, under Manage."
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("people")
def import_people(
    file: Annotated[
        Path, typer.Argument(help="A CSV: name, email, manager's email, team, title, start day.")
    ],
    invite: Annotated[
        bool, typer.Option("--invite", help="Send each newcomer an invitation by mail.")
    ] = False,
    as_: AsAdministrator = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Bring in people, their managers and teams; the same list twice changes nothing."""
    open_database()
    from twoway.integrations.csv import people as table
    from twoway.people import roster, rules

    by = only_administrator(as_)
    reading = table.read(_some_of(file))
    plan = roster.plan(reading.lines, today=clock.today(by.zone), found=reading.problems)
    _say_all(reading.remarks)
    _stop_at([f"row {one.row}: {one.say}" for one in plan.problems])
    done = not dry_run
    if done and (plan.new or plan.changed):
        rules.take_in(reading.whole(), by=by.id)
    if done and invite:
        _invite([change.line.email for change in plan.new], by.id)
    figures = {"New": len(plan.new), "Changed": len(plan.changed), "As they were": len(plan.same),
               "New teams": len(plan.new_teams)}  # fmt: skip
    if as_json:
        tell_json(
            {"done": done, **{name.lower().replace(" ", "_"): figure for name, figure in figures.items()}}
        )
        return
    _show((name, f"{figure:,}") for name, figure in figures.items())
    say(f"Done. {INVITED if invite else NOT_INVITED}" if done else "Nothing was changed (--dry-run).")


def _some_of(file: Path) -> bytes:
    """No more than can be taken in, and one byte, so that a larger file is noticed and not read."""
    from twoway.integrations.csv.reading import MOST_BYTES

    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _invite(addresses: Iterable[str], by: str) -> None:
    from twoway.people import invitations, queries

    newcomers = (queries.by_email(address) for address in addresses)
    invitations.ask_all([person.id for person in newcomers if person], by=by)


@app.command("promises")
def import_promises(
    file: Annotated[
        Path, typer.Argument(help="Jira's CSV or JSON, plain, .gz or .zip; or any CSV with a map.")
    ],
    events: Annotated[Path | None, typer.Option(help="A CSV of changes that belongs to it.")] = None,
    own_map: Annotated[Path | None, typer.Option("--map", help="A map of your own, in TOML.")] = None,
    study: Annotated[
        bool, typer.Option("--study", help="Into a study: nobody signs in as these people.")
    ] = False,
    name: Annotated[str, typer.Option(help="The name of the study; the file's if not given.")] = "",
    email: Annotated[
        str, typer.Option(help="The address of the study's researcher.")
    ] = "researcher@study.example",
    as_: AsAdministrator = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Bring in promises: an issue whose assignee and reporter are two people is one between them."""
    open_database()
    from twoway.integrations.jira import record

    with progress(f"Reading {file.name}"):
        told = record.tell(file, events=events, own_map=own_map)
    _say_all(told.reading.notes)
    _stop_at(told.errors)
    place = _study(told, name or file.stem, email) if study else _workplace(told, as_)
    planned = place.plan()
    if planned.stories and not dry_run:
        with progress("Bringing in promises") as at:
            planned = place.bring(at)
    _tell_outcome(told, planned, done=not dry_run, as_json=as_json)
    if study and not dry_run:
        say(f"A study: `twoway serve` (sign in as {email}), or `twoway street … --as PERSON`.")


def _study(told: Told, name: str, email: str) -> Study:
    from twoway.integrations.jira.study import Study

    return Study(told, name=name, researcher="Researcher", email=email)


def _workplace(told: Told, as_: str) -> Workplace:
    from twoway.integrations.jira.workplace import Workplace

    place = Workplace(told, by=only_administrator(as_).id)
    _stop_at(place.errors)
    return place


def _tell_outcome(told: Told, planned: Newer, *, done: bool, as_json: bool) -> None:
    from twoway.integrations.jira.summary import summary

    acts = sum(len(story.steps) for story in planned.stories)
    news = (
        f"{len(planned.stories):,} promises new or with news ({acts:,} acts), "
        f"{planned.unchanged:,} here already, {len(planned.left_alone):,} left as they were."
    )
    _tell_news("promises", summary(told), planned, news, done=done, as_json=as_json)


@app.command("handoffs")
def import_handoffs(
    file: Annotated[Path, typer.Argument(help="A log of incidents: a CSV, plain, .gz or .zip.")],
    own_map: Annotated[Path | None, typer.Option("--map", help="A map of your own, in TOML.")] = None,
    study: Annotated[
        bool, typer.Option("--study", help="Into a study: nobody signs in as these people.")
    ] = False,
    name: Annotated[str, typer.Option(help="The name of the study; the file's if not given.")] = "",
    email: Annotated[
        str, typer.Option(help="The address of the study's researcher.")
    ] = "researcher@study.example",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Bring in hand-offs out of a log of incidents: who passed it to which team, and who took it on."""
    open_database()
    from twoway.integrations.incidents import record
    from twoway.integrations.incidents.study import Study, demand_study

    demand_study(study)
    with progress(f"Reading {file.name}"):
        told = record.tell(file, own_map=own_map)
    _say_all(told.log.notes)
    _stop_at(told.errors)
    place = Study(told, name=name or file.stem, researcher="Researcher", email=email)
    planned = place.plan()
    if planned.stories and not dry_run:
        with progress("Bringing in people, teams and hand-offs") as at:
            planned = place.bring(at)
    _tell_handoffs(told, planned, done=not dry_run, as_json=as_json)
    if not dry_run:
        say(f"A study: `twoway serve` (sign in as {email}), or `twoway street … --as PERSON`.")


def _tell_handoffs(told: ToldLog, planned: NewerHandoffs, *, done: bool, as_json: bool) -> None:
    from twoway.integrations.incidents.summary import summary

    news = (
        f"{len(planned.stories):,} hand-offs new or with news, {planned.unchanged:,} here already, "
        f"{len(planned.left_alone):,} incidents left as they were."
    )
    _tell_news("handoffs", summary(told), planned, news, done=done, as_json=as_json)


def _tell_news(
    of: str,
    figures: Summary | LogSummary,
    planned: Newer | NewerHandoffs,
    news: str,
    *,
    done: bool,
    as_json: bool,
) -> None:
    """What stands in the file, and what of it is news here."""
    if as_json:
        tell_json(
            {"done": done, f"{of}_with_news": len(planned.stories), "unchanged": planned.unchanged,
             "left_alone": list(planned.left_alone), "file": figures.as_json()}
        )  # fmt: skip
        return
    _show(figures.lines())
    _say_all(planned.left_alone[:MOST_SHOWN])
    say(news)
    say("Done." if done else "Nothing was changed (--dry-run).")


def _show(lines: Iterable[tuple[str, str]]) -> None:
    for name, figure in lines:
        tell(f"{name:<50}{figure:>8}" if len(figure) <= 8 else f"{name}: {figure}")


def _say_all(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        say(sentence)


def _stop_at(errors: Sequence[object]) -> None:
    """All that is wrong, as far as it can be read at once; then nothing is done."""
    if not errors:
        return
    _say_all(str(error) for error in errors[:MOST_SHOWN])
    more = len(errors) - MOST_SHOWN
    say((f"And {more:,} more. " if more > 0 else "") + "Nothing was brought in.")
    raise typer.Exit(NOT_DONE)
