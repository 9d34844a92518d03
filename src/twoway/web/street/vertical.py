"""The standing street for narrow screens: newest first, theirs left, yours right, one act a row.

Time is ordinal here, so days are printed. The inner half of each lane is kept for words, its edge lives
outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from twoway.web.street import sayings
from twoway.web.street.ink import element, enclosed, html, number, smooth, together
from twoway.web.street.letters import shortened
from twoway.web.street.plan import SIDES, Plan, sign
from twoway.web.street.scene import Event, Half, Mark, Scene, Side

ROW = 66.0
NEWEST = 16
NEAREST_AHEAD = 6

_MIDDLE = 100.0
_INNER_HALF = 50.0
_PER_POINT = 0.48
_EVEN_ROAD, _EVEN_SHOULDER = 84.0, 92.0
_FOLLOWS = timedelta(days=2)
_ROOM_IN_ROW = 330.0


@dataclass(frozen=True, kw_only=True)
class Rows:
    """What is shown from the top: acts to come, today, then marks and events; and how much is left out."""

    ahead: tuple[Mark, ...]
    past: tuple[Mark | Event, ...]
    farther: int
    earlier: int

    @property
    def height(self) -> float:
        """One row each, and one for today."""
        return ROW * (len(self.ahead) + 1 + len(self.past))


def rows(scene: Scene, newest: int = NEWEST) -> Rows:
    """The newest acts with the events among them, and the nearest of those to come, the latest on top."""
    ahead = sorted((m for m in scene.marks if m.is_ahead_of(scene.today)), key=lambda m: m.day)
    past = sorted(
        (m for m in scene.marks if not m.is_ahead_of(scene.today)), key=lambda m: m.day, reverse=True
    )
    shown = past[:newest]
    oldest = shown[-1].day if len(past) > newest else scene.start
    events = [event for event in scene.events if oldest <= event.day <= scene.today]
    mixed: list[Mark | Event] = [*shown, *events]
    mixed.sort(key=lambda one: one.day, reverse=True)
    return Rows(
        ahead=tuple(reversed(ahead[:NEAREST_AHEAD])),
        past=tuple(mixed),
        farther=len(ahead[NEAREST_AHEAD:]),
        earlier=len(past) - len(shown),
    )


def vertical(wide: Plan) -> SafeString:
    """The standing drawing: readings, the rows over their road, and the way to what is left out."""
    scene = wide.scene
    shown = rows(scene)
    items = [
        *(_row(scene, mark) for mark in shown.ahead),
        html("li", html("span", scene.today_says), class_="sv now"),
        *(_event(scene, one) if isinstance(one, Event) else _row(scene, one) for one in shown.past),
    ]
    return together(
        _readings(scene),
        _farther(scene, shown),
        html("div", _ground(wide, shown), html("ol", *items, class_="sv-rows"), class_="street-v"),
        _earlier(scene, shown),
    )


def _readings(scene: Scene) -> SafeString:
    """The two readings side by side, theirs left."""
    said = [_reading(scene, side) for side in SIDES]
    return html("div", *said, class_="readings") if any(said) else together()


def _reading(scene: Scene, side: Side) -> SafeString:
    opened = scene.yours_open if side == "you" else scene.theirs_open
    if scene.estimate is None:
        return html("p", html("span", _cut(opened), class_=f"{side}-t")) if opened else html("p")
    now = (scene.estimate.yours if side == "you" else scene.estimate.theirs).now
    small = html("small", sayings.likely(now.low, now.high))
    if opened:
        small = together(small, html("small", _cut(opened)))
    return html(
        "p",
        html("b", str(now.mean), class_=f"{side}-t"),
        html("span", html("span", _cut(sayings.counting_on(scene, side))), small),
    )


def _row(scene: Scene, mark: Mark) -> SafeString:
    if mark.lane == "both":
        return _row_of_both(scene, mark)
    heard = html("span", f". {sayings.of_act(scene, mark)}", class_="vh")
    words = html(
        "span", html("small", _when(scene, mark), heard), html("bdi", _short(mark), aria_hidden="true")
    )
    glyph = element("svg", element("use", href=f"#{mark.glyph.symbol}"), class_="g", aria_hidden="true")
    link = html("a", glyph, words, href=mark.href)
    state = " open" if mark.is_ahead_of(scene.today) else ""
    return html("li", link, class_=f"sv {mark.lane}{state}")


def _when(scene: Scene, mark: Mark) -> str:
    if mark.day == scene.today and mark.is_ahead_of(scene.today):
        return gettext("due today")
    day = sayings.day(mark.day, scene.today)
    return gettext("due %(day)s") % {"day": day} if mark.is_ahead_of(scene.today) else day


def _short(mark: Mark) -> str:
    return _cut(mark.label or mark.says)


def _cut(says: str) -> str:
    return shortened(says, room=_ROOM_IN_ROW, size=13)


def _row_of_both(scene: Scene, mark: Mark) -> SafeString:
    """What both did stands on the middle line: their half left, yours right, each in that side's words."""
    says = f"{_short(mark)}: {_cut(mark.yours.says)}" if mark.yours.says else _short(mark)
    link = html(
        "a",
        _standing_halves(mark),
        href=mark.href,
        aria_label=sayings.of_mark(scene, mark),
    )
    right = html("span", html("small", sayings.day(mark.day, scene.today)), html("bdi", says), class_="r")
    return html(
        "li", html("span", html("bdi", _cut(mark.theirs.says)), class_="l"), link, right, class_="sv both"
    )


