"""When each promise is kept, given how long its own work takes: storey by storey, from the ground up."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from twoway.trust.hanging import Order, Promises

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
FEW = 8
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
        last = _last(work, on, firsts)
        work[rows] += np.maximum(last, started[rows], out=last)
        _settle(work, rows, facts)
    return work


def _last(days: Floats, on: Whole, firsts: Whole) -> Floats:
    """For each group of rows, the latest day in each draw: few groups one by one, many side by side."""
    sizes = np.diff(firsts, append=len(on))
    if len(firsts) <= FEW:
        groups = np.split(on, firsts[1:])
        return np.stack([days[group].max(axis=0) for group in groups])
    last = days[on[firsts]]
    for rank in range(1, int(sizes.max())):
        longer = np.flatnonzero(sizes > rank)
        last[longer] = np.maximum(last[longer], days[on[firsts[longer] + rank]])
    return last


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


def root_if_in_time(promises: Promises, work: Floats, found: Floats, latest: Floats, root: int) -> Floats:
    """When the root would be kept, were each of the others by itself kept by `latest`: (n, draws), exactly.

    The root is kept at the end of the longest way up to it. A way through a promise ends at its being kept
    plus the work `above` it; of the ways that do not go through it, the longest ends at `beside`. Where a
    promise is hung on by one other alone, both follow from those of that other, from the root down:

        above(c)  = above(p) + work(p)
        beside(c) = max(beside(p), max(kept(others that p hangs on), started(p)) + work(p) + above(p))

    All arrays and `root` are in storeys' order. What the root does not hang on changes nothing.
    """
    order = promises.order
    facts, started = promises.kept[order.rows], promises.started[order.rows]
    above, beside = np.zeros_like(found), np.repeat(found[root][None, :], len(found), axis=0)
    beside[root] = -np.inf
    reached = np.zeros(len(found), np.bool_)
    reached[root] = True
    for storey in range(len(order.on), 0, -1):
        first, on, firsts = int(order.bounds[storey]), order.on[storey - 1], order.firsts[storey - 1]
        sizes = np.diff(firsts, append=len(on))
        upper = first + np.repeat(np.arange(len(firsts)), sizes)
        counts = np.flatnonzero(np.isnan(facts[upper]) & reached[upper])
        others = np.maximum(_others(found[on], firsts, sizes), started[upper][:, None])
        lower, upper = on[counts], upper[counts]
        above[lower] = above[upper] + work[upper]
        beside[lower] = np.maximum(beside[upper], others[counts] + above[lower])
        reached[lower] = True
    then: Floats = np.minimum(found, latest[:, None]) + above
    return np.asarray(np.where(reached[:, None], np.maximum(beside, then), found[root]), np.float64)


def _others(values: Floats, firsts: Whole, sizes: Whole) -> Floats:
    """For each row, the largest of the others of its group; minus infinity where there are none."""
    top = np.maximum.reduceat(values, firsts, axis=0)
    is_top = values == np.repeat(top, sizes, axis=0)
    alone = np.repeat(np.add.reduceat(is_top.astype(np.int64), firsts, axis=0) == 1, sizes, axis=0)
    second = np.maximum.reduceat(np.where(is_top, -np.inf, values), firsts, axis=0)
    return np.where(is_top & alone, np.repeat(second, sizes, axis=0), np.repeat(top, sizes, axis=0))


def root_if(promises: Promises, work: Floats, found: Floats, place: int, latest: float, root: int) -> Floats:
    """As `root_if_in_time`, of one promise, whatever hangs on whatever: all above it is worked out anew."""
    order = promises.order
    started, facts = promises.started[order.rows], promises.kept[order.rows]
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
