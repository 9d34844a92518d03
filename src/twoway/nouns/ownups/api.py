"""Own-ups for programs: the same rules, errors and sight as the pages."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.ownups import forms, queries, rules
from twoway.web.api import First
from twoway.web.once import once_of

router = Router(tags=["ownups"])
MOST_IN_A_LIST = 200


class AnswerOut(Schema):
    """What came back; `shared` when its writer lets all who know read it."""

    id: str
    by: str
    words: str
    at: datetime
    shared: bool


class OwnupOut(Schema):
    """An own-up as one of those who know sees it; `about` only if they may see that as well.

    `touched` and `told` heard it first, `opened` later, and `announced` are to hear of it.
    """

    id: str
    owner: str
    about: str
    of: str
    what: str
    cost: str
    sorry: str
    changes: str
    touched: list[str]
    told: list[str]
    opened: list[str]
    announced: list[str]
    promises: list[str]
    said_at: datetime
    last_entry: str


class WithAnswers(OwnupOut):
    """One own-up, and what came back to it as far as one may read it."""

    answers: list[AnswerOut]


class Done(Schema):
    """The act that was entered, and the thing it is about."""

    entry: str
    thing: str


class Promised(Schema):
    """A promise made with it: to whom, what, and by which day."""

    to: str
    what: str
    due_on: date | None = None


class Say(Schema):
    """What happened and what it cost whom; all else may be left out. `about` is a thing or act, by its id."""

    what: str
    cost: str
    touched: list[str]
    about: str = ""
    sorry: str = ""
    changes: str = ""
    told: list[str] = []
    promised: list[Promised] = []


class Seen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class Words(Seen):
    """What one says back."""

    words: str


class Widen(Seen):
    """Who else will hear of it, by their ids."""

    to: list[str]


@router.get("", response=list[OwnupOut], operation_id="ownups")
def ownups(
    request: HttpRequest, show: Literal["heard", "mine"] = "heard", first: First = 0
) -> list[OwnupOut]:
    """What others owned up to before one, or one did oneself, 200 at a time from number `first` on."""
    me = _me(request)
    found = queries.heard_by(me) if show == "heard" else queries.said_by(me)
    return [_out(ownup, me) for ownup in found[first : first + MOST_IN_A_LIST]]


@router.post("", response={201: Done}, operation_id="ownup_say")
def say(request: HttpRequest, said: Say) -> Done:
    """Take a mistake on oneself. It asks for no fix."""
    how = said.dict()
    how["promised"] = [forms.Promised(**each) for each in how["promised"]]
    return _done(rules.say(by=_me(request), once=once_of(request), **how))


@router.get("/{id}", response=WithAnswers, operation_id="ownup")
def ownup(request: HttpRequest, id: str) -> WithAnswers:
    """One own-up, and what came back to it."""
    me = _me(request)
    found = queries.one(id, seen_by=me)
    answers = [_answer(answer) for answer in queries.answers_to(found, seen_by=me)]
    return WithAnswers(**_out(found, me).dict(), answers=answers)


@router.post("/{id}/answer", response={201: Done}, operation_id="ownup_answer")
def answer(request: HttpRequest, id: str, said: Words) -> Done:
    """Say something back to the owner."""
    return _acted(rules.answer, request, id, said)


@router.post("/{id}/widen", response=Done, operation_id="ownup_widen")
def widen(request: HttpRequest, id: str, said: Widen) -> Done:
    """Say to those who know who else will hear of one's own; it opens on the next day."""
    return _acted(rules.widen, request, id, said)


@router.post("/{id}/have_seen", response=Done, operation_id="ownup_have_seen")
def have_seen(request: HttpRequest, id: str, said: Seen) -> Done:
    """Say that one has seen who else will hear of it."""
    return _acted(rules.have_seen, request, id, said)


@router.post("/answers/{id}/share", response=Done, operation_id="ownup_share_answer")
def share_answer(request: HttpRequest, id: str, said: Seen) -> Done:
    """Let everybody who knows of the own-up read one's answer."""
    return _acted(rules.share_answer, request, id, said)


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> Done:
    return _done(rule(id, by=_me(request), once=once_of(request), **said.dict()))


def _done(entry: Entry) -> Done:
    return Done(entry=entry.id, thing=entry.thing)


def _out(ownup: queries.Ownup, me: str) -> OwnupOut:
    as_it_is: dict[str, Any] = {
        name: getattr(ownup, name) for name in OwnupOut.model_fields if hasattr(ownup, name)
    }
    known = bool(ownup.about) and queries.matter_of(ownup, seen_by=me) is not None
    about = {"about": ownup.about if known else "", "of": ownup.of if known else ""}
    rest = {"owner": ownup.owner_id, "announced": list(ownup.announced), "last_entry": ownup.last_entry_id}
    return OwnupOut(**as_it_is | about | rest)


def _answer(answer: queries.Answer) -> AnswerOut:
    return AnswerOut(
        id=answer.id,
        by=answer.writer_id,
        words=answer.words,
        at=answer.answered_at,
        shared=answer.shared,
    )
