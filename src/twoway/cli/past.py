"""Files of promises for a back-test: a tracker's issues, or a plain table of promises, told as numbers.

What cannot be read is refused row by row, each in a sentence with its line; the rest is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from twoway import clock
from twoway.errors import BadShape

if TYPE_CHECKING:
    from twoway.integrations.jira.days import First
    from twoway.integrations.jira.maps import Meaning
    from twoway.integrations.jira.record import Told as ToldFile
    from twoway.integrations.jira.telling import PromiseStory
    from twoway.trust.record import Ended, Move, Told

COLUMNS: dict[str, tuple[str, ...]] = {
    "promiser": ("promiser", "from", "by", "owner", "who", "assignee", "responsible"),
    "promisee": ("promisee", "to", "for", "towards", "requester", "reporter", "customer", "client"),
    "made_on": ("made_on", "made", "made_at", "promised_on", "promised", "created", "start", "start_date"),
    "due_on": ("due_on", "due", "due_date", "deadline", "promised_for", "day"),
    "kept_on": ("kept_on", "kept", "kept_at", "done_on", "done", "completed", "completed_on", "delivered"),
    "closed_on": ("closed_on", "closed", "closed_at", "released_on", "cancelled_on", "ended_on"),
    "outcome": ("outcome", "ended", "status", "state", "resolution"),
    "moved": ("moved", "was_moved"),
    "moved_on": ("moved_on", "moved_at", "agreed_on"),
    "moved_to": ("moved_to", "new_due", "new_due_on", "due_new"),
    "sure_by": ("sure_by", "nine_in_ten", "confident_by", "p90"),
}
NEEDED = ("promiser", "made_on", "due_on", "kept_on")
DAYS = ("made_on", "due_on", "kept_on", "closed_on", "moved_on", "moved_to", "sure_by")
NOTHING = {"", "-", "–", "na", "n/a", "nan", "none", "null", "nil", "nat"}
YES, NO = {"1", "yes", "y", "true", "x"}, {"0", "no", "n", "false"} | NOTHING
GIVEN_UP = {"broken", "given up", "given_up", "missed", "failed", "never"}
DONE = {"complete", "completed", "resolved", "delivered", "released", "closed", "finished", "works for me"}
ADAY = 86_400
EARLIEST, LATEST = date(1970, 1, 1).toordinal(), date(2199, 12, 31).toordinal()


@dataclass(kw_only=True)
class PastFile:
    """What a file told: promises, its last day, the rows refused, and what should be said of the rest."""

    told: list[Told] = field(default_factory=list)
    until: float = 0.0
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(path: Path, *, events: Path | None = None) -> PastFile:
    """Every promise in the file, whichever of the two kinds it is.

    A file that no map of a tracker's fits and that has no columns of promises is refused whole.
    """
    from twoway.integrations.jira import files, table

    text = files.read(path).text
    if text.lstrip()[:1] not in {"{", "["} and events is None:
        rows = table.rows_of(text)
        places = _places(rows.header)
        if all(name in places for name in NEEDED) and not _is_tracker(rows.header):
            return _Plain(rows.rows, places, [str(error) for error in rows.errors]).read()
        if not _is_tracker(rows.header):
            raise BadShape(_no_columns(rows.header, places), code="no_promises")
    return _from_tracker(path, events)


def _no_columns(header: Sequence[str], places: dict[str, int]) -> str:
    lacking = ", ".join(name for name in NEEDED if name not in places)
    return (
        f"There is no column for {lacking}; its columns are {', '.join(header[:12])[:200]}. It takes a table "
        "with promiser, promisee, made_on, due_on and kept_on, or the issues of a tracker."
    )


def _places(header: Sequence[str]) -> dict[str, int]:
    """Where each column stands, whatever its capitals, spaces and dashes."""
    folded = [re.sub(r"[\s\-]+", "_", title.strip().casefold()) for title in header]
    found: dict[str, int] = {}
    for name, aliases in COLUMNS.items():
        place = next((folded.index(alias) for alias in aliases if alias in folded), None)
        if place is not None and place not in found.values():
            found[name] = place
    return found


def _is_tracker(header: Sequence[str]) -> bool:
    from twoway.integrations.jira import maps

    try:
        maps.fitting_table(header, None)
    except BadShape:
        return False
    return True


class _Plain:
    """A table with a row a promise."""

    def __init__(self, rows: list[tuple[int, list[str]]], places: dict[str, int], refused: list[str]) -> None:
        from twoway.integrations.jira import days

        self.rows, self.places = rows, places
        self.people: dict[str, int] = {}
        self.tomorrow = clock.today().toordinal() + 2.0  # somewhere it is a day later
        self.found = PastFile(refused=refused)
        self.first: First | None = days.order_of(
            self.cell(row, name) for _, row in rows for name in DAYS if name in places
        )

    def cell(self, row: Sequence[str], name: str) -> str:
        place = self.places.get(name)
        text = "" if place is None else row[place].strip()
        return "" if text.casefold() in NOTHING else text

    def read(self) -> PastFile:
        if "promisee" not in self.places:
            self.found.notes.append("There is no column of promisees: each promiser is taken for one lane.")
        for line, row in self.rows:
            try:
                self.found.told.append(self.one(row))
            except BadShape as error:
                self.found.refused.append(f"line {line}: {error.say}")
        return self.found

    def one(self, row: Sequence[str]) -> Told:
        """The promise on this row, or a sentence about what is wrong with it."""
        from twoway.trust.record import Told

        promiser, promisee = self.cell(row, "promiser"), self.cell(row, "promisee")
        if not promiser:
            raise BadShape("Nobody is named who promised.")
        if promiser.casefold() == promisee.casefold():
            raise BadShape("A promise to oneself is no promise between two.")
        made, due = self.moment(row, "made_on"), self.day(row, "due_on")
        if made is None or due is None:
            raise BadShape("It takes the day on which it was made and the day it is due.")
        if made < EARLIEST or due > LATEST:
            raise BadShape("Days before 1970 or after 2199 are taken for mistakes.")
        if made > self.tomorrow:
            raise BadShape("The day on which it was made is still to come.")
        if due < int(made):
            raise BadShape("The day it is due lies before the day on which it was made.")
        ended, ended_on = self.end(row, made)
        moves = self.moves(row, made, due, ended_on)
        sure_by = self.day(row, "sure_by")
        if sure_by is not None and sure_by < int(made):
            raise BadShape("The day by which they were sure lies before the day on which it was made.")
        self.found.until = max(self.found.until, made, ended_on or 0.0, *(agreed for agreed, _ in moves))
        return Told(
            promiser=self.person(promiser),
            promisee=self.person(promisee),
            made=made,
            due=due,
            moves=moves,
            ended=ended,
            ended_on=ended_on,
            sure_by=sure_by,
        )

    def person(self, name: str) -> int:
        return self.people.setdefault(name.casefold(), len(self.people))

    def end(self, row: Sequence[str], made: float) -> tuple[Ended | None, float | None]:
        """Kept, given up or let go, and when; what has no day of either is open."""
        kept, closed = self.moment(row, "kept_on"), self.moment(row, "closed_on")
        ended_on = closed if kept is None else kept
        if ended_on is None:
            return None, None
        if int(ended_on) < int(made):
            raise BadShape("It ended before it was made.")
        if ended_on > self.tomorrow:
            raise BadShape("The day on which it ended is still to come.")
        given_up = self.cell(row, "outcome").casefold() in GIVEN_UP
        ended: Ended = "kept" if kept is not None else "given_up" if given_up else "let_go"
        return ended, max(ended_on, made)

    def moves(self, row: Sequence[str], made: float, due: float, ended_on: float | None) -> tuple[Move, ...]:
        """The move the row tells of; where it says only that there was one, its day is the new one."""
        from twoway.trust.record import Move

        on, to = self.moment(row, "moved_on"), self.day(row, "moved_to")
        if on is not None and to is not None:
            if int(on) < int(made) or (ended_on is not None and int(on) > int(ended_on)):
                raise BadShape("Its day was moved before it was made, or after it had ended.")
            on = min(max(on, made), on if ended_on is None else ended_on)
            if to < int(on):
                raise BadShape("It was moved to a day that had passed.")
            return (Move(on, to),)
        told = self.cell(row, "moved").casefold()
        if told not in YES | NO:
            raise BadShape(f"“moved” is yes or no, and not {self.cell(row, 'moved')[:40]!r}.")
        return (Move(made, due),) if told in YES else ()

    def moment(self, row: Sequence[str], name: str) -> float | None:
        """As an ordinal, with the time of the day where there is one."""
        from twoway.integrations.jira.days import read_moment

        found = self.read_cell(row, name, lambda text: read_moment(text, first=self.first))
        return None if found is None else _ordinal(found)

    def day(self, row: Sequence[str], name: str) -> float | None:
        from twoway.integrations.jira.days import read_day

        found = self.read_cell(row, name, lambda text: read_day(text, first=self.first))
        return None if found is None else float(found.toordinal())

    def read_cell(self, row: Sequence[str], name: str, how: Callable[[str], date]) -> date | None:
        text = self.cell(row, name)
        if not text:
            return None
        try:
            return how(text)
        except (ValueError, OverflowError) as error:
            say = f"{name} is {text[:40]!r}, which is no day. Write it like 2026-03-02."
            raise BadShape(say) from error


def _ordinal(moment: date) -> float:
    if not isinstance(moment, datetime):
        return float(moment.toordinal())
    return moment.toordinal() + (moment.hour * 3600 + moment.minute * 60 + moment.second) / ADAY


def _from_tracker(path: Path, events: Path | None) -> PastFile:
    """A tracker's issues, as `twoway import promises` tells them."""
    from twoway.integrations.jira import record, telling

    file = record.tell(path, events=events)
    unknown = [error for error in file.errors if error.where.startswith("resolution ")]
    found = PastFile(
        refused=[str(error) for error in file.errors if error not in unknown],
        notes=[*file.reading.notes, *(_taken_for(error.where) for error in unknown)],
    )
    stories = file.stories
    if unknown:
        again = [telling.tell(issue, _meaning(file), file.map.source) for issue in file.reading.issues]
        stories = tuple(story for told in again for story in told.stories)
    people: dict[str, int] = {}
    for story in stories:
        promiser, promisee = (people.setdefault(who, len(people)) for who in (story.promiser, story.promisee))
        found.told += _of_story(story, promiser, promisee)
        found.until = max(found.until, *(_ordinal(step.at) for step in story.steps))
    return found


