"""Tables: Jira's CSV export, or any table of issues with a map, with or without a second table of changes."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NoReturn, get_args

from twoway.errors import BadShape
from twoway.integrations.jira import days, maps
from twoway.integrations.jira.issues import Change, Field, Issue, Reading, RowError, Someone
from twoway.nouns.promises.forms import MOST_WHAT

MOST_ROWS = 500_000
MOST_CELL = 1_000_000  # Jira writes whole descriptions into one cell


@dataclass(frozen=True, kw_only=True)
class Table:
    """A header and its rows, each with the line it ends on."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    errors: list[RowError]


def rows_of(text: str) -> Table:
    """The table in `text`; a row with more or fewer cells than the header is an error of its own."""
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    table = Table(header=[], rows=[], errors=[])
    for row in _guarded(reader):
        if not any(cell.strip() for cell in row):
            continue
        if not table.header:
            table.header.extend(row)
        elif len(row) != len(table.header):
            say = f"{len(row)} cells where the header has {len(table.header)}"
            table.errors.append(RowError(where=f"line {reader.line_num}", say=say))
        else:
            table.rows.append((reader.line_num, row))
        if len(table.rows) > MOST_ROWS:
            raise BadShape(f"More than {MOST_ROWS:,} rows. Split the file.", code="too_many_rows")
    if not table.header:
        raise BadShape("The file is empty.", code="empty_file")
    return table


