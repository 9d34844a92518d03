"""What each act does to the rows of needs: the only code that writes them, live and in replay alike."""

from __future__ import annotations

import hashlib
from typing import Any

from twoway.ids import ALPHABET, LENGTH
from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.needs import SIDES, acts
from twoway.nouns.needs.models import Delivery, Need, NeedPerson, NeedPromise


def _key(need: str, person: str) -> str:
    """The id of a person's row beside a need: one for each pair, found again without searching."""
    drawn = hashlib.sha256(f"{need} {person}".encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in drawn[:LENGTH])


@effect(acts.Said)
def said(rows: Rows, entry: Entry, act: acts.Said) -> None:
    _begin(rows, entry, act, state="said")
    _now(rows, entry, said_by=entry.by, said_at=entry.happened_at, said_entry=entry.id)


@effect(acts.Noted)
def noted(rows: Rows, entry: Entry, act: acts.Noted) -> None:
    _begin(rows, entry, act, state="noted")


def _begin(rows: Rows, entry: Entry, act: acts.Said | acts.Noted, state: str) -> None:
    rows.add(
        Need(
            id=entry.thing,
            client_id=act.client,
            begun_by_id=entry.by,
            begun_at=entry.happened_at,
            was_noted=state == "noted",
            contacts=list(act.contacts),
            ours=list(act.ours),
            state=state,
            speaker=entry.by,
            what_in_id=entry.seq,
            good_in_id=entry.seq if act.has_good else None,
            wanted_by=act.wanted_by,
            last_entry_id=entry.id,
        )
    )
    for side, people in zip(SIDES, (act.contacts, act.ours), strict=True):
        for person in people:
            key = _key(entry.thing, person)
            rows.add(NeedPerson(id=key, need_id=entry.thing, person_id=person, side=side))


def _now(rows: Rows, entry: Entry, **changed: Any) -> Need:
    """The need as it is now, with the act as the last that an answer could be about."""
    need = rows.one(Need, entry.thing)
    for name, value in (changed | {"last_entry_id": entry.id}).items():
        setattr(need, name, value)
    rows.put(need)
    return need


@effect(acts.Confirmed)
def confirmed(rows: Rows, entry: Entry, act: acts.Confirmed) -> None:
    words = {"what_in_id": entry.seq} if act.rewords else {}
    told = {"said_by": entry.by, "said_at": entry.happened_at, "said_entry": entry.id}
    _now(rows, entry, state="said", speaker=entry.by, **told, **words)


@effect(acts.Disowned)
def disowned(rows: Rows, entry: Entry, act: acts.Disowned) -> None:
    _now(rows, entry, state="disowned")


@effect(acts.PlayedBack)
def played_back(rows: Rows, entry: Entry, act: acts.PlayedBack) -> None:
    answered = {"answered_by": "", "answered_in_id": None}
    ours = {"played_by": entry.by, "played_in_id": entry.seq, "speaker": entry.by}
    _now(rows, entry, state="played_back", **ours, **answered)


@effect(acts.Recognised)
def recognised(rows: Rows, entry: Entry, act: acts.Recognised) -> None:
    _answered(rows, entry, "recognised")


@effect(acts.Corrected)
def corrected(rows: Rows, entry: Entry, act: acts.Corrected) -> None:
    _answered(rows, entry, "corrected")


def _answered(rows: Rows, entry: Entry, state: str) -> None:
    _now(rows, entry, state=state, speaker=entry.by, answered_by=entry.by, answered_in_id=entry.seq)


@effect(acts.PromiseAdded)
def promise_added(rows: Rows, entry: Entry, act: acts.PromiseAdded) -> None:
    """Whatever waits for an answer goes on waiting for it."""
    rows.add(NeedPromise(id=act.promise, need_id=entry.thing, of=act.of, added_in=entry.seq))


@effect(acts.Delivered)
def delivered(rows: Rows, entry: Entry, act: acts.Delivered) -> None:
    _now(rows, entry, state="delivered", speaker=entry.by, delivery=entry.id)
    rows.add(
        Delivery(
            id=entry.id,
            need_id=entry.thing,
            by_id=entry.by,
            at=entry.happened_at,
            in_seq=entry.seq,
            words_in_id=entry.seq,
            charged=act.charged,
            currency=act.currency or "",
            agreed_low=act.agreed_low,
            agreed_high=act.agreed_high,
        )
    )


@effect(acts.LookedBack)
def looked_back(rows: Rows, entry: Entry, act: acts.LookedBack) -> None:
    _now(rows, entry, state="met" if act.needed == "yes" else "unmet", speaker=entry.by)
    delivery = rows.one(Delivery, act.delivery)
    delivery.needed, delivery.at_price = act.needed, act.at_price
    delivery.contact_id, delivery.looked_at, delivery.looked_in_id = entry.by, entry.happened_at, entry.seq
    delivery.sealed_at = delivery.sealed_at or entry.happened_at
    rows.put(delivery)


@effect(acts.RatedTogether)
def rated_together(rows: Rows, entry: Entry, act: acts.RatedTogether) -> None:
    delivery = rows.one(Delivery, act.delivery)
    delivery.opened_at, delivery.opened_entry = entry.happened_at, entry.id
    delivery.opened_in_id = entry.seq if act.has_takes else None
    delivery.ratings = {
        act.low: [act.low_fair, act.low_heard, act.low_clear],
        act.high: [act.high_fair, act.high_heard, act.high_clear],
    }
    rows.put(delivery)


@effect(acts.SetAside)
def set_aside(rows: Rows, entry: Entry, act: acts.SetAside) -> None:
    before = rows.one(Need, entry.thing).state
    _now(rows, entry, state="set_aside", before=before)


@effect(acts.TakenUpAgain)
def taken_up_again(rows: Rows, entry: Entry, act: acts.TakenUpAgain) -> None:
    """It stands as it did; one that had been met is to be played back anew."""
    need = rows.one(Need, entry.thing)
    if need.state == "met":
        _now(rows, entry, state="unmet", before="", speaker=entry.by)
    else:
        _now(rows, entry, state=need.before, before="")
