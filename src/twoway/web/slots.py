"""Places that web offers and higher floors fill at start-up: the frame shows a noun without knowing one.

slots.PAGES.fill(Link(label=_("Promises"), to="promises", icon="promise", order=40, waiting=...))
slots.beside("promise.below").fill(lambda request, promise: render_to_string(...))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.http import HttpRequest
from django.utils.functional import Promise as LazyText

from twoway.web.told import Line

Text = str | LazyText
What = TypeVar("What")
Fragment = Callable[[HttpRequest, Any], str]


class Slot(Generic[What]):
    """One place; whoever fills it is heard in the order of filling."""

    def __init__(self) -> None:
        self._filled: list[What] = []

    def fill(self, what: What) -> What:
        """Add to the place; filling twice with the same thing changes nothing. Serves as a decorator too."""
        if what not in self._filled:
            self._filled.append(what)
        return what

    def __iter__(self) -> Iterator[What]:
        return iter(self._filled)


def _nothing_waits(request: HttpRequest) -> int:
    return 0


def _always(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Link:
    """A page in the sidebar. `waiting` counts what waits for this person, `shown` hides a noun not in use."""

    label: Text
    to: str
    icon: str
    order: int
    tab: bool = False
    waiting: Callable[[HttpRequest], int] = _nothing_waits
    shown: Callable[[HttpRequest], bool] = _always


@dataclass(frozen=True, kw_only=True)
class StreetLink:
    """One of your streets: whom it is with, what waits for you there; a client is drawn as a square."""

    name: str
    href: str
    waiting: int = 0
    square: bool = False


@dataclass(frozen=True, kw_only=True)
class StreetLinks:
    """The streets worth showing in the sidebar (the frame orders them), and how many there are in all."""

    shown: Sequence[StreetLink] = ()
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class Banner:
    """What every page must say of its workspace (sample, study), and at most two places to go about it."""

    say: Text
    href: str = ""
    label: Text = ""
    other_href: str = ""
    other_label: Text = ""


PAGES: Slot[Link] = Slot()
FROM_ANYWHERE: Slot[Link] = Slot()
"""What must be one tap away on every page: above the pages in the sidebar, and in the bar on the phone."""
ONLY_YOU: Slot[Link] = Slot()
MANAGE: Slot[Link] = Slot()
STREETS: Slot[Callable[[HttpRequest], StreetLinks]] = Slot()
BANNERS: Slot[Callable[[HttpRequest], Banner | None]] = Slot()
MARKS: Slot[Callable[[HttpRequest], Banner | None]] = Slot()
"""What error pages say of the workspace instead: the same whoever asks, and without a query."""
ACTS: Slot[Callable[..., Mapping[str, Line]]] = Slot()
"""How each noun tells its acts (`told.lines`), for a neighbour on its floor that points at them."""
COMPOSE: Slot[str] = Slot()
"""The name of the address where "Add" leads; the first one filled counts."""
RUN_BY: Slot[Callable[[], str]] = Slot()
"""Who at work runs the server, by name; the setting TWOWAY_SERVER_RUN_BY goes before it."""


@dataclass
class _Beside:
    places: dict[str, Slot[Fragment]] = field(default_factory=dict)

    def __call__(self, place: str) -> Slot[Fragment]:
        return self.places.setdefault(place, Slot())


beside = _Beside()
"""A named place on a noun's page that a reading fills: `beside("promise.below")`."""
