"""Drawing what may become of promises that hang on each other, many times over, storey by storey.

In each draw: the six parameters, from their covariance; one standard normal for each person, so that one who
is slow is slow towards everybody in that draw, while how slow, towards whom, comes from each lane alone; for
each promise one normal (how long its own work takes) and one exponential (whether it is never kept). What
runs already is drawn from what is left once it is known to have lasted so long (equations 1 and 2 of
`durations`):

    e | e > c        where the e drawn is not above c, the upper part is taken at the same rank:
                     log P(Z > e') = log P(Z > c) + log (P(Z < e) / P(Z < c))                          (1)
    never | so long  never / (never + (1 - never) P(Z > c)), which is E > -log never for an exponential E
                     less log (never + (1 - never) P(Z > c))                                           (2)
    "fairly sure by S", read as x = log(S / planned) + said_bias with noise said_sd:
                     the level moves by g (x - level), the variance of e shrinks by 1 - g,
                     g = sd_rest^2 / (sd_rest^2 + said_sd^2)                                           (3)

Draws come in blocks, each with streams of its own, so the answer does not depend on the number of threads. In
a block the n-th promise has the n-th row of each stream, so the same seed gives the same promise the same
luck, whatever becomes of the others (common random numbers).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from twoway.trust.baserates import BaseRates
from twoway.trust.durations import SIX
from twoway.trust.hanging import Promises
from twoway.trust.lanes import Lanes
from twoway.trust.normal import from_log_upper, quick_log_upper
from twoway.trust.record import length_of

Floats = NDArray[np.float64]
T = TypeVar("T")
BLOCK, ROWS = 1_250, 64
MOST_AT_ONCE = 30_000_000
"""Numbers held at a time by all threads together."""
NO_TIME = 1e-9


@dataclass(frozen=True, kw_only=True)
class Asked:
    """All that a draw goes by."""

    promises: Promises
    lanes: Lanes
    rates: BaseRates
    seed: int
    draws: int
    threads: int

    def blocks(self) -> list[tuple[int, int]]:
        """(number, draws) of each block."""
        ends = [*range(0, self.draws, BLOCK), self.draws]
        return [(block, last - first) for block, (first, last) in enumerate(pairwise(ends))]


def each_block(asked: Asked, what: Callable[[Floats], T]) -> Iterator[T]:
    """What `what` makes of every block, in order, worked out by as many threads as there is room for.

    It is given how long each promise's own work takes, in the order of storeys, (n, draws); inf for never.
    """
    each = asked.blocks()
    room = max(1, MOST_AT_ONCE // (len(asked.promises) * BLOCK))
    with ThreadPoolExecutor(max(1, min(asked.threads, len(each), room))) as pool:
        yield from pool.map(lambda one: what(_block(asked, *one)), each)


class _Luck(NamedTuple):
    """What all promises of a block share, drawn anew in each of its draws.

    `of_all` is (4, draws): 1, how far mu lies off, `longer` and `moved`; `width` is (2, draws): 1, and by how
    much of itself sd_person lies off; `people` is (people, draws). That `never` is uncertain averages out.
    """

    of_all: Floats
    width: Floats
    sd_rest: Floats
    people: Floats


def _luck(asked: Asked, chance: np.random.Generator, draws: int) -> _Luck:
    """The parameters, and everybody's own normal."""
    root = np.linalg.cholesky(np.array(asked.rates.covariance) + 1e-12 * np.eye(SIX))
    mu, moved, longer, person, rest, _ = root @ chance.standard_normal((SIX, draws))
    ones = np.ones(draws)
    return _Luck(
        of_all=np.stack([ones, mu, asked.rates.longer + longer, asked.rates.moved + moved]),
        width=np.stack([ones, np.expm1(person)]),
        sd_rest=asked.rates.sd_rest * np.exp(rest),
        people=chance.standard_normal((int(asked.lanes.person.max(initial=0)) + 1, draws)),
    )


