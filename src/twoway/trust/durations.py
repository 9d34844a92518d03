"""How much longer than planned: one number for everybody, one for each lane, and what is still open counted.

    log(lasted / planned) = mu + moved + longer log(planned / a week) + a_lane + e,
                            a ~ N(0, sd_lane^2),  e ~ N(0, sd_rest^2)                                   (1)
    a stretch is never kept at all with chance `never`, whatever (1) says                               (2)
    kept        log (1 - never) + log density of (1)                                                    (3)
    given up    log never                                                                               (4)
    open        log (never + (1 - never) P(log ratio > what it has lasted so far))                      (5)

The kept ones of a lane come in through nine sums; the open ones one by one. Each lane's effect is integrated
out by Gauss-Hermite quadrature about its own mode (Naylor & Smith 1982; Liu & Pierce 1994). The six
parameters are found by Newton's method on the marginal likelihood, corrected for the estimation of mu as REML
does (Patterson & Thompson 1971; here minus half the log information on mu), with a wide prior. On many lanes
a part of them is fitted to the end, and then one such step is taken on all: from a start that is root-n
consistent, one step is as good as many (Le Cam 1956).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twoway.errors import DidNotConverge
from twoway.trust.normal import hazard, log_upper
from twoway.trust.record import GIVEN_UP, KEPT, History, lanes_of

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

NAMES = ("mu", "moved", "longer", "log_sd_lane", "log_sd_rest", "logit_never")
SIX = len(NAMES)
NODES = 9
_AT, _WEIGHT = np.polynomial.hermite_e.hermegauss(NODES)
_LOG_WEIGHT = np.log(_WEIGHT) - 0.5 * np.log(2 * np.pi)
ENOUGH = 1e-5
MOST_STEPS, MOST_HALVINGS, TO_FIND_MODES = 60, 25, 40
FAR = 500.0
A_PART = 4_000
"""More lanes than this are fitted on so many, and then once on all."""


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
    """A record by lanes: sums of the kept ones, counts of what was given up, and the open ones one by one.

    `sums` is (9, lanes), of the kept ones: how many, and the sums of m, w, m w, w^2, y, y m, y w and y^2, with y
    the log ratio, m 1 where the day had been moved, and w the log of what was planned in weeks.
    """

    lanes: int
    sums: Floats
    given_up: Floats
    open_lane: Whole
    open_y: Floats
    open_moved: Floats
    open_length: Floats

    def part(self, most: int) -> Sums:
        """Every so-manieth lane, `most` or a few more."""
        every = max(1, self.lanes // most)
        at = self.open_lane % every == 0
        return Sums(
            lanes=len(self.given_up[::every]),
            sums=self.sums[:, ::every],
            given_up=self.given_up[::every],
            open_lane=self.open_lane[at] // every,
            open_y=self.open_y[at],
            open_moved=self.open_moved[at],
            open_length=self.open_length[at],
        )


def sums_of(record: History, lane: Whole, lanes: int) -> Sums:
    """Everything (3) to (5) need of a record whose stretches belong to these lanes."""
    kept = record.ended == KEPT
    of_kept, y, m, w = lane[kept], record.log_ratio[kept], record.moved[kept], record.length[kept]
    weights = (None, m, w, w * m, w * w, y, y * m, y * w, y * y)
    sums = [np.bincount(of_kept, weight, lanes) for weight in weights]
    given_up = np.bincount(lane[record.ended == GIVEN_UP], minlength=lanes).astype(np.float64)
    is_open = ~kept & (record.ended != GIVEN_UP)
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


class _Look(NamedTuple):
    """One look at all lanes by given parameters."""

    log_likelihood: float
    slopes: Floats  # (lanes, 6), d log-likelihood of the lane / d parameter
    information: Floats  # on the lane's own level, 1 / variance
    effects: Effects


def look(sums: Sums, six: Floats) -> _Look:
    """Integrate the effects out, lane by lane, and keep what the fit and the forecasts need."""
    now = given(six)
    kept = _kept(sums, now)
    mode, curve = _modes(sums, kept, now)
    spread = 1 / np.sqrt(curve)
    of_node = [_at_node(sums, kept, now, mode + spread * at) for at in _AT]
    logs = np.stack([node.log for node in of_node])
    logs += (_LOG_WEIGHT + _AT**2 / 2 + 0.5 * np.log(2 * np.pi))[:, None] + np.log(spread)
    top = logs.max(axis=0)
    shares = np.exp(logs - top)
    whole = shares.sum(axis=0)
    shares /= whole
    slopes = np.einsum("kl,klp->lp", shares, np.stack([node.slopes for node in of_node]))
    mean = mode + spread * (_AT @ shares)
    variance = spread**2 * ((_AT**2) @ shares) - (mean - mode) ** 2
    never_seen = sums.given_up + np.einsum("kl,kl->l", shares, np.stack([node.never for node in of_node]))
    seen = kept.number + sums.given_up + np.bincount(sums.open_lane, minlength=sums.lanes)
    total = float((top + np.log(whole)).sum())
    sd = np.sqrt(np.maximum(variance, 1e-12))
    effects = Effects(mean=mean, sd=sd, never_seen=never_seen, seen=seen)
    return _Look(total, slopes, np.maximum(curve - now.sd_lane**-2, 0.0), effects)


class _Node(NamedTuple):
    log: Floats
    slopes: Floats
    never: Floats


def _at_node(sums: Sums, kept: _Kept, now: Given, effect: Floats) -> _Node:
    """Log-likelihood with the prior, and its derivatives, of every lane at one effect each; (3) to (5)."""
    mu, _, _, lane, rest, never = now
    level = mu + effect
    left = kept.squares - 2 * level * kept.total + kept.number * level * level
    pull = (kept.total - kept.number * level) / rest**2
    z = (_open(sums, now) - level[sums.open_lane]) / rest
    tail = log_upper(z)
    still = (1 - never) * np.exp(tail)
    mixed = never + still
    push = still / mixed * hazard(z, tail)

    def by_lane(values: Floats) -> Floats:
        return np.asarray(np.bincount(sums.open_lane, values, sums.lanes), np.float64)

    gone = never / mixed
    log = (
        -kept.number * (np.log(rest) + 0.5 * np.log(2 * np.pi) - np.log1p(-never))
        - left / (2 * rest**2)
        + sums.given_up * np.log(never)
        + by_lane(np.log(mixed))
        - np.log(lane)
        - 0.5 * np.log(2 * np.pi)
        - effect**2 / (2 * lane**2)
    )
    by_moved = (kept.of_moved - sums.sums[1] * level) / rest**2
    by_length = (kept.of_length - sums.sums[2] * level) / rest**2
    slopes = np.empty((sums.lanes, SIX))
    slopes[:, 0] = pull + by_lane(push) / rest
    slopes[:, 1] = by_moved + by_lane(push * sums.open_moved) / rest
    slopes[:, 2] = by_length + by_lane(push * sums.open_length) / rest
    slopes[:, 3] = effect**2 / lane**2 - 1
    slopes[:, 4] = left / rest**2 - kept.number + by_lane(push * z)
    slopes[:, 5] = sums.given_up * (1 - never) - kept.number * never + by_lane(gone * (1 - mixed))
    return _Node(log, slopes, by_lane(gone))


def _open(sums: Sums, now: Given) -> Floats:
    """What the open ones have lasted so far, less what their being moved, and their length, account for."""
    return sums.open_y - now.moved * sums.open_moved - now.longer * sums.open_length


def _modes(sums: Sums, kept: _Kept, now: Given) -> tuple[Floats, Floats]:
    """Where each lane's posterior is highest, and how sharply it bends there: Newton's method, all at once.

    (2) makes (5) bend the wrong way where a stretch is long overdue; the bend counted is then zero, and the
    steps are short, so that each still goes uphill.
    """
    mu, _, _, lane, rest, never = now
    shifted = _open(sums, now) - mu
    effect = np.zeros(sums.lanes)
    curve = np.full(sums.lanes, lane**-2)
    for _ in range(TO_FIND_MODES):
        z = (shifted - effect[sums.open_lane]) / rest
        tail = log_upper(z)
        rate = hazard(z, tail)
        sure = 1 / (1 + never / (1 - never) * np.exp(np.minimum(-tail, FAR)))
        push = sure * rate
        bend = np.maximum(push * (push - z), 0.0)
        slope = (kept.total - kept.number * (mu + effect)) / rest**2 - effect / lane**2
        slope += np.bincount(sums.open_lane, push, sums.lanes) / rest
        curve = (kept.number + np.bincount(sums.open_lane, bend, sums.lanes)) / rest**2 + lane**-2
        step = np.clip(slope / curve, -rest, rest)
        effect = effect + step
        if np.abs(step).max(initial=0.0) < 1e-3 * rest:
            break
    return effect, curve


@dataclass(frozen=True, kw_only=True)
class Prior:
    """Normal about `mean`, each parameter by itself, on the scale on which they are fitted."""

    mean: Floats
    sd: Floats


class _Objective(NamedTuple):
    value: float
    slope: Floats
    outer: Floats


def _objective(sums: Sums, six: Floats, prior: Prior) -> _Objective:
    """Penalised log-likelihood: (3) to (5), the prior, and REML's correction for having estimated mu."""
    found = look(sums, six)
    away = (six - prior.mean) / prior.sd
    lane2, rest2 = float(np.exp(2 * six[3])), float(np.exp(2 * six[4]))
    count = found.information * rest2
    under = rest2 + lane2 * count
    on_mu = float((count / under).sum()) + float(prior.sd[0] ** -2)
    correction = np.zeros(SIX)
    correction[3] = float((count * lane2 * count / under**2).sum()) / on_mu
    correction[4] = float((count * rest2 / under**2).sum()) / on_mu
    value = found.log_likelihood - 0.5 * float(away @ away) - 0.5 * float(np.log(on_mu))
    slope = found.slopes.sum(axis=0) - away / prior.sd + correction
    return _Objective(value, slope, found.slopes.T @ found.slopes)


