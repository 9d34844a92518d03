"""What is delivered, and what a contact says of it looking back."""

from __future__ import annotations

from typing import Unpack

from twoway.ledger.entries import Entry
from twoway.ledger.write import How, answers_twice_alike
from twoway.nouns.needs import acts, forms, queries
from twoway.nouns.needs.rules.book import about, reply
from twoway.people.seals import rules as seals


@answers_twice_alike
def deliver(
    id: str, *, by: str, words: str = "", charged: int | None = None, currency: str = "", **how: Unpack[How]
) -> Entry:
    """One of ours says that it is there, and what it costs, beside what was agreed at that moment."""
    with about(id, "deliver", by, how) as (book, need):
        agreed = queries.agreed_prices(need, seen_by=by)
        minor, code = forms.charge(charged, currency, agreed)
        low, high = agreed.get(code or "", (None, None))
        act = acts.Delivered(
            words=forms.words(words), charged=minor, currency=code, agreed_low=low, agreed_high=high
        )
        return reply(book, need, act, how)


@answers_twice_alike
def look_back(
    id: str, *, by: str, needed: str, at_price: bool | None = None, words: str = "", **how: Unpack[How]
) -> Entry:
    """A contact says whether it was what they needed. Said again by the same contact, the last word holds.

    From now both that contact and whoever delivered can say under seal how working together was.
    """
    with about(id, "look_back", by, how) as (book, need):
        delivery = queries.latest(need)
        assert delivery is not None
        act = acts.LookedBack(
            delivery=delivery.id,
            deliverer=delivery.by_id,
            needed=forms.needed(needed),
            at_price=at_price,
            words=forms.words(words),
        )
        entry = reply(book, need, act, how)
        if delivery.sealed_at is None:
            seals.lay(book, about=delivery.id, pair=(delivery.by_id, by))
        return entry
