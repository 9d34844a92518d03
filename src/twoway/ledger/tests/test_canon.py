from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from twoway.ledger.canon import BIGGEST_NUMBER, NotCanonical, canonical

keys = st.text(st.characters(max_codepoint=127), max_size=8)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(
    lambda text: unicodedata.normalize("NFC", text)
)
numbers = st.integers(-BIGGEST_NUMBER, BIGGEST_NUMBER)
values = st.recursive(
    st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
)


@given(values)
def test_the_bytes_are_those_of_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)
    assert json.loads(canonical(value)) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, "é"]}, '{"a":[true,"é"],"b":1}'),
        ('\u2028\x7f\x1f\n\t\\"/', '"\u2028\x7f\\u001f\\n\\t\\\\\\"/"'),
        ({"A": 1, "a": 2, "_": 3}, '{"A":1,"_":3,"a":2}'),
    ],
)
def test_known_texts(value: Any, written: str) -> None:
    assert canonical(value) == written.encode() == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        None,
        2**53,
        -(2**53),
        "e\u0301",
        "\ud800",
        {"é": 1},
        {1: 1},
        {"a": None},
        [0.5],
        (1, 2),
        b"bytes",
        float("nan"),
    ],
)
def test_what_could_be_written_two_ways_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)
