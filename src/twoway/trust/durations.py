"""How much longer than planned: one number for everybody, one for each lane, and what is still open counted.

    log(lasted / planned) = mu + moved + longer log(planned / a week) + a_lane + e,
                            a ~ N(0, sd_lane^2),  e ~ N(0, sd_rest^2)                                   (1)
    a stretch is never kept at all with chance `never`, whatever (1) says                               (2)
    kept        log (1 - never) + log density of (1)                                                    (3)
    given up    log never                                                                               (4)
    open        log (never + (1 - never) P(log ratio > what it has lasted so far))                      (5)

The kept ones of a lane come in through nine sums; the open ones one by one. Each lane's effect is integrated
out by Gauss-Hermite quadrature about its own mode (Naylor & Smith 1982; Liu & Pierce 1994). `fitting` finds
the six parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twoway.trust.normal import hazard, log_upper
from twoway.trust.record import GIVEN_UP, KEPT, History

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

NAMES = ("mu", "moved", "longer", "log_sd_lane", "log_sd_rest", "logit_never")
SIX = len(NAMES)
TO_READ, TO_FIT = 9, 5
"""Nodes of the quadrature where a lane is read for a forecast, and where the parameters are fitted."""
TO_FIND_MODES, NEAR, NOT_FAR = 40, 1e-3, 1e-2
"""Steps, and how short the last one is, in sd_rest: where slopes are compared, and where one slope is all."""
FAR = 500.0
AT_ONCE = 4_000
"""Lanes looked at together, so that what is worked out in between stays near the processor."""


class Given(NamedTuple):
    """Parameters on the scale of (1) and (2), as one fit or one draw has them."""

    mu: float
    moved: float
    longer: float
    sd_lane: float
    sd_rest: float
    never: float


def given(six: Floats) -> Given:
    """From the scale on which they are fitted."""
    mu, moved, longer, lane, rest, never = (float(value) for value in six)
    return Given(mu, moved, longer, float(np.exp(lane)), float(np.exp(rest)), 1 / (1 + float(np.exp(-never))))


@dataclass(frozen=True, kw_only=True)
class Sums:
    """A record by lanes: sums of the kept, counts of what was given up, the open ones one by one.

    `sums` is (9, lanes), of the kept: how many, and the sums of m, w, m w, w^2, y, y m, y w and y^2, with y
    the log ratio, m 1 where the day had been moved, and w the log of what was planned in weeks.
    """

    lanes: int
    sums: Floats
    given_up: Floats
    open_lane: Whole
    open_y: Floats
    open_moved: Floats
    open_length: Floats

    def every(self, step: int) -> Sums:
        """Every so-manieth lane."""
        at = self.open_lane % step == 0
        return Sums(
            lanes=len(self.given_up[::step]),
            sums=self.sums[:, ::step],
            given_up=self.given_up[::step],
            open_lane=self.open_lane[at] // step,
            open_y=self.open_y[at],
            open_moved=self.open_moved[at],
            open_length=self.open_length[at],
        )

    def parts(self) -> list[Sums]:
        """All lanes, so many at a time."""
        firsts = np.arange(0, self.lanes, AT_ONCE)
        cuts = np.searchsorted(self.open_lane, [*firsts, self.lanes])
        return [
            self._between(int(first), slice(int(begin), int(end)))
            for first, (begin, end) in zip(firsts, pairwise(cuts), strict=True)
        ]

    def _between(self, first: int, of_open: slice) -> Sums:
        lanes = slice(first, min(first + AT_ONCE, self.lanes))
        return Sums(
            lanes=lanes.stop - first,
            sums=self.sums[:, lanes],
            given_up=self.given_up[lanes],
            open_lane=self.open_lane[of_open] - first,
            open_y=self.open_y[of_open],
            open_moved=self.open_moved[of_open],
            open_length=self.open_length[of_open],
        )


def sums_of(record: History, lane: Whole, lanes: int) -> Sums:
    """Everything (3) to (5) need of a record whose stretches belong to these lanes."""
    kept = record.ended == KEPT
    of_kept, y, m, w = lane[kept], record.log_ratio[kept], record.moved[kept], record.length[kept]
    weights = (None, m, w, w * m, w * w, y, y * m, y * w, y * y)
    sums = [np.bincount(of_kept, weight, lanes) for weight in weights]
    given_up = np.bincount(lane[record.ended == GIVEN_UP], minlength=lanes).astype(np.float64)
    is_open = np.flatnonzero(~kept & (record.ended != GIVEN_UP))
    is_open = is_open[np.argsort(lane[is_open], kind="stable")]
    return Sums(
        lanes=lanes,
        sums=np.stack(sums),
        given_up=given_up,
        open_lane=lane[is_open],
        open_y=record.log_ratio[is_open],
        open_moved=record.moved[is_open].astype(np.float64),
        open_length=record.length[is_open],
    )


class _Kept(NamedTuple):
    """Of the kept ones of each lane, with r = y - moved m - longer w: how many; sums of r, r m, r w, r^2."""

    number: Floats
    total: Floats
    of_moved: Floats
    of_length: Floats
    squares: Floats


def _kept(sums: Sums, now: Given) -> _Kept:
    count, m, w, mw, ww, y, ym, yw, yy = sums.sums
    by_moved = ym - now.moved * m - now.longer * mw
    by_length = yw - now.moved * mw - now.longer * ww
    squares = yy - now.moved * (ym + by_moved) - now.longer * (yw + by_length)
    return _Kept(count, y - now.moved * m - now.longer * w, by_moved, by_length, squares)


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What each lane's own record says of it, given the parameters: a ~ N(mean, sd^2), nearly.

    `never_seen` is the expected number of stretches that will never be kept, of `seen` whose fate tells.
    """

    mean: Floats
    sd: Floats
    never_seen: Floats
    seen: Floats

    def rows(self, which: Whole) -> Effects:
        """Those of these lanes, in this order."""
        return Effects(
            mean=self.mean[which],
            sd=self.sd[which],
            never_seen=self.never_seen[which],
            seen=self.seen[which],
        )


