"""The estimate as it is handed on to pages, programs and the command line: frozen, with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from twoway.ledger.entries import Entry
from twoway.trust import street as numbers

TOO_LITTLE = 0.15
"""Below this share of what could be known, a lane says that there is too little to go on: two acts or so."""

A_FEW = 5
"""More acts than these on a lane of which little is known have faded."""

SURE_OF_SIGN = 0.8416
"""A difference of this many standard deviations has its sign right four times in five."""


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What one act adds to a lane today. `id` leads to it; `entry` is its number on the street.

    `entry` is 0 where both see the act, but it stands on no street of theirs (see `shared`).
    """

    entry: int
    id: str
    kind: str
    at: date
    value: float
    plus_minus: float


@dataclass(frozen=True, kw_only=True)
class Lane:
    """How far `truster` can count on `trustee`, in points from 0 to 100, likely between `low` and `high`.

    `mean` is `baseline` plus the sum of the contributions' values, exactly. `known` is the share of what
    could be known that the record tells.
    """

    truster: str
    trustee: str
    mean: float
    low: float
    high: float
    sd: float
    known: float
    baseline: float
    contributions: tuple[Contribution, ...]
    _numbers: numbers.Lane = field(repr=False, compare=False)
    _ordered: tuple[numbers.Contribution, ...] = field(repr=False, compare=False)

    @property
    def is_thin(self) -> bool:
        """Whether there is too little to go on as yet."""
        return self.known < TOO_LITTLE

    @property
    def is_old(self) -> bool:
        """Whether there is little to go on because what there was has faded."""
        return self.is_thin and len(self.contributions) > A_FEW

    def path(self, days: Sequence[date]) -> tuple[numbers.Point, ...]:
        """The lane on each of these days."""
        return self._numbers.path([day.toordinal() for day in days])

    def in_whole_numbers(self, *, earlier: int = 0) -> numbers.WholeNumbers:
        """The lane as shown: start + earlier + listed = today; the first `earlier` acts are folded."""
        return numbers.whole_numbers(self.baseline, self._ordered, earlier=earlier)

    def as_json(self) -> dict[str, Any]:
        """The lane as programs read it."""
        reasons = [
            {
                "entry": one.entry,
                "kind": one.kind,
                "at": one.at.isoformat(),
                "value": one.value,
                "plus_minus": one.plus_minus,
            }
            for one in self.contributions
        ]
        names = ("truster", "trustee", "mean", "low", "high", "baseline")
        return {name: getattr(self, name) for name in names} | {"contributions": reasons}


@dataclass(frozen=True, kw_only=True)
class StreetEstimate:
    """Both lanes of one street as of its entry of that number and that day, by one release of the table.

    `beside` are acts that both see and that stand on no street of theirs, for whoever puts reasons in words.
    """

    street: str
    lanes: tuple[Lane, Lane]
    as_of_entry: int
    as_of_day: date
    release: str
    beside: tuple[Entry, ...] = field(default=(), repr=False, compare=False)

    def counting_on(self, trustee: str) -> Lane:
        """How far the other one can count on this person."""
        return next(lane for lane in self.lanes if lane.trustee == trustee)

    def days(self) -> list[date]:
        """The days of all acts that count."""
        return [one.at for lane in self.lanes for one in lane.contributions]

    def leans_to(self) -> str:
        """On whom one can count more, as far as the record is sure of it; empty while it is not."""
        first, second = self.lanes
        gap = first.mean - second.mean
        spread = (first.sd**2 + second.sd**2) ** 0.5
        if abs(gap) <= SURE_OF_SIGN * spread or any(lane.is_thin for lane in self.lanes):
            return ""
        return first.trustee if gap > 0 else second.trustee

    def as_json(self) -> dict[str, Any]:
        """The estimate as programs read it; the same for both sides."""
        return {
            "lanes": [lane.as_json() for lane in self.lanes],
            "as_of": {"entry": self.as_of_entry, "day": self.as_of_day.isoformat()},
            "release": self.release,
        }
