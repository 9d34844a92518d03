"""What can be read of thanks, always for somebody's eyes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db.models import Q, QuerySet

from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.thanks.models import Thanks as Thanks
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person
from twoway.people.streets import queries as streets
from twoway.web.asked_once import asked_once

# Acts that are nobody's deed towards the other, or that are gratitude themselves, are not offered to be
# thanked for.
NO_DEEDS = (
    "street.",
    "side.",
    "thanks.",
    "promise.hung_on",
    "promise.unhung",
    "promise.owned",
    "call.has_problem",
    "growth.set",
    "growth.shown",
    "growth.step_",
    "growth.support_asked",
    "growth.reached",
    "growth.let_go",
)
LATEST = 60  # deeds looked through for what could be thanked for
LOOKED_THROUGH = 400  # of one's acts, those in which these deeds are looked for


@asked_once
def all_of(seen_by: str) -> QuerySet[Thanks]:
    """Every thanks the person may read: given, received, or passed on to them; the latest first."""
    seen = Thanks.objects.filter(sight.sees(seen_by)).order_by("-given_at", "id")
    return seen.select_related("street", "giver", "receiver", "words_in")


def one(id: str, *, seen_by: str) -> Thanks:
    """The thanks; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def of_street(street: str, *, seen_by: str) -> QuerySet[Thanks]:
    """All thanks between the two, for one of the two."""
    return between_two(seen_by).filter(street=street)


def between_two(person: str) -> QuerySet[Thanks]:
    """Thanks the person gave or received."""
    return all_of(person).filter(Q(giver=person) | Q(receiver=person))


def received(person: str) -> QuerySet[Thanks]:
    """Thanks said to the person."""
    return all_of(person).filter(receiver=person)


def given(person: str) -> QuerySet[Thanks]:
    """Thanks the person said."""
    return all_of(person).filter(giver=person)


def learn_from(person: str) -> list[Person]:
    """Those with whom the person's street is open: from them one may say that one learned something."""
    ends = (street.from_end(person)[1] for street in streets.streets_of(person) if street.state == "open")
    return sorted((one for one in ends if one.is_here), key=lambda one: (one.called.casefold(), one.id))


def passed_to(person: str) -> QuerySet[Thanks]:
    """Thanks between two others that were passed on to the person."""
    return all_of(person).exclude(giver=person).exclude(receiver=person)


def asking(person: str) -> QuerySet[Thanks]:
    """Thanks between the person and others that wait for a yes to being passed on, where one can be said."""
    return between_two(person).filter(street__state="open").exclude(asking=[])


def waiting_for(person: str) -> list[Thanks]:
    """Thanks said to the person that their giver would like to pass on, if the person says yes."""
    return list(asking(person).filter(receiver=person))


def for_acts(entry_ids: Iterable[str], *, seen_by: str) -> list[Thanks]:
    """The thanks said for these acts, the oldest first: the person's own, and all that were said to them."""
    found = between_two(seen_by).filter(about_entry__in=list(entry_ids))
    return list(found.order_by("given_at", "id"))


def told(thanks: Thanks, *, seen_by: str) -> list[str]:
    """Names of those it was passed on to, for the two: who heard of it does not see who else did."""
    if seen_by not in thanks.parties:
        return []
    return [people.person(person).called for person in thanks.told]


def act(thanks: Thanks, *, seen_by: str) -> Entry | None:
    """The act it is for, if there is one, for the two; whoever it was passed on to sees the words alone."""
    return ledger.entry(thanks.about_entry) if thanks.about_entry and seen_by in thanks.parties else None


def thankable_act(entry_id: str, *, seen_by: str) -> list[Entry]:
    """That one act, if the person may see it: for an address that names what the thanks are for."""
    return [ledger.entry(entry_id)] if sight.may_see_entry(entry_id, seen_by) else []


def thankable(person: str, most: int = 12) -> list[Entry]:
    """The latest deeds of others towards the person for which they have not said thanks."""
    frames = sight.latest_naming(person, LOOKED_THROUGH).exclude(street="").exclude(by__in=["", person])
    for start in NO_DEEDS:
        frames = frames.exclude(kind__startswith=start)
    latest = list(frames.order_by("-seq").values_list("seq", "entry_id")[:LATEST])
    thanked = set(
        given(person)
        .filter(about_entry__in=[entry for _, entry in latest])
        .values_list("about_entry", flat=True)
    )
    wanted = islice((seq for seq, entry in latest if entry not in thanked), 2 * most)
    # Of an act of several people one may also have been told only: that was no deed towards oneself.
    towards = (entry for entry in reversed(ledger.entries_at(wanted)) if person in entry.participants)
    return list(islice(towards, most))
