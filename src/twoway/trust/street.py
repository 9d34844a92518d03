"""How far two people can count on each other, each way, going by the record: lanes, ranges, exact reasons.

The model, in deviations x from a baseline m = 50: three facets for each lane, six numbers, one Gaussian.

    opening  x ~ N(0, S),  S = v [[1, rho], [rho, 1]] (x) [(1 - c) I + c 11']                       (1)
    silence  x -> phi x,  P -> phi^2 P + (1 - phi^2) S,  phi = 2^(-days / h)                        (2)
    an act   reads its lane: l_k = w_k'x_lane + e,  e ~ N(0, r_k / z)                               (3)
    answer   y_f = m + x_f + e,  e ~ N(0, r), facet by facet                                        (4)
    gain     k = P h / (h'P h + r), for an act zero on the other lane; x -> x + k (reading - h'x)   (5)
    spread   P -> (I - k h')P(I - k h')' + r k k'                                                   (6)
    reasons  lane = m + sum_e delta_e phi(now - t_e),  delta_e = g'k (reading - h'x), g = 1/3 each  (7)

What holds, and is tested: every estimate lies between 0 and 100; a kept promise never lowers its lane at the
moment it counts nor, on a street without answers, on any later day, against the same record without it; an
act never moves the other lane; silence only widens. Not claimed: after one more kept promise a later *answer*
is another surprise, so where answers follow, an estimate may come out lower than it would have.
docs/ideas/street-model.md says why.

Sources: Uhlenbeck & Ornstein 1930 (2); Kalman 1960 (5); Schmidt 1966 (gains held at zero); Bucy & Joseph
1968 (6).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import exp2, floor, fsum, sqrt
from operator import attrgetter
from typing import NamedTuple

from twoway.trust.evidence import CHECKIN, DEFAULTS, SCALE, Answer, Facets, Reading, Settings
from twoway.trust.state import State, after_silence, lane_known, lane_mean, step

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
class Track:
    """The readings of one lane in order, a column for each thing known of them.

    `deltas` and `noises` are what each did on its day and the variance its noise left in that; `deviations`
    and `knowns` the lane just after it: distance from the baseline, variance taken away from the opening.
    """

    readings: list[Reading | Answer] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    deltas: list[float] = field(default_factory=list)
    noises: list[float] = field(default_factory=list)
    deviations: list[float] = field(default_factory=list)
    knowns: list[float] = field(default_factory=list)

    def on(self, day: int, settings: Settings) -> tuple[float, float]:
        """Deviation and variance taken away on `day`, after the silence since the last reading until then."""
        last = bisect_right(self.days, day) - 1
        if last < 0:
            return 0.0, 0.0
        fade = exp2((self.days[last] - day) / settings.half_life_days)
        return fade * self.deviations[last], fade * fade * self.knowns[last]


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
        In order (day, entry): the acts on this lane and the answers on either.

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
    fades: list[float] = field(repr=False)
    settings: Settings = field(repr=False)

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Every reason, as objects once somebody looks at them."""
        track, z80 = self.track, Z80
        rows = zip(track.readings, self.fades, track.deltas, track.noises, strict=True)
        return tuple(
            [
                Contribution(reading.entry, reading.kind, reading.day, fade * delta, z80 * fade * sqrt(noise))
                for reading, fade, delta, noise in rows
            ]
        )

    def path(self, days: Iterable[int]) -> tuple[Point, ...]:
        """The lane on each of `days`; a day after the last reading shows what silence would do."""
        there = [(day, *self.track.on(day, self.settings)) for day in days]
        return tuple(
            [_point(day, self.baseline + deviation, known, self.settings) for day, deviation, known in there]
        )


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
    (55.1, 29, 81)
    """
    counted = sorted([reading for reading in readings if reading.day <= as_of_day], key=attrgetter("day"))
    mix = _only_mix({reading.kind for reading in counted}, settings)
    lanes = _by_one_mix(counted, mix, as_of_day, settings) if mix else _by_six(counted, as_of_day, settings)
    return Street(as_of_day=as_of_day, release=settings.release, lanes=lanes)


def _by_six(readings: Sequence[Reading | Answer], day: int, settings: Settings) -> tuple[Lane, Lane]:
    """The model as it stands: all six numbers, reading by reading."""
    state, tracks = State(), (Track(), Track())
    for reading in readings:
        state, moves = step(state, reading, settings)
        for lane in (reading.lane,) if isinstance(reading, Reading) else (0, 1):
            track = tracks[lane]
            track.readings.append(reading)
            track.days.append(reading.day)
            track.deltas.append(moves[lane].delta)
            track.noises.append(moves[lane].noise)
            track.deviations.append(lane_mean(state, lane))
            track.knowns.append(lane_known(state, lane))
    today = after_silence(state, day, settings)
    first, second = (
        _lane(today.mean[3 * lane : 3 * lane + 3], tracks[lane], day, settings) for lane in (0, 1)
    )
    return first, second


def _only_mix(kinds: set[str], settings: Settings) -> Facets | None:
    """The one mix of facets that a street reads, if it is one and weighs alike what it weighs at all."""
    if CHECKIN in kinds:
        return None
    mixes = {settings.act(kind)[1] for kind in kinds}
    mix = mixes.pop() if len(mixes) == 1 else None
    return mix if mix and len(set(mix) - {0.0}) == 1 else None


def _by_one_mix(
    acts: Sequence[Reading | Answer], mix: Facets, day: int, settings: Settings
) -> tuple[Lane, Lane]:
    """The same where one number tells all: acts that read one u = w'x.

    Silence treats all facets alike, so given u's whole past the rest of the lane is still where it began:
    facet f is b_f u with b = S w / w'S w, and only u needs the recursion. Where w weighs alike the facets it
    reads, no b_f is above 1; u is an average of levels and 0; so all stay on the scale by themselves.
    """
    slopes = settings.slopes(0, mix)[:3]
    variance = fsum([weight * slope for weight, slope in zip(mix, slopes, strict=True)])
    shares = [slope / variance for slope in slopes]
    share = fsum(shares) / 3
    lanes = []
    for lane in (0, 1):
        track = _recursion([act for act in acts if act.lane == lane], share, variance, settings)
        u = track.on(day, settings)[0] / share
        lanes.append(_lane([u * share for share in shares], track, day, settings))
    return lanes[0], lanes[1]


def _recursion(acts: list[Reading | Answer], share: float, variance: float, settings: Settings) -> Track:
    """(2), (5) and (6) for the lane = share * u alone: gain = p / (p + r / z), p -> p (1 - gain).

    In the lane's units an act reads share * l_k with noise share^2 r_k. Flat, for here the time goes.
    """
    rows = {kind: settings.act(kind) for kind in {act.kind for act in acts}}
    scaled = {kind: (share * level, share * share * noise) for kind, (level, _, noise) in rows.items()}
    half_life, opening = settings.half_life_days, share * share * variance
    lane, left, last = 0.0, opening, 0
    track = Track(readings=acts, days=[act.day for act in acts])
    deltas, noises, deviations, knowns = track.deltas, track.noises, track.deviations, track.knowns
    for act in acts:
        day = act.day
        if day != last:
            fade = exp2((last - day) / half_life)
            lane *= fade
            left = opening - fade * fade * (opening - left)
            last = day
        level, noise = scaled[act.kind]
        noise /= act.size
        gain = left / (left + noise)
        delta = gain * (level - lane)
        lane += delta
        left = gain * noise
        deltas.append(delta)
        noises.append(gain * left)
        deviations.append(lane)
        knowns.append(opening - left)
    return track


def _lane(deviations: Sequence[float], track: Track, day: int, settings: Settings) -> Lane:
    """The mean is the sum of its reasons, so that it equals what is listed to the last bit."""
    baseline = settings.baseline
    fades = [exp2((read_on - day) / settings.half_life_days) for read_on in track.days]
    _, known = track.on(day, settings)
    mean = baseline + fsum([fade * delta for fade, delta in zip(fades, track.deltas, strict=True)])
    now = _point(day, mean, known, settings)
    return Lane(
        mean=now.mean,
        low=now.low,
        high=now.high,
        sd=sqrt(settings.lane_variance - known),
        known=known / settings.lane_variance,
        facets=(baseline + deviations[0], baseline + deviations[1], baseline + deviations[2]),
        baseline=baseline,
        track=track,
        fades=fades,
        settings=settings,
    )


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
