"""The three shapes of row in the table of what counts: a kind of act, an act without a number, a number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

from twoway.trust.errors import BadSettings

Facets: TypeAlias = tuple[float, float, float]
FACETS = ("ability", "benevolence", "integrity")
EVENLY: Facets = (1 / 3, 1 / 3, 1 / 3)
PROMISED: Facets = (0.5, 0.0, 0.5)
CHECKIN = "checkin.shared"


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
