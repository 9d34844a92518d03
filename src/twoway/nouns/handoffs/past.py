"""Hand-offs that another system tells of: each act at its own time, with its source, and never twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from twoway.ids import new_id
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.nouns.handoffs import acts, forms, queries
from twoway.people import queries as people
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.ledger.write import Book


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What became of a hand-off: one of the team took it, the receiver accepted it, or it was taken back."""

    verb: Literal["taken", "accepted", "withdrawn"]
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class PastHandoff:
    """A hand-off as another system tells it; `source` is its own for good, and `after` names others' sources.

    It went to one person (`to`) or to a team, of which `offered_to` are those who were in it by then.
    """

    source: str
    giver: str
    to: str = ""
    team: str = ""
    offered_to: tuple[str, ...] = ()
    what: str
    handed_at: datetime
    after: tuple[str, ...] = ()
    answer: Answer | None = None

    @property
    def receiver(self) -> str:
        """Who has it in the end, if anybody."""
        return self.answer.by if self.answer and self.answer.verb == "taken" else self.to


def bring_in(stories: Sequence[PastHandoff], *, book: Book) -> list[Entry]:
    """Enter what of these hand-offs is not there yet. What one goes on from comes before it, or is here."""
    return list(_Entering(stories, book).all_of(stories))


class _Entering:
    """One lot of hand-offs on its way into an open book."""

    def __init__(self, stories: Sequence[PastHandoff], book: Book) -> None:
        self._book = book
        pairs = [(story.giver, story.receiver) for story in stories if story.receiver]
        self._laid = streets.lay(book, pairs, opened=people.is_study())
        named = {source for story in stories for source in (story.source, *story.after)}
        self._things = queries.by_source(named)
        self._told = queries.told_from([story.source for story in stories])

    def all_of(self, stories: Sequence[PastHandoff]) -> Iterator[Entry]:
        for story in stories:
            told = self._told.get(story.source, set())
            if not told:
                self._things[story.source] = new_id()
                yield self._enter(story, self._handed(story), story.giver, story.handed_at, story.to)
            answer = story.answer
            if answer and (f"handoff.{answer.verb}", answer.at) not in told:
                yield self._enter(story, _ANSWERS[answer.verb](), answer.by, answer.at, story.receiver)

    def _handed(self, story: PastHandoff) -> acts.Handed:
        return acts.Handed(
            to=story.to or None,
            team=story.team or None,
            what=forms.what(story.what),
            after=tuple(self._things[source] for source in story.after),
        )

    def _enter(self, story: PastHandoff, act: Act, by: str, at: datetime, receiver: str) -> Entry:
        """As in `rules`: on a street once there are two, and seen by the team it was offered to."""
        low, high = sorted((story.giver, receiver))
        return self._book.enter(
            act,
            thing=self._things[story.source],
            participants=(by, story.giver, receiver),
            audience=story.offered_to,
            street=self._laid[low, high] if receiver else "",
            by=by,
            happened_at=at,
            source=story.source,
        )


_ANSWERS: dict[str, type[acts.Taken] | type[acts.Accepted] | type[acts.Withdrawn]] = {
    "taken": acts.Taken,
    "accepted": acts.Accepted,
    "withdrawn": acts.Withdrawn,
}
