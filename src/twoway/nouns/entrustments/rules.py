"""Who may do what with an entrustment, and when: the only way in, for pages, the API, mail and floors above.

Each rule takes `by` (who acts) and, after the blanks of its own, `once`, `book` and `seen`, as in
promises.rules. It returns the entry it made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, own_answer
from twoway.nouns.entrustments import acts, forms, queries
from twoway.people import queries as people
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.entrustments.models import Entrustment


@answers_twice_alike
def give(
    to: str, scope: str, freedom: int | None, look_back_on: date | None = None, *, by: str, **how: Unpack[How]
) -> Entry:
    """Entrust somebody with something. Without a day, both look back in four weeks.

    On a street that is not open yet it is a first act, and their yes to it opens the street.
    """
    with book_of(by, how) as book:
        if not to:
            raise BadShape(_("Pick somebody."), code="nobody", field="to")
        if to == by:
            say = _("Trust is given to somebody else. Pick another person.")
            raise RuleBroken(say, code="to_oneself", field="to")
        act = acts.Given(
            to=to,
            scope=forms.scope(scope),
            freedom=forms.freedom(freedom),
            look_back_on=forms.day_ahead(look_back_on, _today(by)),
        )
        street = streets.knock(book, by=by, to=to)
        entry = book.enter(act, thing=new_id(), participants=street.both, street=street.id)
        return own_answer(entry, book, how)


@answers_twice_alike
def accept(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Take it on; where it was a first act, that opens the street."""
    with _about(id, "accept", by, how) as (book, entrustment):
        entry = _enter(book, entrustment, acts.Accepted(note=forms.note(note)), how)
        streets.say_yes(book, entrustment.street, by=by)
        return entry


@answers_twice_alike
def decline(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say no, which costs nothing."""
    with _about(id, "decline", by, how) as (book, entrustment):
        return _set_aside(book, entrustment, acts.Declined(note=forms.note(note)), by, how)


@answers_twice_alike
def withdraw(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Take it back before the other has answered."""
    with _about(id, "withdraw", by, how) as (book, entrustment):
        return _set_aside(book, entrustment, acts.Withdrawn(note=forms.note(note)), by, how)


@answers_twice_alike
def widen(
    id: str,
    *,
    by: str,
    freedom: int | None,
    words: str = "",
    look_back_on: date | None = None,
    **how: Unpack[How],
) -> Entry:
    """Give more freedom in the same scope, maybe with a new day to look back on."""
    with _about(id, "widen", by, how) as (book, entrustment):
        act = acts.Widened(
            freedom=forms.freedom(freedom, queries.wider(entrustment)),
            words=forms.note(words, "words"),
            look_back_on=_new_day(look_back_on, entrustment, by),
        )
        return _enter(book, entrustment, act, how)


@answers_twice_alike
def narrow(
    id: str,
    *,
    by: str,
    freedom: int | None,
    reason: str,
    look_back_on: date | None = None,
    **how: Unpack[How],
) -> Entry:
    """Leave less freedom, and say why."""
    with _about(id, "narrow", by, how) as (book, entrustment):
        act = acts.Narrowed(
            freedom=forms.freedom(freedom, queries.narrower(entrustment)),
            reason=forms.reason(reason),
            look_back_on=_new_day(look_back_on, entrustment, by),
        )
        return _enter(book, entrustment, act, how)


@answers_twice_alike
def give_back(id: str, *, by: str, reason: str, **how: Unpack[How]) -> Entry:
    """Give back what one was entrusted with, and say why."""
    with _about(id, "give_back", by, how) as (book, entrustment):
        return _enter(book, entrustment, acts.Returned(reason=forms.reason(reason)), how)


@answers_twice_alike
def end(id: str, *, by: str, reason: str, **how: Unpack[How]) -> Entry:
    """End what one gave, and say why."""
    with _about(id, "end", by, how) as (book, entrustment):
        return _enter(book, entrustment, acts.Ended(reason=forms.reason(reason)), how)


@answers_twice_alike
def look_back(id: str, *, by: str, how_it_went: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Say how it went for oneself. Said again for the same day, the last word holds."""
    with _about(id, "look_back", by, how) as (book, entrustment):
        act = acts.LookedBack(
            how=forms.how_it_went(how_it_went),
            words=forms.note(words, "words"),
            for_on=entrustment.look_back_on,
            on=_today(by),
        )
        return _enter(book, entrustment, act, how)


@contextmanager
def _about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Entrustment]]:
    """The lock first, then a look: the entrustment as it stands now, if `by` may do that to it."""
    with book_of(by, how) as book:
        entrustment = queries.one(id, seen_by=by)
        if how.get("seen", "") not in {"", entrustment.last_entry_id}:
            say = _("Something was done to this while you were writing. Look at it, then send yours.")
            raise RuleBroken(say, code="moved_on")
        refused = queries.refusal(entrustment, verb, by)
        if refused is not None:
            raise RuleBroken(refused, code=f"cannot_{verb}")
        yield book, entrustment


def _set_aside(book: Book, entrustment: Entrustment, act: Act, by: str, how: How) -> Entry:
    """A no, or a taking back: where it was the first act of the two, another may follow."""
    entry = _enter(book, entrustment, act, how)
    if entrustment.street.asked_by_id == entrustment.giver_id:
        streets.set_aside(book, entrustment.street, by=by)
    return entry


def _enter(book: Book, entrustment: Entrustment, act: Act, how: How) -> Entry:
    entry = book.enter(
        act, thing=entrustment.id, participants=entrustment.parties, street=entrustment.street_id
    )
    return own_answer(entry, book, how)


def _new_day(wanted: date | None, entrustment: Entrustment, by: str) -> date | None:
    """Another day to look back on; none where nothing, or the day it has, was said."""
    if wanted is None or wanted == entrustment.look_back_on:
        return None
    return forms.day_ahead(wanted, _today(by))


def _today(person: str) -> date:
    return clock.today(people.zone_of(person))


def _went(how_it_went: str) -> Callable[..., Entry]:
    def said(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
        return look_back(id, by=by, how_it_went=how_it_went, words=note, **how)

    return said


# What can be answered from a mail with one tap.
TAPS: dict[str, Callable[..., Entry]] = {
    "accept": accept,
    "decline": decline,
    "well": _went("well"),
    "partly": _went("partly"),
    "badly": _went("badly"),
}
