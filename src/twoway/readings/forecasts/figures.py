"""A forecast as it is handed on to pages, programs and the command line, and how its figures are said.

A chance is said in whole hundredths, for the drawing of lots behind it is no finer, and never as certain:
"more than 99%" is as far as it goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

MOST, LEAST = 0.995, 0.005
"""Past these a chance in whole hundredths would read as certain."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A chance in figures: `than` comes before them where they are no more than a bound."""

    than: str
    figure: str

    def __str__(self) -> str:
        return f"{self.than} {self.figure}" if self.than else self.figure


def said(chance: float) -> Said:
    """How a chance is said on a screen."""
    if chance >= MOST:
        return Said(than=_("more than"), figure="99%")
    if chance <= LEAST:
        return Said(than=_("less than"), figure="1%")
    return Said(than="", figure=f"{round(chance * 100)}%")


def percent(chance: float) -> str:
    """The same in one text."""
    return str(said(chance))


@dataclass(frozen=True, kw_only=True)
class Link:
    """One promise of the tree and how likely it is by its own day; None once that has passed, or it is kept.

    `lifted` is the chance of the whole, were this one kept by its day; None where it was not tried, for it is
    never late when the whole is.
    """

    promise: str
    chance: float | None
    lifted: float | None


@dataclass(frozen=True, kw_only=True)
class Weakest:
    """The link that holds most of the risk, and which share of it."""

    promise: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Lever:
    """What would move the chance, and to what: a link kept by a day, or another day for the promise."""

    what: Literal["kept", "moved"]
    promise: str
    day: date
    chance: float


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """How likely a promise is to be kept by its day, for one pair of eyes, on one day.

    `chance` is None once that day has passed. Days are the promisee's working days; None is never, or later
    than can be said. `rests_on` are earlier promises on its own lane, `rests_on_all` on all lanes there.
    """

    promise: str
    as_of: date
    due_on: date
    given: bool
    is_late: bool
    chance: float | None
    error: float
    soonest: date | None
    even_odds: date | None
    nine_in_ten: date | None
    dots: tuple[date | None, ...]
    links: tuple[Link, ...]
    weakest: Weakest | None
    levers: tuple[Lever, ...]
    rests_on: int
    rests_on_all: int
    release: str
    is_set_aside: bool = False
    so_far: str = ""

    def link(self, promise: str) -> Link | None:
        """What is known of one promise of the tree; None where it is not part of it."""
        return next((link for link in self.links if link.promise == promise), None)

    def as_json(self) -> dict[str, Any]:
        """The forecast as programs read it."""
        return {
            "as_of": self.as_of,
            "due_on": self.due_on,
            "given": self.given,
            "is_late": self.is_late,
            "chance": self.chance,
            "error": self.error,
            "days": {"soonest": self.soonest, "even_odds": self.even_odds, "nine_in_ten": self.nine_in_ten},
            "dots": list(self.dots),
            "links": [vars(link) for link in self.links],
            "weakest": vars(self.weakest) if self.weakest else None,
            "levers": [vars(lever) for lever in self.levers],
            "rests_on": self.rests_on,
            "rests_on_all": self.rests_on_all,
            "release": self.release,
            "is_set_aside": self.is_set_aside,
        }
