"""The acts that somebody may see, as entries: readings begin here, so that sight is asked first.

On a street stand its own acts and those of several people, where one of its two did them and the other takes
part. A street numbers its acts here, where it is read: by their place among all that stand on it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Literal

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.models import Between, Frame
from twoway.people import sight
from twoway.people.streets.models import Street

Acts = dict[str, list[Entry]]


def of_streets(streets: Collection[str], *, seen_by: str) -> Acts:
    """The acts on each of these streets, the oldest first, as far as the person may see them."""
    found: Acts = {street: [] for street in streets}
    others = _others(streets, seen_by)
    shared = _shared(others, seen_by)
    on: dict[int, list[str]] = {}
    for low, high, seq in shared.values_list("low", "high", "seq"):
        on.setdefault(seq, []).append(others[high if low == seen_by else low])
    own = Frame.objects.filter(street__in=list(streets)).values("seq")
    both = Frame.objects.filter(seq__in=own.union(shared.values("seq"), all=True))
    for entry in ledger.entries_from(sight.among(both, seen_by)):
        for street in on.get(entry.seq, ()) if entry.street == EVERY_STREET else (entry.street,):
            found[street].append(entry)
    return found


def of_street(street: str, *, seen_by: str) -> list[Entry]:
    """The acts on one street, the oldest first."""
    return of_streets([street], seen_by=seen_by)[street]


def numbers(entries: Sequence[Entry]) -> dict[str, int]:
    """The number on its street of each act, by its id; `entries` are all acts that stand there."""
    return {entry.id: number for number, entry in enumerate(entries, start=1)}


def number_of(entry: Entry, *, seen_by: str) -> int:
    """The act's number on its street, for one of its two; 0 where it stands on several, or on none of theirs.

    Whoever else may see the act is not told: the number counts acts that are not theirs to know of.
    """
    street = _street_of(entry, seen_by)
    if street is None:
        return 0
    own = Frame.objects.filter(street=street.id, seq__lte=entry.seq)
    shared = Between.objects.filter(low=street.low_id, high=street.high_id, seq__lte=entry.seq)
    return own.count() + shared.count()


def last_on(
    streets: Collection[str], *, seen_by: str, moment: Literal["at", "happened_at"]
) -> dict[str, datetime]:
    """When the last act on each of these streets was entered, or happened; nothing for one without acts."""
    others = _others(streets, seen_by)
    own = sight.entries(seen_by).filter(street__in=list(streets))
    last: dict[str, datetime] = dict(own.values_list("street").annotate(last=Max(moment)))
    when = Subquery(Frame.objects.filter(seq=OuterRef("seq")).values(moment))
    shared = _shared(others, seen_by).annotate(when=when).values_list("low", "high")
    for low, high, at in shared.annotate(last=Max("when")):
        street = others[high if low == seen_by else low]
        last[street] = max(at, last.get(street, at))
    return last


def _others(streets: Collection[str], seen_by: str) -> dict[str, str]:
    """Which of these streets leads to whom, as far as they are the person's."""
    theirs = Street.objects.filter(Q(low=seen_by) | Q(high=seen_by), id__in=list(streets))
    ends = theirs.values_list("id", "low_id", "high_id")
    return {high if low == seen_by else low: street for street, low, high in ends}


def _shared(others: Mapping[str, str], seen_by: str) -> QuerySet[Between]:
    """The acts of several people that stand between the person and each of these."""
    return Between.objects.filter(
        Q(low=seen_by, high__in=list(others)) | Q(high=seen_by, low__in=list(others))
    )


def _street_of(entry: Entry, seen_by: str) -> Street | None:
    if entry.street != EVERY_STREET:
        return Street.objects.filter(Q(low=seen_by) | Q(high=seen_by), id=entry.street).first()
    pairs = [pair for pair in entry.pairs() if seen_by in pair]
    return Street.objects.filter(low=pairs[0][0], high=pairs[0][1]).first() if len(pairs) == 1 else None
