"""Promises as they were told become stretches: how long was planned, how long it lasted, how that ended.

A stretch runs from a promise's making, or from the day on which another day was agreed, to its end; a promise
that was moved is two stretches, and the first is known only to have lasted until the move. All are counted in
the promisee's working days. A day is told as an ordinal; where no time of day is known, whatever happens is
taken to happen at midday, and "by the day" is by its end. So a promise due on the day it was made was given
half a working day, one due the next working day one and a half; kept on the very day it was made, it lasted
a quarter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from twoway.trust.errors import BadReading

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Ended = Literal["kept", "given_up", "let_go"]

OPEN, KEPT, GIVEN_UP = 0, 1, 2
"""How a stretch ended; open is all that is only known to have lasted so long: moved, let go, running."""

MONDAY_TO_FRIDAY = "1111100"
HALF_A_DAY, SHORTEST = 0.5, 0.25
WORKING_WEEK, LONGEST = 5.0, 120.0
DAY_OFF = 0.01
"""A day off is so long: hardly anything, but what is kept on a Saturday is kept after Friday."""
MOST_DAYS, ROUNDING = 100_000.0, 1e-9
MOST_APART = 100_000
_EPOCH = 719_163
"""The ordinal of 1 January 1970, from which numpy counts its days."""


class Move(NamedTuple):
    """Another day was agreed on day `agreed`: `due`."""

    agreed: float
    due: float


@dataclass(frozen=True, kw_only=True)
class Told:
    """A promise and what became of it, in ordinal days; `let_go` is released, taken back or passed on.

    `due` is the first day agreed (without one a promise tells nothing), `sure_by` the day by which its
    promiser said, when giving their word, that they were fairly sure to be done: four times in five.
    """

    promiser: int
    promisee: int
    made: float
    due: float | None
    moves: tuple[Move, ...] = ()
    ended: Ended | None = None
    ended_on: float | None = None
    sure_by: float | None = None


@dataclass(frozen=True, kw_only=True)
class Week:
    """The promisee's working days: seven figures from Monday on, 1 for working, and days off (ordinals)."""

    days: str = MONDAY_TO_FRIDAY
    free: tuple[int, ...] = ()

    @cached_property
    def calendar(self) -> np.busdaycalendar:
        try:
            return np.busdaycalendar(weekmask=self.days, holidays=_dates(np.array(self.free, np.int64)))
        except ValueError as error:
            raise BadReading(
                f"{self.days!r} is no week. Write seven figures from Monday on, such as 1111100."
            ) from error

    def until(self, days: Floats) -> Floats:
        """Working time from a fixed beginning until each of these days; differences are working days.

        A whole ordinal is the middle of that day; a fraction is the time of the day.
        """
        whole = np.floor(days)
        return self._before(whole) + self._length(whole) * np.where(days == whole, 0.5, days - whole)

    def end_of(self, days: Floats) -> Floats:
        """As `until`, at the end of each day."""
        return self._before(np.floor(days) + 1)

    def days_at(self, today: int, offsets: Iterable[float]) -> list[int | None]:
        """The days on which so much working time from the middle of `today` has passed; None for never."""
        wanted = np.array(list(offsets), np.float64)
        finite = wanted[np.isfinite(wanted) & (wanted < MOST_DAYS)]
        ahead = int(finite.max(initial=1.0) * 7 / max(1, self.days.count("1"))) + 14 + len(self.free)
        days = np.arange(today - 1, today + ahead, dtype=np.float64)
        ends = self.end_of(days) - self.until(np.array([float(today)]))
        places = np.searchsorted(ends, wanted - ROUNDING)
        return [int(days[place]) if place < len(days) else None for place in places]

    def next_ends(self, today: int, ahead: int = 60) -> Floats:
        """Working time from the middle of today until its end, and until that of each working day ahead."""
        dates = np.busday_offset(
            _dates(np.array([today])), np.arange(1, ahead + 1), "backward", busdaycal=self.calendar
        )
        ordinals = dates.astype(np.int64) + _EPOCH
        days = np.concatenate([[float(today)], ordinals.astype(np.float64)])
        return self.end_of(days) - self.until(np.array([float(today)]))

    def _before(self, whole: Floats) -> Floats:
        """Working time before the beginning of each day."""
        ordinals = whole.astype(np.int64)
        begun = np.busday_count(_dates(np.array([1])), _dates(ordinals), busdaycal=self.calendar)
        return np.asarray(begun + DAY_OFF * (ordinals - 1 - begun), np.float64)

    def _length(self, whole: Floats) -> Floats:
        working = np.is_busday(_dates(whole.astype(np.int64)), busdaycal=self.calendar)
        return np.where(working, 1.0, DAY_OFF)


