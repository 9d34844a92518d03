"""What the other side hears of an act, and what of it may leave for a mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import Cast, open_street
from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.promises import notices, queries, rules
from twoway.nouns.promises.past import PastPromise
from twoway.people import rules as people
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
LATER = date(2026, 3, 12)
WHAT = "You'll have the plan for line 3"


@pytest.fixture
def pair(cast: Cast) -> Cast:
    open_street(cast.ann, cast.ben)
    return cast


def verbs(entry: Entry) -> tuple[str, list[str]]:
    """To whom, and which answers the mail offers."""
    [notice] = notices.notices(entry)
    return notice.to, [tap.verb for tap in notice.taps]


def test_each_act_goes_to_the_other_with_the_answers_that_are_theirs(pair: Cast) -> None:
    asked = rules.ask(pair.ben, WHAT, FRIDAY, by=pair.ann)
    assert verbs(asked) == (pair.ben, ["say_yes", "counter", "decline"])
    yes = rules.say_yes(asked.thing, by=pair.ben)
    assert verbs(yes) == (pair.ann, ["thank"])
    move = rules.ask_move(asked.thing, by=pair.ben, due_on=LATER, reason="The press stopped")
    assert verbs(move) == (pair.ann, ["agree_move", "refuse_move"])
    rules.agree_move(asked.thing, by=pair.ann)
    kept = rules.keep(asked.thing, by=pair.ben)
    assert verbs(kept) == (pair.ann, ["confirm", "contest", "thank"])
    assert verbs(rules.confirm(asked.thing, by=pair.ann)) == (pair.ben, [])


def test_no_word_of_anybody_stands_in_a_subject_or_in_the_line(pair: Cast) -> None:
    [notice] = notices.notices(rules.ask(pair.ben, WHAT, FRIDAY, by=pair.ann))
    assert notice.subject == "Ann Lee asks you for a promise"
    assert notice.line == "Ann Lee asked for it. It is for Friday 6 March."
    assert notice.words == WHAT


def test_words_beside_an_act_stand_under_what_it_is_about(pair: Cast) -> None:
    promise = rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann).thing
    [notice] = notices.notices(rules.keep(promise, by=pair.ann, note="In your tray"))
    assert notice.words == f"{WHAT}\n\nIn your tray"


def test_links_and_imports_are_no_news(pair: Cast) -> None:
    first, second = (rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann).thing for _ in "12")
    assert notices.notices(rules.hang_on(first, second, by=pair.ann)) == []
    story = PastPromise(
        source="jira DS-1", promiser=pair.ann, promisee=pair.ben, what="DS-1", made_at=clock.now()
    )
    [brought] = rules.bring_in([story], by=pair.dana)
    assert notices.notices(brought) == []


def test_whoever_promised_for_a_day_that_has_passed_is_asked_alone_and_only_then(
    pair: Cast, at: Callable[[str], object]
) -> None:
    promise = rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann).thing
    assert list(notices.passed(FRIDAY)) == []
    at("2026-03-06 23:30")  # Saturday where Ben is
    [notice] = notices.passed(FRIDAY)
    assert (notice.to, notice.thing, [tap.verb for tap in notice.taps]) == (pair.ann, promise, ["keep"])
    assert WHAT not in notice.subject
    rules.keep(promise, by=pair.ann)
    assert list(notices.passed(FRIDAY)) == []


def test_after_a_pause_over_its_day_whoever_promised_is_asked_when_the_street_has_gone_on(
    pair: Cast, at: Callable[[str], object]
) -> None:
    street = queries.one(rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann).thing, seen_by=pair.ann).street_id
    streets.pause(street, by=pair.ben)
    at("2026-03-09 09:00")
    streets.resume(street, by=pair.ben)
    monday = date(2026, 3, 9)
    assert [*notices.passed(FRIDAY), *notices.passed(monday)] == []
    at("2026-03-10 09:00")
    assert [*notices.passed(FRIDAY)] == []
    assert [notice.to for notice in notices.passed(monday)] == [pair.ann]


def test_nobody_is_asked_where_something_is_for_somebody_who_has_left(
    pair: Cast, at: Callable[[str], object]
) -> None:
    rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann)
    people.leave(pair.ben, by=pair.ben)
    at("2026-03-09 09:00")
    assert list(notices.passed(FRIDAY)) == []


def test_every_answer_a_mail_offers_has_a_rule(pair: Cast) -> None:
    answers = {
        "say_yes",
        "counter",
        "decline",
        *(verb for verbs in notices.ANSWERED_BY.values() for verb in verbs),
    }
    assert answers <= set(rules.TAPS)
    promise = rules.make(pair.ben, WHAT, FRIDAY, by=pair.ann)
    did = rules.TAPS["keep"](promise.thing, by=pair.ann, seen=promise.id, once=None, book=None)
    assert did.kind == "promise.kept"
