"""Voices for programs: the same rules, errors and sight as the pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from twoway.nouns.voices import rules
from twoway.nouns.voices.tests.lives import MORE, SAID, WHY, raised, taken_on
from twoway.people import tokens


class Caller:
    """A program of one person's."""

    def __init__(self, person: str) -> None:
        _token, text = tokens.make(person, name="A program")
        self.client = Client(headers={"Authorization": f"Bearer {text}"})

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1/voices{path}").json()

    def post(self, path: str, **said: Any) -> Any:
        answer = self.client.post(f"/api/v1/voices{path}", json.dumps(said), content_type="application/json")
        return answer.json() | {"status": answer.status_code}


@pytest.fixture
def ann(cast: Cast) -> Caller:
    return Caller(cast.ann)


@pytest.fixture
def ben(cast: Cast) -> Caller:
    return Caller(cast.ben)


def test_a_whole_life_of_a_voice(cast: Cast, ann: Caller, ben: Caller) -> None:
    said = {"to": cast.ben, "words": SAID, "more": MORE, "wants": "act", "answer_by": "2026-03-05"}
    begun = ann.post("", **said)
    assert begun["status"] == 201
    id = begun["thing"]
    assert [one["id"] for one in ben.get("")] == [id]
    assert ben.post(f"/{id}/acknowledge")["status"] == 200
    answer = {"answer": "promised", "promise_what": "A rota with six names", "promise_due": "2026-03-09"}
    assert ben.post(f"/{id}/answer", **answer)["status"] == 200
    seen = ann.get(f"/{id}")
    assert (seen["state"], seen["answer"], seen["answered_by"]) == ("answered", "promised", cast.ben)
    assert seen["promise"]
    assert seen["verbs"] == ["close", "reopen"]
    assert [one["id"] for one in ann.get("?show=to_close")] == [id]
    assert ann.post(f"/{id}/close", heard=4, words="Thank you")["status"] == 200
    kinds = [one["kind"] for one in ben.get(f"/{id}/history")]
    assert kinds == ["voice.raised", "voice.acknowledged", "voice.answered", "voice.closed"]
    assert ben.get("?show=over")[0]["heard"] == 4


def test_refusals_have_codes_and_sentences(cast: Cast, ann: Caller, ben: Caller) -> None:
    id = raised(cast)
    refused = ann.post(f"/{id}/answer", answer="done", words="x")
    assert (refused["status"], refused["error"]["code"]) == (409, "cannot_answer")
    empty = ben.post(f"/{id}/answer", answer="no_because", words=" ")
    assert (empty["status"], empty["error"]["field"]) == (422, "words")
    assert Caller(cast.cy).post(f"/{id}/withdraw")["status"] == 404
    stale = ben.get(f"/{id}")["last_entry"]
    ben.post(f"/{id}/acknowledge")
    late = ben.post(f"/{id}/answer", answer="no_because", words=WHY, seen=stale)
    assert late["error"]["code"] == "moved_on"


def test_whoever_had_it_before_and_whoever_said_no_are_told_nothing_more(cast: Cast, ben: Caller) -> None:
    id = raised(cast)
    rules.offer_pass(id, by=cast.ben, to=cast.dana)
    rules.allow_pass(id, by=cast.ann)
    asked = Caller(cast.dana).get(f"/{id}")
    assert (asked["state"], asked["passing_by"], asked["to"]) == ("asked", cast.ben, [])
    rules.decline_pass(id, by=cast.dana)
    taken_on(cast, id, cast.cy)
    before = [(one, who.get(f"/{id}"), who.get("?show=over")) for one, who in _both(cast)]
    rules.answer(id, by=cast.cy, answer="no_because", words=WHY)
    rules.close(id, by=cast.ann, heard=1)
    assert [(one, who.get(f"/{id}"), who.get("?show=over")) for one, who in _both(cast)] == before
    assert ben.get(f"/{id}")["taken_on_by"] == cast.cy


def _both(cast: Cast) -> list[tuple[str, Caller]]:
    return [("ben", Caller(cast.ben)), ("dana", Caller(cast.dana))]
