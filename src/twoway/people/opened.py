"""What of somebody's was opened, by whom and on which day: read from the access log for that person alone.

Theirs is their own page, their address, whatever lies on their streets, and the acts of several people that
they take part in; whoever else takes part reads the same of them, by the same rules. A day is shown when it
is over: a page that told of today could be asked again every minute, and nobody owes anybody an answer for
having looked (docs/decisions/0005).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.ledger.models import Between
from twoway.people import access, queries, sight
from twoway.people.access import Opened
from twoway.people.models import Person
from twoway.people.streets.acts import SideAdded
from twoway.people.streets.models import Street
from twoway.web import slots
from twoway.web.told import Line

Kind = Literal["person", "address", "addresses", "street", "thing", "act"]
SAYS: dict[Kind, str] = {
    "person": later("%(name)s opened your page"),
    "address": later("%(name)s opened what stands under Manage about you, your mail address included"),
    "addresses": later("%(name)s opened the list of people under Manage, with everybody’s mail address"),
    "street": later("%(name)s opened the street between you"),
    "thing": later("%(name)s opened “%(about)s”"),
    "act": later("%(name)s opened an act in the history: “%(about)s”"),
}
FIRST_STRONG, END = "\u2068", "\u2069"  # words keep their own direction within the sentence
A_PAGE = 40
MOST_BYTES = 16_000_000  # about 170,000 lines, a third of a second; the rest is a page further on


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Who opened what on a day, however often. `about` is what a thing or an act is about, in its words."""

    on: date
    by: str
    name: str
    kind: Kind
    id: str
    about: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Openings:
    """Whole days, the newest first; `older` is the day from which on there may be more."""

    days: list[tuple[date, list[Opening]]]
    older: date | None


@dataclass(frozen=True, order=True)
class _Found:
    on: date
    by: str
    kind: Kind
    id: str


def of(person_id: str, *, until: date | None = None) -> Openings:
    """One page of what concerns the person, up to and including a day that is over."""
    found, older = _gathered(person_id, until=until, at_most=A_PAGE, most_bytes=MOST_BYTES)
    return Openings(days=_by_day(_told(found, person_id)), older=older)


def everything(person_id: str) -> list[Opening]:
    """All that is kept, the newest first, for the record somebody takes along."""
    found, _older = _gathered(person_id, until=None, at_most=None, most_bytes=None)
    return [each for _day, those in _by_day(_told(found, person_id)) for each in those]


def own(person_id: str) -> list[Opened]:
    """What is kept of what the person opened: the rest of what the log says of them."""
    days = (lines for _size, lines in access.back_from(_last_whole_day()))
    return [each for lines in days for each in reversed(lines) if each.by == person_id]


def _last_whole_day() -> date:
    return clock.now().date() - timedelta(days=1)


def _gathered(
    person_id: str, *, until: date | None, at_most: int | None, most_bytes: int | None
) -> tuple[set[_Found], date | None]:
    """Back from `until`, chunk by chunk, until there is enough; a day is never cut in two."""
    last = min(until or _last_whole_day(), _last_whole_day())
    theirs = _Theirs.of(person_id)
    found: set[_Found] = set()
    read = 0
    for size, lines in access.back_from(last):
        read += size
        found |= {one for each in lines if each.on <= last and (one := theirs.found(each))}
        oldest = lines[0].on if lines else last
        whole = {each for each in found if each.on > oldest}
        is_enough = at_most is not None and len(whole) >= at_most
        is_long = most_bytes is not None and read >= most_bytes
        if oldest < last and (is_enough or is_long):
            return whole, oldest
    return found, None