def _dates(ordinals: Whole) -> NDArray[np.datetime64]:
    return (ordinals - _EPOCH).astype("datetime64[D]")


WEEKDAYS = Week()


@dataclass(frozen=True, kw_only=True)
class History:
    """Stretches, as far as they were known on a day; arrays of one length, a row each.

    Attributes
    ----------
    promiser, promisee : int arrays
        Whose, towards whom: together the lane.
    planned, lasted : float arrays
        Working days until the end of its day, and until its end or until it was last seen open.
    ended : int array
        KEPT, GIVEN_UP, or OPEN for what is only known to have lasted so long.
    moved : bool array
        Whether it runs towards a day that replaced another.
    said : float array
        log(working days until the day they were fairly sure of / planned); NaN where nothing was said.
    number, begun, due : int and float arrays
        Which of the promises told it belongs to, and the days from and towards which it runs.
    """

    promiser: Whole
    promisee: Whole
    planned: Floats
    lasted: Floats
    ended: Whole
    moved: NDArray[np.bool_]
    said: Floats
    number: Whole
    begun: Floats
    due: Floats

    def __len__(self) -> int:
        return len(self.planned)

    def of(self, promiser: int, promisee: int) -> History:
        """What this lane has on record, and nothing else."""
        return self.rows((self.promiser == promiser) & (self.promisee == promisee))

    def rows(self, which: NDArray[np.bool_] | Whole) -> History:
        """These rows alone."""
        return History(
            promiser=self.promiser[which],
            promisee=self.promisee[which],
            planned=self.planned[which],
            lasted=self.lasted[which],
            ended=self.ended[which],
            moved=self.moved[which],
            said=self.said[which],
            number=self.number[which],
            begun=self.begun[which],
            due=self.due[which],
        )

    @cached_property
    def log_ratio(self) -> Floats:
        """log(lasted / planned)."""
        found: Floats = np.log(self.lasted / self.planned)
        return found

    @cached_property
    def length(self) -> Floats:
        """As `length_of` what was planned."""
        return length_of(self.planned)


def length_of(planned: Floats) -> Floats:
    """The log of what was planned, in weeks; above half a year, nobody knows more."""
    found: Floats = np.log(np.clip(planned, HALF_A_DAY, LONGEST) / WORKING_WEEK)
    return found


class _Stretch(NamedTuple):
    number: int
    promiser: int
    promisee: int
    begun: float
    due: float
    until: float
    ended: int
    moved: bool
    sure_by: float


def history(told: Iterable[Told], *, as_of: float, week: Week = WEEKDAYS) -> History:
    """What was known of these promises on the day `as_of`; what was made or happened later is not looked at.

    Raises
    ------
    BadReading
        For a promise that ended before it was made, or whose moves are out of order.
    """
    return histories([(told, as_of)], week=week)[0]


def histories(
    asked: Iterable[tuple[Iterable[Told], float]], *, week: Week = WEEKDAYS
) -> tuple[History, Whole]:
    """Several records in one, each as of a day of its own, and to which of them each row belongs."""
    stretches: list[_Stretch] = []
    sizes = []
    for told, as_of in asked:
        before = len(stretches)
        stretches += [found for number, one in enumerate(told) for found in _stretches(number, one, as_of)]
        sizes.append(len(stretches) - before)
    table = np.array(stretches, np.float64).reshape(len(stretches), len(_Stretch._fields))
    return _measured(table, week), np.repeat(np.arange(len(sizes)), sizes)


def _measured(table: Floats, week: Week) -> History:
    """A row a stretch, its days turned into working time."""
    number, promiser, promisee, begun, due, until, ended, moved, sure_by = table.T
    start = week.until(begun)
    planned = np.maximum(week.end_of(due) - start, HALF_A_DAY)
    sure = np.maximum(week.end_of(np.where(np.isnan(sure_by), due, sure_by)) - start, HALF_A_DAY)
    return History(
        promiser=promiser.astype(np.int64),
        promisee=promisee.astype(np.int64),
        planned=planned,
        lasted=np.maximum(week.until(until) - start, SHORTEST),
        ended=ended.astype(np.int64),
        moved=moved.astype(np.bool_),
        said=np.where(np.isnan(sure_by), np.nan, np.log(sure / planned)),
        number=number.astype(np.int64),
        begun=begun,
        due=due,
    )


