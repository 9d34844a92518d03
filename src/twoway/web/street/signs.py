"""Signs along the wide street: labels of the weightiest acts, and the events that changed the street."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from twoway.web.street.ink import element, number, together
from twoway.web.street.labels import LINE, Box, Label, Space, Wish
from twoway.web.street.letters import spoken, width
from twoway.web.street.marks import Standing
from twoway.web.street.plan import AXIS, LEFT, Plan, sign
from twoway.web.street.scene import Event

TODAY_SIGN_AT = 26.0
_BEYOND_ROAD = 6.0


def draw_signs(ground: Plan, standing: Sequence[Standing], names: Sequence[Box]) -> SafeString:
    """Events first, for they belong to both; then as many labels as find room beside the lanes' `names`."""
    space = room_for_signs(ground, names)
    events = [_event(ground, space, event) for event in ground.scene.events]
    labels = space.place(wishes(ground, standing))
    return together(*events, *(_leader(label) for label in labels), *(_letters(label) for label in labels))


def room_for_signs(ground: Plan, names: Sequence[Box]) -> Space:
    """The room for labels: above and below the road, up to the line of today and clear of the axis."""
    today = ground.along.today_at
    half = width(ground.scene.today_says, 11, heavier=True) / 2
    sign_of_today = Box(
        left=today - half, right=today + half, top=TODAY_SIGN_AT - 10, bottom=TODAY_SIGN_AT + 3
    )
    return Space(
        left=LEFT,
        right=today - 10,
        top=4,
        bottom=ground.height - AXIS - 8,
        edge=ground.outer_edge,
        taken=[sign_of_today, *names],
    )


def wishes(ground: Plan, standing: Sequence[Standing]) -> list[Wish]:
    """One wish for each place that has something to say: the heaviest of its marks that carry a label."""
    found = []
    for place in standing:
        way = sign(place.lane) or -1
        labelled = [mark for mark in place.marks if mark.label and not mark.is_ahead_of(ground.scene.today)]
        if labelled:
            mark = max(labelled, key=lambda m: (m.weight, m.day))
            y = place.y + way * (place.radius + 2)
            found.append(Wish(x=place.x, y=y, side=way, text=mark.label or "", weight=mark.weight))
    return found


def _event(ground: Plan, space: Space, event: Event) -> SafeString:
    """A dashed line across both lanes, and its words above or below if there is room for them."""
    x = ground.along.at(event.day)
    ends = [ground.outer_edge(way, x, x) + way * _BEYOND_ROAD for way in (-1, 1)]
    label = next(
        (
            label
            for way in (-1, 1)
            for label in space.place([Wish(x=x, y=ground.centre, side=way, text=event.says)], at_most=1)
        ),
        None,
    )
    if label:
        ends += [label.leader.top, label.leader.bottom]
    space.leaders.append(Box(left=x, right=x, top=min(ends), bottom=max(ends)))
    line = element(
        "path",
        element("title", spoken(event.says)),
        class_="event",
        d=f"M{number(x)} {number(min(ends))}V{number(max(ends))}",
    )
    return together(line, _letters(label)) if label else line


def _leader(label: Label) -> SafeString:
    top, bottom = number(label.leader.top), number(label.leader.bottom)
    return element("path", class_="leader", d=f"M{number(label.wish.x)} {top}V{bottom}")


def _letters(label: Label) -> SafeString:
    strong = " strong" if label.wish.strong else ""
    return together(
        *(
            element(
                "text",
                line,
                class_=f"note halo{strong}",
                x=label.middle,
                y=label.baseline + n * LINE,
                text_anchor="middle",
            )
            for n, line in enumerate(label.lines)
        )
    )
