"""What every format is read into: issues, who is in them, and what changed when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Field = Literal["assignee", "due", "resolution"]


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A person as the file names them; `key` is what issues and changes point at."""

    key: str
    name: str = ""
    email: str = ""

    def called(self) -> str:
        """The name to show: a bare integer is nobody's name, so 17 reads as "Person 17"."""
        shown = self.name or self.email or self.key
        return f"Person {shown}" if shown.isdigit() else shown


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of a history; `before` and `after` are a person's key, an ISO day or a resolution's name."""

    at: datetime
    field: Field
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Issue:
    """An issue as the file tells it; `history` says whether its changes are known or only how it stands."""

    key: str
    what: str
    where: str
    reporter: str
    assignee: str
    created: datetime
    updated: datetime | None = None
    due_on: date | None = None
    resolved: datetime | None = None
    resolution: str = ""
    history: bool = False
    changes: tuple[Change, ...] = ()

    def between_two(self) -> bool:
        """Only an issue whose assignee and reporter are two people can be a promise."""
        return bool(self.assignee and self.reporter and self.assignee != self.reporter)


@dataclass(frozen=True, kw_only=True)
class RowError:
    """What is wrong and where, in a sentence."""

    where: str
    say: str

    def __str__(self) -> str:
        return f"{self.where}: {self.say}"


@dataclass(kw_only=True)
class Reading:
    """A file, read: what it holds, what could not be read, and what should be said on screen."""

    map_name: str
    issues: list[Issue] = field(default_factory=list)
    people: dict[str, Someone] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def meet(self, someone: Someone) -> str:
        """Remember a person, fuller each time they are met, and give the key to point at them with."""
        known = self.people.get(someone.key)
        if known is None or (not known.name and someone.name) or (not known.email and someone.email):
            self.people[someone.key] = Someone(
                key=someone.key,
                name=someone.name or (known.name if known else ""),
                email=someone.email or (known.email if known else ""),
            )
        return someone.key
