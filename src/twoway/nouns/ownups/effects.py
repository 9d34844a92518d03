"""What each act does to the rows of own-ups: the only code that writes them, live and in replay alike."""

from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.ownups import acts
from twoway.nouns.ownups.models import Answer, Ownup


@effect(acts.Said)
def said(rows: Rows, entry: Entry, act: acts.Said) -> None:
    rows.add(
        Ownup(
            id=entry.thing,
            owner_id=entry.by,
            about=act.about or "",
            of=act.of or "",
            said_in_id=entry.seq,
            said_at=entry.happened_at,
            said_entry=entry.id,
            touched=list(act.touched),
            told=list(act.told),
            promises=list(act.promises),
            last_entry_id=entry.id,
        )
    )


@effect(acts.Answered)
def answered(rows: Rows, entry: Entry, act: acts.Answered) -> None:
    rows.add(
        Answer(
            id=entry.thing,
            ownup_id=act.ownup,
            writer_id=entry.by,
            words_in_id=entry.seq,
            answered_at=entry.happened_at,
            answered_entry=entry.id,
        )
    )


@effect(acts.AnswerOpened)
def answer_opened(rows: Rows, entry: Entry, act: acts.AnswerOpened) -> None:
    answer = rows.one(Answer, entry.thing)
    answer.shared = True
    rows.put(answer)


@effect(acts.Widening)
def widening(rows: Rows, entry: Entry, act: acts.Widening) -> None:
    """A second wish asks everybody anew; what was announced first still comes on its own day."""
    ownup = _now(rows, entry)
    ownup.announced = {**ownup.announced, **dict.fromkeys(act.to, act.on.isoformat())}
    ownup.noticed = []
    rows.put(ownup)


@effect(acts.Noticed)
def noticed(rows: Rows, entry: Entry, act: acts.Noticed) -> None:
    """Between the two: nobody else sees by it that anything happened."""
    ownup = rows.one(Ownup, entry.thing)
    ownup.noticed = [*ownup.noticed, entry.by]
    rows.put(ownup)


@effect(acts.Opened)
def opened(rows: Rows, entry: Entry, act: acts.Opened) -> None:
    ownup = _now(rows, entry)
    ownup.announced = {person: day for person, day in ownup.announced.items() if person != act.to}
    ownup.opened = [*ownup.opened, act.to]
    rows.put(ownup)


def _now(rows: Rows, entry: Entry) -> Ownup:
    """The row the act is about, with the act as the last thing that happened to it."""
    ownup = rows.one(Ownup, entry.thing)
    ownup.last_entry_id = entry.id
    return ownup