@dataclass(frozen=True, kw_only=True)
class Fit:
    """The six parameters on the scale on which they are fitted (`NAMES`), and their covariance."""

    six: Floats
    covariance: Floats


def fit(record: History, prior: Prior) -> Fit:
    """Fit (1) and (2) to a record.

    Parameters
    ----------
    record : History
        Any number of stretches of any number of lanes.
    prior : Prior
        Wide; a parameter of which the record says nothing stays where the prior has it.

    Returns
    -------
    Fit
        Mode and inverse of the bend there.

    Raises
    ------
    DidNotConverge
        When no step improves the likelihood and it is not level.
    """
    lanes, (lane,) = lanes_of((record.promiser, record.promisee))
    return fit_sums(sums_of(record, lane, len(lanes)), prior)


def fit_sums(sums: Sums, prior: Prior) -> Fit:
    """As `fit`, from the sums."""
    if sums.lanes <= 2 * A_PART:
        return _to_the_end(sums, prior)
    of_part = sums.part(A_PART)
    start = _to_the_end(of_part, prior)
    whole = _objective(sums, start.six, prior)
    bend = _inverse(start.covariance) * (sums.lanes / of_part.lanes)
    return Fit(six=start.six + np.linalg.solve(bend, whole.slope), covariance=_inverse(bend))


