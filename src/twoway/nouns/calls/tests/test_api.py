"""Calls for programs: the same rules, errors and sight as the pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from twoway.people import tokens

CHOICE = "Run the parts cold, without a second pass"


class Caller:
    """A program of one person's."""

    def __init__(self, person: str) -> None:
        _token, text = tokens.make(person, name="A program")
        self.client = Client(headers={"Authorization": f"Bearer {text}"})

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1/calls{path}").json()

    def post(self, path: str, **said: Any) -> Any:
        answer = self.client.post(f"/api/v1/calls{path}", json.dumps(said), content_type="application/json")
        return answer.json() | {"status": answer.status_code}


@pytest.fixture
def ann(cast: Cast) -> Caller:
    return Caller(cast.ann)


@pytest.fixture
def ben(cast: Cast) -> Caller:
    return Caller(cast.ben)


def test_a_whole_life_of_a_call(cast: Cast, ann: Caller, ben: Caller) -> None:
    asked = ann.post("/ask_for", owner=cast.ben, question="Cold or warm?")
    assert asked["status"] == 201
    id = asked["thing"]
    assert [one["id"] for one in ben.get("?show=waiting_for_me")] == [id]
    said = {
        "choice": CHOICE,
        "on_me": True,
        "touches": [cast.cy],
        "sure_percent": 60,
        "review_on": "2026-03-05",
    }
    assert ben.post(f"/{id}/say_yes", **said)["status"] == 200
    seen = ann.get(f"/{id}")
    assert (seen["state"], seen["choice"], seen["on_me"], seen["owner"]) == ("made", CHOICE, True, cast.ben)
    assert seen["asked"] == "Cold or warm?"
    assert Caller(cast.cy).get(f"/{id}")["asked"] == ""
    assert {one["person"]: one["role"] for one in seen["who_knows"]} == {
        cast.ben: "owner",
        cast.ann: "asked",
        cast.cy: "touched",
    }
    assert seen["verbs"] == ["say_cost"]
    assert ann.post(f"/{id}/say_cost", cost=3, words="A morning")["status"] == 200
    assert ben.post(f"/{id}/review", outcome="failed", words="It cracked")["status"] == 200
    assert [one["kind"] for one in ann.get(f"/{id}/history")] == [
        "call.asked_for",
        "call.made",
        "call.cost_said",
        "call.reviewed",
    ]
    assert ben.get("/calibration")["bands"][0]["failed"] == 1
    new = ben.post(f"/{id}/supersede", choice="Run them warm", asks=[cast.ann])
    assert ben.get(f"/{id}")["superseded_by"] == new["thing"] != id


def test_refusals_have_codes_and_sentences(cast: Cast, ann: Caller, ben: Caller) -> None:
    nobody = ben.post("", choice=CHOICE)
    assert (nobody["status"], nobody["error"]["field"]) == (422, "asks")
    id = ben.post("", choice=CHOICE, asks=[cast.ann])["thing"]
    refused = ann.post(f"/{id}/review", outcome="worked")
    assert (refused["status"], refused["error"]["code"]) == (409, "cannot_review")
    assert Caller(cast.dana).post(f"/{id}/review", outcome="worked")["status"] == 404
    stale = ben.get(f"/{id}")["last_entry"]
    ben.post(f"/{id}/review", outcome="partly")
    assert ben.post(f"/{id}/review", outcome="failed", seen=stale)["error"]["code"] == "moved_on"
