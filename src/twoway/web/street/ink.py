"""How anything is put into the picture: elements whose text is always escaped, numbers, and smooth lines."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from itertools import chain, pairwise

from django.utils.safestring import SafeString

from twoway.web.street.letters import printable

Point = tuple[float, float]

NEAR_ENOUGH = 0.25
"""A line may leave its true course by this much of a unit: less than the eye sees, a fifth of the bytes."""


def number(value: float) -> str:
    """One decimal and no more: a tenth of a unit is finer than a screen."""
    text = f"{value:.1f}"
    whole = text.removesuffix(".0")
    return "0" if whole == "-0" else whole


def element(name: str, /, *inside: str, **attributes: str | float | None) -> SafeString:
    """One element; `class_` gives class, `text_anchor` gives text-anchor, and None leaves the attribute out.

    Whatever is not already marked as safe is escaped here, so no caller can forget to.
    """
    spelled = "".join(
        [f' {_name(key)}="{_spell(value)}"' for key, value in attributes.items() if value is not None]
    )
    body = together(*inside)
    return SafeString(f"<{name}{spelled}>{body}</{name}>" if body else f"<{name}{spelled}/>")


def together(*pieces: str) -> SafeString:
    """Pieces in a row: drawn ones as they are, words escaped."""
    return SafeString("".join([_escaped(piece) for piece in pieces]))


def html(name: str, /, *inside: str, **attributes: str | float | None) -> SafeString:
    """Like `element`, for HTML, where an empty element still needs its closing tag."""
    drawn = element(name, *inside, **attributes)
    return SafeString(f"{drawn[:-2]}></{name}>") if drawn.endswith("/>") and not any(inside) else drawn


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _spell(value: str | float) -> str:
    return _written(value) if isinstance(value, str) else number(value)


def _escaped(piece: str) -> str:
    return piece if isinstance(piece, SafeString) else _written(piece)


def _written(text: str) -> str:
    """Escaped, and without what no picture can hold; most of what is written here needs neither."""
    return text if _AS_IT_IS(text) else escape(printable(text))


_AS_IT_IS = re.compile(r"""[^\x00-\x1f\x7f-\U0010ffff&<>"']*""").fullmatch


def smooth(points: Sequence[Point], *, down: bool = False) -> str:
    """Path data through the points, without ever swinging past one: the scale's ends stay its ends.

    Monotone cubic interpolation along x (Fritsch and Carlson 1980, with Fritsch and Butland's 1984 slopes).
    `down` exchanges x and y, for the street that stands up.
    """
    kept = thinned(points)
    slopes = _slopes(kept)
    line = [*kept[:1]]
    for ((x0, y0), (x1, y1)), (s0, s1) in zip(pairwise(kept), pairwise(slopes), strict=True):
        third = (x1 - x0) / 3
        line += (x0 + third, y0 + s0 * third), (x1 - third, y1 - s1 * third), (x1, y1)
    return _path("M{}" + "C{} {} {}" * (len(kept) - 1), [(y, x) for x, y in line] if down else line)


def straight(points: Sequence[Point]) -> str:
    """Path data from point to point."""
    return _path("M{}" + "L{}" * (len(points) - 1), points)


def _path(pattern: str, points: Iterable[Point]) -> str:
    """Path data with all its numbers written at once, each as `number` writes one."""
    data = pattern.replace("{}", "%.1f %.1f") % tuple(chain.from_iterable(points))
    data = data.replace(".0", "")
    return _LESS_THAN_NOTHING.sub("0", data) if "-0" in data else data


_LESS_THAN_NOTHING = re.compile(r"-0(?![.\d])")


def between(one: Sequence[Point], other: Sequence[Point], *, down: bool = False) -> str:
    """The closed area between two smooth lines that run the same way."""
    return enclosed(smooth(one, down=down), other, down=down)


def enclosed(line: str, other: Sequence[Point], *, down: bool = False) -> str:
    """The same where the first of the two lines is drawn already, as the edge of two areas is."""
    return f"{line}L{smooth([*reversed(other)], down=down)[1:]}Z"


def thinned(points: Sequence[Point], tolerance: float = NEAR_ENOUGH) -> list[Point]:
    """The fewest of the points that keep the line within the tolerance (Douglas and Peucker 1973)."""
    if len(points) < 3:
        return [*points]
    keep = {0, len(points) - 1}
    runs = [(0, len(points) - 1)]
    while runs:
        first, last = runs.pop()
        far, distance = _farthest(points, first, last)
        if distance > tolerance:
            keep.add(far)
            runs += [(first, far), (far, last)]
    return [points[i] for i in sorted(keep)]


def _farthest(points: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    """The point between the two that lies farthest from the straight line through them."""
    if last - first < 2:
        return first, 0.0
    (x0, y0), (x1, y1) = points[first], points[last]
    wide, tall = x1 - x0, y1 - y0
    apart = [abs(wide * (y - y0) - tall * (x - x0)) for x, y in points[first + 1 : last]]
    most = max(apart)
    return first + 1 + apart.index(most), most / (math.hypot(wide, tall) or 1.0)


def _slopes(points: Sequence[Point]) -> list[float]:
    chords = [(y1 - y0) / (x1 - x0) if x1 != x0 else 0.0 for (x0, y0), (x1, y1) in pairwise(points)]
    inner = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(chords)]
    ends = chords or [0.0]
    return [ends[0], *inner, ends[-1]] if len(points) > 1 else [0.0]