def _to_the_end(sums: Sums, prior: Prior) -> Fit:
    """Newton's method with the bend taken from differences of slopes, halving steps that do not improve."""
    six = prior.mean.copy()
    here = _objective(sums, six, prior)
    for _ in range(MOST_STEPS):
        bend = _bend(sums, six, here, prior)
        step = np.clip(np.linalg.solve(bend, here.slope), -2.0, 2.0)
        six, after, moved = _improved(sums, six, here, step, prior)
        here = after
        if moved < ENOUGH:
            return Fit(six=six, covariance=_inverse(_bend(sums, six, here, prior)))
    raise DidNotConverge


def _inverse(bend: Floats) -> Floats:
    return np.asarray(np.linalg.inv(bend), np.float64)


def _improved(
    sums: Sums, six: Floats, here: _Objective, step: Floats, prior: Prior
) -> tuple[Floats, _Objective, float]:
    """The longest of the step, its half, its quarter ... that improves; none is none."""
    for halving in range(MOST_HALVINGS):
        tried = six + step / 2**halving
        after = _objective(sums, tried, prior)
        if after.value >= here.value - 1e-9:
            return tried, after, float(np.abs(step).max()) / 2**halving
    return six, here, 0.0


def _bend(sums: Sums, six: Floats, here: _Objective, prior: Prior) -> Floats:
    """Minus the second derivatives, by differences of the slopes; never less bent than the prior is."""
    nudge = 1e-4
    rows = [
        (here.slope - _objective(sums, six + nudge * direction, prior).slope) / nudge
        for direction in np.eye(SIX)
    ]
    bend = np.stack(rows)
    root = prior.sd
    values, vectors = np.linalg.eigh((bend + bend.T) / 2 * np.outer(root, root))
    shaped: Floats = vectors @ np.diag(np.maximum(values, 1.0)) @ vectors.T / np.outer(root, root)
    return shaped
