"""Another price or another scope: asked by either, and agreed by the other before it bites, as days are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway.errors import RuleBroken
from twoway.ledger.entries import Entry
from twoway.ledger.write import How, answers_twice_alike
from twoway.nouns.promises import acts, forms, queries
from twoway.nouns.promises.rules.book import about, enter

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise


@answers_twice_alike
def ask_terms(
    id: str,
    *,
    by: str,
    price_low: int | None = None,
    price_high: int | None = None,
    currency: str = "",
    scope: str = "",
    reason: str = "",
    **how: Unpack[How],
) -> Entry:
    """Ask for another price, another scope or both, and say why; what is left empty stays as it is.

    Asking again replaces what one asked before.
    """
    with about(id, "ask_terms", by, how) as (book, promise):
        if promise.terms_asked_by == promise.other(by):
            say = _("The other has asked for other terms. Answer that first.")
            raise RuleBroken(say, code="terms_wait")
        terms = forms.new_terms(promise, price_low, price_high, currency, scope)
        if terms == forms.terms_of(promise):
            say = _("Those are the price and the scope it has now. Change one of them.")
            raise RuleBroken(say, code="no_change", field="price_low")
        why = forms.needed(reason, _("Say why, in a few words."), "reason")
        act = acts.TermsAsked(reason=why, on=queries.today_of(promise), **terms)
        return enter(book, promise, act, how)


@answers_twice_alike
def agree_terms(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Agree to what the other asked for. Whether it was early goes by the day of asking."""
    with about(id, "agree_terms", by, how) as (book, promise):
        return enter(book, promise, _changed(promise, note), how)


def _changed(promise: Promise, note: str) -> acts.TermsChanged:
    assert promise.terms_asked_on
    return acts.TermsChanged(
        price_low=promise.terms_low,
        price_high=promise.terms_high,
        currency=promise.terms_currency or None,
        rescopes=promise.terms_rescopes or None,
        asked_by=promise.terms_asked_by,
        asked_on=promise.terms_asked_on,
        on=queries.today_of(promise),
        was_low=promise.price_low,
        was_high=promise.price_high,
        was_currency=promise.currency or None,
        note=forms.note(note),
    )


@answers_twice_alike
def refuse_terms(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Keep price and scope as they are."""
    with about(id, "refuse_terms", by, how) as (book, promise):
        return enter(book, promise, acts.TermsRefused(note=forms.note(note)), how)
