"""The wide street: theirs above, yours below, time from left to right, 976 units wide."""

from __future__ import annotations

from django.utils.safestring import SafeString

from twoway.web.street import sayings
from twoway.web.street.axis import dashes, ticks
from twoway.web.street.ink import Point, between, element, enclosed, number, smooth, straight, together
from twoway.web.street.labels import Box
from twoway.web.street.letters import lines, width
from twoway.web.street.marks import draw_standings, draw_ties, standings
from twoway.web.street.plan import (
    AXIS,
    EVEN_ROAD,
    EVEN_SHOULDER,
    KERB,
    LEFT,
    PER_POINT,
    SIDES,
    WIDTH,
    Plan,
    sign,
)
from twoway.web.street.readings import draw_readings
from twoway.web.street.scene import Side
from twoway.web.street.signs import TODAY_SIGN_AT, draw_signs

_NAME_ROOM = 190.0


def horizontal(ground: Plan) -> SafeString:
    """The whole wide drawing of a scene."""
    scene = ground.scene
    standing = standings(ground)
    names, name_boxes = _lane_names(ground)
    return element(
        "svg",
        element("desc", sayings.description(scene), id=ground.named("d")),
        _definitions(ground),
        element("g", *_road(ground), mask=f"url(#{ground.named('future')})"),
        *_start_lines(ground),
        names,
        _centre_line(ground),
        _time(ground),
        draw_signs(ground, standing, name_boxes),
        draw_ties(ground, standing),
        _bracket(ground),
        draw_standings(scene, standing),
        draw_readings(ground),
        class_="street-h",
        viewBox=f"0 0 {number(WIDTH)} {number(ground.height)}",
        width=WIDTH,
        height=ground.height,
        role="group",
        aria_label=sayings.title(scene, ground.along),
        aria_describedby=ground.named("d"),
    )


def _definitions(ground: Plan) -> SafeString:
    """The paints of this street: a gradient for each road, the hatch of the gap, and the fade after today."""
    today, end, height = ground.along.today_at, ground.along.end, ground.height
    white, see_through = (
        element("stop", offset=0, stop_color="#fff"),
        element("stop", offset=1, stop_color="#fff", stop_opacity=0),
    )
    pieces = [
        *(_road_paint(ground, side) for side in SIDES),
        element("linearGradient", white, see_through, id=ground.named("fade")),
        element(
            "mask",
            element("rect", x=0, y=0, width=today, height=height, fill="#fff"),
            element(
                "rect", x=today, y=0, width=end - today, height=height, fill=f"url(#{ground.named('fade')})"
            ),
            id=ground.named("future"),
            maskUnits="userSpaceOnUse",
            x=0,
            y=0,
            width=WIDTH,
            height=height,
        ),
    ]
    if ground.gap:
        pieces.append(_hatch_paint(ground, "them" if ground.gap.narrower == "you" else "you"))
    return element("defs", *pieces)


def _road_paint(ground: Plan, side: Side) -> SafeString:
    reach = KERB + 80 * PER_POINT if ground.courses else EVEN_ROAD
    return element(
        "linearGradient",
        element("stop", offset=0, class_=f"st-{side}-0"),
        element("stop", offset=0.3, class_=f"st-{side}-0"),
        element("stop", offset=1, class_=f"st-{side}-1"),
        id=ground.named(f"road-{side}"),
        gradientUnits="userSpaceOnUse",
        x1=0,
        x2=0,
        y1=ground.centre,
        y2=ground.centre + sign(side) * reach,
    )


