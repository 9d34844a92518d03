"""The two ends of a street, and from which of them it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.people.models import Person
from twoway.people.streets import queries as streets
from twoway.people.streets.models import Street
from twoway.web.told import Open

THEIRS = "theirs"


@dataclass(frozen=True, kw_only=True)
class Ends:
    """`viewer` is who looks; `you` is from whose end the page is made, which for the twin is the other's."""

    street: Street
    viewer: str
    you: Person
    them: Person

    @property
    def is_twin(self) -> bool:
        """Whether this is what the other one sees."""
        return self.viewer != self.you.id

    @property
    def today(self) -> date:
        """The day it is at this end."""
        return clock.today(self.you.zone)

    @property
    def today_at_both(self) -> date:
        """The day that has come at both ends: what both are told alike goes by it."""
        return min(clock.today(self.you.zone), clock.today(self.them.zone))

    def days_of(self, moment: datetime) -> tuple[date, date]:
        """The days on which that was at the two ends, the earlier first."""
        here, there = sorted(clock.day_of(moment, person.zone) for person in (self.you, self.them))
        return here, there

    def side_of(self, person: str) -> str:
        """In which lane and colour the person stands on this page; what is nobody's has none."""
        return {self.you.id: "you", self.them.id: "them"}.get(person, "ink")

    def href(self, name: str = "street", *, twin: bool | None = None) -> str:
        """The address of a page of this street, kept to the end it is made from unless told otherwise."""
        twin = self.is_twin if twin is None else twin
        return reverse(name, args=[self.street.id]) + (f"?side={THEIRS}" if twin else "")


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A street as one of its pages has read it: what fills a place on that page need not read it again.

    `folded` where the page is opened side by side, and what is for one alone begins closed.
    """

    ends: Ends
    entries: Sequence[Entry]
    opens: Sequence[Open]
    folded: bool = False


def ends(street_id: str, *, seen_by: str, side: str = "") -> Ends:
    """The street for one of its two, from their own end or, on `side` "theirs", from the other's."""
    street = streets.street(street_id, seen_by=seen_by)
    mine, theirs = street.low, street.high
    if mine.id != seen_by:
        mine, theirs = theirs, mine
    you, them = (theirs, mine) if side == THEIRS else (mine, theirs)
    return Ends(street=street, viewer=seen_by, you=you, them=them)
