"""What is promised within a need, delivered for a price, and said of it looking back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from twoway.errors import BadShape, RuleBroken
from twoway.ledger import erase, replay
from twoway.ledger import queries as ledger
from twoway.nouns.needs import queries, rules
from twoway.nouns.needs.tests.needing import delivered, fay_of, latest, looked_back, one, recognised, said
from twoway.nouns.promises import queries as promise_queries
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.people.streets import queries as street_queries

FRIDAY = date(2026, 3, 6)


def state(need: str, cast: Cast) -> str:
    return one(need, cast.ann).state


def test_looked_back_on_after_it_is_delivered_and_not_before(cast: Cast) -> None:
    need = recognised(cast)
    with pytest.raises(RuleBroken, match="just it"):
        rules.look_back(need, by=cast.eve, needed="yes")
    rules.deliver(need, by=cast.ann)
    with pytest.raises(BadShape, match="yes, in part, or no"):
        rules.look_back(need, by=cast.eve, needed="maybe")
    rules.look_back(need, by=cast.eve, needed="yes", words="Just so.")
    assert state(need, cast) == "met"
    with pytest.raises(RuleBroken, match="was what was needed"):
        rules.deliver(need, by=cast.ann)


@pytest.mark.parametrize("needed", ["partly", "no"])
def test_what_was_not_it_is_open_again_for_playing_back(cast: Cast, needed: str) -> None:
    need = looked_back(cast, needed)
    assert state(need, cast) == "unmet"
    assert [found.id for found in queries.waiting_for(cast.ann)] == [need]
    rules.play_back(need, "And the night buses", by=cast.ann)
    rules.recognise(need, by=cast.eve)
    rules.deliver(need, by=cast.ann)
    rules.look_back(need, by=cast.eve, needed="yes")
    assert state(need, cast) == "met"
    assert [found.needed for found in queries.deliveries_of([one(need, cast.eve)])[need]] == [needed, "yes"]


def test_delivered_twice_the_later_delivery_is_looked_back_on(cast: Cast) -> None:
    need = delivered(cast, ours=(cast.ben,))
    rules.deliver(need, by=cast.ben, words="And the spares")
    rules.look_back(need, by=cast.eve, needed="yes")
    found = queries.deliveries_of([one(need, cast.eve)])[need]
    assert [(each.by_id, each.needed) for each in found] == [(cast.ann, ""), (cast.ben, "yes")]


def test_the_last_word_of_the_contact_who_looked_back_holds_and_no_other_contact_says_another(
    cast: Cast,
) -> None:
    fay = fay_of(cast)
    need = looked_back(cast, "no", contacts=(fay,))
    with pytest.raises(RuleBroken):
        rules.look_back(need, by=fay, needed="yes")
    rules.look_back(need, by=cast.eve, needed="yes", words="I had looked at the old ones.")
    assert (state(need, cast), latest(need, cast.ann).looked_words) == (
        "met",
        "I had looked at the old ones.",
    )
    rules.take_up(need, by=cast.ann, words="There is a second depot")
    assert state(need, cast) == "unmet"


def test_words_that_were_erased_are_gone_from_it(cast: Cast) -> None:
    need = looked_back(cast)
    for entry in queries.history(one(need, cast.eve), seen_by=cast.eve):
        if entry.kind in {"need.said", "need.played_back", "need.delivered"}:
            erase.erase_entry(entry.id, by=cast.dana, asked_by=entry.by, ground="asked for it")
    found = one(need, cast.ann)
    assert (found.what, found.good, found.played_words) == ("", "", "")
    assert latest(need, cast.ann).words == ""
    assert replay.check().ok


# ---- what is promised within it --------------------------------------------------------------------------


def promised(need: str, seen_by: str) -> list[tuple[str, str]]:
    within = queries.promises_of([one(need, seen_by)], seen_by=seen_by)[need]
    return [(each.of, each.promise.state) for each in within]


def test_what_was_agreed_is_offered_with_its_price_and_given_with_a_yes(cast: Cast) -> None:
    fay = fay_of(cast)
    need = recognised(cast, contacts=(fay,), ours=(cast.ben,))
    terms: dict[str, Any] = {
        "scope": "Forty sheets",
        "price_low": 400_00,
        "price_high": 500_00,
        "currency": "EUR",
    }
    rules.promise(need, "Forty timetables", FRIDAY, by=cast.ann, to=cast.eve, **terms)
    rules.promise(need, "The list of stops", FRIDAY, by=cast.eve, to=cast.ben)
    rules.ask_promise(need, "A paper sample", FRIDAY, by=cast.eve, of=cast.ann)
    expected = [("ours", "offered"), ("theirs", "made"), ("ours", "asked")]
    for person in (cast.ann, cast.ben, cast.eve, fay):
        assert promised(need, person) == expected
    offered = queries.promises_of([one(need, fay)], seen_by=fay)[need][0].promise
    assert sorted(offered.beside) == sorted([cast.ben, fay])
    with pytest.raises(RuleBroken):
        promises.say_yes(offered.id, by=fay)
    promises.say_yes(offered.id, by=cast.eve)
    assert queries.agreed_prices(one(need, cast.ann), seen_by=cast.ann) == {"EUR": (400_00, 500_00)}
    assert replay.check().ok


def test_we_promise_after_that_is_it_and_not_before(cast: Cast) -> None:
    need = said(cast)
    with pytest.raises(RuleBroken, match="First it is played back"):
        rules.promise(need, "Forty timetables", FRIDAY, by=cast.ann, to=cast.eve)
    with pytest.raises(RuleBroken, match="First it is played back"):
        rules.ask_promise(need, "Forty timetables", FRIDAY, by=cast.eve, of=cast.ann)
    rules.promise(need, "The list of stops", FRIDAY, by=cast.eve, to=cast.ann)
    assert promised(need, cast.ann) == [("theirs", "made")]


def test_promises_go_to_the_other_side_and_nobody_promises_for_another(cast: Cast) -> None:
    need = recognised(cast, ours=(cast.ben,))
    for to in (cast.ben, cast.cy, "", cast.ann):
        with pytest.raises(BadShape, match="other side"):
            rules.promise(need, "Forty timetables", FRIDAY, by=cast.ann, to=to)


def test_a_refused_promise_leaves_nothing_behind(cast: Cast) -> None:
    need = recognised(cast)
    size = ledger.size()
    for how in (
        {"price_low": -5, "currency": "EUR"},
        {"price_low": 5, "currency": "XXQ"},
        {"price_low": 500},
    ):
        with pytest.raises(BadShape):
            rules.promise(need, "Forty timetables", FRIDAY, by=cast.ann, to=cast.eve, **how)
    with pytest.raises(BadShape):
        rules.promise(need, "soon", FRIDAY, by=cast.ann, to=cast.eve)
    assert ledger.size() == size


def test_a_declined_promise_stays_beside_the_need_and_counts_to_no_price(cast: Cast) -> None:
    need = recognised(cast)
    terms: dict[str, Any] = {"price_low": 400_00, "price_high": 400_00, "currency": "EUR"}
    rules.promise(need, "Forty timetables", FRIDAY, by=cast.ann, to=cast.eve, **terms)
    offered = queries.promises_of([one(need, cast.eve)], seen_by=cast.eve)[need][0].promise
    promises.decline(offered.id, by=cast.eve)
    assert promised(need, cast.ann) == [("ours", "declined")]
    rules.deliver(need, by=cast.ann, charged=400_00, currency="EUR")
    assert latest(need, cast.eve).agreed_high is None
    assert state(need, cast) == "delivered"


def a_price(need: str, cast: Cast, low: int, high: int, currency: str = "EUR") -> str:
    """Ann offers it at a price, and Eve says yes."""
    terms: dict[str, Any] = {"price_low": low, "price_high": high, "currency": currency}
    rules.promise(need, "Forty timetables", FRIDAY, by=cast.ann, to=cast.eve, **terms)
    offered = queries.promises_of([one(need, cast.eve)], seen_by=cast.eve)[need][-1].promise
    promises.say_yes(offered.id, by=cast.eve)
    return offered.id


def test_what_is_charged_stands_beside_what_was_agreed_at_that_moment(cast: Cast) -> None:
    need = recognised(cast)
    promise = a_price(need, cast, 400_00, 500_00)
    rules.deliver(need, by=cast.ann, charged=450_00)
    assert (latest(need, cast.eve).currency, latest(need, cast.eve).is_within) == ("EUR", True)
    promises.ask_terms(
        promise, by=cast.ann, price_low=600_00, price_high=600_00, currency="EUR", reason="Paper is dear"
    )
    rules.deliver(need, by=cast.ann, charged=600_00)
    assert latest(need, cast.eve).is_within is False, "asked is not agreed"
    promises.agree_terms(promise, by=cast.eve)
    rules.deliver(need, by=cast.ann, charged=600_00)
    agreed = [
        (each.agreed_low, each.agreed_high) for each in queries.deliveries_of([one(need, cast.eve)])[need]
    ]
    assert agreed == [(400_00, 500_00), (400_00, 500_00), (600_00, 600_00)]
    assert latest(need, cast.eve).is_within is True
    assert replay.check().ok


def test_another_currency_than_the_promised_one_compares_with_nothing(cast: Cast) -> None:
    need = recognised(cast)
    a_price(need, cast, 400_00, 400_00)
    rules.deliver(need, by=cast.ann, charged=400_00, currency="usd")
    found = latest(need, cast.eve)
    assert (found.currency, found.agreed_high, found.is_within) == ("USD", None, None)
    a_price(need, cast, 5_000, 5_000, "JPY")
    with pytest.raises(BadShape, match="which currency"):
        rules.deliver(need, by=cast.ann, charged=400_00)
    for charged, currency in ((0, "EUR"), (-1, "EUR"), (10**13, "EUR"), (5, "EURO")):
        with pytest.raises(BadShape):
            rules.deliver(need, by=cast.ann, charged=charged, currency=currency)


def test_a_contact_promises_to_one_of_ours_whom_they_never_met(cast: Cast) -> None:
    fay = fay_of(cast)
    need = recognised(cast, contacts=(fay,), ours=(cast.ben,))
    rules.promise(need, "The list of stops", FRIDAY, by=fay, to=cast.ben)
    within = queries.promises_of([one(need, fay)], seen_by=fay)[need][0].promise
    assert promise_queries.standing(within) == "waiting", "it is the first act of the two"
    promises.say_yes(within.id, by=cast.ben)
    street = street_queries.between(fay, cast.ben)
    assert street is not None
    assert street.state == "open"


def test_whoever_has_left_is_not_named_beside_what_is_promised_since(cast: Cast) -> None:
    fay = fay_of(cast)
    need = recognised(cast, contacts=(fay,))
    people.leave(fay, by=cast.dana)
    rules.promise(need, "Forty timetables", FRIDAY, by=cast.ann, to=cast.eve)
    assert queries.promises_of([one(need, cast.eve)], seen_by=cast.eve)[need][0].promise.beside == []
