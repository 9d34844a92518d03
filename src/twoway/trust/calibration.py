"""How good chances were, once one knows: Brier and log score, calibration, and their intervals.

    Brier score         mean (said - came true)^2; 0 is best, always saying a half gives 1/4   (Brier 1950)
    log score           mean -log of the chance given to what happened; chances kept within .001 and .999
    calibration error   mean over bins, by their size, of |mean said - share that came true|   (Murphy 1973)

Promises of one person go together, so intervals draw people, with all their promises, and not promises (Efron
& Tibshirani 1993, chapter 8): 5 % of the draws lie below an interval and 5 % above.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twoway.trust.errors import BadReading

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
EDGES = (0.0, 0.15, 0.3, 0.5, 0.7, 0.85, 1.0)
WITHIN = 0.001
RESAMPLES = 2_000


class Bin(NamedTuple):
    """Said between `low` and `high`, on average `said`: it came true `came_true` times of `of`."""

    low: float
    high: float
    said: float
    came_true: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Score:
    """How `n` chances did; `low` and `high` are the 90 % interval of the Brier score."""

    n: int
    brier: float
    low: float
    high: float
    log: float
    calibration: float
    bins: tuple[Bin, ...]


class Difference(NamedTuple):
    """How much smaller one Brier score is than another: above 0 the first is better; 90 % interval."""

    mean: float
    low: float
    high: float


def score(said: Floats, came_true: NDArray[np.bool_], *, people: Whole | None = None, seed: int = 0) -> Score:
    """Score chances of one kind.

    Parameters
    ----------
    said : (n,) float array
        Chances from 0 to 1.
    came_true : (n,) bool array
        What happened.
    people : (n,) int array
        Whose promise each was; without it each stands by itself.
    seed : int
        Of the resampling.

    Raises
    ------
    BadReading
        With nothing to score, or with what is no chance.

    Examples
    --------
    >>> found = score(np.array([0.9, 0.9, 0.2]), np.array([True, False, False]))
    >>> round(found.brier, 3), found.bins[-1]
    (0.287, Bin(low=0.85, high=1.0, said=0.9, came_true=1, of=2))
    """
    _demand_chances(said, came_true)
    losses = (said - came_true) ** 2
    low, high = _interval(losses, people, seed)
    kept_within = np.clip(said, WITHIN, 1 - WITHIN)
    given = np.where(came_true, kept_within, 1 - kept_within)
    bins = _bins(said, came_true)
    return Score(
        n=len(said),
        brier=float(losses.mean()),
        low=low,
        high=high,
        log=float(-np.log(given).mean()),
        calibration=sum(abs(one.said * one.of - one.came_true) for one in bins) / len(said),
        bins=bins,
    )


def difference(
    said: Floats,
    other: Floats,
    came_true: NDArray[np.bool_],
    *,
    people: Whole | None = None,
    seed: int = 0,
) -> Difference:
    """How much better the first chances did than the other ones, of the same promises."""
    _demand_chances(said, came_true)
    _demand_chances(other, came_true)
    gains = (other - came_true) ** 2 - (said - came_true) ** 2
    return Difference(float(gains.mean()), *_interval(gains, people, seed))


def _demand_chances(said: Floats, came_true: NDArray[np.bool_]) -> None:
    if not len(said) or len(said) != len(came_true):
        raise BadReading("There is nothing to score: no forecast has come to its day yet.")
    if not bool(np.all((said >= 0) & (said <= 1))):
        raise BadReading("A chance lies between 0 and 1.")


def _bins(said: Floats, came_true: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Only those in which something was said; each holds its lower edge, the last its upper one too."""
    place = np.clip(np.searchsorted(EDGES, said, side="right") - 1, 0, len(EDGES) - 2)
    found = []
    for number in np.unique(place):
        here = place == number
        middle, hits = float(said[here].mean()), int(came_true[here].sum())
        found.append(Bin(EDGES[number], EDGES[number + 1], middle, hits, int(here.sum())))
    return tuple(found)


def _interval(values: Floats, people: Whole | None, seed: int) -> tuple[float, float]:
    """Of the mean, by drawing people with replacement."""
    groups = np.arange(len(values)) if people is None else np.unique(people, return_inverse=True)[1].ravel()
    sums, sizes = np.bincount(groups, values), np.bincount(groups)
    chance = np.random.default_rng(seed)
    means = []
    for _ in range(RESAMPLES):
        drawn = chance.integers(0, len(sums), len(sums))
        means.append(float(sums[drawn].sum() / sizes[drawn].sum()))
    low, high = np.quantile(means, [0.05, 0.95])
    return float(low), float(high)
