"""Promises for programs: the same rules, errors and sight as the pages, one operation for each verb.

An `Idempotency-Key` header makes an act sent twice one act. `seen` is the `last_entry` the program knew; if
the promise has moved on since, the answer is 409 `moved_on`.
"""

from collections.abc import Callable
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.promises import notices, queries, rules
from twoway.nouns.promises.api.shapes import (
    Ask,
    AskNewcomer,
    Counter,
    Done,
    KeptOn,
    LinkOut,
    Make,
    Move,
    NewcomerTold,
    No,
    Note,
    On,
    OtherTerms,
    PromiseOut,
    Seen,
    Side,
    Source,
    Yes,
)
from twoway.people import inviting
from twoway.people.streets import rules as streets
from twoway.people.streets.sides import Told
from twoway.web.api import ActOut, First
from twoway.web.once import once_of

router = Router(tags=["promises"])
MOST_IN_A_LIST = 200

Show = Literal[
    "waiting_for_me", "waiting_for_others", "owed_by_me", "owed_to_me", "brought_in", "shown_to_me", "done"
]


@router.get("", response=list[PromiseOut], operation_id="promises")
def promises(request: HttpRequest, show: Show = "owed_by_me", first: First = 0) -> list[PromiseOut]:
    """One's promises of one sort, 200 at a time from number `first` on."""
    me = _me(request)
    found = {
        "waiting_for_me": lambda: queries.waiting_for(me),
        "waiting_for_others": lambda: queries.waiting_for_others(me),
        "owed_by_me": lambda: queries.owed_by(me, seen_by=me),
        "owed_to_me": lambda: queries.owed_to(me, seen_by=me),
        "brought_in": lambda: queries.brought_in(me),
        "shown_to_me": lambda: queries.shown_to(me),
        "done": lambda: queries.done(me),
    }[show]()
    return [_out(promise, me) for promise in found[first : first + MOST_IN_A_LIST]]


@router.post("", response={201: Done}, operation_id="promise_make")
def make(request: HttpRequest, said: Make) -> Done:
    """Give one's word."""
    return _begun(rules.make, request, said)


@router.post("/ask", response={201: Done}, operation_id="promise_ask")
def ask(request: HttpRequest, said: Ask) -> Done:
    """Ask somebody for a promise."""
    return _begun(rules.ask, request, said)


@router.post("/offer", response={201: Done}, operation_id="promise_offer")
def offer(request: HttpRequest, said: Ask) -> Done:
    """Offer help; a day may wait."""
    return _begun(rules.offer, request, said)


@router.post("/note", response={201: Done}, operation_id="promise_note")
def note(request: HttpRequest, said: Ask) -> Done:
    """Write down what somebody (`to`) promised aloud; it binds nobody until they say yes."""
    return _begun(rules.note, request, said)


@router.post("/newcomer", response={202: NewcomerTold}, operation_id="promise_newcomer")
def newcomer(request: HttpRequest, said: AskNewcomer) -> NewcomerTold:
    """Begin with somebody who is not here yet; the answer is the same where their address is taken."""
    me, begin = _me(request), rules.BEGINNINGS[said.kind]
    inviting.begin_with(
        lambda to, **how: begin(to, said.what, said.due_on, by=me, **how),
        by=me,
        name=said.name,
        email=said.email,
        words=said.what,
        client=said.client,
        once=once_of(request),
    )
    return NewcomerTold(say=inviting.begun(said.name))


@router.post("/take_on_import", response=Done, operation_id="promise_take_on_import")
def take_on_import(request: HttpRequest, said: Source) -> Done:
    """Take on all that is one's own from one import."""
    return _done(rules.take_on_import(said.source, by=_me(request), once=once_of(request)))


@router.get("/{id}", response=PromiseOut, operation_id="promise")
def promise(request: HttpRequest, id: str) -> PromiseOut:
    """One promise."""
    return _out(queries.one(id, seen_by=_me(request)), _me(request))


@router.get("/{id}/history", response=list[ActOut], operation_id="promise_history")
def history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done, the oldest first, with the sides that either has added."""
    me = _me(request)
    return [_told(told) for told in notices.history(queries.one(id, seen_by=me), seen_by=me)]


@router.get("/{id}/hangs_on", response=list[LinkOut], operation_id="promise_hangs_on")
def hangs_on(request: HttpRequest, id: str) -> list[LinkOut]:
    """What it hangs on, as far as one may see both ends."""
    promise = queries.one(id, seen_by=_me(request))
    links = queries.links(_me(request)).filter(promise=promise.id).order_by("id")
    return [LinkOut(promise=link.promise_id, on=link.on_id) for link in links]


@router.post("/{id}/say_yes", response=Done, operation_id="promise_say_yes")
def say_yes(request: HttpRequest, id: str, said: Yes) -> Done:
    """Agree to the last terms."""
    return _acted(rules.say_yes, request, id, said)


@router.post("/{id}/counter", response=Done, operation_id="promise_counter")
def counter(request: HttpRequest, id: str, said: Counter) -> Done:
    """Answer with other terms."""
    return _acted(rules.counter, request, id, said)


@router.post("/{id}/decline", response=Done, operation_id="promise_decline")
def decline(request: HttpRequest, id: str, said: No) -> Done:
    """Say no."""
    return _acted(rules.decline, request, id, said)


@router.post("/{id}/withdraw", response=Done, operation_id="promise_withdraw")
def withdraw(request: HttpRequest, id: str, said: Note) -> Done:
    """Take it back before it is answered."""
    return _acted(rules.withdraw, request, id, said)


@router.post("/{id}/keep", response=Done, operation_id="promise_keep")
def keep(request: HttpRequest, id: str, said: KeptOn) -> Done:
    """Say that one's own promise is kept."""
    return _acted(rules.keep, request, id, said)


