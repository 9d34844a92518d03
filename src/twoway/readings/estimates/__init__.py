"""How far two people can count on each other, by the record: worked out on view, never kept.

There is an estimate only while both want it (or in a study, where there is nobody to ask), and only while the
workplace and the server allow estimates at all. Both sides of a street get the very same one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twoway.readings.estimates.lanes import StreetEstimate


def estimate(street: str, *, seen_by: str, as_of_day: date | None = None) -> StreetEstimate | None:
    """The estimate for one of the two people; None while there is none, NotSeen for anybody else."""
    # Django reads this package before its tables are there, so what needs them is fetched on the first call.
    from twoway.readings.estimates import gathering

    return gathering.estimate(street, seen_by=seen_by, as_of_day=as_of_day)
