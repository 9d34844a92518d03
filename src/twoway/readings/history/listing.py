"""The acts one may see, the newest first, cut as the page asks: to somebody's, to a kind, to days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict

from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.people import sight
from twoway.people.models import Person
from twoway.people.streets.acts import SideAdded
from twoway.readings import asked, told
from twoway.web.told import Line

A_PAGE = 40
# No act lies outside these days, and at the ends of time a day has no midnight in every zone.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 1, 1)
KINDS: dict[str, tuple[str, ...]] = {
    "promises": ("promise.",),
    "thanks": ("thanks.",),
    "sides": ("side.",),
    "streets": ("street.",),
    "workplace": ("workplace.", "person.", "line.", "team.", "client.", "ledger.", "sight."),
}


@dataclass(frozen=True)
class History:
    """One page of what `me` may see."""

    me: Person
    query: QueryDict

    @cached_property
    def page(self) -> Page[int]:
        """The numbers of the acts on this page."""
        chosen = sight.newest_first(self._chosen).values_list("seq", flat=True)
        return Paginator(chosen, A_PAGE).get_page(self.query.get("page"))

    @cached_property
    def lines(self) -> list[Line]:
        """The acts on this page in words."""
        entries = ledger.entries_at(self.page)
        return list(reversed(told.in_words(entries, seen_by=self.me.id)))

    @property
    def kind(self) -> str:
        """The kind of acts that is asked for."""
        return asked.choice(self.query, "kind", KINDS, "")

    @property
    def rest(self) -> str:
        """The rest of the address, for the pager."""
        rest = asked.rest(self.query, without=("page",))
        return rest + "&" if rest else ""

    @cached_property
    def _chosen(self) -> QuerySet[Frame]:
        chosen = sight.entries(self.me.id)
        if person := self.query.get("person", ""):
            chosen = chosen.filter(by=sight.asked(person))
        if self.kind:
            kinds = Q()
            for start in KINDS[self.kind]:
                kinds |= Q(kind__startswith=start)
            chosen = chosen.filter(kinds)
        since, until = asked.day(self.query, "since"), asked.day(self.query, "until")
        if since and since > FIRST_DAY:
            chosen = chosen.filter(at__gte=self._midnight(since))
        if until and until < LAST_DAY:
            chosen = chosen.filter(at__lt=self._midnight(until + timedelta(days=1)))
        return chosen

    def _midnight(self, day: date) -> datetime:
        """When the day begins where the reader is."""
        return datetime.combine(day, time(), ZoneInfo(self.me.zone))


def sides_beside(entries: Iterable[Entry], *, seen_by: str) -> list[Entry]:
    """The sides that were added to these acts or others of the same things, as far as one may see them."""
    sides = sight.entries(seen_by).filter(kind=SideAdded.kind, thing__in={entry.thing for entry in entries})
    return ledger.entries_at(sides.values_list("seq", flat=True))
