"""Promises for programs: the same rules, errors and sight as the pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.promises import IMPORT_VERBS, VERBS
from twoway.people import tokens

WHAT = "You'll have the plan for line 3"
MAKE = {"what": WHAT, "due_on": "2026-03-06"}


class Program:
    """Calls the API with somebody's token."""

    def __init__(self, person: str) -> None:
        _token, text = tokens.make(person, name="A program")
        self.client = Client(headers={"Authorization": f"Bearer {text}"})

    def get(self, address: str) -> tuple[int, Any]:
        response = self.client.get(f"/api/v1/promises{address}")
        return response.status_code, response.json()

    def post(self, address: str, body: object, key: str = "") -> tuple[int, Any]:
        headers = {"Idempotency-Key": key} if key else {}
        response = self.client.post(
            f"/api/v1/promises{address}", json.dumps(body), content_type="application/json", headers=headers
        )
        return response.status_code, response.json()


@pytest.fixture
def pair(cast: Cast) -> Cast:
    open_street(cast.ann, cast.ben)
    return cast


@pytest.fixture
def ann(pair: Cast) -> Program:
    return Program(pair.ann)


@pytest.fixture
def ben(pair: Cast) -> Program:
    return Program(pair.ben)


def made(ann: Program, pair: Cast, **more: object) -> str:
    status, body = ann.post("", {"to": pair.ben, **MAKE, **more})
    assert status == 201
    return str(body["thing"])


def test_a_whole_life_from_both_ends(pair: Cast, ann: Program, ben: Program) -> None:
    id = made(ann, pair, sure_by="2026-03-05", hard="A strike")
    assert ben.get("?show=owed_to_me")[1][0]["id"] == id
    assert ann.get(f"/{id}")[1]["verbs"] == ["keep", "ask_move", "give_up", "ask_terms"]
    move = {"due_on": "2026-03-09", "reason": "The press stopped"}
    assert ann.post(f"/{id}/ask_move", move)[0] == 200
    assert ben.get("?show=waiting_for_me")[1][0]["move_to"] == "2026-03-09"
    assert ben.post(f"/{id}/agree_move", {"note": "Fine"})[0] == 200
    assert ann.post(f"/{id}/keep", {})[0] == 200
    assert ben.post(f"/{id}/confirm", {})[0] == 200
    status, promise = ben.get(f"/{id}")
    assert (status, promise["standing"], promise["due_on"], promise["moves"]) == (
        200,
        "kept",
        "2026-03-09",
        1,
    )
    history = ben.get(f"/{id}/history")[1]
    assert [act["kind"] for act in history] == [
        "promise.made",
        "promise.move_asked",
        "promise.moved",
        "promise.kept",
        "promise.confirmed",
    ]
    assert [act["entry"] for act in history] == [act["entry"] for act in ann.get(f"/{id}/history")[1]]


def test_every_way_to_begin_and_to_answer(pair: Cast, ann: Program, ben: Program) -> None:
    for kind in ("ask", "offer", "note"):
        status, done = ann.post(f"/{kind}", {"to": pair.ben, **MAKE})
        assert status == 201
        assert ben.post(f"/{done['thing']}/counter", {"due_on": "2026-03-10"})[0] == 200
        assert ann.post(f"/{done['thing']}/say_yes", {})[0] == 200
    first, second, third = (made(ann, pair) for _ in "123")
    assert ann.post(f"/{first}/give_up", {})[0] == 200
    assert ben.post(f"/{second}/release", {})[0] == 200
    assert ann.post(f"/{third}/keep", {"kept_on": "2026-03-02"})[0] == 200
    assert ben.post(f"/{third}/contest", {"note": "The tray is empty"})[0] == 200
    assert ann.post(f"/{third}/hang_on", {"on": first})[0] == 200
    assert ann.get(f"/{third}/hangs_on")[1] == [{"promise": third, "on": first}]
    assert ann.post(f"/{third}/unhang", {"on": first})[0] == 200
    about = ben.get(f"/{third}/history")[1][0]["entry"]
    assert ben.post(f"/{third}/side", {"about": about, "words": "I asked twice"})[0] == 200
    assert ann.get(f"/{third}/history")[1][0]["sides"][0]["words"] == "I asked twice"
    assert len(ann.get("?show=done")[1]) == 2


def test_refusals_have_the_one_shape_with_the_words_of_the_pages(
    pair: Cast, ann: Program, ben: Program
) -> None:
    id = made(ann, pair)
    status, body = ben.post(f"/{id}/keep", {})
    assert (status, body["error"]["code"]) == (409, "cannot_keep")
    assert body["error"]["say"] == "Only Ann Lee can say so. You can confirm it."
    status, body = ann.post("", {"to": pair.ben, **MAKE, "due_on": "2026-03-01"})
    assert (status, body["error"]["code"], body["error"]["field"]) == (422, "day_passed", "due_on")
    for wrong in ({"due_on": "2026-02-30"}, {"due_on": 7}, {"what": None}):
        status, body = ann.post("", {"to": pair.ben, **MAKE, **wrong})
        assert status == 422
        assert body["error"]["say"]


def test_what_has_moved_on_is_409_and_says_how(pair: Cast, ann: Program, ben: Program) -> None:
    id = made(ann, pair)
    seen = ann.get(f"/{id}")[1]["last_entry"]
    ben.post(f"/{id}/release", {})
    status, body = ann.post(f"/{id}/keep", {"seen": seen})
    assert (status, body["error"]["code"]) == (409, "moved_on")


def test_an_idempotency_key_makes_one_act_of_two_calls(pair: Cast, ann: Program) -> None:
    sent = {"to": pair.ben, **MAKE}
    first, second = (ann.post("", sent, key="a-key") for _ in "12")
    assert first == second
    size = ledger.size()
    status, body = ann.post("", {**sent, "what": "Something else"}, key="a-key")
    assert (status, body["error"]["code"], ledger.size()) == (409, "same_key_other_body", size)


@pytest.mark.parametrize("who", ["cy", "dana", "eve"])
def test_an_outsider_is_told_that_nothing_is_there(pair: Cast, ann: Program, who: str) -> None:
    id, outsider = made(ann, pair), Program(getattr(pair, who))
    for address in (f"/{id}", f"/{id}/history", f"/{id}/hangs_on"):
        assert outsider.get(address) == outsider.get(address.replace(id, "0" * 12))
        assert outsider.get(address)[0] == 404
    size = ledger.size()
    for verb in ("keep", "confirm", "release", "withdraw", "take_on", "dispute"):
        assert outsider.post(f"/{id}/{verb}", {})[0] == 404
    assert ledger.size() == size


def test_without_a_token_there_is_no_door(pair: Cast) -> None:
    assert Client().get("/api/v1/promises").status_code == 401


def test_every_verb_of_the_pages_is_described() -> None:
    described = Client().get("/api/v1/openapi.json").json()["paths"]
    for verb in (*VERBS, *IMPORT_VERBS, "hang_on", "unhang", "side"):
        assert f"/api/v1/promises/{{id}}/{verb}" in described


@pytest.mark.parametrize("price", [True, "12", 12.5, -1, 0, 10**13])
def test_what_is_no_amount_in_minor_units_is_refused(ann: Program, pair: Cast, price: object) -> None:
    before = ledger.size()
    asked = MAKE | {"to": pair.ben, "price_low": price, "currency": "EUR"}
    status, answer = ann.post("", asked)
    assert (status, answer["error"]["field"]) == (422, "price_low")
    assert ledger.size() == before
