"""Made-up lives, drawn from the model itself, to see whether likely ranges are as wide as they say.

What it shows: that the arithmetic is right. Where the truth moves as equations (1) and (2) of `street` say,
and acts and answers scatter about it as (3) and (4) say, a range said to be 80 % likely holds the truth 80
times in a hundred. What it cannot show: that people are so. Nobody's trust was measured here, real acts come
in kinds and not in shades, and every number of the table may be wrong; only real people's answers can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twoway.trust.evidence import (
    CHECKIN,
    DEFAULTS,
    PROMISED,
    Answer,
    EvidenceKind,
    Facets,
    Lane,
    Parameter,
    Reading,
    Settings,
)
from twoway.trust.street import street

FIRST_DAY, DAYS = 738_000, 720
SHRINK = 100.0
"""Variances are drawn at a hundredth: the equations know no unit, and the scale's ends are far off then."""

_BY_NAME = DEFAULTS.kind_named
_ANSWER = _BY_NAME[CHECKIN]
SIZES = (0.5, 1.0, 2.0)


@dataclass(frozen=True, kw_only=True)
class Life:
    """A street whose truth is known: `truth` is where both lanes are on `as_of_day`, in points."""

    settings: Settings
    readings: tuple[Reading | Answer, ...]
    as_of_day: int
    truth: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many lanes were looked at, and in what share of them the truth lay within the likely range."""

    lanes: int
    share: float


def coverage(lives: Iterable[Life]) -> Coverage:
    """Estimate every lane of these lives and count the likely ranges that hold the truth."""
    held = []
    for life in lives:
        lanes = street(life.readings, as_of_day=life.as_of_day, settings=life.settings).lanes
        held += [lane.low <= truth <= lane.high for lane, truth in zip(lanes, life.truth, strict=True)]
    return Coverage(lanes=len(held), share=sum(held) / len(held))


def lives(
    seed: int,
    streets: int,
    *,
    acts: int,
    answers: int = 0,
    mixes: Sequence[Facets] = (PROMISED,),
    like: Sequence[str] = ("promise.kept",),
    sizes: Sequence[float] = SIZES,
) -> Iterator[Life]:
    """Draw streets from the model, equations (1) to (4), over two years.

    Parameters
    ----------
    seed : int
        The same seed draws the same lives.
    streets : int
        How many.
    acts, answers : int
        At most so many of each on a street; an answer speaks of all three facets.
    mixes : sequence of (ability, benevolence, integrity)
        Weights w_k; each act reads through one of them.
    like : sequence of str
        Kinds of the table; each act has the noise r_k of one of them.
    sizes : sequence of float
        Sizes z; each act has one of them.
    """
    chance = np.random.default_rng(seed)
    drawn = _Drawn(chance, mixes, [_BY_NAME[name].noise / SHRINK for name in like], sizes)
    for _ in range(streets):
        yield _life(drawn, int(chance.integers(acts + 1)), int(chance.integers(answers + 1)))


@dataclass(frozen=True)
class _Drawn:
    """From what acts are drawn; where there is but one of a thing, no chance is spent on it."""

    chance: np.random.Generator
    mixes: Sequence[Facets]
    noises: Sequence[float]
    sizes: Sequence[float]

    def mix(self) -> Facets:
        return self.mixes[int(self.chance.integers(len(self.mixes)))]

    def noise(self) -> float:
        return self.noises[int(self.chance.integers(len(self.noises))) if len(self.noises) > 1 else 0]


def _life(drawn: _Drawn, acts: int, answers: int) -> Life:
    chance = drawn.chance
    days = np.sort(chance.integers(0, DAYS, acts + answers + 1))
    truth = _truth(chance, days)
    is_act = chance.permutation(acts + answers) < acts
    readings: list[Reading | Answer] = []
    kinds: list[EvidenceKind] = [replace(_ANSWER, noise=_ANSWER.noise / SHRINK)]
    for place, there in enumerate(is_act):
        lane: Lane = 0 if chance.random() < 0.5 else 1
        facets = truth[place, 3 * lane : 3 * lane + 3]
        day, entry = FIRST_DAY + int(days[place]), str(place)
        if there:
            size = float(chance.choice(drawn.sizes))
            kinds.append(_kind(drawn, entry, facets, size))
            readings.append(Reading(entry=entry, kind=entry, day=day, lane=lane, size=size))
        else:
            readings.append(Answer(entry=entry, day=day, lane=lane, values=_values(chance, facets)))
    at_last = truth[-1] + DEFAULTS.baseline
    return Life(
        settings=replace(DEFAULTS, release="made up", kinds=tuple(kinds), parameters=_SHRUNK),
        readings=tuple(readings),
        as_of_day=FIRST_DAY + int(days[-1]),
        truth=(float(at_last[:3].mean()), float(at_last[3:].mean())),
    )


def _truth(chance: np.random.Generator, days: NDArray[np.int64]) -> NDArray[np.float64]:
    """The six on each of these days, days by 6: (1) on the first, then what (2) is the moments of."""
    phi = 2.0 ** (-np.diff(days) / DEFAULTS.half_life_days)
    shocks = chance.standard_normal((len(days), 6)) @ _ROOT.T
    truth = shocks.copy()
    for place, fade in enumerate(phi, start=1):
        truth[place] = fade * truth[place - 1] + np.sqrt(1 - fade**2) * shocks[place]
    return truth


def _kind(drawn: _Drawn, name: str, facets: NDArray[np.float64], size: float) -> EvidenceKind:
    """(3): every act is a kind of its own, whose level is what it reads."""
    mix, noise = drawn.mix(), drawn.noise()
    level = float(np.dot(mix, facets) + drawn.chance.normal(0, np.sqrt(noise / size)))
    return EvidenceKind(name=name, level=level, weights=mix, noise=noise, source="assumed: drawn", says="")


def _values(chance: np.random.Generator, facets: NDArray[np.float64]) -> Facets:
    """(4): what somebody says of each facet."""
    told = DEFAULTS.baseline + facets + chance.normal(0, np.sqrt(_ANSWER.noise / SHRINK), 3)
    return float(told[0]), float(told[1]), float(told[2])


def _shrunk(row: Parameter) -> Parameter:
    return replace(row, value=row.value / SHRINK) if row.name == "facet_variance" else row


_SHRUNK = tuple(_shrunk(row) for row in DEFAULTS.parameters)
_ROOT = np.linalg.cholesky(np.array(DEFAULTS.covariance) / SHRINK)
