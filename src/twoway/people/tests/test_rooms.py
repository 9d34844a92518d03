"""In the sample company one walks through as anybody; in a study one looks as anybody and adds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.cast import Cast
from twoway.errors import NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.people import accounts, queries, rules, sample
from twoway.people.models import Person
from twoway.web.slots import Slot

DANA: dict[str, Any] = {
    "name": "Larkfield",
    "person_name": "Dana",
    "email": "dana@lark.example",
    "zone": "UTC",
}


@pytest.fixture
def larkfield(db: None) -> list[Person]:
    """A sample company of three."""
    dana = rules.set_up(**DANA, purpose="sample").thing
    larch = rules.name_client(name="Larch", by=dana).thing
    rules.introduce(by=dana, name="Priya Raman", title="Designer", email="priya@lark.example")
    rules.introduce(by=dana, name="Guy", role="guest", client=larch)
    return queries.everybody()


@pytest.fixture
def study(db: None) -> Client:
    """A study, and the browser in which its researcher has signed in."""
    researcher = rules.set_up(**DANA, purpose="study").thing
    for number in range(3):
        rules.introduce(by=researcher, name=f"Person {number}")
    account, browser = accounts.of(researcher), Client()
    assert account is not None
    browser.force_login(account, backend=accounts.BACKEND)
    return browser


def walk(visitor: Client, name: str) -> None:
    person = next(one for one in queries.everybody() if one.name == name)
    assert visitor.post("/sample/walk", {"person": person.id}).status_code == 302


def test_a_visitor_chooses_whom_to_walk_through_as(larkfield: list[Person]) -> None:
    visitor = Client()
    assert visitor.get("/settings").headers["Location"] == "/sample"
    page = visitor.get("/sample").content.decode()
    assert "Walk through as Priya" in page
    assert "Every name and every word is made up" in page
    walk(visitor, "Priya Raman")
    page = visitor.get("/settings").content.decode()
    assert "You are walking through it as Priya Raman" in page
    assert 'href="/sample"' in page
    assert 'href="/sample/remove"' in page
    walk(visitor, "Guy")
    assert "as Guy" in visitor.get("/settings").content.decode()


def test_those_with_whom_the_story_opens_come_first_under_what_has_happened(
    larkfield: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    opens: Slot[Callable[[], sample.Opening]] = Slot()
    opens.fill(lambda: sample.Opening(so_far="Priya made a call.", begins_as=("priya@lark.example",)))
    monkeypatch.setattr(sample, "OPENS", opens)
    page = Client().get("/sample").content.decode()
    places = [page.index(each) for each in ("Priya made a call.", "through as Priya", "through as Dana")]
    assert places == sorted(places)
    assert page.count("Walk through as Priya") == 1


def test_where_nobody_of_the_story_is_here_it_opens_on_nothing(
    larkfield: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    opens: Slot[Callable[[], sample.Opening]] = Slot()
    opens.fill(lambda: sample.Opening(so_far="Ben made a call.", begins_as=("ben@lark.example",)))
    monkeypatch.setattr(sample, "OPENS", opens)
    assert "Ben made a call." not in Client().get("/sample").content.decode()


def test_nobody_signs_in_and_nobody_is_invited_in_the_sample(larkfield: list[Person]) -> None:
    visitor = Client()
    walk(visitor, "Dana")
    assert visitor.get("/sign-in/").headers["Location"] == "/"
    visitor.post("/sign-in/", {"email": "dana@lark.example"})
    answer = visitor.post("/invite", {"name": "Real", "email": "real@fir.example"})
    assert answer.status_code == 422
    assert "not a workplace of real people" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("person", ["", "0" * 12, "nonsense", "x" * 10_000])
def test_one_walks_through_as_somebody_who_is_there(larkfield: list[Person], person: str) -> None:
    assert Client().post("/sample/walk", {"person": person}).status_code == 404


def test_removing_the_sample_is_one_click_beside_the_words_that_say_what_goes(
    larkfield: list[Person],
) -> None:
    page = Client().get("/sample").content.decode()
    assert "All of it goes" in page
    assert re.search(r'<form[^>]* action="/sample/remove">.*<button[^>]* name="sure" value="on">', page)


def test_removing_the_sample_is_asked_once_more_from_any_other_page(
    larkfield: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    removed: list[bool] = []
    monkeypatch.setattr(sample, "remove", lambda: removed.append(True))
    visitor = Client()
    assert "All of it goes" in visitor.get("/sample/remove").content.decode()
    assert visitor.post("/sample/remove").status_code == 422
    assert removed == []
    assert visitor.post("/sample/remove", {"sure": "on"}).headers["Location"] == "/"
    assert removed == [True]


@pytest.mark.parametrize("path", ["/sample", "/sample/remove", "/study"])
def test_a_real_workplace_has_none_of_these_rooms(cast: Cast, path: str) -> None:
    size = ledger.size()
    for browser in (Client(), cast.signed_in("dana")):
        assert browser.get(path).status_code in {302, 404}
        assert browser.post(path, {"sure": "on", "person": cast.ann}).status_code in {401, 404, 405}
    assert Client().post("/sample/walk", {"person": cast.ann}).status_code == 404
    assert cast.signed_in("dana").post("/study/look-as", {"person": cast.ann}).status_code == 404
    with pytest.raises(NotSeen):
        sample.remove()
    assert ledger.size() == size


def test_a_workplace_that_stands_is_not_filled_with_a_story(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="already"):
        sample.fill()
    assert Client().post("/sample/fill").status_code == 409


@pytest.mark.django_db
def test_the_story_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def story() -> None:
        told.append(rules.set_up(**DANA, purpose="sample").thing)
        rules.introduce(by=told[-1], name="Ben Okoro")

    monkeypatch.setattr(sample, "FILLED_BY", [story])
    visitor = Client()
    for _ in range(2):
        assert visitor.post("/sample/fill").headers["Location"] == "/sample"
    assert len(told) == 1


def test_a_researcher_looks_as_one_of_the_people_and_every_page_says_so(study: Client) -> None:
    assert "You see it as Dana would" in study.get("/settings").content.decode()
    page = study.get("/study", {"q": "person 1"}).content.decode()
    assert "Look as Person 1" in page
    assert "Look as Person 2" not in page
    person = next(one for one in queries.everybody() if one.name == "Person 1")
    study.post("/study/look-as", {"person": person.id})
    assert "You see it as Person 1 would" in study.get("/study").content.decode()
    assert study.post("/study/look-as", {"person": "0" * 12}).status_code == 404


def test_nothing_is_added_to_a_study_but_what_is_the_researchers_own(study: Client) -> None:
    size = ledger.size()
    answer = study.post("/invite", {"name": "Real", "email": "real@fir.example"})
    assert answer.status_code == 409
    assert "nothing is added to them" in answer.content.decode()
    assert ledger.size() == size
    person = next(one for one in queries.everybody() if one.name == "Person 1")
    study.post("/study/look-as", {"person": person.id})
    answer = study.post("/settings/you", {"name": "Dr. Dana", "title": "", "zone": "UTC"})
    assert answer.status_code == 302
    assert {one.name for one in queries.everybody()} == {"Dr. Dana", "Person 0", "Person 1", "Person 2"}


def test_nobody_signs_in_as_the_people_of_a_study(study: Client) -> None:
    person = next(one for one in queries.everybody() if one.name == "Person 1")
    assert accounts.of(person.id) is None
    assert Client().get("/settings").headers["Location"].startswith("/sign-in/")
    stranger = Client()
    assert stranger.post("/study/look-as", {"person": person.id}).status_code == 401
    assert stranger.post("/sample/walk", {"person": person.id}).status_code == 404


def test_what_one_looks_as_does_not_open_the_way_to_manage(study: Client) -> None:
    person = next(one for one in queries.everybody() if one.name == "Person 1")
    study.post("/study/look-as", {"person": person.id})
    assert study.get("/manage").status_code == 404


SAMPLE_MARK = "This is a sample company."


@pytest.mark.parametrize("address", ["/no-such-page", "/streets/000000000000"])
def test_error_pages_of_a_sample_company_say_so_and_read_alike(larkfield: list[Person], address: str) -> None:
    visitor = Client()
    visitor.post("/sample/walk", {"person": larkfield[0].id})
    answer, other = visitor.get(address), visitor.get("/promises/000000000000")
    assert answer.status_code == 404
    assert SAMPLE_MARK in answer.content.decode()
    assert answer.content == other.content


def test_error_pages_of_a_study_say_so(study: Client) -> None:
    refused = study.post("/promises/make", {"what": "A plan"})
    assert "A study of records." in refused.content.decode()
    assert "A study of records." in study.get("/no-such-page").content.decode()


def test_error_pages_of_a_real_workplace_carry_no_such_mark(cast: Cast) -> None:
    assert 'class="banner"' not in cast.signed_in("ann").get("/no-such-page").content.decode()
