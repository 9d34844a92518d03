"""The pages of clients: those there are, and what stands between us and one of them, from either end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from twoway.errors import NotSeen
from twoway.people import queries as people
from twoway.people.models import Client, Person
from twoway.people.streets import queries as streets
from twoway.people.visits import SignedIn
from twoway.readings import asked
from twoway.readings.clients.between import Act, BothSides
from twoway.readings.waiting import reader
from twoway.web.addresses import address

A_PAGE = 25
PEOPLE_A_PAGE = 50
PEOPLE_AT_FIRST = 8
SIDES = ("theirs", "ours")


@dataclass(frozen=True, kw_only=True)
class Row:
    """Somebody of either side, with the way to them if there is one, and whom they do things with."""

    person: Person
    href: str
    with_: Sequence[Person]


@dataclass(frozen=True, kw_only=True)
class Column:
    """Those of one side: of the reader's own or of the other."""

    side: str
    name: str
    is_client: bool
    rows: Sequence[Row]
    more: int


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A client, and one's own streets with its contacts."""

    client: Client
    contacts: int
    mine: Sequence[Row]


@require_GET
def clients(request: SignedIn) -> HttpResponse:
    """The clients there are. A client's contact is led to where their own organisation and ours meet."""
    me = request.person
    if not me.is_member:
        return redirect("client", id=_own_client(me))
    search = asked.search(request.GET)
    found = [one for one in people.clients(seen_by=me.id) if search.casefold() in one.name.casefold()]
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    guests = people.contacts([one.id for one in page], seen_by=me.id)
    listed = [_listed(one, [guest for guest in guests if guest.client_id == one.id], me) for one in page]
    context = {"listed": listed, "page": page, "search": search, "rest": _rest(request)}
    return render(request, "clients/clients.html", context | {"may_invite": people.may_invite(me)})


@require_GET
def client(request: SignedIn, id: str) -> HttpResponse:
    """Both sides, and every act between them that one sees."""
    both = _both(request, id)
    page = Paginator(both.acts.values_list("seq", flat=True), A_PAGE).get_page(request.GET.get("page"))
    context = _about(request, both) | {
        "columns": _columns(request, both),
        "acts": [(act, _side(act, request.person)) for act in both.told(page)],
        "page": page,
    }
    return render(request, "clients/client.html", context)


@require_GET
def both_sides(request: SignedIn, id: str) -> HttpResponse:
    """Everybody of one of the two sides."""
    both, of_client = _both(request, id), asked.choice(request.GET, "side", SIDES, "theirs") == "theirs"
    search = asked.search(request.GET)
    # In the address the client is "theirs" for both ends, so that either may send it to the other.
    found = both.contacts if of_client else both.ours
    found = [one for one in found if search.casefold() in one.called.casefold()]
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = _about(request, both) | {
        "column": _column(request, both, list(page), of_client=of_client),
        "page": page,
        "search": search,
        "rest": _rest(request),
        "asked_side": "theirs" if of_client else "ours",
    }
    return render(request, "clients/people.html", context)


def has_clients(request: HttpRequest) -> bool:
    """Whether the sidebar leads a member there: as soon as a client is named."""
    me = reader(request)
    return me is not None and me.is_member and bool(people.clients(seen_by=me.id))


def is_contact(request: HttpRequest) -> bool:
    """Whether it leads a client's contact to where both sides meet."""
    me = reader(request)
    return me is not None and not me.is_member


def _both(request: SignedIn, id: str) -> BothSides:
    return BothSides(people.client(id, seen_by=request.person.id), request.person)


def _about(request: SignedIn, both: BothSides) -> dict[str, Any]:
    """What both pages say of the two sides: ours is the reader's, whichever that is."""
    place = people.workplace()
    here = place.name if place is not None else ""
    them, us = (both.client.name, here) if request.person.is_member else (here, both.client.name)
    return {
        "client": both.client,
        "them": them,
        "us": us,
        "is_member": request.person.is_member,
        "may_invite": people.may_invite(request.person),
    }


def _columns(request: SignedIn, both: BothSides) -> list[Column]:
    """Theirs on the left, one's own on the right: each reader's own is the right one."""
    of_client = _column(request, both, both.contacts[:PEOPLE_AT_FIRST], of_client=True)
    of_ours = _column(request, both, both.ours[:PEOPLE_AT_FIRST], of_client=False)
    return [of_client, of_ours] if request.person.is_member else [of_ours, of_client]


def _column(request: SignedIn, both: BothSides, shown: Sequence[Person], *, of_client: bool) -> Column:
    me = request.person
    about = _about(request, both)
    is_mine = of_client != me.is_member
    return Column(
        side="you" if is_mine else "them",
        name=about["us"] if is_mine else about["them"],
        is_client=of_client,
        rows=_rows(shown, both, me),
        more=len(both.contacts if of_client else both.ours) - len(shown),
    )


def _rows(shown: Sequence[Person], both: BothSides, me: Person) -> list[Row]:
    own = {street.other(me.id): street.id for street in streets.streets_of(me.id)}
    # A member knows everybody; a guest may read a name of somebody they have nothing to do with themselves.
    known = None if me.is_member else {one.id for one in people.persons(seen_by=me.id)}
    return [Row(person=one, href=_href(one, own, known), with_=both.met_by(one.id)) for one in shown]


def _href(person: Person, own: dict[str, str], known: set[str] | None) -> str:
    """To the street with them, or to where one begins."""
    if person.id in own:
        return address("street", own[person.id])
    return address("person", person.id) if known is None or person.id in known else ""


def _own_client(me: Person) -> str:
    if me.client_id is None:
        raise NotSeen
    return me.client_id


def _side(act: Act, me: Person) -> str:
    """On the reader's own side what one of theirs did; what nobody did alone belongs to both."""
    if act.by_ours is None:
        return "ink"
    return "you" if act.by_ours == me.is_member else "them"


def _listed(client: Client, guests: Sequence[Person], me: Person) -> Listed:
    own = {street.other(me.id): street.id for street in streets.streets_of(me.id)}
    met = [guest for guest in guests if guest.id in own]
    here = sum(guest.is_here for guest in guests)
    rows = [Row(person=one, href=address("street", own[one.id]), with_=()) for one in met]
    return Listed(client=client, contacts=here, mine=rows)


def _rest(request: SignedIn) -> str:
    rest = asked.rest(request.GET, without=("page",))
    return rest + "&" if rest else ""
