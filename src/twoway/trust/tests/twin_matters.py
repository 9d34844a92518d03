"""Matters again, slow and straight from equations (1) to (6) of `matters`, for one lane at a time."""

from __future__ import annotations

from collections.abc import Sequence

from twoway.trust.evidence import Reading
from twoway.trust.matters import Found, Step

WEIGHT = {1: 0.25, 2: 0.5, 3: 1.0, 4: 2.0, 5: 4.0}
LIFT = {1: 1.0, 2: 1.0, 3: 1.0, 4: 0.75, 5: 0.5}
PARTS_LEFT = {0: 0.75, 1: 0.5, 2: 0.25}


def twin_settled(found: Sequence[Found], lane: int) -> list[tuple[str, str, int, float]]:
    """(kind, entry, day, size) of everything that counts on the lane, in no order of interest."""
    readings = [one for one in found if isinstance(one, Reading) and one.lane == lane]
    out = [(one.kind, one.entry, one.day, one.size) for one in readings]
    steps = [one for one in found if isinstance(one, Step) and one.lane == lane]
    for matter in {step.matter for step in steps}:
        out += _matter([step for step in steps if step.matter == matter], readings)
    return sorted(out)


def _matter(steps: list[Step], readings: list[Reading]) -> list[tuple[str, str, int, float]]:
    sure = 1.0
    for step in steps:
        if step.what == "sure" and step.sure_percent is not None:
            sure = (100 + step.sure_percent) / 200
    owned = [step for step in steps if step.what == "owned"]
    said = [step for step in steps if step.what in ("cost", "in_all")]
    turned = [step for step in steps if step.what in ("worked", "failed")]
    dearest = _dearest(said)
    out = []
    if said:
        left = 1.0
        if owned:
            since = [one for one in readings if one.kind == "promise.kept" and one.day > owned[0].day]
            left = PARTS_LEFT.get(len(since), 0.0)
        out.append((said[0], WEIGHT[dearest] * sure * left))
    elif turned and (turned[-1].what == "worked" or not owned):
        out.append((turned[-1], sure))
    if not owned:
        out += [(step, 1.0) for step in steps if step.what == "waits"]
    else:
        began = [s.day for s in steps if s.what in ("cost", "in_all", "failed", "waits", "known")]
        days = max(0, owned[0].day - min(began)) if began else 0
        out.append((owned[0], 0.5 ** (days / 14) * LIFT[dearest]))
    return [(step.kind, step.entry, step.day, size) for step, size in out if size >= 0.01]


def _dearest(said: list[Step]) -> int:
    """From the last word on all of it onwards, the most."""
    last = max((place for place, step in enumerate(said) if step.what == "in_all"), default=0)
    return max((step.cost or 3 for step in said[last:]), default=3)
