"""What each act does to the rows of voices: the only code that writes them, live and in replay alike."""

from __future__ import annotations

import hashlib
from typing import Any

from twoway.ids import ALPHABET, LENGTH
from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.voices import acts
from twoway.nouns.voices.models import Voice, VoicePerson

# Where it is with somebody else, or open again, what was said to it before stands in its history alone.
NOT_PASSING: dict[str, Any] = {
    "passing": "",
    "passing_by": "",
    "passing_to": "",
    "passing_on": None,
    "pass_in_id": None,
}
UNANSWERED: dict[str, Any] = {
    "state": "open",
    "answer": "",
    "answered_by": "",
    "answered_at": None,
    "answer_entry": "",
    "answered_in_id": None,
    "promise": "",
    "heard": None,
    "closed_in_id": None,
}
NOT_MOVED: dict[str, Any] = {"acknowledged_by": "", "moved_from": None, "moved_in_id": None}


def _key(voice: str, person: str) -> str:
    """The id of a person's row in a voice: one for each pair, found again without searching."""
    drawn = hashlib.sha256(f"{voice} {person}".encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in drawn[:LENGTH])


def _stand(rows: Rows, entry: Entry, person: str, role: str, with_id: str = "") -> None:
    """The person stands in the voice as this from now on."""
    known = rows.maybe(VoicePerson, _key(entry.thing, person))
    if known is None:
        known = VoicePerson(id=_key(entry.thing, person), voice_id=entry.thing, person_id=person)
        rows.add(known)
    known.role, known.with_id, known.entry, known.since = role, with_id, entry.id, entry.happened_at
    rows.put(known)


def _now(rows: Rows, entry: Entry, **changed: Any) -> Voice:
    """The voice as it is now."""
    voice = rows.one(Voice, entry.thing)
    for name, value in (changed | {"last_entry_id": entry.id}).items():
        setattr(voice, name, value)
    rows.put(voice)
    return voice


@effect(acts.Raised)
def raised(rows: Rows, entry: Entry, act: acts.Raised) -> None:
    rows.add(
        Voice(
            id=entry.thing,
            writer_id=entry.by,
            wants=act.wants,
            team=act.team,
            state="open",
            said_in_id=entry.seq,
            raised_on=act.on,
            raised_at=entry.happened_at,
            raised_in=entry.id,
            answer_by=act.answer_by,
            days=(act.answer_by - act.on).days,
            last_entry_id=entry.id,
        )
    )
    _stand(rows, entry, entry.by, "writer")
    for person in act.to:
        _stand(rows, entry, person, "to")


@effect(acts.Acknowledged)
def acknowledged(rows: Rows, entry: Entry, act: acts.Acknowledged) -> None:
    _now(rows, entry, acknowledged_by=entry.by)


@effect(acts.Moved)
def moved(rows: Rows, entry: Entry, act: acts.Moved) -> None:
    _now(rows, entry, answer_by=act.answer_by, moved_from=act.was_by, moved_in_id=entry.seq)


@effect(acts.Answered)
def answered(rows: Rows, entry: Entry, act: acts.Answered) -> None:
    _now(
        rows,
        entry,
        state="needs_more" if act.answer == "need_more" else "answered",
        answer=act.answer,
        answered_by=entry.by,
        answered_at=entry.happened_at,
        answer_entry=entry.id,
        answered_in_id=entry.seq,
        promise=act.promise or "",
        **NOT_PASSING,
    )


@effect(acts.PassOffered)
def pass_offered(rows: Rows, entry: Entry, act: acts.PassOffered) -> None:
    said = {"passing_by": entry.by, "passing_to": act.to, "passing_on": act.on, "pass_in_id": entry.seq}
    _now(rows, entry, passing="offered", **said)


@effect(acts.PassAllowed)
def pass_allowed(rows: Rows, entry: Entry, act: acts.PassAllowed) -> None:
    _now(rows, entry, passing="allowed", answer_by=act.answer_by)
    _stand(rows, entry, act.to, "asked")


@effect(acts.PassRefused)
def pass_refused(rows: Rows, entry: Entry, act: acts.PassRefused) -> None:
    _now(rows, entry, answer_by=act.answer_by, **NOT_PASSING)


@effect(acts.PassTakenBack)
def pass_taken_back(rows: Rows, entry: Entry, act: acts.PassTakenBack) -> None:
    _recall(rows, entry)
    _now(rows, entry, answer_by=act.answer_by, **NOT_PASSING)


@effect(acts.TakenOn)
def taken_on(rows: Rows, entry: Entry, act: acts.TakenOn) -> None:
    voice = _now(rows, entry, answer_by=act.answer_by, **UNANSWERED, **NOT_MOVED, **NOT_PASSING)
    for person in entry.participants:
        if person not in {entry.by, voice.writer_id}:
            _stand(rows, entry, person, "passed_on", with_id=entry.by)
    _stand(rows, entry, entry.by, "to")


@effect(acts.PassDeclined)
def pass_declined(rows: Rows, entry: Entry, act: acts.PassDeclined) -> None:
    _now(rows, entry, **NOT_PASSING)
    _stand(rows, entry, entry.by, "declined")


@effect(acts.StoodAside)
def stood_aside(rows: Rows, entry: Entry, act: acts.StoodAside) -> None:
    _now(rows, entry)
    _stand(rows, entry, entry.by, "aside")


@effect(acts.Added)
def added(rows: Rows, entry: Entry, act: acts.Added) -> None:
    _now(rows, entry, answer_by=act.answer_by, **UNANSWERED)


@effect(acts.Closed)
def closed(rows: Rows, entry: Entry, act: acts.Closed) -> None:
    _now(rows, entry, state="closed", heard=act.heard, closed_in_id=entry.seq)


@effect(acts.Reopened)
def reopened(rows: Rows, entry: Entry, act: acts.Reopened) -> None:
    _now(rows, entry, answer_by=act.answer_by, **UNANSWERED)


@effect(acts.Withdrawn)
def withdrawn(rows: Rows, entry: Entry, act: acts.Withdrawn) -> None:
    _recall(rows, entry)
    _now(rows, entry, state="withdrawn", **NOT_PASSING)


def _recall(rows: Rows, entry: Entry) -> None:
    """Whoever was asked to take it on is asked no longer."""
    voice = rows.one(Voice, entry.thing)
    if voice.passing == "allowed":
        _stand(rows, entry, voice.passing_to, "recalled")
