"""Scenes to draw in tests: small ones said by hand, and crowds from a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

from twoway.web.street import Estimate, LanePath, Mark, Now, Scene, Shape, State, days_to_draw
from twoway.web.street.scene import Lane

TODAY = date(2026, 3, 3)
HALF_A_YEAR = TODAY - timedelta(days=182)
SVG = "{http://www.w3.org/2000/svg}"
_PROMISES = (State.KEPT, State.LATE, State.MOVED, State.BROKEN)
_OTHER: dict[Lane, Lane] = {"you": "them", "them": "you", "both": "both"}


def mark(
    days_ago: int = 10, lane: Lane = "you", state: State = State.KEPT, says: str = "Kept: Send the plan"
) -> Mark:
    return Mark(
        day=TODAY - timedelta(days=days_ago),
        lane=lane,
        shape=Shape.PROMISE,
        state=state,
        href=f"#act-{days_ago}",
        says=says,
    )


def scene(
    *marks: Mark, start: date = HALF_A_YEAR, estimate: Estimate | None = None, them: str = "Jonas"
) -> Scene:
    return Scene(
        you="Maya",
        them=them,
        today=TODAY,
        start=start,
        marks=marks,
        estimate=estimate,
        yours_open="You owe 2",
        theirs_open="He owes 1",
        acts_href="/streets/k3v9x2/acts",
    )


def crowd(size: int, *, days: int = 182, seed: int = 1, estimate: Estimate | None = None) -> Scene:
    """So many acts on both sides, most of them kept, some still open."""
    chance = random.Random(seed)
    marks = []
    for n in range(size):
        state = chance.choices((*_PROMISES, State.OPEN), (60, 14, 10, 4, 12))[0]
        ago = -chance.randint(0, 30) if state is State.OPEN else chance.randint(0, days)
        one = mark(ago, chance.choice(("you", "them")), state, says=f"{state}: act number {n}")
        marks.append(replace(one, label=f"Act {n} of the crowd", weight=chance.random(), key=str(n)))
    return scene(*marks, start=TODAY - timedelta(days=days), estimate=estimate)


def level(mean: float, low: float | None = None, high: float | None = None) -> LanePath:
    """A lane that has stood at one level all along."""
    days = days_to_draw(start=HALF_A_YEAR, today=TODAY)
    low, high = mean if low is None else low, mean if high is None else high
    now = Now(mean=round(mean), low=round(low), high=round(high))
    return LanePath(
        days=days, mean=(mean,) * len(days), low=(low,) * len(days), high=(high,) * len(days), now=now
    )


def wandering(seed: int) -> LanePath:
    """A lane that goes up and down within the scale."""
    chance = random.Random(seed)
    days = days_to_draw(start=HALF_A_YEAR, today=TODAY)
    mean = [50.0]
    for _ in days[1:]:
        mean.append(min(100.0, max(0.0, mean[-1] + chance.uniform(-6, 6))))
    at = days.index(TODAY)
    low, high = [max(0.0, m - 9) for m in mean], [min(100.0, m + 9) for m in mean]
    now = Now(mean=round(mean[at]), low=round(low[at]), high=round(high[at]))
    return LanePath(days=days, mean=tuple(mean), low=tuple(low), high=tuple(high), now=now)


def seen_from_the_other_end(of: Scene) -> Scene:
    """The same facts with the sides exchanged."""
    estimate = of.estimate and Estimate(yours=of.estimate.theirs, theirs=of.estimate.yours)
    return replace(
        of,
        you=of.them,
        them=of.you,
        marks=tuple(
            replace(one, lane=_OTHER[one.lane], yours=one.theirs, theirs=one.yours) for one in of.marks
        ),
        estimate=estimate,
        yours_open=of.theirs_open,
        theirs_open=of.yours_open,
    )


def parsed(svg: str) -> ElementTree.Element:
    """The drawing read by a parser that forgives nothing; fragments are given a root."""
    if not svg.startswith("<svg"):
        return ElementTree.fromstring(f'<div xmlns:svg="x">{svg}</div>')
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def links(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [one for one in root.iter() if one.tag in (f"{SVG}a", "a")]


def name(link: ElementTree.Element) -> str:
    """What a link in a picture is called: its title."""
    return link.findtext(f"{SVG}title") or ""


def texts(root: ElementTree.Element, *classes: str) -> list[str]:
    return [one.text or "" for one in classed(root, *classes)]


def classed(root: ElementTree.Element, *classes: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if {*classes} & {*one.get("class", "").split()}]


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d*\.?\d+", path)]


def points(path: str) -> Iterable[tuple[float, float]]:
    """The pairs of an absolute path of M, C and L alone."""
    found = numbers(path)
    return zip(found[::2], found[1::2], strict=True)
