"""An invitation opens the door once, to whoever reads that person's mail, and looking at it does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from tests.cast import Cast
from twoway import clock
from twoway.errors import RuleBroken
from twoway.ledger import queries as ledger
from twoway.people import invitations, queries, rules, tokens
from twoway.people.models import Invitation

Hold = Callable[[str], datetime]


@pytest.fixture
def finn(cast: Cast) -> str:
    return rules.invite(by=cast.ann, name="Finn Berg", email="finn@fir.example").thing


def link() -> str:
    """Where the newest mail leads."""
    found = re.search(r"http://\S+(/invitation/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def invited(person: str, by: str, line: str = "") -> str:
    assert invitations.send(invitations.ask(person, by=by, line=line))
    return link()


def test_the_mail_says_who_invites_and_its_subject_holds_no_words_of_theirs(cast: Cast, finn: str) -> None:
    invited(finn, cast.ann, line="Start with me,\r\nBcc: everybody@x.example")
    [message] = mail.outbox
    assert message.to == ["finn@fir.example"]
    assert message.bcc == []
    assert message.subject == "Ann Lee invites you to Twoway"
    assert "Start with me, Bcc: everybody@x.example" in str(message.body)
    assert "Twoway at Fir & Daughters" in str(message.body)
    assert "Dana Ruiz runs the server" in str(message.body)


def test_whoever_the_server_names_as_running_it_is_named_in_mails_and_to_programs_as_on_pages(
    cast: Cast, finn: str, settings: Any
) -> None:
    settings.TWOWAY_SERVER_RUN_BY = "Mo from Larch"
    invited(finn, cast.ann)
    body = str(mail.outbox[-1].body)
    assert "Mo from Larch runs the server" in body
    assert "Dana" not in body
    _token, text = tokens.make(cast.ann, name="A program")
    told = Client(headers={"Authorization": f"Bearer {text}"}).get("/api/v1/workplace")
    assert told.json()["run_by"] == "Mo from Larch"
    assert "<p>Mo from Larch</p>" in cast.signed_in("ann").get("/settings").content.decode()


def test_the_link_opens_a_page_and_its_button_lets_the_person_in(cast: Cast, finn: str) -> None:
    path, size = invited(finn, cast.ann, line="Start with me."), ledger.size()
    browser = Client()
    for _ in range(3):
        page = browser.get(path)
        assert page.status_code == 200
        assert "Start with me." in page.content.decode()
    assert ledger.size() == size
    browser.post(path)
    assert browser.get("/settings").status_code == 200
    assert queries.person(finn).state == "active"


def test_the_link_works_once(cast: Cast, finn: str) -> None:
    path = invited(finn, cast.ann)
    Client().post(path)
    late = Client()
    assert late.get(path).status_code == late.post(path).status_code == 404
    assert late.get("/settings").status_code == 302


def test_the_link_works_for_two_weeks(cast: Cast, finn: str, at: Hold) -> None:
    path = invited(finn, cast.ann)
    at((clock.now() + timedelta(days=14)).isoformat())
    assert Client().get(path).status_code == 200
    at((clock.now() + timedelta(minutes=1)).isoformat())
    assert Client().get(path).status_code == 404


def test_a_newer_link_takes_the_place_of_the_one_before_but_not_at_once(
    cast: Cast, finn: str, at: Hold
) -> None:
    first = invited(finn, cast.ann, line="Start with me.")
    with pytest.raises(RuleBroken, match="a moment ago"):
        invitations.again(finn, by=cast.dana)
    at((clock.now() + timedelta(minutes=6)).isoformat())
    assert invitations.send(invitations.again(finn, by=cast.dana))
    assert Client().get(first).status_code == 404
    assert "Start with me." in Client().get(link()).content.decode()


def test_nobody_can_use_what_is_kept_of_a_link(cast: Cast, finn: str) -> None:
    key = invited(finn, cast.ann).rpartition("/")[2]
    kept = Invitation.objects.get()
    assert key not in str(vars(kept))
    assert invitations.opened_by(kept.key_hash or "") is None
    assert invitations.opened_by(key) == kept


def test_whoever_has_left_or_been_erased_meanwhile_finds_the_link_closed(cast: Cast, finn: str) -> None:
    path = invited(finn, cast.ann)
    rules.leave(finn, by=cast.dana)
    assert Client().get(path).status_code == 404


def test_a_mail_that_did_not_go_out_is_tried_again(
    cast: Cast, finn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(message: EmailMessage, fail_silently: bool = False) -> int:
        raise SMTPServerDisconnected

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", refuse)
        assert not invitations.send(invitations.ask(finn, by=cast.ann))
        assert invitations.send_waiting() == 0
    assert invitations.send_waiting() == 1
    assert invitations.send_waiting() == 0
    assert Client().get(link()).status_code == 200


def test_waiting_mails_go_out_a_few_at_a_time(cast: Cast) -> None:
    people = [rules.invite(by=cast.dana, name=f"N {n}", email=f"{n}@fir.example").thing for n in range(5)]
    invitations.ask_all(people, by=cast.dana)
    assert [invitations.send_waiting(most=3), invitations.send_waiting(most=3)] == [3, 2]
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("key", ["x", "x" * 5_000, "%00", "..", "<b>"])
def test_a_link_that_never_was_opens_nothing(cast: Cast, key: str) -> None:
    assert Client().get(f"/invitation/{key}").status_code == 404
