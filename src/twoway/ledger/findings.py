"""What is wrong with one entry, in sentences: all that is kept of it against what its leaf commits to."""

from __future__ import annotations

import json
from typing import Any

from twoway.ledger.entries import EVERY_STREET
from twoway.ledger.kinds import Json
from twoway.ledger.leaf import FRAME_DOMAIN, NO_WORDS, WORDS_DOMAIN, commitment, leaf_body
from twoway.ledger.models import raw

COPIES = (
    "id",
    "kind",
    "person",
    "thing",
    "street",
    "moment",
    "day it happened",
    "source",
)
Rows = list[tuple[Any, ...]]


def findings(
    seq: int,
    leaf: bytes,
    frame_row: tuple[Any, ...] | None,
    words: tuple[bytes, bytes] | None,
    sight: Rows,
    between: Rows,
    *,
    erased: bool,
) -> tuple[list[str], Json]:
    """The sentences about an entry that does not fit together, and its frame; none when all is well.

    Made for a million entries in a row: the leaf is not read but written anew and compared. Only if that
    differs is it worth finding out why.
    """
    if frame_row is None:
        return ["its frame is missing"], {}
    blind, body = raw(frame_row[0]), raw(frame_row[1])
    try:
        frame = json.loads(body)
        expected = leaf_body(
            seq,
            frame["at"][:10],
            commitment(FRAME_DOMAIN, blind, body),
            _opens_words(leaf, frame, blind, words),
        )
        said = [
            *_copies(frame, frame_row[2:]),
            *_sight(frame, sight),
            *_between(frame, between),
            *_words(frame, words, erased=erased),
        ]
        if expected != leaf:
            said += _why(seq, leaf, expected)
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["its frame or leaf cannot be read"], {}
    return said, frame


def _opens_words(leaf: bytes, frame: Json, blind: bytes, words: tuple[bytes, bytes] | None) -> str:
    """What `w` must be, going by the words; where they are erased, only the leaf itself can say."""
    if words is not None:
        return commitment(WORDS_DOMAIN, *words)
    if "said" not in frame:
        return commitment(WORDS_DOMAIN, blind, NO_WORDS)
    return str(json.loads(leaf)["w"])


def _words(frame: Json, words: tuple[bytes, bytes] | None, *, erased: bool) -> list[str]:
    if words is None:
        return (
            ["its words are gone, and no act says that they were erased"]
            if "said" in frame and not erased
            else []
        )
    if erased:
        return ["its words should be erased and are still there"]
    return [] if "said" in frame else ["words were added to it that it never had"]


def _copies(frame: Json, kept: tuple[Any, ...]) -> list[str]:
    have = frame.get
    at = frame["at"]
    wanted = (
        frame["id"],
        frame["kind"],
        have("by", ""),
        frame["on"],
        have("street", ""),
        at,
        have("hap", at),
        have("src", ""),
    )
    if kept == wanted:
        return []
    named = [
        name for name, is_kept, is_wanted in zip(COPIES, kept, wanted, strict=True) if is_kept != is_wanted
    ]
    return [f"the copy of its {name}, kept to search by, is not what its frame says" for name in named]


def _sight(frame: Json, sight: Rows) -> list[str]:
    thing, street = frame["on"], frame.get("street", "")
    people = (*frame["to"], *frame.get("see", ()), frame.get("by", ""))
    if sight == [(person, thing, street) for person in dict.fromkeys(people) if person]:
        return []
    return ["who may see it is not who its frame says"]


def _between(frame: Json, between: Rows) -> list[str]:
    expected: Rows = []
    if frame.get("street") == EVERY_STREET:
        by = frame["by"]
        expected = [(min(by, other), max(by, other)) for other in frame["to"] if other != by]
        if not expected:
            return ["it is said to be of several people, and names one"]
    return [] if between == expected else ["on whose streets it stands is not what its frame says"]


def _why(seq: int, leaf: bytes, expected: bytes) -> list[str]:
    has, wanted = json.loads(leaf), json.loads(expected)
    if not isinstance(has, dict):
        return ["its leaf cannot be read"]
    reasons = {
        "seq": f"its leaf says it is entry {has.get('seq')}, not {seq}",
        "day": "the day in its leaf is not that of its frame",
        "c": "its frame is not what its leaf commits to: the act was changed",
        "w": "its words are not what its leaf commits to: they were changed",
    }
    found = [sentence for key, sentence in reasons.items() if has.get(key) != wanted[key]]
    return found or ["its leaf is not written in the one way a leaf is written"]
