"""Story A: a call goes wrong two hands later. Every beginning, both endings, told in three ways, to one end.

Ana is unsure and Ben decides; Ana hands on to Chen, who hands a part of it on to Dora and cannot finish the
rest. Olu works here too and has no part in it. Kim looks after the workplace.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from itertools import combinations
from typing import Any

import pytest
from django.db import transaction

from tests.cast import come_in, open_street
from tests.programs import Program, read
from tests.tellings import Act, Step, Telling, Way, at_a_terminal, by_programs, by_rules, ledger_since, tell
from twoway.cli.start import NOT_SEEN
from twoway.cli.tests.conftest import run
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.people import rules, tokens
from twoway.people.streets import rules as streets

NAMES = ("Ana", "Ben", "Chen", "Dora", "Olu")
THEY_WORK_TOGETHER = ("Ana", "Ben", "Chen")
THE_DAY_AFTER = "2026-03-13 09:00"

AS_IT_MOSTLY_HAPPENS = [  # nothing is written down beforehand
    Step("Ana", "handoff_hand", {"what": "The frames, drilled", "to": "@Chen"}, gives="frames"),
    Step("Chen", "handoff_accept", {"id": "#frames", "note": "Got them"}),
    Step("Chen", "handoff_hand", {"what": "The lids", "to": "@Dora", "after": ["#frames"]}, gives="lids"),
    Step("Dora", "handoff_accept", {"id": "#lids"}),
    Step(
        "Chen",
        "handoff_raise_problem",
        {"id": "#frames", "what": "The holes are too wide", "costs": "A morning", "cost": 1},
        gives="problem",
        at="2026-03-03 10:00",
    ),
    Step("Ana", "problem_show", {"id": "#problem", "to": "@Ben", "words": "You said eight."}),
]
TAKEN_ON = [
    Step("Ben", "problem_take_on", {"id": "#problem", "words": "That was my call."}, gives="taken"),
    Step(
        "Ben",
        "ownup_say",
        {
            "about": "#problem",
            "what": "I said eight without looking it up",
            "cost": "Your morning",
            "sorry": "I am sorry, Chen",
            "touched": ["@Chen", "@Ana"],
            "promised": [{"to": "@Chen", "what": "New frames on your bench", "due_on": "2026-03-05"}],
        },
        gives="ownup",
    ),
]
WITH_A_RECORDED_CALL = [
    Step("Ana", "call_ask_for", {"owner": "@Ben", "question": "Drill to eight or to six?"}, gives="call"),
    Step(
        "Ben",
        "call_say_yes",
        {
            "id": "#call",
            "choice": "Drill to eight",
            "on_me": True,
            "sure_percent": 60,
            "why": "Six would need the other press",
            "review_on": "2026-03-12",
        },
    ),
    Step(
        "Ana",
        "handoff_hand",
        {"what": "The frames, drilled", "to": "@Chen", "call": "#call"},
        gives="frames",
    ),
    *AS_IT_MOSTLY_HAPPENS[1:5],
]
OWNED = [
    Step("Ben", "problem_answer", {"id": "#problem", "answer": "mine"}),
    Step("Ben", "ownup_say", {**TAKEN_ON[1].blanks, "about": "#call"}, gives="ownup"),
]
COMES_BACK = [
    Step("Chen", "ownup_answer", {"id": "#ownup", "words": "Thank you for saying so."}),
    Step("Ana", "thanks_give", {"about": "!ownup", "words": "You said it was yours."}, gives="thanks"),
    Step("Ana", "thanks_ask_to_pass_on", {"id": "#thanks", "to": ["@Dora"]}),
    Step("Ben", "thanks_allow_pass_on", {"id": "#thanks"}),
    Step("Ben", "promise_keep", {"id": "#the promise in it"}, at="2026-03-05 15:00"),
    Step("Chen", "promise_confirm", {"id": "#the promise in it"}),
    Step("Chen", "problem_resolve", {"id": "#problem", "words": "The new ones fit."}),
]
UNWRITTEN_OWNED = "nothing was written down, and he owns up"
UNWRITTEN_SILENT = "nothing was written down, and he says nothing"
NOTED = "it was told aloud and noted, and he says nothing"
RECORDED_OWNED = "the call was recorded, and he owns up"
RECORDED_SILENT = "the call was recorded, and he says nothing"
STORIES = {
    UNWRITTEN_OWNED: [*AS_IT_MOSTLY_HAPPENS, *TAKEN_ON, *COMES_BACK],
    UNWRITTEN_SILENT: AS_IT_MOSTLY_HAPPENS,
    NOTED: [
        Step("Ana", "call_note", {"owner": "@Ben", "choice": "Drill to eight", "on_me": True}, gives="call"),
        *AS_IT_MOSTLY_HAPPENS,
    ],
    RECORDED_OWNED: [*WITH_A_RECORDED_CALL, *OWNED, *COMES_BACK],
    RECORDED_SILENT: WITH_A_RECORDED_CALL,
}
At = Callable[[str | datetime], datetime]
Tell = Callable[[str], Telling]


@pytest.fixture
def workplace(db: None) -> Telling:
    """The six. Ana, Ben and Chen have worked together before and turned their estimates on."""
    kim = rules.set_up(name="Ash Works", person_name="Kim Roy", email="kim@ash.example", zone="UTC").thing
    people = {name: come_in(kim, name=name, email=f"{name.lower()}@ash.example") for name in NAMES}
    for one, other in combinations([people[name] for name in THEY_WORK_TOGETHER], 2):
        street = open_street(one, other)
        for person in (one, other):
            streets.wish_estimate(street.id, by=person, wish=True)
    people["Kim"] = kim
    made = {name: tokens.make(person, name="a program")[1] for name, person in people.items()}
    return Telling(people=people, tokens=made)


def left_by(story: list[Step], workplace: Telling, way: Way) -> list[Act]:
    """What the story, told that way, leaves on the ledger, which is then as it was before."""
    before, size = transaction.savepoint(), ledger.size()
    telling = tell(story, Telling(people=workplace.people, tokens=workplace.tokens), way)
    acts = ledger_since(size, telling.people)
    assert verify.check().problems == ()
    assert replay.check().ok
    transaction.savepoint_rollback(before)
    return acts


# ---- one ledger, however it is told ----------------------------------------------------------------------


@pytest.mark.parametrize("name", STORIES)
def test_rules_programs_and_terminal_leave_the_same_ledger_entry_by_entry(
    name: str, workplace: Telling
) -> None:
    told = [left_by(STORIES[name], workplace, way) for way in (by_rules, by_programs, at_a_terminal)]
    for number, (rules_, programs, terminal) in enumerate(zip(*told, strict=True)):
        assert rules_ == programs == terminal, number
    assert len(told[0]) > len(STORIES[name])


def test_every_step_stands_on_the_ledger_as_the_act_of_whoever_did_it(workplace: Telling) -> None:
    acts = left_by(STORIES[RECORDED_OWNED], workplace, by_programs)
    assert [act.says for act in acts] == THE_LEDGER_OF_A_RECORDED_CALL_OWNED
    found = {act.frame["kind"]: act for act in reversed(acts)}
    made, handed = found["call.made"], found["handoff.handed"]
    assert (made.frame["street"], made.frame["to"]) == ("*", ["Ana", "Ben"])
    assert (made.words["choice"], made.frame["d"]["on_me"]) == ("Drill to eight", True)
    assert made.seen_by == ("Ana", "Ben", "Chen", "Dora")  # work under it has reached the last two
    assert (handed.frame["street"], handed.frame["d"]["call"]) == ("Ana and Chen", made.frame["on"])
    assert found["problem.raised"].frame["to"] == ["Ana", "Ben", "Chen"]
    assert found["problem.raised"].seen_by == found["ownup.said"].seen_by == ("Ana", "Ben", "Chen")
    assert found["thanks.passed_on"].frame["see"] == ["Dora"]


# ---- who then sees what ----------------------------------------------------------------------------------


@pytest.fixture
def told(workplace: Telling, at: At) -> Tell:
    """A story, told so that it stays, and looked at on the Friday of that week."""

    def told_now(name: str) -> Telling:
        telling = tell(STORIES[name], workplace, by_rules)
        at("2026-03-06 09:00")
        return telling

    return told_now


def sees(telling: Telling, name: str, path: str) -> Any:
    """What a program of that person is answered; None for what is not there."""
    answer = Program(telling.tokens[name]).call("GET", telling.at(path))
    nothing = Program(telling.tokens[name]).call("GET", telling.at(f"/{path.split('/')[1]}/000000000000"))
    if answer.status_code == nothing.status_code:
        assert (answer.status_code, answer.content) == (404, nothing.content)
        return None
    return read(answer)


def who_sees(telling: Telling, path: str) -> set[str]:
    return {name for name in telling.people if sees(telling, name, path) is not None}


def names(telling: Telling, people: list[str]) -> list[str]:
    return [telling.name(person) for person in people]


@pytest.mark.alike
@pytest.mark.parametrize(
    ("story", "stands_with", "shielded", "where"),
    [
        (UNWRITTEN_OWNED, "Ben", ["Ana"], {"Ben": "stands", "Ana": "shielded", "Chen": "found"}),
        (UNWRITTEN_SILENT, "Ana", [], {"Ana": "stands", "Chen": "found"}),
        (NOTED, "Ana", [], {"Ana": "stands", "Chen": "found"}),
        (RECORDED_OWNED, "Ben", [], {"Ben": "stands", "Ana": "not_here", "Chen": "found"}),
        (RECORDED_SILENT, "Ben", [], {"Ben": "stands", "Ana": "not_here", "Chen": "found"}),
    ],
)
def test_the_problem_stands_with_whose_call_it_was_and_not_with_who_carried_it(
    story: str, stands_with: str, shielded: list[str], where: dict[str, str], told: Tell
) -> None:
    telling = told(story)
    assert who_sees(telling, "/problems/#problem") == {"Ana", "Ben", "Chen"}
    for name in THEY_WORK_TOGETHER:
        problem = sees(telling, name, "/problems/#problem")
        assert names(telling, problem["stands_with"]) == [stands_with]
        assert names(telling, problem["shielded"]) == shielded
        assert sorted(names(telling, problem["knows"])) == ["Ana", "Ben", "Chen"]
        chain = sees(telling, name, "/problems/#problem/chain")
        assert {stop["name"]: stop["how"] for stop in chain} == where


@pytest.mark.alike
@pytest.mark.parametrize("story", [RECORDED_OWNED, RECORDED_SILENT])
def test_the_call_is_known_to_those_it_asked_and_reached_and_to_nobody_else(story: str, told: Tell) -> None:
    telling = told(story)
    assert who_sees(telling, "/calls/#call") == {"Ana", "Ben", "Chen", "Dora"}
    known = sees(telling, "Ben", "/calls/#call")["who_knows"]
    assert {telling.name(one["person"]): one["role"] for one in known} == {
        "Ben": "owner",
        "Ana": "asked",
        "Chen": "reached",
        "Dora": "reached",
    }
    states = {sees(telling, name, "/calls/#call")["state"] for name in ("Ana", "Ben", "Chen", "Dora")}
    assert states == {"owned" if story == RECORDED_OWNED else "made"}


@pytest.mark.alike
def test_a_note_is_seen_by_the_two_and_binds_nobody(told: Tell) -> None:
    telling = told(NOTED)
    assert who_sees(telling, "/calls/#call") == {"Ana", "Ben"}
    assert sees(telling, "Ana", "/calls/#call")["state"] == "noted"


@pytest.mark.alike
def test_each_sees_their_own_hands_of_the_chain(told: Tell) -> None:
    telling = told(RECORDED_OWNED)
    assert who_sees(telling, "/handoffs/#frames") == {"Ana", "Chen"}
    assert who_sees(telling, "/handoffs/#lids") == {"Chen", "Dora"}


@pytest.mark.alike
@pytest.mark.parametrize("story", [UNWRITTEN_OWNED, RECORDED_OWNED])
def test_word_gets_round_by_thanks_and_not_by_the_letter(story: str, told: Tell) -> None:
    telling = told(story)
    assert who_sees(telling, "/ownups/#ownup") == {"Ana", "Ben", "Chen"}
    for name in ("Ana", "Chen"):
        letter = sees(telling, name, "/ownups/#ownup")
        assert (telling.name(letter["owner"]), letter["sorry"]) == ("Ben", "I am sorry, Chen")
        assert [one["words"] for one in letter["answers"]] == (
            ["Thank you for saying so."] if name == "Chen" else []
        )
    assert who_sees(telling, "/thanks/#thanks") == {"Ana", "Ben", "Dora"}
    heard = sees(telling, "Dora", "/thanks/#thanks")
    assert set(heard) == {"id", "giver", "receiver", "words"}
    assert heard["words"] == "You said it was yours."


@pytest.mark.alike
@pytest.mark.parametrize("story", STORIES)
def test_an_outsider_and_the_administrator_find_no_trace_of_it(story: str, told: Tell) -> None:
    telling = told(story)
    for name in ("Olu", "Kim"):
        for path in ("/history", "/calls?show=over", "/calls", "/problems?show=known", "/ownups", "/today"):
            answer = json.dumps(sees(telling, name, path))
            assert not any(made in answer for made in telling.made.values()), (name, path)
    for made in telling.made:
        assert not {"Olu", "Kim"} & who_sees(telling, f"/history/{made}")


@pytest.mark.alike
def test_silence_past_the_day_is_a_plain_fact_for_those_who_wait_and_asked_of_the_owner_alone(
    told: Tell, at: At
) -> None:
    telling = told(RECORDED_SILENT)
    for name in ("Ana", "Chen", "Dora"):
        assert sees(telling, name, "/calls/#call")["waiting_since"] is None
    at(THE_DAY_AFTER)
    for name in ("Ana", "Chen", "Dora"):
        call = sees(telling, name, "/calls/#call")
        assert call["waiting_since"] == "2026-03-12"
        assert sees(telling, name, "/calls?show=due") == []
    assert [call["id"] for call in sees(telling, "Ben", "/calls?show=due")] == [telling.made["#call"]]


# ---- what it does to how far they can count on each other ------------------------------------------------


def lane(telling: Telling, truster: str, trustee: str) -> Any:
    """`twoway street`, the same for either of the two and for nobody else."""
    ask = ("street", truster, trustee, "--json")
    mine, theirs = (run(*ask, "--token", telling.tokens[name]) for name in (truster, trustee))
    assert mine.json == theirs.json
    for name in ("Dora", "Olu", "Kim"):
        assert run(*ask, "--token", telling.tokens[name]).code == NOT_SEEN
    [found] = [one for one in mine.json["lanes"] if one["trustee"] == telling.people[trustee]]
    added = sum(one["value"] for one in found["contributions"])
    assert found["baseline"] + added == pytest.approx(found["mean"], abs=1e-9)
    return found


@pytest.mark.alike
@pytest.mark.parametrize("story", [UNWRITTEN_OWNED, RECORDED_OWNED])
def test_small_and_owned_at_once_both_can_count_on_the_owner_more_than_before(story: str, told: Tell) -> None:
    telling = told(story)
    for name in ("Ana", "Chen"):
        found = lane(telling, name, "Ben")
        assert found["mean"] > found["low"] > found["baseline"]
    for name in ("Ben", "Chen"):
        assert lane(telling, name, "Ana")["contributions"] == []


@pytest.mark.alike
def test_kept_silent_both_can_count_on_the_owner_less(told: Tell, at: At) -> None:
    telling = told(RECORDED_SILENT)
    at(THE_DAY_AFTER)
    for name in ("Ana", "Chen"):
        found = lane(telling, name, "Ben")
        assert found["mean"] < found["baseline"]
    for name in ("Ben", "Chen"):
        assert lane(telling, name, "Ana")["contributions"] == []


@pytest.mark.alike
@pytest.mark.parametrize("story", [UNWRITTEN_SILENT, NOTED])
def test_where_its_owner_never_said_so_it_stays_with_who_handed_it_over(story: str, told: Tell) -> None:
    """What was only said aloud is on no record of the one who said it, whoever noted it."""
    telling = told(story)
    found = lane(telling, "Chen", "Ana")
    assert found["mean"] < found["baseline"]
    for name in ("Ana", "Chen"):
        assert lane(telling, name, "Ben")["contributions"] == []


THE_LEDGER_OF_A_RECORDED_CALL_OWNED = [
    "Ana call.asked_for",
    "Ben call.made",
    "Ana handoff.handed",
    "Ana call.reached",
    "Ana sight.opened",
    "Chen handoff.accepted",
    "Chen street.asked",
    "Chen handoff.handed",
    "Chen call.reached",
    "Chen sight.opened",
    "Dora handoff.accepted",
    "Dora street.opened",
    "Chen problem.raised",
    "Chen call.has_problem",
    "Ben problem.answered",
    "Ben promise.made",
    "Ben ownup.said",
    "Ben call.owned",
    "Ben sight.opened",
    "Ben sight.opened",
    "Ben problem.owned",
    "Chen ownup.answered",
    "Ana thanks.given",
    "Ana thanks.pass_on_asked",
    "Ben thanks.passed_on",
    "Ben promise.kept",
    "Chen promise.confirmed",
    "Chen problem.resolved",
]
