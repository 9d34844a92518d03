"""Yes, no, another way, or taken back: what answers a promise that waits for somebody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway.errors import RuleBroken
from twoway.ledger.entries import Entry
from twoway.ledger.write import Book, How, answers_twice_alike
from twoway.nouns.promises import acts, forms, queries
from twoway.nouns.promises.rules.book import about, enter
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.people.streets.models import Street


@answers_twice_alike
def say_yes(
    id: str, *, by: str, note: str = "", sure_by: date | None = None, hard: str = "", **how: Unpack[How]
) -> Entry:
    """Agree to the last terms: now it is a promise, and a first act opens the street."""
    with about(id, "say_yes", by, how) as (book, promise):
        today = queries.today_of(promise)
        if promise.due_on and promise.due_on < today:
            raise RuleBroken(_("That day has passed meanwhile. Answer with another day."), code="day_passed")
        mine = by == promise.promiser_id
        act = acts.Accepted(
            note=forms.note(note),
            sure_by=forms.day_ahead(sure_by, today, "sure_by") if sure_by and mine else None,
            hard=forms.note(hard, "hard") if mine else None,
        )
        entry = enter(book, promise, act, how)
        _open_street(book, promise.street)
        return entry


@answers_twice_alike
def counter(
    id: str,
    *,
    by: str,
    what: str = "",
    due_on: date | None = None,
    price_low: int | None = None,
    price_high: int | None = None,
    currency: str = "",
    scope: str = "",
    note: str = "",
    **how: Unpack[How],
) -> Entry:
    """Answer with other words, day, price or scope. What is left empty stays as it was."""
    with about(id, "counter", by, how) as (book, promise):
        named = forms.what(what, to=promise.promisee.called) if what.strip() else None
        said = None if named == promise.what else named
        day = forms.day_ahead(due_on, queries.today_of(promise)) if due_on else promise.due_on
        terms = forms.new_terms(promise, price_low, price_high, currency, scope)
        if said is None and day == promise.due_on and terms == forms.terms_of(promise):
            raise RuleBroken(
                _("Those are the same words and the same day. Change one, or say yes."), code="no_change"
            )
        rewords = said is not None or None
        act = acts.Countered(what=said, rewords=rewords, due_on=day, note=forms.note(note), **terms)
        return enter(book, promise, act, how)


@answers_twice_alike
def decline(id: str, *, by: str, note: str = "", would_rather_not: bool = False, **how: Unpack[How]) -> Entry:
    """Say no, which costs nothing. "I can, but would rather not" is for whoever would have to do it."""
    with about(id, "decline", by, how) as (book, promise):
        if would_rather_not and by != promise.promiser_id:
            raise RuleBroken(_("You would not have to do it. Say yes or no."), code="not_yours")
        entry = enter(
            book, promise, acts.Declined(would_rather_not=would_rather_not, note=forms.note(note)), how
        )
        streets.set_aside(book, promise.street, by=by)
        return entry


@answers_twice_alike
def withdraw(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Take it back before the other has answered."""
    with about(id, "withdraw", by, how) as (book, promise):
        entry = enter(book, promise, acts.Withdrawn(note=forms.note(note)), how)
        streets.set_aside(book, promise.street, by=by)
        return entry


def _open_street(book: Book, street: Street) -> None:
    """A yes to the last terms is a yes to the street, also where the other had answered with other terms."""
    asked_by = street.asked_by_id
    streets.say_yes(book, street, by=street.other(asked_by) if asked_by else book.by)
