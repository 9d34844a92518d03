"""Needs for programs: the same rules, errors and sight as the pages, one operation for each verb.

An `Idempotency-Key` header makes an act sent twice one act. `seen` is the `last_entry` the program knew; if
the need has moved on since, the answer is 409 `moved_on`. Amounts are whole minor units of their currency
(cents of an euro). What is said under seal takes no key: saying it twice is saying it once.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.needs import notices, queries, rules
from twoway.people.access import unlogged
from twoway.people.bearer import caller
from twoway.people.seals import asked
from twoway.people.streets import rules as streets
from twoway.web.api import ActOut, First, Minor
from twoway.web.once import once_of

router = Router(tags=["needs"])
MOST_IN_A_LIST = 200


class NeedSaid(Schema):
    """How working together was for one side, 1 to 7 each, and what they take from it."""

    fair: int
    heard: int
    clear: int
    takes: str = ""


class NeedRating(NeedSaid):
    """The same, with the delivery it is of, where there are several."""

    delivery: str = ""


class NeedPromiseOut(Schema):
    """A promise within a need; `of` says whose it is: "ours" or "theirs"."""

    promise: str
    of: str


class NeedDeliveryOut(Schema):
    """A delivery, what was agreed then in the same currency, and what a contact said looking back.

    `said` is there, by person, once both have said it; until `sealed_until` both may.
    """

    id: str
    by: str
    at: datetime
    words: str
    charged: int | None
    currency: str
    agreed_low: int | None
    agreed_high: int | None
    needed: str
    at_price: bool | None
    contact: str
    looked_words: str
    sealed_until: datetime | None
    said: dict[str, NeedSaid]


class NeedOut(Schema):
    """A need as everybody on it sees it: `contacts` are the client's people, `ours` those who work here."""

    id: str
    client: str
    contacts: list[str]
    ours: list[str]
    state: str
    begun_by: str
    begun_at: datetime
    was_noted: bool
    said_by: str
    what: str
    good: str
    wanted_by: date | None
    played_by: str
    played_words: str
    answered_by: str
    answer_words: str
    promises: list[NeedPromiseOut]
    deliveries: list[NeedDeliveryOut]
    last_entry: str
    verbs: list[str]


class NeedOwnWords(Schema):
    """What one has said oneself, sealed or come back; nothing of the other's is here, nor whether it is."""

    said: NeedSaid | None
    is_open: bool


class NeedDone(Schema):
    """The act that was entered, and the need it is about."""

    entry: str
    thing: str


class SayNeed(Schema):
    """What one needs, of whom one asks it, and who else of one's own is on it."""

    what: str
    ours: list[str]
    contacts: list[str] = []
    good: str = ""
    wanted_by: date | None = None


class NoteNeed(Schema):
    """What one heard a client's contacts say that they need, and who else of ours is on it."""

    what: str
    contacts: list[str]
    ours: list[str] = []
    good: str = ""
    wanted_by: date | None = None


class NeedSeen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class ConfirmNeed(NeedSeen):
    """Yes to what was noted, maybe in other words."""

    what: str = ""


class NeedWord(NeedSeen):
    """Words beside an act, if any."""

    words: str = ""


class NeedWords(NeedSeen):
    """Words that the act is made of."""

    words: str


class SetNeedAside(NeedSeen):
    """Why it is set aside."""

    reason: str


class NeedPromise(NeedSeen):
    """What one promises whom by when; a scope or price waits for a yes. `hangs_on` are other promises."""

    what: str
    due_on: date | None = None
    to: str
    scope: str = ""
    price_low: Minor | None = None
    price_high: Minor | None = None
    currency: str = ""
    hangs_on: list[str] = []


class NeedAskPromise(NeedSeen):
    """What one asks whom to promise, and by when."""

    what: str
    due_on: date | None = None
    of: str


class DeliverNeed(NeedWord):
    """What is there, and what it costs; without a currency, in the one that was agreed."""

    charged: Minor | None = None
    currency: str = ""


class LookBackOnNeed(NeedWord):
    """Whether it was what was needed, and at the agreed price or below."""

    needed: Literal["yes", "partly", "no"]
    at_price: bool | None = None


class NeedSide(Schema):
    """One's own account, beside an act of this need."""

    about: str
    words: str


class NeedDelivery(Schema):
    """Of which delivery, where there are several."""

    delivery: str = ""


