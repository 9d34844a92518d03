"""Small drawings: the street in a row of a list, two people joined by a dashed line, the bar of one act."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from twoway.web.names import initials
from twoway.web.street.axis import axis
from twoway.web.street.ink import Point, between, element, html, number, smooth, together
from twoway.web.street.lanes import Course, course
from twoway.web.street.letters import spoken
from twoway.web.street.plan import SIDES, sign
from twoway.web.street.scene import Estimate, Mark, Scene, Side

_WIDTH, _HEIGHT = 84.0, 40.0
_KERB = 1.5
_EVEN = 12.0
_SLOT = 5.0
_DOT = 1.9
_ROOM_FOR_END = 5.0

BAR_WIDTH = 108.0
PER_POINT = 3.4


def small_street(scene: Scene, *, says: str = "") -> SafeString:
    """The two lanes in the space of a thumb: widths where there is an estimate, else a dot for each act."""
    named = {"role": "img", "aria_label": spoken(says)} if says else {"aria_hidden": "true"}
    drawn = _small_lanes(scene, scene.estimate) if scene.estimate else _small_record(scene)
    return element(
        "svg",
        *drawn,
        class_="mini",
        viewBox=f"0 0 {number(_WIDTH)} {number(_HEIGHT)}",
        width=_WIDTH,
        height=_HEIGHT,
        **named,
    )


def _small_lanes(scene: Scene, estimate: Estimate) -> list[SafeString]:
    right = _WIDTH - _ROOM_FOR_END
    along = axis(start=scene.start, today=scene.today, left=1.0, today_at=right)
    lanes: dict[Side, Course] = {
        "them": course(estimate.theirs, along),
        "you": course(estimate.yours, along),
    }
    return [_small_lane(side, lanes[side], right) for side in SIDES]


def _small_lane(side: Side, lane: Course, right: float) -> SafeString:
    middle, per_point = _HEIGHT / 2, (_HEIGHT / 2 - 3.5 - _KERB) / 100
    way = sign(side)

    def y(value: float) -> float:
        return middle + way * (_KERB + value * per_point)

    line: list[Point] = [
        (x, y(value)) for x, value in zip(lane.xs, lane.mean, strict=True) if x < right - 0.05
    ]
    line.append((right, y(lane.mean_at(right))))
    kerb = [(line[0][0], y(0)), (right, y(0))]
    return together(
        element("path", class_=f"road-{side}", d=between(kerb, line)),
        element("path", class_=f"mid-{side}", d=smooth(line)),
        element("circle", class_=f"half-{side}", cx=right, cy=line[-1][1], r=2.6),
    )


def _small_record(scene: Scene) -> list[SafeString]:
    """Two even lanes and a dot for each act, solid or hollow; acts too near to tell apart share a dot."""
    middle = _HEIGHT / 2
    drawn: list[SafeString] = []
    for side in SIDES:
        top = middle - _KERB - _EVEN if side == "them" else middle + _KERB
        drawn.append(element("rect", class_=f"road-{side}", x=0, y=top, width=_WIDTH, height=_EVEN, rx=2))
        y = middle + sign(side) * (_KERB + _EVEN / 2)
        drawn += [_dot(side, x, y, solid) for x, solid in _dots(scene, side)]
    return drawn


def _dot(side: Side, x: float, y: float, solid: bool) -> SafeString:
    if solid:
        return element("circle", class_=f"half-{side}", cx=x, cy=y, r=_DOT)
    return element("circle", class_=f"half-{side} hollow", cx=x, cy=y, r=_DOT - 0.3)


def _dots(scene: Scene, side: Side) -> list[tuple[float, bool]]:
    along = axis(start=scene.start, today=scene.today, left=4.0, today_at=_WIDTH - 4.0)
    slots: dict[int, list[Mark]] = {}
    for mark in scene.marks:
        if mark.lane in (side, "both"):
            x = min(along.at(mark.day), along.today_at)
            slots.setdefault(round((x - along.left) / _SLOT), []).append(mark)
    return [
        (along.left + slot * _SLOT, 2 * sum(mark.solid for mark in marks) > len(marks))
        for slot, marks in sorted(slots.items())
    ]


@dataclass(frozen=True, kw_only=True)
class Face:
    """A person's disc, or a client's rounded square."""

    name: str
    is_client: bool = False


def pair(*, them: Face, you: Face) -> SafeString:
    """Two discs joined by the dashed line: theirs left in amber, yours right in blue."""
    line = html("span", class_="hr-lane", aria_hidden="true")
    return html("div", _disc(them, "them"), line, _disc(you, "you"), class_="pair")


def _disc(face: Face, side: Side) -> SafeString:
    square = " sq" if face.is_client else ""
    return html("i", initials(face.name), class_=f"av lg {side}{square}", aria_hidden="true")


def evidence_bar(value: float, plus_minus: float, *, extremes: tuple[float, float], side: Side) -> SafeString:
    """What one act adds or takes away, with its give or take, on the zero line it shares with its column.

    `extremes` are the least and the greatest (value less or plus its give or take) in the column: they set
    the zero line and, where 3.4 units a point would not fit, the measure.
    """
    lowest, highest = min(0.0, extremes[0]), max(0.0, extremes[1])
    room = BAR_WIDTH - 2
    per_point = min(PER_POINT, room / max(highest - lowest, 1e-9))
    zero = 1 + (room - (highest - lowest) * per_point) / 2 - lowest * per_point
    left, right = sorted((zero, zero + value * per_point))
    ends = (
        max(0.5, zero + (value - plus_minus) * per_point),
        min(BAR_WIDTH - 0.5, zero + (value + plus_minus) * per_point),
    )
    return SafeString(_BAR.format(
        side=side,
        sign="pos" if value >= 0 else "neg",
        width=number(BAR_WIDTH),
        zero=number(zero),
        left=number(left),
        wide=number(max(1.0, right - left)),
        least=number(ends[0]),
        most=number(ends[1]),
    ))  # fmt: skip


# Nothing in it was written by anybody, and a page has a hundred of them: numbers are put in as they are.
_BAR = (
    '<svg class="evbar {side} {sign}" viewBox="0 0 {width} 16" width="{width}" height="16" '
    'aria-hidden="true"><path class="zero" d="M{zero} 0V16"/>'
    '<rect x="{left}" y="4" width="{wide}" height="8" rx="1.5"/>'
    '<path class="wh" d="M{least} 8H{most}"/></svg>'
)
