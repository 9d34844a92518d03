"""What was brought in from other systems: entered once, taken on or disputed by those whose acts it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway.errors import RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import Entry
from twoway.ledger.write import Book, How, answers_twice_alike, book_of
from twoway.nouns.promises import acts, forms, queries
from twoway.nouns.promises.past import PastPromise
from twoway.nouns.promises.rules.book import about, enter
from twoway.people import queries as people
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise


@answers_twice_alike
def take_on(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say that what was brought in as one's own was so: it counts once the other has too, if need be."""
    with about(id, "take_on", by, how) as (book, promise):
        return enter(book, promise, acts.TakenOn(), how)


@answers_twice_alike
def take_on_import(source: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Take on all that came from one place ("jira" for "jira DS-100") and is one's own."""
    with book_of(by, how) as book:
        mine = [promise for promise in queries.brought_in(by) if _is_from(promise, source, by)]
        if not mine:
            raise RuleBroken(_("Nothing from there waits for you to take it on."), code="nothing_waits")
        entries = [enter(book, promise, acts.TakenOn(), {"book": book}) for promise in mine]
        return entries[0]


@answers_twice_alike
def dispute(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that an imported promise was not so: it counts for nothing, for good."""
    with about(id, "dispute", by, how) as (book, promise):
        return enter(book, promise, acts.Disputed(note=forms.note(note)), how)


def bring_in(stories: Sequence[PastPromise], *, by: str, **how: Unpack[How]) -> list[Entry]:
    """Enter what another system tells, and nothing of it twice: the acts that were not there yet."""
    with book_of(by, how) as book:
        pairs = [(story.promiser, story.promisee) for story in stories]
        laid = streets.lay(book, pairs, opened=queries.is_study())
        known = queries.by_source(story.source for story in stories)
        return [
            entry for story in stories for entry in _told_again(book, story, laid, known.get(story.source))
        ]


def _told_again(
    book: Book, story: PastPromise, laid: dict[tuple[str, str], str], known: Promise | None
) -> Iterator[Entry]:
    thing, there = (known.id, queries.moments_of(known.id)) if known else (new_id(), set())
    low, high = sorted((story.promiser, story.promisee))
    for act, at, whose in story.acts(people.zone_of(story.promisee)):
        if (act.kind, at) not in there:
            where = {"thing": thing, "street": laid[low, high], "source": story.source}
            yield book.enter(act, participants=(low, high), by=whose, happened_at=at, **where)


def _is_from(promise: Promise, source: str, by: str) -> bool:
    return by in promise.to_take_on and not promise.disputed and promise.source.split(" ")[0] == source
