"""Today: what waits for one person, in its order; what others promised and said; nobody else sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.readings.tests.lives import (
    FRIDAY,
    NEXT_MONTH,
    a_life,
    broken,
    crowd,
    kept,
    main_of,
    measured_street,
    page,
    promised,
    thanked,
)

pytestmark = pytest.mark.alike

At = Callable[[str | datetime], datetime]
CLEAR = "Nothing is waiting for you."


def today(cast: Cast, name: str) -> str:
    return main_of(page(cast.signed_in(name), "/"))


def part(html: str, heading: str) -> str:
    """What stands under one heading; nothing when the heading is not there."""
    found = re.split(rf'<h2 id="{heading}"', html)
    return found[1].split("</section>")[0] if len(found) > 1 else ""


def test_with_nothing_open_it_says_so_and_stops(cast: Cast) -> None:
    html = today(cast, "ann")
    assert CLEAR in html
    assert "Nothing is late." in html
    assert "No street yet" not in html


@pytest.mark.parametrize(
    ("moment", "greeting"),
    [
        ("2026-03-02 07:00", "Good morning, Ann."),
        ("2026-03-02 10:59", "Good morning, Ann."),
        ("2026-03-02 11:01", "Good afternoon, Ann."),
        ("2026-03-02 19:00", "Good evening, Ann."),
    ],
)
def test_the_greeting_goes_by_the_clock_where_the_person_is(
    cast: Cast, at: At, moment: str, greeting: str
) -> None:
    at(moment)  # Berlin is an hour ahead
    assert greeting in today(cast, "ann")


def test_what_waits_stands_where_its_day_puts_it(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    promised(cast.ann, cast.ben, what="For today", due_on=date(2026, 3, 2))
    promised(cast.ann, cast.ben, what="For this week")
    promised(cast.ann, cast.ben, what="For next month", due_on=NEXT_MONTH)
    promises.ask(cast.ann, "Asked for", NEXT_MONTH, by=cast.ben)
    html = today(cast, "ann")
    assert "For today" in part(html, "d1")
    assert "Asked for" in part(html, "d1")
    assert "For this week" in part(html, "d2")
    assert "For next month" in part(html, "d3")
    assert "One person is waiting to hear from you." in html


def test_a_passed_day_stands_first_and_is_called_late(cast: Cast, at: At) -> None:
    open_street(cast.ann, cast.ben)
    promised(cast.ann, cast.ben, what="Draw up the rota")
    at("2026-03-09 09:00")
    html = today(cast, "ann")
    assert "late, 3 days" in part(html, "d1")
    assert "One promise is past its day." in html


def test_a_day_is_not_late_before_it_is_over_where_the_promisee_is(cast: Cast, at: At) -> None:
    people.describe(cast.ben, by=cast.ben, name="Ben", title="", zone="Pacific/Honolulu")
    open_street(cast.ann, cast.ben)
    promised(cast.ann, cast.ben, what="Draw up the rota")
    at("2026-03-07 08:00")  # Saturday with Ann, Friday evening with Ben
    assert "late, " not in today(cast, "ann")


def test_what_others_promised_stands_with_their_names(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    promised(cast.ben, cast.ann, what="Fix the label printer")
    promised_to_ann = part(today(cast, "ann"), "s1")
    assert "Fix the label printer" in promised_to_ann
    assert "Ben, Friday 6 March" in promised_to_ann
    assert part(today(cast, "ben"), "s1") == ""


def test_thanks_are_said_to_the_one_they_were_for(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    thanked(cast.ben, kept(cast.ann, cast.ben), "You saved the shift")
    assert "You saved the shift" in part(today(cast, "ann"), "s2")
    assert part(today(cast, "ben"), "s2") == ""


def test_a_street_that_moved_is_shown_only_where_both_wanted_the_estimate(cast: Cast, at: At) -> None:
    measured_street(cast.ann, cast.ben)
    open_street(cast.ann, cast.cy)
    for other in (cast.ben, cast.cy):
        kept(other, cast.ann)
    assert "you can count on them a little more than last week" in part(today(cast, "ann"), "s4")
    assert "Cy" not in part(today(cast, "ann"), "s4")
    assert "can count on you a little more than last week" in part(today(cast, "ben"), "s4")
    at("2026-03-20 09:00")
    assert part(today(cast, "ann"), "s4") == ""


def test_a_street_that_fell_is_said_as_plainly(cast: Cast) -> None:
    measured_street(cast.ann, cast.ben)
    for _time in range(3):
        broken(cast.ben, cast.ann)
    assert "you can count on them a good deal less than last week" in part(today(cast, "ann"), "s4")


def test_a_quiet_street_is_named_without_blame(cast: Cast, at: At) -> None:
    open_street(cast.ann, cast.ben)
    at("2026-04-06 10:00")
    quiet = part(today(cast, "ann"), "s3")
    assert "You and Ben haven’t had an act in five weeks." in quiet
    assert "That isn’t bad. It only means neither of you knows." in quiet


def test_what_was_entered_in_ones_name_shows_to_its_named_author(cast: Cast, at: At) -> None:
    open_street(cast.ann, cast.ben)
    promised(cast.ann, cast.ben, what="Draw up the rota")
    assert "Draw up the rota" in part(today(cast, "ann"), "s5")
    assert "Draw up the rota" not in part(today(cast, "ben"), "s5")
    at("2026-03-04 09:00")
    assert part(today(cast, "ann"), "s5") == ""


def test_an_act_that_was_dated_back_shows_to_its_named_author_all_the_same(cast: Cast, at: At) -> None:
    open_street(cast.ann, cast.ben)
    promises.make(cast.ben, "First", FRIDAY, by=cast.ann)
    at("2026-02-20 09:00")
    promises.make(cast.ben, "Slipped in", FRIDAY, by=cast.ann)
    at("2026-03-05 09:00")
    told = part(today(cast, "ann"), "s5")
    assert "Slipped in" in told
    assert "First" not in told
    assert part(today(cast, "ben"), "s5") == ""


def test_many_acts_of_one_kind_in_ones_name_are_one_line(cast: Cast) -> None:
    crowd(cast.dana, 12)
    html = part(page(cast.signed_in("dana"), "/"), "s5")
    said = re.findall(r'<p class="t">([^<]*)</p>', html)
    assert len(said) == len(set(said)) <= 5
    assert any(re.fullmatch(r"You invited 1\d people", one) for one in said)
    assert f"/history?person={cast.dana}&amp;since=2026-03-01" in html


def test_it_is_about_the_reader_and_nobody_else(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    before = [today(cast, "cy"), page(cast.signed_in("dana"), "/")]
    a_life(cast.ann, cast.ben)
    assert [today(cast, "cy"), page(cast.signed_in("dana"), "/")] == before


def test_nobody_is_asked_in_first(cast: Cast) -> None:
    response = Client().get("/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in")


def test_looking_writes_nothing(cast: Cast) -> None:
    measured_street(cast.ann, cast.ben)
    a_life(cast.ann, cast.ben)
    size = ledger.size()
    today(cast, "ann")
    assert ledger.size() == size


def test_a_longer_day_takes_no_more_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    others, ann, counts = crowd(cast.dana, 20), cast.signed_in("ann"), []
    for ten in (others[:10], others[10:]):
        for other in ten:
            measured_street(cast.ann, other)
            a_life(cast.ann, other)
            promised(cast.ann, other, due_on=FRIDAY)
        with django_assert_max_num_queries(90) as counted:
            page(ann, "/")
        counts.append(len(counted))
    assert counts[0] == counts[1]