def _stretches(number: int, told: Told, as_of: float) -> Iterator[_Stretch]:
    """The promise's stretches as of a day; one without a day is none."""
    if told.due is None or told.made > as_of:
        return
    check(told)
    turns = [Move(told.made, told.due), *(move for move in told.moves if move.agreed <= as_of)]
    over = told.ended_on is not None and told.ended_on <= as_of
    last = min(as_of, told.ended_on) if told.ended_on is not None else as_of
    how = {"kept": KEPT, "given_up": GIVEN_UP}.get(told.ended or "", OPEN) if over else OPEN
    for place, (begun, due) in enumerate(turns):
        is_last = place + 1 == len(turns)
        until = last if is_last else turns[place + 1].agreed
        sure_by = told.sure_by if told.sure_by is not None and place == 0 else np.nan
        ended = how if is_last else OPEN
        yield _Stretch(number, told.promiser, told.promisee, begun, due, until, ended, place > 0, sure_by)


def check(told: Told) -> None:
    """A promise cannot end before it is made, nor be moved before that, after its end, or out of order."""
    if (told.ended is None) != (told.ended_on is None):
        raise BadReading("A promise that has ended ended on a day, and one that has not has no such day.")
    agreed = [told.made, *(move.agreed for move in told.moves)]
    agreed += [] if told.ended_on is None else [told.ended_on]
    if any(later < earlier for earlier, later in pairwise(agreed)):
        raise BadReading("A promise is made, then moved, then ends. These days are in another order.")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A record in words: `ratio` times as long as planned (the middle one), `by_their_day` of `of` in time.

    `of` counts those whose day has come or that have ended; `rests_on` the stretches behind the ratio. The
    ratio is where half are kept, the open ones counted as open (Kaplan & Meier 1958); None if half never are.
    """

    ratio: float | None
    by_their_day: int
    of: int
    rests_on: int


def written(record: History) -> Written:
    """The base rate that stands in words above a number, before a day is chosen."""
    kept = record.ended == KEPT
    in_time = kept & (record.lasted <= record.planned)
    settled = kept | (record.ended == GIVEN_UP) | (record.lasted > record.planned)
    return Written(
        ratio=_middle(record),
        by_their_day=int(in_time.sum()),
        of=int(settled.sum()),
        rests_on=len(record),
    )


def _middle(record: History) -> float | None:
    """Kaplan & Meier 1958: where the share still open falls to a half; what was given up is never kept."""
    at = np.where(record.ended == GIVEN_UP, np.inf, record.log_ratio)
    order = np.lexsort((record.ended != KEPT, at))
    left, still = len(record), 1.0
    for place in order:
        if record.ended[place] == KEPT:
            still *= 1 - 1 / left
            if still <= 0.5:
                return float(np.exp(at[place]))
        left -= 1
    return None


def lanes_of(*pairs: tuple[Sequence[int] | Whole, Sequence[int] | Whole]) -> tuple[Whole, list[Whole]]:
    """The distinct lanes (k, 2) of several lists of promisers and promisees, and each list's numbers."""
    whose, whom = (np.concatenate([np.asarray(pair[side], np.int64) for pair in pairs]) for side in (0, 1))
    people, number = _numbered(np.concatenate([whose, whom]))
    lanes, found = _numbered(number[: len(whose)] * max(1, len(people)) + number[len(whose) :])
    ends = np.cumsum([len(pair[0]) for pair in pairs])[:-1]
    both = np.column_stack(np.divmod(lanes, max(1, len(people))))
    return people[both] if len(people) else both, np.split(found.ravel().astype(np.int64), ends)


def _numbered(values: Whole) -> tuple[Whole, Whole]:
    """The distinct values in order, and each one's place among them; without sorting where they lie close."""
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    if high - low > MOST_APART + 4 * len(values):
        distinct, place = np.unique(values, return_inverse=True)
        return distinct, place.ravel().astype(np.int64)
    is_there = np.zeros(high - low + 1, np.bool_)
    is_there[values - low] = True
    return np.flatnonzero(is_there) + low, (np.cumsum(is_there) - 1)[values - low]
