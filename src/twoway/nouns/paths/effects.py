"""What each act does to the rows of paths: the only code that writes them, live and in replay alike."""

from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.paths import acts
from twoway.nouns.paths.models import LookBack, Path


@effect(acts.Opened)
def opened(rows: Rows, entry: Entry, act: acts.Opened) -> None:
    rows.add(
        Path(
            id=entry.thing,
            street_id=entry.street,
            first_on=act.first_on,
            line=act.line,
            state="open",
            opened_seq=entry.seq,
            last_entry_id=entry.id,
        )
    )


@effect(acts.LookedBack)
def looked_back(rows: Rows, entry: Entry, act: acts.LookedBack) -> None:
    rows.add(LookBack(id=entry.id, path_id=entry.thing, by_id=entry.by, day=act.day, words_in_id=entry.seq))
    path = rows.one(Path, entry.thing)
    path.last_entry_id = entry.id
    rows.put(path)


@effect(acts.Ended)
def ended(rows: Rows, entry: Entry, act: acts.Ended) -> None:
    path = rows.one(Path, entry.thing)
    path.state, path.ended_seq, path.last_entry_id = "ended", entry.seq, entry.id
    rows.put(path)
