"""What the frame of every page shows besides the page itself: pages, streets, who is here, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from twoway.web import slots
from twoway.web.slots import Banner, Link, StreetLink, StreetLinks, Text

STREETS_SHOWN = 8
LOOK_COOKIE = "look"
LOOKS = ("light", "dark")


class Visitor(Protocol):
    """What the frame needs to know of the person: pages know more, through `people`."""

    id: str
    name: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """A link, ready to be shown."""

    label: Text
    href: str
    icon: str
    waiting: int
    current: bool
    tab: bool


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context processor: costs nothing until a template asks."""
    return {"frame": Frame(request)}


def run_by() -> str:
    """Who at work runs this server and could read it, for pages, mails and programs; empty for nobody."""
    return settings.TWOWAY_SERVER_RUN_BY or next(
        (name for name in (ask() for ask in slots.RUN_BY) if name), ""
    )


class Frame:
    """Read by base.html. Everything is looked up at most once, and only when shown."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> Visitor | None:
        """Whoever the page is for: nobody yet on sign-in and error pages."""
        return getattr(self._request, "person", None)

    @cached_property
    def look(self) -> str:
        """Light or dark when this browser was told so; else nothing, and the system decides."""
        chosen = self._request.COOKIES.get(LOOK_COOKIE, "")
        return chosen if chosen in LOOKS else ""

    @cached_property
    def pages(self) -> list[Item]:
        """Only the nouns in use."""
        return self._items(slots.PAGES)

    @cached_property
    def from_anywhere(self) -> list[Item]:
        """One tap from every page."""
        return self._items(slots.FROM_ANYWHERE)

    @cached_property
    def only_you(self) -> list[Item]:
        """Settings, and later the private pages."""
        return self._items(slots.ONLY_YOU)

    @cached_property
    def manage(self) -> list[Item]:
        """Shown to whoever runs the workplace."""
        return self._items(slots.MANAGE)

    @property
    def tabs(self) -> list[Item]:
        """On the phone: three pages at most, Add between them and More."""
        return [item for item in self.pages if item.tab][:3]

    @property
    def elsewhere(self) -> bool:
        """Whether this page has no tab of its own: then it stands under More."""
        return not any(item.current for item in self.tabs)

    @cached_property
    def streets(self) -> Sequence[StreetLink]:
        """Alphabetical, so that nobody is first."""
        return sorted(self._streets.shown[:STREETS_SHOWN], key=lambda street: street.name.casefold())

    @property
    def more_streets(self) -> int:
        """How many streets the sidebar leaves out."""
        return max(0, self._streets.total - len(self.streets))

    @property
    def all_streets(self) -> int:
        """How many streets there are."""
        return self._streets.total

    @cached_property
    def _streets(self) -> StreetLinks:
        return next((streets(self._request) for streets in slots.STREETS), StreetLinks())

    @cached_property
    def compose(self) -> str:
        """Where "Add" leads; empty while no noun offers a composer."""
        return next((reverse(name) + "#compose" for name in slots.COMPOSE), "")

    @cached_property
    def banners(self) -> list[Banner]:
        """Said above every page of a sample or study workspace."""
        found = (banner(self._request) for banner in slots.BANNERS)
        return [banner for banner in found if banner is not None]

    @cached_property
    def run_by(self) -> str:
        """Who is named as the one who runs this server."""
        return run_by()

    @property
    def run_by_you(self) -> bool:
        """Whether the page is being read by the very person who runs the server."""
        return self.person is not None and self.person.name == self.run_by

    def _items(self, links: Iterable[Link]) -> list[Item]:
        shown = [link for link in links if self.person and link.shown(self._request)]
        return [self._item(link) for link in sorted(shown, key=lambda link: link.order)]

    def _item(self, link: Link) -> Item:
        href = reverse(link.to)
        return Item(
            label=link.label,
            href=href,
            icon=link.icon,
            waiting=link.waiting(self._request),
            current=_leads_to(href, self._request.path),
            tab=link.tab,
        )


def _leads_to(href: str, path: str) -> bool:
    """A noun's page lights up its noun; the first page only itself."""
    return path == href or (href != "/" and path.startswith(href.rstrip("/") + "/"))
