"""The chance of a promise that hangs on nothing, worked out instead of drawn.

The same model as in `draws`, integrated by quadrature over the lane's level and the spread of the rest; what
else is uncertain about the base rates enters through the level's variance. For many promises at once, each
with a record of its own: a back-test asks for thousands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twoway.trust.baserates import BaseRates
from twoway.trust.durations import look, sums_of
from twoway.trust.normal import log_upper
from twoway.trust.record import SHORTEST, History, length_of

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_AT, _SHARE = np.polynomial.hermite_e.hermegauss(15)
_SHARE = _SHARE / _SHARE.sum()
_AT_REST, _SHARE_REST = np.polynomial.hermite_e.hermegauss(3)
_SHARE_REST = _SHARE_REST / _SHARE_REST.sum()


@dataclass(frozen=True, kw_only=True)
class Alone:
    """Promises by themselves; arrays of one length, in working days.

    `elapsed` is 0 where one is just being made. The chance is that of having been kept after `by`; without it
    after `planned`, which is by its day.
    """

    planned: Floats
    elapsed: Floats
    moved: NDArray[np.bool_]
    said: Floats
    by: Floats | None = None


def chances(
    asked: Alone, record: History, owner: Whole, rates: BaseRates, *, of: Whole | None = None
) -> Floats:
    """The chance of each to be kept by its day.

    Parameters
    ----------
    asked : Alone
        n promises, `planned` and `elapsed` in working days, `said` as in History.
    record : History
        What is known of their lanes.
    owner : int array
        To which lane each row of the record belongs; lanes are counted from 0.
    of : (n,) int array
        Of which lane each promise is; without it each has one of its own, in order.
    rates : BaseRates
        The release to go by.

    Returns
    -------
    float array (n,)
    """
    own = np.arange(len(asked.planned)) if of is None else of
    lanes = max(int(own.max(initial=-1)), int(owner.max(initial=-1))) + 1
    effects = look(sums_of(record, owner, lanes), rates.six).effects.rows(own)
    length = length_of(asked.planned)
    prior = np.minimum(effects.sd**2 / rates.sd_person**2, 1.0)
    errors = np.array(rates.covariance)
    variance = effects.sd**2 + prior**2 * errors[0, 0] + np.where(asked.moved, errors[1, 1], 0.0)
    variance = variance + length**2 * errors[2, 2]
    level = rates.mu + effects.mean + rates.moved * asked.moved + rates.longer * length
    weight = rates.never_weight
    never = (weight * rates.never + effects.never_seen) / (weight + effects.seen)
    found = np.zeros(len(own))
    for at, share in zip(_AT_REST, _SHARE_REST, strict=True):
        rest = rates.sd_rest * float(np.exp(at * np.sqrt(errors[4, 4])))
        found += share * _by_level(asked, level, np.sqrt(variance), rest, never, rates)
    return found


def _by_level(
    asked: Alone, level: Floats, spread: Floats, rest: float, never: Floats, rates: BaseRates
) -> Floats:
    """Averaged over the lane's level, given how far promises of one lane lie apart."""
    told = np.isfinite(asked.said)
    share = np.where(told, rest**2 / (rest**2 + rates.said_sd**2), 0.0)
    look_at = np.where(told, asked.said, 0.0) + rates.said_bias
    width = rest * np.sqrt(1 - share)
    so_far = np.log(np.maximum(asked.elapsed, SHORTEST / 1_000) / asked.planned)
    by = np.zeros(len(level)) if asked.by is None else np.log(asked.by / asked.planned)
    found = np.zeros(len(level))
    for at, weight in zip(_AT, _SHARE, strict=True):
        middle = (1 - share) * (level + at * spread) + share * look_at
        still = np.exp(log_upper((so_far - middle) / width))
        late = np.exp(log_upper((by - middle) / width))
        found += weight * (1 - never) * np.maximum(still - late, 0.0) / (never + (1 - never) * still)
    return found
