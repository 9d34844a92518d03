"""What each act does to the rows of thanks: the only code that writes them, live and in replay alike."""

from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.thanks import acts
from twoway.nouns.thanks.models import Thanks


@effect(acts.Given)
def given(rows: Rows, entry: Entry, act: acts.Given) -> None:
    _said(rows, entry, act.receiver, about=act.about, learned=act.learned)


@effect(acts.Learned)
def learned(rows: Rows, entry: Entry, act: acts.Learned) -> None:
    _said(rows, entry, act.receiver, about="", learned=True)


def _said(rows: Rows, entry: Entry, receiver: str, *, about: str, learned: bool) -> None:
    rows.add(
        Thanks(
            id=entry.thing,
            street_id=entry.street,
            giver_id=entry.by,
            receiver_id=receiver,
            about_entry=about,
            words_in_id=entry.seq,
            learned=learned,
            given_at=entry.happened_at,
            last_entry_id=entry.id,
        )
    )


@effect(acts.PassOnAsked)
def pass_on_asked(rows: Rows, entry: Entry, act: acts.PassOnAsked) -> None:
    _now(rows, entry, asking=act.to)


@effect(acts.PassedOn)
def passed_on(rows: Rows, entry: Entry, act: acts.PassedOn) -> None:
    _now(rows, entry, told=act.to)


@effect(acts.PassOnRefused)
def pass_on_refused(rows: Rows, entry: Entry, act: acts.PassOnRefused) -> None:
    _now(rows, entry)


def _now(rows: Rows, entry: Entry, *, asking: tuple[str, ...] = (), told: tuple[str, ...] = ()) -> None:
    thanks = rows.one(Thanks, entry.thing)
    thanks.asking = list(asking)
    thanks.told = [*thanks.told, *told]
    thanks.last_entry_id = entry.id
    rows.put(thanks)
