"""How promises bear on trust: one reading at most for how each turned out, and one for each agreed move.

    how it turned out                                   reading              on which day
    kept, confirmed or uncontested for seven days       promise.kept         the day it was kept
    the same, after the day it was due                  promise.kept_late    the day it was kept
    open, its day passed, its street not stopped        promise.late         the day after
    given up                                            promise.broken       the day it was given up

    moved to a later day, as the promiser had asked     reading              on which day
    asked before the day it was due had passed          promise.moved_early  the day it was agreed
    asked after that                                    promise.moved_late   the day it was agreed

    its price, as the promiser charged or asked         reading              on which day
    kept, and charged at its price or below             promise.at_price     the day it was kept
    kept, and charged above it                          promise.above_price  the day it was kept
    raised, as asked before its day had passed          promise.terms_changed_early  the day it was agreed
    raised, as asked after that                         promise.terms_changed_late   the day it was agreed

    owned up to by the promiser                         reading              on which day
    broken, late or kept late                           promise.owned        the day of the own-up

What was broken and owned weighs less, and less with each promise kept since: trust.matters says how much.
Where the street is stopped on the day something is due, the day on which it goes on stands for that day, in
all of these. Nothing counts before its day. All else counts nothing: asked, offered, noted, countered,
declined, withdrawn, released, waiting for a first yes, claimed and not yet sure, moved to an earlier day or
because the promisee asked, a first day or a first price named later, a price the promisee asked for, another
scope, which is words; and whatever is disputed, or was brought in and not taken on (but in a study
workspace).

Everything here is worked out from acts alone, so that the same acts give the same readings wherever they are
read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.nouns.promises import acts
from twoway.people.streets import stops as stopped
from twoway.people.streets.stops import Stop
from twoway.trust.evidence import Lane, Reading
from twoway.trust.matters import Found, Step, What

UNCONTESTED = timedelta(days=7)
ONE_DAY = timedelta(days=1)


@dataclass(kw_only=True)
class Course:
    """What the acts so far make of one promise: rebuilt from nothing each time, and changed step by step."""

    study: bool
    stops: Sequence[Stop] = ()
    promiser: str = ""
    lane: Lane = 0
    made_in: str = ""
    due_on: date | None = None
    kept_in: str = ""
    kept_on: date | None = None
    sure_from: date | None = None
    broken_in: str = ""
    broken_on: date | None = None
    is_over: bool = False
    to_take_on: set[str] = field(default_factory=set)
    is_disputed: bool = False
    moves: list[Reading] = field(default_factory=list)
    price_high: int | None = None
    charged: int | None = None
    owned: Entry | None = None

    @property
    def counts(self) -> bool:
        """Whether everybody whose act was brought in has taken it on, and nobody disputes it."""
        return (self.study or not self.to_take_on) and not self.is_disputed


def readings_of_street(
    entries: Sequence[Entry],
    today: date,
    *,
    between: tuple[str, str] | None = None,
    zone: str = "UTC",
    study: bool = False,
) -> list[Found]:
    """What all promises on a street bear on its two lanes, from all acts on the street, the oldest first.

    `today` and `zone` are the promisee's, so whoever reads both lanes asks once for each end. A promise names
    its two people, so it need not be told `between` whom it is.
    """
    stops = stopped.of_acts(entries, zone)
    by_promise: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind in _STEPS:
            by_promise.setdefault(entry.thing, []).append(entry)
    return [
        reading
        for told in by_promise.values()
        for reading in readings(told, today, stops=stops, zone=zone, study=study)
    ]


def readings(
    entries: Sequence[Entry],
    today: date,
    *,
    stops: Sequence[Stop] = (),
    zone: str = "UTC",
    study: bool = False,
) -> list[Found]:
    """What one promise bears, from its acts, the oldest first; `today` is the promisee's."""
    course = course_of(entries, stops=stops, study=study)
    if not course.counts:
        return []
    outcome = _outcome(course, today)
    found: list[Found] = [*course.moves, *_with_owning(course, outcome, zone), *_price(course, outcome)]
    return [reading for reading in found if reading.day <= today.toordinal()]


def course_of(entries: Iterable[Entry], *, stops: Sequence[Stop] = (), study: bool = False) -> Course:
    """The promise's course, act by act."""
    course = Course(study=study, stops=stops)
    for entry in entries:
        step = _STEPS.get(entry.kind)
        if step:
            step(course, entry, entry.act)
    return course


def _outcome(course: Course, today: date) -> Reading | None:
    """How it turned out so far; None while nobody can say."""
    if course.broken_on:
        return _reading(course, course.broken_in, "promise.broken", course.broken_on)
    if course.kept_on:
        in_time = course.due_on is None or _is_in_time(course, course.kept_on, course.due_on)
        kind = "promise.kept" if in_time else "promise.kept_late"
        is_sure = course.sure_from is not None and course.sure_from <= today
        return _reading(course, course.kept_in, kind, course.kept_on) if is_sure else None
    if course.is_over or not course.made_in or course.due_on is None:
        return None
    if not stopped.days_late(course.due_on, today, course.stops):
        return None
    late_from = stopped.last_day(course.due_on, course.stops) + ONE_DAY
    return _reading(course, course.made_in, "promise.late", late_from)


