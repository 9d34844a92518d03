"""What each act does to the rows of hand-offs and problems: the only code that writes them."""

from __future__ import annotations

from collections.abc import Iterable

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.handoffs import acts
from twoway.nouns.handoffs.models import After, Handoff, Problem, Standing, key_of

# ---- hand-offs -------------------------------------------------------------------------------------------


@effect(acts.Handed)
def handed(rows: Rows, entry: Entry, act: acts.Handed) -> None:
    before = [rows.one(Handoff, after) for after in act.after]
    rows.add(
        Handoff(
            id=entry.thing,
            street_id=entry.street or None,
            giver_id=entry.by,
            receiver_id=act.to,
            team_id=act.team,
            offered_to=list(entry.audience) if act.team else [],
            state="handed",
            what_in_id=entry.seq,
            call=act.call or "",
            root=before[0].root if before else entry.thing,
            depth=1 + max((one.depth for one in before), default=-1),
            handed_at=entry.happened_at,
            source=entry.source,
            last_entry_id=entry.id,
        )
    )
    for after in act.after:
        rows.add(After(id=key_of(entry.thing, after), handoff_id=entry.thing, after_id=after))


@effect(acts.Taken)
def taken(rows: Rows, entry: Entry, act: acts.Taken) -> None:
    handoff = _answered(rows, entry, "accepted")
    handoff.receiver_id, handoff.street_id = entry.by, entry.street
    rows.put(handoff)


@effect(acts.Accepted)
def accepted(rows: Rows, entry: Entry, act: acts.Accepted) -> None:
    rows.put(_answered(rows, entry, "accepted"))


@effect(acts.SentBack)
def sent_back(rows: Rows, entry: Entry, act: acts.SentBack) -> None:
    handoff = _answered(rows, entry, "sent_back")
    handoff.reason_in_id = entry.seq
    rows.put(handoff)


@effect(acts.Withdrawn)
def withdrawn(rows: Rows, entry: Entry, act: acts.Withdrawn) -> None:
    rows.put(_answered(rows, entry, "withdrawn"))


def _answered(rows: Rows, entry: Entry, state: str) -> Handoff:
    handoff = rows.one(Handoff, entry.thing)
    handoff.state, handoff.answered_at, handoff.last_entry_id = state, entry.happened_at, entry.id
    return handoff


# ---- problems --------------------------------------------------------------------------------------------


@effect(acts.Raised)
def raised(rows: Rows, entry: Entry, act: acts.Raised) -> None:
    problem = Problem(
        id=entry.thing,
        handoff_id=act.handoff,
        raiser_id=entry.by,
        call=act.call or "",
        state="raised",
        turn="stands",
        cost=act.cost,
        what_in_id=entry.seq,
        may_be_shown=act.may_be_shown,
        owners=list(act.owners),
        carriers=list(act.carriers),
        raised_at=entry.happened_at,
        source=entry.source,
        last_entry_id=entry.id,
    )
    rows.add(problem)
    _stand_with(rows, entry, problem, act.owners)
    _count(rows, problem, 1)


@effect(acts.Faulted)
def faulted(rows: Rows, entry: Entry, act: acts.Faulted) -> None:
    """It stands with whoever carried it, beside others of whom the same was said; what another said of it
    before is no word of theirs.
    """
    problem = _now(rows, entry, turn="stands", answer="")
    problem.state = "raised"
    before = problem.stands_with if set(problem.stands_with) <= set(problem.faulted) else ()
    problem.faulted = [*before, act.carrier]
    problem.shielded = [person for person in problem.shielded if person != act.carrier]
    _stand_with(rows, entry, problem, problem.faulted)


@effect(acts.TakenOn)
def taken_on(rows: Rows, entry: Entry, act: acts.TakenOn) -> None:
    problem = _now(rows, entry, turn="", answer="mine")
    problem.state = "answered" if problem.state == "owned" else problem.state  # by somebody else, until now
    kept = [person for person in problem.shielded if person != entry.by and person not in act.shielded]
    problem.shielded, problem.faulted = [*kept, *act.shielded], []
    _stand_with(rows, entry, problem, [entry.by])


@effect(acts.Objected)
def objected(rows: Rows, entry: Entry, act: acts.Objected) -> None:
    problem = _now(rows, entry)
    problem.shielded = [person for person in problem.shielded if person != entry.by]
    _stand_with(rows, entry, problem, [*problem.stands_with, entry.by])


@effect(acts.Shown)
def shown(rows: Rows, entry: Entry, act: acts.Shown) -> None:
    problem = _now(rows, entry)
    problem.told = [*problem.told, act.to]
    rows.put(problem)


NEXT = {"mine": "", "not_mine": "raiser", "need_more": "raiser"}


@effect(acts.Answered)
def answered(rows: Rows, entry: Entry, act: acts.Answered) -> None:
    problem = _now(rows, entry, turn=NEXT[act.answer], answer=act.answer)
    problem.state = "answered" if problem.state == "raised" else problem.state
    rows.put(problem)


@effect(acts.Replied)
def replied(rows: Rows, entry: Entry, act: acts.Replied) -> None:
    rows.put(_now(rows, entry, turn="stands"))


@effect(acts.Resolved)
def resolved(rows: Rows, entry: Entry, act: acts.Resolved) -> None:
    problem = _now(rows, entry, turn="")
    problem.state, problem.resolved_at = "resolved", entry.happened_at
    rows.put(problem)
    _count(rows, problem, -1)


@effect(acts.Reopened)
def reopened(rows: Rows, entry: Entry, act: acts.Reopened) -> None:
    problem = _now(rows, entry, turn="stands")
    problem.state, problem.resolved_at = "answered", None
    rows.put(problem)
    _count(rows, problem, 1)


@effect(acts.Owned)
def owned(rows: Rows, entry: Entry, act: acts.Owned) -> None:
    problem = _now(rows, entry, turn="", answer="mine")
    problem.state = "owned"
    rows.put(problem)


def _now(rows: Rows, entry: Entry, *, turn: str | None = None, answer: str | None = None) -> Problem:
    """The row the act is about, with the act as the last thing that happened to it."""
    problem = rows.one(Problem, entry.thing)
    problem.last_entry_id = entry.id
    problem.turn = problem.turn if turn is None else turn
    problem.answer = problem.answer if answer is None else answer
    return problem


def _stand_with(rows: Rows, entry: Entry, problem: Problem, people: Iterable[str]) -> None:
    """It stands with these from now on, and with nobody else."""
    after = list(dict.fromkeys(people))
    for person in problem.stands_with:
        if person not in after:
            rows.drop(rows.one(Standing, key_of(problem.id, person)))
    for person in after:
        if person not in problem.stands_with:
            key = key_of(problem.id, person)
            since = {"since": entry.id, "since_at": entry.happened_at}
            rows.add(Standing(id=key, problem_id=problem.id, person_id=person, **since))
    problem.stands_with = after
    rows.put(problem)


def _count(rows: Rows, problem: Problem, more: int) -> None:
    """A hand-off has a problem until the last of its problems is over."""
    handoff = rows.one(Handoff, problem.handoff_id)
    handoff.open_problems += more
    handoff.state = "has_problem" if handoff.open_problems else "resolved"
    rows.put(handoff)
