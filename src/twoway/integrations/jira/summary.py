"""A record in figures, counted the way docs/guides/import.md says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from twoway.integrations.jira.record import Told
from twoway.integrations.jira.telling import PromiseStory


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a file holds, before anything is written."""

    read_as: str
    issues: int
    between_two: int
    between_two_without_a_day: int
    promises: int
    of_the_last_holder: int
    without_a_day: int
    kept: int
    kept_late: int
    released: int
    open: int
    moves: int
    passed_days: int
    people: int
    streets: int
    first: str
    last: str

    def as_json(self) -> dict[str, object]:
        """The figures by their names."""
        return asdict(self)

    def lines(self) -> Iterator[tuple[str, str]]:
        """The figures with what they count, as the preview shows them."""
        yield "Read as", self.read_as
        yield "Issues", f"{self.issues:,}"
        yield "  whose assignee and reporter are two people", f"{self.between_two:,}"
        yield "    of these without a day (never late)", f"{self.between_two_without_a_day:,}"
        yield "Promises, those of earlier assignees included", f"{self.promises:,}"
        yield "  of whom the issue is with now", f"{self.of_the_last_holder:,}"
        yield "  kept", f"{self.kept:,}"
        yield "    of these after the day", f"{self.kept_late:,}"
        yield "  released (handed on, won't fix, duplicate, …)", f"{self.released:,}"
        yield "  open", f"{self.open:,}"
        yield "  without a day", f"{self.without_a_day:,}"
        yield "Moves to another day", f"{self.moves:,}"
        if self.passed_days:
            yield "Days already past when they were set, left out", f"{self.passed_days:,}"
        yield "People and streets", f"{self.people:,} and {self.streets:,}"
        if self.first:
            yield "From and to", f"{self.first} – {self.last}"


def summary(told: Told) -> Summary:
    """Count a record that has been told."""
    stories, issues = told.stories, told.reading.issues
    pairs = [issue for issue in issues if issue.between_two()]
    ends = Counter(story.ends() for story in stories)
    moments = [step.at for story in stories for step in story.steps]
    return Summary(
        read_as=told.reading.map_name,
        issues=len(issues),
        between_two=len(pairs),
        between_two_without_a_day=sum(issue.due_on is None for issue in pairs),
        promises=len(stories),
        of_the_last_holder=sum(story.last_holder for story in stories),
        without_a_day=sum(story.due_on() is None for story in stories),
        kept=ends["kept"],
        kept_late=sum(_is_late(story) for story in stories),
        released=ends["released"],
        open=ends["made"],
        moves=sum(step.does == "moved" for story in stories for step in story.steps),
        passed_days=told.passed_days,
        people=len({key for story in stories for key in (story.promiser, story.promisee)}),
        streets=len({frozenset((story.promiser, story.promisee)) for story in stories}),
        first=_day(min(moments)) if moments else "",
        last=_day(max(moments)) if moments else "",
    )


def _is_late(story: PromiseStory) -> bool:
    due_on = story.due_on()
    if story.ends() != "kept" or due_on is None:
        return False
    return (
        next(step.at for step in reversed(story.steps) if step.does == "kept").astimezone(UTC).date() > due_on
    )


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
