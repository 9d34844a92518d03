"""Hand-offs and problems for programs: the same rules, errors and sight as the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.handoffs import notices, queries, rules, told
from twoway.people.streets import rules as streets
from twoway.web.api import ActOut, First
from twoway.web.once import once_of

router = Router(tags=["hand-offs"])
problem_router = Router(tags=["problems"])
MOST_IN_A_LIST = 200


class HandoffOut(Schema):
    """A hand-off as somebody sees it; of one offered to their team, the others see who took it on."""

    id: str
    street: str
    giver: str
    receiver: str
    team: str
    state: str
    what: str
    reason: str
    call: str
    handed_at: datetime
    last_entry: str
    verbs: list[str]


class ProblemOut(Schema):
    """A problem as somebody sees it: whom it stands with, and whom it passed on its way home."""

    id: str
    handoff: str
    call: str
    raiser: str
    state: str
    answer: str
    turn: str
    what: str
    costs: str
    cost: int
    may_be_shown: bool
    owners: list[str]
    carriers: list[str]
    stands_with: list[str]
    faulted: list[str]
    shielded: list[str]
    knows: list[str]
    raised_at: datetime
    last_entry: str
    verbs: list[str]


class StationOut(Schema):
    """One stop of a chain; `skipped` people between have all carried it as handed over."""

    person: str
    name: str
    role: str
    how: str
    out: str
    words: str
    skipped: int


class Done(Schema):
    """The act that was entered, and the thing it is about."""

    entry: str
    thing: str


class Hand(Schema):
    """What, to a person or a team; without `call` under that of what it comes after, "" for none."""

    what: str
    to: str = ""
    team: str = ""
    call: str | None = None
    after: list[str] = []


class Seen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class Note(Seen):
    """Words beside an act, if any."""

    note: str = ""


class Reason(Seen):
    """Why it is sent back."""

    reason: str


class Raise(Seen):
    """What does not work, what it costs and how much (1 to 5), and whether others may show it."""

    what: str
    costs: str
    cost: int
    may_be_shown: bool = True


class WordsIfAny(Seen):
    """Words, if any."""

    words: str = ""


class Fault(Seen):
    """Whose carrying, and why."""

    carrier: str
    why: str


class Show(WordsIfAny):
    """To whom."""

    to: str


class Answer(WordsIfAny):
    """Mine, not mine (and why), or what one needs to know."""

    answer: Literal["mine", "not_mine", "need_more"]


class Side(Schema):
    """One's own account, beside an act of this thing."""

    about: str
    words: str


Shown = Literal["waiting_for_me", "waiting_for_others", "with_me", "handed_on"]
Which = Literal["stands_with_me", "raised_by_me", "known"]


@router.get("", response=list[HandoffOut], operation_id="handoffs")
def handoffs(request: HttpRequest, show: Shown = "waiting_for_me", first: First = 0) -> list[HandoffOut]:
    """One's hand-offs of one sort, 200 at a time from number `first` on."""
    me = _me(request)
    found = {
        "waiting_for_me": queries.waiting_for,
        "waiting_for_others": queries.waiting_for_others,
        "with_me": queries.held_by,
        "handed_on": queries.handed_on_by,
    }[show](me)
    return [_out(one, me) for one in found[first : first + MOST_IN_A_LIST]]


@router.post("", response={201: Done}, operation_id="handoff_hand")
def hand(request: HttpRequest, said: Hand) -> Done:
    """Hand work on."""
    how: dict[str, Any] = said.dict()
    return _done(rules.hand(how.pop("what"), by=_me(request), once=once_of(request), **how))


@router.get("/{id}", response=HandoffOut, operation_id="handoff")
def handoff(request: HttpRequest, id: str) -> HandoffOut:
    """One hand-off."""
    return _out(queries.one(id, seen_by=_me(request)), _me(request))


