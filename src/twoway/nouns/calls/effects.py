"""What each act does to the rows of calls: the only code that writes them, live and in replay alike."""

from __future__ import annotations

import hashlib
from typing import Any

from twoway.ids import ALPHABET, LENGTH
from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.calls import acts
from twoway.nouns.calls.models import Call, CallPerson


def _key(call: str, person: str) -> str:
    """The id of a person's row in a call: one for each pair, found again without searching."""
    drawn = hashlib.sha256(f"{call} {person}".encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in drawn[:LENGTH])


def _know(rows: Rows, entry: Entry, person: str, role: str, *, on_me: bool = False) -> None:
    """The person stands in the call as this from now on."""
    known = rows.maybe(CallPerson, _key(entry.thing, person))
    if known is None:
        known = CallPerson(id=_key(entry.thing, person), call_id=entry.thing, person_id=person)
        rows.add(known)
    known.role, known.on_me, known.entry, known.since = role, on_me, entry.id, entry.happened_at
    rows.put(known)


def _begin(rows: Rows, entry: Entry, owner: str, state: str, **also: Any) -> None:
    rows.add(
        Call(
            id=entry.thing,
            owner_id=owner,
            state=state,
            street=entry.street,
            said_in_id=entry.seq,
            last_entry_id=entry.id,
            **also,
        )
    )
    _know(rows, entry, owner, "owner")
    _know(rows, entry, entry.by, "asked")


def _now(rows: Rows, entry: Entry, **changed: Any) -> None:
    """The call as it is now, with the act as the last thing that everybody who knows of it has seen."""
    call = rows.one(Call, entry.thing)
    for name, value in (changed | {"last_entry_id": entry.id}).items():
        setattr(call, name, value)
    rows.put(call)


@effect(acts.AskedFor)
def asked_for(rows: Rows, entry: Entry, act: acts.AskedFor) -> None:
    _begin(rows, entry, act.owner, "asked_for", asked_by=entry.by, asked_in_id=entry.seq)


@effect(acts.Noted)
def noted(rows: Rows, entry: Entry, act: acts.Noted) -> None:
    _begin(rows, entry, act.owner, "noted", noted_by=entry.by, on_me=act.on_me)


@effect(acts.Declined)
def declined(rows: Rows, entry: Entry, act: acts.Declined) -> None:
    _now(rows, entry, state="declined")


@effect(acts.NoteDeclined)
def note_declined(rows: Rows, entry: Entry, act: acts.NoteDeclined) -> None:
    _now(rows, entry, state="declined")


@effect(acts.Withdrawn)
def withdrawn(rows: Rows, entry: Entry, act: acts.Withdrawn) -> None:
    _now(rows, entry, state="withdrawn")


@effect(acts.Made)
def made(rows: Rows, entry: Entry, act: acts.Made) -> None:
    call = rows.maybe(Call, entry.thing)
    if call is None:
        call = Call(id=entry.thing, owner_id=entry.by)
        rows.add(call)
    call.state, call.last_entry_id = "made", entry.id
    call.said_in_id, call.made_in, call.made_on, call.made_at = entry.seq, entry.id, act.on, entry.happened_at
    call.review_on, call.sure_percent, call.on_me = act.review_on, act.sure_percent, act.on_me
    call.supersedes = act.supersedes or ""
    rows.put(call)
    for role, named in (("touched", act.touches), ("asked", act.asks), ("owner_asked", act.owners_asked)):
        for person in named:
            _know(rows, entry, person, role)
    _know(rows, entry, entry.by, "owner", on_me=act.on_me)


@effect(acts.Joined)
def joined(rows: Rows, entry: Entry, act: acts.Joined) -> None:
    _now(rows, entry)
    _know(rows, entry, entry.by, "owner", on_me=act.on_me)


@effect(acts.JoinDeclined)
def join_declined(rows: Rows, entry: Entry, act: acts.JoinDeclined) -> None:
    _now(rows, entry)
    _know(rows, entry, entry.by, "stood_aside")


@effect(acts.Reviewed)
def reviewed(rows: Rows, entry: Entry, act: acts.Reviewed) -> None:
    before = rows.one(Call, entry.thing).state
    said = {"reviewed_in_id": entry.seq, "reviewed_on": act.on, "reviewed_by": entry.by}
    if act.next_on is not None:
        state = "made" if before == "reviewed" else before
        _now(rows, entry, state=state, outcome="", review_on=act.next_on, **said)
    else:
        state = "reviewed" if before == "made" else before
        _now(rows, entry, state=state, outcome=act.outcome, **said)


@effect(acts.Superseded)
def superseded(rows: Rows, entry: Entry, act: acts.Superseded) -> None:
    _now(rows, entry, state="superseded", superseded_by=act.by_call, superseded_on=act.on)


@effect(acts.Owned)
def owned(rows: Rows, entry: Entry, act: acts.Owned) -> None:
    call = rows.one(Call, entry.thing)
    first = {"owned_on": act.on, "owned_in": entry.id} if call.owned_on is None else {}
    _now(rows, entry, state="superseded" if call.state == "superseded" else "owned", **first)
    owner = rows.one(CallPerson, _key(entry.thing, entry.by))
    owner.owned_on = owner.owned_on or act.on
    rows.put(owner)


@effect(acts.CostSaid)
def cost_said(rows: Rows, entry: Entry, act: acts.CostSaid) -> None:
    """It paints nothing: what it cost is between its writer and the owners, and a row is seen by all."""


@effect(acts.HasProblem)
def has_problem(rows: Rows, entry: Entry, act: acts.HasProblem) -> None:
    """It paints nothing here: a problem is not for everybody's eyes who know of the call."""


@effect(acts.Reached)
def reached(rows: Rows, entry: Entry, act: acts.Reached) -> None:
    """Somebody who knew of it stays in others' eyes as what they were: only a few see whom work reached."""
    known = rows.maybe(CallPerson, _key(entry.thing, act.to))
    if known is None:
        _know(rows, entry, act.to, "reached")
    else:
        known.is_reached = True
        rows.put(known)


@effect(acts.Widening)
def widening(rows: Rows, entry: Entry, act: acts.Widening) -> None:
    _now(rows, entry, widening=list(act.to), widening_on=act.on)


@effect(acts.Opened)
def opened(rows: Rows, entry: Entry, act: acts.Opened) -> None:
    waiting = rows.one(Call, entry.thing).widening
    _now(rows, entry, widening=[person for person in waiting if person != act.to])
    _know(rows, entry, act.to, "told")
