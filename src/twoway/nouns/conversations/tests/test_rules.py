"""Who may do what with a talk, and when; what comes of it; when it comes again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from tests.cast import Cast
from twoway.errors import BadShape, NotSeen, RuleBroken, TwowayError
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.nouns.conversations import queries, rules
from twoway.nouns.conversations.tests.talks import THURSDAY, agreed, by_whom, held, kinds, one, street
from twoway.nouns.entrustments import queries as entrustments
from twoway.nouns.growth import queries as growth
from twoway.nouns.promises import queries as promises
from twoway.people import rules as people
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 13)
LAST_MOMENT = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12)))


def test_a_talk_waits_for_a_yes_and_opens_the_street(cast: Cast) -> None:
    talk = rules.plan(cast.ben, "pay", THURSDAY, by=cast.ann, where="Room 4").thing
    found = one(talk, cast)
    assert (found.state, found.waits_for, found.where) == ("planned", cast.ben, "Room 4")
    assert found.street.state == "waiting"
    rules.accept(talk, by=cast.ben)
    assert (one(talk, cast).state, one(talk, cast).street.state) == ("agreed", "open")
    assert replay.check().ok


def test_a_first_talk_that_is_declined_lets_either_begin_anew(cast: Cast) -> None:
    talk = rules.plan(cast.ben, "one_to_one", THURSDAY, by=cast.ann).thing
    rules.decline(talk, by=cast.ben, note="Not this week.")
    assert one(talk, cast).state == "declined"
    assert one(agreed(cast), cast).state == "agreed"


def test_a_first_talk_that_is_called_off_lets_either_begin_anew(cast: Cast) -> None:
    rules.call_off(rules.plan(cast.ben, "one_to_one", THURSDAY, by=cast.ann).thing, by=cast.ann)
    again = rules.plan(cast.ann, "one_to_one", THURSDAY, by=cast.ben).thing
    assert one(again, cast).waits_for == cast.ann


def test_whoever_moves_it_waits_for_the_others_yes(cast: Cast) -> None:
    talk = rules.plan(cast.ben, "one_to_one", THURSDAY, by=cast.ann).thing
    rules.move(talk, THURSDAY + timedelta(days=1), by=cast.ben, note="I am away on Thursday.")
    assert one(talk, cast).waits_for == cast.ann
    rules.accept(talk, by=cast.ann)
    found = one(talk, cast)
    assert (found.starts_at.day, found.state, found.street.state) == (6, "agreed", "open")


def test_either_puts_things_on_the_agenda_and_into_the_notes(cast: Cast) -> None:
    talk = agreed(cast)
    rules.add_to_agenda(talk, "The rota", by=cast.ann)
    rules.add_to_agenda(talk, "My leave in May", by=cast.ben)
    rules.note(talk, "We start with the rota.", by=cast.ben)
    history = queries.history(one(talk, cast), seen_by=cast.ben)
    assert [entry.act.words for entry in queries.items(history, "conversation.agenda_added")] == [  # type: ignore[attr-defined]
        "The rota",
        "My leave in May",
    ]
    assert len(queries.items(history, "conversation.noted")) == 1


def test_an_agenda_does_not_make_an_answer_out_of_date(cast: Cast) -> None:
    talk = rules.plan(cast.ben, "one_to_one", THURSDAY, by=cast.ann)
    rules.add_to_agenda(talk.thing, "The rota", by=cast.ann)
    rules.accept(talk.thing, by=cast.ben, seen=talk.id)


def test_a_yes_to_a_time_that_was_moved_meanwhile_is_refused(cast: Cast) -> None:
    talk = rules.plan(cast.ben, "one_to_one", THURSDAY, by=cast.ann)
    rules.move(talk.thing, THURSDAY + timedelta(days=1), by=cast.ann)
    with pytest.raises(RuleBroken, match="Ann Lee moved it") as refused:
        rules.accept(talk.thing, by=cast.ben, seen=talk.id)
    assert refused.value.code == "moved_on"


def test_either_says_that_they_have_talked_and_the_asked_one_says_yes_with_it(
    cast: Cast, at: Callable[[str], None]
) -> None:
    talk = rules.plan(cast.ben, "one_to_one", THURSDAY, by=cast.ann).thing
    at("2026-03-05 15:00")
    with pytest.raises(RuleBroken, match="has not said yes"):
        rules.hold(talk, by=cast.ann)
    rules.hold(talk, by=cast.ben)
    assert kinds(talk, cast) == ["planned", "accepted", "held"]
    assert one(talk, cast).street.state == "open"


def test_nobody_has_talked_before_the_day(cast: Cast, at: Callable[[str], None]) -> None:
    talk = agreed(cast)
    with pytest.raises(RuleBroken, match="still to come"):
        rules.hold(talk, by=cast.ben)
    at("2026-03-05 06:00")
    rules.hold(talk, by=cast.ben)


REFUSED: list[tuple[str, Callable[[str, Cast], object]]] = [
    ("waits for Ben", lambda talk, cast: rules.accept(talk, by=cast.ann)),
    ("call it off", lambda talk, cast: rules.decline(talk, by=cast.ann)),
    ("has not said yes", lambda talk, cast: rules.say(talk, by=cast.ann, fair=1, heard=1, clear=1)),
    ("nothing in it", lambda talk, cast: rules.note(talk, " ", by=cast.ann)),
    ("that time already", lambda talk, cast: rules.move(talk, THURSDAY, by=cast.ann)),
    ("time has passed", lambda talk, cast: rules.move(talk, datetime(2026, 3, 1, tzinfo=UTC), by=cast.ann)),
    ("more than a year", lambda talk, cast: rules.move(talk, datetime(2028, 3, 1, tzinfo=UTC), by=cast.ann)),
    ("no such day", lambda talk, cast: rules.move(talk, LAST_MOMENT, by=cast.ann)),
    ("which day", lambda talk, cast: rules.move(talk, None, by=cast.ann)),
    ("Nothing of yours", lambda talk, cast: rules.throw_away(talk, by=cast.ann)),
]


@pytest.mark.parametrize(("say", "act"), REFUSED, ids=[say for say, _act in REFUSED])
def test_what_cannot_be_done_is_refused_in_words_and_changes_nothing(
    cast: Cast, say: str, act: Callable[[str, Cast], object]
) -> None:
    talk = rules.plan(cast.ben, "one_to_one", THURSDAY, by=cast.ann).thing
    size = ledger.size()
    with pytest.raises(TwowayError, match=say):
        act(talk, cast)
    assert ledger.size() == size


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("about", {"about": "weather"}),
        ("minutes", {"minutes": 4}),
        ("minutes", {"minutes": None}),
        ("every_weeks", {"every_weeks": 9}),
        ("where", {"where": "x" * 201}),
        ("with_", {"with_": ""}),
    ],
)
def test_a_blank_that_cannot_be_read_is_named(cast: Cast, field: str, more: dict[str, Any]) -> None:
    blanks: dict[str, Any] = {"with_": cast.ben, "about": "pay", "at": THURSDAY} | more
    with pytest.raises(BadShape) as refused:
        rules.plan(**blanks, by=cast.ann)
    assert refused.value.field == field


def test_a_talk_is_with_somebody_else_whom_one_may_see(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="needs two"):
        rules.plan(cast.ann, "pay", THURSDAY, by=cast.ann)
    with pytest.raises(NotSeen):
        rules.plan(cast.ben, "pay", THURSDAY, by=cast.eve)


def test_it_is_seen_by_the_two_and_by_nobody_else(cast: Cast) -> None:
    talk = agreed(cast)
    assert queries.one(talk, seen_by=cast.ben).id == talk
    for stranger in (cast.cy, cast.dana, cast.eve):
        with pytest.raises(NotSeen):
            queries.one(talk, seen_by=stranger)
        with pytest.raises(NotSeen):
            rules.note(talk, "Hello", by=stranger)


# ---- what comes of it ----


def test_what_was_agreed_becomes_a_promise_a_goal_or_an_entrustment_in_one_transaction(cast: Cast) -> None:
    talk = held(cast)
    rules.promise(talk, "Four per cent, in writing", FRIDAY, by=cast.ann)
    rules.ask_promise(talk, "Three things to be judged on", FRIDAY, by=cast.ann)
    rules.set_goal(talk, "Lead a line of my own", by=cast.ben)
    rules.offer(talk, "Take the Friday round", by=cast.ann)
    rules.entrust(talk, "The rota of line 3", 3, by=cast.ann)
    came = queries.outcomes(one(talk, cast))
    assert [outcome.what for outcome in came] == [
        "promise",
        "promise",
        "growth",
        "opportunity",
        "entrustment",
    ]
    assert promises.one(came[0].thing, seen_by=cast.ben).state == "made"
    assert promises.one(came[1].thing, seen_by=cast.ben).waits_for == cast.ben
    assert entrustments.one(came[4].thing, seen_by=cast.ben).state == "given"
    assert growth.one(came[2].thing, seen_by=cast.ann).owner_id == cast.ben
    assert replay.check().ok


def test_a_promise_that_is_refused_leaves_no_outcome(cast: Cast) -> None:
    talk, size = held(cast), ledger.size()
    with pytest.raises(BadShape):
        rules.promise(talk, "", FRIDAY, by=cast.ann)
    assert ledger.size() == size


# ---- coming again ----


def test_one_that_comes_again_is_planned_by_nobody_when_it_was_held(
    cast: Cast, at: Callable[[str], None]
) -> None:
    talk = agreed(cast, every_weeks=2, where="Room 4")
    at("2026-03-05 15:00")
    rules.hold(talk, by=cast.ben)
    coming = queries.next_between(one(talk, cast).street_id, seen_by=cast.ben)
    assert coming is not None
    assert (coming.state, coming.starts_at, coming.follows) == ("agreed", THURSDAY + timedelta(days=14), talk)
    assert (coming.where, coming.every_weeks, coming.series) == ("Room 4", 2, talk)
    assert list(by_whom(coming.id, cast)) == [("planned", "")]
    assert replay.check().ok


def test_it_comes_again_at_the_same_hour_by_the_clock_when_the_clocks_change(
    cast: Cast, at: Callable[[str], None]
) -> None:
    talk = agreed(cast, at=datetime(2026, 3, 26, 13, 0, tzinfo=UTC), every_weeks=1)
    at("2026-03-26 14:00")
    rules.hold(talk, by=cast.ann)
    coming = queries.next_between(one(talk, cast).street_id, seen_by=cast.ann)
    assert coming
    assert coming.starts_at == datetime(2026, 4, 2, 12, 0, tzinfo=UTC), "14:00 in Berlin, before and after"


def test_one_that_was_said_to_be_held_late_is_not_planned_for_a_day_that_has_passed(
    cast: Cast, at: Callable[[str], None]
) -> None:
    talk = agreed(cast, every_weeks=1)
    at("2026-03-20 09:00")
    rules.hold(talk, by=cast.ann)
    coming = queries.next_between(one(talk, cast).street_id, seen_by=cast.ann)
    assert coming
    assert coming.starts_at == THURSDAY + timedelta(days=21)


def test_one_that_was_called_off_does_not_come_again(cast: Cast) -> None:
    talk = agreed(cast, every_weeks=1)
    rules.call_off(talk, by=cast.ben)
    assert queries.next_between(one(talk, cast).street_id, seen_by=cast.ann) is None


# ---- streets that are stopped, people who leave ----


def test_on_a_paused_street_nothing_new_begins_and_what_is_under_way_is_finished(cast: Cast) -> None:
    found = street(cast)
    talk = agreed(cast, at=THURSDAY - timedelta(days=2), every_weeks=1)
    streets.pause(found.id, by=cast.ben)
    with pytest.raises(RuleBroken, match="paused"):
        rules.plan(cast.ben, "pay", THURSDAY, by=cast.ann)
    with pytest.raises(RuleBroken, match="paused"):
        rules.move(talk, THURSDAY, by=cast.ann)
    rules.add_to_agenda(talk, "The rota", by=cast.ann)
    rules.call_off(talk, by=cast.ann)


def test_on_a_closed_street_a_talk_lapses(cast: Cast) -> None:
    talk = agreed(cast)
    streets.close(one(talk, cast).street_id, by=cast.ann)
    assert queries.standing(one(talk, cast)) == "lapsed"
    assert queries.open_verbs(one(talk, cast), cast.ben) == []
    assert list(queries.ahead(cast.ben)) == []


def test_when_one_leaves_what_they_had_planned_lapses(cast: Cast) -> None:
    talk = agreed(cast)
    people.leave(cast.ben, by=cast.ben)
    assert queries.standing(one(talk, cast)) == "lapsed"
    assert street_queries.between(cast.ann, cast.ben).ended_by_leaving  # type: ignore[union-attr]


def test_the_same_form_sent_twice_plans_one_talk(cast: Cast) -> None:
    from twoway.ids import Once

    once = Once(key="k", fingerprint="f")
    first = rules.plan(cast.ben, "pay", THURSDAY, by=cast.ann, once=once)
    assert rules.plan(cast.ben, "pay", THURSDAY, by=cast.ann, once=once) == first
