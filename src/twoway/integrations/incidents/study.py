"""A log is looked at as a study: it names first names, and a first name says for nobody who that was."""

from __future__ import annotations

from twoway.errors import RuleBroken
from twoway.integrations.incidents import rules
from twoway.integrations.incidents.newer import Newer, newer
from twoway.integrations.incidents.record import Told
from twoway.integrations.jira.study import refuse_wrong_place
from twoway.people import queries
from twoway.people import rules as people


def demand_study(study: bool) -> None:
    """Hand-offs of real people are their own to write down; a log tells of people who are not here."""
    if not study:
        raise RuleBroken(
            "A log of incidents does not say for certain who anybody in it is, so it is nobody's history "
            "here. Look at it as a study: set TWOWAY_HOME to an empty folder and add --study.",
            code="study_only",
        )


class Study:
    """Where a log goes to be studied: its people and teams come in with it."""

    def __init__(self, told: Told, *, name: str, researcher: str, email: str) -> None:
        refuse_wrong_place(name)
        self._told, self._name, self._researcher, self._email = told, name, researcher, email

    def plan(self) -> Newer:
        """What is new."""
        return newer(self._told.stories)

    def bring(self, progress: rules.Progress) -> Newer:
        """Set the study up if need be, and enter what is new."""
        if queries.workplace() is None:
            people.set_up(
                name=self._name, person_name=self._researcher, email=self._email, zone="UTC", purpose="study"
            )
        by = queries.administrators()[0].id
        return rules.bring_in(self._told, by=by, progress=progress)
