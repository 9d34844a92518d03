"""What a noun says of its things, for readings across nouns, which need know none of them.

    Line   one act in words                    in lists of acts: the street's, history
    Deed   what stands on a street as a mark   in drawings of a street
    Open   what somebody owes somebody         in Today, Between us, People, and a street's headline
    Said   what somebody said to a person      on Today

Each noun makes them in its `told.py`, always for one pair of eyes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from twoway.web.street.glyphs import GLYPHS, Shape, State


@dataclass(frozen=True, kw_only=True)
class Side:
    """One's own account beside an act."""

    by: str
    at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One act as its reader is told of it.

    `says` is the app's sentence ("Jonas said it was kept"), `about` the person's words it is about (what was
    promised), `words` what was said beside it. `mark` is the shape that goes with it; without one it is an
    act about the street or the workplace itself. `day` is the day the act tells of, the same for every
    reader: the promisee's, or the thanked one's; of an act about the street or the workplace, the day in UTC.
    `href` leads to what it was done to. `source` is from where it was brought in, if it was not entered here.
    """

    entry: str
    kind: str
    by: str
    day: date
    at: datetime
    says: str
    about: str = ""
    words: str = ""
    href: str = ""
    mark: str = ""
    source: str = ""
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What somebody did for the other on a street, as it stands now; its mark leads to the act `entry`.

    `says` is what happened, without day or person; `label` a few words that may stand beside the mark, the
    heaviest by `weight` first. What both did is by nobody and has `halves`: by person, whether that half is
    solid, and how they found it in words.
    """

    street: str
    entry: str
    by: str
    day: date
    shape: Shape
    state: State
    says: str
    label: str
    weight: float
    halves: Mapping[str, tuple[bool, str]] | None = None

    @property
    def mark(self) -> str:
        """The name of its mark, for the tag of that name."""
        return GLYPHS[self.shape, self.state].symbol.removeprefix("g-")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody said to a person, in their words."""

    at: datetime
    name: str
    words: str
    mark: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One tap that answers: it acts when posted, or, where it needs words, leads to the page that asks."""

    label: str
    url: str
    posts: bool = True


@dataclass(frozen=True, kw_only=True)
class Open:
    """What one of two owes the other: something promised, an answer, a yes to "it was kept", a look back.

    `says` tells in a sentence what it is about, for one pair of eyes ("Ann asks you for this"). `seen` is the
    last act that is known of it, so that an answer to something that moved on meanwhile is refused.

    A look back ("review") is owed to oneself first, and then stands on no street: on the day that was named
    nobody else is told. From the next day it stands on the streets of those who wait, as a plain fact. A talk
    that was agreed ("talk") is owed to oneself by its day, for it is in two people's diaries and owed to
    neither.
    """

    street: str
    thing: str
    owes: str
    to: str
    kind: Literal["promise", "answer", "claim", "review", "talk"]
    what: str
    says: str
    due_on: date | None
    days_late: int
    href: str
    mark: str
    verbs: tuple[Verb, ...]
    seen: str