def _block(asked: Asked, number: int, draws: int) -> Floats:
    of_all, of_work, of_never = (
        np.random.Generator(np.random.SFC64(stream))
        for stream in np.random.SeedSequence([asked.seed, number]).spawn(3)
    )
    luck = _luck(asked, of_all, draws)
    count = len(asked.promises)
    work = np.empty((count, draws))
    place = np.empty(count, np.int64)
    place[asked.promises.order.rows] = np.arange(count)
    normal, exponential = np.empty((2, min(ROWS, count), draws))
    for first in range(0, count, ROWS):
        rows = slice(first, min(first + ROWS, count))
        here = slice(0, rows.stop - first)
        of_work.standard_normal(out=normal[here])
        of_never.standard_exponential(out=exponential[here])
        work[place[rows]] = _work(asked, luck, rows, normal[here], exponential[here])
    return work


def _work(asked: Asked, luck: _Luck, rows: slice, normal: Floats, exponential: Floats) -> Floats:
    """How long the own work of these promises takes, (rows, draws)."""
    promises = asked.promises
    level = _levels(asked, luck, rows)
    spread = _spreads(asked, luck, rows, level)
    never = asked.lanes.never[asked.lanes.lane[rows]]
    lost = exponential > -np.log(never)[:, None]
    _condition(asked, rows, normal, exponential, level, spread, lost)
    normal *= spread
    normal += level
    np.exp(normal, out=normal)
    normal *= promises.planned[rows][:, None]
    normal[lost] = np.inf
    return normal


def _levels(asked: Asked, luck: _Luck, rows: slice) -> Floats:
    """The level in each draw: the more a lane has on record, the less of what holds of everybody."""
    promises, lanes = asked.promises, asked.lanes
    lane = lanes.lane[rows]
    of_all = (
        lanes.mean[lane], lanes.prior[lane], length_of(promises.planned[rows]), promises.moved[rows]
    )  # fmt: skip
    width = np.column_stack([lanes.sd[lane], lanes.sd[lane] * lanes.prior[lane]]) @ luck.width
    width *= luck.people[lanes.person[lane]]
    width += np.column_stack(of_all).astype(np.float64) @ luck.of_all
    return np.asarray(width, np.float64)


def _spreads(asked: Asked, luck: _Luck, rows: slice, level: Floats) -> Floats:
    """How far e reaches, one row for all where it is the same; (3) for those of whom something was said."""
    promises, rates = asked.promises, asked.rates
    said, vague = promises.said[rows], promises.vague[rows]
    told = np.flatnonzero(np.isfinite(said))
    if not len(told) and not vague.any():
        return luck.sd_rest[None, :]
    ratio = np.maximum(said - promises.begun[rows], 0.5) / promises.planned[rows]
    look = np.log(ratio[told])[:, None] + rates.said_bias
    share = luck.sd_rest**2 / (luck.sd_rest**2 + rates.said_sd**2)
    level[told] += share * (look - level[told])
    found: Floats = np.hypot(luck.sd_rest, vague[:, None])
    found[told] *= np.sqrt(1 - share)
    return found


def _condition(
    asked: Asked,
    rows: slice,
    normal: Floats,
    exponential: Floats,
    level: Floats,
    spread: Floats,
    lost: NDArray[np.bool_],
) -> None:
    """(1) and (2), for those that run already, in place; `lost` has what is never kept.

    Most draws are above c and kept, whatever (2) comes to: where P(Z > c) is at least a half, it takes an E
    of that. Only of the rest is the tail looked up.
    """
    promises = asked.promises
    elapsed = -promises.started[rows]
    running = ~promises.waits[rows] & np.isnan(promises.kept[rows]) & (elapsed > NO_TIME)
    if not running.any():
        return
    so_far = np.full(len(running), -np.inf)
    np.log(elapsed / promises.planned[rows], out=so_far, where=running)
    least = so_far[:, None] - level
    least /= spread
    never = asked.lanes.never[asked.lanes.lane[rows]]
    odds = (1 - never) / never
    at_half = np.log1p(odds / 2)[:, None]
    near = np.flatnonzero((normal <= least) | (least > 0) | (exponential > at_half))
    bound, drawn = least.take(near), normal.take(near)
    tail = quick_log_upper(bound)
    under = np.flatnonzero(drawn <= bound)
    rank = quick_log_upper(-drawn[under]) - quick_log_upper(-bound[under])
    normal.put(near[under], from_log_upper(tail[under] + rank))
    left = np.log1p(odds[near // normal.shape[1]] * np.exp(tail))
    lost.put(near, exponential.take(near) > left)
