"""What each act does to the rows of track records: the only code that writes them, live and in replay."""

from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.track_records import acts
from twoway.nouns.track_records.models import TrackRecord


@effect(acts.Proposed)
def proposed(rows: Rows, entry: Entry, act: acts.Proposed) -> None:
    rows.add(
        TrackRecord(
            id=entry.thing,
            team_id=act.team,
            proposed_by_id=entry.by,
            state="proposed",
            audience=act.audience,
            people=list(act.people),
            proposed_at=entry.happened_at,
        )
    )


@effect(acts.Agreed)
def agreed(rows: Rows, entry: Entry, act: acts.Agreed) -> None:
    record = rows.one(TrackRecord, entry.thing)
    record.opens = [*record.opens, entry.by] if act.opens else record.opens
    if entry.by in record.people:
        record.agreed = [*record.agreed, entry.by]
    else:
        record.contacts = [*record.contacts, entry.by]
    record.free_from = (
        {**record.free_from, entry.by: act.since.isoformat()} if act.since else record.free_from
    )
    if act.begins is not None:
        record.state, record.out_at, record.since = "out", entry.happened_at, act.begins
    rows.put(record)
    if act.replaces is not None:
        before = rows.one(TrackRecord, act.replaces)
        before.state, before.over_at, before.ended_before = "ended", entry.happened_at, act.begins
        rows.put(before)


@effect(acts.Declined)
def declined(rows: Rows, entry: Entry, act: acts.Declined) -> None:
    record = rows.one(TrackRecord, entry.thing)
    if entry.by in record.people:
        record.state, record.over_at = "declined", entry.happened_at
    else:
        record.declined = [*record.declined, entry.by]
    rows.put(record)


@effect(acts.Asked)
def asked(rows: Rows, entry: Entry, act: acts.Asked) -> None:
    record = rows.one(TrackRecord, entry.thing)
    record.asked = [*record.asked, act.to]
    rows.put(record)


@effect(acts.TakenBack)
def taken_back(rows: Rows, entry: Entry, act: acts.TakenBack) -> None:
    record = rows.one(TrackRecord, entry.thing)
    if entry.by in record.everybody:
        record.state, record.over_at = "taken_back", entry.happened_at
    else:
        record.contacts = [one for one in record.contacts if one != entry.by]
        record.opens = [one for one in record.opens if one != entry.by]
        record.declined = [*record.declined, entry.by]
    rows.put(record)
