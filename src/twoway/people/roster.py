"""A list of people held against the people who are here: what it would change, and what is wrong with it, row
by row.

The plan is worked out without writing anything, so that it can be shown first, and once more under the lock
when it is carried out. A list adds and corrects; it never removes anybody. A cell left empty says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from twoway.errors import BadShape
from twoway.people import checks, circles
from twoway.people.models import Membership, Person, ReportingLine, Team

TEAM_SEPARATOR = "/"
MOST_DEPTH = 8
Path = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RosterLine:
    """One person as a list names them. A team inside another is written Product / Mobile."""

    row: int
    name: str
    email: str
    manager: str = ""
    team: str = ""
    title: str = ""
    starts_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong with a row, in words."""

    row: int
    say: str


def demand_none(problems: Sequence[Problem]) -> None:
    """BadShape if there are any, told by the first row: a list comes in whole or not at all."""
    if problems:
        first = min(problems, key=lambda problem: problem.row)
        say = _("Nothing was taken in. Row %(row)d: %(say)s")
        raise BadShape(say % {"row": first.row, "say": first.say}, code="bad_rows")


@dataclass(frozen=True, kw_only=True)
class Change:
    """What one row would do. `person` is None for somebody new; a part that stays as it is, is empty."""

    line: RosterLine
    person: Person | None
    describes: bool
    manager: str
    ends_line: ReportingLine | None
    team: Path
    keeps_own_name: bool

    @property
    def is_nothing(self) -> bool:
        return self.person is not None and not (self.describes or self.manager or self.team)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything a list would do, and everything that is wrong with it."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    new_teams: tuple[Path, ...]

    @property
    def new(self) -> list[Change]:
        return [change for change in self.changes if change.person is None]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if change.person is not None and not change.is_nothing]

    @property
    def same(self) -> list[Change]:
        return [change for change in self.changes if change.is_nothing]


@dataclass(frozen=True, kw_only=True)
class Here:
    """The people who are here, looked up once for the whole list."""

    by_email: dict[str, Person]
    line_of: dict[str, ReportingLine]
    teams: dict[Path, Team]
    inside: set[tuple[str, str]]

    @classmethod
    def now(cls) -> Here:
        lines = ReportingLine.objects.filter(ended_on=None).select_related("manager", "report")
        teams = {team.id: team for team in Team.objects.filter(closed=False)}
        return cls(
            by_email={person.email: person for person in Person.objects.exclude(email="")},
            line_of={line.report.email: line for line in lines},
            teams={folded(path_of(team, teams)): team for team in teams.values()},
            inside=set(Membership.objects.filter(left_on=None).values_list("person_id", "team_id")),
        )


def plan(lines: Sequence[RosterLine], *, today: date, found: Sequence[Problem] = ()) -> Plan:
    """What the list would change, in its own order, and what is wrong with it.

    `found` is what the file alone told to be wrong. A row with a mistake would do nothing.
    """
    here = Here.now()
    problems: list[Problem] = []
    tidy = [line for line in (_tidied(line, today, problems) for line in lines) if line is not None]
    problems += [*_doubles(tidy), *_gone(tidy, here), *_unknown(tidy, lines, here)]
    if not problems:
        problems += _circles(tidy, here)
    problems = sorted([*found, *problems], key=lambda problem: problem.row)
    wrong = {problem.row for problem in problems}
    changes = tuple(_change(line, here) for line in tidy if line.row not in wrong)
    return Plan(
        changes=changes,
        problems=tuple(problems),
        new_teams=_new_teams(changes, here),
    )


def path_of(team: Team, teams: dict[str, Team]) -> Path:
    """The team's name after those it stands in: ("Product", "Mobile")."""
    names = [team.name]
    while team.parent_id in teams:
        team = teams[team.parent_id]
        names.append(team.name)
    return tuple(reversed(names))


def folded(path: Path) -> Path:
    """For comparing: a team is the same team however its name is capitalised."""
    return tuple(name.casefold() for name in path)


def path_from(text: str) -> Path:
    """The names in `Product / Mobile`."""
    return tuple(name for name in (part.strip() for part in text.split(TEAM_SEPARATOR)) if name)


@contextmanager
def _noting(problems: list[Problem], row: int) -> Iterator[None]:
    """A cell that cannot be read is a problem of its row, and the next cell is read."""
    try:
        yield
    except BadShape as wrong:
        problems.append(Problem(row=row, say=wrong.say))


def _manager(text: str) -> str:
    return checks.email(text, field="manager") if text.strip() else ""


def _team(text: str) -> str:
    path = path_from(text)
    if len(path) > MOST_DEPTH:
        raise BadShape(_("More than eight teams inside each other cannot be meant."), field="team")
    return f" {TEAM_SEPARATOR} ".join(checks.name(name, field="team") for name in path)