class Look(NamedTuple):
    """One look at lanes by given parameters: log-likelihood, its derivatives, what each record says.

    `information` is on each lane's own level, 1 / variance; `mode` is where its posterior is highest.
    """

    log_likelihood: float
    slope: Floats
    information: Floats
    mode: Floats
    effects: Effects


class _Nodes(NamedTuple):
    """The quadrature's nodes: how likely each is, (nodes, lanes); each lane's log-likelihood; and of the open
    ones, (nodes, open): z, the share of (5) that is `never`, and the rest of it times the hazard.
    """

    shares: Floats
    log_likelihood: Floats
    z: Floats
    gone: Floats
    push: Floats


def look(
    sums: Sums, six: Floats, start: Floats | None = None, nodes: int = TO_READ, near: float = NEAR
) -> Look:
    """Integrate the effects out, lane by lane; `start` is about where their modes are."""
    now = given(six)
    kept, open_y = _kept(sums, now), _open(sums, now)
    start = _of_kept_alone(kept, now) if start is None else start
    mode, curve = _modes(sums, kept, open_y, now, start, near)
    spread = 1 / np.sqrt(curve)
    at, log_weight = _rule(nodes)
    effect = mode + spread * at[:, None]
    found = _nodes(sums, kept, open_y, now, effect, log_weight[:, None] + np.log(spread / now.sd_lane))
    mean = np.einsum("kl,kl->l", found.shares, effect)
    square = np.einsum("kl,kl->l", found.shares, effect * effect)
    of_open = found.shares[:, sums.open_lane]
    gone = np.einsum("ko,ko->o", of_open, found.gone)
    effects = Effects(
        mean=mean,
        sd=np.sqrt(np.maximum(square - mean * mean, 1e-12)),
        never_seen=sums.given_up + np.bincount(sums.open_lane, gone, sums.lanes),
        seen=kept.number + sums.given_up + np.bincount(sums.open_lane, minlength=sums.lanes),
    )
    push = np.einsum("ko,ko->o", of_open, found.push)
    push_z = float(np.einsum("ko,ko,ko->", of_open, found.push, found.z))
    slope = _slope_of_kept(sums, kept, now, now.mu + mean, now.mu * (now.mu + 2 * mean) + square)
    slope[:3] += np.array([push.sum(), push @ sums.open_moved, push @ sums.open_length]) / now.sd_rest
    slope[3] = float(square.sum()) / now.sd_lane**2 - sums.lanes
    slope[4] += push_z
    slope[5] += float(gone.sum()) - now.never * len(gone)
    return Look(
        float(found.log_likelihood.sum()), slope, np.maximum(curve - now.sd_lane**-2, 0.0), mode, effects
    )


