"""Who hears of a talk by mail, in which words, and that what is sealed is heard of by nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail

from tests.cast import Cast
from twoway.integrations import email
from twoway.ledger import follow
from twoway.nouns.conversations import notices, queries, rules
from twoway.nouns.conversations.tests.talks import BADLY, THURSDAY, WELL, agreed, held, one, opened
from twoway.web.notice import Notice

At = Callable[[str], object]


def heard(talk: str, cast: Cast, kind: str) -> list[Notice]:
    """What goes out for the last act of a kind."""
    found = [entry for entry in queries.history(one(talk, cast), seen_by=cast.ann) if entry.kind == kind]
    return notices.notices(found[-1])


def test_whoever_is_asked_hears_when_and_can_answer_with_one_tap(cast: Cast) -> None:
    talk = rules.plan(cast.ben, "pay", THURSDAY, by=cast.ann, where="Room 4").thing
    [notice] = heard(talk, cast, "conversation.planned")
    assert notice.to == cast.ben
    assert notice.subject == "Ann Lee would like to talk with you"
    assert "It is about: pay." in notice.line
    assert "You both get the same short page to prepare by." in notice.line
    assert [tap.verb for tap in notice.taps] == ["accept", "decline"]


def test_no_subject_shows_what_a_talk_is_about_or_anybodys_words(cast: Cast) -> None:
    talk = rules.plan(cast.ben, "repair", THURSDAY, by=cast.ann).thing
    rules.move(talk, THURSDAY.replace(hour=16), by=cast.ben, note="I am in the workshop until four.")
    for kind in ("conversation.planned", "conversation.moved"):
        [notice] = heard(talk, cast, kind)
        assert "repair" not in notice.subject
        assert "workshop" not in notice.subject + notice.line


def test_what_opens_is_told_to_both_in_the_same_words_and_without_theirs(cast: Cast) -> None:
    told = heard(opened(cast), cast, "conversation.opened")
    assert {notice.to for notice in told} == {cast.ann, cast.ben}
    assert {notice.words for notice in told} == {""}
    lines = {notice.line for notice in told}
    assert lines == {"What you both said of it opened for both of you. You can both read it now."}


def test_one_that_comes_again_is_told_to_both(cast: Cast) -> None:
    talk = held(cast, every_weeks=1)
    coming = queries.next_between(one(talk, cast).street_id, seen_by=cast.ann)
    assert coming is not None
    told = heard(coming.id, cast, "conversation.planned")
    assert {(notice.to, notice.subject) for notice in told} == {
        (cast.ann, "Your next talk with Ben Okoro"),
        (cast.ben, "Your next talk with Ann Lee"),
    }


@pytest.mark.parametrize("kind", ["conversation.agenda_added", "conversation.noted", "conversation.outcome"])
def test_what_stands_on_the_page_anyway_is_not_mailed(cast: Cast, kind: str) -> None:
    talk = agreed(cast)
    rules.add_to_agenda(talk, "The rota", by=cast.ann)
    rules.note(talk, "We start with it.", by=cast.ann)
    rules.set_goal(talk, "Lead a line", by=cast.ann)
    assert heard(talk, cast, kind) == []


def test_a_mail_is_sent_when_it_opens_and_says_nothing_of_it_before(cast: Cast, at: At) -> None:
    talk = held(cast)
    rules.say(talk, by=cast.ann, **WELL)
    rules.say(talk, by=cast.ann, **BADLY)
    assert not any("opened for both of you" in mailed for mailed in mails_of(at, "2026-03-03 07:00").values())
    rules.say(talk, by=cast.ben, **WELL)
    told = mails_of(at, "2026-03-04 07:00")
    assert told.keys() == {"ann@fir.example", "ben@fir.example"}
    assert all("opened for both of you" in mailed for mailed in told.values())
    assert not any("I can plan now." in mailed for mailed in told.values())


def mails_of(at: At, morning: str) -> dict[str, str]:
    """What goes out by then, by address."""
    mail.outbox.clear()
    at(morning)
    follow.run()
    email.look()
    email.tick()
    return {address: str(message.body) for message in mail.outbox for address in message.to}
