"""What asks for an answer is mailed at once: to whom, what it says, and never twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.conf import settings

from tests.cast import come_in
from twoway.integrations.email import gathering, wishes
from twoway.integrations.email.models import Mail, Telling
from twoway.integrations.email.tests.conftest import FRIDAY, Office, html_of, links_of, to
from twoway.ledger import follow, publish
from twoway.ledger.models import Bookmark
from twoway.nouns.promises import rules as promises
from twoway.people import rules as people
from twoway.people.streets import rules as streets

BEN, ANN = "ben@fir.example", "ann@fir.example"
pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def tags_of(html: str) -> set[str]:
    return set(re.findall(r"<([a-z0-9]+)", html))


def test_being_asked_is_mailed_at_once_with_a_link_for_each_answer(office: Office) -> None:
    office.asks()
    message = to(office.work(), BEN)
    assert message.subject == "Ann Lee asks you for a promise"
    assert "Ann Lee asked for it. It is for Friday 6 March." in str(message.body)
    assert "> the boiler serviced" in str(message.body)
    assert list(links_of(message)) == ["I promise it", "Another way", "No"]


def test_no_word_of_a_person_stands_in_a_subject_or_header(office: Office) -> None:
    promise = office.asks("zebra crossings repainted")
    promises.counter(promise, by=office.cast.ben, what="okapi crossings repainted", note="giraffe")
    promises.say_yes(promise, by=office.cast.ann, note="hippo")
    promises.keep(promise, by=office.cast.ben, note="rhino")
    for message in office.work():
        headers = str(message.message()).partition("\n\n")[0].lower()
        assert not any(word in headers for word in ("zebra", "okapi", "giraffe", "hippo", "rhino"))


def test_the_mail_has_a_plain_and_a_simple_html_part_that_fetch_nothing(office: Office) -> None:
    office.asks("<b>bold</b> & <img src=http://evil.example/x>")
    message = to(office.work(), BEN)
    assert "> <b>bold</b>" in str(message.body)
    assert "&lt;b&gt;bold" in html_of(message)
    assert tags_of(html_of(message)) <= {
        "a",
        "b",
        "blockquote",
        "body",
        "head",
        "hr",
        "html",
        "meta",
        "p",
    } | {*("br", "pre", "small", "title")}


def test_nothing_is_mailed_twice_however_often_one_looks(office: Office) -> None:
    office.asks()
    assert len(office.work()) == 1
    assert office.work() == []
    Bookmark.objects.filter(name="email").update(next_seq=0)
    assert office.work() == []
    assert office.minute() == []


def test_a_crash_of_the_follower_leaves_neither_bookmark_nor_tellings(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.asks()
    before = Telling.objects.count()

    def crash(self: Bookmark, *args: object, **kwargs: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(Bookmark, "save", crash)
        with pytest.raises(ExceptionGroup):
            follow.run()
    assert Telling.objects.count() == before
    assert len(office.work()) == 1


def test_what_was_answered_meanwhile_is_not_mailed_at_once(office: Office) -> None:
    promise = office.asks()
    promises.say_yes(promise, by=office.cast.ben)
    assert [message.to for message in office.work()] == []


def test_what_asks_for_nothing_waits_for_the_morning(office: Office) -> None:
    office.promised()
    assert office.work() == []


def test_a_claim_that_a_promise_is_kept_asks_how_it_was(office: Office) -> None:
    promise = office.promised()
    promises.keep(promise, by=office.cast.ben)
    message = to(office.work(), ANN)
    assert list(links_of(message)) == ["It was kept", "That is not how it was", "Thank you"]


def test_a_wish_for_another_day_asks(office: Office) -> None:
    promise = office.promised()
    promises.ask_move(promise, by=office.cast.ben, due_on=FRIDAY.replace(day=9), reason="the part is late")
    message = to(office.work(), ANN)
    assert list(links_of(message)) == ["Agree", "Keep the day"]
    assert "the part is late" in str(message.body)


def test_cy_hears_nothing_of_what_lies_between_ann_and_ben(office: Office) -> None:
    promise = office.asks()
    promises.say_yes(promise, by=office.cast.ben)
    promises.keep(promise, by=office.cast.ben)
    promises.confirm(promise, by=office.cast.ann)
    follow.run()
    assert not Telling.objects.filter(person=office.cast.cy, mail=None).exists()


def test_sight_is_asked_when_a_mail_leaves(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.asks()
    follow.run()
    monkeypatch.setattr("twoway.people.sight.may_see_entry", lambda entry, seen_by: False)
    assert office.work() == []
    assert not Telling.objects.filter(person=office.cast.ben, mail=None, at_once=True).exists()


def test_whoever_has_left_meanwhile_gets_nothing(office: Office) -> None:
    office.asks()
    people.leave(office.cast.ben, by=office.cast.ben)
    assert office.work() == []


def test_somebody_who_was_only_invited_is_asked_by_mail(office: Office) -> None:
    fay = people.invite(by=office.cast.ann, name="Fay Wu", email="fay@fir.example").thing
    promises.ask(fay, "the plan drawn", FRIDAY, by=office.cast.ann)
    message = to(office.work(), "fay@fir.example")
    assert list(links_of(message)) == ["I promise it", "Another way", "No"]
    assert "/promises/" not in str(message.body)


def test_the_last_checkpoint_stands_in_the_foot_whole(office: Office) -> None:
    note = publish.publish()
    office.asks()
    message = to(office.work(), BEN)
    assert note in str(message.body)
    assert note in unescape(html_of(message))


def test_the_foot_says_who_runs_the_server(office: Office) -> None:
    office.asks()
    assert "Dana Ruiz runs the server and could read this." in str(to(office.work(), BEN).body)


def test_a_person_who_wants_nothing_at_once_hears_of_it_in_the_morning(
    office: Office, at: Callable[[str], object]
) -> None:
    wishes.turn_off(office.cast.ben, wishes.AT_ONCE)
    office.asks()
    assert office.work() == []
    at("2026-03-03 06:00")
    message = to([one for one in office.minute() if one.to == [BEN]], BEN)
    assert "WAITING FOR YOUR ANSWER" in str(message.body)


def test_a_kind_that_is_turned_off_is_not_mailed_at_all(office: Office, at: Callable[[str], object]) -> None:
    wishes.turn_off(office.cast.ben, wishes.PROMISE)
    office.asks()
    assert office.work() == []
    at("2026-03-03 06:00")
    assert [one for one in office.minute() if one.to == [BEN]] == []


def test_the_eleventh_in_an_hour_waits_for_the_morning(office: Office) -> None:
    for number in range(gathering.MOST_IN_AN_HOUR + 2):
        office.asks(f"part number {number}")
    assert len(office.work()) == gathering.MOST_IN_AN_HOUR


def test_what_was_asked_days_ago_while_nothing_worked_comes_in_the_morning(
    office: Office, at: Callable[[str], object]
) -> None:
    office.asks(due_on=FRIDAY.replace(day=20))
    follow.run()
    at("2026-03-04 15:00")
    assert office.work() == []


def test_headers_let_a_mail_program_unsubscribe_with_one_click(office: Office) -> None:
    office.asks()
    message = to(office.work(), BEN)
    headers = message.extra_headers
    assert headers["List-Unsubscribe"].startswith(f"<{settings.TWOWAY_URL}/mail/without/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_in_a_sample_company_nobody_is_written_to(db: None) -> None:
    people.set_up(
        name="Larkfield", person_name="Nobody", email="nobody@fir.example", zone="UTC", purpose="sample"
    )
    follow.run()
    assert not Telling.objects.exists()


def test_pausing_and_sides_are_told_to_the_other(office: Office, at: Callable[[str], object]) -> None:
    promise = promises.make(office.cast.ann, "the boiler serviced", FRIDAY, by=office.cast.ben)
    streets.add_side(promise.id, by=office.cast.ann, words="We spoke of it twice.")
    streets.pause(promise.street, by=office.cast.ann)
    assert office.work() == []
    at("2026-03-03 06:00")
    body = str(to([one for one in office.minute() if one.to == [BEN]], BEN).body)
    assert "Ann Lee said how it was for them, beside an act between you." in body
    assert "> We spoke of it twice." in body
    assert "Ann Lee paused your street: for now nothing new begins on it" in body


def test_names_with_odd_signs_break_no_header(office: Office) -> None:
    odd = come_in(office.cast.dana, name="Zoë “Z” Ng, <b>", email="zoe@fir.example")
    promises.ask(odd, "the plan drawn", FRIDAY, by=office.cast.ann)
    promises.ask(office.cast.cy, "the plan checked", FRIDAY, by=odd)
    messages = office.work()
    assert to(messages, "cy@fir.example").subject == "Zoë “Z” Ng, <b> asks you for a promise"
    assert all(message.message().as_bytes() for message in messages)


def test_a_mail_that_was_told_is_forgotten_after_three_months(
    office: Office, at: Callable[[str], object]
) -> None:
    office.asks()
    office.work()
    at("2026-06-15 20:00")
    office.minute()
    assert not Mail.objects.exists()
