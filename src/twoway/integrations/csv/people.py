"""A table of people becomes lines of a roster: which column is which, and what is wrong with a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from twoway.errors import BadShape
from twoway.integrations.csv import reading, writing
from twoway.people.roster import Problem, RosterLine, demand_none

COLUMNS: dict[str, frozenset[str]] = {
    "name": frozenset({"name", "full name", "person", "display name"}),
    "email": frozenset({"email", "e mail", "mail", "email address", "e mail address", "work email"}),
    "manager": frozenset(
        {
            "manager",
            "manager email",
            "managers email",
            "manager's email",
            "manager e mail",
            "manager's e mail",
            "email of manager",
            "reports to",
        }
    ),
    "team": frozenset({"team", "department", "group"}),
    "title": frozenset({"title", "job title", "role", "position"}),
    "start": frozenset(
        {"start", "start day", "start date", "starts on", "started on", "first day", "hire date"}
    ),
}
NEEDED = ("name", "email")
DAY_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%Y/%m/%d")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a file says about people, as far as the file alone can tell."""

    lines: tuple[RosterLine, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]

    def whole(self) -> tuple[RosterLine, ...]:
        """The lines, where every row could be read."""
        demand_none(self.problems)
        return self.lines


def read(body: bytes) -> Reading:
    """The people in the file, with what is wrong row by row; a file that names no people is refused."""
    sheet = reading.read(body)
    places = _places(sheet.header)
    problems = list(sheet.problems)
    ragged = {problem.row for problem in problems}
    lines = []
    for row in sheet.rows:
        cells = {column: writing.meant(row.cells[place]) for column, place in places.items()}
        if row.number in ragged:
            continue
        lines.append(_line(row.number, cells, problems))
    if not lines and not problems:
        raise BadShape(_("There is nobody in that file: only a first row with the names of columns."))
    unread = [name for place, name in enumerate(sheet.header) if name and place not in places.values()]
    return Reading(lines=tuple(lines), problems=tuple(problems), remarks=sheet.remarks + _left_out(unread))


def _places(header: tuple[str, ...]) -> dict[str, int]:
    """Which column stands where, by any of the names people give it."""
    places: dict[str, int] = {}
    for place, heading in enumerate(header):
        said = " ".join(re.sub(r"[’`´]", "'", heading.casefold()).replace("-", " ").replace("_", " ").split())
        for column, names in COLUMNS.items():
            if said in names and column in places:
                raise BadShape(_("Two columns are called “%(name)s”. Keep one of them.") % {"name": heading})
            if said in names:
                places[column] = place
    missing = [column for column in NEEDED if column not in places]
    if missing:
        raise BadShape(
            _(
                "The first row must name the columns. It needs at least “name” and “email”; "
                "“manager's email”, “team”, “title” and “start day” may stand beside them. Found: %(found)s."
            )
            % {"found": ", ".join(f"“{heading[:40]}”" for heading in header[:8]) or _("nothing")}
        )
    return places


def _left_out(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    listed = ", ".join(f"“{name[:40]}”" for name in names[:10])
    return (_("Not read, because no such column is known: %(names)s.") % {"names": listed},)


def _line(number: int, cells: dict[str, str], problems: list[Problem]) -> RosterLine:
    starts_on = None
    try:
        starts_on = day(cells.get("start", ""))
    except BadShape as wrong:
        problems.append(Problem(row=number, say=wrong.say))
    return RosterLine(
        row=number,
        name=cells["name"],
        email=cells["email"],
        manager=cells.get("manager", ""),
        team=cells.get("team", ""),
        title=cells.get("title", ""),
        starts_on=starts_on,
    )


def day(text: str) -> date | None:
    """The day somebody wrote, or none; a day that could be two days is refused rather than guessed."""
    text = " ".join(text.split())
    if not text:
        return None
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return _slashed(text)


def _slashed(text: str) -> date:
    """13/04/2026 can only be April; 03/04/2026 could be two days."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if match:
        first, second, year = (int(part) for part in match.groups())
        if first <= 12 and second <= 12 and first != second:
            raise BadShape(
                _("“%(text)s” could be two days. Write it as %(one)s or %(other)s.")
                % {
                    "text": text,
                    "one": f"{year}-{second:02}-{first:02}",
                    "other": f"{year}-{first:02}-{second:02}",
                }
            )
        day_first = first > 12 or first == second
        try:
            return date(year, second, first) if day_first else date(year, first, second)
        except ValueError:
            pass  # the sentence below holds for it too
    raise BadShape(_("“%(text)s” is no day. Write it as 2026-03-02.") % {"text": text[:40]})
