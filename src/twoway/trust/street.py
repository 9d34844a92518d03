"""How far two people can count on each other, each way, going by the record: lanes, ranges, exact reasons.

The model, in deviations x from a baseline m = 50: three facets for each lane, six numbers, one Gaussian.

    opening  x ~ N(0, S),  S = v [[1, rho], [rho, 1]] (x) [(1 - c) I + c 11']                       (1)
    silence  x -> phi x,  P -> phi^2 P + (1 - phi^2) S,  phi = 2^(-days / h)                        (2)
    an act   reads its lane: l_k = w_k'x_lane + e,  e ~ N(0, r_k / z)                               (3)
    answer   y_f = m + x_f + e,  e ~ N(0, r), facet by facet                                        (4)
    gain     k = P h / (h'P h + r), for an act zero on the other lane; x -> x + k (reading - h'x)   (5)
    spread   P -> (I - k h')P(I - k h')' + r k k'                                                   (6)
    reasons  lane = m + sum_e delta_e phi(now - t_e),  delta_e = g'k (reading - h'x), g = 1/3 each  (7)

Each lane is worked out from its own acts and both sides' answers; what stands open is read on every day.

What holds, and is tested: every estimate lies between 0 and 100; a kept promise never lowers its lane at the
moment it counts nor, on a street without answers, on any later day, against the same record without it; an
act never moves the other lane; silence only widens. Not claimed: after one more kept promise a later *answer*
is a smaller surprise, so where answers follow, the lane may come out a hair lower than it would have.
docs/ideas/street-model.md says why.

Sources: Uhlenbeck & Ornstein 1930 (2); Kalman 1960 (5); Schmidt 1966 (gains held at zero); Bucy & Joseph
1968 (6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import exp2, floor, fsum, sqrt
from operator import attrgetter
from typing import NamedTuple

from twoway.trust import evidence
from twoway.trust.evidence import CHECKIN, DEFAULTS, LANES, SCALE, Answer, Facets, Reading, Settings
from twoway.trust.tracks import Track, follow

Z80 = 1.2815515655446008
"""The likely range is the central 80 %: this many standard deviations each way."""


class Contribution(NamedTuple):
    """What one entry adds to a lane today: `value` points, give or take `plus_minus`, faded since its day."""

    entry: str
    kind: str
    day: int
    value: float
    plus_minus: float


class Point(NamedTuple):
    """A lane on one day, going by what lay on record until that day."""

    day: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Lane:
    """How far one can count on the other.

    Attributes
    ----------
    mean, low, high : float
        Points from 0 to 100; `low` to `high` is the central 80 % (cut at the ends of the scale).
    sd : float
        Standard deviation of the estimate, points.
    known : float
        Share of the opening variance that the record has taken away: 0 where nothing is known, never quite 1.
    facets : (ability, benevolence, integrity)
        Points from 0 to 100; `mean` is their mean.
    baseline : float
        Where everyone starts. `mean` is baseline plus the sum of the contributions' values, exactly.
    contributions : tuple of Contribution
        The acts on this lane and the answers on either in order (day, entry), then what stands open.

    It describes the record, never a mind: not "trusts you", but "can count on you, going by the record".
    """

    mean: float
    low: float
    high: float
    sd: float
    known: float
    facets: Facets
    baseline: float
    track: Track = field(repr=False)
    as_of_day: int = field(repr=False)

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Every reason, as objects once somebody looks at them."""
        track, z80 = self.track, Z80
        rows = zip(track.readings, _fades(track, self.as_of_day), track.deltas, track.noises, strict=True)
        faded = [
            Contribution(reading.entry, reading.kind, reading.day, fade * delta, z80 * fade * sqrt(noise))
            for reading, fade, delta, noise in rows
        ]
        standing = [
            Contribution(reading.entry, reading.kind, reading.day, move.delta, z80 * sqrt(move.noise))
            for reading, move in track.look(self.as_of_day).standing
        ]
        return tuple(faded + standing)

    def path(self, days: Iterable[int]) -> tuple[Point, ...]:
        """The lane on each of `days`, going by today's record; a day to come shows what silence would do."""
        return tuple([self._on(day) for day in days])

    def _on(self, day: int) -> Point:
        look = self.track.look(day)
        return _point(day, self.baseline + fsum(look.facets) / 3, look.known, self.track.settings)


@dataclass(frozen=True, kw_only=True)
class Street:
    """Both lanes as of a day, by one release of the table; `lanes[0]` is how far person 0 can count on 1."""

    as_of_day: int
    release: str
    lanes: tuple[Lane, Lane]


