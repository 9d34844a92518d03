"""What each act does to the rows of growth: the only code that writes them, live and in replay alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from twoway.ids import ALPHABET, LENGTH
from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.growth import acts
from twoway.nouns.growth.models import Goal, GoalPerson, GoalStep, Opportunity, Support


def _key(goal: str, person: str) -> str:
    """The id of a person's row beside a goal: one for each pair, found again without searching."""
    drawn = hashlib.sha256(f"{goal} {person}".encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in drawn[:LENGTH])


def _now(rows: Rows, entry: Entry, **changed: Any) -> None:
    """The goal as it is now, with the act as the last thing that all who see it have seen."""
    goal = rows.one(Goal, entry.thing)
    for name, value in (changed | {"last_entry_id": entry.id}).items():
        setattr(goal, name, value)
    rows.put(goal)


def _let_see(rows: Rows, entry: Entry, people: Iterable[str]) -> None:
    for person in people:
        key = _key(entry.thing, person)
        if rows.maybe(GoalPerson, key) is None:
            since = entry.happened_at
            rows.add(GoalPerson(id=key, goal_id=entry.thing, person_id=person, since=since))


@effect(acts.Set)
def set_(rows: Rows, entry: Entry, act: acts.Set) -> None:
    rows.add(
        Goal(
            id=entry.thing,
            owner_id=entry.by,
            state="set",
            goal_in_id=entry.seq,
            with_ids=list(act.with_),
            set_at=entry.happened_at,
            set_in=entry.id,
            last_entry_id=entry.id,
        )
    )
    _let_see(rows, entry, act.with_)


@effect(acts.Shown)
def shown(rows: Rows, entry: Entry, act: acts.Shown) -> None:
    seen_by = rows.one(Goal, entry.thing).with_ids
    _now(rows, entry, with_ids=[*seen_by, act.to])
    _let_see(rows, entry, [act.to])


@effect(acts.StepAdded)
def step_added(rows: Rows, entry: Entry, act: acts.StepAdded) -> None:
    _now(rows, entry)
    rows.add(GoalStep(id=entry.id, goal_id=entry.thing, step_in_id=entry.seq, added_at=entry.happened_at))


@effect(acts.StepReached)
def step_reached(rows: Rows, entry: Entry, act: acts.StepReached) -> None:
    _now(rows, entry, state="moving")
    step = rows.one(GoalStep, act.step)
    step.reached_at, step.reached_in_id = entry.happened_at, entry.seq
    rows.put(step)


@effect(acts.Reached)
def reached(rows: Rows, entry: Entry, act: acts.Reached) -> None:
    _now(rows, entry, state="reached", ended_at=entry.happened_at, ended_in_id=entry.seq)


@effect(acts.LetGo)
def let_go(rows: Rows, entry: Entry, act: acts.LetGo) -> None:
    _now(rows, entry, state="let_go", ended_at=entry.happened_at, ended_in_id=entry.seq)


# ---- support: never on the goal's row, which others see --------------------------------------------------


def _support(rows: Rows, entry: Entry, supporter: str, state: str, promise: str = "") -> None:
    rows.add(
        Support(
            id=entry.id,
            goal_id=entry.thing,
            supporter_id=supporter,
            state=state,
            said_in_id=entry.seq,
            promise=promise,
            begun_at=entry.happened_at,
            last_entry_id=entry.id,
        )
    )


def _answered(rows: Rows, entry: Entry, asked: str, state: str, promise: str = "") -> None:
    support = rows.one(Support, asked)
    support.state, support.promise, support.last_entry_id = state, promise, entry.id
    rows.put(support)


@effect(acts.SupportAsked)
def support_asked(rows: Rows, entry: Entry, act: acts.SupportAsked) -> None:
    _support(rows, entry, act.of, "asked")


@effect(acts.SupportDeclined)
def support_declined(rows: Rows, entry: Entry, act: acts.SupportDeclined) -> None:
    _answered(rows, entry, act.asked, "declined")


@effect(acts.SupportPromised)
def support_promised(rows: Rows, entry: Entry, act: acts.SupportPromised) -> None:
    if act.asked:
        _answered(rows, entry, act.asked, "promised", act.promise)
    else:
        _support(rows, entry, entry.by, "promised", act.promise)


@effect(acts.SupportGiven)
def support_given(rows: Rows, entry: Entry, act: acts.SupportGiven) -> None:
    _support(rows, entry, act.from_, "given")


# ---- opportunities ---------------------------------------------------------------------------------------


@effect(acts.OpportunityOffered)
def opportunity_offered(rows: Rows, entry: Entry, act: acts.OpportunityOffered) -> None:
    rows.add(
        Opportunity(
            id=entry.thing,
            street_id=entry.street,
            giver_id=entry.by,
            receiver_id=act.to,
            state="offered",
            what_in_id=entry.seq,
            offered_at=entry.happened_at,
            offered_in=entry.id,
            last_entry_id=entry.id,
        )
    )


@effect(acts.OpportunityTaken)
def opportunity_taken(rows: Rows, entry: Entry, act: acts.OpportunityTaken) -> None:
    _settle(rows, entry, "taken", act.goal or "")


@effect(acts.OpportunityDeclined)
def opportunity_declined(rows: Rows, entry: Entry, act: acts.OpportunityDeclined) -> None:
    _settle(rows, entry, "declined")


@effect(acts.OpportunityWithdrawn)
def opportunity_withdrawn(rows: Rows, entry: Entry, act: acts.OpportunityWithdrawn) -> None:
    _settle(rows, entry, "withdrawn")


def _settle(rows: Rows, entry: Entry, state: str, goal: str = "") -> None:
    opportunity = rows.one(Opportunity, entry.thing)
    opportunity.state, opportunity.goal = state, goal
    opportunity.answered_at, opportunity.last_entry_id = entry.happened_at, entry.id
    rows.put(opportunity)