def _hatch_paint(ground: Plan, wider: Side) -> SafeString:
    return element(
        "pattern",
        element("path", class_=f"hatchl {wider}", d="M0 0V5"),
        id=ground.named("hatch"),
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _road(ground: Plan) -> list[SafeString]:
    """Both lanes, the shoulders under the roads, the gap over them, and the estimates on top."""
    if not ground.courses:
        return [_even_lane(ground, side) for side in SIDES]
    return [
        *(_lane(ground, side) for side in SIDES),
        *_gap_lines(ground),
        *(_estimate_line(ground, side) for side in SIDES),
    ]


def _even_lane(ground: Plan, side: Side) -> SafeString:
    """A lane of one width: the record alone, whole as it is."""
    way, across = sign(side), number(ground.along.end - LEFT)
    road, shoulder = number(way * EVEN_ROAD), number(way * EVEN_SHOULDER)
    start = f"M{number(LEFT)} {number(ground.centre)}"
    return together(
        element("path", class_=f"shoulder-{side}", d=f"{start}v{shoulder}h{across}V{number(ground.centre)}z"),
        element(
            "path",
            fill=f"url(#{ground.named(f'road-{side}')})",
            d=f"{start}v{road}h{across}V{number(ground.centre)}z",
        ),
        element(
            "path",
            class_=f"kerb-{side}",
            d=f"M{number(LEFT)} {number(ground.centre + way * EVEN_ROAD)}h{across}",
        ),
    )


def _edge(ground: Plan, side: Side, xs: tuple[float, ...], values: tuple[float, ...]) -> list[Point]:
    return [(x, ground.y(side, value)) for x, value in zip(xs, values, strict=True)]


def _lane(ground: Plan, side: Side) -> SafeString:
    course = ground.courses[side]
    low = _edge(ground, side, course.xs, course.low)
    high = _edge(ground, side, course.xs, course.high)
    middle = [(course.xs[0], ground.centre), (course.xs[-1], ground.centre)]
    edge = smooth(low)
    return together(
        element("path", class_=f"shoulder-{side}", d=enclosed(edge, high)),
        element("path", fill=f"url(#{ground.named(f'road-{side}')})", d=enclosed(edge, middle)),
    )


def _gap_lines(ground: Plan) -> list[SafeString]:
    """The other lane's line mirrored into the narrower one, and a hatch between them since it opened."""
    if ground.gap is None:
        return []
    found, side = ground.gap, ground.gap.narrower
    wider, own = _edge(ground, side, found.xs, found.wider), _edge(ground, side, found.xs, found.own)
    since = found.opened_at
    return [
        element(
            "path",
            class_="hatch",
            fill=f"url(#{ground.named('hatch')})",
            d=between(own[since:], wider[since:]),
        ),
        element("path", class_=f"ghost {'them' if side == 'you' else 'you'}", d=smooth(wider)),
    ]


def _estimate_line(ground: Plan, side: Side) -> SafeString:
    course, today = ground.courses[side], ground.along.today_at
    path = ground.path_of(side)
    line = _edge(ground, side, course.xs, course.mean)
    here = (today, ground.y(side, course.mean_at(today)))
    past = [point for point in line if point[0] < today - 0.05]
    ahead = [point for point in line if point[0] > today + 0.05]
    thin = " thin" if path and path.thin else ""
    return together(
        element("path", class_=f"mid-{side}{thin}", d=smooth([*past, here])),
        element("path", class_=f"mid-{side} fut", d=straight([here, *ahead])),
    )


def _start_lines(ground: Plan) -> list[SafeString]:
    """A dotted hairline at 50, where everyone starts."""
    if not ground.courses:
        return []
    across = f"H{number(ground.along.today_at)}"
    return [
        element("path", class_="grid", d=f"M{number(LEFT)} {number(ground.y(side, 50))}{across}")
        for side in SIDES
    ]


def _lane_names(ground: Plan) -> tuple[SafeString, list[Box]]:
    """Whose lane it is and what it is about, and the ground these words stand on."""
    drawn: list[SafeString] = []
    boxes: list[Box] = []
    x = LEFT + 14
    for side in SIDES:
        (name,) = lines(
            sayings.lane_name(ground.scene, side), room=_NAME_ROOM, at_most=1, size=13, heavier=True
        )
        sense = lines(sayings.lane_sense(ground.scene, side), room=_NAME_ROOM)
        first = ground.centre + KERB + 22 if side == "you" else ground.centre - KERB - 12 - 15 * len(sense)
        drawn.append(element("text", name, class_=f"lane-{side}", x=x, y=first))
        for n, line in enumerate(sense, start=1):
            drawn.append(element("text", line, class_="lanesub", x=x, y=first + 1 + 15 * n))
        wide = max(width(name, 13, heavier=True), *(width(line) for line in sense))
        boxes.append(Box(left=x, right=x + wide, top=first - 11, bottom=first + 6 + 15 * len(sense)))
    return together(*drawn), boxes


def _centre_line(ground: Plan) -> SafeString:
    """The dashed line down the middle, which is time."""
    y = number(ground.centre)
    spans = dashes(ground.along).spans
    d = "".join(f"M{number(start)} {y}H{number(end)}" for start, end in spans)
    return element("path", class_="centre", d=d)


def _time(ground: Plan) -> SafeString:
    """What is written under the street, and the line of today."""
    at, base = ground.along.today_at, ground.height - AXIS
    drawn: list[SafeString] = []
    free_from = 0.0
    for tick in ticks(ground.along):
        left, right = tick.x + 5, tick.x + 5 + width(tick.text, 11)
        if left < free_from or right > ground.along.end:
            continue
        free_from = right + 8
        drawn.append(element("path", class_="mtick", d=f"M{number(tick.x + 0.5)} {number(base)}v6"))
        drawn.append(element("text", tick.text, class_="tick", x=left, y=base + 9))
    drawn.append(
        element("path", class_="today", d=f"M{number(at)} {number(TODAY_SIGN_AT + 8)}V{number(base - 6)}")
    )
    drawn.append(
        element(
            "text", ground.scene.today_says, class_="todaylab", x=at, y=TODAY_SIGN_AT, text_anchor="middle"
        )
    )
    return together(*drawn)


def _bracket(ground: Plan) -> SafeString:
    """The gap as it is today, measured beside the line of today."""
    if ground.gap is None:
        return together()
    side, x = ground.gap.narrower, number(ground.along.today_at + 13)
    ends = sorted(ground.y(side, values[-1]) for values in (ground.gap.wider, ground.gap.own))
    return element("path", class_="gapb", d=f"M{x} {number(ends[0] + 1)}h5V{number(ends[1] - 1)}h-5")
