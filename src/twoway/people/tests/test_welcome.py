"""The first visit: a workplace of one's own in a minute, and then one person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from tests.cast import Cast
from tests.pages import fixed
from twoway.ledger import queries as ledger
from twoway.people import queries, rules, sample
from twoway.people.pages import welcome

DANA: dict[str, Any] = {
    "name": "Fir",
    "person_name": "Dana Ruiz",
    "email": "dana@fir.example",
    "zone": "Europe/Berlin",
}


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def on_the_internet() -> Iterator[None]:
    before, settings.TWOWAY_URL = settings.TWOWAY_URL, "https://twoway.example.org"
    yield
    settings.TWOWAY_URL = before


def once_in(page: bytes) -> str:
    found = re.search(rb'name="once" value="([^"]+)"', page)
    assert found is not None
    return found[1].decode()


@pytest.mark.django_db
def test_a_first_visitor_is_asked_to_set_up_or_to_walk_through(visitor: Client) -> None:
    page = visitor.get("/welcome").content.decode()
    assert "Set up your workplace" in page
    assert ("Walk through a sample company" in page) == sample.can_fill()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/settings", "/manage", "/invite", "/sign-in/", "/promises"])
def test_every_door_leads_to_the_first_page_until_somebody_is_set_up(visitor: Client, path: str) -> None:
    assert visitor.get(path).headers["Location"] == "/"


@pytest.mark.django_db
def test_the_first_page_is_the_welcome_until_somebody_is_set_up(visitor: Client) -> None:
    assert "Set up your workplace" in visitor.get("/").content.decode()


@pytest.mark.django_db
def test_setting_up_signs_in_and_goes_on_to_what_one_can_do_alone(visitor: Client) -> None:
    key = once_in(visitor.get("/set-up").content)
    answer = visitor.post("/set-up", DANA | {"once": key})
    assert answer.headers["Location"] == "/"
    assert "Just you, so far" in visitor.get("/").content.decode()
    answer = visitor.post(
        "/invite",
        {"name": "Ben", "email": "ben@fir.example", "together": "leads", "line": "With you, please."},
    )
    assert answer.status_code == 302
    [message] = mail.outbox
    assert (message.to, "With you, please." in str(message.body)) == (["ben@fir.example"], True)
    dana = queries.by_email("dana@fir.example")
    assert dana is not None
    assert [one.name for one in queries.reports_of(dana.id)] == ["Ben"]


@pytest.mark.django_db
def test_pressing_the_button_twice_sets_up_once_and_signs_in_both_times(visitor: Client) -> None:
    key = once_in(visitor.get("/set-up").content)
    other = Client()
    for browser in (visitor, other):
        assert browser.post("/set-up", DANA | {"once": key}).headers["Location"] == "/"
        assert browser.get("/settings").status_code == 200
    assert len(queries.everybody()) == 1


@pytest.mark.django_db
def test_a_set_up_form_kept_for_later_opens_nothing(visitor: Client, at: object) -> None:
    key = once_in(visitor.get("/set-up").content)
    visitor.post("/set-up", DANA | {"once": key})
    at("2026-03-02 09:30")  # type: ignore[operator]
    late = Client()
    assert late.post("/set-up", DANA | {"once": key}).headers["Location"] == "/"
    assert late.get("/settings").status_code == 302


@pytest.mark.django_db
def test_what_is_wrong_stands_beside_its_blank_and_what_was_typed_stays(visitor: Client) -> None:
    answer = visitor.post("/set-up", DANA | {"name": "x" * 100_000})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "100,000 characters" in page
    assert 'value="Dana Ruiz"' in page
    answer = visitor.post("/set-up", DANA | {"email": "dana"})
    assert "is no mail address" in answer.content.decode()
    assert queries.workplace() is None


def test_a_workplace_that_stands_is_not_set_up_again(cast: Cast, visitor: Client) -> None:
    assert visitor.get("/welcome").status_code == visitor.get("/set-up").status_code == 302
    answer = visitor.post("/set-up", DANA | {"email": "mallory@fir.example"})
    assert answer.status_code == 422
    assert "set up already" in answer.content.decode()
    assert visitor.get("/settings").status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("on_the_internet")
def test_where_strangers_could_come_first_the_consoles_reader_is_the_owner(visitor: Client) -> None:
    assert "Set-up code" in visitor.get("/set-up").content.decode()
    for code in ("", "0000-0000"):
        answer = visitor.post("/set-up", DANA | {"code": code})
        assert (answer.status_code, queries.workplace()) == (422, None)
    answer = visitor.post("/set-up", DANA | {"code": welcome.set_up_code()})
    assert answer.headers["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.usefixtures("on_the_internet")
def test_the_set_up_code_cannot_be_guessed_by_trying(visitor: Client) -> None:
    answers = [visitor.post("/set-up", DANA | {"code": f"{n:07}٣"}).status_code for n in range(12)]
    assert answers == [422] * 10 + [429] * 2


def test_members_invite_and_guests_find_no_such_door(cast: Cast) -> None:
    form = {"name": "Finn", "email": "finn@fir.example"}
    assert cast.signed_in("ann").post("/invite", form).status_code == 302
    assert queries.by_email("finn@fir.example") is not None
    for answer in (cast.signed_in("eve").get("/invite"), cast.signed_in("eve").post("/invite", form)):
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("email", "words"), [("ben@fir.example", "You are in already"), ("cy@fir.example", "You were there")]
)
def test_a_taken_address_answers_as_a_new_one_and_its_owner_hears_who_asked(
    cast: Cast, email: str, words: str
) -> None:
    rules.leave(cast.cy, by=cast.dana)
    ann, size = cast.signed_in("ann"), ledger.size()
    form = {"name": "Noor", "line": "Start with me."}
    taken = ann.post("/invite", form | {"email": email}, follow=True)
    assert ledger.size() == size
    [told] = mail.outbox
    assert (told.to, told.subject) == ([email], "Ann Lee invites you to Twoway")
    assert words in str(told.body)
    assert "Start with me." in str(told.body)
    new = ann.post("/invite", form | {"email": "noor@fir.example"}, follow=True)
    assert taken.redirect_chain == new.redirect_chain
    [said], [of_taken] = ([str(one) for one in page.context["messages"]] for page in (new, taken))
    assert said == of_taken
    assert (len(mail.outbox), mail.outbox[-1].subject) == (2, told.subject)
    ann.post("/invite", form | {"email": email})
    assert len(mail.outbox) == 2, "once a day is enough"


def test_what_is_wrong_beside_a_taken_address_is_refused_as_beside_a_new_one(cast: Cast) -> None:
    ann = cast.signed_in("ann")
    for wrong in ({"name": ""}, {"name": "x" * 1_000}, {"name": "N", "line": "x" * 1_000}):
        form = {"line": "", **wrong}
        taken, new = (
            ann.post("/invite", form | {"email": email}) for email in ("ben@fir.example", "noor@fir.example")
        )
        assert taken.status_code == new.status_code == 422
        assert fixed(taken.content) == fixed(new.content).replace(b"noor@fir", b"ben@fir")


def test_whoever_was_invited_and_has_not_answered_gets_a_fresh_link(
    cast: Cast, at: Callable[[str], object]
) -> None:
    for day, who in (("2026-03-02 09:00", "ann"), ("2026-03-02 09:01", "ben"), ("2026-03-03 09:10", "ben")):
        at(day)
        cast.signed_in(who).post("/invite", {"name": "Noor", "email": "noor@fir.example"})
    assert [str(one.subject) for one in mail.outbox] == [
        "Ann Lee invites you to Twoway",
        "Ben Okoro invites you to Twoway",
    ]
    assert all("/invitation/" in str(one.body) for one in mail.outbox)


def test_whoever_sees_all_addresses_is_told_plainly_that_one_is_taken(cast: Cast) -> None:
    answer = cast.signed_in("dana").post("/invite", {"name": "B", "email": "ben@fir.example"})
    assert answer.status_code == 422
    assert "is here already" in answer.content.decode()
    assert mail.outbox == []


def test_nobody_invites_without_end(cast: Cast) -> None:
    ann = cast.signed_in("ann")
    answers = [
        ann.post("/invite", {"name": "N", "email": f"n{number}@fir.example"}).status_code
        for number in range(52)
    ]
    assert answers == [302] * 50 + [429] * 2