def _taken_for(where: str) -> str:
    name = where.split("'")[1] if "'" in where else where
    meaning = "kept" if name.casefold() in DONE else "let go"
    return f"{where} stands in no map; it was taken for {meaning}."


def _meaning(file: ToldFile) -> Callable[[str], Meaning]:
    """What the map says; of what it does not know, what sounds done is, and everything else was let go."""

    def meaning(name: str) -> Meaning:
        return file.map.meaning(name) or ("kept" if name.casefold() in DONE else "released")

    return meaning


def _of_story(story: PromiseStory, promiser: int, promisee: int) -> Iterator[Told]:
    """The story as numbers: from the moment it has a day, until it is first kept or let go.

    What was reopened later had been kept as far as anybody knew, so a back-test goes by the first time.
    """
    from twoway.trust.record import Move, Told

    dated = [(_ordinal(step.at), float(step.due_on.toordinal())) for step in story.steps if step.due_on]
    over = next((step for step in story.steps if step.does in ("kept", "released")), None)
    ended_on = None if over is None else _ordinal(over.at)
    dated = [(at, due) for at, due in dated if ended_on is None or at <= ended_on]
    if not dated:
        return
    ended: Ended | None = None if over is None else "kept" if over.does == "kept" else "let_go"
    yield Told(
        promiser=promiser,
        promisee=promisee,
        made=dated[0][0],
        due=dated[0][1],
        moves=tuple(Move(at, due) for at, due in dated[1:]),
        ended=ended,
        ended_on=ended_on,
    )
