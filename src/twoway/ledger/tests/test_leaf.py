from __future__ import annotations

import hmac
import json
import os

from hypothesis import given
from hypothesis import strategies as st

from twoway.ledger.canon import BIGGEST_NUMBER, canonical
from twoway.ledger.leaf import MOST_LEAF_BYTES, leaf_body, seal

FRAME = {
    "id": "k3v9x2k3v9x2",
    "kind": "toy.remark",
    "at": "2026-03-02T09:00:00Z",
    "on": "x",
    "to": ["annannannann"],
}


@given(st.integers(0, BIGGEST_NUMBER))
def test_a_leaf_is_canonical_and_short(seq: int) -> None:
    c, w = os.urandom(32).hex(), os.urandom(32).hex()
    body = leaf_body(seq, "2026-03-02", c, w)
    assert body == canonical({"v": 1, "seq": seq, "day": "2026-03-02", "c": c, "w": w})
    assert len(body) <= MOST_LEAF_BYTES


def test_both_commitments_open_with_what_is_kept_beside_them() -> None:
    sealed = seal(7, "2026-03-02", FRAME, {"words": "hear, hear"})
    leaf = json.loads(sealed.leaf)
    assert sealed.words is not None
    assert sealed.words_blind is not None
    opened = hmac.new(sealed.frame_blind, b"twoway/frame/v1\x00" + sealed.frame, "sha256").hexdigest()
    assert leaf["c"] == opened
    assert (
        leaf["w"] == hmac.new(sealed.words_blind, b"twoway/words/v1\x00" + sealed.words, "sha256").hexdigest()
    )


def test_a_leaf_without_words_looks_like_any_other() -> None:
    sealed = seal(7, "2026-03-02", FRAME, {})
    leaf = json.loads(sealed.leaf)
    assert (sealed.words, sealed.words_blind) == (None, None)
    assert len(leaf["w"]) == 64
    assert leaf["w"] == hmac.new(sealed.frame_blind, b"twoway/words/v1\x00{}", "sha256").hexdigest()


def test_the_same_act_twice_gives_two_leaves_that_have_nothing_in_common() -> None:
    first, second = (json.loads(seal(7, "2026-03-02", FRAME, {"words": "yes"}).leaf) for _ in range(2))
    assert first["c"] != second["c"]
    assert first["w"] != second["w"]
