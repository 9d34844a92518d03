"""Who is who: the people of a file held against the people who are here.

In a workplace nobody is made up: each person of a promise must be somebody who is here, by mail address, by
a name that only one person has, or by the map. In a study they are nobody's colleagues and are simply
brought in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from twoway.integrations.jira.issues import RowError, Someone
from twoway.integrations.jira.telling import PromiseStory
from twoway.people import queries

Ids = dict[str, str]


def in_workplace(
    stories: Iterable[PromiseStory], people: dict[str, Someone], known_as: dict[str, str]
) -> tuple[Ids, list[RowError]]:
    """The person's id for each key that the stories name, and a sentence for each who is not here."""
    here = _Here(known_as)
    ids: Ids = {}
    errors: list[RowError] = []
    for key, times in _named(stories).most_common():
        someone = people[key]
        found = here.find(someone)
        if len(found) == 1:
            ids[key] = found[0]
        else:
            errors.append(
                RowError(where=f"{someone.called()} ({times} promises)", say=_unknown(someone, len(found)))
            )
    return ids, errors


def study_names(stories: Iterable[PromiseStory], people: dict[str, Someone]) -> dict[str, str]:
    """A name for each key in the stories, the same each time: two of one name carry their keys as well."""
    keys = sorted(_named(stories))
    shared = Counter(people[key].called() for key in keys)
    return {
        key: people[key].called() if shared[people[key].called()] == 1 else f"{people[key].called()} ({key})"
        for key in keys
    }


def _named(stories: Iterable[PromiseStory]) -> Counter[str]:
    return Counter(key for story in stories for key in (story.promiser, story.promisee))


class _Here:
    """The people of the workplace by address and by name, looked up once."""

    def __init__(self, known_as: dict[str, str]) -> None:
        self.known_as = {name.casefold(): where for name, where in known_as.items()}
        self.by_email: dict[str, list[str]] = {}
        self.by_name: dict[str, list[str]] = {}
        for person in queries.everybody():
            if person.email:
                self.by_email.setdefault(person.email, []).append(person.id)
            self.by_name.setdefault(person.name.casefold(), []).append(person.id)

    def find(self, someone: Someone) -> list[str]:
        """Everyone it could be: the map goes before the address, and the address before the name."""
        for name in (someone.key, someone.email, someone.name):
            if name and name.casefold() in self.known_as:
                return self._called(self.known_as[name.casefold()])
        if someone.email.lower() in self.by_email:
            return self.by_email[someone.email.lower()]
        return self.by_name.get(someone.name.casefold(), [])

    def _called(self, where: str) -> list[str]:
        return self.by_email.get(where.lower(), []) or self.by_name.get(where.casefold(), [])


def _unknown(someone: Someone, found: int) -> str:
    line = f'"{someone.key}" = "name@example.org"'
    if found:
        return f"{found} people here have this name. Say which one in a map: [people] {line}."
    return f"is nobody here. Invite them, or say who it is in a map: [people] {line}."
