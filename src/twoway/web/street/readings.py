"""What stands at the street's right end: numbers with ranges, or what is open; never on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from twoway.web.street import sayings
from twoway.web.street.ink import element, number, together
from twoway.web.street.letters import lines
from twoway.web.street.plan import KERB, READINGS_AT, SIDES, WIDTH, Plan, sign
from twoway.web.street.scene import LanePath, Side

_ROOM = WIDTH - READINGS_AT
_APART = 10.0


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a reading: its class, its words, and how far its baseline lies below the line before."""

    class_: str
    text: str
    down: float


@dataclass(frozen=True, kw_only=True)
class Block:
    """A reading of some lines, the baseline of the first of them at `first`."""

    lines: tuple[Line, ...]
    first: float

    @property
    def top(self) -> float:
        """Where its first line's letters begin."""
        return self.first - 11

    @property
    def bottom(self) -> float:
        """Where its last line's letters end."""
        return self.first + sum(line.down for line in self.lines[1:]) + 5


def blocks(plan: Plan) -> tuple[Block, Block]:
    """Both readings, each in its own half of the street and inside the picture."""
    upper, lower = (_block(plan, side) for side in SIDES)
    ceiling, floor = 14.0, plan.height - 30.0
    return (
        _moved(upper, top=ceiling, bottom=plan.centre - _APART / 2),
        _moved(lower, top=plan.centre + _APART / 2, bottom=floor),
    )


def _moved(block: Block, *, top: float, bottom: float) -> Block:
    """The block as near as can be to where it belongs, above the bottom and then below the top."""
    first = block.first - max(0.0, block.bottom - bottom)
    first += max(0.0, top - (first - 11))
    return Block(lines=block.lines, first=first)


def _block(plan: Plan, side: Side) -> Block:
    path = plan.path_of(side)
    if path is None:
        return _what_is_open(plan, side)
    said = _wrapped(f"readwho-{side}", sayings.counting_on(plan.scene, side))
    number_line = Line(class_=f"read-{side}", text=str(path.now.mean), down=32)
    range_line = Line(class_="readsub", text=sayings.likely(path.now.low, path.now.high), down=18)
    found = (*said, number_line, range_line, *_open(plan, side, "readsub"), *_gap(plan, side))
    before_number = sum(line.down for line in found[1 : len(said) + 1])
    return Block(lines=found, first=plan.y(side, _today(plan, side)) + 11 - before_number)


def _what_is_open(plan: Plan, side: Side) -> Block:
    found = _open(plan, side, f"readopen-{side}")
    middle = plan.centre + sign(side) * (KERB + 16)
    return Block(lines=found, first=middle + 4 - 9 * (len(found) - 1))


def _open(plan: Plan, side: Side, class_: str) -> tuple[Line, ...]:
    text = plan.scene.yours_open if side == "you" else plan.scene.theirs_open
    big = class_ != "readsub"
    wrapped = lines(text, room=_ROOM, at_most=3, size=14 if big else 11.5, heavier=big)
    return tuple(Line(class_=class_, text=line, down=18 if big else 15) for line in wrapped)


def _gap(plan: Plan, side: Side) -> tuple[Line, ...]:
    if plan.gap is None or plan.gap.narrower != side:
        return ()
    other: Side = "them" if side == "you" else "you"
    dotted = gettext("dotted: your lane")
    if other == "them":
        dotted = gettext("dotted: %(lane)s") % {"lane": sayings.lane_name(plan.scene, other)}
    (says,) = lines(dotted, room=_ROOM, at_most=1, size=11)
    return (
        Line(class_="gaplab strong", text=gettext("Gap %(points)d") % {"points": plan.gap.points}, down=21),
        Line(class_="gaplab", text=says, down=15),
    )


def _wrapped(class_: str, text: str) -> Sequence[Line]:
    return [Line(class_=class_, text=line, down=15) for line in lines(text, room=_ROOM, heavier=True)]


def _today(plan: Plan, side: Side) -> float:
    return plan.courses[side].mean_at(plan.along.today_at)


def draw_readings(plan: Plan) -> SafeString:
    """Both readings, and where there is an estimate the range at today that they name."""
    drawn = []
    for side, block in zip(SIDES, blocks(plan), strict=True):
        path = plan.path_of(side)
        if path is not None:
            drawn.append(_whisker(plan, side, path))
        y = block.first
        for n, line in enumerate(block.lines):
            y += line.down if n else 0
            drawn.append(element("text", line.text, class_=line.class_, x=READINGS_AT, y=y))
    return together(*drawn)


def _whisker(plan: Plan, side: Side, path: LanePath) -> SafeString:
    course, x = plan.courses[side], plan.along.today_at
    mean = course.mean_at(x)
    low, high = (plan.y(side, min(100, max(0, end))) for end in _range_at(plan, side, x))
    at, left = number(x), number(x - 4)
    whisker = f"M{at} {number(low)}V{number(high)}M{left} {number(low)}h8M{left} {number(high)}h8"
    return together(
        element("path", class_=f"whisk-{side}", d=whisker),
        element(
            "circle",
            class_=f"end-{side}" + (" thin" if path.thin else ""),
            cx=x,
            cy=plan.y(side, mean),
            r=5.5,
        ),
    )


def _range_at(plan: Plan, side: Side, x: float) -> tuple[float, float]:
    course = plan.courses[side]
    return course.low_at(x), course.outer_at(x, x)
