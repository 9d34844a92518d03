"""What each act does to the rows of unnamed voices: the only code that writes them, live and in replay."""

from __future__ import annotations

from datetime import date, timedelta

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.unnamed import acts
from twoway.nouns.unnamed.models import Unnamed


@effect(acts.Raised)
def raised(rows: Rows, entry: Entry, act: acts.Raised) -> None:
    rows.add(
        Unnamed(
            id=entry.thing,
            to_id=act.to,
            team=act.team,
            group=list(act.group),
            lock=act.lock,
            wants=act.wants,
            within_days=act.within_days,
            said_in_id=entry.seq,
            raised_on=_day_of(entry),
            answer_by=_day_of(entry) + timedelta(days=act.within_days),
            state="waiting",
            last_entry_id=entry.id,
        )
    )


@effect(acts.Added)
def added(rows: Rows, entry: Entry, act: acts.Added) -> None:
    voice = rows.one(Unnamed, entry.thing)
    voice.answer_by = _day_of(entry) + timedelta(days=voice.within_days)
    voice.state, voice.answer, voice.will_do_by = "waiting", "", None
    _put(rows, entry, voice)


@effect(acts.Answered)
def answered(rows: Rows, entry: Entry, act: acts.Answered) -> None:
    voice = rows.one(Unnamed, entry.thing)
    voice.state, voice.answer, voice.will_do_by = "answered", act.answer, act.by
    _put(rows, entry, voice)


@effect(acts.Closed)
def closed(rows: Rows, entry: Entry, act: acts.Closed) -> None:
    voice = rows.one(Unnamed, entry.thing)
    voice.state, voice.heard = "closed", act.heard
    _put(rows, entry, voice)


def _put(rows: Rows, entry: Entry, voice: Unnamed) -> None:
    voice.last_entry_id = entry.id
    rows.put(voice)


def _day_of(entry: Entry) -> date:
    """The day in UTC, the same for everybody: a zone would be somebody's."""
    return entry.at.date()
