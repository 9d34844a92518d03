"""Who may see what: the one answer, for pages, search, counts, exports, mail, logs and the API alike.

Each entry names its participants and its audience, and whoever is named sees it. Facts about the workplace
name every member. Running the server opens nothing. Whether a thing is not there or not yours takes the same
queries and gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger.entries import EVERY_MEMBER
from twoway.ledger.models import Between, Frame, Sight
from twoway.people.models import Client, Person
from twoway.people.streets.models import Street
from twoway.web.asked_once import asked_once

HERE = ("invited", "active")
NOBODY = (
    "-" * 12
)  # in the shape of an id and never one: asked for in place of nonsense, so that nonsense costs the same


@asked_once
def sees(seen_by: str, thing: str = "id") -> Exists:
    """Whether the person may see an act about the row's thing: `.filter(sees(person))`.

    It is asked of each row that is left by then; a list of all they may see grows as long as they are here.
    """
    return Exists(_lines(seen_by).filter(thing=OuterRef(thing)))


def entries(seen_by: str) -> QuerySet[Frame]:
    """All entries the person may see, as frames, in no order."""
    return Frame.objects.filter(seq__in=_lines(seen_by).values("seq"))


def among(frames: QuerySet[Frame], seen_by: str) -> QuerySet[Frame]:
    """Those of these few frames that the person may see: asked of each, for all they see may be far more."""
    return frames.filter(sees_entry(seen_by))


def sees_entry(seen_by: str) -> Exists:
    """Whether the person may see the entry whose number the row has: `.filter(sees_entry(person))`."""
    return Exists(_lines(seen_by).filter(seq=OuterRef("seq")))


def newest_first(frames: QuerySet[Frame]) -> QuerySet[Frame]:
    """The frames a person sees, in the order of the record turned round.

    By a sum: by the number itself PostgreSQL goes backwards through everybody's acts until it has met enough.
    """
    return frames.order_by((F("seq") + 0).desc())


def latest_naming(person_id: str, most: int) -> QuerySet[Frame]:
    """The latest `most` entries that name the person, to be cut further.

    From the person's own end: for the newest of all they see, PostgreSQL reads everybody's acts backwards.
    """
    latest = Sight.objects.filter(person=person_id).order_by("-seq").values("seq")[:most]
    return Frame.objects.filter(seq__in=latest)


def naming(person_id: str) -> QuerySet[Frame]:
    """The entries that name the person themselves, and not merely everybody: their own record."""
    return Frame.objects.filter(seq__in=Sight.objects.filter(person=person_id).values("seq"))


def may_see_entry(entry_id: str, seen_by: str) -> bool:
    """Whether the entry is there for the person."""
    frame = Frame.objects.filter(entry_id=asked(entry_id)).values("seq")
    return _lines(seen_by).filter(seq__in=frame).exists()


def may_see(thing: str, seen_by: str) -> bool:
    """Whether any act about the thing is there for the person."""
    return _lines(seen_by).filter(thing=asked(thing)).exists()


def demand(thing: str, seen_by: str) -> None:
    """NotSeen unless the thing is there for the person."""
    if not may_see(thing, seen_by):
        raise NotSeen


def persons(seen_by: str) -> QuerySet[Person]:
    """The people a person may see.

    Members see each other and the guests. A guest, and whoever has not joined yet, sees those they share a
    street with, and those whose act of several people they take part in, or who take part in theirs; a guest
    also the others of the same client. Somebody erased stays, without a name, for those who did something
    together.
    """
    viewer = _viewer(seen_by)
    if viewer is None:
        return Person.objects.none()
    theirs = Q(low=seen_by, high=OuterRef("id")) | Q(high=seen_by, low=OuterRef("id"))
    seen = Q(id=seen_by) | Q(Exists(Street.objects.filter(theirs)))
    if viewer.is_active_member:
        seen |= ~Q(state="erased")
    else:
        seen |= Q(Exists(Between.objects.filter(theirs)))
    if viewer.client:
        seen |= Q(client=viewer.client) & ~Q(state="erased")
    return Person.objects.filter(seen)


def clients(seen_by: str) -> QuerySet[Client]:
    """The outside organisations a person may know of: members of all, a client's contact of their own."""
    viewer = _viewer(seen_by)
    if viewer is not None and viewer.is_active_member:
        return Client.objects.all()
    return Client.objects.filter(id=viewer.client if viewer is not None else None)


def may_see_person(person_id: str, seen_by: str) -> bool:
    """Whether one person is there for the other."""
    return persons(seen_by).filter(id=asked(person_id)).exists()


@asked_once
def _lines(seen_by: str) -> QuerySet[Sight]:
    """Lines of sight: the person's own, and every member's if they are one."""
    viewer = _viewer(seen_by)
    if viewer is not None and viewer.is_active_member:
        return Sight.objects.filter(person__in=(seen_by, EVERY_MEMBER))
    return Sight.objects.filter(person=seen_by)


@dataclass(frozen=True)
class _Viewer:
    """What sight goes by, of somebody who is here; a client only of those who have joined."""

    is_active_member: bool
    client: str | None


@asked_once
def _viewer(person_id: str) -> _Viewer | None:
    """Asked by itself, since as a part of every other question it would cost more than all the rest of it."""
    here = Person.objects.filter(id=person_id, state__in=HERE).values_list("kind", "state", "client")
    for kind, state, client in here:
        is_active = state == "active"
        return _Viewer(is_active and kind == "member", client if is_active else None)
    return None


def asked(id_: str) -> str:
    """What to look up for an id as it came in: nonsense never reaches the database, and costs the same."""
    return id_ if looks_like_id(id_) else NOBODY
