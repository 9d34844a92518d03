"""A made-up log for the tests: one row an event, in the shape of the bundled map."""

from __future__ import annotations

from pathlib import Path

from twoway.integrations.incidents import log, telling
from twoway.integrations.incidents.telling import HandoffStory

HEAD = (
    "SR Number,Change Date+Time,Status,Involved ST,ST Level,SR Latest Impact,Product,"
    "Owner Country,Owner First Name"
)
LINES = {"Desk": "L1", "Web": "L2", "Data": "L3", "Shop": "L2"}
COUNTRIES = {"Ann": "Sweden", "Ben": "Poland", "Siebel": "0"}


def row(day: int, status: str, team: str, who: str, *, key: str = "1-1") -> str:
    """An event at nine o'clock of a day in March 2020."""
    country = COUNTRIES.get(who, "Brazil")
    line = LINES.get(team, "")
    return f"{key},2020-03-{day:02}T09:00:00+01:00,{status},{team},{line},Medium,PROD1,{country},{who}"


def text(*rows: str) -> str:
    """A log of these events."""
    return "\n".join((HEAD, *rows)) + "\n"


def written(folder: Path, *rows: str, name: str = "log.csv") -> Path:
    """The same in a file."""
    path = folder / name
    path.write_text(text(*rows), encoding="utf-8")
    return path


def told(*rows: str) -> list[HandoffStory]:
    """The hand-offs that these events tell."""
    found = log.read(text(*rows), None)
    assert not found.errors
    return [story for incident in found.incidents for story in telling.tell(incident, found.map.source)]
