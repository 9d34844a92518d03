"""Price and scope: said as a promise begins, changed as days are, and looked at when it is done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from tests.cast import Cast, open_street
from twoway.errors import BadShape, RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.nouns.promises import notices, queries, rules, told
from twoway.people import rules as people

FRIDAY = date(2026, 3, 6)
EURO: dict[str, Any] = {"price_low": 100_000, "price_high": 120_050, "currency": "EUR"}
Money = tuple[int | None, int | None, str]


@pytest.fixture
def pair(cast: Cast) -> Cast:
    open_street(cast.ann, cast.ben)
    return cast


def money(id: str, who: str) -> Money:
    promise = queries.one(id, seen_by=who)
    return promise.price_low, promise.price_high, promise.currency


def made(pair: Cast, **how: Any) -> str:
    return rules.make(pair.ben, "The house", FRIDAY, by=pair.ann, **(EURO | how)).thing


def test_a_price_and_a_scope_stand_on_the_promise_and_in_the_mail(pair: Cast) -> None:
    id = made(pair, scope="Both floors, no cellar")
    promise = queries.one(id, seen_by=pair.ben)
    assert money(id, pair.ben) == (100_000, 120_050, "EUR")
    assert promise.scope == "Both floors, no cellar"
    page = pair.signed_in("ben").get(f"/promises/{id}").content.decode()
    assert "At EUR 1,000.00 to 1,200.50." in page
    assert "Both floors, no cellar" in page
    [notice] = notices.notices(ledger.entries_of([id])[0])
    assert notice.line.endswith("at EUR 1,000.00 to 1,200.50.")
    assert notice.words == "The house\n\nBoth floors, no cellar"


@pytest.mark.parametrize(
    ("how", "becomes"),
    [
        ({"price_high": None}, (100_000, 100_000, "EUR")),
        ({"price_low": None}, (120_050, 120_050, "EUR")),
        ({"price_low": 1, "price_high": 10**12}, (1, 10**12, "EUR")),
        ({"currency": " eur "}, (100_000, 120_050, "EUR")),
        ({"currency": "KWD"}, (100_000, 120_050, "KWD")),
        ({"price_low": None, "price_high": None, "currency": ""}, (None, None, "")),
    ],
)
def test_what_makes_a_price(pair: Cast, how: dict[str, Any], becomes: Money) -> None:
    assert money(made(pair, **how), pair.ann) == becomes


@pytest.mark.parametrize(
    ("how", "code", "field"),
    [
        ({"price_low": 0}, "not_more", "price_low"),
        ({"price_low": -100}, "not_more", "price_low"),
        ({"price_high": -1}, "not_more", "price_high"),
        ({"price_high": 10**12 + 1}, "too_much", "price_high"),
        ({"price_low": 10**60}, "too_much", "price_low"),
        ({"price_low": 120_051}, "low_above_high", "price_low"),
        ({"currency": ""}, "no_currency", "currency"),
        ({"currency": "XYZ"}, "no_such_currency", "currency"),
        ({"currency": "€"}, "no_such_currency", "currency"),
        ({"currency": "EUR\x00GBP"}, "no_such_currency", "currency"),
        ({"price_low": None, "price_high": None}, "no_amount", "price_low"),
        ({"scope": "x" * 5_001}, "too_long", "scope"),
    ],
)
def test_what_is_no_price_is_refused_in_a_sentence(
    pair: Cast, how: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(BadShape) as refused:
        made(pair, **how)
    assert (refused.value.code, refused.value.field, refused.value.status) == (code, field, 422)
    assert refused.value.say.endswith(".")


def test_another_way_may_be_another_price_and_leaves_the_rest(pair: Cast) -> None:
    id = rules.offer(pair.ben, "The house", FRIDAY, by=pair.ann, scope="All of it", **EURO).thing
    rules.counter(id, by=pair.ben, price_low=90_000)
    assert money(id, pair.ann) == (90_000, 90_000, "EUR")
    assert queries.one(id, seen_by=pair.ann).scope == "All of it"
    rules.counter(id, by=pair.ann, scope="No cellar")
    with pytest.raises(RuleBroken, match="same words"):
        rules.counter(id, by=pair.ben, price_high=90_000, scope="No cellar")
    rules.say_yes(id, by=pair.ben)
    promise = queries.one(id, seen_by=pair.ben)
    assert (promise.price_low, promise.scope, promise.due_on) == (90_000, "No cellar", FRIDAY)


def test_other_terms_bite_once_the_other_agrees(pair: Cast) -> None:
    id = made(pair, scope="No cellar")
    asked = rules.ask_terms(id, by=pair.ann, price_low=150_000, scope="And the cellar", reason="It is damp")
    assert money(id, pair.ben) == (100_000, 120_050, "EUR")
    assert [notice.to for notice in notices.notices(asked)] == [pair.ben]
    [open_answer] = [one for one in told.opens(seen_by=pair.ben) if one.kind == "answer"]
    assert open_answer.says == "Ann Lee would like to change what is agreed, to EUR 1,500.00"
    assert [verb.label for verb in open_answer.verbs] == ["Agree to the terms", "Keep the terms"]
    assert told.waiting(pair.ben) == 1
    assert [one.id for one in queries.waiting_for(pair.ben)] == [id]
    assert [one.id for one in queries.waiting_for_others(pair.ann)] == [id]
    page = pair.signed_in("ben").get(f"/promises/{id}").content.decode()
    assert "It would be EUR 1,500.00." in page
    rules.agree_terms(id, by=pair.ben, note="Yes")
    promise = queries.one(id, seen_by=pair.ann)
    assert (promise.price_high, promise.scope, promise.terms_changes) == (150_000, "And the cellar", 1)
    says = [line.says for line in notices.history(promise, seen_by=pair.ann)]
    assert says[1:] == [
        "You asked for another scope, at EUR 1,500.00",
        "Ben Okoro agreed to another scope, at EUR 1,500.00",
    ]
    assert replay.check().ok


def test_either_may_ask_and_the_other_may_keep_things_as_they_are(pair: Cast) -> None:
    id = made(pair)
    rules.ask_terms(id, by=pair.ben, price_high=80_000, reason="We found another")
    with pytest.raises(RuleBroken) as refused:
        rules.ask_terms(id, by=pair.ann, price_high=90_000, reason="No")
    assert refused.value.code == "terms_wait"
    for verb in (rules.agree_terms, rules.refuse_terms):
        with pytest.raises(RuleBroken, match="for Ann Lee to answer"):
            verb(id, by=pair.ben)
    rules.ask_terms(id, by=pair.ben, price_high=85_000, reason="Or so")
    rules.refuse_terms(id, by=pair.ann, note="It is what it costs")
    promise = queries.one(id, seen_by=pair.ben)
    assert (promise.price_high, promise.terms_asked_by, promise.terms_high) == (120_050, "", None)
    with pytest.raises(RuleBroken, match="Nobody has asked"):
        rules.agree_terms(id, by=pair.ann)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"reason": "Why"}, "no_change"),
        ({"price_low": 100_000, "price_high": 120_050, "reason": "Why"}, "no_change"),
        ({"scope": "No cellar", "reason": "Why"}, "no_change"),
        ({"price_low": 5}, "empty"),
        ({"price_low": -5, "reason": "Why"}, "not_more"),
        ({"currency": "GBP", "reason": "Why"}, "no_amount"),
    ],
)
def test_other_terms_are_other_and_say_why(pair: Cast, how: dict[str, Any], code: str) -> None:
    id = made(pair, scope="No cellar")
    with pytest.raises((BadShape, RuleBroken)) as refused:
        rules.ask_terms(id, by=pair.ann, **how)
    assert refused.value.code == code


def test_a_price_may_come_later_if_both_agree(pair: Cast) -> None:
    id = rules.make(pair.ben, "The house", FRIDAY, by=pair.ann).thing
    with pytest.raises(BadShape, match="in which currency"):
        rules.ask_terms(id, by=pair.ann, price_low=5, reason="It grew")
    rules.ask_terms(id, by=pair.ann, price_low=500, currency="JPY", reason="It grew")
    rules.agree_terms(id, by=pair.ben)
    assert money(id, pair.ben) == (500, 500, "JPY")


def test_what_was_charged_stands_with_what_was_kept(pair: Cast) -> None:
    id = made(pair)
    rules.keep(id, by=pair.ann, charged=119_900)
    promise = queries.one(id, seen_by=pair.ben)
    assert promise.charged == 119_900
    assert notices.history(promise, seen_by=pair.ben)[-1].says.endswith("for EUR 1,199.00")
    rules.contest(id, by=pair.ben)
    assert queries.one(id, seen_by=pair.ben).charged is None
    rules.keep(id, by=pair.ann)
    rules.confirm(id, by=pair.ben, charged=130_000)
    assert queries.one(id, seen_by=pair.ann).charged == 130_000
    assert replay.check().ok


def test_nothing_is_charged_where_no_price_stands(pair: Cast) -> None:
    id = rules.make(pair.ben, "The house", FRIDAY, by=pair.ann).thing
    for verb, who in ((rules.keep, pair.ann), (rules.confirm, pair.ben)):
        with pytest.raises(BadShape, match="No price was agreed"):
            verb(id, by=who, charged=5)
    browser = pair.signed_in("ann")
    assert browser.post(f"/promises/{id}/keep", {"charged": "5"}).status_code == 422


def test_amounts_are_typed_as_people_write_them(pair: Cast) -> None:
    ann = pair.signed_in("ann")
    typed = {"to": pair.ben, "what": "The house", "due_on": "2026-03-06", "currency": "eur"}
    sent = ann.post("/promises/make/begin", typed | {"price_low": "1,000", "price_high": "1 200.5"})
    id = sent["Location"].rsplit("/", 1)[1]
    assert money(id, pair.ann) == (100_000, 120_050, "EUR")
    asked = ann.post(f"/promises/{id}/ask_terms", {"price_low": "1,300", "reason": "It is damp"})
    assert asked.status_code == 303
    assert queries.one(id, seen_by=pair.ann).terms_low == 130_000
    done = ann.post(f"/promises/{id}/keep", {"charged": "1,200.50"})
    assert done.status_code == 303
    assert queries.one(id, seen_by=pair.ann).charged == 120_050
    for wrong in ("minus five", "-5", "1.2.3", "1,20", "5.123", "٣"):
        refused = ann.post("/promises/make/begin", typed | {"price_low": wrong})
        assert refused.status_code == 422
        assert "Write it like" in refused.content.decode()


# ---- a look before the word is given ---------------------------------------------------------------------


def test_a_look_enters_nothing_and_keeps_all_that_was_typed(pair: Cast) -> None:
    below, size = made(pair), ledger.size()
    typed = {
        "to": pair.ben,
        "what": "The roof",
        "due_on": "2026-03-06",
        "sure_by": "2026-03-05",
        "price_low": "1,2",
        "currency": "eur",
        "scope": "All of it",
        "beside": pair.cy,
        "hangs_on": below,
    }
    for kind, name in (("make", "look"), ("offer", "look"), ("ask", "more"), ("note", "more")):
        answer = pair.signed_in("ann").post(f"/promises/{kind}/begin", typed | {name: "1"})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert 'value="The roof"' in page
        assert 'value="1,2"' in page
        assert f'value="{below}" checked' in page
        assert f'value="{pair.cy}" checked' in page
    assert ledger.size() == size


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"to": "nobody", "due_on": "tomorrow", "sure_by": "2026-99-99", "hangs_on": ["x", "0" * 12, "\x00"]},
        {"to": "new", "due_on": "9999-12-31"},
    ],
)
def test_a_look_at_nonsense_is_a_look_at_nothing(pair: Cast, typed: dict[str, Any]) -> None:
    answer = pair.signed_in("ann").post("/promises/make/begin", typed | {"look": "1"})
    assert answer.status_code == 200


def test_what_is_in_mind_is_what_makes_sense_and_is_seen(pair: Cast) -> None:
    below, query = made(pair), QueryDict(mutable=True)
    query.update({"to": pair.ben, "due_on": "2026-03-06", "sure_by": "soon"})
    query.setlist("hangs_on", [below, below, "0" * 12])
    mind = queries.composing("make", query, me=pair.ann)
    assert mind == queries.Composing(
        promiser=pair.ann, promisee=pair.ben, due_on=FRIDAY, sure_by=None, hangs_on=(below,)
    )
    assert queries.composing("ask", query, me=pair.ann).promiser == pair.ben
    assert queries.composing("make", query, me=pair.cy).hangs_on == ()
    assert queries.composing("make", query, me=pair.ben).promisee == ""


def test_where_no_estimates_are_allowed_nobody_is_asked_how_likely(pair: Cast) -> None:
    ann = pair.signed_in("ann")
    assert b"How likely is this day?" in ann.get("/promises/new").content
    people.end_estimates(by=pair.dana)
    page = ann.get("/promises/new").content
    assert b"likely" not in page
    assert b"How long did such things take?" in page
