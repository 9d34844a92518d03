"""An issue told as promises: what its assignees promised to its reporter, act by act, each at its own time.

    assigned to somebody else than the reporter   made (with the day it then had)
    another due day                               moved, early before the old day, late after it
    a resolution that means done                  kept (late after the day)
    a resolution that means not this              released
    reopened                                      open again (made anew if it had been released)
    assigned to the next one                      released, and the next one's is made

Whoever clicked: what happens to a promise is told as the act of the one of the two it belongs to.

A day that had already passed when the issue was assigned, or when it was set, is nobody's promise: the
promise stands without a day, and what has no day is never late.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Literal

from twoway.integrations.jira.issues import Change, Issue
from twoway.integrations.jira.maps import Meaning

Does = Literal["made", "moved", "kept", "released", "reopened"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One act of a promise's story; `due_on` for those that set a day."""

    does: Does
    at: datetime
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseStory:
    """A promise and its acts, oldest first; `number` counts the promises of one issue."""

    tracker: str
    issue: str
    number: int
    where: str
    promiser: str
    promisee: str
    what: str
    steps: tuple[Step, ...]
    last_holder: bool
    history: bool
    updated: datetime

    @property
    def source(self) -> str:
        """Where it comes from, the same each time it is brought in: jira DS-100, then jira DS-100/2."""
        return f"{self.tracker} {self.issue}" + (f"/{self.number}" if self.number > 1 else "")

    def due_on(self) -> date | None:
        """The day it ended up with."""
        return next((step.due_on for step in reversed(self.steps) if step.does in ("made", "moved")), None)

    def ends(self) -> Does:
        """How it stands: made (open), kept or released."""
        last = next(step.does for step in reversed(self.steps) if step.does != "moved")
        return "made" if last == "reopened" else last


@dataclass(frozen=True, kw_only=True)
class Told:
    """The promises of one issue, and how many of its days counted for nobody."""

    stories: tuple[PromiseStory, ...]
    passed_days: int = 0


def tell(issue: Issue, meaning: Callable[[str], Meaning | None], tracker: str = "jira") -> Told:
    """The promises of one issue, the earlier holders' first."""
    if not issue.reporter:
        return Told(stories=())
    changes = _whole_history(issue)
    telling = _Telling(issue, changes, meaning, tracker)
    for change in changes:
        telling.hear(change)
    return telling.told()


def _whole_history(issue: Issue) -> list[Change]:
    """The changes with their gaps filled so that they end where the issue stands.

    Trackers lose things: accounts are renamed, days drop out of the log. The issue's own columns are what
    everybody sees, so the history ends on them: a last assignee under another name is the issue's assignee,
    a day that the log left empty is the one the next change starts from or, at the end, the issue's own. An
    issue without a history gets the one change that its columns tell.
    """
    changes = _with_the_last_assignee(list(issue.changes), issue.assignee)
    changes = _with_the_days(changes, issue.due_on)
    resolutions = [change for change in changes if change.field == "resolution"]
    stands = resolutions[-1].after if resolutions else ""
    if stands.casefold() != issue.resolution.casefold():
        at = issue.resolved or issue.updated or issue.created
        changes.append(Change(at=at, field="resolution", before=stands, after=issue.resolution))
        changes.sort(key=lambda change: change.at)
    return changes


def _with_the_last_assignee(changes: list[Change], assignee: str) -> list[Change]:
    handed = [change for change in changes if change.field == "assignee"]
    if not handed or handed[-1].after == assignee:
        return changes
    lost = handed[-1].after

    def renamed(key: str) -> str:
        return assignee if key == lost else key

    if not lost:
        return [*changes, replace(handed[-1], before="", after=assignee)]
    return [
        replace(change, before=renamed(change.before), after=renamed(change.after))
        if change.field == "assignee"
        else change
        for change in changes
    ]


def _with_the_days(changes: list[Change], due_on: date | None) -> list[Change]:
    told = [number for number, change in enumerate(changes) if change.field == "due"]
    filled = list(changes)
    for number, following in pairwise(told):
        filled[number] = replace(changes[number], after=changes[number].after or changes[following].before)
    if told:
        filled[told[-1]] = replace(changes[told[-1]], after=due_on.isoformat() if due_on else "")
    return filled


