"""Conversations for programs: the same rules, errors and sight as the pages, one operation for each verb.

An `Idempotency-Key` header makes an act sent twice one act. `seen` is the `last_entry` the program knew; if
the talk has moved on since, the answer is 409 `moved_on`. What is said under seal takes no key: saying it
twice is saying it once.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.conversations import forms, notices, queries, rules
from twoway.people.access import unlogged
from twoway.people.bearer import caller
from twoway.people.streets import rules as streets
from twoway.people.streets.sides import Told
from twoway.web.api import ActOut, First
from twoway.web.once import once_of

router = Router(tags=["conversations"])
MOST_IN_A_LIST = 200


class OutcomeOut(Schema):
    """What came of a talk: "promise", "growth", "opportunity" or "entrustment", and its id."""

    what: str
    thing: str


class TalkWords(Schema):
    """Something on the agenda, or in the notes of both."""

    entry: str
    by: str
    at: datetime
    words: str


class TalkSaid(Schema):
    """How a talk was for one side, 1 to 7 each, and what they take from it."""

    fair: int
    heard: int
    clear: int
    takes: str = ""


class ConversationOut(Schema):
    """A talk as one of its two sees it; `said` is there, by person, once both have said it.

    Until `sealed_until` both may say how it was. `standing` is the state as the clock reads it.
    """

    id: str
    street: str
    asker: str
    asked: str
    about: str
    state: str
    standing: str
    waits_for: str
    starts_at: datetime
    minutes: int
    where: str
    every_weeks: int
    follows: str
    held_at: datetime | None
    sealed_until: datetime | None
    said: dict[str, TalkSaid]
    agenda: list[TalkWords]
    notes: list[TalkWords]
    outcomes: list[OutcomeOut]
    last_entry: str
    verbs: list[str]


class OwnWordsOut(Schema):
    """What one has said oneself, sealed or come back; nothing of the other's is here, nor whether it is."""

    said: TalkSaid | None
    is_open: bool


class ConversationDone(Schema):
    """The act that was entered, and the talk it is about."""

    entry: str
    thing: str


class PlanTalk(Schema):
    """With whom, what about, when and how often; `at` with its zone, or it is read as UTC."""

    with_: str
    about: Literal["one_to_one", "pay", "expectations", "career", "repair"]
    at: datetime
    minutes: int = forms.USUAL_MINUTES
    where: str = ""
    every_weeks: int = 0


class TalkSeen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class TalkNote(TalkSeen):
    """Words beside an act, if any."""

    note: str = ""


class MoveTalk(TalkNote):
    """Another time for it."""

    at: datetime


class TalkText(TalkSeen):
    """What goes on the agenda, or into the notes."""

    words: str


class AgreePromise(TalkSeen):
    """What was agreed, and by when."""

    what: str
    due_on: date


class AgreeGrowth(TalkSeen):
    """Where one wants to go oneself, or a chance one offers the other."""

    what: str


class AgreeEntrust(TalkSeen):
    """What is entrusted, and with how much freedom: 1 (ask me first) to 7 (it is yours)."""

    scope: str
    freedom: int
    look_back_on: date | None = None


class TalkSide(Schema):
    """One's own account, beside an act of this talk."""

    about: str
    words: str


Show = Literal["waiting_for_me", "coming", "to_say", "came_back", "over"]


@router.get("", response=list[ConversationOut], operation_id="conversations")
def conversations(request: HttpRequest, show: Show = "coming", first: First = 0) -> list[ConversationOut]:
    """One's own talks of one sort, 200 at a time from number `first` on."""
    me = caller(request).id
    found: Any = {
        "waiting_for_me": queries.waiting_for,
        "coming": queries.coming,
        "to_say": queries.to_say,
        "came_back": queries.come_back,
        "over": queries.over,
    }[show](me)
    return _outs(list(found[first : first + MOST_IN_A_LIST]), me)


@router.post("", response={201: ConversationDone}, operation_id="conversation_plan")
def plan(request: HttpRequest, said: PlanTalk) -> ConversationDone:
    """Ask somebody for a talk."""
    how: dict[str, Any] = said.dict()
    how["at"] = _moment(said.at)
    return _done(rules.plan(by=caller(request).id, once=once_of(request), **how))


