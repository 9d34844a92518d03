"""What one person has promised another over time, as it could be known on any day, for the figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.promises import acts
from twoway.nouns.promises.models import UNCONTESTED_DAYS, Promise
from twoway.nouns.promises.queries.lists import counting
from twoway.people import sight
from twoway.people.looking import looked_on

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class End:
    """How it ended, on which day, and from which day on the two of them knew; "open" is opened again."""

    known_on: date
    how: Literal["kept", "broken", "released", "open"]
    on: date


@dataclass(frozen=True, kw_only=True)
class History:
    """One promise: when it was given, for which days, and how it ended. Days are the promisee's.

    `days` are pairs of the day from which on it held and the day it was for, the first agreed one first.
    """

    id: str
    promiser: str
    promisee: str
    made_on: date
    sure_by: date | None
    days: tuple[tuple[date, date | None], ...]
    ends: tuple[End, ...] = ()

    def due_on(self, as_of: date) -> date | None:
        """The day it was for, as it was agreed by then."""
        return self._agreed(as_of)[-1][1]

    def moves(self, as_of: date) -> int:
        """How often it had been moved by then."""
        return len(self._agreed(as_of)) - 1

    def end(self, as_of: date) -> End | None:
        """How it had ended, as far as was known by then; None while it was open."""
        known = [end for end in self.ends if end.known_on <= as_of]
        return known[-1] if known and known[-1].how != "open" else None

    def _agreed(self, as_of: date) -> list[tuple[date, date | None]]:
        return [self.days[0], *(day for day in self.days[1:] if day[0] <= as_of)]


def lane_histories(pairs: Collection[Pair], *, seen_by: str) -> dict[Pair, tuple[History, ...]]:
    """What the first of each pair gave the second their word for, the oldest first.

    Only where the person is one of the two: nobody's chances are worked out from a record of others.
    """
    found: dict[Pair, list[History]] = {pair: [] for pair in pairs}
    wanted = {pair for pair in found if seen_by in pair}
    promises = _given(wanted, seen_by) if wanted else {}
    for id, entries in _acts(promises, seen_by).items():
        history = _history(promises[id], entries)
        found[history.promiser, history.promisee].append(history)
    return {
        pair: tuple(sorted(those, key=lambda one: (one.made_on, one.id))) for pair, those in found.items()
    }


def _given(pairs: Collection[Pair], seen_by: str) -> dict[str, Promise]:
    """Promises that were given and count, on these lanes."""
    among = Promise.objects.filter(sight.sees(seen_by), counting(), made_at__isnull=False, disputed=False)
    lanes = among.filter(promiser__in={one for one, _ in pairs}, promisee__in={two for _, two in pairs})
    rows = lanes.filter(waits_for="").select_related("promisee")
    return {row.id: row for row in rows if (row.promiser_id, row.promisee_id) in pairs}


def _acts(promises: Mapping[str, Promise], seen_by: str) -> dict[str, list[Entry]]:
    """The acts that made them what they are, the oldest first: one query, however many there are."""
    found: dict[str, list[Entry]] = {id: [] for id in promises}
    if promises:
        frames = Frame.objects.filter(thing__in=[*promises], kind__in=_STEPS)
        for entry in ledger.entries_from(sight.among(frames, seen_by)):
            found[entry.thing].append(entry)
    return found


@dataclass(kw_only=True)
class _Course:
    """What the acts so far make of it."""

    zone: str
    due_on: date | None = None
    days: list[tuple[date, date | None]] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    claim: End | None = None

    def day_of(self, entry: Entry) -> date:
        return clock.day_of(entry.happened_at, self.zone)

    def settle_claim(self) -> None:
        """Nobody contested it in its week."""
        if self.claim is not None:
            self.ends.append(self.claim)
            self.claim = None


def _history(promise: Promise, entries: Iterable[Entry]) -> History:
    course = _Course(zone=promise.promisee.zone)
    for entry in entries:
        _STEPS[entry.kind](course, entry, entry.act)
    course.settle_claim()
    return History(
        id=promise.id,
        promiser=promise.promiser_id,
        promisee=promise.promisee_id,
        made_on=course.days[0][0],
        sure_by=promise.sure_by,
        days=tuple(course.days),
        ends=tuple(course.ends),
    )


def _begun(course: _Course, entry: Entry, act: acts.Made | acts.Asked | acts.Offered | acts.Noted) -> None:
    course.due_on = act.due_on


def _made(course: _Course, entry: Entry, act: acts.Made) -> None:
    _begun(course, entry, act)
    if not act.waits:
        course.days.append((course.day_of(entry), act.due_on))


def _countered(course: _Course, entry: Entry, act: acts.Countered) -> None:
    course.due_on = act.due_on


def _accepted(course: _Course, entry: Entry, act: acts.Accepted) -> None:
    course.days.append((course.day_of(entry), course.due_on))


def _moved(course: _Course, entry: Entry, act: acts.Moved) -> None:
    course.days.append((act.on, act.due_on))


def _kept(course: _Course, entry: Entry, act: acts.Kept) -> None:
    week = timedelta(days=0 if looked_on() else UNCONTESTED_DAYS)
    course.claim = End(known_on=act.on + week, how="kept", on=act.kept_on)


def _confirmed(course: _Course, entry: Entry, act: acts.Confirmed) -> None:
    known_on = min(act.on, course.claim.known_on) if course.claim else act.on
    course.claim = End(known_on=known_on, how="kept", on=act.kept_on)
    course.settle_claim()


def _contested(course: _Course, entry: Entry, act: acts.Contested) -> None:
    course.claim = None


def _reopened(course: _Course, entry: Entry, act: acts.Reopened) -> None:
    course.settle_claim()
    course.ends.append(End(known_on=act.on, how="open", on=act.on))


def _broken(course: _Course, entry: Entry, act: acts.Broken) -> None:
    course.ends.append(End(known_on=act.on, how="broken", on=act.on))


def _released(course: _Course, entry: Entry, act: acts.Released) -> None:
    day = course.day_of(entry)
    course.ends.append(End(known_on=day, how="released", on=day))


_STEPS: dict[str, Callable[[_Course, Entry, Any], None]] = {
    acts.Made.kind: _made,
    acts.Asked.kind: _begun,
    acts.Offered.kind: _begun,
    acts.Noted.kind: _begun,
    acts.Countered.kind: _countered,
    acts.Accepted.kind: _accepted,
    acts.Moved.kind: _moved,
    acts.Kept.kind: _kept,
    acts.Confirmed.kind: _confirmed,
    acts.Contested.kind: _contested,
    acts.Reopened.kind: _reopened,
    acts.Broken.kind: _broken,
    acts.Released.kind: _released,
}
