"""What each act does to the rows of conversations: the only code that writes them."""

from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.conversations import acts
from twoway.nouns.conversations.models import Conversation, Outcome


@effect(acts.Planned)
def planned(rows: Rows, entry: Entry, act: acts.Planned) -> None:
    before = rows.one(Conversation, act.follows) if act.follows else None
    rows.add(
        Conversation(
            id=entry.thing,
            street_id=entry.street,
            asker_id=act.asker,
            asked_id=act.with_,
            about=act.about,
            state="agreed" if before else "planned",
            waits_for="" if before else act.with_,
            starts_at=act.at,
            minutes=act.minutes,
            where_in_id=before.where_in_id if before else entry.seq if act.has_where else None,
            every_weeks=act.every_weeks,
            zone=act.zone,
            series=before.series if before else entry.thing,
            changes=before.changes + 1 if before else 0,
            follows=act.follows or "",
            last_entry_id=entry.id,
        )
    )


def _now(rows: Rows, entry: Entry, state: str) -> Conversation:
    """The row the act is about, with the act as the last that changed how it stands."""
    conversation = rows.one(Conversation, entry.thing)
    conversation.state, conversation.waits_for, conversation.last_entry_id = state, "", entry.id
    return conversation


@effect(acts.Accepted)
def accepted(rows: Rows, entry: Entry, act: acts.Accepted) -> None:
    conversation = _now(rows, entry, "agreed")
    conversation.changes += 1
    rows.put(conversation)


@effect(acts.Declined)
def declined(rows: Rows, entry: Entry, act: acts.Declined) -> None:
    _end(rows, entry, "declined")


@effect(acts.CalledOff)
def called_off(rows: Rows, entry: Entry, act: acts.CalledOff) -> None:
    _end(rows, entry, "called_off")


def _end(rows: Rows, entry: Entry, state: str) -> None:
    conversation = _now(rows, entry, state)
    conversation.changes += 1
    rows.put(conversation)


@effect(acts.Moved)
def moved(rows: Rows, entry: Entry, act: acts.Moved) -> None:
    conversation = _now(rows, entry, "planned")
    conversation.waits_for = conversation.other(entry.by)
    conversation.starts_at = act.at
    conversation.changes += 1
    rows.put(conversation)


@effect(acts.Held)
def held(rows: Rows, entry: Entry, act: acts.Held) -> None:
    conversation = _now(rows, entry, "held")
    conversation.held_at = entry.happened_at
    rows.put(conversation)


@effect(acts.Opened)
def opened(rows: Rows, entry: Entry, act: acts.Opened) -> None:
    conversation = _now(rows, entry, "opened")
    conversation.opened_at = entry.happened_at
    conversation.opened_in_id = entry.seq if act.has_takes else None
    conversation.ratings = {
        act.low: [act.low_fair, act.low_heard, act.low_clear],
        act.high: [act.high_fair, act.high_heard, act.high_clear],
    }
    rows.put(conversation)


@effect(acts.Outcome)
def outcome(rows: Rows, entry: Entry, act: acts.Outcome) -> None:
    rows.add(
        Outcome(
            id=entry.id,
            conversation_id=entry.thing,
            what=act.what,
            thing=act.thing,
            agreed_in=entry.seq,
        )
    )


@effect(acts.AgendaAdded)
def agenda_added(rows: Rows, entry: Entry, act: acts.AgendaAdded) -> None:
    """It paints nothing: what is on the agenda is read where it was said."""


@effect(acts.Noted)
def noted(rows: Rows, entry: Entry, act: acts.Noted) -> None:
    """It paints nothing: notes are read where they were written."""
