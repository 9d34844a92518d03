"""What hangs on what. A link is a thing of its own, seen by exactly those who see both of its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway.errors import NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, How, answers_twice_alike, book_of
from twoway.nouns.promises import SETTLED, acts, queries
from twoway.nouns.promises.rules.book import demand_of_the_two

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise


@answers_twice_alike
def hang_on(id: str, on: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say that one's promise hangs on another that one sees."""
    with book_of(by, how) as book:
        return link(book, queries.one(id, seen_by=by), on, by=by)


def link(book: Book, promise: Promise, on: str, *, by: str, blank: str = "on") -> Entry:
    """The same, for a promise that was read under the lock; `blank` is where the other was picked."""
    other = queries.one(on, seen_by=by)
    demand_of_the_two(promise, by)
    if promise.id == other.id:
        raise RuleBroken(_("A promise cannot hang on itself. Pick another."), code="itself", field=blank)
    if queries.standing(promise) in SETTLED:
        raise RuleBroken(_("This promise is over, and hangs on nothing any more."), code="is_over")
    if queries.links(by).filter(promise=promise.id, on=other.id).exists():
        raise RuleBroken(_("It hangs on that one already."), code="hangs_already", field=blank)
    if queries.would_circle(promise.id, other.id, seen_by=by):
        say = _("That one hangs on this one already, in the end.")
        raise RuleBroken(say, code="circle", field=blank)
    return _enter(book, new_id(), acts.HungOn(promise=promise.id, on=other.id), promise, other)


@answers_twice_alike
def unhang(id: str, on: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Take the link away again; either of the two of the promise that hangs may, who sees both."""
    with book_of(by, how) as book:
        promise, other = queries.one(id, seen_by=by), queries.one(on, seen_by=by)
        demand_of_the_two(promise, by)
        found = queries.links(by).filter(promise=promise.id, on=other.id).first()
        if found is None:
            raise NotSeen
        return _enter(book, found.id, acts.Unhung(promise=promise.id, on=other.id), promise, other)


def _enter(book: Book, id: str, act: Act, promise: Promise, other: Promise) -> Entry:
    """A link belongs to no street unless both ends do: a gap in a street's numbers would tell of it.

    Whoever does something to one of the two takes part; who reads both is told.
    """
    both = [person for person in promise.seers if person in other.seers]
    of_two = [person for person in both if promise.is_between(person)]
    street = promise.street_id if promise.street_id == other.street_id else ""
    audience = [person for person in both if person not in of_two]
    return book.enter(act, thing=id, participants=of_two, audience=audience, street=street)
