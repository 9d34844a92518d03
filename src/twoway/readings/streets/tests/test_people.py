"""People: by name and never by number, each street in small, whom one can see and nobody else."""

from __future__ import annotations

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, open_street
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.readings.tests.lives import (
    FRIDAY,
    a_life,
    broken,
    crowd,
    kept,
    main_of,
    measured_street,
    page,
    promised,
)

pytestmark = pytest.mark.alike


def names(html: str) -> list[str]:
    return re.findall(r'<p class="t"><a href="[^"]+"><bdi>([^<]+)</bdi></a>', main_of(html))


def test_people_stand_in_the_order_of_their_names(cast: Cast) -> None:
    measured_street(cast.ann, cast.cy)
    for _round in range(5):
        kept(cast.cy, cast.ann)
    open_street(cast.ann, cast.ben)
    broken(cast.ben, cast.ann)
    assert names(page(cast.signed_in("ann"), "/people")) == [
        "Ben Okoro",
        "Cy Möller",
        "Dana Ruiz",
        "Eve Novak",
    ]


def test_a_row_says_what_is_open_and_what_comes_next(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    promises.ask(cast.ann, "Read the draft", FRIDAY, by=cast.ben)
    html = page(cast.signed_in("ann"), "/people")
    assert "You owe <bdi>Ben</bdi> an answer." in html
    assert "Next on Friday 6 March." in html


def test_a_guest_sees_only_whom_they_share_something_with(cast: Cast) -> None:
    assert names(page(cast.signed_in("eve"), "/people")) == []
    open_street(cast.ann, cast.eve)
    assert names(page(cast.signed_in("eve"), "/people")) == ["Ann Lee"]


def test_an_empty_list_says_what_is_so_and_offers_only_what_one_may_do(cast: Cast) -> None:
    nobodys, anns = cast.signed_in("eve"), cast.signed_in("ann")
    assert "You see nobody here yet." in page(nobodys, "/people")
    assert "/invite" not in main_of(page(nobodys, "/people"))
    assert "You have no street yet." in page(anns, "/people?show=streets")
    assert "Nobody else is here yet." not in page(anns, "/people?show=streets")


def test_search_finds_parts_of_names_whatever_their_case(cast: Cast) -> None:
    ann = cast.signed_in("ann")
    assert names(page(ann, "/people?q=OKO")) == ["Ben Okoro"]
    assert names(page(ann, "/people?q=m%C3%B6l")) == ["Cy Möller"]
    assert "Nobody here goes by that name." in page(ann, "/people?q=zzz")


def test_the_list_can_be_cut_to_what_waits(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    open_street(cast.ann, cast.cy)
    promises.ask(cast.ann, "Read the draft", FRIDAY, by=cast.ben)
    promised(cast.cy, cast.ann)
    ann = cast.signed_in("ann")
    assert names(page(ann, "/people?show=waiting")) == ["Ben Okoro"]
    assert names(page(ann, "/people?show=open")) == ["Ben Okoro", "Cy Möller"]
    assert names(page(ann, "/people?show=others")) == ["Dana Ruiz", "Eve Novak"]
    assert names(page(ann, "/people?show=nonsense")) == names(page(ann, "/people"))


def test_long_lists_come_in_pages(cast: Cast) -> None:
    crowd(cast.dana, 60)
    ann = cast.signed_in("ann")
    assert len(names(page(ann, "/people"))) == 50
    assert len(names(page(ann, "/people?page=2"))) == 14
    assert names(page(ann, "/people?page=999")) == names(page(ann, "/people?page=2"))


def test_somebody_without_a_street_has_a_page_to_begin_on(cast: Cast) -> None:
    html = main_of(page(cast.signed_in("ann"), f"/people/{cast.ben}"))
    assert "There is no street between you yet." in html
    assert 'id="compose"' in html
    street = open_street(cast.ann, cast.ben).id
    assert cast.signed_in("ann").get(f"/people/{cast.ben}").headers["Location"] == f"/streets/{street}"


def test_whom_one_cannot_see_is_not_there(cast: Cast) -> None:
    eve = cast.signed_in("eve")
    assert eve.get(f"/people/{cast.ann}").status_code == 404
    assert eve.get("/people/nothinghere0").status_code == 404


def test_whoever_has_left_stays_where_there_is_a_street(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    people.leave(cast.ben, by=cast.ben)
    people.leave(cast.cy, by=cast.cy)
    assert names(page(cast.signed_in("ann"), "/people")) == ["Ben Okoro", "Dana Ruiz", "Eve Novak"]


def test_twenty_streets_take_as_many_queries_as_ten(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    others, ann, counts = crowd(cast.dana, 20), cast.signed_in("ann"), []
    for ten in (others[:10], others[10:]):
        for other in ten:
            measured_street(cast.ann, other)
            a_life(cast.ann, other)
        with django_assert_max_num_queries(55) as counted:
            page(ann, "/people")
        counts.append(len(counted))
    assert counts[0] == counts[1]
