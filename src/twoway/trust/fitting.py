"""Finding the six parameters of `durations`, and how sure one can be of them.

Newton's method on the marginal likelihood, corrected for the estimation of mu as REML does (Patterson &
Thompson 1971; here minus half the log information on mu), with a wide prior. On many lanes a part of them is
fitted to the end, and then one such step is taken on all: from a start that is root-n consistent, one step is
as good as many (Le Cam 1956). A step further than the part's own errors account for is not believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twoway.errors import DidNotConverge
from twoway.trust.durations import NEAR, NOT_FAR, SIX, TO_FIT, Look, Sums, look, sums_of
from twoway.trust.record import History, lanes_of

Floats = NDArray[np.float64]
ENOUGH, NEARLY = 1e-5, 0.03
MOST_STEPS, MOST_HALVINGS = 100, 25
NUDGE, LONGEST_STEP, FAR_OFF = 1e-4, 1.0, 3.0
A_PART, SMALLER, THREADS = 2_000, 8, 4
"""More than twice so many lanes are fitted on a part, and that on an eighth of itself first."""


@dataclass(frozen=True, kw_only=True)
class Prior:
    """Normal about `mean`, each parameter by itself, on the scale on which they are fitted."""

    mean: Floats
    sd: Floats


class _Objective(NamedTuple):
    """Of penalised log-likelihood: its value, its derivatives; and the modes it was found with."""

    value: float
    slope: Floats
    modes: Sequence[Floats]


def _objective(
    sums: Sequence[Sums],
    six: Floats,
    prior: Prior,
    start: Sequence[Floats] | None = None,
    near: float = NEAR,
) -> _Objective:
    """(3) to (5), the prior, and REML's correction for having estimated mu."""
    starts = [None] * len(sums) if start is None else start
    found = _looks(sums, six, starts, near)
    away = (six - prior.mean) / prior.sd
    lane2, rest2 = float(np.exp(2 * six[3])), float(np.exp(2 * six[4]))
    number = np.concatenate([one.information for one in found]) * rest2
    under = rest2 + lane2 * number
    on_mu = float((number / under).sum()) + float(prior.sd[0] ** -2)
    correction = np.zeros(SIX)
    correction[3] = float((lane2 * (number / under) ** 2).sum()) / on_mu
    correction[4] = float((rest2 * number / under**2).sum()) / on_mu
    value = sum(one.log_likelihood for one in found) - 0.5 * float(away @ away + np.log(on_mu))
    slope = np.sum([one.slope for one in found], axis=0) - away / prior.sd + correction
    return _Objective(value, slope, [one.mode for one in found])


def _looks(sums: Sequence[Sums], six: Floats, starts: Sequence[Floats | None], near: float) -> list[Look]:
    """At every part; several by threads, since numpy lets others run while it works."""
    if len(sums) == 1:
        return [look(sums[0], six, starts[0], TO_FIT, near)]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(lambda part, start: look(part, six, start, TO_FIT, near), sums, starts))


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
        return _to_the_end([sums], prior, prior.mean)
    part = sums.every(sums.lanes // A_PART)
    start = _to_the_end([part.every(SMALLER)], prior, prior.mean, NEARLY)
    of_part = _to_the_end([part], prior, start.six, NEARLY)
    parts = sums.parts()
    bend = _inverse(of_part.covariance) * (sums.lanes / part.lanes)
    step = np.linalg.solve(bend, _objective(parts, of_part.six, prior, near=NOT_FAR).slope)
    if (np.abs(step) > FAR_OFF * np.sqrt(np.diag(of_part.covariance))).any():
        return _to_the_end(parts, prior, of_part.six)
    return Fit(six=of_part.six + step, covariance=_inverse(bend))


def _to_the_end(sums: Sequence[Sums], prior: Prior, six: Floats, enough: float = ENOUGH) -> Fit:
    """Newton's method with the bend taken from differences of slopes, halving steps that do not improve."""
    here = _objective(sums, six, prior)
    bend = _bend(sums, six, here, prior)
    for _ in range(MOST_STEPS):
        step = np.clip(np.linalg.solve(bend, here.slope), -LONGEST_STEP, LONGEST_STEP)
        after, share = _improved(sums, six, here, step, prior)
        six, gained, here = six + share * step, after.value - here.value, after
        bend = _bend(sums, six, here, prior)
        if share * np.abs(step).max() < enough or gained < 0.01 * ENOUGH:
            return Fit(six=six, covariance=_inverse(bend))
    raise DidNotConverge


def _inverse(bend: Floats) -> Floats:
    return np.asarray(np.linalg.inv(bend), np.float64)


def _improved(
    sums: Sequence[Sums], six: Floats, here: _Objective, step: Floats, prior: Prior
) -> tuple[_Objective, float]:
    """The longest of the step, its half, its quarter ... that improves; none is none."""
    for halving in range(MOST_HALVINGS):
        share = 0.5**halving
        after = _objective(sums, six + share * step, prior, here.modes)
        if after.value >= here.value:
            return after, share
    return here, 0.0


def _bend(sums: Sequence[Sums], six: Floats, here: _Objective, prior: Prior) -> Floats:
    """Minus the second derivatives, by differences of the slopes; never less bent than the prior is."""
    rows = [
        (here.slope - _objective(sums, six + NUDGE * direction, prior, here.modes).slope) / NUDGE
        for direction in np.eye(SIX)
    ]
    bend = np.stack(rows)
    root = np.outer(prior.sd, prior.sd)
    values, vectors = np.linalg.eigh((bend + bend.T) / 2 * root)
    shaped: Floats = vectors @ np.diag(np.maximum(values, 1.0)) @ vectors.T / root
    return shaped
