"""What stands between us and a client: the same acts from either end, and nothing that is not one's own."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, come_in, open_street
from tests.pages import fixed
from tests.programs import Program
from twoway.nouns.promises import rules as promises
from twoway.nouns.voices import rules as voices
from twoway.people import rules
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
ROW = re.compile(r'class="row act from-(\w+)" id="a-(\w+)"')
OTHER = {"you": "them", "them": "you", "ink": "ink"}


def page_of(cast: Cast, name: str, client: str, query: str = "") -> str:
    answer = cast.signed_in(name).get(f"/clients/{client}{query}")
    assert answer.status_code == 200
    return fixed(answer.content).decode()


@pytest.fixture
def fay(cast: Cast) -> str:
    return come_in(cast.dana, name="Fay Orr", email="fay@larch.example", role="guest", client=cast.larch)


def test_the_contacts_page_is_the_twin_of_ours(cast: Cast) -> None:
    """The same acts in the same order; what stands left for one stands right for the other."""
    street = open_street(cast.ann, cast.eve)
    promises.make(cast.eve, "The drawings", FRIDAY, by=cast.ann)
    kept = promises.make(cast.ann, "Our measurements", FRIDAY, by=cast.eve)
    streets.add_side(kept.id, by=cast.ann, words="I had asked for them")
    promises.keep(kept.thing, by=cast.eve)
    ours, theirs = (page_of(cast, name, cast.larch) for name in ("ann", "eve"))
    assert ROW.findall(theirs) == [(OTHER[side], act) for side, act in ROW.findall(ours)]
    assert [side for side, _act in ROW.findall(ours)] == ["them", "them", "you"]
    for page, name in ((ours, "Eve Novak"), (theirs, "Ann Lee")):
        assert f'href="/streets/{street.id}"><bdi>{name}' in page
        assert page.count("I had asked for them") == 1
        assert "estimate" not in page.casefold()
    assert ">Larch</bdi></h1>" in ours
    assert ">Fir &amp; Daughters</bdi></h1>" in theirs


def test_nobody_learns_of_what_their_own_side_does_without_them(cast: Cast, fay: str) -> None:
    """Ann and Ben both work for Larch, Eve and Fay both for it; each sees the acts they are on."""
    open_street(cast.ann, cast.eve)
    before = {name: page_of(cast, name, cast.larch) for name in ("ann", "eve", "cy")}
    open_street(cast.ben, fay)
    promises.make(fay, "The secret plan", FRIDAY, by=cast.ben)
    assert {name: page_of(cast, name, cast.larch) for name in ("ann", "eve", "cy")} == before
    assert "Ben Okoro" not in before["ann"] + before["eve"]
    assert "The secret plan" in page_of(cast, "ben", cast.larch)


def test_a_client_has_no_page_for_anothers_contact(cast: Cast) -> None:
    oak = rules.name_client(name="Oak", by=cast.ann).thing
    eve, eves_program = cast.signed_in("eve"), Program.of(cast.eve)
    for path in ("", "/people", "/invite", "/acts"):
        assert eve.get(f"/clients/{oak}{path}").status_code == 404
        assert eves_program.call("GET", f"/clients/{oak}{path}").status_code == 404
    assert eve.get("/clients/new").status_code == 404
    assert eve.get(f"/clients/{cast.larch}/invite").status_code == 404
    assert eve.get("/clients").headers["Location"] == f"/clients/{cast.larch}"
    assert "Oak" in cast.signed_in("cy").get("/clients").content.decode()


def test_an_act_of_several_names_those_of_both_sides_that_are_on_it(cast: Cast, fay: str) -> None:
    """Ann tells two contacts at once what is late; Eve and Fay see that both were told."""
    from twoway.nouns.ownups import rules as ownups

    for guest in (cast.eve, fay):
        open_street(cast.ann, guest)
    said = ownups.say("I read the wrong list.", "A morning.", by=cast.ann, touched=[cast.eve, fay])
    for name, me in (("ann", cast.ann), ("eve", cast.eve)):
        acts = Program.of(me).get(f"/clients/{cast.larch}/acts")
        [act] = [one for one in acts if one["entry"] == said.id]
        assert act["ours"] == [cast.ann]
        assert {*act["contacts"]} == {cast.eve, fay}
        assert ROW.findall(page_of(cast, name, cast.larch))[0][1] == said.id


def test_programs_are_told_what_the_page_shows(cast: Cast, fay: str) -> None:
    open_street(cast.ann, cast.eve)
    voices.raise_("The gate is shut too early", by=cast.eve, to=cast.ann, answer_by=FRIDAY)
    for me in (cast.ann, cast.eve):
        found = Program.of(me).get(f"/clients/{cast.larch}")
        assert [(one["name"], one["with_"]) for one in found["contacts"]] == [
            ("Eve Novak", [cast.ann]),
            ("Fay Orr", []),
        ]
        assert [(one["name"], one["with_"]) for one in found["ours"]] == [("Ann Lee", [cast.eve])]
        [act] = Program.of(me).get(f"/clients/{cast.larch}/acts")
        assert (act["ours"], act["contacts"], act["by"]) == ([cast.ann], [cast.eve], cast.eve)


def test_what_a_contact_did_stays_when_they_leave(cast: Cast) -> None:
    open_street(cast.ann, cast.eve)
    promises.make(cast.eve, "The drawings", FRIDAY, by=cast.ann)
    rules.leave(cast.eve, by=cast.eve)
    page = page_of(cast, "ann", cast.larch)
    assert "The drawings" in page
    assert "no longer here" in page
    rules.erase(cast.eve, by=cast.dana, ground="asked")
    page = page_of(cast, "ann", cast.larch)
    assert "Eve Novak" not in page
    assert "Somebody no longer named" in page


def test_a_client_goes_by_its_new_name_on_both_ends(cast: Cast) -> None:
    open_street(cast.ann, cast.eve)
    rules.rename_client(cast.larch, name="Larch & Sons", by=cast.dana)
    for name in ("ann", "eve"):
        assert "Larch &amp; Sons" in page_of(cast, name, cast.larch)


def test_where_nothing_stands_yet_both_ends_say_so(cast: Cast) -> None:
    for name in ("ann", "eve"):
        page = page_of(cast, name, cast.larch)
        assert "Nothing stands between you yet." in page
        assert ROW.findall(page) == []
    oak = rules.name_client(name="Oak", by=cast.ann).thing
    assert "Nobody from there is here yet." in page_of(cast, "ann", oak)


def test_a_client_with_two_hundred_contacts_takes_no_more_queries(cast: Cast) -> None:
    """Neither do more acts: they come page by page."""
    open_street(cast.ann, cast.eve)
    promises.make(cast.eve, "The drawings", FRIDAY, by=cast.ann)
    few = {path: asked(cast, path) for path in ("", "/people")}
    for number in range(200):
        email = f"{number}@larch.example"
        rules.invite(by=cast.ann, name=f"No {number}", email=email, role="guest", client=cast.larch)
    for number in range(30):
        promises.make(cast.eve, f"Part {number}", FRIDAY, by=cast.ann)
    assert {path: asked(cast, path) for path in ("", "/people")} == few
    page = page_of(cast, "ann", cast.larch)
    assert page.count('class="row act') == 25
    assert "And 193 more" in page
    assert "Part 4<" in page_of(cast, "ann", cast.larch, "?page=2")
    everybody = page_of(cast, "ann", cast.larch, "/people?page=5")
    assert everybody.count('<li class="row">') == 1
    assert page_of(cast, "ann", cast.larch, "/people?q=no 17").count('<li class="row">') == 11


def asked(cast: Cast, path: str) -> int:
    browser = cast.signed_in("ann")
    browser.get("/help")
    with CaptureQueriesContext(connection) as queries:
        browser.get(f"/clients/{cast.larch}{path}")
    return len(queries)
