"""What counts on a street, how much, and from where we have it: the table of defaults, open to every member.

A new kind of act is one more row of `KINDS`; an act that carries no number is one more row of `UNCOUNTED`.
This module is read by nouns that say what their acts bear, so it needs nothing but Python itself.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar, Literal, TypeAlias

from twoway.trust.errors import BadReading, BadSettings

Lane: TypeAlias = Literal[0, 1]
"""Lane 0 is how far person 0 can count on person 1: what person 1 does towards person 0 has lane 0."""

LANES: tuple[Lane, Lane] = (0, 1)

Facets: TypeAlias = tuple[float, float, float]
FACETS = ("ability", "benevolence", "integrity")
EVENLY: Facets = (1 / 3, 1 / 3, 1 / 3)
Matrix: TypeAlias = tuple[tuple[float, ...], ...]

SCALE = (0.0, 100.0)
SMALLEST, LARGEST = 0.1, 10.0
LAST_DAY = date.max.toordinal()
CHECKIN = "checkin.shared"


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
class EvidenceKind:
    """One kind of act as a reading of the lane it is done on.

    Parameters
    ----------
    name : str
        The act's name on the ledger, or the name of a passed day.
    level : float or None
        l_k, points above (+) or below (-) the baseline at which the act reads the lane, -50 to 50. None where
        the reading brings its own level, as an answer does.
    weights : (ability, benevolence, integrity)
        w_k, how much of the reading is about each facet; they sum to one.
    noise : float
        r_k, variance of the reading in points squared: the larger, the less one act says. An act of size z
        has r_k / z.
    source : str
        A citation, or "assumed" with the reason.
    says : str
        The row in a plain sentence, for a member's page.
    stands : bool
        Whether it stands open rather than being an act: then it is read on every day until it is answered.
    """

    name: str
    level: float | None
    weights: Facets
    noise: float
    source: str
    says: str
    stands: bool = False

    def __post_init__(self) -> None:
        level_is_sound = not self.stands if self.level is None else -50 <= self.level <= 50
        weights_are_sound = min(self.weights) >= 0 and math.isclose(sum(self.weights), 1)
        if not (level_is_sound and weights_are_sound and 1 <= self.noise < math.inf and self.source):
            raise BadSettings(
                f"The row {self.name} needs a level, weights that sum to one, noise and a source."
            )


@dataclass(frozen=True, kw_only=True)
class Uncounted:
    """An act that stands on the street as a mark and is no reading, and why."""

    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One number of the model that belongs to no single kind of act."""

    name: str
    value: float
    unit: str
    source: str
    says: str


_MIX = "Mayer, Davis & Schoorman 1995 for the facets; half ability, half integrity is assumed"
PROMISED: Facets = (0.5, 0.0, 0.5)

KINDS = (
    EvidenceKind(
        name="promise.kept",
        level=50,
        weights=PROMISED,
        noise=2000,
        source=f"Gneezy & Epley 2014 for the ceiling; {_MIX}; the noise is assumed: for somebody who keeps "
        "three in four, kept or broken scatters by 1,875",
        says="A kept promise reads as high as the scale goes. Doing more than was promised adds nothing.",
    ),
    EvidenceKind(
        name="promise.kept_late",
        level=10,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: between kept and broken, and nearer kept, for it was done; {_MIX}",
        says="A promise kept after its day reads a little above where everyone starts.",
    ),
    EvidenceKind(
        name="promise.moved_early",
        level=-10,
        weights=PROMISED,
        noise=8000,
        source=f"assumed: told in time it is neither kept nor broken: a third thing, at little cost; {_MIX}",
        says="A day moved before it came costs little: it reads just below the start, and weighs a quarter "
        "of a kept promise.",
    ),
    EvidenceKind(
        name="promise.moved_late",
        level=-20,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: between kept late and still open; {_MIX}",
        says="A day moved only after it had passed costs more than one moved in time, and less than silence.",
    ),
    EvidenceKind(
        name="promise.late",
        level=-40,
        weights=PROMISED,
        noise=2000,
        source=f"assumed: close to broken, because nobody has said where it is; {_MIX}",
        says="A promise whose day has passed reads low, on every day until it is answered. Then the answer "
        "counts instead.",
        stands=True,
    ),
    EvidenceKind(
        name="promise.broken",
        level=-50,
        weights=PROMISED,
        noise=1250,
        source="Poortinga & Pidgeon 2004: a loss outweighs a gain, by little once earlier belief is counted; "
        f"that it weighs 1.6 gains is assumed, within 1 to 2; {_MIX}",
        says="A broken promise reads as low as the scale goes, and weighs as much as 1.6 kept ones.",
    ),
    EvidenceKind(
        name=CHECKIN,
        level=None,
        weights=EVENLY,
        noise=225,
        source="assumed: asked again in the same week, two answers in three come within about 20 points",
        says="What somebody says of their lane in a shared check-in is read as they said it, facet by facet.",
    ),
)

