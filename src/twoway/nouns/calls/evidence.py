"""How calls bear on trust: on the lanes of those a call asked, touched or reached, towards its owners.

    what happened                                       step in the matter of the call (see trust.matters)
    the day of looking back passed without a word       waits, from the day after, while the street goes on
    an owner looked back: it worked                     worked
    an owner looked back: in part, or it failed         failed, read as call.partly or call.failed
    one it touched says what it cost them, all in all   in_all
    a problem came home to its owners                   known; what it cost counts by the problem's own act
    an owner took it on themselves                      owned
    any act that says how sure the owner had been       sure

A word of one owner is a word of all of them, but each owns for themselves. "Too early" names another day. All
else counts nothing: asked, noted, declined, withdrawn, made, joined, reached, superseded (which ends the
waiting), opened to more people; those merely told of a call are on no lane of it; and whatever was brought in
counts for nothing but in a study.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.calls import acts
from twoway.people.streets import stops as stopped
from twoway.trust.evidence import LANES, Lane
from twoway.trust.matters import Step, What

ONE_DAY = timedelta(days=1)
OUTCOMES: dict[str, tuple[What, str]] = {
    "worked": ("worked", "call.worked"),
    "partly": ("failed", "call.partly"),
    "failed": ("failed", "call.failed"),
}


@dataclass(kw_only=True)
class Course:
    """What the acts so far make of one call, as far as both people of a street see them."""

    study: bool
    owners: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    due_on: date | None = None
    due_in: str = ""
    is_answered: bool = False
    counts: bool = True

    def take(self, entry: Entry) -> None:
        """One more act."""
        act = entry.act
        if isinstance(act, acts.Made):
            self.owners.add(entry.by)
            self.touched.update(act.asks, act.touches)
            self.due_on, self.due_in = act.review_on, entry.id
            self.counts = self.study or not entry.source
        elif isinstance(act, acts.Joined):
            self.owners.add(entry.by)
        elif isinstance(act, acts.Reached):
            self.touched.add(act.to)
        elif isinstance(act, acts.HasProblem):
            self.touched.update(entry.participants)
        elif isinstance(act, acts.CostSaid):
            self.touched.add(entry.by)
        elif isinstance(act, acts.Reviewed) and act.outcome == "too_early":
            self.due_on, self.due_in = act.next_on, entry.id
        elif isinstance(act, acts.Reviewed | acts.Owned | acts.Superseded):
            self.is_answered = True


def readings_of_street(
    entries: Sequence[Entry], today: date, *, between: tuple[str, str], zone: str = "UTC", study: bool = False
) -> list[Step]:
    """What all calls bear on the two lanes between these two, from all acts that both see, the oldest first.

    `today` and `zone` are those of the one it touched, so whoever reads both lanes asks once for each end.
    """
    stops = stopped.of_acts(entries, zone)
    calls: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind.startswith("call."):
            calls.setdefault(entry.thing, []).append(entry)
    return [
        step
        for told in calls.values()
        for lane in LANES
        for step in _steps(told, lane, between, today, zone, stops, study)
    ]


def _steps(
    told: Sequence[Entry],
    lane: Lane,
    between: tuple[str, str],
    today: date,
    zone: str,
    stops: Sequence[stopped.Stop],
    study: bool,
) -> list[Step]:
    """One call on one lane: nothing where its trustee is no owner, or its truster an owner or not touched."""
    course = Course(study=study)
    for entry in told:
        course.take(entry)
    truster, trustee = between[lane], between[1 - lane]
    concerned = trustee in course.owners and truster in course.touched - course.owners
    if not (concerned and course.counts):
        return []
    found = [
        Step(
            matter=entry.thing, what=what, entry=entry.id, kind=kind, lane=lane,
            day=clock.day_of(entry.happened_at, zone).toordinal(), **said,
        )
        for entry in told
        for what, kind, said in _read(entry, truster, trustee)
    ]  # fmt: skip
    return found + _waiting(course, told[0].thing, lane, today, stops)


def _read(entry: Entry, truster: str, trustee: str) -> list[tuple[What, str, dict[str, Any]]]:
    """What one act says on this lane: what, read as which kind, with what cost or certainty."""
    act = entry.act
    found: list[tuple[What, str, dict[str, Any]]] = []
    sure = getattr(act, "sure_percent", None)
    if sure is not None:
        found.append(("sure", "", {"sure_percent": sure}))
    if isinstance(act, acts.Reviewed) and act.outcome in OUTCOMES:
        found.append((*OUTCOMES[act.outcome], {}))
    elif isinstance(act, acts.CostSaid) and entry.by == truster:
        found.append(("in_all", "call.cost_said", {"cost": act.cost}))
    elif isinstance(act, acts.HasProblem):
        found.append(("known", "", {}))
    elif isinstance(act, acts.Owned) and entry.by == trustee:
        found.append(("owned", "call.owned", {}))
    return found


def _waiting(course: Course, call: str, lane: Lane, today: date, stops: Sequence[stopped.Stop]) -> list[Step]:
    """The passed day; where it was answered, to say how long that took. None in a stop."""
    if course.due_on is None or not stopped.days_late(course.due_on, today, stops):
        return []
    since = stopped.last_day(course.due_on, stops) + ONE_DAY
    what: What = "known" if course.is_answered else "waits"
    return [
        Step(
            matter=call, what=what, entry=course.due_in, kind="call.waiting", lane=lane, day=since.toordinal()
        )
    ]
