"""Somebody not here yet: their first mail tells what this is, and everything can be answered from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast
from twoway.integrations.email.models import GIVEN_UP, WAITING, Mail
from twoway.integrations.email.tests.conftest import FRIDAY, Office, links_of, to
from twoway.nouns.promises import queries
from twoway.nouns.promises import rules as promises
from twoway.people import inviting

NOOR = "noor@fir.example"
pytestmark = pytest.mark.django_db


@pytest.fixture
def mail_set_up() -> Iterator[None]:
    before, settings.TWOWAY_MAIL = settings.TWOWAY_MAIL, "smtp://mail.example"
    yield
    settings.TWOWAY_MAIL = before


def asks(cast: Cast, what: str = "the plan for line 3") -> str:
    """Ann asks somebody not here yet for a promise; its id."""
    entry = inviting.begin_with(
        lambda person_id, **how: promises.ask(person_id, what, FRIDAY, by=cast.ann, **how),
        by=cast.ann,
        name="Noor Ali",
        email=NOOR,
        words=what,
    )
    assert entry is not None
    return entry.thing


def press(link: str, **typed: str) -> str:
    return Client().post(link, typed, follow=True).content.decode()


def page_of(cast: Cast, promise: str) -> str:
    return cast.signed_in("ann").get(f"/promises/{promise}").content.decode()


def test_the_first_mail_says_what_this_is_and_holds_each_answer_and_the_way_in(office: Office) -> None:
    asks(office.cast)
    message = to(office.work(), NOOR)
    body = str(message.body)
    assert message.subject == "Ann Lee asks you for a promise"
    assert "without an account" in body
    assert "What you see about us, I see about us." in body
    assert "/invitation/" in body
    assert {"I promise it", "Another way", "No"} <= set(links_of(message))


def test_later_mails_hold_no_second_way_in(office: Office) -> None:
    promise = asks(office.cast)
    office.work()
    promises.withdraw(promise, by=office.cast.ann)
    again = promises.ask(
        queries.one(promise, seen_by=office.cast.ann).promiser_id, "x y z", FRIDAY, by=office.cast.ann
    )
    assert again.kind == "promise.asked"
    assert "/invitation/" not in str(to(office.work(), NOOR).body)


def test_the_way_in_opens_their_record_as_it_stands(office: Office) -> None:
    promise = asks(office.cast)
    message = to(office.work(), NOOR)
    press(links_of(message)["I promise it"])
    noor = Client()
    [way_in] = re.findall(r"http://[^/]+(/invitation/\S+)", str(message.body))
    noor.post(way_in)
    assert "the plan for line 3" in noor.get(f"/promises/{promise}").content.decode()


def test_another_way_is_answered_without_an_account(office: Office) -> None:
    promise = asks(office.cast)
    link = links_of(to(office.work(), NOOR))["Another way"]
    assert "same words and the same day" in press(link)
    page = press(link, due_on="2026-03-01")
    assert "That day has passed." in page
    assert "Your answer stands." in press(link, what="a first draft of it", words="It is a busy week.")
    now = queries.one(promise, seen_by=office.cast.ann)
    assert (now.state, now.what, now.waits_for) == ("countered", "a first draft of it", office.cast.ann)


def test_whoever_would_have_to_do_it_can_would_rather_not(office: Office) -> None:
    promise = asks(office.cast)
    link = links_of(to(office.work(), NOOR))["No"]
    assert "I can, but would rather not" in Client().get(link).content.decode()
    press(link, would_rather_not="on")
    assert "could, but would rather not" in page_of(office.cast, promise)
    assert "is not here yet" not in page_of(office.cast, promise)


def test_a_no_to_something_offered_knows_no_rather_not(office: Office) -> None:
    promises.offer(office.cast.cy, "help with the roof", by=office.cast.ann)
    link = links_of(to(office.work(), "cy@fir.example"))["No"]
    assert "would rather not" not in Client().get(link).content.decode()


@pytest.mark.usefixtures("mail_set_up")
def test_whoever_waits_sees_that_they_are_not_here_and_whether_mail_was_refused(office: Office) -> None:
    promise = asks(office.cast)
    assert "They get this by mail" in page_of(office.cast, promise)
    office.work()
    mail = Mail.objects.get(person__email=NOOR)
    for state, says in ((WAITING, "was refused, and is tried again"), (GIVEN_UP, "did not arrive")):
        Mail.objects.filter(id=mail.id).update(state=state)
        assert says in page_of(office.cast, promise)


@pytest.mark.usefixtures("mail_set_up")
def test_whether_they_do_without_mails_is_theirs_to_know(office: Office) -> None:
    promise = asks(office.cast)
    message = to(office.work(), NOOR)
    before = page_of(office.cast, promise)
    [without] = [part for part in str(message.body).split() if "/mail/without/" in part]
    Client().post(without.removeprefix(settings.TWOWAY_URL))
    assert (
        before.count("They get this by mail")
        == page_of(office.cast, promise).count("They get this by mail")
        == 1
    )
