"""A workplace of real people: what is brought in is history until the person whose act it was takes it on."""

from __future__ import annotations

from twoway.errors import RuleBroken
from twoway.integrations.jira import matching, rules
from twoway.integrations.jira.newer import Newer, newer
from twoway.integrations.jira.record import Told
from twoway.people import queries


class Workplace:
    """Where a record goes to become the history of people who are here; `errors` says who is not."""

    def __init__(self, told: Told, *, by: str) -> None:
        _refuse_wrong_place()
        self._told, self._by = told, by
        self._ids, self.errors = matching.in_workplace(told.stories, told.reading.people, told.map.people)

    def plan(self) -> Newer:
        """What is new."""
        return newer(self._told.stories, self._ids)

    def bring(self, progress: rules.Progress) -> Newer:
        """Enter what is new, looked at again under the lock."""
        return rules.bring_in(self._told.stories, self._ids, by=self._by, progress=progress)


def _refuse_wrong_place() -> None:
    place = queries.workplace()
    if place is None:
        raise RuleBroken(
            "There is no workplace here yet. Set one up first (twoway serve), or use --study.",
            code="no_workplace",
        )
    if place.kind == "study":
        raise RuleBroken(f"“{place.name}” is a study. Add --study.", code="is_a_study")
    if place.kind == "sample":
        raise RuleBroken(
            "This is the sample company. Remove it first, or set TWOWAY_HOME to another folder.",
            code="is_sample",
        )
