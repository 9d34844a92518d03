"""When each promise is kept, given how long its own work takes: storey by storey, from the ground up."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from twoway.trust.hanging import Order, Promises

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
NOTHING: Mapping[int, float] = MappingProxyType({})


def kept_at(promises: Promises, work: Floats, settled: Mapping[int, float] = NOTHING) -> Floats:
    """When each is kept, in working days from now, (n, draws), in the order of storeys; `work` is used up.

    A promise that waits for nothing open starts when it could (`Promises.started`), one that waits starts
    when the last of what it hangs on is kept; what is kept is a fact. `settled` has promises by their number
    that are taken to be kept on some day, whatever was drawn.
    """
    order = promises.order
    started = promises.started[order.rows][:, None]
    facts = _facts(promises, settled)
    ground = slice(0, int(order.bounds[1]))
    work[ground] += started[ground]
    _settle(work, ground, facts)
    for storey, (on, firsts) in enumerate(zip(order.on, order.firsts, strict=True), start=1):
        rows = slice(int(order.bounds[storey]), int(order.bounds[storey + 1]))
        last = work[on] if len(on) == len(firsts) else np.maximum.reduceat(work[on], firsts, axis=0)
        work[rows] += np.maximum(last, started[rows], out=last)
        _settle(work, rows, facts)
    return work


def _facts(promises: Promises, settled: Mapping[int, float]) -> Floats:
    """The day on which each is kept, in the order of storeys; NaN where it is drawn."""
    days = promises.kept.copy()
    for number, day in settled.items():
        days[number] = day
    return days[promises.order.rows]


def _settle(work: Floats, rows: slice, facts: Floats) -> None:
    known = np.flatnonzero(~np.isnan(facts[rows]))
    if len(known):
        work[rows.start + known] = facts[rows.start + known][:, None]


def root_if(promises: Promises, work: Floats, found: Floats, place: int, latest: float, root: int) -> Floats:
    """When the promise at place `root` is kept, were that at `place` kept by `latest`.

    Places are in storeys' order. `work` is untouched, `found` what came of it; only what stands above `place`
    is worked out anew.
    """
    order = promises.order
    started, facts = promises.started[order.rows], _facts(promises, NOTHING)
    anew = {place: np.minimum(found[place], latest)}
    for upper, below in _above(order, place):
        if np.isnan(facts[upper]):
            ends = [anew.get(lower, found[lower]) for lower in below]
            anew[upper] = work[upper] + np.maximum(np.maximum.reduce(ends), started[upper])
    then: Floats = anew.get(root, found[root])
    return then


def _above(order: Order, place: int) -> list[tuple[int, list[int]]]:
    """What hangs on the promise at `place`, directly or not, from below upwards, with all it hangs on."""
    touched = {place}
    found = []
    for storey, (on, firsts) in enumerate(zip(order.on, order.firsts, strict=True), start=1):
        hit = np.logical_or.reduceat(np.isin(on, [*touched]), firsts)
        groups = np.split(on, firsts[1:])
        for row in np.flatnonzero(hit):
            upper = int(order.bounds[storey] + row)
            touched.add(upper)
            found.append((upper, groups[row].tolist()))
    return found