CELLS: dict[str, Callable[[str], str]] = {
    "name": checks.name,
    "email": checks.email,
    "manager": _manager,
    "team": _team,
    "title": checks.title,
}


def _tidied(line: RosterLine, today: date, problems: list[Problem]) -> RosterLine | None:
    """The line with each cell as it will be kept, or nothing if one of them cannot be."""
    before = len(problems)
    cells = {}
    for cell, check in CELLS.items():
        with _noting(problems, line.row):
            cells[cell] = check(getattr(line, cell))
    with _noting(problems, line.row):
        checks.day(line.starts_on, today)
    if cells.get("manager") and cells.get("manager") == cells.get("email"):
        problems.append(Problem(row=line.row, say=_("Nobody is their own manager. Leave that cell empty.")))
    if len(problems) > before:
        return None
    return RosterLine(row=line.row, starts_on=line.starts_on, **cells)


def _doubles(lines: Sequence[RosterLine]) -> Iterator[Problem]:
    """The same address twice in one list: which row would be right, only its writer knows."""
    first: dict[str, int] = {}
    for line in lines:
        if line.email in first:
            say = _("%(email)s is in row %(row)d already. Keep one of the two rows.")
            yield Problem(row=line.row, say=say % {"email": line.email, "row": first[line.email]})
        first.setdefault(line.email, line.row)


def _gone(lines: Sequence[RosterLine], here: Here) -> Iterator[Problem]:
    """A list does not bring back somebody who has left, or make a guest a member, by the way."""
    for line in lines:
        person = here.by_email.get(line.email)
        if person is not None and person.state == "left":
            say = _("%(name)s has left. Take the row out, or invite them back by hand first.")
            yield Problem(row=line.row, say=say % {"name": person.name})
        elif person is not None and not person.is_member:
            say = _("%(name)s is here as a guest, and this list is of members. Take the row out.")
            yield Problem(row=line.row, say=say % {"name": person.name})


def _unknown(lines: Sequence[RosterLine], all_lines: Sequence[RosterLine], here: Here) -> Iterator[Problem]:
    """A manager must be in the list (if only in a row with a mistake of its own) or here already."""
    listed = {line.email.strip().lower() for line in all_lines}
    for line in lines:
        person = here.by_email.get(line.manager)
        known = person is not None and person.is_member and person.is_here
        if line.manager and line.manager not in listed and not known:
            say = _(
                "The manager's address %(email)s is in no row and nobody's here. Add them, or correct it."
            )
            yield Problem(row=line.row, say=say % {"email": line.manager})


def _circles(lines: Sequence[RosterLine], here: Here) -> Iterator[Problem]:
    """Nobody may end up reporting to themselves; each circle is told once, at its first row."""
    above = {email: line.manager.email for email, line in here.line_of.items()}
    above |= {line.email: line.manager for line in lines if line.manager}
    row_of = {line.email: line.row for line in lines}
    for circle in circles.circles(above):
        rows = [row_of[email] for email in circle if email in row_of]
        say = _("This goes in a circle: %(way)s. Somebody in it has another manager.")
        yield Problem(row=min(rows, default=0), say=say % {"way": " → ".join([*circle, circle[0]])})


def _change(line: RosterLine, here: Here) -> Change:
    """What the line says that is not so already; whoever has joined owns their name."""
    person = here.by_email.get(line.email)
    path = path_from(line.team)
    own_name = person is not None and person.state == "active" and person.name != line.name
    if person is not None and own_name:
        line = replace(line, name=person.name)
    before = here.line_of.get(line.email)
    has_manager = before is not None and before.manager.email == line.manager
    return Change(
        line=line,
        person=person,
        describes=person is not None and _differs(line, person),
        manager="" if has_manager else line.manager,
        ends_line=before if line.manager and not has_manager else None,
        team=() if _is_inside(person, here.teams.get(folded(path)), here) else path,
        keeps_own_name=own_name,
    )


def _differs(line: RosterLine, person: Person) -> bool:
    said = (line.name, line.title or person.title, line.starts_on or person.starts_on)
    return said != (person.name, person.title, person.starts_on)


def _is_inside(person: Person | None, team: Team | None, here: Here) -> bool:
    return person is not None and team is not None and (person.id, team.id) in here.inside


def _new_teams(changes: Sequence[Change], here: Here) -> tuple[Path, ...]:
    """Teams that are named and not there yet, outer ones first, each once."""
    new: dict[Path, Path] = {}
    for change in changes:
        for depth in range(1, len(change.team) + 1):
            path = change.team[:depth]
            if folded(path) not in here.teams:
                new.setdefault(folded(path), path)
    return tuple(sorted(new.values(), key=len))
