"""Voices for programs: the same rules, errors and sight as the pages, one operation for each verb.

An `Idempotency-Key` header makes an act sent twice one act. `seen` is the `last_entry` the program knew; if
the voice has moved on since, the answer is 409 `moved_on`.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.voices import notices, queries, rules
from twoway.people.streets import rules as streets
from twoway.people.streets.sides import Told
from twoway.web.api import ActOut, First
from twoway.web.once import once_of

router = Router(tags=["voices"])
MOST_IN_A_LIST = 200


class VoiceOut(Schema):
    """A voice as one of those who know of it sees it.

    `role` is one's own: writer or to, asked (to take it on), or off it: passed_on, declined, recalled, aside.
    Only its writer and those it is with see how it goes on; to others `state` is their role, and what they
    may not see is empty. `days_late` leaves out the days in which one's street is stopped.
    """

    id: str
    role: str
    writer: str
    to: list[str]
    team: str
    wants: str
    words: str
    more: str
    state: str
    raised_on: date
    answer_by: date | None
    days_late: int
    acknowledged_by: str
    moved_from: date | None
    move_reason: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    answer_words: str
    promise: str
    heard: int | None
    closing_words: str
    passing: str
    passing_by: str
    passing_to: str
    pass_words: str
    taken_on_by: str
    last_entry: str
    verbs: list[str]


class VoiceDone(Schema):
    """The act that was entered, and the voice it is about."""

    entry: str
    thing: str


class VoiceSeen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class RaiseVoice(Schema):
    """What one thinks: to a person or to a team's leads, what is wanted, and by when an answer is."""

    to: str = ""
    team: str = ""
    words: str
    more: str = ""
    wants: Literal["hear", "answer", "act", "feedback"] = "answer"
    answer_by: date


class VoiceWords(VoiceSeen):
    """Words beside an act, if any."""

    words: str = ""


class MoveVoice(VoiceSeen):
    """Another day, and why."""

    answer_by: date
    reason: str


class AnswerVoice(VoiceSeen):
    """Which answer (done, promised, no_because, told or need_more), in words.

    A promised one takes what is promised and by when.
    """

    answer: str
    words: str = ""
    promise_what: str = ""
    promise_due: date | None = None


class PassVoice(VoiceSeen):
    """To whom one would pass it on, with a word for both if one likes."""

    to: str
    words: str = ""


class TakeVoiceOn(VoiceSeen):
    """By when one answers; the day it has, where nothing is said."""

    answer_by: date | None = None


class AddToVoice(VoiceSeen):
    """What was asked for or is still missing, and by when an answer is wanted now."""

    words: str
    answer_by: date | None = None


class CloseVoice(VoiceSeen):
    """How far one felt heard, 1 (not at all) to 5 (fully)."""

    heard: int
    words: str = ""


class VoiceSide(Schema):
    """One's own account, beside an act of this voice."""

    about: str
    words: str


Show = Literal["waiting_for_me", "to_close", "waiting_for_others", "over"]


@router.get("", response=list[VoiceOut], operation_id="voices")
def voices(request: HttpRequest, show: Show = "waiting_for_me", first: First = 0) -> list[VoiceOut]:
    """Voices one knows of, of one sort, 200 at a time from number `first` on."""
    me = _me(request)
    lists = {
        "waiting_for_me": queries.waiting_for,
        "to_close": queries.to_close,
        "waiting_for_others": queries.waiting_for_others,
        "over": queries.over,
    }
    found = list(lists[show](me)[first : first + MOST_IN_A_LIST])
    rows, those = queries.roles_in(found, me), queries.with_each(found)
    return [_out(voice, rows[voice.id], [one.id for one in those[voice.id]]) for voice in found]


@router.post("", response={201: VoiceDone}, operation_id="voice_raise")
def raise_(request: HttpRequest, said: RaiseVoice) -> VoiceDone:
    """Say what one thinks; with `wants` feedback, ask for one thing one could do better."""
    how: dict[str, Any] = said.dict()
    return _done(rules.raise_(how.pop("words"), by=_me(request), once=once_of(request), **how))


@router.get("/{id}", response=VoiceOut, operation_id="voice")
def voice(request: HttpRequest, id: str) -> VoiceOut:
    """One voice."""
    me = _me(request)
    found = queries.one(id, seen_by=me)
    row = queries.roles_in([found], me)[found.id]
    return _out(found, row, [one.id for one in queries.raised_with(found)])