Show = Literal["waiting_for_me", "under_way", "over"]
SHOWN = {"waiting_for_me": queries.waiting_for, "under_way": queries.under_way, "over": queries.over}


@router.get("", response=list[NeedOut], operation_id="needs")
def needs(request: HttpRequest, show: Show = "under_way", first: First = 0) -> list[NeedOut]:
    """One's own needs of one sort, 200 at a time from number `first` on."""
    me = caller(request).id
    return _outs(list(SHOWN[show](me)[first : first + MOST_IN_A_LIST]), me)


@router.post("/say", response={201: NeedDone}, operation_id="need_say")
def say(request: HttpRequest, said: SayNeed) -> NeedDone:
    """Say what one needs: for a client's contact."""
    return _done(rules.say(by=caller(request).id, once=once_of(request), **said.dict()))


@router.post("/note", response={201: NeedDone}, operation_id="need_note")
def note(request: HttpRequest, said: NoteNeed) -> NeedDone:
    """Write down what one heard a client's contact say: it binds nobody until their yes."""
    return _done(rules.note(by=caller(request).id, once=once_of(request), **said.dict()))


@router.get("/{id}", response=NeedOut, operation_id="need")
def need(request: HttpRequest, id: str) -> NeedOut:
    """One need."""
    me = caller(request).id
    return _outs([queries.one(id, seen_by=me)], me)[0]


@router.get("/{id}/history", response=list[ActOut], operation_id="need_history")
def history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done, the oldest first, with the sides added to it."""
    me = caller(request).id
    told = notices.history(queries.one(id, seen_by=me), seen_by=me)
    return [ActOut.of(one.entry, says=one.says, words=one.words, sides=one.sides) for one in told]


@router.get("/{id}/own_words", response=NeedOwnWords, operation_id="need_own_words")
@unlogged
def own_words(request: HttpRequest, id: str) -> NeedOwnWords:
    """What one has said oneself of the latest delivery, under seal or come back."""
    return _own_words(id, caller(request).id)


@router.post("/{id}/confirm", response=NeedDone, operation_id="need_confirm")
def confirm(request: HttpRequest, id: str, said: ConfirmNeed) -> NeedDone:
    """Yes, that is what we need."""
    return _acted(rules.confirm, request, id, said)


@router.post("/{id}/disown", response=NeedDone, operation_id="need_disown")
def disown(request: HttpRequest, id: str, said: NeedWord) -> NeedDone:
    """No, we said no such thing."""
    return _acted(rules.disown, request, id, said)


@router.post("/{id}/play_back", response=NeedDone, operation_id="need_play_back")
def play_back(request: HttpRequest, id: str, said: NeedWords) -> NeedDone:
    """Say in one's own words what one understood."""
    return _acted(rules.play_back, request, id, said)


@router.post("/{id}/recognise", response=NeedDone, operation_id="need_recognise")
def recognise(request: HttpRequest, id: str, said: NeedWord) -> NeedDone:
    """Yes, that is it."""
    return _acted(rules.recognise, request, id, said)


@router.post("/{id}/correct", response=NeedDone, operation_id="need_correct")
def correct(request: HttpRequest, id: str, said: NeedWords) -> NeedDone:
    """Not quite, and what is missing."""
    return _acted(rules.correct, request, id, said)


@router.post("/{id}/promise", response=NeedDone, operation_id="need_promise")
def promise(request: HttpRequest, id: str, said: NeedPromise) -> NeedDone:
    """Promise somebody of the other side something within it."""
    return _acted(rules.promise, request, id, said)


@router.post("/{id}/ask_promise", response=NeedDone, operation_id="need_ask_promise")
def ask_promise(request: HttpRequest, id: str, said: NeedAskPromise) -> NeedDone:
    """Ask somebody of the other side for a promise within it."""
    return _acted(rules.ask_promise, request, id, said)


@router.post("/{id}/deliver", response=NeedDone, operation_id="need_deliver")
def deliver(request: HttpRequest, id: str, said: DeliverNeed) -> NeedDone:
    """Say that it is there."""
    return _acted(rules.deliver, request, id, said)


@router.post("/{id}/look_back", response=NeedDone, operation_id="need_look_back")
def look_back(request: HttpRequest, id: str, said: LookBackOnNeed) -> NeedDone:
    """Say whether it was what one needed."""
    return _acted(rules.look_back, request, id, said)


