"""Mails leave over SMTP; what a crash, a refusal or a cut line does to them."""

from __future__ import annotations

import email.policy
import smtplib
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail as locmem
from django.core.mail.backends.smtp import EmailBackend

from tests.ports import free_port
from tests.post import Post
from twoway.integrations.email import composing, gathering, posting, taps
from twoway.integrations.email.models import EMPTY, GIVEN_UP, LEAVING, SENT, UNSURE, WAITING, Mail
from twoway.integrations.email.tests.conftest import Office, links_of, to
from twoway.ledger import follow
from twoway.people import rules as people

BEN = "ben@fir.example"
pytestmark = pytest.mark.django_db


def over_smtp(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


def states() -> list[str]:
    return list(Mail.objects.filter(post="at_once").values_list("state", flat=True))


@pytest.mark.this_machine
def test_a_mail_goes_over_smtp_with_both_parts_and_its_headers(
    office: Office, post: Post, settings: Any
) -> None:
    over_smtp(settings, int(post.address.rpartition(":")[2]))
    office.asks("the Kessel gewartet — 釜を修理")
    office.work()
    message = post.to(BEN)
    assert message["Subject"] == "Ann Lee asks you for a promise"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "釜を修理" in post.words(BEN)
    html = message.get_body(("html",))
    assert html is not None
    assert "釜を修理" in html.get_content()
    assert states() == [SENT]


@pytest.mark.this_machine
def test_a_mail_server_that_is_away_is_tried_again_until_the_mail_goes(
    office: Office, post: Post, settings: Any, at: Callable[[str], object]
) -> None:
    over_smtp(settings, free_port())
    office.asks()
    office.work()
    assert states() == [WAITING]
    over_smtp(settings, int(post.address.rpartition(":")[2]))
    office.work()
    assert post.mails == []
    at("2026-03-02 09:01")
    office.work()
    assert len(post.mails) == 1
    assert states() == [SENT]


def test_a_mail_that_waits_does_not_go_to_somebody_who_has_left(
    office: Office, monkeypatch: pytest.MonkeyPatch, at: Callable[[str], object]
) -> None:
    office.asks()
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.open", _power_cut)
        office.work()
    assert states() == [WAITING]
    people.leave(office.cast.ben, by=office.cast.ben)
    at("2026-03-02 09:01")
    assert office.work() == []
    assert states() == [EMPTY]


def test_a_crash_after_leaving_sends_no_second_mail(
    office: Office, monkeypatch: pytest.MonkeyPatch, at: Callable[[str], object]
) -> None:
    """At most once: the mark stands before the mail leaves."""
    office.asks()
    with monkeypatch.context() as patch:
        patch.setattr(posting, "_settle", _power_cut)
        with pytest.raises(ExceptionGroup):
            office.work()
    assert len(locmem.outbox) > 0
    office.new()
    assert states() == [LEAVING]
    at("2026-03-02 09:30")
    assert [one for one in office.minute() if one.to == [BEN]] == []
    at("2026-03-02 11:00")
    assert [one for one in office.minute() if one.to == [BEN]] == []
    assert states() == [UNSURE]


def _power_cut(*args: object) -> None:
    raise OSError("power cut")


def test_a_line_cut_half_way_sends_no_second_mail(
    office: Office, monkeypatch: pytest.MonkeyPatch, settings: Any, at: Callable[[str], object]
) -> None:
    fail(monkeypatch, settings, smtplib.SMTPServerDisconnected("gone"))
    office.asks()
    office.work()
    assert states() == [UNSURE]
    at("2026-03-02 09:30")
    office.work()
    assert states() == [UNSURE]


def test_a_refused_mail_is_tried_nine_times_and_then_given_up(
    office: Office, monkeypatch: pytest.MonkeyPatch, settings: Any, at: Callable[[str], object]
) -> None:
    tried = fail(monkeypatch, settings, smtplib.SMTPRecipientsRefused({}))
    office.asks()
    for hour in range(9, 21):
        at(f"2026-03-02 {hour:02}:00")
        for _again in range(3):
            office.work()
    assert states() == [GIVEN_UP]
    assert len(tried) == posting.MOST_TRIES


def fail(monkeypatch: pytest.MonkeyPatch, settings: Any, error: Exception) -> list[object]:
    tried: list[object] = []

    def refuse(self: EmailBackend, messages: object) -> int:
        tried.append(messages)
        raise error

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr(EmailBackend, "open", lambda self: True)
    monkeypatch.setattr(EmailBackend, "close", lambda self: None)
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    return tried


def test_one_mail_that_cannot_be_written_holds_up_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.asks("the first")
    office.asks("the second")
    compose = composing.compose
    broken: list[Mail] = []

    def breaks_once(mail: Mail) -> object:
        if not broken:
            broken.append(mail)
            raise ValueError("a fault")
        return compose(mail)

    monkeypatch.setattr(composing, "compose", breaks_once)
    with pytest.raises(ExceptionGroup):
        office.work()
    assert len(office.new()) == 1


def test_a_second_try_has_links_of_its_own_that_work(
    office: Office, monkeypatch: pytest.MonkeyPatch, at: Callable[[str], object]
) -> None:
    office.asks()
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.open", _power_cut)
        office.work()
    at("2026-03-02 09:05")
    links = links_of(to(office.work(), BEN))
    assert all(taps.opened_by(link.removeprefix("/tap/")) for link in links.values())


def test_two_workers_send_a_mail_once(office: Office) -> None:
    office.asks()
    follow.run()
    gathering.at_once()
    mail = Mail.objects.get(post="at_once", state=WAITING)
    assert posting._claim(mail)
    assert not posting._claim(mail)


def test_the_bytes_of_a_mail_can_be_read_back(office: Office) -> None:
    office.asks()
    raw = to(office.work(), BEN).message().as_bytes()
    again = email.message_from_bytes(raw, policy=email.policy.default)
    assert again["To"] == BEN