def _with_owning(course: Course, outcome: Reading | None, zone: str) -> list[Found]:
    """How it turned out and that it was owned, where there is something to own."""
    owned = course.owned
    if outcome is None or owned is None or outcome.kind == "promise.kept":
        return [outcome] if outcome else []

    def step(what: What, kind: str, entry: str, day: int) -> Step:
        return Step(matter=owned.thing, what=what, kind=kind, entry=entry, day=day, lane=course.lane)

    own = step("owned", "promise.owned", owned.id, clock.day_of(owned.happened_at, zone).toordinal())
    if outcome.kind == "promise.broken" or course.due_on is None:
        return [step("cost", outcome.kind, outcome.entry, outcome.day), own]
    since = stopped.last_day(course.due_on, course.stops) + ONE_DAY
    return [outcome, step("known", "", outcome.entry, since.toordinal()), own]


def _price(course: Course, outcome: Reading | None) -> list[Reading]:
    """Whether it was kept at its price, where somebody said what was charged.

    It stands with the act that gave the word, since the keeping is read by itself.
    """
    if outcome is None or course.kept_on is None or course.charged is None or course.price_high is None:
        return []
    kind = "promise.at_price" if course.charged <= course.price_high else "promise.above_price"
    return [_reading(course, course.made_in, kind, course.kept_on)]


def _is_in_time(course: Course, day: date, due_on: date) -> bool:
    return day <= stopped.last_day(due_on, course.stops)


def _reading(course: Course, entry: str, kind: str, day: date) -> Reading:
    return Reading(entry=entry, kind=kind, day=day.toordinal(), lane=course.lane)


# ---- one step for each kind of act that changes the course -----------------------------------------------


def _begun(course: Course, entry: Entry, act: acts.Made | acts.Asked | acts.Offered | acts.Noted) -> None:
    course.promiser, course.due_on, course.price_high = act.promiser, act.due_on, act.price_high
    course.lane = 0 if act.promisee < act.promiser else 1
    if entry.source:
        course.to_take_on.add(act.promiser)


def _made(course: Course, entry: Entry, act: acts.Made) -> None:
    _begun(course, entry, act)
    if not act.waits:
        course.made_in = entry.id


def _countered(course: Course, entry: Entry, act: acts.Countered) -> None:
    course.due_on, course.price_high = act.due_on, act.price_high


def _accepted(course: Course, entry: Entry, act: acts.Accepted) -> None:
    course.made_in = entry.id


def _over(course: Course, entry: Entry, act: Act) -> None:
    course.is_over = True


def _released(course: Course, entry: Entry, act: acts.Released) -> None:
    """To let something go is the promisee's act, and theirs to take on where it was brought in."""
    course.is_over = True
    if entry.source:
        course.to_take_on.add(entry.by)


def _kept(course: Course, entry: Entry, act: acts.Kept) -> None:
    """It stands when nobody has contested it in a week; in a study there is nobody who could."""
    course.kept_in, course.kept_on, course.charged = entry.id, act.kept_on, act.charged
    course.sure_from = act.on if course.study else act.on + UNCONTESTED


def _confirmed(course: Course, entry: Entry, act: acts.Confirmed) -> None:
    """The reading stays with the promiser's own act where there is one: theirs is the deed."""
    course.kept_in = course.kept_in or entry.id
    course.kept_on, course.sure_from, course.charged = act.kept_on, act.on, act.charged


def _open_again(course: Course, entry: Entry, act: Act) -> None:
    course.is_over = False
    course.broken_in, course.broken_on = "", None
    course.kept_in, course.kept_on, course.sure_from, course.charged = "", None, None, None


def _moved(course: Course, entry: Entry, act: acts.Moved) -> None:
    if act.asked_by == course.promiser and act.was_on and act.due_on and act.due_on > act.was_on:
        early = _is_in_time(course, act.asked_on, act.was_on)
        kind = "promise.moved_early" if early else "promise.moved_late"
        course.moves.append(_reading(course, entry.id, kind, act.on))
    course.due_on = act.due_on


def _terms_changed(course: Course, entry: Entry, act: acts.TermsChanged) -> None:
    """A higher price that the promiser asked for; in another currency nobody can say which is higher."""
    was, now = act.was_high, act.price_high
    if act.asked_by == course.promiser and was and now and now > was and act.currency == act.was_currency:
        early = course.due_on is None or _is_in_time(course, act.asked_on, course.due_on)
        kind = "promise.terms_changed_early" if early else "promise.terms_changed_late"
        course.moves.append(_reading(course, entry.id, kind, act.on))
    course.price_high = act.price_high


def _broken(course: Course, entry: Entry, act: acts.Broken) -> None:
    course.broken_in, course.broken_on = entry.id, act.on


def _taken_on(course: Course, entry: Entry, act: acts.TakenOn) -> None:
    course.to_take_on.discard(entry.by)


def _disputed(course: Course, entry: Entry, act: acts.Disputed) -> None:
    course.is_disputed = True


def _owned(course: Course, entry: Entry, act: acts.Owned) -> None:
    """What the promisee owns up to about it is no matter of the promise's."""
    if entry.by == course.promiser:
        course.owned = course.owned or entry


_STEPS: dict[str, Callable[[Course, Entry, Any], None]] = {
    acts.Made.kind: _made,
    acts.Asked.kind: _begun,
    acts.Offered.kind: _begun,
    acts.Noted.kind: _begun,
    acts.Countered.kind: _countered,
    acts.Accepted.kind: _accepted,
    acts.Declined.kind: _over,
    acts.Withdrawn.kind: _over,
    acts.Released.kind: _released,
    acts.Kept.kind: _kept,
    acts.Confirmed.kind: _confirmed,
    acts.Contested.kind: _open_again,
    acts.Reopened.kind: _open_again,
    acts.Moved.kind: _moved,
    acts.TermsChanged.kind: _terms_changed,
    acts.Broken.kind: _broken,
    acts.TakenOn.kind: _taken_on,
    acts.Disputed.kind: _disputed,
    acts.Owned.kind: _owned,
}
