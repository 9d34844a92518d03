"""The ground plan of the wide street: its measures, and how far each lane reaches at each place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from twoway.web.street.axis import Axis, axis
from twoway.web.street.lanes import Course, Gap, course, gap
from twoway.web.street.scene import Lane, LanePath, Scene, Side

WIDTH = 976.0
LEFT = 2.0
TODAY_AT = 786.0
KERB = 33.0
"""From the middle line to where a lane's scale begins: the strip in which the marks live."""

ROW = 17.5
"""From the middle line to the middle of a lane's marks."""

PER_POINT = 1.6
EVEN_ROAD, EVEN_SHOULDER = 84.0, 97.0
READINGS_AT = 865.0
AXIS = 24.0
"""The height of the strip at the bottom in which the months stand."""

_ABOVE, _BELOW = 66.0, 78.0
_ABOVE_EVEN, _BELOW_EVEN = 86.0, 94.0

SIDES: tuple[Side, Side] = ("them", "you")
Sign = Literal[-1, 0, 1]
_SIGNS: dict[Lane, Sign] = {"them": -1, "both": 0, "you": 1}


def sign(lane: Lane) -> Sign:
    """Theirs lies above the middle line, yours below it, and what is both's on it."""
    return _SIGNS[lane]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything the drawing of one scene is measured by."""

    scene: Scene
    along: Axis
    centre: float
    height: float
    courses: dict[Side, Course]
    gap: Gap | None

    @property
    def lane(self) -> float:
        """The widest a lane can be: the whole scale, or the even road where there is no estimate."""
        return KERB + 100 * PER_POINT if self.courses else EVEN_SHOULDER

    def y(self, side: Side, value: float) -> float:
        """Where a value from 0 to 100 stands: the scale starts at the kerb and grows outwards, both ways."""
        return self.centre + sign(side) * (KERB + PER_POINT * value)

    def outer_edge(self, way: int, x0: float, x1: float) -> float:
        """How far out anything of the lane on that side is drawn between two places."""
        side: Side = "them" if way < 0 else "you"
        if not self.courses:
            return self.centre + way * EVEN_SHOULDER
        reach = self.courses[side].outer_at(x0, x1)
        if self.gap and self.gap.narrower == side:
            reach = max(reach, self.gap.outer_at(x0, x1))
        return self.y(side, reach)

    def path_of(self, side: Side) -> LanePath | None:
        """The lane's estimate, if there is one."""
        estimate = self.scene.estimate
        if estimate is None:
            return None
        return estimate.yours if side == "you" else estimate.theirs

    def named(self, name: str) -> str:
        """An id that is this street's own."""
        return f"{self.scene.id_prefix}-{name}"


def plan(scene: Scene) -> Plan:
    """The measures for a scene: tall where the lanes carry an estimate, low and even where they do not."""
    along = axis(start=scene.start, today=scene.today, left=LEFT, today_at=TODAY_AT)
    if scene.estimate is None:
        centre = _ABOVE_EVEN + EVEN_SHOULDER
        height = centre + EVEN_SHOULDER + _BELOW_EVEN
        return Plan(scene=scene, along=along, centre=centre, height=height, courses={}, gap=None)
    yours, theirs = course(scene.estimate.yours, along), course(scene.estimate.theirs, along)
    centre = _ABOVE + KERB + 100 * PER_POINT
    return Plan(
        scene=scene,
        along=along,
        centre=centre,
        height=centre + KERB + 100 * PER_POINT + _BELOW,
        courses={"you": yours, "them": theirs},
        gap=gap(scene.estimate, yours, theirs, along),
    )
