"""What each act does to the rows of entrustments: the only code that writes them, live and in replay."""

from __future__ import annotations

from typing import Any

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.entrustments import acts
from twoway.nouns.entrustments.models import Entrustment


def _now(rows: Rows, entry: Entry, **changed: Any) -> None:
    """The entrustment as it is now, with the act as the last thing that was done to it."""
    entrustment = rows.one(Entrustment, entry.thing)
    for name, value in (changed | {"last_entry_id": entry.id}).items():
        setattr(entrustment, name, value)
    rows.put(entrustment)


@effect(acts.Given)
def given(rows: Rows, entry: Entry, act: acts.Given) -> None:
    rows.add(
        Entrustment(
            id=entry.thing,
            street_id=entry.street,
            giver_id=entry.by,
            receiver_id=act.to,
            state="given",
            scope_in_id=entry.seq,
            freedom=act.freedom,
            look_back_on=act.look_back_on,
            given_at=entry.happened_at,
            last_entry_id=entry.id,
        )
    )


@effect(acts.Accepted)
def accepted(rows: Rows, entry: Entry, act: acts.Accepted) -> None:
    _now(rows, entry, state="accepted", accepted_at=entry.happened_at, accepted_in=entry.id)


@effect(acts.Declined)
def declined(rows: Rows, entry: Entry, act: acts.Declined) -> None:
    _over(rows, entry, "declined")


@effect(acts.Withdrawn)
def withdrawn(rows: Rows, entry: Entry, act: acts.Withdrawn) -> None:
    _over(rows, entry, "withdrawn")


@effect(acts.Widened)
def widened(rows: Rows, entry: Entry, act: acts.Widened) -> None:
    _freedom(rows, entry, act)


@effect(acts.Narrowed)
def narrowed(rows: Rows, entry: Entry, act: acts.Narrowed) -> None:
    _freedom(rows, entry, act)


def _freedom(rows: Rows, entry: Entry, act: acts.Widened | acts.Narrowed) -> None:
    before = rows.one(Entrustment, entry.thing)
    day = act.look_back_on or before.look_back_on
    _now(rows, entry, freedom=act.freedom, freedom_before=before.freedom, look_back_on=day)


@effect(acts.Returned)
def returned(rows: Rows, entry: Entry, act: acts.Returned) -> None:
    _over(rows, entry, "returned")


@effect(acts.Ended)
def ended(rows: Rows, entry: Entry, act: acts.Ended) -> None:
    _over(rows, entry, "ended")


def _over(rows: Rows, entry: Entry, state: str) -> None:
    _now(rows, entry, state=state, over_at=entry.happened_at)


@effect(acts.LookedBack)
def looked_back(rows: Rows, entry: Entry, act: acts.LookedBack) -> None:
    """It changes nothing for the other, whose own word is not "moved on" by it: the last act stays."""
    entrustment = rows.one(Entrustment, entry.thing)
    if entry.by == entrustment.giver_id:
        entrustment.giver_how, entrustment.giver_for = act.how, act.for_on
    else:
        entrustment.receiver_how, entrustment.receiver_for = act.how, act.for_on
    rows.put(entrustment)
