"""A study workspace: a record looked at by one researcher; nobody signs in as the people in it."""

from __future__ import annotations

from collections.abc import Sequence

from twoway.errors import RuleBroken
from twoway.integrations.jira import matching
from twoway.integrations.jira.issues import Someone
from twoway.integrations.jira.telling import PromiseStory
from twoway.ledger.write import Book
from twoway.people import queries
from twoway.people import rules as people


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


def set_up(name: str, *, researcher: str, email: str) -> str:
    """The study and its one researcher, made if they are not there; the researcher's id."""
    if queries.workplace() is None:
        people.set_up(name=name, person_name=researcher, email=email, zone="UTC", purpose="study")
    return str(queries.administrators()[0].id)


def introduce(
    stories: Sequence[PromiseStory], people_of: dict[str, Someone], *, by: str, book: Book
) -> dict[str, str]:
    """An id for each person of the record; whoever is there by that name already is the same person."""
    names = matching.study_names(stories, people_of)
    known = {person.name: person.id for person in queries.everybody()}
    ids = {}
    for key in sorted(names, key=_as_number):
        name = names[key]
        if name not in known:
            known[name] = people.introduce(by=by, name=name, zone="UTC", book=book).thing
        ids[key] = known[name]
    return ids


def _as_number(key: str) -> tuple[int, str]:
    """Person 9 before Person 10."""
    return (int(key), "") if key.isdecimal() else (10**9, key)
