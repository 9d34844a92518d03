"""A log of incidents: one event a row, gathered by incident, in order of time."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from twoway.errors import BadShape
from twoway.integrations.incidents import maps
from twoway.integrations.incidents.maps import Map, Stands
from twoway.integrations.jira import days
from twoway.integrations.jira.issues import RowError
from twoway.integrations.jira.maps import place
from twoway.integrations.jira.table import Table, fill, rows_of
from twoway.people import checks

MOST_KEY = 100
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True)
class Event:
    """One row: how the incident stood from `at` on. `who` is "" where the row names nobody who is a person.

    `line` is the team's support line (1 first; 2.5 for "L2/L3"; 0 where the log does not say).
    """

    at: datetime
    stands: Stands
    team: str
    line: float
    who: str


@dataclass(frozen=True, kw_only=True)
class Incident:
    """What the log says of one incident, oldest first."""

    key: str
    what: str
    events: tuple[Event, ...]


@dataclass(kw_only=True)
class Log:
    """A log, read: its incidents, and what could not be read."""

    map: Map
    incidents: list[Incident] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(text: str, over: Map | None) -> Log:
    """The incidents in a table, by the map that fits its header."""
    table = rows_of(text)
    log = Log(map=maps.fitting(table.header, over), errors=table.errors)
    rows = _Rows(table, log)
    log.incidents = list(rows.gathered())
    log.errors += rows.unknown_statuses()
    log.notes += rows.remarks()
    return log


class _Rows:
    """Reads row after row; keeps in one place what each column is and how a name was first written."""

    def __init__(self, table: Table, log: Log) -> None:
        self.table, self.log, self.map = table, log, log.map
        self.places = {name: place(titles, table.header) for name, titles in log.map.columns.items()}
        self.first = self.map.days.first or days.order_of(self.cell(row, "at") for _, row in table.rows)
        self.names: dict[str, str] = {}
        self.strange: Counter[str] = Counter()
        self.mended: dict[str, str] = {}
        self.garbled = any(_has_odd_signs(self.cell(row, "owner")) for _, row in table.rows)

    def cell(self, row: Sequence[str], name: str) -> str:
        place = self.places.get(name)
        return " ".join(row[place].split()) if place is not None else ""

    def gathered(self) -> Iterator[Incident]:
        """Incidents in the order in which they first stand in the log."""
        events: dict[str, list[Event]] = {}
        what: dict[str, str] = {}
        for line, row in self.table.rows:
            try:
                key, event = self.key(row), self.event(row)
            except BadShape as error:
                self.log.errors.append(RowError(where=f"line {line}", say=error.say))
                continue
            events.setdefault(key, []).append(event)
            what.setdefault(key, fill(self.map.what, {name: self.cell(row, name) for name in self.places}))
        for key, found in events.items():
            found.sort(key=lambda event: event.at)
            yield Incident(key=key, what=what[key], events=tuple(found))

    def key(self, row: Sequence[str]) -> str:
        key = self.cell(row, "key") or _refuse("The incident's number is empty.")
        if len(key) > MOST_KEY:
            _refuse(f"An incident's number has {len(key)} letters; up to {MOST_KEY} are read.")
        return key

    def event(self, row: Sequence[str]) -> Event:
        status = self.cell(row, "status") or _refuse("The status is empty.")
        stands = self.map.stands(status)
        if stands is None:
            self.strange[status] += 1
        return Event(
            at=self.moment(row),
            stands=stands or "held",
            team=self.named(self.cell(row, "team") or _refuse("The team is empty.")),
            line=_line(self.cell(row, "line")),
            who=self.person(row),
        )

    def moment(self, row: Sequence[str]) -> datetime:
        cell = self.cell(row, "at") or _refuse("The time is empty.")
        try:
            return days.read_moment(cell, zone=self.map.days.zone, first=self.first)
        except (ValueError, OverflowError) as error:
            if days.needs_order(cell) and self.first is None:
                order = '[days] first = "day" or "month"'
                raise BadShape(
                    f"{cell!r} could be two days. Say in a map which comes first: {order}."
                ) from error
            raise BadShape(f"{cell!r} is no time that can be read.") from error

    def person(self, row: Sequence[str]) -> str:
        """Who is named, by all that the map's pattern says of them."""
        if self.map.is_nobody(self.cell(row, "owner")):
            return ""
        name = self.map.person
        for column in self.places:
            if "{" + column + "}" in self.map.person:
                name = name.replace("{" + column + "}", self.as_written(self.cell(row, column)))
        return self.named(name)

    def as_written(self, cell: str) -> str:
        """The cell, mended if this log's names are garbled: in another, the same letters may be right."""
        mended = self.map.text.mended(cell) if self.garbled else cell
        if mended != cell:
            self.mended[cell] = mended
        return mended

    def named(self, name: str) -> str:
        """A name, as it was first written: capitals make nobody else of somebody."""
        folded = name.casefold()
        if folded not in self.names:
            self.names[folded] = checks.name(name)
        return self.names[folded]

    def unknown_statuses(self) -> list[RowError]:
        say = 'not in the map. Put "{0}" under queued or held in [statuses] of a map of yours.'
        return [
            RowError(where=f"status {status!r} ({times} rows)", say=say.format(status))
            for status, times in sorted(self.strange.items())
        ]

    def remarks(self) -> Iterator[str]:
        if self.mended:
            cell, mended = min(self.mended.items())
            yield (
                f"Names that were garbled before they came here are read as they were written: "
                f"{len(self.mended):,}, such as {cell}, which is {mended}."
            )


def _has_odd_signs(name: str) -> bool:
    """Whether a name has a sign in it that no alphabet has, such as ≈ or ‰: a trace of a wrong encoding."""
    return not name.isascii() and any(
        not letter.isascii() and unicodedata.category(letter)[0] in "SP" for letter in name
    )


def _line(cell: str) -> float:
    figures = [int(figure) for figure in _FIGURES.findall(cell)]
    return sum(figures) / len(figures) if figures else 0


def _refuse(say: str) -> NoReturn:
    raise BadShape(say)
