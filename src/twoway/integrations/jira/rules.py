"""Bringing a record in: many acts of many people in one book, so that all of it stands or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from twoway.integrations.jira.newer import Newer, newer
from twoway.integrations.jira.telling import PromiseStory
from twoway.ledger.write import writing
from twoway.nouns.promises import rules as promises
from twoway.nouns.promises.past import Past, PastPromise
from twoway.people import queries
from twoway.people import rules as people

if TYPE_CHECKING:
    from twoway.ledger.write import Book

PARTS = 20  # how often the progress moves; each part looks all streets up anew, so not too often
Progress = Callable[[int, int], None]


def bring_in(stories: Sequence[PromiseStory], ids: dict[str, str], *, by: str, progress: Progress) -> Newer:
    """Enter what of the stories is new, for people who are here; `ids` says who is who."""
    with writing(by=by) as book:
        fresh = newer(stories, ids)
        _enter(fresh.stories, ids, by, book, progress)
    return fresh


def bring_in_with_people(
    stories: Sequence[PromiseStory], names: dict[str, str], *, by: str, progress: Progress
) -> Newer:
    """The same for a study: `names` are of people who come in with it, unless they are there already."""
    with writing(by=by) as book:
        ids = _introduced(names, by, book)
        fresh = newer(stories, ids)
        _enter(fresh.stories, ids, by, book, progress)
    return fresh


def _introduced(names: dict[str, str], by: str, book: Book) -> dict[str, str]:
    known = {person.name: person.id for person in queries.everybody()}
    for key in sorted(names, key=_as_number):
        name = names[key]
        if name not in known:
            known[name] = people.introduce(by=by, name=name, zone="UTC", book=book).thing
    return {key: known[name] for key, name in names.items()}


def _as_number(key: str) -> tuple[int, str]:
    """Person 9 before Person 10."""
    return (int(key), "") if key.isdecimal() else (10**9, key)


def _enter(
    stories: Sequence[PromiseStory], ids: dict[str, str], by: str, book: Book, progress: Progress
) -> None:
    size = max(1, len(stories) // PARTS)
    for start in range(0, len(stories), size):
        part = [_past(story, ids) for story in stories[start : start + size]]
        promises.bring_in(part, by=by, book=book)
        progress(start + len(part), len(stories))


def _past(story: PromiseStory, ids: dict[str, str]) -> PastPromise:
    made, *others = story.steps
    return PastPromise(
        source=story.source,
        promiser=ids[story.promiser],
        promisee=ids[story.promisee],
        what=story.what,
        made_at=made.at,
        due_on=made.due_on,
        past=tuple(Past(verb=step.does, at=step.at, due_on=step.due_on) for step in others),
    )
