"""The six numbers of a street as one of its lanes knows them, and what moves them: silence, acts, answers.

An act moves its own lane alone. To hold its gain on the other lane at zero is not enough for that: the next
answer would then move the other lane by another surprise. So each lane is followed by itself, on its own acts
and on the answers of both sides, own facets first and the other lane's after them; the arithmetic is one.

In deviations from the baseline, and on plain floats: at six by six, calling an array library costs more than
the arithmetic. `known` is what the record has taken away from the opening covariance, K = S - P, because then
silence is one multiplication, K -> phi^2 K, and too little to say is simply little in K.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import copysign, exp2
from operator import add, itemgetter, mul, sub
from typing import NamedTuple, TypeAlias

from twoway.trust.errors import BadReading
from twoway.trust.evidence import CHECKIN, DEFAULTS, LANES, Answer, Facets, Lane, Reading, Settings

Floats: TypeAlias = tuple[float, ...]
Pick: TypeAlias = Callable[[Sequence[float]], Floats]
Pairs: TypeAlias = tuple[Pick, Pick]
EDGE = 50.0 - 1e-9
"""Half the scale, a hair inside, so that rounding cannot step off it."""
ROUNDING = 1e-12

# A symmetric 6 by 6 matrix is kept as 21 numbers: own lane with own, other with other, own with other.
_WITHIN = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
_ACROSS = tuple((row, column) for row in range(3) for column in range(3, 6))
_EVERY = (*_WITHIN, *((row + 3, column + 3) for row, column in _WITHIN), *_ACROSS)
_PLACE = {frozenset(pair): place for place, pair in enumerate(_EVERY)}
# The covariances of all six with one of them, picked from the 21.
_COLUMN = tuple(itemgetter(*[_PLACE[frozenset((row, column))] for row in range(6)]) for column in range(6))


def _picks(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """What picks the rows and the columns of 21 products, from two lists of seven that end with a zero."""
    return itemgetter(*[row for row, _ in pairs]), itemgetter(*[column for _, column in pairs])


ALL = _picks(_EVERY)
# An act leaves the other lane with itself alone: there, zero times zero.
BUT_OTHER = _picks((*_WITHIN, *((6, 6) for _ in _WITHIN), *_ACROSS))


class Six(NamedTuple):
    """Own facets, then the other lane's, after the last reading: `mean` of six, `known` as 21 numbers.

    `day` is the day of that reading, 0 before the first.
    """

    day: int = 0
    mean: Floats = (0.0,) * 6
    known: Floats = (0.0,) * 21

    @property
    def lane_mean(self) -> float:
        """A lane is the mean of its facets: deviation from the baseline."""
        return (self.mean[0] + self.mean[1] + self.mean[2]) / 3

    @property
    def lane_known(self) -> float:
        """What the record has taken away from the lane's opening variance: g'Kg with g = (1/3, 1/3, 1/3)."""
        aa, ab, ai, bb, bi, ii = self.known[:6]
        return (aa + bb + ii + 2 * (ab + ai + bi)) / 9


class State(NamedTuple):
    """A street after its last reading, as either lane knows it."""

    lanes: tuple[Six, Six] = (Six(), Six())


class Move(NamedTuple):
    """What one reading did to a lane: points up or down, and the variance its noise leaves in them."""

    delta: float
    noise: float


def apply(state: State, reading: Reading | Answer, settings: Settings = DEFAULTS) -> State:
    """The street after one more reading, in microseconds.

    Raises BadReading for what lies before the last reading, since a back-dated act reruns the street, and for
    what stands open, since that is read anew on every day one looks.
    """
    if reading.kind in settings.standing:
        raise BadReading(f"{reading.kind} stands open: it is read when one looks, and not carried forward.")
    first, second = (
        _applied(six, reading, lane, settings) for six, lane in zip(state.lanes, LANES, strict=True)
    )
    return State((first, second))


def _applied(six: Six, reading: Reading | Answer, lane: Lane, settings: Settings) -> Six:
    """An act concerns its own lane, an answer both."""
    if reading.lane != lane and isinstance(reading, Reading):
        return six
    return read(after_silence(six, reading.day, settings), reading, lane, settings)[0]


def after_silence(six: Six, day: int, settings: Settings) -> Six:
    """Ornstein-Uhlenbeck: over d days x -> phi x and P -> phi^2 P + (1 - phi^2) S, phi = 2^(-d/h).

    Before the first reading a street is where it began, on every day.
    """
    if six.day in (0, day):
        return Six(day, six.mean, six.known)
    if day < six.day:
        raise BadReading(
            "This act lies before the last one read. Work the street out again from the beginning."
        )
    fade = exp2((six.day - day) / settings.half_life_days)
    square = fade * fade
    return Six(day, tuple([fade * x for x in six.mean]), tuple([square * entry for entry in six.known]))


def read(six: Six, reading: Reading | Answer, lane: Lane, settings: Settings) -> tuple[Six, Move]:
    """Read, for this lane, an act or an answer that concerns it, on the day the lane stands at."""
    if isinstance(reading, Reading):
        return _acted(six, reading, settings)
    return _answered(six, reading, 0 if reading.lane == lane else 3, settings)


def _acted(six: Six, act: Reading, settings: Settings) -> tuple[Six, Move]:
    """Read the lane at level l_k through the weights w_k; the gain is zero on the other lane (Schmidt 1966).

    It is zero altogether where readings of other mixes of facets have brought about the rare state in which
    this one would move its own lane against what it says: a kept promise never lowers.
    """
    level, weights, noise = settings.act(act.kind)
    noise /= act.size
    slopes = _slopes(six.known, weights, settings)
    total = slopes[0] * weights[0] + slopes[1] * weights[1] + slopes[2] * weights[2] + noise
    gain = [slopes[0] / total, slopes[1] / total, slopes[2] / total, 0.0, 0.0, 0.0]
    surprise = level - weights[0] * six.mean[0] - weights[1] * six.mean[1] - weights[2] * six.mean[2]
    after = Six(six.day, _moved(six.mean, gain, surprise), _narrowed(six.known, slopes, total, BUT_OTHER))
    delta = after.lane_mean - six.lane_mean
    if copysign(delta, delta * surprise) < -ROUNDING:
        return six, Move(0.0, 0.0)
    lift = (gain[0] + gain[1] + gain[2]) / 3
    return after, Move(delta, lift * lift * noise)


def _answered(six: Six, answer: Answer, at: int, settings: Settings) -> tuple[Six, Move]:
    """Read each facet spoken of where it was put, y = m + x_f + e; what is learned reaches both lanes."""
    noise = settings.kind_named[CHECKIN].noise
    after, gains = six, []
    for facet, value in enumerate(answer.values):
        if value is None:
            continue
        row = at + facet
        slopes = list(map(sub, settings.covariance[row], _COLUMN[row](after.known)))
        total = slopes[row] + noise
        gain = [slope / total for slope in slopes]
        surprise = value - settings.baseline - after.mean[row]
        known = _narrowed(after.known, slopes, total, ALL)
        after = Six(six.day, _moved(after.mean, gain, surprise), known)
        gains.append((row, gain))
    return after, Move(after.lane_mean - six.lane_mean, noise * _share_of_noise(gains))


def _slopes(known: Floats, weights: Facets, settings: Settings) -> list[float]:
    """P h: how each of the six goes with what is read, h being weights on the own lane, P = S - K."""
    return list(map(sub, settings.slopes(0, weights), known_of(known, weights)))


def known_of(known: Floats, weights: Facets) -> list[float]:
    """K h: what the record has taken away from each of the six together with what is read."""
    a, b, c = weights
    columns = zip(_COLUMN[0](known), _COLUMN[1](known), _COLUMN[2](known), strict=True)
    return [a * p + b * q + c * r for p, q, r in columns]


def _moved(mean: Floats, gain: list[float], surprise: float) -> Floats:
    """x + gain * surprise, and no facet off the scale.

    The truth lies on the scale, so bringing an estimate back onto it never takes it further from the truth.
    Acts that read one mix of facets never need it; answers or mixes that contradict each other may.
    """
    moved = tuple([x + k * surprise for x, k in zip(mean, gain, strict=True)])
    if min(moved) >= -EDGE and max(moved) <= EDGE:
        return moved
    return tuple([min(EDGE, max(-EDGE, x)) for x in moved])


def _narrowed(known: Floats, slopes: list[float], total: float, pairs: Pairs) -> Floats:
    """Joseph's form, (I - k h')P(I - k h')' + r k k', worked out for gains that are P h / s or zero.

    With s = h'P h + r it takes (P h)_i (P h)_j / s from P_ij where i or j has a gain, and nothing elsewhere.
    """
    return widened(known, [slope / total for slope in slopes], slopes, pairs)


def widened(known: Floats, left: Sequence[float], right: Sequence[float], pairs: Pairs) -> Floats:
    """K + left right', where the pairs say so."""
    rows, columns = pairs
    return tuple(map(add, known, map(mul, rows([*left, 0.0]), columns([*right, 0.0]))))


def _share_of_noise(gains: list[tuple[int, list[float]]]) -> float:
    """How much of the noise of an answer's facets, each of variance 1, is in what they did to the own lane.

    Backwards through them, facet n's share is g'(I - k_N h_N') ... (I - k_n+1 h_n+1')k_n.
    """
    share = [1 / 3, 1 / 3, 1 / 3, 0.0, 0.0, 0.0]
    variance = 0.0
    for facet, gain in reversed(gains):
        part = sum([s * k for s, k in zip(share, gain, strict=True)])
        variance += part * part
        share[facet] -= part
    return variance
