"""The record as lines of JSON, for a person to take along or for a verifier that is not ours.

Every leaf is in it, since without all leaves there is no root; frames and words only of the entries that
whoever asks may see. docs/ledger-format.md describes the lines.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from typing import Any

from twoway.ledger import publish, tree
from twoway.ledger.models import Checkpoint, raw
from twoway.ledger.stretches import Stretch, stretches

FORMAT = "twoway-ledger/1"


def lines(may_open: Container[int] | None) -> Iterator[str]:
    """The bundle, line by line; `may_open` holds the numbers of the entries to open, None opens all."""
    size = tree.size()
    yield _line({"format": FORMAT, "key": publish.public_key(), "size": size})
    for stretch in stretches(size):
        for seq in range(stretch.start, stretch.end):
            opened = may_open is None or seq in may_open
            yield _line(
                {"seq": seq, "leaf": _text(stretch.leaves[seq]), **(_opening(stretch, seq) if opened else {})}
            )
    for epoch, note in Checkpoint.objects.filter(size__lte=size).order_by("id").values_list("epoch", "note"):
        yield _line({"checkpoint": note, "epoch": epoch})


def _opening(stretch: Stretch, seq: int) -> dict[str, Any]:
    blind, body, *_ = stretch.frames[seq]
    opened: dict[str, Any] = {"frame": {"blind": raw(blind).hex(), "body": _text(raw(body))}}
    if seq in stretch.words:
        blind, body = stretch.words[seq]
        opened["words"] = {"blind": blind.hex(), "body": _text(body)}
    elif seq in stretch.erasures:
        opened["erased"] = stretch.erasures[seq]
    return opened


def _text(body: bytes) -> str:
    return body.decode()


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
