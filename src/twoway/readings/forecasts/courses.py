"""What became of each promise, from acts alone, as of a moment: what written counts and forecasts begin with.

The same acts give the same courses wherever they are read. How acts bear on each other is for promises to say
(`promises.evidence`); here their courses become days: agreed, taken, passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.promises import evidence
from twoway.people.streets import stops as stopped
from twoway.people.streets.stops import Stop

if TYPE_CHECKING:
    from twoway.trust.record import Told

Ended = Literal["", "kept", "broken", "released"]
TOLD_AS: dict[Ended, Literal["kept", "given_up", "let_go"]] = {
    "kept": "kept",
    "broken": "given_up",
    "released": "let_go",
}
"""The same ends in the words of the numbers."""
NOWHERE = "UTC"
"""Whose days count where nobody knows where the promisee lives: of people who were erased."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """One promise whose word was given, in the promisee's days, as both of its two know it.

    `days` are the first day and every agreed move after it, as (agreed on, for): none where no day was named.
    `last_day` is the last one in time, going by when the street was stopped; `said_on` the day from which its
    end stood: confirmed, or uncontested for a week. `entry` is the act that gave the word.
    """

    promise: str
    street: str
    promiser: str
    promisee: str
    entry: str
    made_at: datetime
    made_on: date
    days: tuple[tuple[date, date], ...]
    last_day: date | None
    sure_by: date | None
    ended: Ended
    ended_on: date | None
    said_on: date | None
    as_of: date

    @property
    def kept_on(self) -> date | None:
        """The day it was kept; None where it was not, or not yet."""
        return self.ended_on if self.ended == "kept" else None

    @property
    def planned_days(self) -> int | None:
        """From the word to the day it was first for, both counted, so that a day is never nothing."""
        return _days(self.made_on, self.days[0][1]) if self.days else None

    @property
    def took_days(self) -> int | None:
        """From the word to the day it was kept, both counted; None where it was not."""
        return _days(self.made_on, self.kept_on) if self.kept_on else None

    @property
    def was_by_its_day(self) -> bool | None:
        """Whether it was there by the day agreed last; None while that is open, or once it was let go."""
        if self.last_day is None or self.ended == "released":
            return None
        if self.kept_on:
            return self.kept_on <= self.last_day
        return False if self.ended == "broken" or self.as_of > self.last_day else None


def told_by(
    entries: Sequence[Entry], *, at: datetime, zones: Mapping[str, str], study: bool = False
) -> list[Past]:
    """The courses of all promises among these acts that count, in the order in which the words were given.

    `entries` are the oldest first, of one street or of many, with the acts that stop streets; whoever looks
    back hands in those until then, and `at` is the moment at which they are read. `zones` says where people
    live. What is disputed, or was brought in and not taken on, counts for nothing.
    """
    streets: dict[str, list[Entry]] = {}
    things: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind.startswith("promise."):
            things.setdefault(entry.thing, []).append(entry)
        elif entry.kind in stopped.STOPS or entry.kind in stopped.GOES_ON:
            streets.setdefault(entry.street, []).append(entry)
    found = (_past(told, streets.get(told[0].street, ()), at, zones, study) for told in things.values())
    return sorted((past for past in found if past), key=lambda past: (past.made_at, past.promise))


def _past(
    told: Sequence[Entry], stopping: Sequence[Entry], at: datetime, zones: Mapping[str, str], study: bool
) -> Past | None:
    promisee = getattr(told[0].act, "promisee", "")
    if not promisee:  # a link, which is a thing of its own
        return None
    zone = zones.get(promisee, NOWHERE)
    stops = stopped.of_acts(stopping, zone)
    course = evidence.course_of(told, stops=stops, study=study)
    if not course.counts or not course.made_in:
        return None
    given = list(_until(told, course.made_in))
    made_on = clock.day_of(given[-1].happened_at, zone)
    return Past(
        promise=told[0].thing,
        street=told[0].street,
        promiser=course.promiser,
        promisee=promisee,
        entry=course.made_in,
        made_at=given[-1].happened_at,
        made_on=made_on,
        days=tuple(_agreed_days(told, made_on, evidence.course_of(given, study=study).due_on)),
        last_day=_last_day(course.due_on, stops),
        sure_by=next((day for one in reversed(given) if (day := getattr(one.act, "sure_by", None))), None),
        **_end(course, told, clock.day_of(at, zone), zone),
    )


def _agreed_days(told: Sequence[Entry], made_on: date, first: date | None) -> Iterator[tuple[date, date]]:
    """The day when the word was given, then each that was agreed after it."""
    if first:
        yield made_on, first
    for entry in told:
        if entry.kind == "promise.moved" and (due_on := getattr(entry.act, "due_on", None)):
            yield getattr(entry.act, "on", made_on), due_on


def _end(course: evidence.Course, told: Sequence[Entry], today: date, zone: str) -> dict[str, Any]:
    """How it ended, if that stands by today; a claim that can still be contested is no end yet."""
    ended: Ended = ""
    ended_on = said_on = None
    if course.broken_on:
        ended, ended_on, said_on = "broken", course.broken_on, course.broken_on
    elif course.kept_on and course.sure_from and course.sure_from <= today:
        ended, ended_on, said_on = "kept", course.kept_on, course.sure_from
    elif course.is_over:
        let_go = [entry.happened_at for entry in told if entry.kind == "promise.released"]
        ended, ended_on = "released", clock.day_of(max(let_go, default=told[-1].happened_at), zone)
        said_on = ended_on
    return {"ended": ended, "ended_on": ended_on, "said_on": said_on, "as_of": today}


def _until(told: Sequence[Entry], last: str) -> Iterator[Entry]:
    """What was said until the word was given, that act included."""
    for entry in told:
        yield entry
        if entry.id == last:
            return


def _last_day(due_on: date | None, stops: Sequence[Stop]) -> date | None:
    return stopped.last_day(due_on, stops) if due_on else None


def as_told(past: Past, number: Mapping[str, int], *, known_on: date | None = None) -> Told:
    """The same for the numbers, which know people by their numbers alone; as it was known on a day gone by.

    What was kept before another day was agreed for it was kept by the day before that.
    """
    from twoway.trust import record  # takes its time to load, and most pages need none of it

    until = known_on or past.as_of
    is_over = past.said_on is not None and past.said_on <= until
    end = past.ended_on if is_over else None
    first, *moves = past.days or ((past.made_on, None),)
    return record.Told(
        promiser=number[past.promiser],
        promisee=number[past.promisee],
        made=past.made_on.toordinal(),
        due=first[1].toordinal() if first[1] else None,
        moves=tuple(record.Move(on.toordinal(), to.toordinal()) for on, to in moves if on <= (end or until)),
        ended=TOLD_AS[past.ended] if end else None,
        ended_on=max(end, past.made_on).toordinal() if end else None,
        sure_by=past.sure_by.toordinal() if past.sure_by else None,
    )


def _days(first: date, last: date) -> int:
    return max((last - first).days, 0) + 1