@router.post("/{id}/rate", response=NeedOwnWords, operation_id="need_rate")
def rate(request: HttpRequest, id: str, said: NeedRating) -> NeedOwnWords:
    """Say under seal how working together was; once both have, it opens for all on the need."""
    is_open = rules.rate(id, by=caller(request).id, **said.dict())
    return NeedOwnWords(said=NeedSaid(**said.dict(exclude={"delivery"})), is_open=is_open)


@router.post("/{id}/take_back", response=NeedOwnWords, operation_id="need_take_back")
def take_back(request: HttpRequest, id: str, said: NeedDelivery) -> NeedOwnWords:
    """Take back what one said under seal."""
    rules.take_back(id, by=caller(request).id, delivery=said.delivery)
    return _own_words(id, caller(request).id)


@router.post("/{id}/throw_away", response=NeedOwnWords, operation_id="need_throw_away")
def throw_away(request: HttpRequest, id: str, said: NeedDelivery) -> NeedOwnWords:
    """Keep no longer what came back unopened."""
    rules.throw_away(id, by=caller(request).id, delivery=said.delivery)
    return _own_words(id, caller(request).id)


@router.post("/{id}/set_aside", response=NeedDone, operation_id="need_set_aside")
def set_aside(request: HttpRequest, id: str, said: SetNeedAside) -> NeedDone:
    """Not now, and why."""
    return _acted(rules.set_aside, request, id, said)


@router.post("/{id}/take_up", response=NeedDone, operation_id="need_take_up")
def take_up(request: HttpRequest, id: str, said: NeedWord) -> NeedDone:
    """It goes on."""
    return _acted(rules.take_up, request, id, said)


@router.post("/{id}/side", response=NeedDone, operation_id="need_side")
def side(request: HttpRequest, id: str, said: NeedSide) -> NeedDone:
    """Add one's own account to an act of this need."""
    me = caller(request).id
    about = notices.act_of(queries.one(id, seen_by=me), said.about, seen_by=me)
    return _done(streets.add_side(about, by=me, words=said.words, once=once_of(request)))


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> NeedDone:
    return _done(rule(id, by=caller(request).id, once=once_of(request), **said.dict()))


def _done(entry: Entry) -> NeedDone:
    return NeedDone(entry=entry.id, thing=entry.thing)


def _own_words(id: str, me: str) -> NeedOwnWords:
    need = queries.one(id, seen_by=me)
    mine = [one for one in queries.deliveries_of([need])[need.id] if me in (one.pair or ())]
    if mine and mine[-1].opened_at:
        return NeedOwnWords(said=_said(mine[-1], me), is_open=True)
    said: Any = queries.own_words(mine[-1], by=me) if mine else None
    return NeedOwnWords(said=NeedSaid(**said) if said else None, is_open=False)


def _said(one: queries.Delivery, person: str) -> NeedSaid:
    figures = dict(zip(asked.QUESTIONS, one.ratings[person], strict=True))
    return NeedSaid(takes=one.takes_of(person), **figures)


def _outs(found: Sequence[queries.Need], me: str) -> list[NeedOut]:
    within, delivered = queries.promises_of(found, seen_by=me), queries.deliveries_of(found)
    verbs, ends = queries.verbs_of(found, me), queries.ends_of(me)
    told = {id: [_delivery_out(one, me, ends) for one in those] for id, those in delivered.items()}
    return [
        _out(
            need,
            promises=[NeedPromiseOut(promise=one.promise.id, of=one.of) for one in within[need.id]],
            deliveries=told[need.id],
            verbs=verbs[need.id],
        )
        for need in found
    ]


def _out(need: queries.Need, **more: Any) -> NeedOut:
    more |= {"client": need.client_id, "begun_by": need.begun_by_id, "last_entry": need.last_entry_id}
    plain = {name: getattr(need, name) for name in NeedOut.model_fields if name not in more}
    return NeedOut(**plain | more)


def _delivery_out(one: queries.Delivery, me: str, ends: queries.Ends) -> NeedDeliveryOut:
    more: dict[str, Any] = {
        "by": one.by_id,
        "contact": one.contact_id or "",
        "sealed_until": queries.sealed_until(one, me, ends),
        "said": {person: _said(one, person) for person in one.ratings},
    }
    plain = {name: getattr(one, name) for name in NeedDeliveryOut.model_fields if name not in more}
    return NeedDeliveryOut(**plain | more)