def street(readings: Iterable[Reading | Answer], *, as_of_day: int, settings: Settings = DEFAULTS) -> Street:
    """Estimate both lanes of a street from its record, equations (1) to (7).

    Parameters
    ----------
    readings : iterable of Reading and Answer
        In the order of their entries; what shares a day is read in that order. What lies after `as_of_day` is
        not read: nothing counts before its day.
    as_of_day : int
        Ordinal day, as ``date.toordinal()`` counts.
    settings : Settings
        The release of the table to go by.

    Returns
    -------
    Street
        A frozen result; the same readings and release give the same bytes.

    Raises
    ------
    BadReading
        When a reading is of a kind that carries no number.

    Examples
    --------
    >>> kept = Reading(entry="a1", kind="promise.kept", day=738_000, lane=0)
    >>> now = street([kept], as_of_day=738_000).lanes[0]
    >>> round(now.mean, 1), round(now.low), round(now.high)
    (56.3, 36, 77)
    """
    counted = sorted([reading for reading in readings if reading.day <= as_of_day], key=attrgetter("day"))
    first, second = (_lane(_track(counted, lane, settings), as_of_day) for lane in LANES)
    return Street(as_of_day=as_of_day, release=settings.release, lanes=(first, second))


def _track(counted: list[Reading | Answer], lane: evidence.Lane, settings: Settings) -> Track:
    """Follow what concerns this lane: its own acts, and everybody's answers."""
    own = [reading for reading in counted if reading.lane == lane or reading.kind == CHECKIN]
    if settings.standing.isdisjoint({reading.kind for reading in own}):
        return follow(own, (), lane, settings)
    standing = [act for act in own if isinstance(act, Reading) and act.kind in settings.standing]
    fading = [reading for reading in own if reading.kind not in settings.standing]
    return follow(fading, standing, lane, settings)


def _lane(track: Track, day: int) -> Lane:
    """The mean is the sum of its reasons, so that it equals what is listed to the last bit."""
    look, settings = track.look(day), track.settings
    faded = [fade * delta for fade, delta in zip(_fades(track, day), track.deltas, strict=True)]
    mean = settings.baseline + fsum(faded + [move.delta for _, move in look.standing])
    now = _point(day, mean, look.known, settings)
    ability, benevolence, integrity = [settings.baseline + deviation for deviation in look.facets]
    return Lane(
        mean=now.mean,
        low=now.low,
        high=now.high,
        sd=sqrt(settings.lane_variance - look.known),
        known=look.known / settings.lane_variance,
        facets=(ability, benevolence, integrity),
        baseline=settings.baseline,
        track=track,
        as_of_day=day,
    )


def _fades(track: Track, day: int) -> list[float]:
    half_life = track.settings.half_life_days
    return [exp2((read_on - day) / half_life) for read_on in track.days]


def _point(day: int, mean: float, known: float, settings: Settings) -> Point:
    """The likely range is cut where the scale ends: the truth is on the scale."""
    reach = Z80 * sqrt(settings.lane_variance - known)
    return Point(day, mean, max(SCALE[0], mean - reach), min(SCALE[1], mean + reach))


@dataclass(frozen=True, kw_only=True)
class WholeNumbers:
    """A lane as a page shows it: start + earlier + the contributions after those = today, in whole points.

    `contributions` has one number for every contribution; the first ones, folded away, sum to `earlier`.
    """

    start: int
    earlier: int
    contributions: tuple[int, ...]
    today: int


def whole_numbers(
    baseline: float, contributions: Sequence[Contribution], *, earlier: int = 0
) -> WholeNumbers:
    """Round so that what is shown still adds up: by largest remainder (Hamilton's method).

    Each number is its value rounded up or down, never further, so what helped is never shown as having hurt.
    The first `earlier` contributions are folded into one number, rounded in the same way, and sum to it.

    Examples
    --------
    >>> kept = Contribution("a", "promise.kept", 738_000, 5.4, 1.0)
    >>> late = Contribution("b", "promise.late", 738_001, -3.2, 1.0)
    >>> whole_numbers(50, [kept, late])
    WholeNumbers(start=50, earlier=0, contributions=(5, -3), today=52)
    """
    values = [contribution.value for contribution in contributions]
    folded, listed = values[:earlier], values[earlier:]
    start, today = round(baseline), floor(baseline + fsum(values) + 0.5)
    together, *apart = _largest_remainder([fsum(folded), *listed], today - start)
    return WholeNumbers(
        start=start,
        earlier=together,
        contributions=(*_largest_remainder(folded, together), *apart),
        today=today,
    )


def _largest_remainder(values: Sequence[float], total: int) -> list[int]:
    """Whole numbers, each its value rounded down or up, that sum to `total`; ties go to the earlier one.

    `total` must lie between the sum rounded down and rounded up, as it does whenever it is that sum rounded.
    """
    whole = [floor(value) for value in values]
    by_remainder = sorted(range(len(values)), key=lambda place: whole[place] - values[place])
    for place in by_remainder[: total - sum(whole)]:
        whole[place] += 1
    return whole