@router.get("/{id}/history", response=list[ActOut], operation_id="handoff_history")
def history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was done with it, as far as one may see it, the oldest first."""
    return _history(queries.one(id, seen_by=_me(request)), _me(request))


@router.get("/{id}/chain", response=list[StationOut], operation_id="handoff_chain")
def chain(request: HttpRequest, id: str) -> list[StationOut]:
    """The hand-off between its neighbours, as far as one sees these."""
    me = _me(request)
    return _stations(told.chain_of_handoff(queries.one(id, seen_by=me), seen_by=me).stations)


@router.post("/{id}/accept", response=Done, operation_id="handoff_accept")
def accept(request: HttpRequest, id: str, said: Note) -> Done:
    """Say that one has it."""
    return _acted(rules.accept, request, id, said)


@router.post("/{id}/take", response=Done, operation_id="handoff_take")
def take(request: HttpRequest, id: str, said: Note) -> Done:
    """Take on what was handed to a team one is in."""
    return _acted(rules.take, request, id, said)


@router.post("/{id}/send_back", response=Done, operation_id="handoff_send_back")
def send_back(request: HttpRequest, id: str, said: Reason) -> Done:
    """Give it back, and say why."""
    return _acted(rules.send_back, request, id, said)


@router.post("/{id}/withdraw", response=Done, operation_id="handoff_withdraw")
def withdraw(request: HttpRequest, id: str, said: Note) -> Done:
    """Take it back before anybody answered."""
    return _acted(rules.withdraw, request, id, said)


@router.post("/{id}/raise_problem", response={201: Done}, operation_id="handoff_raise_problem")
def raise_problem(request: HttpRequest, id: str, said: Raise) -> Done:
    """Say what does not work and what it costs; the answer names the problem."""
    return _acted(rules.raise_problem, request, id, said)


@router.post("/{id}/side", response=Done, operation_id="handoff_side")
def side(request: HttpRequest, id: str, said: Side) -> Done:
    """Add one's own account to an act of this hand-off."""
    return _sided(request, queries.one(id, seen_by=_me(request)), said)


@problem_router.get("", response=list[ProblemOut], operation_id="problems")
def problems(request: HttpRequest, show: Which = "stands_with_me", first: First = 0) -> list[ProblemOut]:
    """The problems one knows of, of one sort, 200 at a time from number `first` on."""
    me = _me(request)
    found = {
        "stands_with_me": queries.standing_with,
        "raised_by_me": queries.raised_by,
        "known": queries.others_known,
    }[show](me)
    return [_problem(one, me) for one in found[first : first + MOST_IN_A_LIST]]


@problem_router.get("/{id}", response=ProblemOut, operation_id="problem")
def problem(request: HttpRequest, id: str) -> ProblemOut:
    """One problem."""
    return _problem(queries.problem(id, seen_by=_me(request)), _me(request))


@problem_router.get("/{id}/history", response=list[ActOut], operation_id="problem_history")
def problem_history(request: HttpRequest, id: str) -> list[ActOut]:
    """What was said and done, as far as one may see it, the oldest first."""
    return _history(queries.problem(id, seen_by=_me(request)), _me(request))


@problem_router.get("/{id}/chain", response=list[StationOut], operation_id="problem_chain")
def problem_chain(request: HttpRequest, id: str) -> list[StationOut]:
    """Its way home, in the order in which the work went out."""
    me = _me(request)
    return _stations(told.chain_of_problem(queries.problem(id, seen_by=me), seen_by=me).stations)


@problem_router.post("/{id}/answer", response=Done, operation_id="problem_answer")
def answer(request: HttpRequest, id: str, said: Answer) -> Done:
    """Answer what stands with one."""
    return _acted(rules.answer, request, id, said)


@problem_router.post("/{id}/take_on", response=Done, operation_id="problem_take_on")
def take_on(request: HttpRequest, id: str, said: WordsIfAny) -> Done:
    """That was my call: it moves here, and those it stood with are shielded."""
    return _acted(rules.take_on, request, id, said)


