"""The lanes' edges: where the sure road ends, where the likely range ends, and the estimate between them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from twoway.web.street.axis import Axis
from twoway.web.street.scene import Estimate, LanePath, Side

SMALL_GAP = 5
"""A difference of fewer points than this is not drawn as a gap: it says nothing."""

_MEAN_EASES_OVER = 5.0
_RANGE_EASES_OVER = 12.0
_FORGOTTEN = 7.0


@dataclass(frozen=True, kw_only=True)
class Course:
    """One lane along the street: for each place, the estimate and its likely range, 0 to 100."""

    xs: tuple[float, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def mean_at(self, x: float) -> float:
        """The estimate at a place, straight between the two nearest."""
        return _at(self.xs, self.mean, x)

    def low_at(self, x: float) -> float:
        """The low end of the likely range at a place."""
        return _at(self.xs, self.low, x)

    def outer_at(self, x0: float, x1: float) -> float:
        """The farthest the likely range reaches anywhere between two places."""
        return _most(self.xs, self.high, x0, x1)


def course(path: LanePath, along: Axis) -> Course:
    """The path laid along the street.

    The edges ease in behind each act, so that it reads as a road and not as stairs; at today they are exact,
    and beyond the last day they go straight on.
    """
    days = [day for day in path.days if day <= along.today]
    later = [day for day in path.days if day > along.today]
    past = len(days)
    xs = [along.at(day) for day in days]
    mean = _eased(xs, _all_held(path.mean[:past]), _MEAN_EASES_OVER)
    low = _eased(xs, _all_held(path.low[:past]), _RANGE_EASES_OVER)
    high = _eased(xs, _all_held(path.high[:past]), _RANGE_EASES_OVER)
    for i, day in enumerate(later, start=len(days)):
        if along.at(day) < along.end:
            xs.append(along.at(day))
            mean.append(_held(path.mean[i]))
            low.append(_held(path.low[i]))
            high.append(_held(path.high[i]))
    return _to_both_ends(Course(xs=tuple(xs), mean=tuple(mean), low=tuple(low), high=tuple(high)), along)


def _held(value: float) -> float:
    """The scale runs from 0 to 100 and nothing leaves it."""
    return min(100.0, max(0.0, value))


def _all_held(values: Sequence[float]) -> Sequence[float]:
    if not values or (min(values) >= 0.0 and max(values) <= 100.0):
        return values
    return [_held(value) for value in values]


def _eased(xs: Sequence[float], values: Sequence[float], over: float) -> list[float]:
    """Each value is approached rather than jumped to, over some units; the last one is reached."""
    if not values:
        return []
    found = [values[0]]
    for (x0, x1), value in zip(pairwise(xs), values[1:], strict=True):
        found.append(found[-1] + (value - found[-1]) * (1 - math.exp((x0 - x1) / over)))
    missing = values[-1] - found[-1]
    near = bisect_left(xs, xs[-1] - _FORGOTTEN * over)
    for i in range(near, len(xs)):
        found[i] = _held(found[i] + missing * math.exp((xs[i] - xs[-1]) / over))
    return found


def _to_both_ends(found: Course, along: Axis) -> Course:
    xs = found.xs if found.xs[0] <= along.left else (along.left, *found.xs)
    head = len(xs) - len(found.xs)
    tail = 1 if xs[-1] < along.end else 0

    def longer(values: tuple[float, ...]) -> tuple[float, ...]:
        return (values[0],) * head + values + (values[-1],) * tail

    return Course(
        xs=xs + (along.end,) * tail,
        mean=longer(found.mean),
        low=longer(found.low),
        high=longer(found.high),
    )


def _at(xs: Sequence[float], values: Sequence[float], x: float) -> float:
    i = bisect_left(xs, x)
    if i == 0 or i == len(xs):
        return values[min(i, len(xs) - 1)]
    share = (x - xs[i - 1]) / (xs[i] - xs[i - 1])
    return values[i - 1] + share * (values[i] - values[i - 1])


def _most(xs: Sequence[float], values: Sequence[float], x0: float, x1: float) -> float:
    between = values[bisect_right(xs, x0) : bisect_left(xs, x1)]
    return max(_at(xs, values, x0), _at(xs, values, x1), *between)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """That one side can count on the other further than the other way round.

    `wider` is the other lane's estimate and `own` the narrower one's, 0 to 100 at each of `xs`, which end
    today; the gap opened at the place numbered `opened_at`.
    """

    narrower: Side
    points: int
    xs: tuple[float, ...]
    wider: tuple[float, ...]
    own: tuple[float, ...]
    opened_at: int

    def outer_at(self, x0: float, x1: float) -> float:
        """The farthest the other lane's mirrored estimate reaches between two places."""
        return _most(self.xs, self.wider, x0, x1)


def gap(estimate: Estimate, yours: Course, theirs: Course, along: Axis) -> Gap | None:
    """The gap between the lanes today, if there is one worth drawing; its points are (place, 0 to 100)."""
    points = estimate.theirs.now.mean - estimate.yours.now.mean
    if abs(points) < SMALL_GAP:
        return None
    narrower: Side = "you" if points > 0 else "them"
    own, other = (yours, theirs) if points > 0 else (theirs, yours)
    xs = (*(x for x in own.xs if x < along.today_at - 0.05), along.today_at)
    mine = tuple(own.mean_at(x) for x in xs)
    wider = tuple(other.mean_at(x) for x in xs)
    if estimate.gap_since:
        opened = bisect_left(xs, along.at(estimate.gap_since))
    else:
        ahead = [wide - mean for wide, mean in zip(wider, mine, strict=True)]
        opened = max((i for i, more in enumerate(ahead) if more < SMALL_GAP), default=0)
    return Gap(
        narrower=narrower,
        points=abs(points),
        xs=xs,
        wider=wider,
        own=mine,
        opened_at=min(opened, len(xs) - 2),
    )
