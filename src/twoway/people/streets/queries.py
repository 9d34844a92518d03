"""Reads of streets. A street is seen by its two people and by nobody else."""

from __future__ import annotations

from django.db.models import Q

from twoway.errors import NotSeen
from twoway.ledger.prepared import Prepared
from twoway.people.sight import asked
from twoway.people.streets.models import EstimateWish, Street
from twoway.web.asked_once import asked_once

# Every act between two people asks this while others wait for the lock.
_of_pair = Prepared(
    lambda low, high: Street.objects.select_related("low", "high").filter(low_id=low, high_id=high)
)


def street(street_id: str, *, seen_by: str) -> Street:
    """The street, for one of its two; for anybody else there is none."""
    both = Street.objects.select_related("low", "high")
    found = both.filter(_of(seen_by), id=asked(street_id)).first()
    if found is None:
        raise NotSeen
    return found


def between(one: str, other: str, *, seen_by: str | None = None) -> Street | None:
    """The street of a pair, with both at hand; with `seen_by`, only if that is one of the two."""
    low, high = sorted((asked(one), asked(other)))
    if seen_by is not None and seen_by not in {low, high}:
        return None
    return next(iter(_of_pair(low, high)), None)


@asked_once
def streets_of(person_id: str) -> list[Street]:
    """All streets of a person with both ends at hand, in no order that means anything."""
    return list(Street.objects.filter(_of(person_id)).select_related("low", "high").order_by("id"))


def every_street() -> list[Street]:
    """All streets, for imports, which look whether a pair has one; never for a page."""
    return list(Street.objects.all())


def wishes_estimate(street_id: str, *, seen_by: str) -> bool:
    """Whether the person asked for an estimate of the street: an answer for that person alone."""
    return EstimateWish.objects.filter(street=street_id, person=seen_by).exists()


def _of(person_id: str) -> Q:
    return Q(low=person_id) | Q(high=person_id)
