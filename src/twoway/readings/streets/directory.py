"""One's people: the streets one is on, and whoever else is here; by name, and never by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.safestring import SafeString

from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets import queries as streets
from twoway.people.streets.models import Street
from twoway.readings import asked, told
from twoway.readings.estimates import gathering
from twoway.readings.streets import headline
from twoway.readings.streets.ends import Ends
from twoway.readings.streets.scene import small
from twoway.web.told import Open

A_PAGE = 50
SHOWS = ("all", "streets", "open", "waiting", "others")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A person in the list; where there is a street, it in small, what is open on it, and what comes next."""

    person: Person
    street: Street | None
    picture: SafeString | None
    says: SafeString | None
    next: Open | None


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of people, with what was asked for."""

    rows: tuple[Row, ...]
    page: Page[Person]
    show: str
    search: str
    rest: str

    @property
    def first_other(self) -> Row | None:
        """Where the list turns from one's streets to the others, if it does on this page."""
        has_streets = any(row.street for row in self.rows)
        return next((row for row in self.rows if row.street is None), None) if has_streets else None


def people_of(me: Person, query: QueryDict, all_opens: Iterable[Open]) -> Found:
    """Everybody the person may see and could do something with, or has done something with."""
    by_other = {street.other(me.id): street for street in streets.streets_of(me.id)}
    opens = _by_street(all_opens)
    search, show = asked.search(query), asked.choice(query, "show", SHOWS, "all")
    wanted = [
        person
        for person in people.persons(seen_by=me.id)
        if person.id != me.id
        and search.casefold() in person.called.casefold()
        and _is_shown(show, person, by_other.get(person.id), opens, me.id)
    ]
    # One's streets come first, each part in the order of names.
    wanted.sort(key=lambda person: person.id not in by_other)
    page = Paginator(wanted, A_PAGE).get_page(query.get("page"))
    rest = asked.rest(query, without=("page",))
    rows = _rows(me, list(page), by_other, opens)
    return Found(rows=rows, page=page, show=show, search=search, rest=rest + "&" if rest else "")


def _by_street(opens: Iterable[Open]) -> dict[str, list[Open]]:
    found: dict[str, list[Open]] = {}
    for one in opens:
        found.setdefault(one.street, []).append(one)
    return found


def _is_shown(
    show: str, person: Person, street: Street | None, opens: Mapping[str, list[Open]], me: str
) -> bool:
    """Whether the person belongs in this part of the list; whoever has left only where there is a street."""
    if street is None:
        return person.is_here and show in {"all", "others"}
    matters = opens.get(street.id, [])
    if show == "waiting":
        return any(one.owes == me for one in matters)
    return bool(matters) if show == "open" else show in {"all", "streets"}


def _rows(
    me: Person,
    shown: Sequence[Person],
    by_other: Mapping[str, Street],
    opens: Mapping[str, list[Open]],
) -> tuple[Row, ...]:
    """Pictures are drawn for this page alone, all of them from the same few queries."""
    here = [by_other[person.id] for person in shown if person.id in by_other]
    estimates = gathering.estimates(here, seen_by=me.id)
    without = [street.id for street in here if street.id not in estimates]
    deeds = told.deeds(without, seen_by=me.id) if without else {}
    rows = []
    for person in shown:
        street = by_other.get(person.id)
        if street is None:
            rows.append(Row(person=person, street=None, picture=None, says=None, next=None))
            continue
        ends = Ends(street=street, viewer=me.id, you=me, them=person)
        estimate, matters = estimates.get(street.id), opens.get(street.id, [])
        picture = small(ends, estimate, deeds.get(street.id, ()))
        says = headline.what_is_open(matters, ends)
        rows.append(Row(person=person, street=street, picture=picture, says=says, next=_next(matters)))
    return tuple(rows)


def _next(matters: Sequence[Open]) -> Open | None:
    """What comes first, whoever owes it; what has no day comes last, and is no next thing."""
    next_things = (one for one in matters if one.kind not in {"claim", "review"})
    dated = [(one.due_on, one) for one in next_things if one.due_on is not None]
    return min(dated, key=lambda pair: pair[0])[1] if dated else None
