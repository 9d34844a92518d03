from __future__ import annotations

import json

import pytest
from django.test import Client, RequestFactory

from twoway.errors import BadShape
from twoway.web.once import once_of

KEY = "k" * 24


def fingerprint(visitor: Client, path: str = "/sent", **fields: str | list[str]) -> str:
    key, print_ = json.loads(visitor.post(path, {"once": KEY, **fields}).content)
    assert key == KEY
    return str(print_)


def test_the_same_form_has_the_same_fingerprint_and_another_has_another(visitor: Client) -> None:
    first = fingerprint(visitor, what="the plan", note="a")
    assert first == fingerprint(visitor, note="a", what="the plan", csrfmiddlewaretoken="x")
    assert first != fingerprint(visitor, what="the plan", note="b")
    assert first != fingerprint(visitor, what="the pla", note="na")


def test_words_cannot_move_from_one_blank_to_the_next_unseen(visitor: Client) -> None:
    assert fingerprint(visitor, a="x", b="y") != fingerprint(visitor, a="xb", b="y")
    assert fingerprint(visitor, a=["x", "y"]) != fingerprint(visitor, a=["xy"])


def test_no_key_is_no_promise_to_be_once(visitor: Client) -> None:
    assert json.loads(visitor.post("/sent", {"what": "the plan"}).content) is None


def test_an_api_call_brings_its_key_in_a_header_and_its_body_is_what_is_asked() -> None:
    def call(body: bytes) -> str:
        request = RequestFactory().post(
            "/api", body, content_type="application/json", headers={"Idempotency-Key": "k-1"}
        )
        once = once_of(request)
        assert once is not None
        assert once.key == "k-1"
        return once.fingerprint

    assert call(b'{"a": 1}') == call(b'{"a": 1}')
    assert call(b'{"a": 1}') != call(b'{"a": 2}')


@pytest.mark.parametrize("key", ["k" * 129, "two words", "line\nbreak", "naïve"])
def test_a_key_that_is_no_key_is_refused_in_words(key: str) -> None:
    with pytest.raises(BadShape, match="visible letters"):
        once_of(RequestFactory().post("/", {"once": key}))