@dataclass(frozen=True, kw_only=True)
class _Theirs:
    """What is somebody's: themselves, their streets, and the things and acts on those or shared."""

    me: str
    streets: dict[str, str]
    """Which street leads to whom."""
    acts: dict[str, str]
    """Which act is about what."""
    things: frozenset[str]
    nameless: frozenset[str]

    @classmethod
    def of(cls, person_id: str) -> _Theirs:
        """Their streets, and of what lies on those or is shared with them only what sight lets them see."""
        ends = Street.objects.filter(Q(low=person_id) | Q(high=person_id))
        streets = {street.other(person_id): street.id for street in ends}
        shared = Between.objects.filter(Q(low=person_id) | Q(high=person_id)).values("seq")
        seen = sight.entries(person_id).filter(Q(street__in=streets.values()) | Q(seq__in=shared))
        acts = dict(seen.values_list("entry_id", "thing"))
        return cls(
            me=person_id,
            streets=streets,
            acts=acts,
            things=frozenset(acts.values()),
            nameless=frozenset(Person.objects.filter(state="erased").values_list("id", flat=True)),
        )

    def found(self, line: Opened) -> _Found | None:
        """The line if it is about something of theirs; nobody is told of what they opened themselves."""
        if line.by == self.me or line.by in self.nameless:
            return None
        kind, id_ = self._matter(line)
        return _Found(line.on, line.by, kind, id_) if kind else None

    def _matter(self, line: Opened) -> tuple[Kind | None, str]:
        if line.id == self.me:
            return self._oneself(line)
        if not line.id:
            return ("addresses" if line.what == "manage" else None), ""
        about = self.acts.get(line.id, line.id)
        if about in self.streets.values():
            return "street", about
        if line.id in self.acts:
            return "act", line.id
        return ("thing" if line.id in self.things else None), line.id

    def _oneself(self, line: Opened) -> tuple[Kind | None, str]:
        """A street may also be asked for by who is at its other end."""
        if line.what.startswith("street"):
            return ("street" if line.by in self.streets else None), self.streets.get(line.by, "")
        return ("address" if line.what.startswith("manage") else "person"), self.me


def _told(found: Collection[_Found], seen_by: str) -> list[Opening]:
    names = {person.id: person.called for person in queries.persons(seen_by=seen_by)}
    lines = _lines(found, seen_by)
    return [
        Opening(
            on=each.on,
            by=each.by,
            name=names.get(each.by) or _("Somebody"),
            kind=each.kind,
            id=each.id,
            about=line.about or line.says if (line := lines.get(each.id)) else "",
            href=_href(each, line),
        )
        for each in found
    ]


def _href(each: _Found, line: Line | None) -> str:
    if each.kind == "act":
        return reverse("history.entry", args=[each.id])
    if each.kind == "street":
        return reverse("street", args=[each.id])
    return line.href if line else ""


def _lines(found: Iterable[_Found], seen_by: str) -> dict[str, Line]:
    """What these things and acts are about, in the words of whatever they belong to."""
    acts = {each.id for each in found if each.kind == "act"}
    things = {each.id for each in found if each.kind == "thing"}
    seen = sight.entries(seen_by)
    of_things = seen.filter(thing__in=things).exclude(kind=SideAdded.kind).values("thing")
    last = of_things.annotate(last=Max("seq")).order_by().values_list("last", flat=True)
    these = seen.filter(entry_id__in=acts).values_list("seq", flat=True)
    entries = ledger.entries_at([*last, *these])
    told: dict[str, Line] = {}
    for tell in slots.ACTS:
        told |= tell(entries, seen_by=seen_by)
    by_thing = {entry.thing: told[entry.id] for entry in entries if entry.id in told}
    return by_thing | told


def _by_day(openings: Iterable[Opening]) -> list[tuple[date, list[Opening]]]:
    """Within a day by name: the order in which things were opened says more than the day does."""
    days: dict[date, list[Opening]] = {}
    for each in sorted(openings, key=lambda one: (one.name.casefold(), one.by, one.kind, one.about, one.id)):
        days.setdefault(each.on, []).append(each)
    return sorted(days.items(), reverse=True)


def in_words(each: Opening) -> str:
    """What somebody opened, in a sentence."""
    about = each.about or _("something without words")
    return _(SAYS[each.kind]) % {"name": each.name, "about": f"{FIRST_STRONG}{about}{END}"}


def as_data(openings: Iterable[Opening]) -> list[dict[str, Any]]:
    """For programs."""
    return [
        {
            "on": each.on.isoformat(),
            "by": each.by,
            "name": each.name,
            "kind": each.kind,
            "id": each.id,
            "about": each.about,
        }
        for each in openings
    ]
