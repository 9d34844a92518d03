"""Will this promise be kept by its day? The public door to forecasts; docs/ideas/forecasts.md explains them.

    record    promises as they were told, as far as they were known on a day      `history`, `written`
    rates     how promises usually go                                             `DEFAULTS`, `fit_base_rates`
    promises  those of today, and which hangs on which                            `hanging`
    forecast  the chance of each, the days, the weakest link, what would move it  `forecast`, `before`

A chance comes from the record between the two people of each link, from what its promiser said, and from the
published base rates; from nothing else. It is about a promise, never about a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twoway.trust.baserates import DEFAULTS, BaseRates, fit_base_rates
from twoway.trust.draws import Asked, each_block
from twoway.trust.errors import BadReading
from twoway.trust.hanging import HORIZON, Promises, hanging
from twoway.trust.lanes import lanes
from twoway.trust.record import WEEKDAYS, History, Move, Told, Week, Written, history, written
from twoway.trust.waiting import kept_at, root_if, root_if_in_time

__all__ = [
    "DEFAULTS", "HORIZON", "WEEKDAYS", "BaseRates", "Forecast", "History", "Move", "Promises", "Told", "Week",
    "Written", "fit_base_rates", "forecast", "hanging", "history", "written",
]  # fmt: skip

Floats = NDArray[np.float64]
DRAWS, THREADS, DOTS = 10_000, 4, 50
TENTHS = (0.1, 0.5, 0.9)
MOST_TRIED = 200
"""Where something is hung on in several ways, each link takes a round of its own: so many at most."""


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What may become of the promise asked about (the root), and of what it hangs on.

    Days are working days from the middle of today (0.5 is its end), infinite where it is never kept. Numbers
    of promises are their places in what was asked.

    Attributes
    ----------
    chance, error : float
        That the root is kept by the end of its day, and the standard error of drawing it (not of the model).
    days : (float, float, float)
        By when it is kept with 10, 50 and 90 %.
    dots : tuple of float
        Fifty days equally likely to be the one, in order.
    curve : tuple of float
        The chance that it is kept by the end of today, and of each of sixty working days after it.
    chances : tuple of float
        That each is kept by its day; 1 or 0 for those kept.
    rests_on, rests_on_all : int
        Stretches on record in the root's own lane, and in all lanes that are drawn.
    """

    chance: float
    error: float
    days: tuple[float, float, float]
    dots: tuple[float, ...]
    curve: tuple[float, ...]
    chances: tuple[float, ...]
    rests_on: int
    rests_on_all: int
    root: int
    release: str
    draws: int
    asked: Asked = field(repr=False, compare=False)
    at: Floats = field(repr=False, compare=False)

    def by(self, day: float) -> float:
        """The chance, were its day that far ahead: what moving the day would do, its work unchanged."""
        return float((self.at <= day).mean())

    def if_kept(self, number: int, on: float) -> float:
        """The chance if that promise is kept on a day, by the same draws."""
        return _roots(self.asked, self.root, {number: on}, self.asked.promises.due[self.root])

    @cached_property
    def lifts(self) -> Mapping[int, float]:
        """The chance if a link were kept by its day (today, where that has passed), by the same draws."""
        return _lifts(self)

    @cached_property
    def weakest(self) -> int | None:
        """The link whose being kept by its day would raise the chance most; None if none does so clearly."""
        best = max(self.lifts, key=self.lifts.__getitem__, default=None)
        clear = best is not None and self.lifts[best] > self.chance + 2 * self.error
        return best if clear else None

    def as_json(self) -> dict[str, Any]:
        """For programs: never is null."""
        return {
            "chance": self.chance,
            "error": self.error,
            "days": [_or_none(day) for day in self.days],
            "dots": [_or_none(day) for day in self.dots],
            "curve": list(self.curve),
            "chances": list(self.chances),
            "rests_on": self.rests_on,
            "rests_on_all": self.rests_on_all,
            "weakest": self.weakest,
            "lifts": {str(number): chance for number, chance in self.lifts.items()},
            "release": self.release,
            "draws": self.draws,
        }


def _or_none(day: float) -> float | None:
    return day if np.isfinite(day) else None


