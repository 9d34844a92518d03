"""The record as lines of JSON, for a person to take along or for a verifier that is not ours.

The whole: every leaf is in it, since without all leaves there is no root; frames and words only of the
entries that whoever asks may see. Or some acts alone, each with the proof that it stands under the last
checkpoint: so nothing is in it of what others did, not even how much. docs/ledger-format.md describes both.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Container, Iterator, Sequence
from typing import Any

from twoway.ledger import epochs, tree
from twoway.ledger.merkle import inclusion_ranges
from twoway.ledger.models import Checkpoint, Erasure, Frame, Leaf, Words, raw
from twoway.ledger.stretches import Stretch, stretches

FORMAT = "twoway-ledger/1"
ACTS_FORMAT = "twoway-acts/1"
A_BATCH = 500


def lines(may_open: Container[int] | None) -> Iterator[str]:
    """The bundle, line by line; `may_open` holds the numbers of the entries to open, None opens all."""
    size = tree.size()
    yield _line({"format": FORMAT, "key": epochs.public_key(), "size": size})
    for stretch in stretches(size):
        for seq in range(stretch.start, stretch.end):
            opened = may_open is None or seq in may_open
            yield _line(
                {"seq": seq, "leaf": _text(stretch.leaves[seq]), **(_opening(stretch, seq) if opened else {})}
            )
    for epoch, note in Checkpoint.objects.filter(size__lte=size).order_by("id").values_list("epoch", "note"):
        yield _line({"checkpoint": note, "epoch": epoch})


def proven(seqs: Sequence[int]) -> Iterator[str]:
    """These entries alone, each with what opens it and, once a checkpoint covers it, its proof, line by line.

    Ask people.sight before showing it to anyone.
    """
    latest = Checkpoint.objects.order_by("-id").first()
    size, note = (latest.size, latest.note) if latest else (0, "")
    yield _line({"format": ACTS_FORMAT, "key": epochs.public_key(), "size": size, "checkpoint": note})
    for start in range(0, len(seqs), A_BATCH):
        yield from _proven(list(seqs[start : start + A_BATCH]), size)


def _proven(seqs: list[int], size: int) -> Iterator[str]:
    """A batch of them: a constant number of queries, however many they are."""
    leaves = {seq: raw(body) for seq, body in Leaf.objects.filter(seq__in=seqs).values_list("seq", "body")}
    frames = _bodies(Frame.objects.filter(seq__in=seqs).values_list("seq", "blind", "body"))
    words = _bodies(Words.objects.filter(seq__in=seqs).values_list("seq", "blind", "body"))
    erased = set(Erasure.objects.filter(seq__in=seqs).values_list("seq", flat=True))
    proofs = _proofs([seq for seq in seqs if seq < size], size)
    for seq in seqs:
        line: dict[str, Any] = {"seq": seq, "leaf": _text(leaves[seq]), "frame": frames[seq]}
        if seq in words:
            line["words"] = words[seq]
        elif seq in erased:
            line["erased"] = True
        if seq in proofs:
            line["proof"] = proofs[seq]
        yield _line(line)


def _bodies(rows: Any) -> dict[int, dict[str, str]]:
    return {seq: {"blind": raw(blind).hex(), "body": _text(raw(body))} for seq, blind, body in rows}


def _proofs(seqs: Sequence[int], size: int) -> dict[int, list[str]]:
    """The inclusion proof of each: all their hashes are asked for at once."""
    wanted = {seq: inclusion_ranges(seq, size) for seq in seqs}
    ranges = list({one: None for each in wanted.values() for one in each})
    hashes = dict(zip(ranges, tree.range_hashes(ranges), strict=True))
    return {seq: [b64encode(hashes[one]).decode() for one in each] for seq, each in wanted.items()}


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
