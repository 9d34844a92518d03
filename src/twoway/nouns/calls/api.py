"""Calls for programs: the same rules, errors and sight as the pages, one operation for each verb.

An `Idempotency-Key` header makes an act sent twice one act. `seen` is the `last_entry` the program knew; if
the call has moved on since, the answer is 409 `moved_on`.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.calls import notices, queries, rules
from twoway.people.streets import rules as streets
from twoway.people.streets.sides import Told
from twoway.web.api import ActOut, First
from twoway.web.once import once_of

router = Router(tags=["calls"])
MOST_IN_A_LIST = 200


class KnowerOut(Schema):
    """Somebody who knows of a call, and as what: owner, asked, touched, reached by work handed on, told."""

    person: str
    role: str
    on_me: bool
    since: datetime


class CallOut(Schema):
    """A call as one of those who know of it sees it; `waiting_since` is the day named that has passed."""

    id: str
    owner: str
    owners: list[str]
    state: str
    outcome: str
    choice: str
    question: str
    asked: str
    why: str
    alternatives: str
    expect: str
    on_me: bool
    sure_percent: int | None
    asked_by: str
    noted_by: str
    made_on: date | None
    review_on: date | None
    reviewed_on: date | None
    review_words: str
    waiting_since: date | None
    owned_on: date | None
    supersedes: str
    superseded_by: str
    who_knows: list[KnowerOut]
    last_entry: str
    verbs: list[str]


class BandOut(Schema):
    """One's calls declared about as sure as `percent`, and how they turned out."""

    percent: int
    calls: int
    worked: int
    partly: int
    failed: int


class CalibrationOut(Schema):
    """How sure one was, how it turned out, and what one owned of what failed and was said to be on one."""

    bands: list[BandOut]
    on_me_failed: int
    owned: int


class Done(Schema):
    """The act that was entered, and the call it is about."""

    entry: str
    thing: str


class Seen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class AskForCall(Schema):
    """Whose call it is, and what there is to decide."""

    owner: str
    question: str


class NoteDown(Schema):
    """Whose call one was told aloud, and whether they said it is on them."""

    owner: str
    choice: str
    on_me: bool = False


class Terms(Seen):
    """What an owner says beside the choice; `asks`, `touches` and `owners` are ids of people."""

    question: str = ""
    why: str = ""
    alternatives: str = ""
    expect: str = ""
    review_on: date | None = None
    sure_percent: int | None = None
    asks: list[str] = []
    touches: list[str] = []
    owners: list[str] = []


class MakeCall(Terms):
    """A decision, and whether it is on whoever makes it if it goes wrong."""

    choice: str
    on_me: bool = False


class YesToCall(Terms):
    """That it is one's call; what was noted holds as it was noted where nothing else is said."""

    choice: str = ""
    on_me: bool | None = None


class Note(Seen):
    """Words beside an act, if any."""

    note: str = ""


class Join(Seen):
    """Whether it is on oneself too, if it goes wrong."""

    on_me: bool = False


class Review(Seen):
    """How it turned out; too early to say takes a new day."""

    outcome: Literal["worked", "partly", "failed", "too_early"]
    next_on: date | None = None
    words: str = ""


class Cost(Seen):
    """What it cost oneself, 1 (a little) to 5 (a great deal)."""

    cost: int
    words: str = ""


class Wider(Seen):
    """Whom the owner would let know, by their ids."""

    to: list[str]


class Side(Schema):
    """One's own account, beside an act of this call."""

    about: str
    words: str


Show = Literal["waiting_for_me", "due", "mine", "touching_me", "open", "over"]


@router.get("", response=list[CallOut], operation_id="calls")
def calls(request: HttpRequest, show: Show = "open", first: First = 0) -> list[CallOut]:
    """Calls one knows of, of one sort, 200 at a time from number `first` on."""
    me = _me(request)
    found: Any = {
        "waiting_for_me": queries.asked_of,
        "due": queries.due_for_look_back,
        "mine": queries.open_calls,
        "touching_me": queries.touching,
        "open": queries.still_open,
        "over": queries.over,
    }[show](me)
    return [_out(call, me) for call in found[first : first + MOST_IN_A_LIST]]


@router.post("", response={201: Done}, operation_id="call_make")
def make(request: HttpRequest, said: MakeCall) -> Done:
    """Make a call."""
    how: dict[str, Any] = said.dict()
    return _done(rules.make(how.pop("choice"), by=_me(request), once=once_of(request), **how))


@router.post("/ask_for", response={201: Done}, operation_id="call_ask_for")
def ask_for(request: HttpRequest, said: AskForCall) -> Done:
    """Ask somebody to decide."""
    return _done(rules.ask_for(said.owner, said.question, by=_me(request), once=once_of(request)))


@router.post("/note", response={201: Done}, operation_id="call_note")
def note(request: HttpRequest, said: NoteDown) -> Done:
    """Note a call one was told aloud; it binds nobody until its owner says yes."""
    once = once_of(request)
    return _done(rules.note(said.owner, said.choice, by=_me(request), on_me=said.on_me, once=once))


