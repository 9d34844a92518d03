"""Promises that hang on promises, put in an order in which each comes after what it hangs on.

A promise that hangs on others starts when the last of those is kept. Its own work is what was planned from
the later of two days: the one it was made on, and the latest day of those it hangs on. For whoever promised
something for Thursday that hangs on something due on Wednesday planned one day of work, however early they
gave their word; were the whole time since then taken for work, a chain of ten promises would be said to take
five times as long as its people planned. So each is measured against its own share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from twoway.trust.errors import BadReading, HangsInACircle, TooManyPromises
from twoway.trust.record import HALF_A_DAY, WEEKDAYS, Told, Week, check

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
MOST = 20_000
HORIZON = 60
"""Working days for which the chance of being kept by then is told."""


@dataclass(frozen=True, kw_only=True)
class Promises:
    """Promises of today that hang on each other; arrays of one length n, in working days from now.

    Attributes
    ----------
    promiser, promisee : (n,) int arrays
        Whose, towards whom.
    begun : (n,) float array
        When it was made, or its last day agreed; not above 0.
    due : (n,) float array
        The end of its day; below 0 where that has passed.
    kept : (n,) float array
        When it was kept, not above 0; NaN while it runs.
    moved : (n,) bool array
        Whether its day replaced another.
    said : (n,) float array
        The end of the day they were fairly sure of; NaN where nothing was said.
    vague : (n,) float array
        Standard deviation of the log of what is planned, where that is not known; 0 where it is.
    hangs : (m, 2) int array
        Rows (i, j): i hangs on j.
    ends : (HORIZON + 1,) float array
        When today ends, and each working day after it.
    """

    promiser: Whole
    promisee: Whole
    begun: Floats
    due: Floats
    kept: Floats
    moved: NDArray[np.bool_]
    said: Floats
    vague: Floats
    hangs: Whole
    ends: Floats

    def __len__(self) -> int:
        return len(self.due)

    def with_one(
        self, *, promiser: int, promisee: int, due: float, said: float | None, vague: float
    ) -> Promises:
        """One more, made now, that hangs on each of these."""
        number = len(self)
        links = np.column_stack([np.full(number, number), np.arange(number)])
        return replace(
            self,
            promiser=np.append(self.promiser, promiser),
            promisee=np.append(self.promisee, promisee),
            begun=np.append(self.begun, 0.0),
            due=np.append(self.due, due),
            kept=np.append(self.kept, np.nan),
            moved=np.append(self.moved, False),
            said=np.append(self.said, np.nan if said is None else said),
            vague=np.append(self.vague, vague),
            hangs=np.concatenate([self.hangs, links]),
        )

    @cached_property
    def order(self) -> Order:
        """Who comes after whom; raises HangsInACircle."""
        return Order.of(len(self), self.hangs)

    @cached_property
    def planned(self) -> Floats:
        """Working days of its own work: until its day, from the later of its making and what it hangs on."""
        start = self.begun.copy()
        np.maximum.at(start, self.hangs[:, 0], self.due[self.hangs[:, 1]])
        return np.maximum(self.due - start, HALF_A_DAY)

    @cached_property
    def waits(self) -> NDArray[np.bool_]:
        """Whether something it hangs on is still to be kept."""
        found = np.zeros(len(self), np.bool_)
        on_open = np.isnan(self.kept[self.hangs[:, 1]])
        found[self.hangs[on_open, 0]] = True
        return found

    @cached_property
    def started(self) -> Floats:
        """When it could start, as far as is known: made, and what is kept of what it hangs on kept."""
        start = self.begun.copy()
        on_kept = ~np.isnan(self.kept[self.hangs[:, 1]])
        np.maximum.at(start, self.hangs[on_kept, 0], self.kept[self.hangs[on_kept, 1]])
        return start


@dataclass(frozen=True, kw_only=True)
class Order:
    """Promises by how far up they stand: those that hang on nothing, those that hang on these, and so on.

    `rows` lists them so; storey s is rows[bounds[s]:bounds[s + 1]]. What the promises of a storey hang on
    stands in `on`, promise after promise, from `firsts` on.
    """

    rows: Whole
    bounds: Whole
    on: tuple[Whole, ...]
    firsts: tuple[Whole, ...]

    @staticmethod
    def of(count: int, hangs: Whole) -> Order:
        storey = _storeys(count, hangs)
        rows = np.lexsort((np.arange(count), storey))
        bounds = np.searchsorted(storey[rows], np.arange(storey.max(initial=0) + 2))
        place = np.empty(count, np.int64)
        place[rows] = np.arange(count)
        above, below = place[hangs[:, 0]], place[hangs[:, 1]]
        sorted_by = np.lexsort((below, above))
        above, below = above[sorted_by], below[sorted_by]
        cuts = np.searchsorted(above, bounds)
        on, firsts = [], []
        for first, last in pairwise(cuts[1:]):
            on.append(below[first:last])
            firsts.append(np.flatnonzero(np.diff(above[first:last], prepend=-1)))
        return Order(rows=rows, bounds=bounds, on=tuple(on), firsts=tuple(firsts))


def _storeys(count: int, hangs: Whole) -> Whole:
    """How far up each stands, storey by storey from the ground (Kahn 1962), without recursion."""
    waiting = np.bincount(hangs[:, 0], minlength=count)
    by_below = hangs[np.argsort(hangs[:, 1], kind="stable"), 0]
    first = np.concatenate([[0], np.cumsum(np.bincount(hangs[:, 1], minlength=count))]).tolist()
    above, left = by_below.tolist(), waiting.tolist()
    storey = [0] * count
    free = [row for row in range(count) if not left[row]]
    for row in free:
        for upper in above[first[row] : first[row + 1]]:
            left[upper] -= 1
            storey[upper] = max(storey[upper], storey[row] + 1)
            if not left[upper]:
                free.append(upper)
    if len(free) < count:
        raise HangsInACircle
    return np.array(storey, np.int64)


def hanging(
    told: Sequence[Told], hangs: Iterable[tuple[int, int]] = (), *, today: int, week: Week = WEEKDAYS
) -> Promises:
    """Promises as told, as they stand today; `hangs` has (i, j) where told[i] hangs on told[j].

    Raises
    ------
    BadReading
        For a promise without a day, one made after today, one that ended unkept, or a link to none of them.
    HangsInACircle
        Where one waits for itself.
    TooManyPromises
        For more than 20,000.
    """
    links = np.array([*hangs], np.int64).reshape(-1, 2)
    _demand_sound(told, links, today)
    now = week.until(np.array([float(today)]))
    turns = [one.moves[-1] if one.moves else (one.made, one.due) for one in told]
    begun, due = np.array(turns, np.float64).reshape(-1, 2).T
    kept = np.array([np.nan if one.ended_on is None else one.ended_on for one in told], np.float64)
    said = np.array([np.nan if one.sure_by is None else one.sure_by for one in told], np.float64)
    found = Promises(
        promiser=np.array([one.promiser for one in told], np.int64),
        promisee=np.array([one.promisee for one in told], np.int64),
        begun=np.minimum(week.until(begun) - now, 0.0),
        due=week.end_of(due) - now,
        kept=np.where(np.isnan(kept), np.nan, week.until(np.nan_to_num(kept, nan=1.0)) - now),
        moved=np.array([bool(one.moves) for one in told], np.bool_),
        said=np.where(np.isnan(said), np.nan, week.end_of(np.nan_to_num(said, nan=1.0)) - now),
        vague=np.zeros(len(told)),
        hangs=np.unique(links, axis=0),
        ends=week.next_ends(today),
    )
    assert len(found.order.rows) == len(told)
    return found


def _demand_sound(told: Sequence[Told], links: Whole, today: int) -> None:
    if len(told) > MOST:
        raise TooManyPromises
    if len(links) and not (links.min() >= 0 and links.max() < len(told)):
        raise BadReading("A promise hangs on one that is not among these.")
    for one in told:
        check(one)
        if one.due is None:
            raise BadReading("A promise without a day cannot be forecast. Agree on one first.")
        if one.ended not in (None, "kept"):
            raise BadReading("What was given up or let go will not be kept: leave it out of the forecast.")
        if one.made > today + 1 or (one.ended_on or 0) > today + 1:
            raise BadReading("A promise of tomorrow, or kept tomorrow, cannot be forecast today.")
