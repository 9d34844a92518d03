"""All acts on a street in words, the newest first, page by page: what the drawing's marks lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.people.streets.acts import SideAdded
from twoway.readings import asked, told
from twoway.readings.streets.ends import Ends
from twoway.web.told import Deed, Line

A_PAGE = 25
CUTS = ("since", "until", "lane")


@dataclass(frozen=True)
class Listing:
    """The acts of one street, cut as the address asks: to days, or to one side."""

    ends: Ends
    entries: Sequence[Entry]
    deeds: Sequence[Deed]
    query: QueryDict

    @cached_property
    def is_cut(self) -> bool:
        """Whether only some of the acts are asked for."""
        return any(self.query.get(name) for name in CUTS)

    @cached_property
    def page(self) -> Page[Entry]:
        """The page of acts that is shown; a page that is not there is the nearest that is."""
        return Paginator(self._chosen, A_PAGE).get_page(self.query.get("page"))

    @cached_property
    def lines(self) -> list[Line]:
        """The acts on that page in words, each with the sides added to it."""
        lines = told.in_words(list(self.page), seen_by=self.ends.you.id)
        return told.with_sides(lines, self.entries)

    @property
    def rest(self) -> str:
        """The rest of the address, for the pager."""
        rest = asked.rest(self.query, without=("page",))
        return rest + "&" if rest else ""

    def href(self, entry: str) -> str:
        """Where the act is told: on this page, or on the page of the whole list that holds it."""
        if entry in self._here:
            return f"#a-{entry}"
        number = self._places.get(entry, 0) // A_PAGE + 1
        query = asked.rest(self.query, without=CUTS, page=str(number) if number > 1 else "")
        return f"?{query}#a-{entry}"

    @cached_property
    def _all(self) -> list[Entry]:
        """By when things happened, which for what was brought in is not the order it was entered in."""
        acts = [entry for entry in self.entries if not isinstance(entry.act, SideAdded)]
        return sorted(acts, key=lambda entry: (entry.happened_at, entry.seq), reverse=True)

    @cached_property
    def _here(self) -> set[str]:
        return {entry.id for entry in self.page}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {entry.id: place for place, entry in enumerate(self._all)}

    @cached_property
    def _chosen(self) -> list[Entry]:
        since, until = asked.day(self.query, "since"), asked.day(self.query, "until")
        whose = {"you": self.ends.you.id, "them": self.ends.them.id}.get(self.query.get("lane", ""))
        return [
            entry
            for entry in self._all
            if (since is None or since <= self._day(entry))
            and (until is None or self._day(entry) <= until)
            and (whose is None or whose == self._whose(entry))
        ]

    @cached_property
    def _deeds(self) -> dict[str, Deed]:
        return {deed.entry: deed for deed in self.deeds}

    def _day(self, entry: Entry) -> date:
        """A mark's act is found on the mark's day, which may lie before or after the day it was entered."""
        deed = self._deeds.get(entry.id)
        return deed.day if deed else clock.day_of(entry.happened_at, self.ends.you.zone)

    def _whose(self, entry: Entry) -> str:
        """In whose lane: a promise kept stands in the promiser's, whoever said so."""
        deed = self._deeds.get(entry.id)
        return deed.by if deed else entry.by
