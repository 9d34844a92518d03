"""What a street is drawn from: plain facts about two people's days, said from one end of it.

Nothing here knows what a promise is or how an estimate was found. Whoever has the facts puts them into a
`Scene`; what the other person sees is drawn from the same facts with the sides exchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext

from twoway.web.street.glyphs import GLYPHS, Glyph, Shape, State

Side = Literal["you", "them"]
Lane = Literal["you", "them", "both"]


@dataclass(frozen=True, kw_only=True)
class Half:
    """One side's half of a mark that belongs to both: how they found it, and that in words ("you 6 of 7")."""

    solid: bool = True
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One act on the street, in the lane of the person who did it.

    `says` is what happened, without day or person: the drawing adds both ("9 Feb. You. Kept: Send the plan").
    `label` is a shorter saying for the phone's rows. Only a mark that has one can be labelled on the wide
    street, where at most six are, the heaviest by `weight` first. `day` of what is open is the day it is due.
    `key` is only needed by what a `Tie` points at.
    """

    day: date
    lane: Lane
    shape: Shape
    state: State
    href: str
    says: str
    label: str | None = None
    weight: float = 0.0
    key: str = ""
    yours: Half = Half()
    theirs: Half = Half()

    def __post_init__(self) -> None:
        if (self.shape, self.state) not in GLYPHS:
            raise ValueError(
                f"no mark is drawn for a {self.shape} that is {self.state}; see street/glyphs.py"
            )

    @property
    def glyph(self) -> Glyph:
        """The mark of the sprite that stands for this act."""
        return GLYPHS[self.shape, self.state]

    @property
    def solid(self) -> bool:
        """Whether it helped; hollow hurt, or is still open. A mark of both is solid when both halves are."""
        return self.glyph.solid and self.yours.solid and self.theirs.solid

    def is_ahead_of(self, today: date) -> bool:
        """Whether it stands on the far side of today: a day to come, or open and due this very day."""
        return self.day > today or (self.day == today and self.state is State.OPEN)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that changed the street itself, such as a new manager: a dashed line across both lanes."""

    day: date
    says: str


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A line between two marks, by their keys: a problem mended by an own-up, or traced back to a call."""

    kind: Literal["mend", "trace"]
    start: str
    end: str


@dataclass(frozen=True, kw_only=True)
class Now:
    """Today's estimate as it is said, in whole numbers, with its likely range."""

    mean: int
    low: int
    high: int


@dataclass(frozen=True, kw_only=True)
class LanePath:
    """How far one side could count on the other, day by day, with the likely range; days ascending.

    `axis.days_to_draw` names the days worth asking for. `thin` says that there is little to go on as yet.
    """

    days: tuple[date, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    now: Now
    thin: bool = False

    def __post_init__(self) -> None:
        if not self.days or {len(self.mean), len(self.low), len(self.high)} != {len(self.days)}:
            raise ValueError("a lane's path needs as many means, lows and highs as days, and at least one")


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """Both lanes of the estimate or none.

    `yours` is how far they can count on you, `theirs` how far you can count on them. `gap_since` is the day
    on which the page says the gap between them opened; without one the drawing looks for it.
    """

    yours: LanePath
    theirs: LanePath
    gap_since: date | None = None


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One street between two people as one of them sees it, already cut to the period that is shown.

    `yours_open` and `theirs_open` say in words what is open on each side ("You owe 2", "He owes 1").
    `acts_href` is the list of all acts, to which clusters and "earlier" link with `since`, `until` and `lane`
    added. Ids in the drawing begin with `id_prefix`, which is the street's own where a page holds several.
    """

    you: str
    them: str
    today: date
    start: date
    marks: tuple[Mark, ...] = ()
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    estimate: Estimate | None = None
    yours_open: str = ""
    theirs_open: str = ""
    acts_href: str = ""
    id_prefix: str = "st"
    now_says: str = ""

    @property
    def today_says(self) -> str:
        """What stands where the street ends: Today, or the day on which a record of the past does."""
        return self.now_says or gettext("Today")
