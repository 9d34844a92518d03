"""The client's part of story B: Maya gives Callum her word, and it hangs on three promises of others.

Callum needs something, Maya and Jonas understand it at the second try, Jonas, Ruth and Callum himself promise
what it hangs on, one of these slips, the day is moved early, and it is delivered on its day at its price.
Olu works here too and Nia is another client's contact; neither has any part in it. The estimate is off.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from tests.cast import come_in, open_street
from tests.programs import Program, read
from tests.tellings import Act, Step, Telling, Way, at_a_terminal, by_programs, by_rules, ledger_since, tell
from twoway.cli.tests.conftest import run
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.people import rules, tokens
from twoway.people.streets import queries as streets
from twoway.people.streets import rules as street_rules

At = Callable[[str | datetime], datetime]
COLLEAGUES = ("Maya", "Jonas", "Ruth", "Olu")
WHAT_HE_NEEDS = [
    Step(
        "Maya",
        "need_note",
        {
            "what": "Northline wants our timetable data without asking us each time",
            "contacts": ["@Callum"],
            "ours": ["@Jonas"],
        },
        gives="need",
        at="2026-03-02 09:00",
    ),
    Step("Callum", "need_confirm", {"id": "#need", "what": "We want to fetch the timetable data ourselves"}),
    Step("Jonas", "need_play_back", {"id": "#need", "words": "A file you download each night"}),
    Step("Callum", "need_correct", {"id": "#need", "words": "Not quite: whenever we want, not each night"}),
    Step("Maya", "need_play_back", {"id": "#need", "words": "An address you can ask at any hour"}),
    Step("Callum", "need_recognise", {"id": "#need", "words": "Yes, that is it"}),
]
WHAT_IT_HANGS_ON = [
    Step(
        "Jonas",
        "promise_make",
        {"to": "@Maya", "what": "The export runs on staging", "due_on": "2026-03-09"},
        gives="export",
        at="2026-03-03 09:00",
    ),
    Step(
        "Ruth",
        "promise_make",
        {
            "to": "@Maya",
            "what": "The contract tests pass",
            "due_on": "2026-03-11",
            "sure_by": "2026-03-11",
        },
        gives="tests",
    ),
    Step(
        "Callum",
        "need_promise",
        {"id": "#need", "what": "A sample feed for three lines", "due_on": "2026-03-05", "to": "@Maya"},
    ),
]
HER_WORD = [
    Step(
        "Maya",
        "need_promise",
        {
            "id": "#need",
            "what": "Northline pulls its timetable data without asking us",
            "due_on": "2026-03-12",
            "to": "@Callum",
            "scope": "All lines, read only",
            "price_low": 800_000,
            "price_high": 950_000,
            "currency": "EUR",
        },
    ),
    Step("Callum", "promise_say_yes", {"id": "#the promise in it", "note": "Agreed"}, gives="word"),
    Step("Maya", "promise_hang_on", {"id": "#word", "on": "#export"}),
    Step("Maya", "promise_hang_on", {"id": "#word", "on": "#tests"}),
    Step("Maya", "promise_hang_on", {"id": "#word", "on": "#feed"}),
]
ONE_SLIPS = [
    Step("Callum", "promise_keep", {"id": "#feed"}, at="2026-03-04 15:00"),
    Step("Maya", "promise_confirm", {"id": "#feed"}),
    Step(
        "Jonas",
        "promise_ask_move",
        {"id": "#export", "due_on": "2026-03-13", "reason": "Staging came back late"},
        at="2026-03-05 09:00",
    ),
    Step("Maya", "promise_agree_move", {"id": "#export"}),
    Step(
        "Maya",
        "promise_ask_move",
        {"id": "#word", "due_on": "2026-03-18", "reason": "The export is four days later"},
    ),
    Step("Callum", "promise_agree_move", {"id": "#word", "note": "Thanks for not waiting until the 11th"}),
    Step(
        "Maya",
        "promise_ask_terms",
        {
            "id": "#word",
            "price_low": 900_000,
            "price_high": 950_000,
            "currency": "EUR",
            "reason": "The sample feed took a day of Ruth's",
        },
        at="2026-03-06 09:00",
    ),
    Step("Callum", "promise_agree_terms", {"id": "#word"}),
]
IT_IS_THERE = [
    Step("Ruth", "promise_keep", {"id": "#tests"}, at="2026-03-11 16:00"),
    Step("Maya", "promise_confirm", {"id": "#tests"}),
    Step("Jonas", "promise_keep", {"id": "#export"}, at="2026-03-13 15:00"),
    Step("Maya", "promise_confirm", {"id": "#export"}),
    Step("Maya", "promise_keep", {"id": "#word", "charged": 920_000}, at="2026-03-17 15:00"),
    Step("Callum", "promise_confirm", {"id": "#word"}),
    Step("Maya", "need_deliver", {"id": "#need", "words": "The address is open", "charged": 920_000}),
    Step("Callum", "need_look_back", {"id": "#need", "needed": "yes", "at_price": True}),
    Step("Maya", "need_rate", {"id": "#need", "fair": 6, "heard": 6, "clear": 5}),
    Step("Callum", "need_rate", {"id": "#need", "fair": 7, "heard": 6, "clear": 6}, gives="opened"),
]
THEIR_PART = [*WHAT_HE_NEEDS, *WHAT_IT_HANGS_ON, *HER_WORD, *ONE_SLIPS, *IT_IS_THERE]


@pytest.fixture
def workplace(db: None) -> Telling:
    """Maya has met Callum; Jonas and Ruth report to her. Nobody else has anything to do with him."""
    kim = rules.set_up(name="Larkfield", person_name="Kim Roy", email="kim@lark.example", zone="UTC").thing
    people = {name: come_in(kim, name=name, email=f"{name.lower()}@lark.example") for name in COLLEAGUES}
    for name, client in (("Callum", "Northline Transit"), ("Nia", "Harbour Clinics")):
        outside = rules.name_client(name=client, by=kim).thing
        email = f"{name.lower()}@elsewhere.example"
        people[name] = come_in(people["Maya"], name=name, email=email, role="guest", client=outside)
    for name in ("Jonas", "Ruth"):
        rules.start_line(manager=people["Maya"], report=people[name], by=kim)
    for name in ("Jonas", "Ruth", "Callum"):
        open_street(people["Maya"], people[name])
    made = {name: tokens.make(person, name="a program")[1] for name, person in people.items()}
    return Telling(people=people, tokens=made)


def told_in(workplace: Telling, way: Way) -> Telling:
    """The story; what Callum promises is made within the need, and is remembered by a name too."""
    telling = Telling(people=workplace.people, tokens=workplace.tokens)
    tell([*WHAT_HE_NEEDS, *WHAT_IT_HANGS_ON], telling, way)
    telling.made["#feed"] = telling.made["#the promise in it"]
    return tell([*HER_WORD, *ONE_SLIPS, *IT_IS_THERE], telling, way)


def left_by(workplace: Telling, way: Way) -> list[Act]:
    before, size = transaction.savepoint(), ledger.size()
    acts = ledger_since(size, told_in(workplace, way).people)
    assert verify.check().problems == ()
    assert replay.check().ok
    transaction.savepoint_rollback(before)
    return acts


@pytest.mark.alike
def test_rules_programs_and_terminal_leave_the_same_ledger_entry_by_entry(workplace: Telling) -> None:
    told = [left_by(workplace, way) for way in (by_rules, by_programs, at_a_terminal)]
    for number, (rules_, programs, terminal) in enumerate(zip(*told, strict=True)):
        assert rules_ == programs == terminal, number
    assert len(told[0]) >= len(THEIR_PART) - 1  # the first of two sealed answers leaves no act


# ---- what then stands there ------------------------------------------------------------------------------


@pytest.fixture
def told(workplace: Telling, at: At) -> Telling:
    telling = told_in(workplace, by_rules)
    at("2026-03-18 09:00")
    return telling


def sees(telling: Telling, name: str, path: str) -> Any:
    """What a program of that person is answered; None for what is not there."""
    answer = Program(telling.tokens[name]).call("GET", telling.at(path))
    return None if answer.status_code == 404 else read(answer)


def test_all_on_the_need_read_the_same_and_nobody_else_finds_any_of_it(told: Telling) -> None:
    needs = [sees(told, name, "/needs/#need") for name in ("Maya", "Jonas", "Callum")]
    for need in needs:
        need.pop("verbs")
    assert needs[0] == needs[1] == needs[2]
    delivery = needs[0]["deliveries"][-1]
    assert (delivery["needed"], delivery["at_price"], delivery["charged"]) == ("yes", True, 920_000)
    assert set(delivery["said"]) == {told.people["Maya"], told.people["Callum"]}
    for name in ("Ruth", "Olu", "Nia"):
        assert sees(told, name, "/needs/#need") is None
        assert sees(told, name, "/promises/#word") is None
        everything = json.dumps([sees(told, name, path) for path in ("/history", "/today", "/needs")])
        assert not any(told.made[made] in everything for made in ("#need", "#word", "#feed"))


def test_the_client_learns_nothing_of_what_her_word_hangs_on_inside(told: Telling) -> None:
    """Nor that it hangs on anything: links are for who sees both ends."""
    mine, theirs = (sees(told, name, "/promises/#word/hangs_on") for name in ("Maya", "Callum"))
    assert {link["on"] for link in mine} == {told.made[one] for one in ("#export", "#tests", "#feed")}
    assert {link["on"] for link in theirs} == {told.made["#feed"]}
    everything = json.dumps(
        [sees(told, "Callum", path) for path in ("/history", "/today", "/promises/#word")]
    )
    assert not any(told.made[made] in everything for made in ("#export", "#tests"))
    assert told.people["Ruth"] not in everything


def test_the_forecast_is_there_before_the_word_falls_when_a_link_slips_and_both_get_one(
    workplace: Telling, at: At
) -> None:
    telling = Telling(people=workplace.people, tokens=workplace.tokens)
    tell([*WHAT_HE_NEEDS, *WHAT_IT_HANGS_ON], telling, by_rules)
    telling.made["#feed"] = telling.made["#the promise in it"]
    tell(HER_WORD[:1], telling, by_rules)
    telling.made["#word"] = telling.made["#the promise in it"]
    at("2026-03-03 10:00")
    offered = chances(telling)
    assert offered["Maya"] == offered["Callum"]
    tell(HER_WORD[1:], telling, by_rules)
    at("2026-03-03 11:00")
    before = chances(telling)
    assert before["Maya"] < offered["Maya"]
    tell(ONE_SLIPS[2:4], telling, by_rules)
    at("2026-03-05 10:00")
    after = chances(telling)
    assert after["Maya"] < before["Maya"]
    assert after["Callum"] > after["Maya"]  # what slipped is not his to see


def chances(telling: Telling) -> dict[str, float]:
    """How likely each of the two is told that her word is kept by its day."""
    told = {name: sees(telling, name, "/promises/#word/forecast") for name in ("Maya", "Callum")}
    return {name: one["now"]["chance"] for name, one in told.items()}


def test_each_lane_of_the_street_counts_what_was_kept_for_whoever_was_promised_it(told: Telling) -> None:
    street = streets.between(told.people["Maya"], told.people["Callum"])
    assert street is not None
    for name in ("Maya", "Callum"):
        assert sees(told, name, f"/streets/{street.id}")["estimate"] is None
        street_rules.wish_estimate(street.id, by=told.people[name], wish=True)
    mine, theirs = (
        run("street", *pair, "--json", "--token", told.tokens[pair[0]]).json
        for pair in (("Maya", "Callum"), ("Callum", "Maya"))
    )
    assert mine == theirs
    for lane in mine["lanes"]:
        added = sum(one["value"] for one in lane["contributions"])
        assert lane["baseline"] + added == pytest.approx(lane["mean"], abs=1e-9)
        assert lane["mean"] > lane["baseline"]
