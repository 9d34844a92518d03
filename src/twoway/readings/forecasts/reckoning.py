"""From what was gathered to a forecast: here `trust.forecast` is asked about the promises of today.

It is imported where a number is wanted and nowhere else, for the numbers take their time to load. Lots are
drawn by the promise's id, so that the same record gives everybody who may see it the same forecast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import numpy as np

from twoway.readings.forecasts.courses import Past, as_told
from twoway.readings.forecasts.figures import Forecast, Lever, Link, Weakest
from twoway.readings.forecasts.gathering import Gathered, LaneOf
from twoway.trust import forecast as numbers

MOST_LINKS_NAMED = 2
WORTH_SAYING = 0.01
"""What moves a chance by less than this is lost in the rounding."""


def reckoned(gathered: Gathered, rates: numbers.BaseRates) -> Forecast:
    """The forecast of what was gathered, by these base rates."""
    return _Reckoned(gathered, drawn(gathered, rates)).forecast()


def drawn(gathered: Gathered, rates: numbers.BaseRates) -> numbers.Forecast:
    """The same as the numbers tell it: promises by their places in what was gathered, days from today."""
    place, today = places(gathered), gathered.today.toordinal()
    told = [as_told(past, place) for past in gathered.promises]
    record = numbers.history((as_told(past, place) for past in gathered.record), as_of=today)
    promises = numbers.hanging(told, gathered.hangs, today=today)
    return numbers.forecast(promises, record, rates=rates, seed=_seed(gathered.root.promise))


def places(gathered: Gathered) -> dict[str, int]:
    """People as the numbers know them, in the order of their ids."""
    both = (*gathered.promises, *gathered.record)
    people = sorted({person for past in both for person in (past.promiser, past.promisee)})
    return {person: number for number, person in enumerate(people)}


def _seed(promise: str) -> int:
    return int.from_bytes(sha256(promise.encode()).digest()[:6])


@dataclass(frozen=True)
class _Reckoned:
    """What was found, turned back from numbers into promises and days."""

    gathered: Gathered
    found: numbers.Forecast

    def forecast(self) -> Forecast:
        root, found = self.gathered.root, self.found
        due_on = due_of(root)
        is_late = due_on < self.gathered.today
        soonest, even_odds, nine_in_ten = self._days(found.days)
        return Forecast(
            promise=root.promise,
            as_of=self.gathered.today,
            due_on=due_on,
            given=self.gathered.given,
            is_late=is_late,
            chance=None if is_late else _rounded(found.chance),
            error=_rounded(found.error),
            soonest=soonest,
            even_odds=even_odds,
            nine_in_ten=nine_in_ten,
            dots=tuple(self._days(found.dots)),
            links=tuple(self._link(number) for number in range(1, len(self.gathered.promises))),
            weakest=self._weakest(),
            levers=(*self._links_that_lift(), *self._another_day(nine_in_ten)),
            rests_on=self._earlier((root.promiser, root.promisee)),
            rests_on_all=self._earlier(),
            release=found.release,
            is_set_aside=(root.promiser, root.promisee) in self.gathered.set_aside,
        )

    def _days(self, offsets: Iterable[float]) -> list[date | None]:
        days = numbers.WEEKDAYS.days_at(self.gathered.today.toordinal(), offsets)
        return [date.fromordinal(day) if day else None for day in days]

    def _earlier(self, lane: LaneOf | None = None) -> int:
        """How many other promises with a day are on record: on one lane, or on all whose record was used."""
        asked = {past.promise for past in self.gathered.promises}
        used = (past for past in self.gathered.record if past.days and past.promise not in asked)
        return sum(lane in {None, (past.promiser, past.promisee)} for past in used)

    def _link(self, number: int) -> Link:
        past = self.gathered.promises[number]
        is_ahead = not past.kept_on and due_of(past) >= self.gathered.today
        lifted = self.found.lifts.get(number)
        return Link(
            promise=past.promise,
            chance=_rounded(self.found.chances[number]) if is_ahead else None,
            lifted=None if lifted is None else _rounded(lifted),
        )

    def _weakest(self) -> Weakest | None:
        number, chance = self.found.weakest, self.found.chance
        if number is None or self.found.lifts[number] - chance < WORTH_SAYING:
            return None
        share = (self.found.lifts[number] - chance) / (1 - chance)
        return Weakest(promise=self.gathered.promises[number].promise, share=_rounded(share))

    def _links_that_lift(self) -> Iterator[Lever]:
        """The links that would move it most, were they kept by their day, or today where that has passed."""
        clear = self.found.chance + max(WORTH_SAYING, 2 * self.found.error)
        lifts = [(chance, number) for number, chance in self.found.lifts.items() if chance >= clear]
        for chance, number in sorted(lifts, key=lambda one: (-one[0], one[1]))[:MOST_LINKS_NAMED]:
            past = self.gathered.promises[number]
            day = max(due_of(past), self.gathered.today)
            yield Lever(what="kept", promise=past.promise, day=day, chance=_rounded(chance))

    def _another_day(self, nine_in_ten: date | None) -> Iterator[Lever]:
        """The day of which one could be nine-in-ten sure, where it is later than the one agreed."""
        if nine_in_ten is None or nine_in_ten <= due_of(self.gathered.root):
            return
        today, day = np.array([[self.gathered.today.toordinal()], [nine_in_ten.toordinal()]], np.float64)
        ahead = numbers.WEEKDAYS.end_of(day) - numbers.WEEKDAYS.until(today)
        chance = _rounded(self.found.by(float(ahead[0])))
        yield Lever(what="moved", promise=self.gathered.root.promise, day=nine_in_ten, chance=chance)


def due_of(past: Past) -> date:
    """The day agreed last, of a promise that has one."""
    return past.days[-1][1]


def _rounded(chance: float) -> float:
    """To three places: finer than it is said, and as fine as the lots are drawn."""
    return round(float(chance), 3)