def _guarded(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise BadShape(f"The table cannot be read: {error}.", code="bad_table") from error


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: whichever the header has most of."""
    header = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    return max(",;\t", key=header.count)


def read(text: str, over: maps.Map | None, events: str | None = None) -> tuple[Reading, maps.Map]:
    """Issues from a table, by the map that fits its header; with their changes if `events` tells them."""
    table = rows_of(text)
    map_ = maps.fitting_table(table.header, over)
    reading = Reading(map_name=map_.says or map_.name, errors=table.errors)
    issues = _Issues(table, map_, reading)
    reading.issues = list(issues.all())
    if events is not None:
        _with_changes(reading, _changes(events, map_, reading))
    return reading, map_


class _Issues:
    """Reads row after row; keeps in one place what each column is and how its days are written."""

    def __init__(self, table: Table, map_: maps.Map, reading: Reading) -> None:
        self.table, self.map, self.reading = table, map_, reading
        self.places = {name: maps.place(titles, table.header) for name, titles in map_.columns.items()}
        self.first = map_.days.first or days.order_of(
            self.cell(row, name)
            for _, row in table.rows
            for name in ("created", "updated", "due", "resolved")
        )
        self.seen: dict[str, int] = {}

    def cell(self, row: Sequence[str], name: str) -> str:
        place = self.places.get(name)
        return row[place].strip() if place is not None else ""

    def all(self) -> Iterator[Issue]:
        for line, row in self.table.rows:
            try:
                yield self.one(line, row)
            except BadShape as error:
                self.reading.errors.append(RowError(where=f"line {line}", say=error.say))

    def one(self, line: int, row: Sequence[str]) -> Issue:
        key = self.key(line, row)
        return Issue(
            key=key,
            what=fill(self.map.what, {name: self.cell(row, name) for name in self.places}),
            where=f"line {line}",
            reporter=self.person(row, "reporter"),
            assignee=self.person(row, "assignee"),
            created=self.moment(row, "created") or _refuse("Created is empty."),
            updated=self.moment(row, "updated"),
            due_on=self.day(row),
            resolved=self.moment(row, "resolved"),
            resolution=self.cell(row, "resolution"),
        )

    def key(self, line: int, row: Sequence[str]) -> str:
        key = self.cell(row, "key") or _refuse("The key is empty.")
        if key in self.seen:
            raise BadShape(f"{key} stands already on line {self.seen[key]}.")
        self.seen[key] = line
        return key

    def person(self, row: Sequence[str], role: str) -> str:
        """The key of who is in this role: their Jira id if the export has it, else the name as written."""
        name, ident = self.cell(row, role), self.cell(row, f"{role}_id")
        if not (name or ident) or name.casefold() in {
            "unassigned",
            "nicht zugewiesen",
            "non assigné",
            "sin asignar",
        }:
            return ""
        email = name if "@" in name else ""
        return self.reading.meet(Someone(key=ident or name, name=name, email=email))

    def moment(self, row: Sequence[str], name: str) -> datetime | None:
        cell = self.cell(row, name)
        if not cell:
            return None
        try:
            return days.read_moment(cell, zone=self.map.days.zone, first=self.first)
        except (ValueError, OverflowError) as error:
            raise BadShape(self.unreadable(cell, name)) from error

    def day(self, row: Sequence[str]) -> date | None:
        cell = self.cell(row, "due")
        if not cell:
            return None
        try:
            return days.read_day(cell, first=self.first)
        except (ValueError, OverflowError) as error:
            raise BadShape(self.unreadable(cell, "due")) from error

    def unreadable(self, cell: str, name: str) -> str:
        if days.needs_order(cell) and self.first is None:
            order = '[days] first = "day" or "month"'
            return f"{cell!r} in {name} could be two days. Say in a map which comes first: {order}."
        return f"{cell!r} in {name} is no day that can be read."


def fill(pattern: str, cells: dict[str, str]) -> str:
    """The promise's words from a map's pattern, cut to what fits; without any the issue's key must do."""
    text = pattern
    for name, cell in cells.items():
        text = text.replace("{" + name + "}", cell)
    words = " ".join(text.split()) or cells["key"]
    return words if len(words) <= MOST_WHAT else words[: MOST_WHAT - 1] + "…"


def _refuse(say: str) -> NoReturn:
    raise BadShape(say)


def _changes(text: str, map_: maps.Map, reading: Reading) -> dict[str, list[Change]]:
    """The changes that matter, by issue, oldest first; those of one second stay in the file's order."""
    table = rows_of(text)
    places = {name: maps.place(titles, table.header) for name, titles in map_.events.columns.items()}
    lacking = [name for name in ("key", "at", "kind", "before", "after") if places.get(name) is None]
    if lacking:
        raise BadShape(
            f"The file of events has no column for {', '.join(lacking)}. "
            "Say which it is in a map's [events.columns].",
            code="no_map_fits",
        )
    reading.errors += [replace(error, where=f"events, {error.where}") for error in table.errors]
    found: dict[str, list[Change]] = defaultdict(list)
    for line, row in table.rows:
        cells = {name: row[place].strip() for name, place in places.items() if place is not None}
        try:
            change = _change(cells, map_)
        except (ValueError, OverflowError):
            reading.errors.append(RowError(where=f"events, line {line}", say=f"{cells['at']!r} is no moment"))
            continue
        if change:
            found[cells["key"]].append(change)
    for changes in found.values():
        changes.sort(key=lambda change: change.at)
    return found


def _change(cells: dict[str, str], map_: maps.Map) -> Change | None:
    for field in get_args(Field):
        if cells["kind"] == map_.events.kinds.get(field):
            at = days.read_moment(cells["at"], zone=map_.days.zone, first=map_.days.first)
            return Change(at=at, field=field, before=cells["before"], after=cells["after"])
    return None


def _with_changes(reading: Reading, changes: dict[str, list[Change]]) -> None:
    """Hand each issue its own history, and meet whoever stands in one."""
    for change in (change for found in changes.values() for change in found if change.field == "assignee"):
        for key in (change.before, change.after):
            if key:
                reading.meet(Someone(key=key, name=key))
    known = {issue.key for issue in reading.issues}
    strangers = [key for key in changes if key not in known]
    if strangers:
        reading.notes.append(
            f"{len(strangers)} issues in the file of events are not in the file of issues; left out."
        )
    reading.issues = [
        replace(issue, history=True, changes=tuple(changes.get(issue.key, ()))) for issue in reading.issues
    ]