def _slope_of_kept(sums: Sums, kept: _Kept, now: Given, level: Floats, square: Floats) -> Floats:
    """What (3) and (4) give to the derivatives, from the mean of each lane's level and of its square."""
    _, _, _, _, rest, never = now
    slope = np.zeros(SIX)
    pull = [
        (kept.total - kept.number * level).sum(),
        (kept.of_moved - sums.sums[1] * level).sum(),
        (kept.of_length - sums.sums[2] * level).sum(),
    ]
    slope[:3] = np.array(pull) / rest**2
    left = kept.squares - 2 * level * kept.total + kept.number * square
    slope[4] = left.sum() / rest**2 - kept.number.sum()
    slope[5] = sums.given_up.sum() * (1 - never) - kept.number.sum() * never
    return slope


@cache
def _rule(nodes: int) -> tuple[Floats, Floats]:
    """Gauss and Hermite's nodes, and the logs of their weights for a function that is not a density yet."""
    at, weight = np.polynomial.hermite_e.hermegauss(nodes)
    return at, np.log(weight) - 0.5 * np.log(2 * np.pi) + at**2 / 2


def _nodes(sums: Sums, kept: _Kept, open_y: Floats, now: Given, effect: Floats, log_weight: Floats) -> _Nodes:
    """(3) to (5) at every node of every lane, with the effect's own density."""
    level = now.mu + effect
    z = (open_y - level[:, sums.open_lane]) / now.sd_rest
    tail = log_upper(z)
    still = (1 - now.never) * np.exp(tail)
    mixed = now.never + still
    logs = _log_of_kept(sums, kept, now, level) + _by_lane(np.log(mixed), sums)
    logs += log_weight - (effect / now.sd_lane) ** 2 / 2
    top = logs.max(axis=0)
    shares = np.exp(logs - top)
    whole = shares.sum(axis=0)
    push = still / mixed * hazard(z, tail)
    return _Nodes(shares / whole, top + np.log(whole), z, now.never / mixed, push)


def _log_of_kept(sums: Sums, kept: _Kept, now: Given, level: Floats) -> Floats:
    left = kept.squares - 2 * level * kept.total + kept.number * level * level
    each = np.log1p(-now.never) - np.log(now.sd_rest) - 0.5 * np.log(2 * np.pi)
    found: Floats = kept.number * each - left / (2 * now.sd_rest**2) + sums.given_up * np.log(now.never)
    return found


def _by_lane(values: Floats, sums: Sums) -> Floats:
    """Sums over the open ones of each lane, (nodes, open) to (nodes, lanes)."""
    nodes = len(values)
    place = (np.arange(nodes)[:, None] * sums.lanes + sums.open_lane).ravel()
    found = np.bincount(place, values.ravel(), nodes * sums.lanes)
    return np.asarray(found.reshape(nodes, sums.lanes), np.float64)


def _open(sums: Sums, now: Given) -> Floats:
    """What the open ones have lasted so far, less what their being moved, and their length, account for."""
    return sums.open_y - now.moved * sums.open_moved - now.longer * sums.open_length


def _of_kept_alone(kept: _Kept, now: Given) -> Floats:
    """Where the mode would be if nothing were open, which is not far off."""
    found: Floats = (kept.total - kept.number * now.mu) / (kept.number + now.sd_rest**2 / now.sd_lane**2)
    return found


def _modes(
    sums: Sums, kept: _Kept, open_y: Floats, now: Given, effect: Floats, near: float
) -> tuple[Floats, Floats]:
    """Where each lane's posterior is highest, and how sharply it bends there: Newton's method, all at once.

    A lane that is there stays there, so that none has a step more for another's sake. (2) makes (5) bend the
    wrong way where a stretch is long overdue; the bend counted is then zero, and the steps are short, so that
    each still goes uphill.
    """
    mu, _, _, lane, rest, never = now
    odds = never / (1 - never)
    curve, moving = np.full(sums.lanes, lane**-2), np.ones(sums.lanes, np.bool_)
    for _ in range(TO_FIND_MODES):
        z = (open_y - mu - effect[sums.open_lane]) / rest
        tail = log_upper(z)
        push = hazard(z, tail) / (1 + odds * np.exp(np.minimum(-tail, FAR)))
        bend = np.maximum(push * (push - z), 0.0)
        slope = (kept.total - kept.number * (mu + effect)) / rest**2 - effect / lane**2
        slope += np.bincount(sums.open_lane, push, sums.lanes) / rest
        bends = (kept.number + np.bincount(sums.open_lane, bend, sums.lanes)) / rest**2 + lane**-2
        curve = np.where(moving, bends, curve)
        step = np.where(moving, np.clip(slope / curve, -rest, rest), 0.0)
        effect = effect + step
        moving = np.abs(step) >= near * rest
        if not moving.any():
            break
    return effect, curve
