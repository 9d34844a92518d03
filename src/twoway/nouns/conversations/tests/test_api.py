"""Talks for programs: the same rules and sight as the pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from twoway.nouns.conversations.tests.talks import BADLY, THURSDAY, WELL, agreed, held, opened
from twoway.people import tokens

At = Callable[[str], object]


class Program:
    """A program of somebody's."""

    def __init__(self, person: str) -> None:
        _token, text = tokens.make(person, name="A program")
        self._client = Client(headers={"Authorization": f"Bearer {text}"})

    def get(self, address: str, status: int = 200) -> Any:
        return self._answer(self._client.get(f"/api/v1/conversations{address}"), status)

    def post(self, address: str, status: int = 200, **said: Any) -> Any:
        sent = self._client.post(
            f"/api/v1/conversations{address}", json.dumps(said), content_type="application/json"
        )
        return self._answer(sent, status)

    def _answer(self, answer: Any, status: int) -> Any:
        assert answer.status_code == status, answer.content
        return answer.json()


@pytest.fixture
def ann(cast: Cast) -> Program:
    return Program(cast.ann)


@pytest.fixture
def ben(cast: Cast) -> Program:
    return Program(cast.ben)


def test_a_whole_talk(cast: Cast, ann: Program, ben: Program, at: At) -> None:
    talk = ann.post("", 201, with_=cast.ben, about="career", at=THURSDAY.isoformat(), every_weeks=2)["thing"]
    assert [one["id"] for one in ben.get("?show=waiting_for_me")] == [talk]
    ben.post(f"/{talk}/move", at="2026-03-05T15:00:00", note="Later that day")
    ann.post(f"/{talk}/accept")
    ann.post(f"/{talk}/add_to_agenda", words="What I would like to learn")
    ben.post(f"/{talk}/note", words="We begin with that.")
    at("2026-03-05 16:00")
    ben.post(f"/{talk}/hold")
    ann.post(f"/{talk}/promise", what="A day in the workshop", due_on="2026-03-20")
    ben.post(f"/{talk}/set_goal", what="Run the workshop")
    assert ann.post(f"/{talk}/say", **WELL) == {"said": WELL, "is_open": False}
    found = ben.get(f"/{talk}")
    assert (found["state"], found["said"], "say" in found["verbs"]) == ("held", {}, True)
    assert ben.get(f"/{talk}/own_words") == {"said": None, "is_open": False}
    assert ben.post(f"/{talk}/say", **BADLY) == {"said": BADLY, "is_open": True}
    found = ann.get(f"/{talk}")
    assert found["said"] == {cast.ann: WELL, cast.ben: BADLY}
    assert [one["what"] for one in found["outcomes"]] == ["promise", "growth"]
    assert [one["words"] for one in found["agenda"] + found["notes"]] == [
        "What I would like to learn",
        "We begin with that.",
    ]
    assert [one["says"] for one in ann.get(f"/{talk}/history")][-1] == (
        "What you both said of it opened for both of you"
    )


def test_both_read_the_same_of_it(cast: Cast, ann: Program, ben: Program) -> None:
    talk = opened(cast)
    both = [program.get(f"/{talk}") for program in (ann, ben)]
    assert both[0] == both[1]


@pytest.mark.parametrize("show", ["waiting_for_me", "coming", "to_say", "came_back", "over"])
def test_each_sort_can_be_asked_for(cast: Cast, ann: Program, show: str) -> None:
    agreed(cast)
    held(cast)
    assert {one["standing"] for one in ann.get(f"?show={show}")} <= {"agreed", "held"}


def test_what_one_said_can_be_taken_back(cast: Cast, ann: Program) -> None:
    talk = held(cast)
    ann.post(f"/{talk}/say", **WELL)
    assert ann.post(f"/{talk}/take_back") == {"said": None, "is_open": False}
    assert ann.post(f"/{talk}/take_back", 409)["error"]["code"] == "cannot_take_back"


def test_a_side_stands_beside_an_act(cast: Cast, ann: Program, ben: Program) -> None:
    talk = held(cast)
    act = ann.get(f"/{talk}/history")[-1]["entry"]
    ben.post(f"/{talk}/side", about=act, words="We talked for five minutes.")
    assert ann.get(f"/{talk}/history")[-1]["sides"][0]["words"] == "We talked for five minutes."


@pytest.mark.parametrize(
    ("said", "field"),
    [({"about": "weather"}, "about"), ({"minutes": 1}, "minutes"), ({"at": "soon"}, "at")],
)
def test_a_bad_shape_names_its_field(cast: Cast, ann: Program, said: dict[str, Any], field: str) -> None:
    whole = {"with_": cast.ben, "about": "pay", "at": THURSDAY.isoformat()} | said
    assert ann.post("", 422, **whole)["error"]["field"] == field


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    talk, cy = held(cast), Program(cast.cy)
    for address in ("", "/history", "/own_words"):
        assert cy.get(f"/{talk}{address}", 404)
    assert cy.post(f"/{talk}/say", 404, **WELL)
