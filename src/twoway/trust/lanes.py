"""What a lane's own record, and nothing but that and the base rates, says of its next promise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twoway.trust.baserates import BaseRates
from twoway.trust.durations import look, sums_of
from twoway.trust.record import History, lanes_of

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Lanes:
    """Each lane's level, mu + a ~ N(mean, sd^2), and its share never kept; arrays over lanes.

    `lane` has each promise's lane, `person` each lane's promiser, counted in the order they first appear.
    `prior` is the share of the base rate in the level (1 without a record); `rests_on` counts the stretches
    of the lane's record.
    """

    lane: Whole
    person: Whole
    mean: Floats
    sd: Floats
    prior: Floats
    never: Floats
    rests_on: Whole


def lanes(promiser: Whole, promisee: Whole, record: History, rates: BaseRates) -> Lanes:
    """Read each lane of these promises from its own stretches in the record, and from no other's."""
    pairs, (lane, of_record) = lanes_of((promiser, promisee), (record.promiser, record.promisee))
    wanted = np.bincount(lane, minlength=len(pairs)) > 0
    number = np.cumsum(wanted) - 1
    concerns = wanted[of_record]
    own = number[of_record[concerns]]
    count = int(wanted.sum())
    effects = look(sums_of(record.rows(concerns), own, count), rates.six).effects
    weight = rates.never_weight + effects.seen
    return Lanes(
        lane=number[lane],
        person=_by_first(pairs[wanted, 0], promiser),
        mean=rates.mu + effects.mean,
        sd=effects.sd,
        prior=np.minimum(effects.sd**2 / rates.sd_person**2, 1.0),
        never=(rates.never_weight * rates.never + effects.never_seen) / weight,
        rests_on=np.bincount(own, minlength=count),
    )


def _by_first(people: Whole, promiser: Whole) -> Whole:
    """Numbers for people in the order of their promises, so that one more promise renumbers nobody."""
    known, first = np.unique(promiser, return_index=True)
    rank = np.empty(len(known), np.int64)
    rank[np.argsort(first)] = np.arange(len(known))
    return rank[np.searchsorted(known, people)]