@problem_router.post("/{id}/object_", response=Done, operation_id="problem_object")
def object_(request: HttpRequest, id: str, said: WordsIfAny) -> Done:
    """Shielded, one says that it is one's own too."""
    return _acted(rules.object_, request, id, said)


@problem_router.post("/{id}/fault", response=Done, operation_id="problem_fault")
def fault(request: HttpRequest, id: str, said: Fault) -> Done:
    """Say that the fault lies in the carrying."""
    return _acted(rules.fault, request, id, said)


@problem_router.post("/{id}/show", response=Done, operation_id="problem_show")
def show(request: HttpRequest, id: str, said: Show) -> Done:
    """Show it to whoever one thinks made the call."""
    return _acted(rules.show, request, id, said)


@problem_router.post("/{id}/reply", response=Done, operation_id="problem_reply")
def reply(request: HttpRequest, id: str, said: WordsIfAny) -> Done:
    """Its writer answers the answer."""
    return _acted(rules.reply, request, id, said)


@problem_router.post("/{id}/resolve", response=Done, operation_id="problem_resolve")
def resolve(request: HttpRequest, id: str, said: WordsIfAny) -> Done:
    """Its writer says that it is over."""
    return _acted(rules.resolve, request, id, said)


@problem_router.post("/{id}/reopen", response=Done, operation_id="problem_reopen")
def reopen(request: HttpRequest, id: str, said: WordsIfAny) -> Done:
    """Its writer says that it is not over."""
    return _acted(rules.reopen, request, id, said)


@problem_router.post("/{id}/side", response=Done, operation_id="problem_side")
def problem_side(request: HttpRequest, id: str, said: Side) -> Done:
    """Add one's own account to an act on this problem."""
    return _sided(request, queries.problem(id, seen_by=_me(request)), said)


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> Done:
    return _done(rule(id, by=_me(request), once=once_of(request), **said.dict()))


def _sided(request: HttpRequest, thing: queries.Handoff | queries.Problem, said: Side) -> Done:
    about = notices.act_of(thing, said.about, seen_by=_me(request))
    return _done(streets.add_side(about, by=_me(request), words=said.words, once=once_of(request)))


def _done(entry: Entry) -> Done:
    return Done(entry=entry.id, thing=entry.thing)


def _out(handoff: queries.Handoff, me: str) -> HandoffOut:
    hidden = queries.is_onlooker(handoff, me) and handoff.receiver_id is not None
    return HandoffOut(
        id=handoff.id,
        street="" if hidden else handoff.street_id or "",
        giver=handoff.giver_id,
        receiver=handoff.receiver_id or "",
        team=handoff.team_id or "",
        state=queries.standing(handoff, seen_by=me),
        what=handoff.what,
        reason="" if hidden else handoff.reason,
        call=handoff.call,
        handed_at=handoff.handed_at,
        last_entry=queries.last_entry(handoff, seen_by=me),
        verbs=queries.open_verbs(handoff, me),
    )


def _problem(problem: queries.Problem, me: str) -> ProblemOut:
    as_it_is = {name: getattr(problem, name) for name in ProblemOut.model_fields if hasattr(problem, name)}
    ids = {"handoff": problem.handoff_id, "raiser": problem.raiser_id, "last_entry": problem.last_entry_id}
    knows = {"knows": list(problem.knows), "verbs": queries.open_problem_verbs(problem, me)}
    return ProblemOut(**as_it_is | ids | knows)


def _stations(stations: Sequence[told.Station]) -> list[StationOut]:
    plain = ("name", "role", "how", "out", "words", "skipped")
    found = [(one.person, {name: getattr(one, name) for name in plain}) for one in stations]
    return [StationOut(person=person.id if person else "", **rest) for person, rest in found]


def _history(thing: queries.Handoff | queries.Problem, me: str) -> list[ActOut]:
    return [
        ActOut.of(line.entry, says=line.says, words=line.words, sides=line.sides)
        for line in notices.history(thing, seen_by=me)
    ]