@router.post("/{id}/confirm", response=Done, operation_id="promise_confirm")
def confirm(request: HttpRequest, id: str, said: KeptOn) -> Done:
    """Say that the other's promise was kept."""
    return _acted(rules.confirm, request, id, said)


@router.post("/{id}/contest", response=Done, operation_id="promise_contest")
def contest(request: HttpRequest, id: str, said: Note) -> Done:
    """Say that is not how it was."""
    return _acted(rules.contest, request, id, said)


@router.post("/{id}/ask_move", response=Done, operation_id="promise_ask_move")
def ask_move(request: HttpRequest, id: str, said: Move) -> Done:
    """Ask for another day."""
    return _acted(rules.ask_move, request, id, said)


@router.post("/{id}/agree_move", response=Done, operation_id="promise_agree_move")
def agree_move(request: HttpRequest, id: str, said: Note) -> Done:
    """Agree to the day the other asked for."""
    return _acted(rules.agree_move, request, id, said)


@router.post("/{id}/refuse_move", response=Done, operation_id="promise_refuse_move")
def refuse_move(request: HttpRequest, id: str, said: Note) -> Done:
    """Keep the day."""
    return _acted(rules.refuse_move, request, id, said)


@router.post("/{id}/ask_terms", response=Done, operation_id="promise_ask_terms")
def ask_terms(request: HttpRequest, id: str, said: OtherTerms) -> Done:
    """Ask for another price or scope."""
    return _acted(rules.ask_terms, request, id, said)


@router.post("/{id}/agree_terms", response=Done, operation_id="promise_agree_terms")
def agree_terms(request: HttpRequest, id: str, said: Note) -> Done:
    """Agree to the price or scope the other asked for."""
    return _acted(rules.agree_terms, request, id, said)


@router.post("/{id}/refuse_terms", response=Done, operation_id="promise_refuse_terms")
def refuse_terms(request: HttpRequest, id: str, said: Note) -> Done:
    """Keep price and scope."""
    return _acted(rules.refuse_terms, request, id, said)


@router.post("/{id}/give_up", response=Done, operation_id="promise_give_up")
def give_up(request: HttpRequest, id: str, said: Note) -> Done:
    """Say that one's own promise will not be kept."""
    return _acted(rules.give_up, request, id, said)


@router.post("/{id}/release", response=Done, operation_id="promise_release")
def release(request: HttpRequest, id: str, said: Note) -> Done:
    """Let the other off."""
    return _acted(rules.release, request, id, said)


@router.post("/{id}/take_on", response=Done, operation_id="promise_take_on")
def take_on(request: HttpRequest, id: str, said: Seen) -> Done:
    """Take on an imported promise of one's own."""
    return _acted(rules.take_on, request, id, said)


@router.post("/{id}/dispute", response=Done, operation_id="promise_dispute")
def dispute(request: HttpRequest, id: str, said: Note) -> Done:
    """Say that an imported promise was not so."""
    return _acted(rules.dispute, request, id, said)


@router.post("/{id}/hang_on", response=Done, operation_id="promise_hang_on")
def hang_on(request: HttpRequest, id: str, said: On) -> Done:
    """Say that it hangs on another."""
    return _acted(rules.hang_on, request, id, said)


@router.post("/{id}/unhang", response=Done, operation_id="promise_unhang")
def unhang(request: HttpRequest, id: str, said: On) -> Done:
    """Take such a link away."""
    return _acted(rules.unhang, request, id, said)


@router.post("/{id}/side", response=Done, operation_id="promise_side")
def side(request: HttpRequest, id: str, said: Side) -> Done:
    """Add one's own account to an act of this promise."""
    about = notices.act_of(queries.one(id, seen_by=_me(request)), said.about, seen_by=_me(request))
    return _done(streets.add_side(about, by=_me(request), words=said.words, once=once_of(request)))


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> Done:
    return _done(rule(id, by=_me(request), once=once_of(request), **said.dict()))


def _begun(rule: Callable[..., Entry], request: HttpRequest, said: Schema) -> Done:
    how: dict[str, Any] = said.dict()
    return _done(
        rule(how.pop("to"), how.pop("what"), how.pop("due_on"), by=_me(request), once=once_of(request), **how)
    )


def _done(entry: Entry) -> Done:
    return Done(entry=entry.id, thing=entry.thing)


def _out(promise: queries.Promise, me: str) -> PromiseOut:
    as_it_is = {name: getattr(promise, name) for name in PromiseOut.model_fields if hasattr(promise, name)}
    ids = {name: getattr(promise, f"{name}_id") for name in ("street", "promiser", "promisee", "last_entry")}
    standing = queries.standing(promise, me)
    return PromiseOut(**as_it_is | ids | {"standing": standing, "verbs": queries.open_verbs(promise, me)})


def _told(told: Told) -> ActOut:
    return ActOut.of(told.entry, says=told.says, words=told.words, sides=told.sides)
