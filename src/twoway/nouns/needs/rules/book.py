"""How acts on a need are entered: the lock first, then a look at the need and at who may do what to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from twoway.errors import RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, How, book_of, own_answer
from twoway.nouns.needs import queries
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.needs.models import Need


@contextmanager
def about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Need]]:
    """The need as it stands now, if `by` may do that to it and nothing was done to it meanwhile."""
    with book_of(by, how) as book:
        need = queries.one(id, seen_by=by)
        if how.get("seen", "") not in {"", need.last_entry_id}:
            say = _("Something was done to this need while you were writing. Look at it, then send yours.")
            raise RuleBroken(say, code="moved_on")
        demand(need, verb, by)
        yield book, need


def demand(need: Need, verb: str, by: str) -> None:
    """Refuse, in a sentence, what the person may not do now."""
    refused = queries.refusal(need, verb, by)
    if refused is not None:
        raise RuleBroken(refused, code=f"cannot_{verb}")


def enter(book: Book, need: Need, act: Act, how: How) -> Entry:
    """An act of one, for all who are on the need."""
    entry = book.enter(act, thing=need.id, participants=need.everybody, street=EVERY_STREET)
    return own_answer(entry, book, how)


def reply(book: Book, need: Need, act: Act, how: How) -> Entry:
    """A word in return: with it the street opens to everybody of the other side who has spoken here."""
    spoke = {entry.by for entry in ledger.entries_of([need.id])}
    entry = enter(book, need, act, how)
    for other in need.facing(book.by):
        street = street_queries.between(book.by, other) if other in spoke else None
        if street is not None and street.state == "waiting" and street.asked_by_id != book.by:
            streets.say_yes(book, street, by=book.by)
    return entry


def set_streets_aside(book: Book, need: Need, by: str) -> None:
    """Where it was somebody's first act and is over before an answer, another may follow."""
    begun = need.begun_by_id
    for other in need.facing(begun):
        street = street_queries.between(begun, other)
        if street is not None and street.asked_by_id == begun:
            streets.set_aside(book, street, by=by)
