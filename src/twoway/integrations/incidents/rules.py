"""Bringing a log in: its people, their teams and all that was handed on, in one book: all of it or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from twoway.integrations.incidents.newer import Newer, newer
from twoway.integrations.incidents.record import Told
from twoway.integrations.incidents.telling import HandoffStory
from twoway.ledger.write import writing
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.handoffs.past import Answer, PastHandoff
from twoway.people import queries
from twoway.people import rules as people

if TYPE_CHECKING:
    from twoway.ledger.write import Book

PARTS = 20  # in how many lots hand-offs are entered; each looks all streets up anew, so not too many
Progress = Callable[[int, int], None]


def bring_in(told: Told, *, by: str, progress: Progress) -> Newer:
    """Enter what of a log is new, with whoever is in it, unless they are there already."""
    with writing(by=by) as book:
        fresh = newer(told.stories)
        _Entering(told, fresh.stories, by, book, progress).all()
    return fresh


class _Entering:
    """One log on its way into an open book. People and teams go by their names in small letters."""

    def __init__(
        self, told: Told, stories: Sequence[HandoffStory], by: str, book: Book, progress: Progress
    ) -> None:
        self._told, self._stories, self._by, self._book, self._progress = told, stories, by, book, progress
        self._people = {person.name.casefold(): person.id for person in queries.everybody()}
        self._teams = {team.name.casefold(): team.id for team in queries.teams()}
        self._inside = {(one.team_id, one.person_id) for one in queries.memberships()}
        self._seen = [(team, *seen) for team, inside in told.seen.items() for seen in inside.items()]
        self._done = 0
        self._whole = len(told.people()) + len(told.teams()) + len(self._seen) + len(stories)

    def all(self) -> None:
        """People and teams before who was in which, and those before what they handed on."""
        for name in sorted(self._told.people()):
            self._introduce(name)
        for name in sorted(self._told.teams()):
            self._form(name)
        for team, who, since in sorted(self._seen):
            one, person = self._teams[team.casefold()], self._people[who.casefold()]
            if (one, person) not in self._inside:
                people.join_team(one, person=person, on=since.date(), by=self._by, book=self._book)
            self._on(1)
        size = max(1, len(self._stories) // PARTS)
        for start in range(0, len(self._stories), size):
            part = [self._past(story) for story in self._stories[start : start + size]]
            handoffs.bring_in(part, book=self._book)
            self._on(len(part))

    def _on(self, more: int) -> None:
        self._done += more
        self._progress(self._done, self._whole)

    def _introduce(self, name: str) -> None:
        if name.casefold() not in self._people:
            entry = people.introduce(by=self._by, name=name, zone="UTC", book=self._book)
            self._people[name.casefold()] = entry.thing
        self._on(1)

    def _form(self, name: str) -> None:
        if name.casefold() not in self._teams:
            entry = people.form_team(name=name, by=self._by, book=self._book)
            self._teams[name.casefold()] = entry.thing
        self._on(1)

    def _past(self, story: HandoffStory) -> PastHandoff:
        step = story.step
        return PastHandoff(
            source=story.source,
            giver=self._people[story.giver.casefold()],
            to=self._people[story.to.casefold()] if story.to else "",
            team=self._teams[story.team.casefold()] if story.team else "",
            offered_to=tuple(self._people[who.casefold()] for who in self._told.offered_to(story)),
            what=story.what,
            handed_at=story.at,
            after=(story.after,) if story.after else (),
            answer=Answer(verb=step.does, at=step.at, by=self._people[step.who.casefold()]) if step else None,
        )
