"""Words beside marks: at most six, outside the road, each on a thin leader, none touching another.

Heavier ones choose first. Each tries the places nearest to its mark before higher ones and gives up when none
is free: a label left out costs nothing, since every mark says its name and stands in the list below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from twoway.web.street.letters import lines, width

AT_MOST = 6
LINE = 15.0

_ROOM = 136.0
_LIFT = 10.0
_ASCENT, _DESCENT = 10.0, 4.0
CLEAR = 5.0
"""Words and leaders keep this far from each other."""

_LEVELS = 5


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle no word may stand on."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box, *, apart: float = 0.0) -> bool:
        """Whether the two overlap, or come nearer than that."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.top < other.bottom + apart
            and other.top < self.bottom + apart
        )


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A label that would like to stand: at `x`, led from `y`, on the upper (-1) or lower (+1) side."""

    x: float
    y: float
    side: int
    text: str
    weight: float = 0.0
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Label:
    """A label that stands: its lines from the top, the middle and first baseline of them, and its leader."""

    lines: tuple[str, ...]
    middle: float
    baseline: float
    box: Box
    leader: Box
    wish: Wish

    def conflicts_with(self, other: Label) -> bool:
        """Whether the words or the leader of one would stand on the words or the leader of the other."""
        return any(
            mine.touches(its, apart=CLEAR)
            for mine in (self.box, self.leader)
            for its in (other.box, other.leader)
        )


@dataclass(kw_only=True)
class Space:
    """The room outside the road: its bounds, how far out the road reaches, and what already stands there."""

    left: float
    right: float
    top: float
    bottom: float
    edge: Callable[[int, float, float], float]
    taken: list[Box] = field(default_factory=list)
    leaders: list[Box] = field(default_factory=list)

    def place(self, wishes: Sequence[Wish], at_most: int = AT_MOST) -> list[Label]:
        """As many of the wishes as fit, in the order of the street."""
        placed: list[Label] = []
        for wish in sorted(wishes, key=lambda w: (-w.weight, -w.x)):
            if len(placed) == at_most:
                break
            found = next((label for label in self._tries(wish) if self._is_free(label, placed)), None)
            placed = [*placed, found] if found else self._made_way(wish, placed)
        self.taken += [label.box for label in placed]
        self.leaders += [label.leader for label in placed]
        return sorted(placed, key=lambda label: label.wish.x)

    def _made_way(self, wish: Wish, placed: list[Label]) -> list[Label]:
        """The labels with this one among them, if one that stands in its way has somewhere else to go."""
        for label in self._tries(wish):
            in_the_way = [other for other in placed if other.conflicts_with(label)]
            if len(in_the_way) == 1 and self._is_free(label, []):
                rest = [*(other for other in placed if other is not in_the_way[0]), label]
                elsewhere = (again for again in self._tries(in_the_way[0].wish) if self._is_free(again, rest))
                if found := next(elsewhere, None):
                    return [*rest, found]
        return placed

    def _tries(self, wish: Wish) -> Iterator[Label]:
        """The places for one wish, the best first: near before far, over its mark before beside it."""
        text = lines(wish.text, room=_ROOM, heavier=wish.strong)
        if not text:
            return
        wide = max(width(line, heavier=wish.strong) for line in text)
        aside = max(0.0, wide / 2 - 3)
        middles = [self._inside(x, wide) for x in (wish.x, wish.x - aside, wish.x + aside)]
        edges: dict[float, float] = {}
        for level in range(_LEVELS):
            for middle in middles:
                if middle not in edges:
                    reach = wide / 2 + CLEAR
                    edges[middle] = self.edge(wish.side, middle - reach, middle + reach)
                yield _label(wish, tuple(text), wide, middle, edges[middle], level)

    def _inside(self, middle: float, wide: float) -> float:
        return min(max(middle, self.left + wide / 2), self.right - wide / 2)

    def _is_free(self, label: Label, placed: Sequence[Label]) -> bool:
        box, leader = label.box, label.leader
        if box.top < self.top or box.bottom > self.bottom or not box.left - 2 <= leader.left <= box.right + 2:
            return False
        return not (
            any(
                mine.touches(other, apart=CLEAR)
                for mine in (box, leader)
                for other in (*self.taken, *self.leaders)
            )
            or any(label.conflicts_with(other) for other in placed)
        )


def _label(wish: Wish, text: tuple[str, ...], wide: float, middle: float, edge: float, level: int) -> Label:
    """The wish's words around `middle`, so many levels outside the road's edge there."""
    away = _LIFT + level * LINE
    tall = (len(text) - 1) * LINE
    baseline = edge - away - _DESCENT - tall if wish.side < 0 else edge + away + _ASCENT
    box = Box(
        left=middle - wide / 2,
        right=middle + wide / 2,
        top=baseline - _ASCENT,
        bottom=baseline + tall + _DESCENT,
    )
    near = box.bottom if wish.side < 0 else box.top
    leader = Box(left=wish.x, right=wish.x, top=min(near, wish.y), bottom=max(near, wish.y))
    return Label(lines=text, middle=middle, baseline=baseline, box=box, leader=leader, wish=wish)
