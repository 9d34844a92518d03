"""What became of one promise or one problem by the day its quarter is published, from its acts alone.

A promise counts once: in the first quarter in which, on the day that quarter is published, the day agreed for
it lies. So a day that was moved in good time takes the promise along, and one that had passed does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from twoway.ledger.entries import Entry
from twoway.nouns.promises import evidence as promises
from twoway.people.quarters import Quarter, moment, quarter_of
from twoway.people.streets import stops as stopped
from twoway.people.streets.stops import Moments

BEGUN = frozenset({"promise.made", "promise.asked", "promise.offered", "promise.noted"})
PROMISE_KINDS = BEGUN | {
    *("promise.countered", "promise.accepted", "promise.moved", "promise.terms_changed", "promise.kept"),
    *("promise.confirmed", "promise.contested", "promise.broken", "promise.released", "promise.declined"),
    "promise.withdrawn",
}
PROBLEM_KINDS = frozenset(
    {"problem.raised", "problem.faulted", "problem.taken_on", "problem.objected", "problem.answered"}
    | {"problem.owned", "problem.resolved", "problem.reopened"}
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One promise or problem as it stood. `by` are those who answer for it, `to` those it was for.

    `seers` is everybody who sees an act of it. `at_price` is None where no price was agreed or no charge was
    said. `is_put_off` where the day it counts by is not the one agreed, since its street was stopped.
    """

    thing: str
    by: frozenset[str]
    to: frozenset[str]
    seers: frozenset[str]
    entries: tuple[Entry, ...]
    is_promise: bool
    on_day: bool = False
    moved_early: bool = False
    at_price: bool | None = None
    owned: bool = False
    mended: bool = False
    is_put_off: bool = False


# ---- promises --------------------------------------------------------------------------------------------


def promise_in(entries: Sequence[Entry], moments: Moments = ()) -> tuple[Quarter, Case] | None:  # type: ignore[assignment]
    """The quarter a promise counts in and what became of it; None where it counts in none so far.

    `entries` are its acts, the oldest first, `moments` the stops of its street.
    """
    told = [entry for entry in entries if entry.kind in PROMISE_KINDS]
    if not told or any(entry.source for entry in told):
        return None
    for quarter in _candidates(told, moments):
        known = [entry for entry in told if entry.at < moment(quarter.published_on)]
        due_on, is_put_off = _day(known, moments, quarter)
        if due_on and quarter.since <= due_on <= quarter.last_day:
            return quarter, _promise(known, due_on, quarter, is_put_off=is_put_off)
    return None


def _candidates(told: Sequence[Entry], moments: Moments) -> list[Quarter]:
    """The quarters it could count in: of each day ever named, and of each day its street went on."""
    days = {getattr(entry.act, "due_on", None) for entry in told}
    days |= {datetime.fromisoformat(until).date() for _since, until in moments if until}
    found = {quarter_of(day).since for day in days if day and day < date.max - timedelta(days=400)}
    return [quarter_of(since) for since in sorted(found)]


def _day(known: Sequence[Entry], moments: Moments, quarter: Quarter) -> tuple[date | None, bool]:
    """The day it counts by as it stood when the quarter came out, and whether a stop had put that off."""
    course = promises.course_of(known)
    if not course.made_in or course.is_over or course.due_on is None:
        return None, False
    if course.kept_on is not None and course.kept_on <= course.due_on:
        return course.due_on, False
    before = moment(quarter.published_on).isoformat()
    known_stops = [
        [since, until if until and until < before else None]
        for since, until in moments
        if since and since < before
    ]
    last = stopped.last_day(course.due_on, stopped.in_days(known_stops, "UTC"))
    return last, last != course.due_on


def _promise(known: Sequence[Entry], due_on: date, quarter: Quarter, *, is_put_off: bool) -> Case:
    course = promises.course_of(known)
    moves = {reading.kind for reading in course.moves}
    is_sure = course.sure_from is not None and course.sure_from <= quarter.published_on
    is_kept = course.kept_on is not None and is_sure and not course.broken_on
    begun: Any = known[0].act
    return Case(
        thing=known[0].thing,
        by=frozenset({begun.promiser}),
        to=frozenset({begun.promisee}),
        seers=_seers(known),
        entries=tuple(known),
        is_promise=True,
        on_day=is_kept and course.kept_on <= due_on and "promise.moved_late" not in moves,  # type: ignore[operator]
        moved_early="promise.moved_early" in moves,
        at_price=_at_price(course) if is_kept else None,
        is_put_off=is_put_off,
    )


def _at_price(course: promises.Course) -> bool | None:
    """Whether no more was charged than agreed; None without a price agreed or a charge said."""
    high, charged = course.price_high, course.charged
    return None if high is None or charged is None else charged <= high


# ---- problems --------------------------------------------------------------------------------------------


def problem_in(entries: Sequence[Entry]) -> tuple[Quarter, Case] | None:
    """The quarter a problem was raised in and what became of it: owned, and over by its writer's word."""
    told = [entry for entry in entries if entry.kind in PROBLEM_KINDS]
    if not told or told[0].kind != "problem.raised" or any(entry.source for entry in told):
        return None
    quarter = quarter_of(told[0].at.date())
    known = [entry for entry in told if entry.at < moment(quarter.published_on)]
    stands_with = _stands_with(known)
    over = [entry.kind for entry in known if entry.kind in {"problem.resolved", "problem.reopened"}]
    return quarter, Case(
        thing=known[0].thing,
        by=frozenset(stands_with),
        to=frozenset({known[0].by}),
        seers=_seers(known),
        entries=tuple(known),
        is_promise=False,
        owned=any(_owns(entry) and entry.by in stands_with for entry in known),
        mended=over[-1:] == ["problem.resolved"],
    )


def _stands_with(known: Iterable[Entry]) -> set[str]:
    """With whom it stands, act by act."""
    found: set[str] = set()
    for entry in known:
        act: Any = entry.act
        if entry.kind == "problem.raised":
            found = set(act.owners)
        elif entry.kind == "problem.taken_on":
            found = {entry.by}
        elif entry.kind == "problem.objected":
            found.add(entry.by)
        elif entry.kind == "problem.faulted":
            found = {act.carrier}
    return found


def _owns(entry: Entry) -> bool:
    return entry.kind == "problem.owned" or getattr(entry.act, "answer", "") == "mine"


def _seers(known: Iterable[Entry]) -> frozenset[str]:
    return frozenset(person for entry in known for person in entry.seen_by())
