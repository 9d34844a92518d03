"""Each rule by which the next good act is chosen: what calls for it, at which end, and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tests.cast import Cast, open_street
from twoway.nouns.calls import rules as calls
from twoway.nouns.conversations import rules as conversations
from twoway.nouns.entrustments import rules as entrustments
from twoway.nouns.growth import rules as growth
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.nouns.voices import rules as voices
from twoway.people.streets import rules as streets
from twoway.private import rules as marks
from twoway.readings import told
from twoway.readings.suggestions.tests.looking import occasion, put_away, says, suggested
from twoway.readings.tests.lives import FRIDAY, broken, handed_on, kept, promised

At = Callable[[str | datetime], datetime]
pytestmark = pytest.mark.alike


@pytest.fixture
def street(cast: Cast) -> str:
    return open_street(cast.ann, cast.ben).id


def test_nothing_is_on_it_yet_from_both_ends(cast: Cast, street: str) -> None:
    assert occasion(street, cast.ann) == occasion(street, cast.ben) == "nothing-yet"
    assert "nothing is on it yet" in says(street, cast.ann)


def test_an_answer_is_owed_since_the_day_it_was_asked_for(cast: Cast, street: str, at: At) -> None:
    promises.ask(cast.ann, "The rota for April", FRIDAY, by=cast.ben)
    at("2026-03-04 09:00")
    assert occasion(street, cast.ann) == "answer-owed"
    assert says(street, cast.ann) == "You owe Ben an answer since Monday 2 March."
    assert suggested(street, cast.ben) is None


def test_the_longest_waiting_is_named_first(cast: Cast, street: str, at: At) -> None:
    handoffs.hand("The racks, welded", by=cast.ben, to=cast.ann)
    at("2026-03-04 09:00")
    promises.ask(cast.ann, "The rota for April", FRIDAY, by=cast.ben)
    assert says(street, cast.ann) == "You owe Ben an answer since Wednesday 4 March."
    promises.say_yes(told.opens(seen_by=cast.ann, streets=[street])[0].thing, by=cast.ann)
    assert says(street, cast.ann) == "You owe Ben an answer since Monday 2 March."


def test_a_promise_is_named_when_its_day_is_near_and_once_it_has_passed(
    cast: Cast, street: str, at: At
) -> None:
    promised(cast.ann, cast.ben)
    assert suggested(street, cast.ann) is None
    at("2026-03-04 09:00")
    assert occasion(street, cast.ann) == "promise-near"
    assert says(street, cast.ann) == "You promised Ben “You'll have the plan for line 3” for Friday 6 March."
    at("2026-03-07 09:00")
    assert occasion(street, cast.ann) == "promise-passed"
    assert suggested(street, cast.ben) is None


def test_a_word_on_what_was_kept(cast: Cast, street: str) -> None:
    promises.keep(promised(cast.ann, cast.ben), by=cast.ann)
    assert occasion(street, cast.ben) == "word-on-kept"
    assert "Ann said on Monday 2 March that" in says(street, cast.ben)


def test_thanks_for_a_promise_kept_are_named_until_they_are_said(cast: Cast, street: str) -> None:
    done = kept(cast.ann, cast.ben)
    assert occasion(street, cast.ben) == "thanks-unsaid"
    assert suggested(street, cast.ann) is None
    thanks.give(done.id, "That saved my week", by=cast.ben)
    assert suggested(street, cast.ben) is None


def test_a_call_is_looked_back_on_from_its_day(cast: Cast, street: str, at: At) -> None:
    call = calls.make("Run it cold", by=cast.ann, asks=[cast.ben], review_on=FRIDAY, on_me=True).thing
    assert suggested(street, cast.ann) is None
    at("2026-03-06 09:00")
    assert occasion(street, cast.ann) == "call-look-back"
    assert says(street, cast.ann) == "You named Friday 6 March to look back on your call."
    assert suggested(street, cast.ben) is None
    calls.review(call, by=cast.ann, outcome="too_early", next_on=date(2026, 3, 9))
    assert suggested(street, cast.ann) is None
    at("2026-03-09 09:00")
    assert "Monday 9 March" in says(street, cast.ann)
    calls.review(call, by=cast.ann, outcome="worked")
    assert suggested(street, cast.ann) is None


def test_a_call_without_a_day_is_named_when_it_is_calm(cast: Cast, street: str, at: At) -> None:
    calls.make("Run it cold", by=cast.ann, asks=[cast.ben], on_me=True)
    assert suggested(street, cast.ann) is None
    at("2026-03-10 09:00")
    assert occasion(street, cast.ann) == "call-without-a-day"


def test_a_problem_stands_with_one_until_it_is_owned_or_taken_on(cast: Cast, street: str) -> None:
    problem = handoffs.raise_problem(
        handed_on(cast.ann, cast.ben, what="The racks"), by=cast.ben, what="Too wide", costs="A day", cost=2
    ).thing
    assert occasion(street, cast.ann) == "problem-with-you"
    assert occasion(street, cast.ben) == ""
    handoffs.answer(problem, by=cast.ann, answer="mine", words="I read the wrong list")
    assert occasion(street, cast.ann) == "problem-with-you"
    ownups.say("I read the wrong list", "A day", by=cast.ann, touched=[cast.ben], about=problem)
    assert occasion(street, cast.ann) != "problem-with-you"


def test_a_promise_given_up_is_named_until_it_is_owned(cast: Cast, street: str, at: At) -> None:
    gone = broken(cast.ann, cast.ben, what="Order the racks")
    assert occasion(street, cast.ann) == "given-up-unowned"
    assert says(street, cast.ann) == "You gave up “Order the racks” on Monday 2 March."
    ownups.say("I forgot", "It cost you a week", by=cast.ann, touched=[cast.ben], about=gone.thing)
    assert suggested(street, cast.ann) is None
    at("2026-03-10 09:00")
    assert occasion(street, cast.ann) == "owned-and-after"


def test_what_two_see_differently_is_named_to_both_until_each_has_said_their_side(
    cast: Cast, street: str
) -> None:
    promise = promised(cast.ann, cast.ben)
    promises.keep(promise, by=cast.ann)
    contested = promises.contest(promise, by=cast.ben, note="Half of it is missing")
    assert occasion(street, cast.ann) == occasion(street, cast.ben) == "seen-differently"
    streets.add_side(contested.id, by=cast.ann, words="I sent all of it")
    assert occasion(street, cast.ann) != "seen-differently"
    assert occasion(street, cast.ben) == "seen-differently"


def test_days_of_ones_own_that_moved_are_named_when_it_is_calm(cast: Cast, street: str, at: At) -> None:
    for what in ("Order the racks", "Draw up the rota"):
        promise = promised(cast.ann, cast.ben, what=what)
        promises.ask_move(promise, by=cast.ann, due_on=date(2026, 4, 10), reason="The press stopped")
        promises.agree_move(promise, by=cast.ben)
    assert suggested(street, cast.ann) is None
    at("2026-03-10 09:00")
    assert occasion(street, cast.ann) == "days-moved"
    assert "two of your promises" in says(street, cast.ann)
    assert occasion(street, cast.ben) != "days-moved"


def test_promises_that_go_one_way_are_named_to_the_one_who_gave_none(cast: Cast, street: str, at: At) -> None:
    for what in ("Order the racks", "Draw up the rota", "Paint the line"):
        promised(cast.ann, cast.ben, what=what, due_on=date(2026, 5, 1))
    assert occasion(street, cast.ben) == "promises-one-way"
    assert "three times" in says(street, cast.ben)
    promised(cast.ben, cast.ann, due_on=date(2026, 5, 1))
    at("2026-03-12 09:00")
    assert suggested(street, cast.ben) is None


def test_a_problem_taken_off_somebody_calls_for_thanks(cast: Cast, street: str) -> None:
    open_street(cast.ben, cast.cy)
    first = handoffs.hand("The racks", by=cast.ann, to=cast.ben).thing
    handoffs.accept(first, by=cast.ben)
    second = handoffs.hand("The racks, painted", by=cast.ben, to=cast.cy, after=[first]).thing
    handoffs.accept(second, by=cast.cy)
    problem = handoffs.raise_problem(second, by=cast.cy, what="Too wide", costs="A day", cost=2).thing
    handoffs.show(problem, by=cast.ben, to=cast.ann)
    handoffs.take_on(problem, by=cast.ann)
    assert occasion(street, cast.ben) == "taken-for-you"


def test_after_a_pause_one_says_where_things_are(cast: Cast, street: str, at: At) -> None:
    promised(cast.ann, cast.ben, due_on=date(2026, 5, 1))
    streets.pause(street, by=cast.ann)
    assert suggested(street, cast.ann) is None
    streets.resume(street, by=cast.ann)
    at("2026-03-05 09:00")
    assert occasion(street, cast.ann) == occasion(street, cast.ben) == "pause-over"


def test_something_learned_is_named_after_a_while_and_once_it_is_calm(
    cast: Cast, street: str, at: At
) -> None:
    for number in range(5):
        done = kept(cast.ann, cast.ben, what=f"Send part {number}")
    thanks.give(done.id, "That saved my week", by=cast.ben)
    at("2026-05-04 09:00")
    put_away(cast.ben, street, until="learned-unsaid")
    assert occasion(street, cast.ben) == "learned-unsaid"
    again = promised(cast.ann, cast.ben, what="Send the last part", due_on=date(2026, 5, 8))
    last = promises.keep(again, by=cast.ann)
    promises.confirm(again, by=cast.ben)
    thanks.give(last.id, "To ask before the deadline", by=cast.ben, learned=True)
    assert occasion(street, cast.ben) == ""


def test_trust_is_suggested_after_promises_kept_and_looked_back_on_from_its_day(
    cast: Cast, street: str, at: At
) -> None:
    for number in range(5):
        thanks.give(kept(cast.ann, cast.ben, what=f"Send part {number}").id, "Thank you", by=cast.ben)
    at("2026-04-02 09:00")
    put_away(cast.ben, street, until="first-entrustment")
    assert occasion(street, cast.ben) == "first-entrustment"
    trust = entrustments.give(
        cast.ann, "The rota", freedom=2, look_back_on=date(2026, 4, 20), by=cast.ben
    ).thing
    assert occasion(street, cast.ann) == "answer-owed"
    entrustments.accept(trust, by=cast.ann)
    assert occasion(street, cast.ann) == "entrusted-to-you"
    at("2026-04-20 09:00")
    assert occasion(street, cast.ann) == occasion(street, cast.ben) == "entrusted-look-back"
    assert "what you entrusted to Ann" in says(street, cast.ben)
    assert "what Ben entrusted to you" in says(street, cast.ann)


def test_quiet_is_named_after_four_weeks_without_blame(cast: Cast, street: str, at: At) -> None:
    promised(cast.ann, cast.ben, due_on=date(2026, 6, 1))
    at("2026-03-29 09:00")
    assert suggested(street, cast.ann) is None
    at("2026-03-30 09:00")
    assert occasion(street, cast.ann) == occasion(street, cast.ben) == "quiet"
    assert "It only means neither of you knows." in says(street, cast.ann)


# ---- voices, talks, goals ----------------------------------------------------------------------------------


def test_a_voice_waits_for_its_answer_and_feedback_for_what_it_asks(cast: Cast, street: str) -> None:
    voice = voices.raise_("The lights are dim", by=cast.ben, to=cast.ann, answer_by=FRIDAY).thing
    assert occasion(street, cast.ann) == "voice-unanswered"
    asked = voices.raise_("Handing over", by=cast.ben, to=cast.ann, wants="feedback", answer_by=FRIDAY).thing
    assert occasion(street, cast.ann) == "feedback-asked"
    assert says(street, cast.ann) == "Ben asked you on Monday 2 March for one thing to do better."
    voices.answer(asked, by=cast.ann, answer="told", words="The part numbers were missing")
    assert occasion(street, cast.ann) == "voice-unanswered"
    voices.answer(voice, by=cast.ann, answer="no_because", words="There is no room for it")
    voices.close(voice, by=cast.ben, heard=2)
    assert occasion(street, cast.ann) == "voice-unheard"


def test_a_talk_that_is_near_is_named_to_both_then_one_that_was_not_held_then_one_unwritten(
    cast: Cast, street: str, at: At
) -> None:
    talk = conversations.plan(
        cast.ben, "pay", datetime(2026, 3, 6, 14, tzinfo=UTC), by=cast.ann, minutes=30
    ).thing
    assert occasion(street, cast.ben) == "answer-owed"
    conversations.accept(talk, by=cast.ben)
    at("2026-03-03 09:00")
    assert occasion(street, cast.ann) == occasion(street, cast.ben) == "talk-ahead-pay"
    assert says(street, cast.ann) == "You and Ben talk on Friday 6 March."
    at("2026-03-07 09:00")
    assert occasion(street, cast.ann) == occasion(street, cast.ben) == "talk-not-held"
    conversations.hold(talk, by=cast.ann)
    assert occasion(street, cast.ann) == occasion(street, cast.ben) == "talk-unwritten"
    conversations.note(talk, "We look at it again in June", by=cast.ben)
    assert occasion(street, cast.ann) == ""


def test_a_goal_that_was_shown_is_named_to_whoever_may_help(cast: Cast, street: str) -> None:
    goal = growth.set_goal("I want to plan a whole line", by=cast.ben, with_=[cast.ann]).thing
    assert occasion(street, cast.ann) == "goal-shown"
    growth.promise_support(goal, by=cast.ann, what="An hour on the planning board", due_on=FRIDAY)
    assert occasion(street, cast.ann) == ""


def test_what_two_never_did_is_named_in_its_order_once_it_is_calm(cast: Cast, street: str, at: At) -> None:
    for number in range(5):
        promised(cast.ann, cast.ben, what=f"Send part {number}", due_on=date(2027, 1, 8))
    promised(cast.ben, cast.ann, due_on=date(2027, 1, 8))
    at("2026-06-15 09:00")
    named = []
    for found in iter(lambda: suggested(street, cast.ann), None):
        named.append(found.occasion.slug)
        marks.mark(found.practice.slug, "not_now", by=cast.ann, street=street)
    assert named == [
        "talk-never-held",
        "voice-never-asked",
        "expectations-unchecked",
        "quiet",
        "voice-never-raised",
        "goal-unshown",
    ]


def test_every_rule_leads_to_a_page_that_is_there(cast: Cast, street: str, at: At) -> None:
    for number in range(5):
        thanks.give(kept(cast.ann, cast.ben, what=f"Send part {number}").id, "Thanks", by=cast.ben)
    at("2026-06-15 09:00")
    ben = cast.signed_in("ben")
    while found := suggested(street, cast.ben):
        assert ben.get(found.reason.href).status_code == 200, found.occasion.slug
        marks.mark(found.practice.slug, "not_now", by=cast.ben, street=street)
