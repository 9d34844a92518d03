"""Own-ups for programs: the same rules and the same sight."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from twoway.nouns.ownups import rules
from twoway.people import tokens

WHAT, COST = "I skipped the dry run", "Your weekend"


@pytest.fixture
def calls(cast: Cast) -> Any:
    """A program of each of them."""
    programs = {}
    for name in ("ann", "ben", "cy"):
        _token, text = tokens.make(getattr(cast, name), name="A program")
        programs[name] = Client(headers={"Authorization": f"Bearer {text}"})
    return programs


def post(client: Client, path: str, **body: Any) -> tuple[int, Any]:
    response = client.post(f"/api/v1/ownups{path}", json.dumps(body), content_type="application/json")
    return response.status_code, response.json()


def get(client: Client, path: str = "") -> tuple[int, Any]:
    response = client.get(f"/api/v1/ownups{path}")
    return response.status_code, response.json()


def test_an_own_up_is_said_answered_and_read(cast: Cast, calls: Any) -> None:
    status, done = post(calls["ann"], "", what=WHAT, cost=COST, touched=[cast.ben])
    assert status == 201
    id = done["thing"]
    assert post(calls["ben"], f"/{id}/answer", words="I slept last night.")[0] == 201
    _, found = get(calls["ann"], f"/{id}")
    assert (found["what"], found["owner"], found["touched"]) == (WHAT, cast.ann, [cast.ben])
    assert [(one["by"], one["words"]) for one in found["answers"]] == [(cast.ben, "I slept last night.")]
    assert get(calls["cy"], f"/{id}")[0] == 404


def test_promises_go_with_it(cast: Cast, calls: Any) -> None:
    promised = [{"to": cast.ben, "what": "You'll have Friday off", "due_on": "2026-03-12"}]
    _, done = post(calls["ann"], "", what=WHAT, cost=COST, touched=[cast.ben], promised=promised)
    _, found = get(calls["ben"], f"/{done['thing']}")
    assert len(found["promises"]) == 1


def test_lists_are_what_one_said_and_what_one_heard(cast: Cast, calls: Any) -> None:
    rules.say(WHAT, COST, by=cast.ann, touched=[cast.ben])
    assert [one["what"] for one in get(calls["ann"], "?show=mine")[1]] == [WHAT]
    assert [one["what"] for one in get(calls["ben"])[1]] == [WHAT]
    assert get(calls["cy"])[1] == []


def test_wider_only_by_the_owner_and_an_answer_only_by_its_writer(cast: Cast, calls: Any) -> None:
    id = rules.say(WHAT, COST, by=cast.ann, touched=[cast.ben]).thing
    answer = rules.answer(id, "Thank you", by=cast.ben).thing
    assert post(calls["ben"], f"/{id}/widen", to=[cast.cy])[0] == 409
    assert post(calls["ann"], f"/{id}/widen", to=[cast.cy])[0] == 200
    assert get(calls["ben"], f"/{id}")[1]["announced"] == [cast.cy]
    assert post(calls["ben"], f"/{id}/have_seen")[0] == 200
    assert post(calls["ann"], f"/answers/{answer}/share")[0] == 409
    assert post(calls["ben"], f"/answers/{answer}/share")[0] == 200


def test_what_it_is_about_is_told_to_those_who_see_that(cast: Cast, calls: Any) -> None:
    from tests.cast import open_street
    from twoway.nouns.promises import rules as promises

    open_street(cast.ann, cast.ben)
    promise = promises.offer(cast.ben, "I can help with the audit", by=cast.ann).thing
    id = rules.say(WHAT, COST, by=cast.ann, touched=[cast.ben, cast.cy], about=promise).thing
    assert get(calls["ben"], f"/{id}")[1]["about"] == promise
    assert (get(calls["cy"], f"/{id}")[1]["about"], get(calls["cy"], f"/{id}")[1]["of"]) == ("", "")
