"""Thanks for programs: whole for the two, the words for whoever they were passed on to."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, open_street
from twoway.nouns.promises import rules as promises
from twoway.people import tokens


class Program:
    """Calls the API with somebody's token."""

    def __init__(self, person: str) -> None:
        _token, text = tokens.make(person, name="A program")
        self.client = Client(headers={"Authorization": f"Bearer {text}"})

    def get(self, address: str) -> tuple[int, Any]:
        response = self.client.get(f"/api/v1/thanks{address}")
        return response.status_code, response.json()

    def post(self, address: str, body: object) -> tuple[int, Any]:
        sent = json.dumps(body)
        response = self.client.post(f"/api/v1/thanks{address}", sent, content_type="application/json")
        return response.status_code, response.json()


@pytest.fixture
def act(cast: Cast) -> str:
    """Ann's promise to Ben: an act he may thank her for."""
    open_street(cast.ann, cast.ben)
    return promises.make(cast.ben, "You'll have the plan", date(2026, 3, 6), by=cast.ann).id


def test_said_asked_about_allowed_and_heard(cast: Cast, act: str) -> None:
    ann, ben, cy = (Program(person) for person in (cast.ann, cast.ben, cast.cy))
    status, done = ben.post("", {"about": act, "words": "You saved my week", "learned": True})
    assert status == 201
    id = done["thing"]
    assert ann.get("")[1] == ben.get("?show=given")[1]
    assert cy.get(f"/{id}")[0] == 404
    assert ben.post(f"/{id}/ask_to_pass_on", {"to": [cast.cy]})[0] == 200
    assert ann.post(f"/{id}/allow_pass_on", {})[0] == 200
    heard = {"id": id, "giver": cast.ben, "receiver": cast.ann, "words": "You saved my week"}
    assert cy.get(f"/{id}") == (200, heard)
    assert cy.get("/passed_on") == (200, [heard])
    assert ann.get(f"/{id}")[1]["about"] == act


def test_refusals_have_the_one_shape(cast: Cast, act: str) -> None:
    ann, ben = Program(cast.ann), Program(cast.ben)
    status, body = ann.post("", {"about": act, "words": "Well done me"})
    assert (status, body["error"]["code"]) == (409, "own_act")
    status, body = ben.post("", {"about": act, "words": ""})
    assert (status, body["error"]["field"]) == (422, "words")
    status, done = ben.post("", {"about": act, "words": "Thanks"})
    assert ann.post(f"/{done['thing']}/refuse_pass_on", {})[1]["error"]["code"] == "not_asked"


@pytest.mark.parametrize("who", ["cy", "dana", "eve"])
def test_an_outsider_is_told_that_nothing_is_there(cast: Cast, act: str, who: str) -> None:
    said = Program(cast.ben).post("", {"about": act, "words": "Thanks"})[1]["thing"]
    outsider = Program(getattr(cast, who))
    assert outsider.get(f"/{said}") == outsider.get(f"/{'0' * 12}")
    assert outsider.post("", {"about": act, "words": "Thanks"})[0] == 404
    assert outsider.post(f"/{said}/allow_pass_on", {})[0] == 404
