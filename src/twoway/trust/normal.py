"""The normal distribution far out and in bulk: log of its upper tail, and back. numpy has neither.

For z >= 0 the tail is t exp(-z^2/2 + P(t)) / 2, t = 1 / (1 + z / sqrt 8), where P is smooth on 0 < t <= 1
(the form is that of Numerical Recipes, 2nd edition, 6.2); its terms are fitted here, once, to Python's own
error function. Below zero the tail is one minus its mirror image. Right to 1e-8.
"""

from __future__ import annotations

from math import erfc, log, pi, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_LOG_ROOT = 0.5 * log(2 * pi)
_ROOT8 = sqrt(8)
_TERMS = 18


def _tail(z: float) -> float:
    """log(1 - Phi(z)) for one z: by the error function, and far out by the first terms of its series."""
    if z < 25:
        return log(erfc(z / sqrt(2)) / 2)
    square = z * z
    return -square / 2 - log(z) - _LOG_ROOT + log(1 - 1 / square + 3 / square**2 - 15 / square**3)


def _coefficients() -> Floats:
    """P as a power series in 2t - 1, by interpolation at Chebyshev's nodes."""
    nodes = np.cos((np.arange(4 * _TERMS) + 0.5) * pi / (4 * _TERMS))
    t = (nodes + 1) / 2
    z = _ROOT8 * (1 / t - 1)
    values = [_tail(float(one)) + float(one) ** 2 / 2 + log(2) for one in z] - np.log(t)
    series = np.polynomial.chebyshev.chebfit(nodes, values, _TERMS)
    return np.asarray(np.polynomial.chebyshev.cheb2poly(series), np.float64)


_P = tuple(float(term) for term in _coefficients()[::-1])


def log_upper(z: Floats) -> Floats:
    """log P(Z > z), elementwise.

    Examples
    --------
    >>> log_upper(np.array([0.0, 5.0])).round(6).tolist()
    [-0.693147, -15.064998]
    """
    far = np.abs(z)
    t = 1 / (1 + far / _ROOT8)
    u = 2 * t - 1
    series = np.full_like(u, _P[0])
    for term in _P[1:]:
        series *= u
        series += term
    far *= far
    far *= -0.5
    series += far
    np.log(t, out=t)
    series += t
    series -= log(2)
    left = z < 0
    if left.any():
        series[left] = np.log1p(-np.exp(series[left]))
    return series


def hazard(z: Floats, tail: Floats) -> Floats:
    """phi(z) / P(Z > z), given the log of the latter."""
    found: Floats = np.exp(-z * z / 2 - _LOG_ROOT - tail)
    return found


def below(z: Floats) -> Floats:
    """P(Z <= z), elementwise.

    Examples
    --------
    >>> below(np.array([-1.281552, 0.0, 1.281552])).round(6).tolist()
    [0.1, 0.5, 0.9]
    """
    found: Floats = np.exp(log_upper(-z))
    return found


class _Table:
    """A function on an even grid, with straight lines in between; beyond its ends it stays as it is there."""

    def __init__(self, first: float, last: float, steps: int, values: Floats) -> None:
        self.first, self.last, self.steps = first, last, steps
        self.values, self.rises = values, np.diff(values, append=values[-1])

    def __call__(self, at: Floats) -> Floats:
        place = np.clip(at, self.first, self.last)
        place -= self.first
        place *= self.steps
        row = place.astype(np.intp)
        place -= row
        place *= self.rises.take(row)
        place += self.values.take(row)
        return place


def _grid(first: float, last: float, steps: int) -> Floats:
    return first + np.arange(round((last - first) * steps) + 1) / steps


_LOW, _HIGH, _PER_SD, _PER_FOLD, _LOW_FOLD, _HIGH_FOLD = -9.0, 60.0, 128, 128, -38.0, 7.5
_TAILS = log_upper(_grid(_LOW, _HIGH, _PER_SD))
_FOLDS = np.interp(_grid(_LOW_FOLD, _HIGH_FOLD, _PER_FOLD), np.log(-_TAILS), _grid(_LOW, _HIGH, _PER_SD))

quick_log_upper = _Table(_LOW, _HIGH, _PER_SD, _TAILS)
"""As `log_upper`, for drawing: right to 1e-5 from -9 to 60."""

_of_fold = _Table(_LOW_FOLD, _HIGH_FOLD, _PER_FOLD, _FOLDS)


def from_log_upper(tail: Floats) -> Floats:
    """The z with log P(Z > z) = tail, for drawing: right to 1e-4 from -9 to 60."""
    return _of_fold(np.log(np.maximum(-tail, 1e-300)))
