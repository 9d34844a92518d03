"""Steps are done by doing the real act, read from the street; days are each one's own, without stops."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.cast import Cast
from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.nouns.conversations import rules as conversations
from twoway.nouns.entrustments import rules as entrustments
from twoway.nouns.paths import DAYS, STEPS, queries, rules
from twoway.nouns.paths.tests.conftest import FRIDAY, Pair
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.nouns.voices import rules as voices
from twoway.people import rules as people
from twoway.people.streets import rules as streets


def test_nothing_is_done_before_it_is_done(pair: Pair) -> None:
    promises.make(pair.cast.ben, "The plan for line 3", FRIDAY, by=pair.cast.ann)
    assert pair.done(pair.on_a_path()) == {}


def test_a_first_promise_each_way_is_a_promise_that_stands(pair: Pair, at: Callable[[str], object]) -> None:
    id, cast = pair.on_a_path(), pair.cast
    asked = promises.ask(cast.ben, "The rota for April", FRIDAY, by=cast.ann)
    assert pair.done(id) == {}
    at("2026-03-04 09:00")
    promises.say_yes(asked.thing, by=cast.ben)
    assert pair.done(id) == {"promise": (0, 3)}
    assert pair.done(id, "ben") == {"promise": (3, 0)}
    promises.make(cast.ben, "The plan for line 3", FRIDAY, by=cast.ann)
    assert pair.done(id) == {"promise": (3, 3)}


def test_a_promise_asked_before_the_path_and_answered_on_it_counts(pair: Pair) -> None:
    asked = promises.ask(pair.cast.ben, "The rota for April", FRIDAY, by=pair.cast.ann)
    id = pair.on_a_path()
    promises.say_yes(asked.thing, by=pair.cast.ben)
    assert pair.done(id) == {"promise": (0, 1)}


def test_what_one_learned_from_the_other_and_what_one_entrusts(pair: Pair) -> None:
    id, cast = pair.on_a_path(), pair.cast
    kept = promises.make(cast.ben, "The plan for line 3", FRIDAY, by=cast.ann)
    thanks.give(kept.id, "Gladly read.", by=cast.ben)
    assert "learn" not in pair.done(id)
    other = promises.make(cast.ben, "The list", FRIDAY, by=cast.ann)
    thanks.give(other.id, "To write it down first.", by=cast.ben, learned=True)
    given = entrustments.give(cast.ben, "The board by the door", 5, by=cast.ann)
    assert pair.done(id) == {"promise": (1, 0), "learn": (0, 1)}
    entrustments.accept(given.thing, by=cast.ben)
    assert pair.done(id) == {"promise": (1, 0), "learn": (0, 1), "entrust": (1, 0)}


def test_a_first_voice_and_its_answer_and_what_one_would_learn(pair: Pair) -> None:
    id, cast = pair.on_a_path(), pair.cast
    voice = voices.raise_("The press is too loud.", by=cast.ben, to=cast.ann, answer_by=FRIDAY)
    voices.answer(voice.thing, by=cast.ann, answer="need_more", words="When?")
    assert pair.done(id) == {"voice": (0, 1)}
    voices.add(voice.thing, by=cast.ben, words="At night.", answer_by=FRIDAY)
    voices.answer(voice.thing, by=cast.ann, answer="no_because", words="It is the only one.")
    assert pair.done(id) == {"voice": (0, 1), "answer": (1, 0)}
    asked = voices.raise_("planning", by=cast.ann, to=cast.ben, answer_by=FRIDAY, wants="feedback")
    voices.answer(asked.thing, by=cast.ben, answer="told", words="Ask earlier.")
    thanks.say_learned(cast.ann, "To write it down first.", by=cast.ben)
    assert pair.done(id) == {"voice": (0, 1), "answer": (1, 0), "learn": (1, 1)}


def test_a_talk_about_expectations_is_done_by_both_once_it_was_held(pair: Pair) -> None:
    id, cast = pair.on_a_path(), pair.cast
    for about in ("pay", "expectations"):
        talk = conversations.plan(cast.ben, about, clock.now(), by=cast.ann)
        conversations.accept(talk.thing, by=cast.ben)
        assert pair.done(id) == {}
        conversations.hold(talk.thing, by=cast.ben)
        assert pair.done(id) == ({"talk": (1, 1)} if about == "expectations" else {})


def test_what_happens_on_another_street_ticks_nothing_here(pair: Pair) -> None:
    id, cast = pair.on_a_path(), pair.cast
    promises.make(cast.cy, "The plan for line 3", FRIDAY, by=cast.ann)
    assert pair.done(id) == {}


def test_what_is_unnamed_is_not_among_the_acts_that_are_read() -> None:
    assert not [kind for kind in queries.READ if kind.startswith("unnamed.")]


def test_nothing_after_its_end_is_done_on_a_path_and_a_second_begins_anew(pair: Pair) -> None:
    first, cast = pair.on_a_path(), pair.cast
    promises.make(cast.ben, "The plan for line 3", FRIDAY, by=cast.ann)
    rules.end(first, by=cast.ben)
    promises.make(cast.ann, "The rota", FRIDAY, by=cast.ben)
    second = pair.on_a_path()
    assert pair.done(first) == {"promise": (1, 0)}
    assert pair.done(second) == {}


# ---- days ------------------------------------------------------------------------------------------------


def test_days_begin_where_each_of_the_two_is(cast: Cast, at: Callable[[str], object]) -> None:
    """Ann in Auckland is a day ahead of Ben in Berlin when both ask; every day has one date for both."""
    at("2026-03-02 14:00")
    people.describe(cast.ann, by=cast.ann, name="Ann Lee", title="Planner", zone="Pacific/Auckland")
    rules.wish(cast.ben, by=cast.ann, wish=True)
    path = rules.wish(cast.ann, by=cast.ben, wish=True)
    assert path is not None
    assert path.first_on == date(2026, 3, 3)
    days = []
    for moment in ("2026-03-02 14:00", "2026-03-03 10:59", "2026-03-03 11:01", "2026-03-03 23:30"):
        at(moment)
        days.append(tuple(queries.walk(path.id, seen_by=one).day for one in (cast.ann, cast.ben)))
    assert days == [(1, 1), (1, 1), (2, 1), (2, 2)]


def test_days_on_which_the_street_was_stopped_do_not_count(pair: Pair, at: Callable[[str], object]) -> None:
    id = pair.on_a_path()
    at("2026-03-06 09:00")
    assert pair.walk(id).day == 5
    streets.pause(pair.street, by=pair.cast.ann)
    at("2026-03-16 09:00")
    assert (pair.walk(id).day, pair.walk(id).standing) == (4, "paused")
    assert queries.falls_on(pair.walk(id).path, DAYS, "Europe/Berlin") is None
    streets.resume(pair.street, by=pair.cast.ann)
    walk = pair.walk(id)
    assert (walk.day, walk.standing) == (5, "open")
    assert queries.falls_on(walk.path, 5, "Europe/Berlin") == date(2026, 3, 16)
    assert queries.falls_on(walk.path, 4, "Europe/Berlin") == date(2026, 3, 5)


def test_every_day_of_a_path_falls_on_the_date_on_which_it_is_that_day(
    pair: Pair, at: Callable[[str], object]
) -> None:
    id = pair.on_a_path()
    for moment, rule in (
        ("2026-03-06", "pause"),
        ("2026-03-16", "resume"),
        ("2026-03-20", "pause"),
        ("2026-03-21", "resume"),
    ):
        at(f"{moment} 09:00")
        getattr(streets, rule)(pair.street, by=pair.cast.ann)
    path = pair.walk(id).path
    for number in range(1, DAYS + 1):
        day = queries.falls_on(path, number, "Europe/Berlin")
        assert day is not None
        assert queries.day_of(path, "Europe/Berlin", on=day) == number


def test_after_day_ninety_it_is_over_and_can_still_be_looked_back_on(
    pair: Pair, at: Callable[[str], object]
) -> None:
    id = pair.on_a_path()
    at("2026-05-30 09:00")
    assert (pair.walk(id).day, pair.walk(id).standing) == (90, "open")
    at("2026-05-31 09:00")
    assert pair.walk(id).standing == "over"
    rules.look_back(id, 90, "We ask less twice.", by=pair.cast.ann)
    assert pair.done(id) == {"back90": (91, 0)}


# ---- looking back, skipping, ending ----------------------------------------------------------------------


def test_one_looks_back_once_each_from_its_day_on_and_both_read_it_at_once(
    pair: Pair, at: Callable[[str], object]
) -> None:
    id, cast = pair.on_a_path(), pair.cast
    with pytest.raises(RuleBroken, match="Day 30 is still to come"):
        rules.look_back(id, 30, "Good so far.", by=cast.ann)
    at("2026-03-31 09:00")
    for day, words in ((31, "x"), (30, " ")):
        with pytest.raises(BadShape):
            rules.look_back(id, day, words, by=cast.ann)
    rules.look_back(id, 30, "I still ask twice.", by=cast.ann)
    with pytest.raises(RuleBroken, match="You have looked back"):
        rules.look_back(id, 30, "Again.", by=cast.ann)
    [stride] = [one for one in pair.walk(id, "ben").strides if one.step.name == "back30"]
    assert stride.said == ((cast.ann, "I still ask twice."),)
    rules.look_back(id, 30, "So do I.", by=cast.ben)
    assert pair.done(id) == {"back30": (30, 30)}


def test_the_next_step_is_each_ones_own_and_skipping_leaves_no_trace(
    pair: Pair, at: Callable[[str], object]
) -> None:
    id, size = pair.on_a_path(), ledger.size()
    following = []
    for _step in STEPS:
        stride = pair.walk(id).next
        if stride is None:
            break
        following.append(stride.step.name)
        rules.put_aside(id, stride.step.name, by=pair.cast.ann)
    assert following == ["promise", "talk", "voice", "answer", "learn", "entrust"]
    bens = pair.walk(id, "ben").next
    assert bens is not None
    assert bens.step.name == "promise"
    assert ledger.size() == size
    at("2026-03-31 09:00")
    back = pair.walk(id).next
    assert back is not None
    assert back.step.name == "back30"
    rules.put_aside(id, "promise", by=pair.cast.ann, back=True)
    assert [one.step.name for one in pair.walk(id).strides if not one.is_aside and not one.step.day] == [
        "promise"
    ]
    with pytest.raises(BadShape):
        rules.put_aside(id, "nothing", by=pair.cast.ann)


def test_either_ends_it_for_both_and_nobody_is_told_by_whom(pair: Pair) -> None:
    id = pair.on_a_path()
    rules.end(id, by=pair.cast.ben)
    entry = ledger.last_entry_of(id)
    assert entry is not None
    assert (entry.kind, entry.by, entry.entered_by) == ("path.ended", "", "")
    assert (pair.walk(id).standing, pair.walk(id).next) == ("ended", None)
    with pytest.raises(RuleBroken, match="ended already"):
        rules.end(id, by=pair.cast.ann)
    with pytest.raises(RuleBroken, match="does not go on"):
        rules.look_back(id, 30, "x", by=pair.cast.ann)


def test_it_goes_on_when_the_line_ends_and_not_when_one_leaves(pair: Pair) -> None:
    id = pair.on_a_path()
    people.end_line(pair.line, by=pair.cast.dana)
    assert pair.walk(id).standing == "open"
    people.leave(pair.cast.ben, by=pair.cast.dana)
    assert (pair.walk(id).standing, pair.walk(id).next) == ("closed", None)


def test_nobody_else_finds_it(pair: Pair) -> None:
    id = pair.on_a_path()
    for rule in (
        lambda: rules.end(id, by=pair.cast.cy),
        lambda: rules.look_back(id, 30, "x", by=pair.cast.dana),
        lambda: rules.put_aside(id, "talk", by=pair.cast.cy),
        lambda: queries.walk(id, seen_by=pair.cast.dana),
    ):
        with pytest.raises(NotSeen):
            rule()
