"""Doing without a kind of mail: from the mail itself, with one click, or by the mail program."""

from __future__ import annotations

import pytest
from django.test import Client

from twoway.integrations.email import wishes
from twoway.integrations.email.tests.conftest import Office, to
from twoway.people import accounts
from twoway.web import notice

pytestmark = pytest.mark.django_db


def link_in(office: Office) -> str:
    office.asks()
    header: str = to(office.work(), "ben@fir.example").extra_headers["List-Unsubscribe"]
    return "/" + header.strip("<>").split("/", 3)[3]


def off(office: Office) -> list[str]:
    account = accounts.of(office.cast.ben)
    assert account is not None
    return list(account.notices_off)


def test_a_mail_program_may_post_without_page_cookie_or_token(office: Office) -> None:
    link = link_in(office)
    answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert off(office) == [wishes.AT_ONCE]


def test_looking_at_the_link_changes_nothing_and_says_which_mails(office: Office) -> None:
    page = Client().get(link_in(office))
    assert "somebody waits for my answer" in page.content.decode()
    assert off(office) == []


def test_twice_is_once(office: Office) -> None:
    link = link_in(office)
    for _time in range(2):
        Client().post(link)
    assert off(office) == [wishes.AT_ONCE]


@pytest.mark.parametrize("ticket", ["x", "eyJ:1:2", "a" * 500, "%00"])
def test_a_forged_link_opens_nothing(office: Office, ticket: str) -> None:
    assert Client().post(f"/mail/without/{ticket}").status_code == 404


def test_the_settings_page_offers_every_kind(office: Office) -> None:
    page = office.cast.signed_in("ben").get("/settings").content.decode()
    assert {kind.kind for kind in notice.KINDS} >= {kind.kind for kind in wishes.KINDS}
    assert all(str(kind.label) in page for kind in wishes.KINDS)
