"""A lane between two answers: all acts in a row, as six numbers each or, where they read one mix, as two.

Let h be the mix, x0 and K0 the lane at the beginning of the stretch, a = S h and b = K0 h. Silence and acts
never leave the plane of a and b: with phi the silence since the beginning,

    P h = alpha a - beta b,    x = phi x0 + m a + n b,    K = phi^2 K0 + A aa' + B (ab' + ba') + C bb'

so each act costs a few numbers instead of 27, and the six are put together only where somebody looks. (On
the other lane x moves not at all, and K only where it ties the two: as in equation (5) of the model.)
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp2, fsum

from twoway.trust.evidence import Answer, Facets, Lane, Reading, Settings
from twoway.trust.state import BUT_OTHER, EDGE, ROUNDING, Floats, Six, after_silence, known_of, read, widened


@dataclass(frozen=True, kw_only=True)
class Stretch(ABC):
    """Some readings in a row and what each did to the lane."""

    begin: Six
    days: list[int] = field(default_factory=list)
    deltas: list[float] = field(default_factory=list)
    noises: list[float] = field(default_factory=list)

    @abstractmethod
    def after(self, readings: int) -> Six:
        """The lane after so many of them."""


@dataclass(frozen=True, kw_only=True)
class PlainStretch(Stretch):
    """The model as it is written down."""

    states: list[Six]

    def after(self, readings: int) -> Six:
        """As it was then."""
        return self.states[readings]


def plain(begin: Six, readings: Sequence[Reading | Answer], lane: Lane, settings: Settings) -> PlainStretch:
    """Read one after the other, each in all six numbers."""
    stretch = PlainStretch(begin=begin, states=[begin])
    for reading in readings:
        quiet = after_silence(stretch.states[-1], reading.day, settings)
        six, move = read(quiet, reading, lane, settings)
        stretch.states.append(six)
        stretch.days.append(reading.day)
        stretch.deltas.append(move.delta)
        stretch.noises.append(move.noise)
    return stretch


Row = tuple[float, float, float, float, float, float]
"""phi, alpha, beta, C, u = h'x and n, after one act."""


@dataclass(frozen=True, kw_only=True)
class PlaneStretch(Stretch):
    """Acts of one mix, followed in the plane of a and b; `u0` is h'x0, `on_a` h'a and `on_b` h'b."""

    a: Floats
    b: Floats
    u0: float
    on_a: float
    on_b: float
    rows: list[Row] = field(default_factory=list)

    def after(self, readings: int) -> Six:
        """The six numbers put together. A and B follow from alpha and beta: P h = a - K h."""
        if not readings:
            return self.begin
        phi, alpha, beta, cc, u, n = self.rows[readings - 1]
        bb = (beta - phi * phi - cc * self.on_b) / self.on_a
        aa = (1 - alpha - bb * self.on_b) / self.on_a
        m = (u - phi * self.u0 - n * self.on_b) / self.on_a
        own = [phi * x + m * a + n * b for x, a, b in zip(self.begin.mean[:3], self.a, self.b, strict=False)]
        known = tuple([phi * phi * entry for entry in self.begin.known])
        pairs = list(zip(self.a, self.b, strict=True))
        known = widened(known, [aa * a + bb * b for a, b in pairs], self.a, BUT_OTHER)
        known = widened(known, [bb * a + cc * b for a, b in pairs], self.b, BUT_OTHER)
        return Six(self.days[readings - 1], (*own, *[phi * x for x in self.begin.mean[3:]]), known)

    def stays_on_scale(self) -> bool:
        """Whether no facet ever left the scale: x = phi c + u d + n e, by its largest parts or row by row."""
        phis, _, _, _, us, ns = zip(*self.rows, strict=True)
        most_u, most_n = max(*us, -min(us)), max(*ns, -min(ns))
        for x, a, b in zip(self.begin.mean[:3], self.a, self.b, strict=False):
            d = a / self.on_a
            c, e = x - self.u0 * d, b - self.on_b * d
            if abs(c) + most_u * abs(d) + most_n * abs(e) <= EDGE:
                continue
            if max([abs(phi * c + u * d + n * e) for phi, u, n in zip(phis, us, ns, strict=True)]) > EDGE:
                return False
        return True


def in_plane(begin: Six, acts: Sequence[Reading], mix: Facets, settings: Settings) -> PlaneStretch | None:
    """Read acts of one mix; None where a facet would leave the scale, which only the six can tell of."""
    a, b = settings.slopes(0, mix), known_of(begin.known, mix)
    stretch = PlaneStretch(
        begin=begin,
        a=a,
        b=tuple(b),
        u0=_along(mix, begin.mean),
        on_a=_along(mix, a),
        on_b=_along(mix, b),
    )
    _recur(stretch, acts, settings)
    return stretch if stretch.stays_on_scale() else None


def _along(mix: Facets, six: Sequence[float]) -> float:
    return mix[0] * six[0] + mix[1] * six[1] + mix[2] * six[2]


def _recur(stretch: PlaneStretch, acts: Sequence[Reading], settings: Settings) -> None:
    """Kalman's recursion: alpha, beta -> r / (p + r) times each, and what silence does. Flat, for speed."""
    read_as = {kind: settings.act(kind)[::2] for kind in {act.kind for act in acts}}
    half_life, on_a, on_b = settings.half_life_days, stretch.on_a, stretch.on_b
    lane_a, lane_b = fsum(stretch.a[:3]) / 3, fsum(stretch.b[:3]) / 3
    days, deltas, noises, rows = stretch.days, stretch.deltas, stretch.noises, stretch.rows
    phi, alpha, beta, cc, u, n = 1.0, 1.0, 1.0, 0.0, stretch.u0, 0.0
    last = stretch.begin.day
    for act in acts:
        day = act.day
        if day != last:
            fade = exp2((last - day) / half_life)
            square = fade * fade
            phi, u, n = fade * phi, fade * u, fade * n
            alpha, beta, cc = 1 - square * (1 - alpha), square * beta, square * cc
            last = day
        level, noise = read_as[act.kind]
        noise /= act.size
        total = alpha * on_a - beta * on_b + noise
        lift, push = (alpha * lane_a - beta * lane_b) / total, level - u
        delta = lift * push
        if lift < 0 and abs(delta) > ROUNDING:
            lift = delta = 0.0
        else:
            push /= total
            u += push * (total - noise)
            n -= push * beta
            cc += beta * beta / total
            alpha *= noise / total
            beta *= noise / total
        days.append(day)
        deltas.append(delta)
        noises.append(lift * lift * noise)
        rows.append((phi, alpha, beta, cc, u, n))
