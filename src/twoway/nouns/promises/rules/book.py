"""How every rule about a promise goes: the lock first, then a look, then the act for all who see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from twoway.errors import RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, How, book_of, own_answer
from twoway.nouns.promises import notices, queries

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise


@contextmanager
def about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Promise]]:
    """The lock first, then a look: the promise as it stands now, if `by` may do that to it."""
    with book_of(by, how) as book:
        promise = queries.one(id, seen_by=by)
        _demand_unmoved(promise, how.get("seen", ""), by)
        say = queries.refusal(promise, verb, by)
        if say is not None:
            raise RuleBroken(say, code=f"cannot_{verb}")
        yield book, promise


def enter(book: Book, promise: Promise, act: Act, how: How) -> Entry:
    """The act, seen by the two and by whoever was named beside them as the promise began."""
    entry = book.enter(
        act,
        thing=promise.id,
        participants=promise.parties,
        audience=promise.beside,
        street=promise.street_id,
    )
    return own_answer(entry, book, how)


def demand_of_the_two(promise: Promise, by: str) -> None:
    """Whoever only reads a promise does nothing to it."""
    if not promise.is_between(by):
        raise RuleBroken(queries.reads_along(promise), code="reads_along")


def _demand_unmoved(promise: Promise, seen: str, by: str) -> None:
    """Refuse an answer to something that has changed since it was on the screen, and say what changed."""
    if seen and seen != promise.last_entry_id:
        told = notices.tell(ledger.entry(promise.last_entry_id), promise, by).says
        say = _("%(told)s. That happened while you were writing. Look at it, then send yours.")
        raise RuleBroken(say % {"told": told}, code="moved_on")
