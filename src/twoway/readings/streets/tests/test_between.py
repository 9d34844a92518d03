"""Between us: what each owes, what waits, what to look back on, what is new; the same from both ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests.cast import Cast, open_street
from tests.programs import Program
from twoway.nouns.promises import rules as promises
from twoway.people import queries as people_queries
from twoway.people import rules as people
from twoway.people.streets import rules as streets
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


@pytest.mark.parametrize("now", ["2026-03-09 08:30", "2026-03-09 11:30", "2026-03-09 16:30"])
def test_from_two_ends_of_the_world_both_are_told_the_same_days(cast: Cast, at: At, now: str) -> None:
    """Whatever the hour: in Kiritimati it is most of a day, or a day more, later than in Honolulu."""
    street = open_street(cast.ann, cast.ben).id
    for person, zone in ((cast.ann, "Pacific/Kiritimati"), (cast.ben, "Pacific/Honolulu")):
        people.describe(person, by=person, name=people_queries.person(person).name, title="", zone=zone)
    for number, hour in enumerate((1, 9, 11, 17, 23)):
        at(f"2026-03-02 {hour:02}:30")
        broken(cast.ann, cast.ben, what=f"Order rack {number}")
        streets.pause(street, by=cast.ann)
        streets.resume(street, by=cast.ann)
    at(now)
    ann, ben = Program.of(cast.ann), Program.of(cast.ben)
    for path in (f"/streets/{street}/acts", f"/streets/{street}", f"/streets/{street}/between"):
        mine, theirs = ann.get(path), ben.get(path)
        assert json.dumps(alike(mine)) == json.dumps(alike(theirs)), path


def alike(told: Any) -> Any:
    """What programs are told, without the sentences and with the ends in one order."""
    if isinstance(told, list):
        return [alike(one) for one in told]
    if not isinstance(told, dict):
        return told
    left_out = {"says", "other", "other_name", "you_owe", "they_owe"}
    owed = {"owed": sorted([told["you_owe"], told["they_owe"]], key=str)} if "you_owe" in told else {}
    return {name: alike(one) for name, one in (told | owed).items() if name not in left_out}


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
    waits = {"I can help with the audit", "Read the draft", "Cut them to the old drawing", "The drawings"}
    assert {one.what for one in theirs.answers} == waits
    assert [one.what for one in yours.answers] == ["Too wide"]
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
