"""Marks in a row that would cover each other: pushed apart equally, or gathered where that would lie.

Pushing is exact: of all ways to keep the marks apart it is the one that moves them least (in squares). That
is a regression to an ascending line, which pooling adjacent violators solves in one pass (Ayer and others
1955).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MARK_RADIUS = 9.5
CLUSTER_RADIUS = 12.0
BIG_CLUSTER_RADIUS = 14.5
GAP = 20.5
"""Centre to centre, at least, between two marks in a row."""

FARTHEST = 33.0
"""No mark is pushed farther than this from its day; those that would be are gathered."""

_ALONE = -1.0
_NOTHING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place in the row and the marks there, by their positions in what was given: one, or a cluster."""

    x: float
    members: tuple[int, ...]

    @property
    def radius(self) -> float:
        """Half its width: a cluster is wider, and wider again once its count has three figures."""
        return _radius(len(self.members))


def spread(places: Sequence[float], *, left: float, right: float) -> tuple[Spot, ...]:
    """Where marks that belong at `places` (ascending) can stand between left and right without touching.

    Only a crowd is gathered, and only as far as needed: each round lets the groups of a crowd that was pushed
    too far span a little more, until none is.
    """
    if not places:
        return ()
    reach = [_ALONE] * len(places)
    while True:
        groups = _gathered(places, reach)
        middles = [sum(places[i] for i in group) / len(group) for group in groups]
        stands, crowds = _pushed(middles, [_radius(len(group)) for group in groups], left, right)
        strayed = [
            group
            for crowd in crowds
            if len(crowd) > 1 and _strayed([stands[n] for n in crowd], [middles[n] for n in crowd], right)
            for group in crowd
        ]
        if not strayed:
            return tuple(Spot(x=x, members=tuple(group)) for x, group in zip(stands, groups, strict=True))
        for i in (i for group in strayed for i in groups[group]):
            reach[i] = _longer(reach[i])


def _strayed(stands: Sequence[float], middles: Sequence[float], right: float) -> bool:
    """Whether a crowd was pushed off the end, or some of it farther than one would still read as its day."""
    farthest = max(abs(x - middle) for x, middle in zip(stands, middles, strict=True))
    return stands[-1] > right + _NOTHING or farthest > FARTHEST


def _longer(reach: float) -> float:
    """First those of the very same place are gathered, then those two units apart, then ever more."""
    return 0.0 if reach < 0 else max(2.0, reach * 1.5)


def _radius(members: int) -> float:
    if members == 1:
        return MARK_RADIUS
    return CLUSTER_RADIUS if members < 100 else BIG_CLUSTER_RADIUS


def _gathered(places: Sequence[float], reach: Sequence[float]) -> list[list[int]]:
    """Neighbours no farther from the first of their group than both allow; below zero, each stands alone."""
    groups: list[list[int]] = []
    for i, place in enumerate(places):
        if groups and place - places[groups[-1][0]] <= min(reach[groups[-1][0]], reach[i]):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _pushed(
    middles: Sequence[float], radii: Sequence[float], left: float, right: float
) -> tuple[list[float], list[list[int]]]:
    """Where each group stands, and which of them stand shoulder to shoulder."""
    room = [0.0]
    for one, next_one in pairwise(radii):
        room.append(room[-1] + one + next_one + (GAP - 2 * MARK_RADIUS))
    levels = _ascending([m - r for m, r in zip(middles, room, strict=True)])
    last = right - room[-1]
    held = [[max(left, min(level, last)), count] for level, count in levels]
    stands: list[float] = []
    crowds: list[list[int]] = []
    for n, (level, count) in enumerate(held):
        if not n or level > held[n - 1][0] + _NOTHING:
            crowds.append([])
        for _ in range(int(count)):
            crowds[-1].append(len(stands))
            stands.append(level + room[len(stands)])
    return stands, crowds


def _ascending(values: Sequence[float]) -> list[tuple[float, int]]:
    """The ascending steps nearest to the values: (level, how many), by pooling neighbours that descend."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] >= total / count:
            level, many = pools.pop()
            total, count = total + level * many, count + many
        pools.append((total / count, count))
    return pools