class _Telling:
    """Goes through one issue's changes in order and writes down the acts of whoever holds it."""

    def __init__(
        self, issue: Issue, changes: list[Change], meaning: Callable[[str], Meaning | None], tracker: str
    ) -> None:
        self.issue, self.meaning, self.tracker = issue, meaning, tracker
        self.holder = next((each.before for each in changes if each.field == "assignee"), issue.assignee)
        self.day = _day(next((each.before for each in changes if each.field == "due"), None), issue.due_on)
        self.stands: Meaning = "open"
        self.stories: list[PromiseStory] = []
        self.passed_days = 0
        self.begin(issue.created)

    def hear(self, change: Change) -> None:
        {"assignee": self.handed, "due": self.moved, "resolution": self.resolved}[change.field](change)

    def told(self) -> Told:
        """The last holder's promise is the issue's own; the others were handed on or released."""
        last = len(self.stories) - 1
        stories = tuple(
            replace(story, last_holder=number == last and story.promiser == self.issue.assignee)
            for number, story in enumerate(self.stories)
        )
        return Told(stories=stories, passed_days=self.passed_days)

    def begin(self, at: datetime) -> None:
        """A promise is made by whoever holds the issue now, unless that is the reporter or nobody."""
        if not self.holder or self.holder == self.issue.reporter:
            return
        self.stories.append(
            PromiseStory(
                tracker=self.tracker,
                issue=self.issue.key,
                number=len(self.stories) + 1,
                where=self.issue.where,
                promiser=self.holder,
                promisee=self.issue.reporter,
                what=self.issue.what,
                steps=(Step(does="made", at=at, due_on=self.day_still_ahead(at)),),
                last_holder=False,
                history=self.issue.history,
                updated=self.issue.updated or at,
            )
        )

    def day_still_ahead(self, at: datetime) -> date | None:
        """A day that has passed cannot be promised any more."""
        if self.day and self.day < at.astimezone(UTC).date():
            self.passed_days += 1
            return None
        return self.day

    def current(self) -> PromiseStory | None:
        """The promise of whoever holds the issue now, if there is one."""
        if self.stories and self.stories[-1].promiser == self.holder:
            return self.stories[-1]
        return None

    def add(self, does: Does, at: datetime, due_on: date | None = None) -> None:
        story = self.stories[-1]
        step = Step(does=does, at=at, due_on=due_on)
        self.stories[-1] = replace(story, steps=(*story.steps, step))

    def handed(self, change: Change) -> None:
        if change.after == self.holder:
            return
        story = self.current()
        if story and story.ends() == "made":
            self.add("released", change.at)
        self.holder = change.after
        self.begin(change.at)
        if self.stands != "open" and self.current():
            self.settle(change.at)

    def moved(self, change: Change) -> None:
        self.day = _day(change.after, None)
        story = self.current()
        if story and story.ends() == "made":
            self.set_day(story, change.at)

    def set_day(self, story: PromiseStory, at: datetime) -> None:
        """A new day that is already past at that moment moves nothing."""
        day = self.day_still_ahead(at)
        if day != story.due_on() and (day or not self.day):
            self.add("moved", at, day)

    def resolved(self, change: Change) -> None:
        before, self.stands = self.stands, self.meaning(change.after) or "open"
        story = self.current()
        if story is None or before == self.stands:
            return
        if self.stands == "open":
            self.reopen(story, change)
        elif story.ends() == "made":
            self.settle(change.at)

    def settle(self, at: datetime) -> None:
        self.add("kept" if self.stands == "kept" else "released", at)

    def reopen(self, story: PromiseStory, change: Change) -> None:
        """What was kept is open again; what was released is over, so the holder's next one begins."""
        if story.ends() == "kept":
            self.add("reopened", change.at)
            self.set_day(self.stories[-1], change.at)
        elif story.ends() == "released":
            self.begin(change.at)


def _day(text: str | None, otherwise: date | None) -> date | None:
    """A day from a change; None means that no change ever touched it, so the issue's own day holds."""
    if text is None:
        return otherwise
    return date.fromisoformat(text[:10]) if text else None
