"""Marks on the wide street: where they stand, the lines that tie them, and the marks and clusters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from twoway.web.street import sayings
from twoway.web.street.axis import Axis
from twoway.web.street.ink import element, number, together
from twoway.web.street.plan import LEFT, ROW, Plan, sign
from twoway.web.street.scene import Lane, Mark, Scene, Tie
from twoway.web.street.spread import BIG_CLUSTER_RADIUS, spread

_TO_TODAY = 13.0
_FROM_TODAY = 17.0
_LANES: tuple[Lane, ...] = ("them", "you", "both")
_LARGEST_COUNT = 1000
_RING = 3.2


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A place on the street and what stands there: one mark, or a cluster in the order of its days."""

    x: float
    y: float
    radius: float
    lane: Lane
    marks: tuple[Mark, ...]


def standings(plan: Plan) -> tuple[Standing, ...]:
    """Every mark of the scene in its place, in the order of days, which is the order of the Tab key."""
    found: list[Standing] = []
    for lane in _LANES:
        of_lane = sorted((m for m in plan.scene.marks if m.lane == lane), key=lambda m: m.day)
        past = [m for m in of_lane if not m.is_ahead_of(plan.scene.today)]
        ahead = [m for m in of_lane if m.is_ahead_of(plan.scene.today)]
        today = plan.along.today_at
        found += _row(plan, lane, past, left=LEFT + 11, right=today - _TO_TODAY)
        found += _row(plan, lane, ahead, left=today + _FROM_TODAY, right=plan.along.end - 12)
    return tuple(sorted(found, key=lambda s: (s.marks[0].day, sign(s.lane))))


def _row(plan: Plan, lane: Lane, marks: Sequence[Mark], *, left: float, right: float) -> Iterable[Standing]:
    places = [_within(plan.along, mark, left, right) for mark in marks]
    y = plan.centre + sign(lane) * ROW
    for spot in spread(places, left=left, right=right):
        yield Standing(
            x=spot.x, y=y, radius=spot.radius, lane=lane, marks=tuple(marks[i] for i in spot.members)
        )


def _within(along: Axis, mark: Mark, left: float, right: float) -> float:
    return min(max(along.at(mark.day), left), right)


def draw_ties(plan: Plan, standing: Sequence[Standing]) -> SafeString:
    """The mends and traces of the scene; one whose two ends stand in the same cluster has nothing to join."""
    where = {mark.key: place for place in standing for mark in place.marks if mark.key}
    drawn = [
        _tie(plan, tie, where[tie.start], where[tie.end])
        for tie in plan.scene.ties
        if tie.start in where and tie.end in where and where[tie.start] is not where[tie.end]
    ]
    return together(*drawn)


def _tie(plan: Plan, tie: Tie, start: Standing, end: Standing) -> SafeString:
    one, other = sorted((start, end), key=lambda place: place.x)
    if tie.kind == "trace" and one.y == other.y:
        d = f"M{number(one.x + one.radius)} {number(one.y)}H{number(other.x - other.radius)}"
    else:
        d = _arc(plan, one, other)
    return element("path", class_=f"{tie.kind}-{end.lane}", d=d)


def _arc(plan: Plan, one: Standing, other: Standing) -> str:
    """Out of one mark and into the other, bowed away from the middle line; flatter the farther they stand."""
    bow = 16.0
    ends = []
    for place in (one, other):
        way = sign(place.lane) or 1
        ends.append((place.x, place.y + way * (place.radius + 2), place.y + way * (place.radius + bow)))
    (x0, y0, c0), (x1, y1, c1) = ends
    if one.lane != other.lane:
        c0, c1 = plan.centre, plan.centre
        y0, y1 = one.y - sign(one.lane) * one.radius, other.y - sign(other.lane) * other.radius
    points = [f"{number(x)} {number(y)}" for x, y in ((x0, y0), (x0, c0), (x1, c1), (x1, y1))]
    return f"M{points[0]}C{' '.join(points[1:])}"


def draw_standings(scene: Scene, standing: Iterable[Standing]) -> SafeString:
    """All marks and clusters, each a link that says its name."""
    return together(*(_link(scene, place) for place in standing))


def _link(scene: Scene, place: Standing) -> SafeString:
    if len(place.marks) == 1:
        (mark,) = place.marks
        return _anchor(place, mark.href, sayings.of_mark(scene, mark), _picture(place, mark))
    first, last = place.marks[0].day, place.marks[-1].day
    href = sayings.acts_between(scene, first, last, place.lane)
    return _anchor(place, href, sayings.of_cluster(scene, place.marks), _cluster(place))


def _anchor(place: Standing, href: str, says: str, picture: SafeString) -> SafeString:
    """A link in a picture is named by its title, which is also what the pointer sees when it rests there."""
    return element(
        "a",
        element("title", says),
        element("circle", class_="hit", cx=place.x, cy=place.y, r=max(12.0, place.radius)),
        element("circle", class_="disc", cx=place.x, cy=place.y, r=place.radius + 1),
        picture,
        class_=f"mk {place.lane}",
        href=href,
    )


def _picture(place: Standing, mark: Mark) -> SafeString:
    if place.lane == "both":
        return two_halves(mark, place.x, place.y)
    return element("use", href=f"#{mark.glyph.symbol}", x=place.x - 9.5, y=place.y - 9.5, width=19, height=19)


def two_halves(mark: Mark, x: float, y: float) -> SafeString:
    """A mark that belongs to both: theirs above, yours below, each filled by that side's own rating."""
    them = "half-them" if mark.theirs.solid else "half-them hollow"
    you = "half-you" if mark.yours.solid else "half-you hollow"
    if mark.glyph.symbol == "g-checkin":
        return together(
            element("circle", class_=them, cx=x, cy=y - 4.3, r=3.3),
            element("circle", class_=you, cx=x, cy=y + 4.3, r=3.3),
        )
    return together(
        element("path", class_=them, d=f"M{number(x - 8)} {number(y - 1.2)}a8 8 0 0 1 16 0z"),
        element("path", class_=you, d=f"M{number(x - 8)} {number(y + 1.2)}a8 8 0 0 0 16 0z"),
    )


def _cluster(place: Standing) -> SafeString:
    """How many, in a ring whose solid part is the share that helped: outcomes stay visible in a crowd."""
    count = len(place.marks)
    share = sum(mark.solid for mark in place.marks) / count
    ring = [
        element("circle", class_="ring", cx=place.x, cy=place.y, r=place.radius - 0.5),
        element("circle", class_="ring", cx=place.x, cy=place.y, r=place.radius - _RING + 0.5),
    ]
    if share:
        ring.append(
            element(
                "circle",
                class_="share",
                cx=place.x,
                cy=place.y,
                r=place.radius - _RING / 2,
                pathLength=100,
                stroke_dasharray=f"{number(100 * share)} 100",
                transform=f"rotate(-90 {number(place.x)} {number(place.y)})",
            )
        )
    said = str(count) if count < _LARGEST_COUNT else f"{count // _LARGEST_COUNT}k"
    size = "count many" if place.radius == BIG_CLUSTER_RADIUS else "count"
    words = element(
        "text", said, class_=size, x=place.x, y=place.y + 3.6, text_anchor="middle", aria_hidden="true"
    )
    return together(*ring, words)
