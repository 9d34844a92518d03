"""A study workspace: a record looked at by one researcher; nobody signs in as the people in it."""

from __future__ import annotations

from twoway.errors import RuleBroken
from twoway.integrations.jira import matching, rules
from twoway.integrations.jira.newer import Newer, newer
from twoway.integrations.jira.record import Told
from twoway.people import queries
from twoway.people import rules as people


class Study:
    """Where a record goes to be studied: its people are brought in with it, and are nobody's colleagues."""

    def __init__(self, told: Told, *, name: str, researcher: str, email: str) -> None:
        refuse_wrong_place(name)
        self._told, self._name, self._researcher, self._email = told, name, researcher, email
        self._names = matching.study_names(told.stories, told.reading.people)

    def plan(self) -> Newer:
        """What is new; people who are not there yet stand in with their keys."""
        known = {person.name: person.id for person in queries.everybody()}
        return newer(self._told.stories, {key: known.get(name, key) for key, name in self._names.items()})

    def bring(self, progress: rules.Progress) -> Newer:
        """Set the study up if need be, introduce its people, and enter what is new."""
        if queries.workplace() is None:
            people.set_up(
                name=self._name, person_name=self._researcher, email=self._email, zone="UTC", purpose="study"
            )
        by = queries.administrators()[0].id
        return rules.bring_in_with_people(self._told.stories, self._names, by=by, progress=progress)


def refuse_wrong_place(name: str) -> None:
    """A study stands alone: its people may never mix with a workplace's, nor with another study's."""
    place = queries.workplace()
    if place is None:
        return
    if place.kind != "study":
        raise RuleBroken(
            f"{place.name} lives in this database, and a study needs one of its own. "
            "Set TWOWAY_HOME to an empty folder and run this again.",
            code="not_a_study",
        )
    if place.name != name:
        raise RuleBroken(
            f"This database holds the study “{place.name}”. Say --name “{place.name}” if this file belongs "
            "to it, or set TWOWAY_HOME to an empty folder.",
            code="another_study",
        )
