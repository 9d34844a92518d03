"""The same for programs: one operation for each verb, the same sight, the same sentences."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from twoway.nouns.handoffs import queries
from twoway.nouns.handoffs.tests.chains import WORK, Chain, chain, raised
from twoway.people import rules as people
from twoway.people import tokens


def program(person: str) -> Client:
    """A program with that person's token."""
    _token, text = tokens.make(person, name="A program")
    return Client(headers={"Authorization": f"Bearer {text}"})


def post(who: Client, address: str, status: int = 200, **said: Any) -> dict[str, Any]:
    response = who.post(f"/api/v1{address}", said, content_type="application/json")
    assert response.status_code == status, response.content
    found: dict[str, Any] = response.json()
    return found


def get(who: Client, address: str) -> Any:
    response = who.get(f"/api/v1{address}")
    assert response.status_code == 200, response.content
    return response.json()


@pytest.fixture
def made(cast: Cast) -> Chain:
    return chain(cast)


def test_work_is_handed_on_taken_and_sent_back(cast: Cast) -> None:
    ann, ben = program(cast.ann), program(cast.ben)
    handoff = post(ann, "/handoffs", 201, what=WORK, to=cast.ben)["thing"]
    assert [one["id"] for one in get(ben, "/handoffs")] == [handoff]
    assert get(ben, f"/handoffs/{handoff}")["verbs"] == ["accept", "send_back", "raise_problem"]
    post(ben, f"/handoffs/{handoff}/accept", note="On my bench")
    post(ben, f"/handoffs/{handoff}/send_back", reason="No room")
    assert get(ann, f"/handoffs/{handoff}")["reason"] == "No room"
    kinds = [one["kind"] for one in get(ann, f"/handoffs/{handoff}/history")]
    assert kinds == ["handoff.handed", "handoff.accepted", "handoff.sent_back"]
    again = post(ann, "/handoffs", 201, what=WORK, to=cast.ben)["thing"]
    post(ann, f"/handoffs/{again}/withdraw")


def test_of_what_was_offered_to_a_team_the_others_see_who_took_it_on_and_no_more(cast: Cast) -> None:
    team = people.form_team(name="Paint shop", by=cast.dana).thing
    for person in (cast.ben, cast.cy):
        people.join_team(team, person=person, by=cast.dana)
    ann, ben, cy = program(cast.ann), program(cast.ben), program(cast.cy)
    handoff = post(ann, "/handoffs", 201, what=WORK, team=team)["thing"]
    post(cy, f"/handoffs/{handoff}/take")
    before = get(ben, f"/handoffs/{handoff}")
    assert (before["receiver"], before["state"], before["street"]) == (cast.cy, "accepted", "")
    post(cy, f"/handoffs/{handoff}/send_back", reason="Wrong colour")
    assert get(ben, f"/handoffs/{handoff}") == before


def test_a_problem_travels_home_and_is_answered(made: Chain) -> None:
    cast = made.cast
    ben, ann, eve = program(cast.ben), program(cast.ann), program(cast.eve)
    said = {"what": "Too wide", "costs": "A day", "cost": 2}
    problem = post(eve, f"/handoffs/{made.to_eve}/raise_problem", 201, **said)["thing"]
    found = get(ben, f"/problems/{problem}")
    assert (found["stands_with"], found["carriers"]) == ([cast.ben], [cast.cy, cast.ann])
    assert [one["how"] for one in get(ann, f"/problems/{problem}/chain")] == [
        "stands",
        "not_here",
        "not_here",
        "found",
    ]
    refused = post(ann, f"/problems/{problem}/answer", 409, answer="mine")
    assert refused["error"]["say"] == "It stands with Ben Okoro, who can answer it."
    post(ben, f"/problems/{problem}/answer", answer="need_more", words="Which lift?")
    post(eve, f"/problems/{problem}/reply", words="Ours")
    post(ann, f"/problems/{problem}/fault", carrier=cast.ann, why="I measured it wrong")
    post(ben, f"/problems/{problem}/take_on", words="No, I gave you the figure")
    post(ann, f"/problems/{problem}/object_", words="I could have asked")
    post(eve, f"/problems/{problem}/resolve")
    post(eve, f"/problems/{problem}/reopen")
    post(ann, f"/problems/{problem}/show", to=made.flo)
    assert get(program(made.flo), f"/problems/{problem}")["verbs"] == ["take_on"]
    assert [one["id"] for one in get(ben, "/problems")] == [problem]
    assert [one["id"] for one in get(eve, "/problems?show=raised_by_me")] == [problem]
    assert len(get(eve, f"/problems/{problem}/history")) == 9


def test_what_is_not_ones_own_is_not_there(made: Chain) -> None:
    problem, flo = raised(made), program(made.flo)
    for address in (f"/problems/{problem}", f"/handoffs/{made.to_eve}", f"/handoffs/{made.to_cy}/chain"):
        assert flo.get(f"/api/v1{address}").status_code == 404
    post(flo, f"/problems/{problem}/take_on", 404)


def test_a_side_is_added_beside_an_act(made: Chain) -> None:
    problem = raised(made)
    cy, eve = program(made.cast.cy), program(made.cast.eve)
    found = queries.problem(problem, seen_by=made.cast.cy)
    act = queries.said_on(found, seen_by=made.cast.cy)[0].id
    post(cy, f"/problems/{problem}/side", about=act, words="I only painted it")
    told = get(eve, f"/problems/{problem}/history")
    assert [side["words"] for side in told[0]["sides"]] == ["I only painted it"]
    handed = get(cy, f"/handoffs/{made.to_eve}/history")[0]["entry"]
    post(cy, f"/handoffs/{made.to_eve}/side", about=handed, words="Mind the corners")
