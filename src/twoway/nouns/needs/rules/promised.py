"""What is promised within a need, by either side, in one transaction with the act that says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Unpack

from django.utils.translation import gettext as _

from twoway.errors import BadShape
from twoway.ledger.entries import Entry
from twoway.ledger.write import Book, How, answers_twice_alike
from twoway.nouns.needs import acts, queries
from twoway.nouns.needs.queries import Need
from twoway.nouns.needs.rules.book import about, reply
from twoway.nouns.promises import rules as promises

TERMS = ("scope", "price_low", "price_high", "currency")


class Promised(How, total=False):
    """What a promise within a need can have besides its words and its day."""

    scope: str
    price_low: int | None
    price_high: int | None
    currency: str
    hangs_on: Sequence[str]


@answers_twice_alike
def promise(id: str, what: str, due_on: date | None, *, by: str, to: str, **how: Unpack[Promised]) -> Entry:
    """Promise somebody of the other side something that belongs to it; everybody on the need sees it.

    A scope or a price is agreed by both before it binds: with either it is offered, and waits for a yes.
    """
    with about(id, "promise", by, how) as (book, need):
        _demand_facing(need, by, to, "to")
        terms: dict[str, Any] = {name: value for name, value in how.items() if name in TERMS and value}
        rule = promises.offer if terms else promises.make
        links = how.get("hangs_on", ())
        beside = _beside(need, by, to)
        made = rule(to, what, due_on, by=by, beside=beside, hangs_on=links, book=book, **terms)
        return _add(book, need, made, by, how)


@answers_twice_alike
def ask_promise(id: str, what: str, due_on: date | None, *, by: str, of: str, **how: Unpack[How]) -> Entry:
    """Ask somebody of the other side for a promise: it is one once they say yes."""
    with about(id, "ask_promise", by, how) as (book, need):
        _demand_facing(need, by, of, "of")
        made = promises.ask(of, what, due_on, by=by, beside=_beside(need, by, of), book=book)
        return _add(book, need, made, of, how)


def _add(book: Book, need: Need, made: Entry, whose: str, how: How) -> Entry:
    of = "ours" if whose in need.ours else "theirs"
    return reply(book, need, acts.PromiseAdded(promise=made.thing, of=of), how)


def _beside(need: Need, one: str, other: str) -> list[str]:
    """Everybody else on the need who is still here: they see the promise from the start."""
    return [id for id, person in queries.named([need]).items() if person.is_here and id not in {one, other}]


def _demand_facing(need: Need, by: str, other: str, field: str) -> None:
    if other not in need.facing(by):
        raise BadShape(_("Pick somebody of the other side who is on this need."), code="nobody", field=field)
