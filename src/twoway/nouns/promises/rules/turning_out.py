"""How a promise turned out, and on which day it is to be: kept, given up, let go, moved, owned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import RuleBroken
from twoway.ledger.entries import Entry
from twoway.ledger.write import Book, How, answers_twice_alike
from twoway.nouns.promises import acts, forms, queries
from twoway.nouns.promises.rules.book import about, demand_of_the_two, enter

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise


@answers_twice_alike
def keep(
    id: str,
    *,
    by: str,
    kept_on: date | None = None,
    charged: int | None = None,
    note: str = "",
    **how: Unpack[How],
) -> Entry:
    """Say that it is done, and for how much. The other has seven days to say that is not how it was."""
    with about(id, "keep", by, how) as (book, promise):
        today = queries.today_of(promise)
        day = forms.day_done(kept_on or today, _made_on(promise), today)
        paid = forms.charged(charged, promise)
        act = acts.Kept(kept_on=day, on=today, note=forms.note(note), charged=paid)
        return enter(book, promise, act, how)


@answers_twice_alike
def confirm(
    id: str,
    *,
    by: str,
    kept_on: date | None = None,
    charged: int | None = None,
    note: str = "",
    **how: Unpack[How],
) -> Entry:
    """Say that it was done. A claim keeps its day and what was charged; without one it was in time, unless a
    day is named.
    """
    with about(id, "confirm", by, how) as (book, promise):
        today = queries.today_of(promise)
        told = promise.kept_on or kept_on or min(promise.due_on or today, today)
        day = told if promise.kept_on else forms.day_done(told, _made_on(promise), today)
        paid = promise.charged or forms.charged(charged, promise)
        act = acts.Confirmed(kept_on=day, on=today, note=forms.note(note), charged=paid)
        return enter(book, promise, act, how)


@answers_twice_alike
def contest(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that is not how it was: it is open again, and both accounts stand."""
    with about(id, "contest", by, how) as (book, promise):
        act = acts.Contested(on=queries.today_of(promise), note=forms.note(note))
        return enter(book, promise, act, how)


@answers_twice_alike
def give_up(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that it will not be kept. Nobody but the promiser can."""
    with about(id, "give_up", by, how) as (book, promise):
        return enter(book, promise, acts.Broken(on=queries.today_of(promise), note=forms.note(note)), how)


@answers_twice_alike
def release(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Let the promiser off; it counts for nothing."""
    with about(id, "release", by, how) as (book, promise):
        return enter(book, promise, acts.Released(note=forms.note(note)), how)


@answers_twice_alike
def ask_move(id: str, *, by: str, due_on: date | None = None, reason: str = "", **how: Unpack[How]) -> Entry:
    """Ask for another day, and say why. Asking again replaces what one asked before."""
    with about(id, "ask_move", by, how) as (book, promise):
        if promise.move_asked_by == promise.other(by):
            raise RuleBroken(_("The other has asked for another day. Answer that first."), code="move_waits")
        today = queries.today_of(promise)
        day = forms.day_ahead(due_on, today)
        if day == promise.due_on:
            raise RuleBroken(_("That is the day it has now. Pick another."), code="no_change", field="due_on")
        why = forms.needed(reason, _("Say why, in a few words."), "reason")
        return enter(book, promise, acts.MoveAsked(due_on=day, on=today, reason=why), how)


@answers_twice_alike
def agree_move(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Agree to the day the other asked for. Whether it was early goes by the day of asking."""
    with about(id, "agree_move", by, how) as (book, promise):
        assert promise.move_to
        assert promise.move_asked_on
        today = queries.today_of(promise)
        if promise.move_to < today:
            raise RuleBroken(_("That day has passed meanwhile. Ask for another."), code="day_passed")
        act = acts.Moved(
            due_on=promise.move_to,
            asked_by=promise.move_asked_by,
            asked_on=promise.move_asked_on,
            on=today,
            was_on=promise.due_on,
            note=forms.note(note),
        )
        return enter(book, promise, act, how)


@answers_twice_alike
def refuse_move(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Keep the day as it is."""
    with about(id, "refuse_move", by, how) as (book, promise):
        return enter(book, promise, acts.MoveRefused(note=forms.note(note)), how)


def owned(id: str, *, by: str, ownup: str, book: Book) -> Entry:
    """What either owned up to about it: own-ups say so, in the same book as their own act."""
    promise = queries.one(id, seen_by=by)
    demand_of_the_two(promise, by)
    return enter(book, promise, acts.Owned(ownup=ownup), {"book": book})


def _made_on(promise: Promise) -> date:
    assert promise.made_at
    return clock.day_of(promise.made_at, promise.promisee.zone)