@router.get("/{id}", response=ConversationOut, operation_id="conversation")
def conversation(request: HttpRequest, id: str) -> ConversationOut:
    """One talk."""
    me = caller(request).id
    return _outs([queries.one(id, seen_by=me)], me)[0]


@router.get("/{id}/history", response=list[ActOut], operation_id="conversation_history")
def history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done, the oldest first, with the sides added to it."""
    me = caller(request).id
    return [_told(told) for told in notices.history(queries.one(id, seen_by=me), seen_by=me)]


@router.get("/{id}/own_words", response=OwnWordsOut, operation_id="conversation_own_words")
@unlogged
def own_words(request: HttpRequest, id: str) -> OwnWordsOut:
    """What one has said under seal oneself, or had come back."""
    me = caller(request).id
    return _own_words(id, me)


@router.post("/{id}/say", response=OwnWordsOut, operation_id="conversation_say")
def say(request: HttpRequest, id: str, said: TalkSaid) -> OwnWordsOut:
    """Say under seal how it was; once both have, it opens for both."""
    me = caller(request).id
    rules.say(id, by=me, **said.dict())
    return _own_words(id, me)


@router.post("/{id}/take_back", response=OwnWordsOut, operation_id="conversation_take_back")
def take_back(request: HttpRequest, id: str) -> OwnWordsOut:
    """Take back what one said under seal."""
    me = caller(request).id
    rules.take_back(id, by=me)
    return _own_words(id, me)


@router.post("/{id}/throw_away", response=OwnWordsOut, operation_id="conversation_throw_away")
def throw_away(request: HttpRequest, id: str) -> OwnWordsOut:
    """Keep no longer what came back unopened."""
    me = caller(request).id
    rules.throw_away(id, by=me)
    return _own_words(id, me)


@router.post("/{id}/accept", response=ConversationDone, operation_id="conversation_accept")
def accept(request: HttpRequest, id: str, said: TalkSeen) -> ConversationDone:
    """Say yes to the time."""
    return _acted(rules.accept, request, id, said)


@router.post("/{id}/decline", response=ConversationDone, operation_id="conversation_decline")
def decline(request: HttpRequest, id: str, said: TalkNote) -> ConversationDone:
    """Say no."""
    return _acted(rules.decline, request, id, said)


@router.post("/{id}/call_off", response=ConversationDone, operation_id="conversation_call_off")
def call_off(request: HttpRequest, id: str, said: TalkNote) -> ConversationDone:
    """Call it off; one that comes again does not come again."""
    return _acted(rules.call_off, request, id, said)


@router.post("/{id}/move", response=ConversationDone, operation_id="conversation_move")
def move(request: HttpRequest, id: str, said: MoveTalk) -> ConversationDone:
    """Ask for another time, which waits for the other's yes."""
    said.at = _moment(said.at)
    return _acted(rules.move, request, id, said)


@router.post("/{id}/add_to_agenda", response=ConversationDone, operation_id="conversation_add_to_agenda")
def add_to_agenda(request: HttpRequest, id: str, said: TalkText) -> ConversationDone:
    """Put something on the agenda."""
    return _acted(rules.add_to_agenda, request, id, said)


@router.post("/{id}/note", response=ConversationDone, operation_id="conversation_note")
def note(request: HttpRequest, id: str, said: TalkText) -> ConversationDone:
    """Write into the notes of both."""
    return _acted(rules.note, request, id, said)


@router.post("/{id}/hold", response=ConversationDone, operation_id="conversation_hold")
def hold(request: HttpRequest, id: str, said: TalkSeen) -> ConversationDone:
    """Say that you have talked."""
    return _acted(rules.hold, request, id, said)


@router.post("/{id}/promise", response=ConversationDone, operation_id="conversation_promise")
def promise(request: HttpRequest, id: str, said: AgreePromise) -> ConversationDone:
    """Promise what was agreed."""
    return _acted(rules.promise, request, id, said)


