"""The street's page: whole and silent without estimates, the same from both ends, nobody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.people.streets import rules as streets
from twoway.readings.tests.lives import (
    FRIDAY,
    a_life,
    broken,
    kept,
    main_of,
    measured_street,
    page,
    promised,
    text_of,
    thanked,
)

pytestmark = pytest.mark.alike

At = Callable[[str | datetime], datetime]
A_MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
ABOUT_ESTIMATES = re.compile(r"estimate|count on|likely|wider|adds \d|takes away|/model")


def headline(html: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", main_of(html), re.DOTALL)
    assert found
    return re.sub(r"<[^>]+>", "", found.group(1)).replace("&#x27;", "'")


def test_a_third_person_gets_the_bytes_of_a_street_that_is_not_there(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    for name in ("cy", "dana", "eve"):
        browser = cast.signed_in(name)
        for ending in ("", "/between"):
            theirs = browser.get(f"/streets/{street}{ending}")
            nowhere = browser.get(f"/streets/nothinghere0{ending}")
            assert theirs.status_code == nowhere.status_code == 404
            assert text_of(theirs.content) == text_of(nowhere.content)


def test_without_an_estimate_the_page_is_whole_and_silent_about_it(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    a_life(cast.ann, cast.ben)
    html = main_of(page(cast.signed_in("ann"), f"/streets/{street}"))
    assert "Send the minutes" in html
    assert "Open between you" in html
    html = html.replace("How likely is this day?", "")  # a look before the word is given
    assert not ABOUT_ESTIMATES.search(html.split('<details class="how">')[0])
    assert not ABOUT_ESTIMATES.search(html.split("</details>", 1)[1].split('id="street-settings"')[0])


def test_a_lone_wish_for_the_estimate_shows_nowhere_on_the_others_pages(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    a_life(cast.ann, cast.ben)
    ben = cast.signed_in("ben")
    addresses = ["/", "/people", f"/streets/{street}", f"/streets/{street}/between", "/history"]
    before = [page(ben, address) for address in addresses]
    streets.wish_estimate(street, by=cast.ann, wish=True)
    assert [page(ben, address) for address in addresses] == before


def test_a_street_that_began_here_is_as_old_as_its_first_yes(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    html = page(cast.signed_in("ann"), f"/streets/{street}")
    assert "Your street has been open since Monday 2 March." in html
    assert "Records since" not in html


def test_the_headline_says_what_is_open(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    ann, ben = cast.signed_in("ann"), cast.signed_in("ben")
    assert headline(page(ann, f"/streets/{street}")) == "Nothing is open between you and Ben."
    promises.ask(cast.ann, "Read the draft", FRIDAY, by=cast.ben)
    promised(cast.ben, cast.ann, what="The export API")
    assert (
        headline(page(ann, f"/streets/{street}")) == "You owe Ben an answer. Ben owes you “The export API”."
    )
    assert (
        headline(page(ben, f"/streets/{street}")) == "You owe Ann “The export API”. Ann owes you an answer."
    )


def test_with_the_estimate_the_headline_is_no_surer_than_the_record(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    ann = cast.signed_in("ann")
    kept(cast.ben, cast.ann)
    html = page(ann, f"/streets/{street}")
    assert headline(html) == "There is little to go on yet between you and Ben."
    assert "One act counts so far, on Monday 2 March." in html
    for number in range(8):
        kept(cast.ben, cast.ann, what=f"Send plan {number}")
        broken(cast.ann, cast.ben, what=f"Send list {number}")
    said = "You can count on Ben more than Ben can count on you, so far."
    assert headline(page(ann, f"/streets/{street}")) == said
    said = "Ann can count on you more than you can count on Ann, so far."
    assert headline(page(cast.signed_in("ben"), f"/streets/{street}")) == said


def test_the_reasons_on_the_page_add_up(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    for number in range(17):
        kept(cast.ben, cast.ann, what=f"Send plan {number}")
        kept(cast.ann, cast.ben, what=f"Send list {number}")
    broken(cast.ann, cast.ben)
    html = main_of(page(cast.signed_in("ann"), f"/streets/{street}"))
    for side in ("them", "you"):
        column = html.split(f'aria-labelledby="ev-{side}"')[1].split("</section>")[0]
        listed, folded = column.split('<details class="older">')
        assert total(listed) + earlier(folded, side) + 50 == today(column, side)
        assert total(folded.split("</summary>")[1].split("</details>")[0]) == earlier(folded, side)


def total(html: str) -> int:
    """The sum of what is shown, read as it is spoken."""
    adds = sum(int(number) for number in re.findall(r"adds (\d+), give", html))
    return adds - sum(int(number) for number in re.findall(r"takes away (\d+), give", html))


def earlier(html: str, side: str) -> int:
    found = re.search(rf'<b class="num {side}-t">([+−]?)(\d+)</b>', html)
    assert found
    return int(found.group(2)) * (-1 if found.group(1) == "−" else 1)


def today(html: str, side: str) -> int:
    found = re.search(rf'<dd class="num {side}-t">(\d+)</dd>', html)
    assert found
    return int(found.group(1))


def test_the_twin_is_what_the_other_sees(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    a_life(cast.ann, cast.ben)
    twin = cast.signed_in("ann").get(f"/streets/{street}?side=theirs").context
    own = cast.signed_in("ben").get(f"/streets/{street}").context
    for part in ("headline", "lede", "little", "since_when", "estimate", "columns", "lines"):
        assert twin[part] == own[part], part
    drawn = twin["street"].horizontal.replace("?side=theirs&amp;", "?").replace("?side=theirs#", "#")
    assert drawn == own["street"].horizontal
    assert [half.all for half in twin["halves"]] == [half.all for half in own["halves"]]


def test_on_the_twin_nothing_can_be_done_in_the_others_name(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    a_life(cast.ann, cast.ben)
    html = main_of(page(cast.signed_in("ann"), f"/streets/{street}?side=theirs"))
    assert "This is how Ben Okoro sees it" in html
    assert "<form" not in html


def test_every_mark_leads_to_its_act(cast: Cast, at: At) -> None:
    street = open_street(cast.ann, cast.ben).id
    for week in range(12):
        at(A_MONDAY + timedelta(weeks=week))
        due_on = (A_MONDAY + timedelta(weeks=week, days=4)).date()
        promise = promises.make(cast.ben, f"Send list {week}", due_on, by=cast.ann).thing
        promises.confirm(promises.keep(promise, by=cast.ann).thing, by=cast.ben)
    ann = cast.signed_in("ann")
    html = main_of(page(ann, f"/streets/{street}"))
    marks = set(re.findall(r'<a class="mk[^"]*" href="([^"]+)"', html))
    assert len(marks) == 12
    assert any("page=2" in href for href in marks)
    for href in marks:
        address, _hash, place = href.replace("&amp;", "&").partition("#")
        there = page(ann, f"/streets/{street}{address}") if address else html
        assert f'id="{place}"' in there, href


def test_a_cluster_leads_to_the_acts_of_its_days_and_its_lane(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    for number in range(9):
        kept(cast.ann, cast.ben, what=f"Send list {number}")
    kept(cast.ben, cast.ann, what="Send the plan")
    ann = cast.signed_in("ann")
    html = page(ann, f"/streets/{street}?since=2026-03-02&until=2026-03-02&lane=them")
    acts = html.split('id="acts"')[1]
    assert "Some of the acts" in acts
    assert "Send the plan" in acts
    assert "Send list" not in acts


def test_a_day_that_is_none_is_refused_in_words(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    response = cast.signed_in("ann").get(f"/streets/{street}?since=yesterday")
    assert response.status_code == 422
    assert "There is no such day" in response.content.decode()


def test_the_period_decides_how_far_back_the_drawing_goes(cast: Cast, at: At) -> None:
    street = open_street(cast.ann, cast.ben).id
    kept(cast.ann, cast.ben, what="An old one")
    at("2026-07-20 09:00")
    promises.make(cast.ben, "A new one", date(2026, 7, 24), by=cast.ann)
    ann = cast.signed_in("ann")
    short, long = (page(ann, f"/streets/{street}?period={period}") for period in ("3", "all"))
    assert "Kept: An old one" not in short
    assert "Kept: An old one" in long


def test_the_page_says_who_leads_whom_from_each_end(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    people.start_line(manager=cast.ann, report=cast.ben, by=cast.dana)
    assert "You are Ben’s manager." in page(cast.signed_in("ann"), f"/streets/{street}")
    assert "Ann is your manager." in page(cast.signed_in("ben"), f"/streets/{street}")


def test_looking_at_a_street_writes_nothing(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    a_life(cast.ann, cast.ben)
    size = ledger.size()
    browser = cast.signed_in("ann")
    for address in ("", "?side=theirs", "/between", "/between?since=2026-01-01"):
        page(browser, f"/streets/{street}{address}")
    assert ledger.size() == size


def test_more_acts_take_no_more_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    street = measured_street(cast.ann, cast.ben)
    ann, counts = cast.signed_in("ann"), []
    for _round in range(2):
        for number in range(10):
            thanked(cast.ben, kept(cast.ann, cast.ben, what=f"Send list {number}"))
            promised(cast.ben, cast.ann)
        with django_assert_max_num_queries(70) as counted:
            page(ann, f"/streets/{street}")
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_what_a_third_person_does_changes_no_byte_of_what_the_two_get(cast: Cast) -> None:
    street = measured_street(cast.ann, cast.ben)
    measured_street(cast.ben, cast.cy)
    a_life(cast.ann, cast.ben)
    ann = cast.signed_in("ann")
    addresses = [f"/streets/{street}", f"/streets/{street}?side=theirs", f"/streets/{street}/between"]
    before = everything(ann, addresses)
    a_life(cast.cy, cast.ben)
    a_life(cast.ben, cast.cy)
    assert everything(ann, addresses) == before


def everything(browser: Client, addresses: list[str]) -> list[str]:
    return [page(browser, address) for address in [*addresses, "/", "/people", "/history"]]


def test_an_empty_street_offers_a_beginning(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    html = main_of(page(cast.signed_in("ann"), f"/streets/{street}"))
    assert "your first promise" in html


def test_hostile_names_and_words_stay_words(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    evil = '<script>alert("x")</script> "quoted" \u202egnp.exe'
    people.describe(cast.ben, by=cast.ben, name='<b onload="x">Ben</b>', title="", zone="Europe/Berlin")
    kept(cast.ann, cast.ben, what=evil)
    for address in ("", "/between"):
        html = main_of(page(cast.signed_in("ann"), f"/streets/{street}{address}"))
        assert "<script>alert" not in html
        assert "<b onload" not in html
