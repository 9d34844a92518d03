"""Acts between a client's contacts and people of ours, as far as one person sees them.

An act belongs here by the two who stand at its ends, one from each side. Whoever else was named to see it may
read it here too; whoever was not finds no trace of it, not even in a count or in a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Between, Frame
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Client, Person
from twoway.people.streets.models import Street
from twoway.readings import told
from twoway.readings.history.listing import sides_beside
from twoway.web.told import Line

OF_THE_STREET_ITSELF = Q(kind__startswith="street.") | Q(kind__startswith="side.")


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act in words, with whom of either side it names, and from which side it came; "" from nobody."""

    line: Line
    ours: tuple[Person, ...]
    theirs: tuple[Person, ...]
    by_ours: bool | None


@dataclass(frozen=True)
class BothSides:
    """A client and ourselves, for the eyes of `me`, who is of one of the two sides."""

    client: Client
    me: Person

    @property
    def acts(self) -> QuerySet[Frame]:
        """The acts between the two sides that one sees, the latest first."""
        on_streets = Frame.objects.filter(street__in=self._streets.values("id")).exclude(OF_THE_STREET_ITSELF)
        all_of_them = on_streets.values("seq").union(self._shared.values("seq"), all=True)
        frames = Frame.objects.filter(seq__in=all_of_them).exclude(OF_THE_STREET_ITSELF)
        return sight.among(frames, self.me.id).order_by("-happened_at", "-seq")

    def told(self, seqs: Iterable[int]) -> list[Act]:
        """These acts in words, the latest first, with the sides that were added to them."""
        entries = ledger.entries_at(seqs)
        entries.sort(key=lambda entry: (entry.happened_at, entry.seq), reverse=True)
        lines = told.in_words(entries, seen_by=self.me.id)
        lines = told.with_sides(lines, sides_beside(entries, seen_by=self.me.id))
        by_id = {entry.id: entry for entry in entries}
        named = people.named(one for entry in entries for one in (entry.by, *entry.participants) if one)
        return [self._act(line, by_id[line.entry], named) for line in lines]

    def _act(self, line: Line, entry: Entry, named: Mapping[str, Person]) -> Act:
        both = dict.fromkeys([entry.by, *entry.participants])
        on_it = [named[one] for one in both if one in named]
        ours = tuple(one for one in on_it if one.is_member)
        theirs = tuple(one for one in on_it if one.client_id == self.client.id)
        doer = named.get(entry.by)
        return Act(line=line, ours=ours, theirs=theirs, by_ours=None if doer is None else doer.is_member)

    # ---- who stands on either side -----------------------------------------------------------------------

    @cached_property
    def contacts(self) -> list[Person]:
        """Those of the client who are here, or have to do with somebody of ours, by name."""
        here = [one for one in people.contacts([self.client.id], seen_by=self.me.id) if one.is_here]
        return _by_name([*here, *(one for one in self._met.values() if not one.is_member)])

    @cached_property
    def ours(self) -> list[Person]:
        """Those of ours who have to do with a contact, as far as one sees it, by name."""
        return _by_name(one for one in self._met.values() if one.is_member)

    def met_by(self, person: str) -> list[Person]:
        """Whom of the other side somebody has to do with, as far as one sees it."""
        return _by_name(self._met[other] for other in self._others.get(person, ()))

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        """Who has to do with whom, by a street or an act of several people, as far as one sees either."""
        acts = Frame.objects.filter(street=OuterRef("id")).exclude(OF_THE_STREET_ITSELF)
        seen = Q(low=self.me.id) | Q(high=self.me.id) | Q(Exists(sight.among(acts, self.me.id)))
        shared = self._shared.filter(sight.sees_entry(self.me.id)).values_list("low", "high").distinct()
        return {*self._streets.filter(seen).values_list("low_id", "high_id"), *shared}

    @cached_property
    def _others(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for low, high in self._pairs:
            found.setdefault(low, set()).add(high)
            found.setdefault(high, set()).add(low)
        return found

    @cached_property
    def _met(self) -> dict[str, Person]:
        return people.named(self._others)

    @property
    def _streets(self) -> QuerySet[Street]:
        low, high = Q(low__client=self.client.id), Q(high__client=self.client.id)
        return Street.objects.filter(low & Q(high__kind="member") | high & Q(low__kind="member"))

    @property
    def _shared(self) -> QuerySet[Between]:
        """Acts of several people, by the pairs they stand between: a contact, and one of ours."""
        contacts = Person.objects.filter(client=self.client.id).values("id")
        ours = Person.objects.filter(kind="member").values("id")
        return Between.objects.filter(Q(low__in=contacts, high__in=ours) | Q(high__in=contacts, low__in=ours))


def _by_name(people: Iterable[Person]) -> list[Person]:
    """Each once, and nobody first for anything but the name."""
    each = {one.id: one for one in people}
    return sorted(each.values(), key=lambda one: (one.called.casefold(), one.id))