@router.get("/calibration", response=CalibrationOut, operation_id="call_calibration")
def calibration(request: HttpRequest) -> CalibrationOut:
    """How sure one was of one's own calls, and how they turned out; for nobody else."""
    found = queries.calibration(_me(request))
    fields = BandOut.model_fields
    bands = [BandOut(**{name: getattr(band, name) for name in fields}) for band in found.bands]
    return CalibrationOut(bands=bands, on_me_failed=found.on_me_failed, owned=found.owned)


@router.get("/{id}", response=CallOut, operation_id="call")
def call(request: HttpRequest, id: str) -> CallOut:
    """One call."""
    return _out(queries.one(id, seen_by=_me(request)), _me(request))


@router.get("/{id}/history", response=list[ActOut], operation_id="call_history")
def history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done, the oldest first, as far as one may see it, with the sides added to it."""
    me = _me(request)
    return [_told(told) for told in notices.history(queries.one(id, seen_by=me), seen_by=me)]


@router.post("/{id}/say_yes", response=Done, operation_id="call_say_yes")
def say_yes(request: HttpRequest, id: str, said: YesToCall) -> Done:
    """Say that it is one's call."""
    return _acted(rules.say_yes, request, id, said)


@router.post("/{id}/decline", response=Done, operation_id="call_decline")
def decline(request: HttpRequest, id: str, said: Note) -> Done:
    """Say no."""
    return _acted(rules.decline, request, id, said)


@router.post("/{id}/withdraw", response=Done, operation_id="call_withdraw")
def withdraw(request: HttpRequest, id: str, said: Note) -> Done:
    """Take back what one asked for or noted."""
    return _acted(rules.withdraw, request, id, said)


@router.post("/{id}/join", response=Done, operation_id="call_join")
def join(request: HttpRequest, id: str, said: Join) -> Done:
    """Own it too."""
    return _acted(rules.join, request, id, said)


@router.post("/{id}/decline_join", response=Done, operation_id="call_decline_join")
def decline_join(request: HttpRequest, id: str, said: Seen) -> Done:
    """Say that one would rather not own it."""
    return _acted(rules.decline_join, request, id, said)


@router.post("/{id}/review", response=Done, operation_id="call_review")
def review(request: HttpRequest, id: str, said: Review) -> Done:
    """Look back on it."""
    return _acted(rules.review, request, id, said)


@router.post("/{id}/supersede", response=Done, operation_id="call_supersede")
def supersede(request: HttpRequest, id: str, said: MakeCall) -> Done:
    """Put another call in its place; the answer names the new one."""
    how: dict[str, Any] = said.dict()
    return _done(rules.supersede(id, how.pop("choice"), by=_me(request), once=once_of(request), **how))


@router.post("/{id}/say_cost", response=Done, operation_id="call_say_cost")
def say_cost(request: HttpRequest, id: str, said: Cost) -> Done:
    """Say to its owners what it cost one."""
    return _acted(rules.say_cost, request, id, said)


@router.post("/{id}/open_wider", response=Done, operation_id="call_open_wider")
def open_wider(request: HttpRequest, id: str, said: Wider) -> Done:
    """Say whom one will let know of it; those who know hear of it first."""
    return _acted(rules.open_wider, request, id, said)


@router.post("/{id}/open_now", response=Done, operation_id="call_open_now")
def open_now(request: HttpRequest, id: str, said: Seen) -> Done:
    """From the day after, let them know of it."""
    return _acted(rules.open_now, request, id, said)


@router.post("/{id}/side", response=Done, operation_id="call_side")
def side(request: HttpRequest, id: str, said: Side) -> Done:
    """Add one's own account to an act of this call."""
    about = notices.act_of(queries.one(id, seen_by=_me(request)), said.about, seen_by=_me(request))
    return _done(streets.add_side(about, by=_me(request), words=said.words, once=once_of(request)))


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> Done:
    return _done(rule(id, by=_me(request), once=once_of(request), **said.dict()))


def _done(entry: Entry) -> Done:
    return Done(entry=entry.id, thing=entry.thing)


def _out(call: queries.Call, me: str) -> CallOut:
    as_it_is = {name: getattr(call, name) for name in CallOut.model_fields if hasattr(call, name)}
    knows = queries.who_knows(call, seen_by=me)
    people = [
        KnowerOut(person=row.person_id, role=row.role, on_me=row.on_me, since=row.since) for row in knows
    ]
    more = {
        "owner": call.owner_id,
        "owners": [row.person_id for row in knows if row.is_owner],
        **_began(call, me),
        "waiting_since": queries.waiting_since(call),
        "who_knows": people,
        "last_entry": call.last_entry_id,
        "verbs": queries.open_verbs(call, me),
    }
    return CallOut(**as_it_is | more)


def _began(call: queries.Call, me: str) -> dict[str, str]:
    """How it began is between the two: what was made of it tells others nothing of that."""
    if me not in {call.owner_id, call.begun_by}:
        return {"asked": "", "asked_by": "", "noted_by": ""}
    return {"asked": call.asked, "asked_by": call.asked_by, "noted_by": call.noted_by}


def _told(told: Told) -> ActOut:
    return ActOut.of(told.entry, says=told.says, words=told.words, sides=told.sides)