def forecast(
    promises: Promises,
    record: History,
    *,
    rates: BaseRates = DEFAULTS,
    root: int = 0,
    seed: int = 0,
    draws: int = DRAWS,
    threads: int = THREADS,
) -> Forecast:
    """Draw what may become of promises that hang on each other, and tell it of one of them.

    Parameters
    ----------
    promises : Promises
        From `hanging`.
    record : History
        Stretches of the lanes concerned, as far as they may be used; a lane without any stands at the rates.
    rates : BaseRates
        The release to go by.
    root : int
        Which of the promises is asked about.
    seed, draws : int
        The same of both give the same forecast, whatever `threads` is.

    Returns
    -------
    Forecast

    Examples
    --------
    >>> friday = Told(promiser=1, promisee=2, made=738_003, due=738_007)
    >>> asked = hanging([friday], today=738_003)
    >>> now = forecast(asked, history([], as_of=738_003))
    >>> round(now.chance, 1), now.rests_on
    (0.4, 0)
    """
    if not 0 <= root < len(promises) or draws < 1:
        raise BadReading("A forecast is asked about one of the promises given, by one draw at least.")
    known = lanes(promises.promiser, promises.promisee, record, rates)
    asked = Asked(promises=promises, lanes=known, rates=rates, seed=seed, draws=draws, threads=threads)
    counts, at = _drawn(asked, root)
    chance = float((at <= promises.due[root]).mean())
    return Forecast(
        chance=chance,
        error=float(np.sqrt(chance * (1 - chance) / draws)),
        days=_three(np.quantile(at, TENTHS, method="inverted_cdf")),
        dots=tuple(np.quantile(at, (np.arange(DOTS) + 0.5) / DOTS, method="inverted_cdf").tolist()),
        curve=_curve(at, promises.ends),
        chances=tuple((counts / draws).tolist()),
        rests_on=int(known.rests_on[known.lane[root]]),
        rests_on_all=int(known.rests_on.sum()),
        root=root,
        release=rates.release,
        draws=draws,
        asked=asked,
        at=at,
    )


def _drawn(asked: Asked, root: int) -> tuple[Floats, Floats]:
    """In how many draws each is kept by its day, and when the root is kept in each."""
    promises, rows = asked.promises, asked.promises.order.rows
    place = int(np.flatnonzero(rows == root)[0])
    by_place = promises.due[rows][:, None]

    def counted(work: Floats) -> tuple[Floats, Floats]:
        found = kept_at(promises, work)
        return np.count_nonzero(found <= by_place, axis=1), found[place].copy()

    in_time, at = zip(*each_block(asked, counted), strict=True)
    counts = np.zeros(len(promises))
    counts[rows] = np.sum(in_time, axis=0)
    return counts, np.concatenate(at)


def _three(values: Floats) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])


def _curve(at: Floats, ends: Floats) -> tuple[float, ...]:
    return tuple((np.searchsorted(np.sort(at), ends, side="right") / len(at)).tolist())


def _roots(asked: Asked, root: int, settled: Mapping[int, float], due: float) -> float:
    """The root's chance by the same draws, some promises being taken for kept."""
    place = int(np.flatnonzero(asked.promises.order.rows == root)[0])

    def counted(work: Floats) -> int:
        return int(np.count_nonzero(kept_at(asked.promises, work, settled)[place] <= due))

    return sum(each_block(asked, counted)) / asked.draws


def _lifts(now: Forecast) -> dict[int, float]:
    """The root's chance if one link were kept by its day, for every link under it, by the same draws."""
    promises = now.asked.promises
    rows = promises.order.rows
    root = int(np.flatnonzero(rows == now.root)[0])
    latest = np.maximum(promises.due[rows], promises.ends[0])
    under = _under(promises, now.root)
    places = np.flatnonzero(np.isin(rows, under) & np.isnan(promises.kept[rows]))
    one_way = _hung_on_once(promises, [now.root, *under])
    places = places if one_way else places[:MOST_TRIED]

    def counted(work: Floats) -> NDArray[np.int64]:
        found = kept_at(promises, work.copy())
        if one_way:
            then = root_if_in_time(promises, work, found, latest, root)[places]
        else:
            ways = [root_if(promises, work, found, int(one), float(latest[one]), root) for one in places]
            then = np.stack(ways) if ways else np.empty((0, 1))
        return np.asarray(np.count_nonzero(then <= promises.due[now.root], axis=1), np.int64)

    hits = np.sum(list(each_block(now.asked, counted)), axis=0)
    return dict(sorted(zip(rows[places].tolist(), (hits / now.draws).tolist(), strict=True)))


def _hung_on_once(promises: Promises, under: list[int]) -> bool:
    """Whether each of these is hung on by one of them at most: a tree."""
    among = promises.hangs[np.isin(promises.hangs[:, 0], under), 1]
    return int(np.bincount(among).max(initial=0)) < 2


def _under(promises: Promises, root: int) -> list[int]:
    """All that the root hangs on, directly or not."""
    below: dict[int, list[int]] = {}
    for upper, lower in promises.hangs.tolist():
        below.setdefault(upper, []).append(lower)
    found, ahead = {root}, [root]
    while ahead:
        new = [lower for lower in below.get(ahead.pop(), []) if lower not in found]
        found.update(new)
        ahead += new
    return sorted(found - {root})
