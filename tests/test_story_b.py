"""Story B: Dana becomes Eli's manager. Ninety days of both, told in three ways, to one end.

Both have the very same verbs, and each uses them. Olu works here too and has no part in it; Kim looks after
the workplace. All of it happens with the estimate off; what it would have said is read at the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from tests.cast import come_in
from tests.programs import Program, read
from tests.tellings import Act, Step, Telling, Way, at_a_terminal, by_programs, by_rules, ledger_since, tell
from twoway.cli.tests.conftest import run
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.people import rules, tokens
from twoway.people.streets import queries as streets
from twoway.people.streets import rules as street_rules

NAMES = ("Dana", "Eli", "Olu")
At = Callable[[str | datetime], datetime]
THE_FIRST_WEEK = [
    Step("Eli", "path_wish", {"to": "@Dana", "wish": True}),
    Step("Dana", "path_wish", {"to": "@Eli", "wish": True}, gives="path"),
    Step(
        "Dana",
        "promise_make",
        {"to": "@Eli", "what": "A key to the lab", "due_on": "2026-03-04"},
        gives="key",
    ),
    Step(
        "Eli",
        "promise_make",
        {"to": "@Dana", "what": "The list of open orders", "due_on": "2026-03-06"},
        gives="list",
    ),
    Step("Dana", "promise_keep", {"id": "#key"}, at="2026-03-04 15:00"),
    Step("Eli", "promise_confirm", {"id": "#key"}),
    Step("Eli", "promise_keep", {"id": "#list", "note": "It is on the board"}, at="2026-03-06 11:00"),
    Step("Dana", "promise_confirm", {"id": "#list"}),
]
WHAT_THEY_EXPECT = [
    Step(
        "Dana",
        "conversation_plan",
        {"with_": "@Eli", "about": "expectations", "at": "2026-03-10T10:00:00+00:00", "minutes": 30},
        gives="talk",
        at="2026-03-06 14:00",
    ),
    Step("Eli", "conversation_accept", {"id": "#talk"}),
    Step("Eli", "conversation_add_to_agenda", {"id": "#talk", "words": "When may I stop the line?"}),
    Step("Dana", "conversation_add_to_agenda", {"id": "#talk", "words": "What you need from me"}),
    Step("Dana", "conversation_hold", {"id": "#talk"}, at="2026-03-10 10:40"),
    Step("Eli", "conversation_note", {"id": "#talk", "words": "Whoever sees it first stops the line."}),
    Step(
        "Dana",
        "conversation_promise",
        {"id": "#talk", "what": "That rule, on the board", "due_on": "2026-03-12"},
        gives="rule",
    ),
    Step(
        "Eli", "conversation_say", {"id": "#talk", "fair": 6, "heard": 7, "clear": 5, "takes": "I may stop"}
    ),
    Step("Dana", "conversation_say", {"id": "#talk", "fair": 6, "heard": 6, "clear": 6}, gives="opened"),
]
VOICES = [
    Step("Dana", "promise_keep", {"id": "#the promise in it"}, at="2026-03-10 16:00"),
    Step(
        "Eli",
        "voice_raise",
        {
            "to": "@Dana",
            "words": "We test after painting. We should test before.",
            "wants": "act",
            "answer_by": "2026-03-13",
        },
        gives="voice",
        at="2026-03-11 09:00",
    ),
    Step("Dana", "voice_acknowledge", {"id": "#voice"}),
    Step(
        "Dana",
        "voice_answer",
        {
            "id": "#voice",
            "answer": "promised",
            "words": "You are right",
            "promise_what": "Testing moves before painting",
            "promise_due": "2026-03-20",
        },
        at="2026-03-12 16:00",
    ),
    Step("Eli", "voice_close", {"id": "#voice", "heard": 5}),
    Step("Dana", "promise_keep", {"id": "#the promise in it"}, at="2026-03-13 16:00"),
    Step(
        "Eli",
        "voice_raise",
        {"to": "@Dana", "words": "Could we end at four on Fridays?", "answer_by": "2026-03-20"},
        gives="asked",
        at="2026-03-16 09:00",
    ),
    Step(
        "Dana",
        "voice_answer",
        {"id": "#asked", "answer": "no_because", "words": "The clinic collects at half past four"},
        at="2026-03-18 09:00",
    ),
    Step("Eli", "voice_close", {"id": "#asked", "heard": 4, "words": "That I did not know"}),
    Step(
        "Dana",
        "voice_raise",
        {"to": "@Eli", "words": "The lists lack the lot numbers", "wants": "act", "answer_by": "2026-03-23"},
        gives="hers",
    ),
    Step("Eli", "voice_answer", {"id": "#hers", "answer": "done", "words": "They have them from today"}),
    Step("Dana", "voice_close", {"id": "#hers", "heard": 5}),
]
WHERE_HE_WANTS_TO_GO = [
    Step(
        "Eli",
        "growth_set_goal",
        {"goal": "Plan a line by myself", "with_": ["@Dana"]},
        gives="goal",
        at="2026-03-24 09:00",
    ),
    Step("Eli", "growth_add_step", {"id": "#goal", "step": "Plan one shift"}),
    Step("Eli", "growth_ask_support", {"id": "#goal", "of": "@Dana", "what": "Look over my first plan"}),
    Step(
        "Dana",
        "growth_promise_support",
        {"id": "#goal", "what": "An hour over your first plan", "due_on": "2026-04-10"},
    ),
    Step("Dana", "path_look_back", {"id": "#path", "day": 30, "words": "Ask sooner"}, at="2026-03-31 09:00"),
    Step("Eli", "path_look_back", {"id": "#path", "day": 30, "words": "She says no, and says why"}),
    Step("Dana", "promise_keep", {"id": "#the promise in it"}, at="2026-04-02 10:00"),
    Step("Eli", "growth_say_given", {"id": "#goal", "from_": "@Dana", "words": "She read it line by line"}),
]
WHAT_EACH_LEARNS = [
    Step(
        "Dana",
        "voice_raise",
        {
            "to": "@Eli",
            "words": "how I open the morning round",
            "wants": "feedback",
            "answer_by": "2026-04-14",
        },
        gives="feedback",
        at="2026-04-07 09:00",
    ),
    Step("Eli", "voice_answer", {"id": "#feedback", "answer": "told", "words": "Begin with what went well"}),
    Step("Dana", "voice_close", {"id": "#feedback", "heard": 5}),
    Step("Dana", "thanks_learned", {"receiver": "@Eli", "words": "To hear the press before it stops"}),
    Step("Eli", "thanks_learned", {"receiver": "@Dana", "words": "To say no and why"}),
    Step("Dana", "path_look_back", {"id": "#path", "day": 60, "words": "I ask once"}, at="2026-04-30 09:00"),
    Step("Eli", "path_look_back", {"id": "#path", "day": 60, "words": "I know where we are going"}),
]
TRUST_IN_ADVANCE = [
    Step(
        "Dana",
        "entrustment_give",
        {"to": "@Eli", "scope": "The shifts of line 3", "freedom": 3, "look_back_on": "2026-05-26"},
        gives="shifts",
        at="2026-05-04 09:00",
    ),
    Step("Eli", "entrustment_accept", {"id": "#shifts", "note": "Gladly"}),
    Step(
        "Eli",
        "entrustment_give",
        {"to": "@Dana", "scope": "My days off in June", "freedom": 6, "look_back_on": "2026-05-26"},
        gives="days",
    ),
    Step("Dana", "entrustment_accept", {"id": "#days"}),
    Step(
        "Dana",
        "entrustment_widen",
        {"id": "#shifts", "freedom": 5, "words": "Two weeks without a gap"},
        at="2026-05-18 09:00",
    ),
    Step("Eli", "entrustment_look_back", {"id": "#shifts", "how_it_went": "well"}, at="2026-05-26 09:00"),
    Step("Dana", "entrustment_look_back", {"id": "#shifts", "how_it_went": "well", "words": "All of it"}),
]
PAY = [
    Step(
        "Eli",
        "conversation_plan",
        {"with_": "@Dana", "about": "pay", "at": "2026-05-28T10:00:00+00:00", "minutes": 45},
        gives="pay",
    ),
    Step("Dana", "conversation_accept", {"id": "#pay"}),
    Step("Eli", "conversation_hold", {"id": "#pay"}, at="2026-05-28 11:00"),
    Step("Dana", "conversation_say", {"id": "#pay", "fair": 5, "heard": 6, "clear": 7}),
    Step("Eli", "conversation_say", {"id": "#pay", "fair": 5, "heard": 6, "clear": 6}, gives="pay_opened"),
    Step("Dana", "path_look_back", {"id": "#path", "day": 90, "words": "Round first"}, at="2026-05-30 09:00"),
    Step("Eli", "path_look_back", {"id": "#path", "day": 90, "words": "The voices"}),
]
THEIR_NINETY_DAYS = [
    *THE_FIRST_WEEK,
    *WHAT_THEY_EXPECT,
    *VOICES,
    *WHERE_HE_WANTS_TO_GO,
    *WHAT_EACH_LEARNS,
    *TRUST_IN_ADVANCE,
    *PAY,
]


@pytest.fixture
def workplace(db: None) -> Telling:
    """Since this morning Eli reports to Dana; they have never met."""
    kim = rules.set_up(name="Ash Works", person_name="Kim Roy", email="kim@ash.example", zone="UTC").thing
    people = {name: come_in(kim, name=name, email=f"{name.lower()}@ash.example") for name in NAMES}
    rules.start_line(manager=people["Dana"], report=people["Eli"], by=kim)
    people["Kim"] = kim
    made = {name: tokens.make(person, name="a program")[1] for name, person in people.items()}
    return Telling(people=people, tokens=made)


def left_by(workplace: Telling, way: Way) -> list[Act]:
    """What the story, told that way, leaves on the ledger, which is then as it was before."""
    before, size = transaction.savepoint(), ledger.size()
    telling = tell(THEIR_NINETY_DAYS, Telling(people=workplace.people, tokens=workplace.tokens), way)
    acts = ledger_since(size, telling.people)
    assert verify.check().problems == ()
    assert replay.check().ok
    transaction.savepoint_rollback(before)
    return acts


@pytest.mark.alike
def test_rules_programs_and_terminal_leave_the_same_ledger_entry_by_entry(workplace: Telling) -> None:
    told = [left_by(workplace, way) for way in (by_rules, by_programs, at_a_terminal)]
    for number, (rules_, programs, terminal) in enumerate(zip(*told, strict=True)):
        assert rules_ == programs == terminal, number
    assert len(told[0]) >= len(THEIR_NINETY_DAYS) - 3  # a lone wish and the first of two answers leave no act


# ---- what then stands there ------------------------------------------------------------------------------

THE_LAST_DAY = "2026-05-30 12:00"
EACH_DID = {"promise", "talk", "voice", "answer", "back30", "learn", "back60", "entrust", "back90"}
# What of their ninety days bears on how far they can count on each other, in either's eyes.
COUNTS = {
    "promise.kept",
    "voice.answered",
    "entrustment.given",
    "entrustment.well",
    "conversation.opened.well",
}
UNTIL_THE_TALK_OPENS = [*THE_FIRST_WEEK, *WHAT_THEY_EXPECT[:-1]]


@pytest.fixture
def told(workplace: Telling, at: At) -> Telling:
    """Their ninety days, told so that they stay, and looked at on the last of them."""
    telling = tell(THEIR_NINETY_DAYS, workplace, by_rules)
    at(THE_LAST_DAY)
    return telling


def sees(telling: Telling, name: str, path: str) -> Any:
    """What a program of that person is answered; None for what is not there."""
    answer = Program(telling.tokens[name]).call("GET", telling.at(path))
    return None if answer.status_code == 404 else read(answer)


def street_of(telling: Telling) -> str:
    street = streets.between(telling.people["Dana"], telling.people["Eli"])
    assert street is not None
    return street.id


@pytest.mark.alike
def test_each_did_every_step_of_their_path_by_doing_the_real_act(told: Telling) -> None:
    paths = {name: sees(told, name, "/paths/#path") for name in ("Dana", "Eli")}
    for name, path in paths.items():
        assert path["day"] == 90
        for whose in ("mine", "theirs"):
            assert {step["name"] for step in path["steps"] if step[whose]} == EACH_DID, name
    assert paths["Dana"]["looked_back"] == paths["Eli"]["looked_back"]
    assert len(paths["Dana"]["looked_back"]) == 6


@pytest.mark.alike
def test_both_read_the_same_street_and_nobody_else_finds_any_of_it(told: Telling) -> None:
    street = street_of(told)
    acts = {name: sees(told, name, f"/streets/{street}/acts") for name in ("Dana", "Eli")}
    for mine, theirs in zip(acts["Dana"], acts["Eli"], strict=True):
        assert (mine["entry"], mine["kind"], mine["words"]) == (
            theirs["entry"],
            theirs["kind"],
            theirs["words"],
        )
    for name in ("Olu", "Kim"):
        assert sees(told, name, f"/streets/{street}") is None
        for made in (made for made in told.made if made.startswith("!")):
            assert sees(told, name, f"/history/{made}") is None
        everything = json.dumps(
            [sees(told, name, path) for path in ("/history", "/today", "/paths", "/voices")]
        )
        assert not any(id in everything for id in told.made.values())


@pytest.mark.alike
def test_what_one_said_of_a_talk_is_not_there_for_anybody_until_both_have(workplace: Telling, at: At) -> None:
    """Nor that it was said: what the other receives is what they received before."""
    told = tell(UNTIL_THE_TALK_OPENS[:-1], workplace, by_rules)
    at("2026-03-10 11:00")
    size = ledger.size()
    paths = ("/conversations/#talk", "/conversations/#talk/own_words", "/today", "/history")
    before = [sees(told, "Dana", path) for path in paths]
    tell(UNTIL_THE_TALK_OPENS[-1:], told, by_rules)
    assert [sees(told, "Dana", path) for path in paths] == before
    assert ledger.size() == size
    tell(WHAT_THEY_EXPECT[-1:], told, by_rules)
    opened = [sees(told, name, "/conversations/#talk") for name in ("Dana", "Eli")]
    assert ledger.size() == size + 1
    assert opened[0]["said"] == opened[1]["said"]
    assert set(opened[0]["said"]) == {told.people["Dana"], told.people["Eli"]}


@pytest.mark.alike
def test_with_the_estimate_off_there_is_no_number_and_with_it_on_both_read_the_same(told: Telling) -> None:
    street = street_of(told)
    assert [sees(told, name, f"/streets/{street}")["estimate"] for name in ("Dana", "Eli")] == [None, None]
    for name in ("Dana", "Eli"):
        street_rules.wish_estimate(street, by=told.people[name], wish=True)
    mine, theirs = (
        run("street", *pair, "--json", "--token", told.tokens[pair[0]]).json
        for pair in (("Dana", "Eli"), ("Eli", "Dana"))
    )
    assert mine == theirs
    for lane in mine["lanes"]:
        assert {one["kind"] for one in lane["contributions"]} == COUNTS
        added = sum(one["value"] for one in lane["contributions"])
        assert lane["baseline"] + added == pytest.approx(lane["mean"], abs=1e-9)
        assert lane["mean"] > lane["baseline"]
