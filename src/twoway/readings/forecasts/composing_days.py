"""The chances of days for a promise that is not made yet, drawn; imported only where they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from twoway.readings.forecasts import reckoning
from twoway.readings.forecasts.courses import as_told
from twoway.readings.forecasts.gathering import Gathered
from twoway.trust import before
from twoway.trust import forecast as numbers


@dataclass(frozen=True)
class Drawn:
    """What was drawn, as of a day; `places` says where each promise stands in it."""

    found: numbers.Forecast
    today: date
    places: dict[str, int]

    def by(self, day: date) -> float:
        """The chance that it is there by the end of that day, its work being what it is."""
        return round(self.found.by(_ahead(self.today, day)), 3)

    def at_least(self, chances: Iterable[float]) -> Iterator[date | None]:
        """The first day by which each of these is reached; None for never."""
        days = np.quantile(self.found.at, list(chances), method="inverted_cdf")
        for day in numbers.WEEKDAYS.days_at(self.today.toordinal(), days.tolist()):
            yield date.fromordinal(day) if day else None

    @property
    def even_odds(self) -> date | None:
        """The first day by which it is as likely there as not."""
        return next(self.at_least([0.5]))

    @property
    def nine_in_ten(self) -> date | None:
        """The first day by which it is there nine times in ten."""
        return next(self.at_least([0.9]))

    @property
    def chances(self) -> dict[str, float]:
        """The chance of each promise it hangs on, by its own day."""
        return {promise: round(self.found.chances[place], 3) for promise, place in self.places.items()}


def drawn(gathered: Gathered, rates: numbers.BaseRates, *, has_a_plan: bool) -> Drawn:
    """Of what would hang on these; without a plan its work is taken for what such promises usually are."""
    order = [past.promise for past in gathered.promises]
    if has_a_plan:
        places = {promise: place for place, promise in enumerate(order)}
        return Drawn(reckoning.drawn(gathered, rates), gathered.today, places)
    return _usual(gathered, rates)


def _usual(gathered: Gathered, rates: numbers.BaseRates) -> Drawn:
    """The same of as much work as this lane's promises, or those of everybody, usually are."""
    today, week = gathered.today.toordinal(), numbers.WEEKDAYS
    people = reckoning.places(gathered)
    kept = _still_waited_for(gathered)
    number = {place: row for row, place in enumerate(kept)}
    told = [as_told(gathered.promises[place], people) for place in kept]
    links = [(number[one], number[on]) for one, on in gathered.hangs if one in number and on in number]
    found = before.before(
        numbers.history((as_told(past, people) for past in gathered.record), as_of=today),
        promiser=people[gathered.root.promiser],
        promisee=people[gathered.root.promisee],
        ends=week.next_ends(today),
        rates=rates,
        hangs_on=numbers.hanging(told, links, today=today, week=week) if told else None,
    )
    places = {gathered.promises[place].promise: row for place, row in number.items()}
    return Drawn(found.forecast, gathered.today, places)


def _still_waited_for(gathered: Gathered) -> list[int]:
    """What the promise hangs on, and all below it but what something kept had hung on."""
    below: dict[int, list[int]] = {}
    for one, on in gathered.hangs:
        below.setdefault(one, []).append(on)
    found, ahead = set[int](), [0]
    while ahead:
        here = ahead.pop()
        if here == 0 or not gathered.promises[here].kept_on:
            new = [on for on in below.get(here, ()) if on not in found]
            found.update(new)
            ahead += new
    return sorted(found)


def _ahead(today: date, day: date) -> float:
    """Working time from the middle of today until the end of that day."""
    week, both = numbers.WEEKDAYS, np.array([day.toordinal(), today.toordinal()], np.float64)
    return float(week.end_of(both[:1])[0] - week.until(both[1:])[0])
