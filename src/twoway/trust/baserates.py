"""Base rates: how promises usually go, before anything is known of the two people concerned.

They are published, and until the next release nothing but these and a lane's own record goes into a forecast.
`DEFAULTS` stand until a workplace has enough of its own; then it fits its own (`fit_base_rates`), to two
digits, with a wide prior at the defaults.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from math import exp, log
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from twoway.trust.durations import SIX, Given, given
from twoway.trust.errors import TooFewPromises
from twoway.trust.fitting import Fit, Prior, fit
from twoway.trust.record import GIVEN_UP, KEPT, History

Floats = NDArray[np.float64]
LEAST_PROMISES, LEAST_PEOPLE, LEAST_SAID = 100, 20, 30
DIGITS = 2

_FALLACY = (
    "Buehler, Griffin & Ross 1994 as to the direction: students expected their theses to take 33.9 days on "
    "average and took 55.5"
)


class Row(NamedTuple):
    """One published number with its standard error, and where it comes from."""

    name: str
    value: float
    error: float
    unit: str
    source: str
    says: str


@dataclass(frozen=True, kw_only=True)
class BaseRates:
    """One release of the base rates; `covariance` (6, 6) is that of the first six as they are fitted.

    Attributes
    ----------
    mu, moved, longer : float
        The middle log(lasted / planned) of a promise given a week, what is added to it where the day had been
        moved, and for each time that it was given e times as long.
    sd_person, sd_rest : float
        How far lanes lie apart, and promises of one lane, on that scale.
    never : float
        Share of promises that are never kept at all.
    never_weight : float
        So many promises' worth of record it takes for a lane's own share to count as much as `never`.
    said_bias, said_sd : float
        log(lasted / until the day they were fairly sure of): its middle and its spread.
    typical_days, typical_sd : float
        Planned working days, the middle, and the spread of their logs.
    in_time : float
        Share kept by their day, as it is counted.
    promises, people : int
        What it was fitted on; 0 for the defaults.
    """

    mu: float
    moved: float
    longer: float
    sd_person: float
    sd_rest: float
    never: float
    covariance: tuple[tuple[float, ...], ...]
    never_weight: float
    said_bias: float
    said_sd: float
    typical_days: float
    typical_sd: float
    in_time: float
    promises: int = 0
    people: int = 0
    release: str = "defaults"

    @property
    def six(self) -> Floats:
        """The first six on the scale on which they are fitted and drawn."""
        odds = log(self.never / (1 - self.never))
        return np.array([self.mu, self.moved, self.longer, log(self.sd_person), log(self.sd_rest), odds])

    def as_rows(self) -> tuple[Row, ...]:
        """The table as it is published."""
        errors = dict(zip(_NAMES, np.sqrt(np.diag(np.array(self.covariance))), strict=True))
        scale = {"sd_person": self.sd_person, "sd_rest": self.sd_rest, "never": self.never * (1 - self.never)}
        source = "" if self.promises == 0 else f"fitted on {self.promises} promises of {self.people} people"
        return tuple(
            Row(
                name=name,
                value=getattr(self, name),
                error=float(errors.get(name, 0.0)) * scale.get(name, 1.0),
                unit=unit,
                source=assumed if not source or name in _ALWAYS_ASSUMED else source,
                says=says,
            )
            for name, unit, assumed, says in _TABLE
        )


_NAMES = ("mu", "moved", "longer", "sd_person", "sd_rest", "never")
_ALWAYS_ASSUMED = {"never_weight"}
_TABLE = (
    (
        "mu",
        "log(lasted / planned)",
        f"assumed: a fifth longer; {_FALLACY}, nearly two thirds longer",
        "In the middle, a promise that is given a week takes so much longer than planned.",
    ),
    (
        "moved",
        "added to it",
        "assumed: nothing, until a record shows otherwise",
        "Where the day had been moved, the new one is missed or made by so much more.",
    ),
    (
        "longer",
        "added to it, for each e-fold length",
        "assumed: nothing, until a record shows otherwise",
        "Promises given more time than a week take so much longer, measured against it, than short ones; or "
        "less, where it is below nothing.",
    ),
    (
        "sd_person",
        "standard deviation",
        "assumed: two people in three lie within half and one and a half times the middle",
        "How far apart people lie.",
    ),
    (
        "sd_rest",
        "standard deviation",
        "assumed: promises of one person scatter nearly twice as far as people do",
        "How far apart the promises of one person lie.",
    ),
    (
        "never",
        "share",
        "assumed: three in a hundred are never kept",
        "So many are given up, or never come.",
    ),
    (
        "never_weight",
        "promises",
        "assumed: a lane's own share counts as much as everybody's after twenty promises",
        "How much it takes until somebody's own record says how many are never kept.",
    ),
    (
        "said_bias",
        "log(lasted / said)",
        "Buehler, Griffin & Ross 1994: if everything went as poorly as it possibly could, students expected "
        "48.6 days on average, and took 55.5; that it is so of promises is assumed",
        "“Fairly sure by that day” is read as a look at how long this one will take, so much too rosy: half "
        "are done by about then.",
    ),
    (
        "said_sd",
        "standard deviation",
        "assumed: it tells as much about one promise as knowing its promiser does",
        "How blurred that look is.",
    ),
    (
        "typical_days",
        "working days",
        "assumed: a week",
        "How much time a promise is given in the middle.",
    ),
    (
        "typical_sd",
        "standard deviation of logs",
        "assumed: two in three between two days and a fortnight",
        "How much that differs.",
    ),
    (
        "in_time",
        "share",
        "assumed: what the rows above make of it",
        "So many are kept by their day; the plain rule every forecast is measured against.",
    ),
)

DEFAULTS = BaseRates(
    mu=0.2,
    moved=0.0,
    longer=0.0,
    sd_person=0.4,
    sd_rest=0.7,
    never=0.03,
    covariance=tuple(
        tuple(error**2 if row == column else 0.0 for column in range(SIX))
        for row, error in enumerate((0.2, 0.2, 0.15, 0.3, 0.3, 0.5))
    ),
    never_weight=20.0,
    said_bias=0.13,
    said_sd=0.9,
    typical_days=5.0,
    typical_sd=1.0,
    in_time=0.39,
)

PRIOR = Prior(mean=DEFAULTS.six, sd=np.array([1.0, 0.5, 0.3, 0.7, 0.7, 1.5]))
"""The defaults as a fit begins with them: worth a handful of promises."""


def fit_base_rates(
    record: History,
    *,
    release: str,
    least_promises: int = LEAST_PROMISES,
    least_people: int = LEAST_PEOPLE,
    start: BaseRates = DEFAULTS,
) -> BaseRates:
    """A workplace's own base rates, where there is enough to tell nobody apart by them.

    Parameters
    ----------
    record : History
        Everything that may go into a published figure.
    release : str
        What this release is called.
    least_promises, least_people : int
        Fewer stretches, or fewer promisers, are refused.
    start : BaseRates
        Where rows stay of which the record says too little.

    Raises
    ------
    TooFewPromises
        Where there are fewer.
    """
    people = len(np.unique(record.promiser))
    if len(record) < least_promises or people < least_people:
        raise TooFewPromises(
            f"Base rates of one's own take {least_promises} promises of {least_people} people. Here are "
            f"{len(record)} of {people}; until then the defaults stand."
        )
    return _rounded(rates_from(fit(record, PRIOR), record, release=release, start=start))


def rates_from(
    found: Fit, record: History, *, release: str = "fitted", start: BaseRates = DEFAULTS
) -> BaseRates:
    """What was fitted, and what is counted beside it, unrounded."""
    rates: Given = given(found.six)
    planned = np.log(record.planned)
    bias, spread = _said(record, start)
    return replace(
        start,
        mu=rates.mu,
        moved=rates.moved,
        longer=rates.longer,
        sd_person=rates.sd_lane,
        sd_rest=rates.sd_rest,
        never=rates.never,
        covariance=tuple(tuple(float(entry) for entry in row) for row in found.covariance),
        said_bias=bias,
        said_sd=spread,
        typical_days=exp(float(np.median(planned))),
        typical_sd=max(0.1, float(planned.std())),
        in_time=share_in_time(record, start.in_time),
        promises=len(record),
        people=len(np.unique(record.promiser)),
        release=release,
    )


def share_in_time(record: History, otherwise: float) -> float:
    """Share kept by their day, of those of which that is known; `otherwise` counts as two more."""
    known = (record.ended == KEPT) | (record.ended == GIVEN_UP) | (record.lasted > record.planned)
    in_time = (record.ended == KEPT) & (record.lasted <= record.planned)
    return float((in_time.sum() + 2 * otherwise) / (known.sum() + 2))


def _said(record: History, start: BaseRates) -> tuple[float, float]:
    """What being fairly sure was worth: of kept promises, how far off it lay, middle and spread."""
    which = (record.ended == KEPT) & np.isfinite(record.said)
    if which.sum() < LEAST_SAID:
        return start.said_bias, start.said_sd
    off = record.log_ratio[which] - record.said[which]
    return float(off.mean()), max(0.1, float(off.std()))


def _rounded(rates: BaseRates) -> BaseRates:
    """Two digits: enough to forecast by, too few to tell whose promise was added."""
    numbers = {one.name: getattr(rates, one.name) for one in fields(rates)}
    plain: dict[str, Any] = {
        name: float(f"{value:.{DIGITS}g}") for name, value in numbers.items() if isinstance(value, float)
    }
    rough = np.array(rates.covariance)
    covariance = tuple(tuple(float(f"{entry:.{DIGITS}g}") for entry in row) for row in _sound(rough))
    return replace(rates, covariance=covariance, **plain)


def _sound(covariance: Floats) -> Floats:
    """A little more on the diagonal, so that rounding cannot make it no covariance."""
    found: Floats = covariance + 0.02 * np.diag(np.diag(covariance))
    return found


assert len(_NAMES) == SIX