@router.post("/{id}/ask_promise", response=ConversationDone, operation_id="conversation_ask_promise")
def ask_promise(request: HttpRequest, id: str, said: AgreePromise) -> ConversationDone:
    """Ask the other to promise what was spoken of."""
    return _acted(rules.ask_promise, request, id, said)


@router.post("/{id}/set_goal", response=ConversationDone, operation_id="conversation_set_goal")
def set_goal(request: HttpRequest, id: str, said: AgreeGrowth) -> ConversationDone:
    """Say where one wants to go; the other sees it."""
    return _done(rules.set_goal(id, said.what, by=caller(request).id, once=once_of(request), seen=said.seen))


@router.post("/{id}/offer", response=ConversationDone, operation_id="conversation_offer")
def offer(request: HttpRequest, id: str, said: AgreeGrowth) -> ConversationDone:
    """Offer the other a chance to grow."""
    return _acted(rules.offer, request, id, said)


@router.post("/{id}/entrust", response=ConversationDone, operation_id="conversation_entrust")
def entrust(request: HttpRequest, id: str, said: AgreeEntrust) -> ConversationDone:
    """Entrust the other with something."""
    return _acted(rules.entrust, request, id, said)


@router.post("/{id}/side", response=ConversationDone, operation_id="conversation_side")
def side(request: HttpRequest, id: str, said: TalkSide) -> ConversationDone:
    """Add one's own account to an act of this talk."""
    me = caller(request).id
    about = notices.act_of(queries.one(id, seen_by=me), said.about, seen_by=me)
    return _done(streets.add_side(about, by=me, words=said.words, once=once_of(request)))


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> ConversationDone:
    return _done(rule(id, by=caller(request).id, once=once_of(request), **said.dict()))


def _done(entry: Entry) -> ConversationDone:
    return ConversationDone(entry=entry.id, thing=entry.thing)


def _moment(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _own_words(id: str, me: str) -> OwnWordsOut:
    talk = queries.one(id, seen_by=me)
    if talk.state == "opened":
        return OwnWordsOut(said=_said(talk, me), is_open=True)
    said: Any = queries.own_words(talk, by=me)
    return OwnWordsOut(said=TalkSaid(**said) if said else None, is_open=False)


def _said(talk: queries.Conversation, person: str) -> TalkSaid:
    fair, heard, clear = talk.ratings[person]
    return TalkSaid(fair=fair, heard=heard, clear=clear, takes=talk.takes_of(person))


def _outs(talks: list[queries.Conversation], me: str) -> list[ConversationOut]:
    entries, outcomes = queries.histories(talks, seen_by=me), queries.outcomes_of(talks)
    return [_out(talk, me, entries[talk.id], outcomes[talk.id]) for talk in talks]


def _out(
    talk: queries.Conversation, me: str, entries: list[Entry], outcomes: list[queries.Outcome]
) -> ConversationOut:
    fields = ConversationOut.model_fields
    plain = {name: getattr(talk, name) for name in fields if hasattr(talk, name) and name != "outcomes"}
    more: dict[str, Any] = {
        "street": talk.street_id,
        "asker": talk.asker_id,
        "asked": talk.asked_id,
        "standing": queries.standing(talk),
        "sealed_until": talk.seal_ends_at if talk.is_sealing else None,
        "said": {person: _said(talk, person) for person in talk.ratings},
        "agenda": _words(entries, "conversation.agenda_added"),
        "notes": _words(entries, "conversation.noted"),
        "outcomes": [OutcomeOut(what=one.what, thing=one.thing) for one in outcomes],
        "last_entry": talk.last_entry_id,
        "verbs": queries.open_verbs(talk, me),
    }
    return ConversationOut(**plain | more)


def _words(entries: list[Entry], kind: str) -> list[TalkWords]:
    found: Any = queries.items(entries, kind)
    return [
        TalkWords(entry=entry.id, by=entry.by, at=entry.happened_at, words=entry.act.words) for entry in found
    ]


def _told(told: Told) -> ActOut:
    return ActOut.of(told.entry, says=told.says, words=told.words, sides=told.sides)