@router.get("/{id}/history", response=list[ActOut], operation_id="voice_history")
def history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done, the oldest first, as far as one may see it, with the sides added to it."""
    me = _me(request)
    return [_told(told) for told in notices.history(queries.one(id, seen_by=me), seen_by=me)]


@router.post("/{id}/acknowledge", response=VoiceDone, operation_id="voice_acknowledge")
def acknowledge(request: HttpRequest, id: str, said: VoiceSeen) -> VoiceDone:
    """Say that one has read it."""
    return _acted(rules.acknowledge, request, id, said)


@router.post("/{id}/move", response=VoiceDone, operation_id="voice_move")
def move(request: HttpRequest, id: str, said: MoveVoice) -> VoiceDone:
    """Name another day, once, and say why."""
    return _acted(rules.move, request, id, said)


@router.post("/{id}/answer", response=VoiceDone, operation_id="voice_answer")
def answer(request: HttpRequest, id: str, said: AnswerVoice) -> VoiceDone:
    """Answer it; a promise is made along with it."""
    return _acted(rules.answer, request, id, said)


@router.post("/{id}/offer_pass", response=VoiceDone, operation_id="voice_offer_pass")
def offer_pass(request: HttpRequest, id: str, said: PassVoice) -> VoiceDone:
    """Offer to pass it on; its writer is asked first."""
    return _acted(rules.offer_pass, request, id, said)


@router.post("/{id}/take_pass_back", response=VoiceDone, operation_id="voice_take_pass_back")
def take_pass_back(request: HttpRequest, id: str, said: VoiceSeen) -> VoiceDone:
    """Keep it after all."""
    return _acted(rules.take_pass_back, request, id, said)


@router.post("/{id}/stand_aside", response=VoiceDone, operation_id="voice_stand_aside")
def stand_aside(request: HttpRequest, id: str, said: VoiceSeen) -> VoiceDone:
    """Leave it to the others, when one no longer leads the team."""
    return _acted(rules.stand_aside, request, id, said)


@router.post("/{id}/allow_pass", response=VoiceDone, operation_id="voice_allow_pass")
def allow_pass(request: HttpRequest, id: str, said: VoiceSeen) -> VoiceDone:
    """Let the one named read it, to take it on or not."""
    return _acted(rules.allow_pass, request, id, said)


@router.post("/{id}/refuse_pass", response=VoiceDone, operation_id="voice_refuse_pass")
def refuse_pass(request: HttpRequest, id: str, said: VoiceSeen) -> VoiceDone:
    """Say that one would rather it stayed where it is."""
    return _acted(rules.refuse_pass, request, id, said)


@router.post("/{id}/take_on", response=VoiceDone, operation_id="voice_take_on")
def take_on(request: HttpRequest, id: str, said: TakeVoiceOn) -> VoiceDone:
    """Take it on."""
    return _acted(rules.take_on, request, id, said)


@router.post("/{id}/decline_pass", response=VoiceDone, operation_id="voice_decline_pass")
def decline_pass(request: HttpRequest, id: str, said: VoiceWords) -> VoiceDone:
    """Say that one would rather not take it on."""
    return _acted(rules.decline_pass, request, id, said)


@router.post("/{id}/add", response=VoiceDone, operation_id="voice_add")
def add(request: HttpRequest, id: str, said: AddToVoice) -> VoiceDone:
    """Say what was asked for."""
    return _acted(rules.add, request, id, said)


@router.post("/{id}/close", response=VoiceDone, operation_id="voice_close")
def close(request: HttpRequest, id: str, said: CloseVoice) -> VoiceDone:
    """Close it, and say how far one felt heard."""
    return _acted(rules.close, request, id, said)


@router.post("/{id}/reopen", response=VoiceDone, operation_id="voice_reopen")
def reopen(request: HttpRequest, id: str, said: AddToVoice) -> VoiceDone:
    """Open it again, and say what is still missing."""
    return _acted(rules.reopen, request, id, said)


@router.post("/{id}/withdraw", response=VoiceDone, operation_id="voice_withdraw")
def withdraw(request: HttpRequest, id: str, said: VoiceWords) -> VoiceDone:
    """Take it back before there is an answer."""
    return _acted(rules.withdraw, request, id, said)


@router.post("/{id}/side", response=VoiceDone, operation_id="voice_side")
def side(request: HttpRequest, id: str, said: VoiceSide) -> VoiceDone:
    """Add one's own account to an act of this voice."""
    about = notices.act_of(queries.one(id, seen_by=_me(request)), said.about, seen_by=_me(request))
    return _done(streets.add_side(about, by=_me(request), words=said.words, once=once_of(request)))


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> VoiceDone:
    return _done(rule(id, by=_me(request), once=once_of(request), **said.dict()))


def _done(entry: Entry) -> VoiceDone:
    return VoiceDone(entry=entry.id, thing=entry.thing)


WHOLE = (
    *("answer_by", "acknowledged_by", "moved_from", "move_reason", "answer", "answered_by", "answered_at"),
    *(
        "answer_words",
        "promise",
        "heard",
        "closing_words",
        "passing",
        "passing_by",
        "passing_to",
        "pass_words",
    ),
)
FOR_ASKED = ("answer_by", "passing", "passing_by", "passing_to", "pass_words")
NOTHING: dict[str, Any] = {
    **dict.fromkeys(WHOLE, ""),
    **dict.fromkeys(("answer_by", "moved_from", "answered_at", "heard")),
}


def _out(voice: queries.Voice, row: queries.VoicePerson, those: list[str]) -> VoiceOut:
    """What goes by the row of the voice is for those it is with; others keep what they knew."""
    shown = WHOLE if row.is_on_it else FOR_ASKED if row.role == "asked" else ()
    knows = row.is_on_it or row.role == "asked"
    seen: dict[str, Any] = NOTHING | {name: getattr(voice, name) for name in shown}
    mine = {
        "role": row.role,
        "writer": voice.writer_id,
        "to": those if row.is_on_it else [],
        "team": voice.team if row.role != "asked" else "",
        "words": voice.title,
        "state": voice.state if row.is_on_it else row.role,
        "days_late": queries.days_late_for(voice, row.person_id) if row.is_on_it else 0,
        "taken_on_by": row.with_id,
        "last_entry": voice.last_entry_id if knows else row.entry,
        "verbs": queries.open_verbs(voice, row.person_id, row.role),
    }
    said = {name: getattr(voice, name) for name in ("id", "wants", "more", "raised_on")}
    return VoiceOut(**seen | mine | said)


def _told(told: Told) -> ActOut:
    return ActOut.of(told.entry, says=told.says, words=told.words, sides=told.sides)