UNCOUNTED = (
    Uncounted(name="promise.asked", why="Asking is free; nothing is owed before somebody says yes."),
    Uncounted(name="promise.offered", why="An offer is free; nothing is owed before somebody says yes."),
    Uncounted(name="promise.noted", why="Nobody promises for another, so a note binds nobody."),
    Uncounted(name="promise.made", why="Nothing open counts before its day; words are not yet deeds."),
    Uncounted(name="promise.accepted", why="A yes counts once its day has come, by how it turned out."),
    Uncounted(
        name="promise.countered", why="Saying what one can do instead must cost nothing, or nobody would."
    ),
    Uncounted(
        name="promise.declined", why="A clear no must cost nothing, or people say yes and then break it."
    ),
    Uncounted(name="promise.withdrawn", why="Taken back before anybody had said yes to it."),
    Uncounted(name="promise.confirmed", why="The keeping counts, once; that it was seen adds nothing to it."),
    Uncounted(name="promise.contested", why="Saying how it was is free, and then the promise is open again."),
    Uncounted(
        name="promise.move_asked", why="Asking for another day is free; the move counts once it is agreed."
    ),
    Uncounted(
        name="promise.move_refused", why="A no to another day must cost nothing; the day stays as it was."
    ),
    Uncounted(
        name="promise.released", why="Let go by the one it was made to: there is nothing left to keep."
    ),
    Uncounted(
        name="promise.reopened", why="Taking back what was said of a promise is free; what follows counts."
    ),
    Uncounted(name="promise.taken_on", why="It lets an imported act count; it is none of its own."),
    Uncounted(name="promise.disputed", why="Whose act it was is in doubt, so it counts for nobody."),
    Uncounted(
        name="promise.hung_on", why="That one promise hangs on another is said to plan by, not to judge by."
    ),
    Uncounted(
        name="promise.unhung", why="That one promise hangs on another is said to plan by, not to judge by."
    ),
    Uncounted(name="thanks.given", why="Words carry no number; what the thanks are for may carry its own."),
    Uncounted(name="thanks.pass_on_asked", why="Words carry no number, however many hear them."),
    Uncounted(name="thanks.passed_on", why="Words carry no number, however many hear them."),
    Uncounted(name="thanks.pass_on_refused", why="A no must cost nothing."),
    Uncounted(name="side.added", why="Telling one's side is free, or the record would have one side only."),
)

PARAMETERS = (
    Parameter(
        name="baseline",
        value=50,
        unit="points",
        source="assumed: the middle of the scale, so that nobody starts ahead",
        says="Every lane starts at 50, and drifts back towards it when nothing happens.",
    ),
    Parameter(
        name="facet_variance",
        value=400,
        unit="points squared",
        source="assumed: before any act, two facets in three lie within 20 points of the start",
        says="How far from 50 a lane may well lie before anything is known.",
    ),
    Parameter(
        name="facet_correlation",
        value=0.6,
        unit="correlation",
        source="assumed: Colquitt, Scott & LePine 2007 find the three related, each with its own effect",
        says="That somebody is able makes it likelier, not certain, that they are honest and kind too.",
    ),
    Parameter(
        name="reciprocity",
        value=0.4,
        unit="correlation",
        source="assumed: Kenny & La Voie 1984 name it dyadic reciprocity; shared check-ins can tell it later",
        says="What one side says in a check-in says a little about the other lane too. Acts never do.",
    ),
    Parameter(
        name="half_life_days",
        value=240,
        unit="days",
        source="assumed: eight months, so that what was done last year still tells, and no longer decides",
        says="An act counts half as much after eight months, and a quarter as much after sixteen.",
    ),
)


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


DEFAULTS = Settings(release="defaults 1")
