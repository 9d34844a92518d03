"""The pages of own-ups: two blanks, who will see it before it is sent, the letter, and what came back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, come_in, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.ownups import queries, rules
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks

pytestmark = pytest.mark.alike

FRIDAY = date(2026, 3, 6)
WHAT, COST = "I skipped the dry run", "Your weekend"


def owned(cast: Cast, **how: Any) -> str:
    """Ann owned up to Ben: the own-up's id."""
    return rules.say(WHAT, COST, **{"by": cast.ann, "touched": [cast.ben]} | how).thing


def read(browser: Client, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("path", ["/", "/promises", "/thanks", "/people", "/settings", "/history", "/more"])
def test_owning_up_is_one_tap_away_on_every_page(cast: Cast, path: str) -> None:
    page = read(cast.signed_in("ann"), path)
    assert page.count('href="/ownups/new"') >= 2  # in the sidebar, and in the bar on the phone


def test_two_blanks_and_one_person_send_it_at_once(cast: Cast) -> None:
    blanks = {"what": WHAT, "cost": COST, "touched": [cast.ben]}
    response = cast.signed_in("ann").post("/ownups/say", blanks)
    assert response.status_code == 303
    ownup = queries.said_by(cast.ann).get()
    assert (response["Location"], ownup.what) == (f"/ownups/{ownup.id}", WHAT)


@pytest.mark.parametrize("empty", ["what", "cost", "touched"])
def test_an_empty_blank_is_said_beside_it_and_the_words_are_kept(cast: Cast, empty: str) -> None:
    blanks = {"what": WHAT, "cost": COST, "touched": [cast.ben]} | {empty: ""}
    response = cast.signed_in("ann").post("/ownups/say", blanks)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="own-{empty}_error"' in page
    assert (COST if empty == "what" else WHAT) in page


def test_whoever_lets_more_people_hear_sees_first_who_they_are(cast: Cast) -> None:
    ann, size = cast.signed_in("ann"), ledger.size()
    blanks = {"what": WHAT, "cost": COST, "touched": [cast.ben], "told": [cast.cy]}
    page = ann.post("/ownups/say", blanks).content.decode()
    assert ledger.size() == size
    assert all(text in page for text in ("Nothing is sent yet", "Ben Okoro", "Cy Möller", WHAT, COST))
    assert ann.post("/ownups/say", blanks | {"looked": "1"}).status_code == 303
    assert queries.said_by(cast.ann).get().told == [cast.cy]


def test_one_may_look_first_and_change_something(cast: Cast) -> None:
    ann = cast.signed_in("ann")
    blanks = {"what": WHAT, "cost": COST, "touched": [cast.ben], "sorry": "I am sorry."}
    assert "I am sorry." in ann.post("/ownups/look", blanks).content.decode()
    page = ann.post("/ownups/change", blanks).content.decode()
    assert "I am sorry." in page
    assert f'value="{cast.ben}"' in page
    assert not queries.said_by(cast.ann).exists()


def test_what_could_not_be_sent_is_said_before_it_is_looked_at(cast: Cast) -> None:
    row = {"to-0": cast.ben, "will-0": "soon", "due_on-0": "2026-03-12"}
    blanks = {"what": WHAT, "cost": COST, "touched": [cast.ben]} | row
    response = cast.signed_in("ann").post("/ownups/look", blanks)
    assert (response.status_code, "tell when this is done" in response.content.decode()) == (422, True)


def test_no_figure_stands_on_any_page_before_it_is_sent(cast: Cast) -> None:
    ann = cast.signed_in("ann")
    blanks = {"what": WHAT, "cost": COST, "touched": [cast.ben]}
    for page in (read(ann, "/ownups/new"), ann.post("/ownups/look", blanks).content.decode()):
        main = page.split('id="main"')[1]
        assert not any(word in main for word in ("points", "worth", "count on", "%", "likely"))


def test_from_a_promise_it_is_about_that_promise_and_its_other_end_is_picked(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    promise = promises.make(cast.ben, "You'll have the plan", FRIDAY, by=cast.ann).thing
    ann = cast.signed_in("ann")
    assert f'href="/ownups/new?about={promise}"' in read(ann, f"/promises/{promise}")
    page = read(ann, f"/ownups/new?about={promise}")
    assert f'value="{cast.ben}" id="own-touched_' in page
    assert "You&#x27;ll have the plan" in page
    picked = page.split('name="touched"')[1:]
    assert [cast.ben in box.split(">")[0] for box in picked if "checked" in box.split(">")[0]] == [True]


def test_promises_are_made_with_it_and_stand_below_since_then(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    row = {"to-0": cast.ben, "will-0": "You'll have Friday off", "due_on-0": "2026-03-12"}
    blanks = {"what": WHAT, "cost": COST, "touched": [cast.ben]}
    ann = cast.signed_in("ann")
    assert "Pick a day" in ann.post("/ownups/say", blanks | row | {"due_on-0": ""}).content.decode()
    ann.post("/ownups/say", blanks | row)
    page = read(cast.signed_in("ben"), f"/ownups/{queries.said_by(cast.ann).get().id}")
    assert "Since then" in page
    assert "You&#x27;ll have Friday off" in page


def test_the_letter_reads_the_same_for_all_who_know(cast: Cast) -> None:
    id = owned(cast, touched=[cast.ben, cast.cy], sorry="I am sorry.", changes="A dry run each time.")
    for name in ("ann", "ben", "cy"):
        page = read(cast.signed_in(name), f"/ownups/{id}")
        assert all(part in page for part in (WHAT, COST, "I am sorry.", "A dry run each time."))
        assert "Who knows" in page
    assert cast.signed_in("dana").get(f"/ownups/{id}").status_code == 404


def test_an_answer_comes_back_to_the_owner_and_opens_when_its_writer_says_so(cast: Cast) -> None:
    id = owned(cast, touched=[cast.ben, cast.cy])
    ben, cy, path = cast.signed_in("ben"), cast.signed_in("cy"), f"/ownups/{id}"
    assert "in it yet" in ben.post(f"{path}/answer", {"words": " "}).content.decode()
    assert ben.post(f"{path}/answer", {"words": "I slept last night."}).status_code == 303
    assert "I slept last night." in read(cast.signed_in("ann"), path)
    assert "I slept last night." not in read(cy, path)
    answer = queries.answers_to(queries.one(id, seen_by=cast.ben), seen_by=cast.ben)[0]
    assert cast.signed_in("ann").post(f"/ownups/answers/{answer.id}/share").status_code == 409
    assert cy.post(f"/ownups/answers/{answer.id}/share").status_code == 404
    assert ben.post(f"/ownups/answers/{answer.id}/share").status_code == 303
    assert "I slept last night." in read(cy, path)


def test_thanks_are_offered_to_those_it_cost_something_and_come_back_below(cast: Cast) -> None:
    id = owned(cast, told=[cast.cy])
    said = queries.one(id, seen_by=cast.ann).said_entry
    assert f"/thanks/new?about={said}" in read(cast.signed_in("ben"), f"/ownups/{id}")
    assert f"/thanks/new?about={said}" not in read(cast.signed_in("cy"), f"/ownups/{id}")
    assert said in read(cast.signed_in("ben"), f"/thanks/new?about={said}")
    thanks.give(said, "You said it was yours.", by=cast.ben)
    assert "You said it was yours." in read(cast.signed_in("ann"), f"/ownups/{id}")
    assert "You said it was yours." not in read(cast.signed_in("cy"), f"/ownups/{id}")


def test_those_who_know_see_who_will_hear_of_it_before_they_do(
    cast: Cast, at: Callable[[str], object]
) -> None:
    id = owned(cast)
    ann, ben, path = cast.signed_in("ann"), cast.signed_in("ben"), f"/ownups/{id}"
    assert ann.post(f"{path}/widen", {"to": [cast.cy]}).status_code == 303
    assert "Cy Möller" in read(ben, path)
    assert "I have seen it" in read(ben, path)
    assert ben.post(f"{path}/have_seen").status_code == 303
    assert "I have seen it" not in read(ben, path)
    assert rules.open_due() == 1
    assert WHAT in read(cast.signed_in("cy"), path)


def test_own_ups_stand_in_the_sidebar_once_there_is_one(cast: Cast) -> None:
    ben = cast.signed_in("ben")
    assert 'href="/ownups"' not in read(ben, "/promises")
    owned(cast)
    assert 'href="/ownups"' in read(ben, "/promises")
    assert 'href="/ownups"' not in read(cast.signed_in("cy"), "/promises")


def test_lists_hold_ones_own_and_those_one_heard(cast: Cast) -> None:
    owned(cast)
    for name, title in (("ann", "You said"), ("ben", "Said to you")):
        page = read(cast.signed_in(name), "/ownups")
        assert title in page
        assert WHAT in page
    assert "Nothing owned up to yet" in read(cast.signed_in("cy"), "/ownups")


@pytest.mark.parametrize("path", ["/ownups", "/ownups/ID", "/", "/ownups/new"])
def test_a_page_asks_as_much_of_ten_as_of_twenty(cast: Cast, path: str) -> None:
    others = [come_in(cast.dana, name=f"Colleague {n}", email=f"c{n}@fir.example") for n in range(20)]
    first = owned(cast, touched=[cast.ben, *others[:10]])
    for person in others[:10]:
        rules.answer(first, "Thank you", by=person)
        thanks.give(queries.one(first, seen_by=cast.ann).said_entry, "Thanks", by=person)
        owned(cast, by=person, touched=[cast.ann])
    ann, path = cast.signed_in("ann"), path.replace("ID", first)
    ten = asked_by(ann, path)
    for person in others[:10]:
        rules.answer(first, "Once more", by=person)
        owned(cast, by=person, touched=[cast.ann])
    assert asked_by(ann, path) == ten


def asked_by(browser: Client, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    return len(captured)
