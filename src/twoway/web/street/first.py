"""A street on which nothing has happened yet: two open lanes that fade, and places for two first promises."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from twoway.web.street.ink import element, number, together
from twoway.web.street.letters import lines, spoken
from twoway.web.street.plan import SIDES, sign
from twoway.web.street.scene import Side

_WIDTH, _HEIGHT = 560.0, 236.0
_MIDDLE = _HEIGHT / 2
_LANE = 104.0
_PLACES: dict[Side, float] = {"them": 252.0, "you": 92.0}
_NAME_ROOM = 280.0
_LABEL_ROOM = 240.0


def first_street(*, them: str, id_prefix: str = "first") -> SafeString:
    """Both lanes open and alike: nobody has done anything yet, and either may begin."""
    says = gettext("An empty street: your lane and %(them)s’s lane, each with room for a first promise")
    return element(
        "svg",
        _paints(id_prefix),
        element("g", *_ground(id_prefix), mask=f"url(#{id_prefix}-mask)"),
        element("path", class_="startl", d=f"M.5 10V{number(_HEIGHT - 10)}"),
        *(_lane(side, them) for side in SIDES),
        class_="estreet",
        viewBox=f"0 0 {number(_WIDTH)} {number(_HEIGHT)}",
        width=_WIDTH,
        height=_HEIGHT,
        role="img",
        aria_label=says % {"them": spoken(them)},
    )


def _paints(id_prefix: str) -> SafeString:
    fade = element(
        "linearGradient",
        element("stop", offset=0, stop_color="#fff"),
        element("stop", offset=0.7, stop_color="#fff"),
        element("stop", offset=1, stop_color="#fff", stop_opacity=0),
        id=f"{id_prefix}-fade",
    )
    mask = element(
        "mask",
        element("rect", width=_WIDTH, height=_HEIGHT, fill=f"url(#{id_prefix}-fade)"),
        id=f"{id_prefix}-mask",
    )
    return element("defs", *(_lane_paint(id_prefix, side) for side in SIDES), fade, mask)


def _lane_paint(id_prefix: str, side: Side) -> SafeString:
    return element(
        "linearGradient",
        element("stop", offset=0, class_=f"st-{side}-0"),
        element("stop", offset=0.3, class_=f"st-{side}-0"),
        element("stop", offset=0.7, class_=f"st-{side}-s"),
        element("stop", offset=1, class_=f"st-{side}-s", stop_opacity=0),
        id=f"{id_prefix}-{side}",
        gradientUnits="userSpaceOnUse",
        x1=0,
        x2=0,
        y1=_MIDDLE,
        y2=_MIDDLE + sign(side) * _LANE,
    )


def _ground(id_prefix: str) -> list[SafeString]:
    tops: dict[Side, float] = {"them": _MIDDLE - _LANE, "you": _MIDDLE}
    lanes = [
        element("rect", fill=f"url(#{id_prefix}-{side})", x=0, y=tops[side], width=_WIDTH, height=_LANE)
        for side in SIDES
    ]
    dashes = "".join(f"M{n * 36} {number(_MIDDLE)}h20" for n in range(16))
    return [*lanes, element("path", class_="cl", d=dashes)]


def _lane(side: Side, them: str) -> SafeString:
    """Whose lane it is, and the dashed ring where its first promise will stand."""
    way, x = sign(side), _PLACES[side]
    y = _MIDDLE + way * 24
    name = gettext("Your lane") if side == "you" else gettext("%(them)s’s lane") % {"them": them}
    label = gettext("your first promise")
    if side == "them":
        label = gettext("%(them)s’s first promise") % {"them": them}
    (name_line,) = lines(name, room=_NAME_ROOM, at_most=1, size=13, heavier=True)
    (label_line,) = lines(label, room=_LABEL_ROOM, at_most=1, size=13, heavier=True)
    ring = element(
        "g",
        element("circle", class_="disc", cx=x, cy=y, r=14),
        element("use", href="#g-open", x=x - 11.5, y=y - 11.5, width=23, height=23),
        class_=f"mk {side}",
    )
    return together(
        ring,
        element("text", label_line, class_=f"lane-{side}", x=x + 22, y=y + 4.5),
        element("text", name_line, class_=f"lane-{side}", x=16, y=_MIDDLE + way * 70 + 4.5),
    )
