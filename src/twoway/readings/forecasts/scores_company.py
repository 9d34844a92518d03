"""How forecasts would have done on a whole company's record: a group figure, so it needs a group.

It goes by everything entered before the first of the month, as the base rates do, so that nothing can be read
off it by asking twice; and it is there from five different promisers on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import TooFewPeople
from twoway.readings.forecasts import base_rates
from twoway.readings.forecasts.courses import as_told
from twoway.trust.errors import BadReading

if TYPE_CHECKING:
    from twoway.trust.record import Told
    from twoway.trust.rolling import Rolling

FEWEST_PEOPLE = 5


@dataclass(frozen=True, kw_only=True)
class BackTest:
    """The forecasts of all promises until that day, by the age at which each is made, and the plain rules."""

    until: date
    promises: int
    tested: dict[float, Rolling]


def back_test(ages: Sequence[float] = (0.0,)) -> BackTest:
    """Forecast every promise on record here with what was known then, and say how well that went."""
    first = base_rates.first_of_month(clock.now())
    pasts = [past for past in base_rates.all_promises(first) if past.days]
    if len({past.promiser for past in pasts}) < FEWEST_PEOPLE:
        raise TooFewPeople(
            _(
                "Before %(day)s fewer than five people here had promised anything by a day. From five on "
                "this is shown, so that it points at nobody."
            )
            % {"day": first.isoformat()}
        )
    number = {person: place for place, person in enumerate(sorted(base_rates.everyone(pasts)))}
    told = [as_told(past, number) for past in pasts]
    until = first - timedelta(days=1)
    tested = _tested(told, until, ages)
    return BackTest(until=until, promises=len(told), tested=tested)


def _tested(told: Sequence[Told], until: date, ages: Sequence[float]) -> dict[float, Rolling]:
    """At each age at which there was something to foresee; what is wrong with all of them is said."""
    from twoway.trust.rolling import rolling

    found: dict[float, Rolling] = {}
    refused: list[BadReading] = []
    for age in ages:
        try:
            found[age] = rolling(told, until=until.toordinal(), ages=(age,))
        except BadReading as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return found
