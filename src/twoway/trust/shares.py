"""A share of counted things, k of n, with the range it stands for. Pure, and by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

from twoway.trust.errors import BadReading

NINETY = 1.6448536269514722
"""The standard normal's 95 % point: 5 % are left out on either side."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """k of n, and the 90 % interval of the chance behind it, in whole per cent, rounded outwards."""

    kept: int
    of: int
    low: int
    high: int


def share(kept: int, of: int) -> Share:
    """The 90 % score interval of a share.

    Parameters
    ----------
    kept, of : int
        k and n, 0 <= k <= n and n >= 1.

    Returns
    -------
    Share
        `low` and `high` are whole per cent; rounding outwards never makes the interval narrower.

    Raises
    ------
    BadReading
        There is nothing to have a share of, or more of it than there is.

    Notes
    -----
    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22:209-212;
    (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). Brown, Cai & DasGupta (2001), "Interval
    estimation for a binomial proportion", Statistical Science 16:101-133, section 5, advise it for small n.
    It takes the n for independent: promises of one person resemble each other, so the truth is less sure
    than this, and how much less nobody can tell from a figure that names nobody.

    Examples
    --------
    >>> share(8, 10)
    Share(kept=8, of=10, low=54, high=94)
    """
    if not 0 <= kept <= of or of < 1:
        raise BadReading
    p, square = kept / of, NINETY * NINETY
    middle = p + square / (2 * of)
    reach = NINETY * math.sqrt(p * (1 - p) / of + square / (4 * of * of))
    scale = 100 / (1 + square / of)
    low, high = (middle - reach) * scale, (middle + reach) * scale
    return Share(kept=kept, of=of, low=max(0, math.floor(low + 1e-9)), high=min(100, math.ceil(high - 1e-9)))
