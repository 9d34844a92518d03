"""How problems bear on trust; handing work on is free, and carrying it as it was handed over costs nothing.

    what happened                                        on the lane of            step (see trust.matters)
    raised, under a call or not                          its writer, towards whom  cost, as its writer says
                                                         it stands with
    the same                                             its carriers, towards     known
                                                         whom it stands with
    its writer says that the fault lies in the carrying  its writer, towards the   cost; no longer towards
                                                         carrier                   whom it stood with
    taken on: "that was my call"                         its writer and carriers   owned; no longer a cost
                                                                                   towards the shielded
    answered "mine", or owned                            its writer and carriers   owned

A carrier who says that the fault was theirs takes it on. What somebody took on that had not stood with them
costs them nothing, so that taking it on never lowers a lane. Under a call the matter is the call, so that a
problem and a failed review are one. All else counts nothing: handed, accepted, sent back, taken, withdrawn,
objected, shown, "not mine" and why, replied, resolved, reopened; those it was merely shown to are on no lane
of it; and whatever was brought in counts for nothing but in a study.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.handoffs import acts
from twoway.trust.evidence import LANES, Lane
from twoway.trust.matters import Step, What


@dataclass(kw_only=True)
class Course:
    """What the acts so far make of one problem, as far as both people of a street see them.

    `charged` are those whom it costs something, each by the act that says so; `mine` those who say that it
    is theirs, each by the first act that says so and the kind it is read as.
    """

    problem: str
    raised: Entry | None = None
    call: str = ""
    cost: int = 0
    owners: tuple[str, ...] = ()
    charged: dict[str, Entry] = field(default_factory=dict)
    mine: dict[str, tuple[Entry, str]] = field(default_factory=dict)

    def take(self, entry: Entry) -> None:
        """One more act."""
        act, by = entry.act, entry.by
        if isinstance(act, acts.Raised):
            self.raised, self.call, self.cost, self.owners = entry, act.call or "", act.cost, act.owners
            self.charged = {owner: entry for owner in act.owners if owner != by}
        elif isinstance(act, acts.Faulted):
            self._fault(entry, act.carrier)
        elif isinstance(act, acts.TakenOn):
            self.charged = {one: why for one, why in self.charged.items() if one not in act.shielded}
            self.mine.setdefault(by, (entry, "problem.taken_on"))
        elif isinstance(act, acts.Owned) or (isinstance(act, acts.Answered) and act.answer == "mine"):
            self.mine.setdefault(by, (entry, "problem.owned"))
        elif isinstance(act, acts.Answered) and act.answer == "not_mine":
            self._not_mine(by)

    def _fault(self, entry: Entry, carrier: str) -> None:
        """It no longer stands with the owners; a carrier is charged by its writer alone."""
        self.charged = {one: why for one, why in self.charged.items() if one not in self.owners}
        if entry.by == carrier:
            self.mine.setdefault(carrier, (entry, "problem.taken_on"))
        else:
            self.charged[carrier] = entry

    def _not_mine(self, by: str) -> None:
        """The last answer holds, but what was owned or taken on stays so."""
        if by in self.mine and isinstance(self.mine[by][0].act, acts.Answered):
            del self.mine[by]

    def matter(self, trustee: str) -> str:
        """The call, towards its owners; the problem by itself towards whoever else it stands with."""
        return self.call if self.call and trustee in self.owners else self.problem


def readings_of_street(
    entries: Sequence[Entry], today: date, *, between: tuple[str, str], zone: str = "UTC", study: bool = False
) -> list[Step]:
    """What all problems bear on the two lanes between these two, from all acts that both see, oldest first.

    `zone` is that of the one it cost something; nothing here hangs on the day it is today.
    """
    courses: dict[str, Course] = {}
    for entry in entries:
        if entry.kind.startswith("problem.") and (study or not entry.source):
            courses.setdefault(entry.thing, Course(problem=entry.thing)).take(entry)
    return [
        step
        for course in courses.values()
        for lane in LANES
        for step in _steps(course, lane, between[lane], between[1 - lane], zone)
    ]


def _steps(course: Course, lane: Lane, truster: str, trustee: str, zone: str) -> list[Step]:
    """One problem on one lane."""
    raised = course.raised
    found: list[tuple[What, Entry, str]] = []
    if raised is not None and trustee in course.owners and truster not in course.owners:
        found.append(("known", raised, ""))
    if raised is not None and raised.by == truster and trustee in course.charged:
        found.append(("cost", course.charged[trustee], "problem.raised"))
    if trustee in course.mine:
        entry, kind = course.mine[trustee]
        both_own = truster in course.owners and trustee in course.owners
        if truster in entry.participants and not both_own:
            found.append(("owned", entry, kind))
    return [
        Step(
            matter=course.matter(trustee), what=what, entry=entry.id, kind=kind, lane=lane,
            day=clock.day_of(entry.happened_at, zone).toordinal(),
            cost=course.cost if what == "cost" else None,
        )
        for what, entry, kind in found
    ]  # fmt: skip