def _standing_halves(mark: Mark) -> SafeString:
    them, you = (f"half-{side}{'' if half.solid else ' hollow'}" for side, half in _halves(mark))
    if mark.glyph.symbol == "g-checkin":
        drawn = [
            element("circle", class_=them, cx=5.6, cy=10, r=3.7),
            element("circle", class_=you, cx=14.4, cy=10, r=3.7),
        ]
    else:
        drawn = [
            element("path", class_=them, d="M9 2a8 8 0 0 0 0 16z"),
            element("path", class_=you, d="M11 2a8 8 0 0 1 0 16z"),
        ]
    return element("svg", *drawn, class_="g two", viewBox="0 0 20 20", aria_hidden="true")


def _halves(mark: Mark) -> tuple[tuple[Side, Half], tuple[Side, Half]]:
    return ("them", mark.theirs), ("you", mark.yours)


def _event(scene: Scene, event: Event) -> SafeString:
    says = together(html("small", sayings.day(event.day, scene.today)), " ", html("bdi", _cut(event.says)))
    return html("li", html("span", says), class_="sv event")


def _farther(scene: Scene, shown: Rows) -> SafeString:
    """What is left out above: acts whose day is farther away than those shown."""
    if not shown.farther:
        return together()
    says = ngettext("and %(count)d more to come", "and %(count)d more to come", shown.farther)
    since = shown.ahead[0].day
    return _more(says % {"count": shown.farther}, sayings.acts_between(scene, since, None))


def _earlier(scene: Scene, shown: Rows) -> SafeString:
    """What is left out below."""
    if not shown.earlier:
        return together()
    says = ngettext("and %(count)d earlier", "and %(count)d earlier", shown.earlier) % {
        "count": shown.earlier
    }
    return _more(says, sayings.acts_between(scene, None, shown.past[-1].day))


def _more(says: str, href: str) -> SafeString:
    return html("p", html("a", says, class_="btn sm", href=href), class_="more-v")


def _ground(wide: Plan, shown: Rows) -> SafeString:
    """The road behind the rows, stretched to the screen's width; its widths are those of the wide street."""
    scene, height = wide.scene, shown.height
    drawn = [_lane(wide, side, shown) if wide.courses else _even_lane(scene, side, height) for side in SIDES]
    return element(
        "svg",
        element("defs", *(_road_paint(scene, side) for side in SIDES)),
        *drawn,
        class_="sv-bg",
        viewBox=f"0 0 200 {number(height)}",
        height=height,
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _road_paint(scene: Scene, side: Side) -> SafeString:
    return element(
        "linearGradient",
        element("stop", offset=0, class_=f"st-{side}-0"),
        element("stop", offset=0.25, class_=f"st-{side}-0"),
        element("stop", offset=1, class_=f"st-{side}-1"),
        id=f"{scene.id_prefix}-standing-{side}",
        gradientUnits="userSpaceOnUse",
        x1=_MIDDLE,
        x2=_MIDDLE + sign(side) * 90,
        y1=0,
        y2=0,
    )


def _even_lane(scene: Scene, side: Side, height: float) -> SafeString:
    way, down = sign(side), number(height)
    road, shoulder = number(way * _EVEN_ROAD), number(way * _EVEN_SHOULDER)
    return together(
        element("path", class_=f"shoulder-{side}", d=f"M100 0h{shoulder}v{down}H100z"),
        element("path", fill=f"url(#{scene.id_prefix}-standing-{side})", d=f"M100 0h{road}v{down}H100z"),
        element(
            "path",
            class_=f"kerb-{side}",
            vector_effect="non-scaling-stroke",
            d=f"M{number(_MIDDLE + way * _EVEN_ROAD)} 0v{down}",
        ),
    )


def _lane(wide: Plan, side: Side, shown: Rows) -> SafeString:
    """The lane's likely range and estimate beside each row, two days after it, when its act has told."""
    lane = wide.courses[side]
    places = [(y, wide.along.at(day)) for y, day in _row_days(wide.scene, shown)]
    low = [(y, _across(side, lane.low_at(x))) for y, x in places]
    mean = [(y, _across(side, lane.mean_at(x))) for y, x in places]
    high = [(y, _across(side, lane.outer_at(x, x))) for y, x in places]
    edge = smooth(low, down=True)
    return together(
        element("path", class_=f"shoulder-{side}", d=enclosed(edge, high, down=True)),
        element(
            "path",
            fill=f"url(#{wide.named('standing-' + side)})",
            d=enclosed(edge, [(y, _MIDDLE) for y, _ in places], down=True),
        ),
        element("path", class_=f"mid-{side}", vector_effect="non-scaling-stroke", d=smooth(mean, down=True)),
    )


def _row_days(scene: Scene, shown: Rows) -> list[tuple[float, date]]:
    """The height of each row's middle and the day whose estimate stands there."""
    today = scene.today
    first = len(shown.ahead)
    found = [(0.0, today + _FOLLOWS if shown.ahead else today), ((first + 0.5) * ROW, today)]
    for n, one in enumerate(shown.past, start=first + 1):
        found.append(((n + 0.5) * ROW, min(one.day + _FOLLOWS, today)))
    return [*found, (shown.height, found[-1][1])]


def _across(side: Side, value: float) -> float:
    return _MIDDLE + sign(side) * (_INNER_HALF + _PER_POINT * min(99.0, value))
