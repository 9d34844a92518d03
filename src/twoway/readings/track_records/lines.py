"""A track record as a file of lines that anybody can check; docs/track-record-format.md describes them.

A cell's acts are opened where everybody on every one of them agreed to that; else none of the cell's is, for
what was opened could be taken from the figure, and what is left would be somebody's. In place of acts that
stay closed stands a mark for each, which only those who see the act can find, and which tells nothing else:
neither the day in its leaf nor its place in the record, by which whoever keeps checkpoints knows the hour.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from twoway.errors import RuleBroken
from twoway.ledger import epochs, keys, statements, tree
from twoway.ledger import queries as ledger
from twoway.ledger.canon import canonical
from twoway.ledger.checkpoint import origin_of, verifier_key
from twoway.ledger.entries import Entry
from twoway.ledger.merkle import inclusion_ranges
from twoway.ledger.models import Checkpoint, Frame, Leaf, raw
from twoway.people import queries as people
from twoway.readings.track_records.cells import Cell, Figure
from twoway.readings.track_records.figures import Filled

FORMAT = "twoway-track-record/1"
DOMAIN = "twoway/track-record/v1"
MARK_DOMAIN = b"twoway/mark/v1\x00"
OPENED, SEALED, NOTHING = "opened", "sealed", "nothing"


def file_of(found: Filled) -> bytes:
    """The whole file, signed."""
    checkpoint = _checkpoint(found)
    body = b"".join(canonical(line) + b"\n" for line in _lines(found, checkpoint))
    signature = statements.sign(DOMAIN, body, keys.signer().key)
    return body + canonical({"signature": signature}) + b"\n"


def mark_of(leaf: bytes, frame_blind: bytes) -> str:
    """What stands for an act that stays closed."""
    return hmac.digest(frame_blind, MARK_DOMAIN + leaf, "sha256").hex()


def may_be_opened(cell: Cell, opens: frozenset[str]) -> bool:
    """Whether all who see an act behind it let it be opened, and its acts tell the day it counts by."""
    return bool(cell.cases) and all(case.seers <= opens and not case.is_put_off for case in cell.cases)


def _checkpoint(found: Filled) -> Checkpoint:
    """The last that was given out; every act the file rests on has to stand under it."""
    latest = ledger.latest_checkpoint()
    last = max((entry.seq for cell in found.cells for entry in _acts(cell)), default=-1)
    if latest is None or latest.size <= last:
        say = "What this rests on has not been signed yet. Ask again in an hour."
        raise RuleBroken(say, code="not_signed_yet")
    return latest


def _lines(found: Filled, checkpoint: Checkpoint) -> Iterator[dict[str, Any]]:
    record, place = found.record, people.workplace()
    yield {
        "format": FORMAT,
        "key": _key(),
        "checkpoint": checkpoint.note,
        "record": record.id,
        "team": record.team.name,
        "workplace": place.name if place else "",
    }
    opens = frozenset(record.opens)
    for cell in found.cells:
        opened = may_be_opened(cell, opens)
        yield _cell_line(cell, OPENED if opened else SEALED if cell.cases else NOTHING)
        if opened:
            yield from _opened(_acts(cell), checkpoint.size)
        elif cell.cases:
            yield {"marks": _marks(_acts(cell))}
    totals = {side: _figures(figures) for side, figures in found.totals.items()}
    yield {"totals": totals}


def _key() -> str:
    """The public key, under the name that it signs with now."""
    signer = keys.signer()
    return verifier_key(origin_of(signer.record, epochs.current()), signer.public_key)


def _cell_line(cell: Cell, acts: str) -> dict[str, Any]:
    return {
        "cell": {
            "since": cell.quarter.since.isoformat(),
            "last": cell.quarter.last_day.isoformat(),
            "published": cell.quarter.published_on.isoformat(),
            "side": cell.side,
            "acts": acts,
            "figures": _figures(cell.figures),
        }
    }


def _figures(figures: Any) -> dict[str, dict[str, int]]:
    shown: dict[str, Figure] = dict(figures)
    return {name: asdict(figure) for name, figure in shown.items()}


def _acts(cell: Cell) -> list[Entry]:
    return sorted((entry for case in cell.cases for entry in case.entries), key=lambda entry: entry.seq)


def _opened(acts: Sequence[Entry], size: int) -> Iterator[dict[str, Any]]:
    """Each act with its leaf, what opens it, and the way to the root."""
    bodies, frames = _leaves(acts), _frames(acts)
    ways = [inclusion_ranges(act.seq, size) for act in acts]
    nodes = iter(tree.range_hashes([step for way in ways for step in way]))
    for act, way in zip(acts, ways, strict=True):
        blind, body = frames[act.seq]
        yield {
            "act": {
                "leaf": bodies[act.seq].decode(),
                "blind": blind.hex(),
                "frame": body.decode(),
                "proof": [b64encode(next(nodes)).decode() for _step in way],
            }
        }


def _marks(acts: Sequence[Entry]) -> list[str]:
    """In the order of the marks, which is none."""
    bodies, frames = _leaves(acts), _frames(acts)
    return sorted(mark_of(bodies[act.seq], frames[act.seq][0]) for act in acts)


def _leaves(acts: Sequence[Entry]) -> dict[int, bytes]:
    found = Leaf.objects.filter(seq__in=[act.seq for act in acts]).values_list("seq", "body")
    return {seq: raw(body) for seq, body in found}


def _frames(acts: Sequence[Entry]) -> dict[int, tuple[bytes, bytes]]:
    found = Frame.objects.filter(seq__in=[act.seq for act in acts]).values_list("seq", "blind", "body")
    return {seq: (raw(blind), raw(body)) for seq, blind, body in found}
