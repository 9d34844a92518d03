"""The six numbers of a street and what moves them: silence, an act, an answer.

In deviations from the baseline, and on plain floats: at six by six, calling an array library costs more than
the arithmetic. `known` is what the record has taken away from the opening covariance, K = S - P, because then
silence is one multiplication, K -> phi^2 K, and too little to say is simply little in K.
"""

from __future__ import annotations

from math import copysign, exp2
from typing import NamedTuple, TypeAlias

from twoway.trust.errors import BadReading
from twoway.trust.evidence import CHECKIN, DEFAULTS, Answer, Facets, Reading, Settings

Floats: TypeAlias = tuple[float, ...]
EDGE = 50.0 - 1e-9
"""Half the scale, a hair inside, so that rounding cannot step off it."""
ROUNDING = 1e-12

# A symmetric 6 by 6 matrix is kept as 21 numbers: lane 0 with itself, lane 1 with itself, lane 0 with lane 1.
_WITHIN = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
PAIRS = (
    *_WITHIN,
    *((row + 3, column + 3) for row, column in _WITHIN),
    *((row, column) for row in range(3) for column in range(3, 6)),
)
_PLACE = {pair: place for place, pair in enumerate(PAIRS)} | {
    pair[::-1]: place for place, pair in enumerate(PAIRS)
}
# Where the entries (row, first facet), (row, second), (row, third) of a lane stand among the 21, row by row.
_COLUMNS = tuple(
    tuple(tuple(_PLACE[row, 3 * lane + n] for n in range(3)) for row in range(6)) for lane in (0, 1)
)
# An act leaves the other lane's own entries alone: 6 points at the zero that ends a list of seven.
_ACTED = tuple(
    tuple((6, 6) if row // 3 == column // 3 != lane else (row, column) for row, column in PAIRS)
    for lane in (0, 1)
)


class State(NamedTuple):
    """A street after its last reading: `mean` of the six facets, lane 0's first, and `known` as 21 numbers.

    `day` is the day of that reading, 0 before the first.
    """

    day: int = 0
    mean: Floats = (0.0,) * 6
    known: Floats = (0.0,) * 21


class Move(NamedTuple):
    """What one reading did to one lane: points up or down, and the variance its noise leaves in them."""

    delta: float
    noise: float


STILL = Move(0.0, 0.0)


def apply(state: State, reading: Reading | Answer, settings: Settings = DEFAULTS) -> State:
    """The street after one more reading, in microseconds.

    Raises BadReading for what lies before the last reading, since a back-dated act reruns the street, and for
    what stands open, since that is read anew on every day one looks.
    """
    if reading.kind in settings.standing:
        raise BadReading(f"{reading.kind} stands open: it is read when one looks, and not carried forward.")
    return read(after_silence(state, reading.day, settings), reading, settings)[0]


def read(state: State, reading: Reading | Answer, settings: Settings) -> tuple[State, tuple[Move, Move]]:
    """Read an act or an answer on the state's own day; with it, what that did to each lane."""
    return (
        _acted(state, reading, settings)
        if isinstance(reading, Reading)
        else _answered(state, reading, settings)
    )


def after_silence(state: State, day: int, settings: Settings = DEFAULTS) -> State:
    """Ornstein-Uhlenbeck: over d days x -> phi x and P -> phi^2 P + (1 - phi^2) S, phi = 2^(-d/h).

    A street before its first reading is where it began, on every day.
    """
    if day == state.day or state.day == 0:
        return State(day, state.mean, state.known)
    if day < state.day:
        raise BadReading(
            "This act lies before the last one read. Work the street out again from its beginning."
        )
    fade = exp2((state.day - day) / settings.half_life_days)
    kept = fade * fade
    return State(day, tuple([fade * x for x in state.mean]), tuple([kept * entry for entry in state.known]))


def lane_mean(state: State, lane: int) -> float:
    """A lane is the mean of its facets: deviation from the baseline."""
    at = 3 * lane
    return (state.mean[at] + state.mean[at + 1] + state.mean[at + 2]) / 3


def lane_known(state: State, lane: int) -> float:
    """What the record has taken away from the lane's opening variance: g'Kg with g = (1/3, 1/3, 1/3)."""
    aa, ab, ai, bb, bi, ii = state.known[6 * lane : 6 * lane + 6]
    return (aa + bb + ii + 2 * (ab + ai + bi)) / 9


def _acted(quiet: State, act: Reading, settings: Settings) -> tuple[State, tuple[Move, Move]]:
    """Read lane i at level l_k through the weights w_k; the gain is zero on the other lane (Schmidt 1966).

    It is zero altogether where readings of other mixes of facets have brought about the rare state in which
    this one would move its own lane against what it says: a kept promise never lowers.
    """
    level, weights, noise = settings.act(act.kind)
    noise /= act.size
    lane, at = act.lane, 3 * act.lane
    slopes = _slopes(quiet.known, lane, weights, settings)
    own = slopes[at : at + 3]
    total = own[0] * weights[0] + own[1] * weights[1] + own[2] * weights[2] + noise
    gain = [0.0] * 6
    gain[at : at + 3] = [slope / total for slope in own]
    surprise = _surprise(quiet.mean, lane, weights, level)
    state = State(
        quiet.day,
        _moved(quiet.mean, gain, surprise),
        _narrowed(quiet.known, slopes, total, _ACTED[lane]),
    )
    delta = lane_mean(state, lane) - lane_mean(quiet, lane)
    if copysign(delta, delta * surprise) < -ROUNDING:
        return quiet, (STILL, STILL)
    lift = (own[0] + own[1] + own[2]) / (3 * total)
    move = Move(delta, lift * lift * noise)
    return state, ((move, STILL) if lane == 0 else (STILL, move))


def _answered(quiet: State, answer: Answer, settings: Settings) -> tuple[State, tuple[Move, Move]]:
    """Read each facet spoken of where it was put, y = m + x_f + e; what is learned reaches both lanes."""
    noise = settings.kind_named[CHECKIN].noise
    state, gains = quiet, []
    for facet, value in enumerate(answer.values):
        if value is None:
            continue
        weights = (float(facet == 0), float(facet == 1), float(facet == 2))
        slopes = _slopes(state.known, answer.lane, weights, settings)
        total = slopes[3 * answer.lane + facet] + noise
        gain = [slope / total for slope in slopes]
        surprise = _surprise(state.mean, answer.lane, weights, value - settings.baseline)
        known = _narrowed(state.known, slopes, total, PAIRS)
        state = State(quiet.day, _moved(state.mean, gain, surprise), known)
        gains.append((3 * answer.lane + facet, gain))
    return state, (_swayed(0, quiet, state, gains, noise), _swayed(1, quiet, state, gains, noise))


def _slopes(known: Floats, lane: int, weights: Facets, settings: Settings) -> list[float]:
    """P h: how each of the six goes with what is read, h being the weights on the lane, P = S - K."""
    a, b, c = weights
    opening = settings.slopes(lane, weights)
    columns = _COLUMNS[lane]
    return [
        s - a * known[p] - b * known[q] - c * known[r] for s, (p, q, r) in zip(opening, columns, strict=True)
    ]


def _surprise(mean: Floats, lane: int, weights: Facets, level: float) -> float:
    """Innovation: the level read, less the level expected, h'x."""
    at = 3 * lane
    return level - weights[0] * mean[at] - weights[1] * mean[at + 1] - weights[2] * mean[at + 2]


def _moved(mean: Floats, gain: list[float], surprise: float) -> Floats:
    """x + gain * surprise, and no facet off the scale.

    The truth lies on the scale, so bringing an estimate back onto it never takes it further from the truth.
    Acts that read one mix of facets never need it; answers or mixes that contradict each other may.
    """
    moved = tuple([x + k * surprise for x, k in zip(mean, gain, strict=True)])
    if min(moved) >= -EDGE and max(moved) <= EDGE:
        return moved
    return tuple([min(EDGE, max(-EDGE, x)) for x in moved])


def _narrowed(known: Floats, slopes: list[float], total: float, pairs: tuple[tuple[int, int], ...]) -> Floats:
    """Joseph's form, (I - k h')P(I - k h')' + r k k', worked out for gains that are P h / s or zero.

    With s = h'P h + r it takes (P h)_i (P h)_j / s from P_ij where i or j has a gain, and nothing elsewhere.
    """
    left = [slope / total for slope in slopes]
    left.append(0.0)
    right = [*slopes, 0.0]
    return tuple([entry + left[i] * right[j] for entry, (i, j) in zip(known, pairs, strict=True)])


def _swayed(
    lane: int, before: State, after: State, gains: list[tuple[int, list[float]]], noise: float
) -> Move:
    """What the facets of one answer did to a lane together, and the spread their noise left in it.

    Backwards through them, facet n's share of the lane is g'(I - k_N h_N') ... (I - k_n+1 h_n+1')k_n.
    """
    share = [1 / 3 if index // 3 == lane else 0.0 for index in range(6)]
    variance = 0.0
    for facet, gain in reversed(gains):
        part = sum([s * k for s, k in zip(share, gain, strict=True)])
        variance += part * part * noise
        share[facet] -= part
    return Move(lane_mean(after, lane) - lane_mean(before, lane), variance)
