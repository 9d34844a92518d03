"""Entrustments for programs: the same rules, errors and sight as the pages, one operation for each verb.

An `Idempotency-Key` header makes an act sent twice one act. `seen` is the `last_entry` the program knew; if
the entrustment has moved on since, the answer is 409 `moved_on`.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.entrustments import STEPS, notices, queries, rules
from twoway.people.streets import rules as streets
from twoway.people.streets.sides import Told
from twoway.web.api import ActOut, First
from twoway.web.once import once_of

router = Router(tags=["entrustments"])
MOST_IN_A_LIST = 200


class EntrustmentOut(Schema):
    """An entrustment as one of the two sees it; `step` is its freedom, 1 to 7, in the giver's mouth."""

    id: str
    street: str
    giver: str
    receiver: str
    state: str
    scope: str
    freedom: int
    step: str
    freedom_before: int | None
    look_back_on: date
    given_at: datetime
    accepted_at: datetime | None
    giver_says: str
    receiver_says: str
    is_asked_of_me: bool
    last_entry: str
    verbs: list[str]


class Done(Schema):
    """The act that was entered, and the entrustment it is about."""

    entry: str
    thing: str


class Seen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class GiveTrust(Schema):
    """Whom one entrusts with what, with how much freedom (1 to 7), and the day both look back on it."""

    to: str
    scope: str
    freedom: int
    look_back_on: date | None = None


class Note(Seen):
    """Words beside an act, if any."""

    note: str = ""


class MoreFreedom(Seen):
    """A higher step, and maybe another day to look back on."""

    freedom: int
    words: str = ""
    look_back_on: date | None = None


class LessFreedom(Seen):
    """A lower step, and why."""

    freedom: int
    reason: str
    look_back_on: date | None = None


class ReasonWhy(Seen):
    """Why."""

    reason: str


class HowItWent(Seen):
    """How it went for oneself."""

    how_it_went: Literal["well", "partly", "badly"]
    words: str = ""


class Side(Schema):
    """One's own account, beside an act on this entrustment."""

    about: str
    words: str


Show = Literal["waiting_for_me", "to_look_back_on", "held", "given", "waiting_for_others", "over"]


@router.get("", response=list[EntrustmentOut], operation_id="entrustments")
def entrustments(request: HttpRequest, show: Show = "held", first: First = 0) -> list[EntrustmentOut]:
    """What one was entrusted with, or gave, of one sort, 200 at a time from number `first` on."""
    me = _me(request)
    found: Any = {
        "waiting_for_me": queries.asked_of,
        "to_look_back_on": queries.to_look_back_on,
        "held": queries.held_by,
        "given": queries.given_by,
        "waiting_for_others": queries.waiting_for_others,
        "over": queries.over,
    }[show](me)
    return [_out(each, me) for each in found[first : first + MOST_IN_A_LIST]]


@router.post("", response={201: Done}, operation_id="entrustment_give")
def give(request: HttpRequest, said: GiveTrust) -> Done:
    """Entrust somebody with something."""
    how = (said.to, said.scope, said.freedom, said.look_back_on)
    return _done(rules.give(*how, by=_me(request), once=once_of(request)))


@router.get("/{id}", response=EntrustmentOut, operation_id="entrustment")
def entrustment(request: HttpRequest, id: str) -> EntrustmentOut:
    """One entrustment."""
    return _out(queries.one(id, seen_by=_me(request)), _me(request))


@router.get("/{id}/history", response=list[ActOut], operation_id="entrustment_history")
def history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done, the oldest first, with the sides added to it."""
    me = _me(request)
    return [_told(told) for told in notices.history(queries.one(id, seen_by=me), seen_by=me)]


@router.post("/{id}/accept", response=Done, operation_id="entrustment_accept")
def accept(request: HttpRequest, id: str, said: Note) -> Done:
    """Take it on."""
    return _acted(rules.accept, request, id, said)


@router.post("/{id}/decline", response=Done, operation_id="entrustment_decline")
def decline(request: HttpRequest, id: str, said: Note) -> Done:
    """Say no."""
    return _acted(rules.decline, request, id, said)


@router.post("/{id}/withdraw", response=Done, operation_id="entrustment_withdraw")
def withdraw(request: HttpRequest, id: str, said: Note) -> Done:
    """Take it back before there is an answer."""
    return _acted(rules.withdraw, request, id, said)


@router.post("/{id}/widen", response=Done, operation_id="entrustment_widen")
def widen(request: HttpRequest, id: str, said: MoreFreedom) -> Done:
    """Give more freedom."""
    return _acted(rules.widen, request, id, said)


@router.post("/{id}/narrow", response=Done, operation_id="entrustment_narrow")
def narrow(request: HttpRequest, id: str, said: LessFreedom) -> Done:
    """Leave less freedom, and say why."""
    return _acted(rules.narrow, request, id, said)


@router.post("/{id}/give_back", response=Done, operation_id="entrustment_give_back")
def give_back(request: HttpRequest, id: str, said: ReasonWhy) -> Done:
    """Give back what one was entrusted with."""
    return _acted(rules.give_back, request, id, said)


@router.post("/{id}/end", response=Done, operation_id="entrustment_end")
def end(request: HttpRequest, id: str, said: ReasonWhy) -> Done:
    """End what one gave."""
    return _acted(rules.end, request, id, said)


@router.post("/{id}/look_back", response=Done, operation_id="entrustment_look_back")
def look_back(request: HttpRequest, id: str, said: HowItWent) -> Done:
    """Say how it went for oneself, from the day named, or once it is over."""
    return _acted(rules.look_back, request, id, said)


@router.post("/{id}/side", response=Done, operation_id="entrustment_side")
def side(request: HttpRequest, id: str, said: Side) -> Done:
    """Add one's own account to an act on this entrustment."""
    about = notices.act_of(queries.one(id, seen_by=_me(request)), said.about, seen_by=_me(request))
    return _done(streets.add_side(about, by=_me(request), words=said.words, once=once_of(request)))


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> Done:
    return _done(rule(id, by=_me(request), once=once_of(request), **said.dict()))


def _done(entry: Entry) -> Done:
    return Done(entry=entry.id, thing=entry.thing)


def _out(found: queries.Entrustment, me: str) -> EntrustmentOut:
    as_it_is = {name: getattr(found, name) for name in EntrustmentOut.model_fields if hasattr(found, name)}
    more = {
        "street": found.street_id,
        "giver": found.giver_id,
        "receiver": found.receiver_id,
        "step": str(STEPS[found.freedom]),
        "giver_says": found.said_by(found.giver_id),
        "receiver_says": found.said_by(found.receiver_id),
        "is_asked_of_me": queries.is_asked(found, me),
        "last_entry": found.last_entry_id,
        "verbs": queries.open_verbs(found, me),
    }
    return EntrustmentOut(**as_it_is | more)


def _told(told: Told) -> ActOut:
    return ActOut.of(told.entry, says=told.says, words=told.words, sides=told.sides)
