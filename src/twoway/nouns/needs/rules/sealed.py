"""How it was to work together: under seal until both have said it, and then open for all on the need."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twoway.errors import NotSeen, RuleBroken
from twoway.ledger.write import Book, writing
from twoway.nouns.needs import acts, queries
from twoway.nouns.needs.queries import Delivery, Need
from twoway.nouns.needs.rules.book import demand
from twoway.people.seals import asked
from twoway.people.seals import rules as seals
from twoway.people.seals.closing import Said


def rate(
    id: str,
    *,
    by: str,
    fair: int | None,
    heard: int | None,
    clear: int | None,
    takes: str = "",
    delivery: str = "",
    book: Book | None = None,
) -> bool:
    """Say under seal how it was, in place of what one said before; `delivery` where there are several.

    Once both have, everything opens at once, in one act of nobody's; whether it did is the answer.
    """
    said = asked.said(fair, heard, clear, takes)
    with writing(by=by, book=book) as open_book:
        need = queries.one(id, seen_by=by)
        is_over = queries.sealing_of(need, by, delivery) is None
        if is_over and queries.was_said(need, by, said, delivery):
            return True  # the form was sent twice, and the first time opened it
        found = _to_rate(need, "rate", by, delivery)
        both = seals.put(open_book, about=found.id, by=by, pair=found.pair or (), said=said)
        if both is not None:
            _open(open_book, need, found, both)
        return both is not None


def take_back(id: str, *, by: str, delivery: str = "", book: Book | None = None) -> None:
    """Take back what one said under seal: it is as if one had never said it."""
    with writing(by=by, book=book) as open_book:
        found = _to_rate(queries.one(id, seen_by=by), "take_back", by, delivery)
        seals.put(open_book, about=found.id, by=by, pair=found.pair or (), said=None)


def throw_away(id: str, *, by: str, delivery: str = "", book: Book | None = None) -> None:
    """Keep no longer what came back unopened. It is the writer's alone, and so is this."""
    with writing(by=by, book=book) as open_book:
        need = queries.one(id, seen_by=by)
        back = [one for one in queries.come_back(by) if one.need_id == need.id]
        found = next((one for one in reversed(back) if delivery in {"", one.id}), None)
        if found is None:
            raise RuleBroken(_("Nothing of yours came back from this need."), code="nothing_came_back")
        seals.put(open_book, about=found.id, by=by, pair=found.pair or (), said=None)


def clear_away() -> None:
    """What came back unopened is kept for a month; then the rows of both sides go. For `twoway work`."""
    if over := queries.to_clear_away():
        with writing(by="") as book:
            seals.drop(book, over)


def _to_rate(need: Need, verb: str, by: str, delivery: str) -> Delivery:
    demand(need, verb, by)
    found = queries.sealing_of(need, by, delivery)
    if found is None:
        raise NotSeen
    return found


def _open(book: Book, need: Need, delivery: Delivery, both: dict[str, Said]) -> None:
    """On the street of the two, and for everybody else on the need to read."""
    street = queries.street_of(delivery)
    assert street is not None
    act = acts.RatedTogether(delivery=delivery.id, **asked.in_order(both))
    others = [person for person in need.everybody if person not in street.both]
    book.enter(act, thing=need.id, participants=street.both, audience=others, street=street.id, by="")
