"""Between us: what each owes, what waits, what to look back on, what is new; the same from both ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from tests.cast import Cast, open_street
from twoway.nouns.promises import rules as promises
from twoway.readings.streets.between import Between, between
from twoway.readings.streets.ends import ends
from twoway.readings.tests.lives import FRIDAY, a_life, broken, kept, main_of, page, promised

At = Callable[[str | datetime], datetime]


def seen(street: str, by: str, since: date | None = None) -> Between:
    return between(ends(street, seen_by=by), since=since)


def test_it_is_the_same_page_from_both_ends_with_the_sides_swapped(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    a_life(cast.ann, cast.ben)
    a_life(cast.ben, cast.ann)
    mine, theirs = seen(street, cast.ann), seen(street, cast.ben)
    for part in ("answers", "promises", "claims"):
        for here, there in ((0, 1), (1, 0)):
            left = [(one.thing, one.what, one.due_on) for one in getattr(mine.halves[here], part)]
            right = [(one.thing, one.what, one.due_on) for one in getattr(theirs.halves[there], part)]
            assert left == right
    assert mine.ended == theirs.ended
    assert [line.entry for line in mine.new] == [line.entry for line in theirs.new]


def test_the_twin_of_ones_page_is_the_others_page(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    a_life(cast.ann, cast.ben)
    twin = cast.signed_in("ann").get(f"/streets/{street}/between?side=theirs").context
    own = cast.signed_in("ben").get(f"/streets/{street}/between").context
    for part in ("headline", "halves", "between", "lines"):
        assert twin[part] == own[part], part


def test_it_sorts_what_is_open_by_who_owes_it_and_what_it_is(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    a_life(cast.ann, cast.ben)
    theirs, yours = seen(street, cast.ann).halves
    assert {one.what for one in theirs.answers} == {"I can help with the audit", "Read the draft"}
    assert [one.what for one in yours.answers] == []
    assert [one.what for one in yours.promises] == ["Draw up the rota"]
    assert [one.what for one in theirs.promises] == ["Paint the line"]
    assert [one.what for one in yours.claims] == ["Sweep the yard"]


def test_what_went_otherwise_lately_is_to_look_back_on(cast: Cast, at: At) -> None:
    street = open_street(cast.ann, cast.ben).id
    broken(cast.ann, cast.ben, what="Order the racks")
    kept(cast.ann, cast.ben, what="Went as it should")
    assert [deed.label for deed in seen(street, cast.ben).ended] == ["Order the racks"]
    at("2026-04-20 09:00")
    assert seen(street, cast.ben).ended == ()


def test_a_passed_day_asks_where_it_is(cast: Cast, at: At) -> None:
    street = open_street(cast.ann, cast.ben).id
    promised(cast.ann, cast.ben, what="Draw up the rota")
    at("2026-03-08 09:00")
    html = main_of(page(cast.signed_in("ben"), f"/streets/{street}/between"))
    assert "This was for Friday 6 March." in html
    assert "late, 2 days" in html


def test_a_claim_of_kept_waits_to_be_looked_back_on(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    promises.keep(promised(cast.ann, cast.ben, what="Draw up the rota"), by=cast.ann)
    html = main_of(page(cast.signed_in("ben"), f"/streets/{street}/between"))
    back = html.split('id="b-back"')[1].split('id="b-new"')[0]
    assert "Draw up the rota" in back
    assert "That is not how it was" in back


def test_new_is_since_a_week_or_since_the_day_that_is_named(cast: Cast, at: At) -> None:
    street = open_street(cast.ann, cast.ben).id
    kept(cast.ann, cast.ben, what="Send the minutes")
    at("2026-03-12 09:00")
    promises.make(cast.ann, "Send the plan", date(2026, 3, 20), by=cast.ben)
    assert {line.about for line in seen(street, cast.ann).new} == {"Send the plan"}
    before = seen(street, cast.ann, since=date(2026, 3, 2))
    assert {line.about for line in before.new} == {"Send the plan", "Send the minutes", ""}


def test_looking_again_shows_the_same(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    a_life(cast.ann, cast.ben)
    browser = cast.signed_in("ann")
    first = page(browser, f"/streets/{street}/between")
    assert page(browser, f"/streets/{street}/between") == first


def test_its_verbs_carry_what_the_reader_had_before_them(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    asked = promises.ask(cast.ann, "Read the draft", FRIDAY, by=cast.ben)
    html = page(cast.signed_in("ann"), f"/streets/{street}/between")
    assert re.search(rf'action="/promises/{asked.thing}/say_yes".*?name="seen" value="{asked.id}"', html)


def test_a_day_that_is_none_is_refused_in_words(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    assert cast.signed_in("ann").get(f"/streets/{street}/between?since=2026-02-30").status_code == 422
