"""What is read and by which table: readings, answers, and the settings that every estimate goes by.

The rows stand in `table` and `uncounted`, open to every member. This module is read by nouns that say what
their acts bear, so it needs nothing but Python itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, Literal, TypeAlias

from twoway.trust.errors import BadReading, BadSettings
from twoway.trust.rows import CHECKIN as CHECKIN
from twoway.trust.rows import EVENLY as EVENLY
from twoway.trust.rows import FACETS as FACETS
from twoway.trust.rows import PROMISED as PROMISED
from twoway.trust.rows import EvidenceKind as EvidenceKind
from twoway.trust.rows import Facets as Facets
from twoway.trust.rows import Parameter as Parameter
from twoway.trust.rows import Uncounted as Uncounted
from twoway.trust.table import KINDS as KINDS
from twoway.trust.table import PARAMETERS as PARAMETERS
from twoway.trust.uncounted import UNCOUNTED as UNCOUNTED

Lane: TypeAlias = Literal[0, 1]
"""Lane 0 is how far person 0 can count on person 1: what person 1 does towards person 0 has lane 0."""

LANES: tuple[Lane, Lane] = (0, 1)

Matrix: TypeAlias = tuple[tuple[float, ...], ...]

SCALE = (0.0, 100.0)
SMALLEST, LARGEST = 0.01, 10.0
LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One act as the street reads it; `entry` is opaque, `day` ordinal, `size` 1 unless both agreed one."""

    entry: str
    kind: str
    day: int
    lane: Lane
    size: float = 1.0

    def __post_init__(self) -> None:
        _demand_place(self.entry, self.day, self.lane)
        if not SMALLEST <= self.size <= LARGEST:
            raise BadReading(f"A size goes from {SMALLEST:g} to {LARGEST:g}; {self.size!r} does not.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One side of a shared check-in: what its writer says of the lane, facet by facet, None if left out."""

    kind: ClassVar[str] = CHECKIN
    size: ClassVar[float] = 1.0

    entry: str
    day: int
    lane: Lane
    values: tuple[float | None, float | None, float | None]

    def __post_init__(self) -> None:
        _demand_place(self.entry, self.day, self.lane)
        if len(self.values) != len(FACETS) or all(value is None for value in self.values):
            raise BadReading("An answer speaks of ability, benevolence or integrity, and of at least one.")
        if not all(value is None or SCALE[0] <= value <= SCALE[1] for value in self.values):
            raise BadReading(f"Answers go from 0 to 100; {self.values!r} do not.")


def _demand_place(entry: str, day: int, lane: int) -> None:
    if type(day) is not int or not 1 <= day <= LAST_DAY:
        raise BadReading(f"A day is a whole number, as date.toordinal() counts days; {day!r} is none.")
    if lane not in (0, 1):
        raise BadReading(f"A street has lanes 0 and 1; {entry} was put on lane {lane!r}.")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One published release of the table: between two releases a street depends on its own record alone."""

    release: str
    kinds: tuple[EvidenceKind, ...] = KINDS
    uncounted: tuple[Uncounted, ...] = UNCOUNTED
    parameters: tuple[Parameter, ...] = PARAMETERS

    def __post_init__(self) -> None:
        names = [row.name for row in self.kinds] + [row.name for row in self.uncounted]
        if len(set(names)) < len(names) or CHECKIN not in self.kind_named:
            raise BadSettings("Every kind of act stands in the table once, and the check-in stands in it.")
        correlations = self.facet_correlation, self.reciprocity
        if (
            not all(0 <= value < 1 for value in correlations)
            or min(self.facet_variance, self.half_life_days) <= 0
        ):
            raise BadSettings("Variance and half-life are above 0, correlations from 0 to below 1.")
        if self.baseline != 50:
            raise BadSettings("Levels go 50 points up and down, so the baseline is 50.")

    @cached_property
    def kind_named(self) -> Mapping[str, EvidenceKind]:
        """The rows by name."""
        return {kind.name: kind for kind in self.kinds}

    @cached_property
    def standing(self) -> frozenset[str]:
        """The names of what stands open until answered."""
        return frozenset(kind.name for kind in self.kinds if kind.stands)

    def act(self, name: str) -> tuple[float, Facets, float]:
        """Level, weights and noise of a kind of act; a sentence with the reason if it is no reading."""
        kind = self.kind_named.get(name)
        if kind is not None and kind.level is not None:
            return kind.level, kind.weights, kind.noise
        why = [row.why for row in self.uncounted if row.name == name]
        raise BadReading(
            f"{name} carries no number. {why[0]}" if why else f"{name} is no kind of act that counts."
        )

    def parameter(self, name: str) -> float:
        """The value of the parameter of that name."""
        return next(row.value for row in self.parameters if row.name == name)

    @cached_property
    def baseline(self) -> float:
        """m, points."""
        return self.parameter("baseline")

    @cached_property
    def facet_variance(self) -> float:
        """v, points squared."""
        return self.parameter("facet_variance")

    @cached_property
    def facet_correlation(self) -> float:
        """c, between two facets of one lane."""
        return self.parameter("facet_correlation")

    @cached_property
    def reciprocity(self) -> float:
        """rho, between the same facet of the two lanes."""
        return self.parameter("reciprocity")

    @cached_property
    def half_life_days(self) -> float:
        """h, days."""
        return self.parameter("half_life_days")

    @cached_property
    def covariance(self) -> Matrix:
        """S, 6 by 6: facets of one lane, then of the other, before anything is known.

        S = v R (x) C with R = [[1, rho], [rho, 1]] and C = (1 - c) I + c 11', both positive definite.
        """
        return tuple(
            tuple(
                self.facet_variance
                * (1.0 if row % 3 == column % 3 else self.facet_correlation)
                * (1.0 if row // 3 == column // 3 else self.reciprocity)
                for column in range(6)
            )
            for row in range(6)
        )

    def slopes(self, at: int, weights: Facets) -> tuple[float, ...]:
        """S h: how each of the six goes with a reading of the lane at 0 or 3 through `weights`, at first."""
        found = self._slopes.get((at, weights))
        if found is None:
            found = tuple(sum(w * row[at + n] for n, w in enumerate(weights)) for row in self.covariance)
            self._slopes[at, weights] = found
        return found

    @cached_property
    def _slopes(self) -> dict[tuple[int, Facets], tuple[float, ...]]:
        return {}

    @cached_property
    def lane_variance(self) -> float:
        """Opening variance of a lane, the mean of its facets: v (1 + 2c) / 3."""
        return self.facet_variance * (1 + 2 * self.facet_correlation) / 3


DEFAULTS = Settings(release="defaults 3")
