"""Before a day is chosen: by which day would it be done?

What is asked about is not a promise yet, so it has no day and nothing to be measured against. Its own work is
taken to be what its maker has in mind (a guess), or, where they have none, as much as promises of this lane
were given so far, or, where there are none either, promises of everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from twoway.trust.baserates import DEFAULTS, BaseRates
from twoway.trust.errors import BadReading
from twoway.trust.forecast import DRAWS, THREADS, Forecast, forecast
from twoway.trust.hanging import Promises
from twoway.trust.record import HALF_A_DAY, History, Written, written

Floats = NDArray[np.float64]
WORTH = 5.0
"""A lane's own planned durations count as much as everybody's after so many."""


@dataclass(frozen=True, kw_only=True)
class Before:
    """What can be said before a day is chosen.

    Attributes
    ----------
    forecast : Forecast
        `curve`, `days`, `dots`; its `chance` is that of being done by the guess.
    guess : float
        The working days it is measured against.
    guessed : bool
        Whether that was given, and not taken from the record.
    written : Written
        The lane's record in words.
    """

    forecast: Forecast
    guess: float
    guessed: bool
    written: Written


def before(
    record: History,
    *,
    promiser: int,
    promisee: int,
    ends: Floats,
    rates: BaseRates = DEFAULTS,
    guess: float | None = None,
    sure: float | None = None,
    hangs_on: Promises | None = None,
    seed: int = 0,
    draws: int = DRAWS,
    threads: int = THREADS,
) -> Before:
    """Draw when a promise not yet made would be kept.

    Parameters
    ----------
    record : History
        Of every lane concerned.
    ends : (61,) float array
        `Week.next_ends(today)` of the promisee.
    guess : float
        Working days from now until the end of the day in mind; None where there is none.
    sure : float
        Working days until the end of the day they are fairly sure of, where that was said.
    hangs_on : Promises
        What it would hang on, from `hanging`; it would hang on each of them.

    Raises
    ------
    BadReading
        For a guess in the past.
    """
    if guess is not None and guess < 0:
        raise BadReading("That day has passed. Choose one that is still to come.")
    own = record.of(promiser, promisee)
    usual = _usual(own, rates)
    base = hangs_on if hangs_on is not None else _nothing(ends)
    start = float(base.due.max(initial=0.0))
    due = max(start + usual if guess is None else guess, HALF_A_DAY)
    vague = rates.typical_sd if guess is None else 0.0
    asked = base.with_one(promiser=promiser, promisee=promisee, due=due, said=sure, vague=vague)
    now = forecast(asked, record, rates=rates, root=len(base), seed=seed, draws=draws, threads=threads)
    return Before(forecast=now, guess=due, guessed=guess is not None, written=written(own))


def _usual(own: History, rates: BaseRates) -> float:
    """How much time such promises are given: the middle, the lane's own drawn towards everybody's."""
    logs = np.log(own.planned).sum() + WORTH * log(rates.typical_days)
    return exp(float(logs) / (len(own) + WORTH))


def _nothing(ends: Floats) -> Promises:
    none, nobody = np.empty(0), np.empty(0, np.int64)
    return Promises(
        promiser=nobody,
        promisee=nobody,
        begun=none,
        due=none,
        kept=none,
        moved=np.empty(0, np.bool_),
        said=none,
        vague=none,
        hangs=np.empty((0, 2), np.int64),
        ends=ends,
    )
