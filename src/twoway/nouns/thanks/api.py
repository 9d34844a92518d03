"""Thanks for programs: the same rules, errors and sight as the pages."""

from datetime import datetime
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.thanks import queries, rules
from twoway.web.api import First
from twoway.web.once import once_of

router = Router(tags=["thanks"])
MOST_IN_A_LIST = 200


class ThanksOut(Schema):
    """Thanks as one of the two sees them; `about` is empty where something was learned for no single act."""

    id: str
    street: str
    giver: str
    receiver: str
    about: str
    words: str
    learned: bool
    given_at: datetime
    asking: list[str]
    told: list[str]
    last_entry: str


class PassedOn(Schema):
    """Thanks as somebody sees them to whom they were passed on: the words, who said them and to whom."""

    id: str
    giver: str
    receiver: str
    words: str


class Done(Schema):
    """The act that was entered, and the thanks it is about."""

    entry: str
    thing: str


class Give(Schema):
    """For which act (an entry's id), in which words."""

    about: str
    words: str
    learned: bool = False


class LearnedFrom(Schema):
    """From whom one learned something, and what, in one's own words."""

    receiver: str
    words: str


class Seen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class PassOn(Seen):
    """To whom it should be passed on, by their ids."""

    to: list[str]


@router.get("", response=list[ThanksOut], operation_id="all_thanks")
def all_thanks(
    request: HttpRequest, show: Literal["received", "given"] = "received", first: First = 0
) -> list[ThanksOut]:
    """Thanks said to one, or by one, 200 at a time from number `first` on."""
    found = queries.received(_me(request)) if show == "received" else queries.given(_me(request))
    return [_whole(thanks) for thanks in found[first : first + MOST_IN_A_LIST]]


@router.get("/passed_on", response=list[PassedOn], operation_id="thanks_passed_on")
def passed_on(request: HttpRequest, first: First = 0) -> list[PassedOn]:
    """Thanks between others that were passed on to one."""
    return [_words(thanks) for thanks in queries.passed_to(_me(request))[first : first + MOST_IN_A_LIST]]


@router.post("/learned", response={201: Done}, operation_id="thanks_learned")
def learned(request: HttpRequest, said: LearnedFrom) -> Done:
    """Say what one learned from somebody, for no single act."""
    return _done(rules.say_learned(said.receiver, said.words, by=_me(request), once=once_of(request)))


@router.get("/{id}", response=ThanksOut | PassedOn, operation_id="thanks")
def thanks(request: HttpRequest, id: str) -> ThanksOut | PassedOn:
    """One thanks: whole for its two, the words for whoever it was passed on to."""
    found = queries.one(id, seen_by=_me(request))
    return _whole(found) if _me(request) in found.parties else _words(found)


@router.post("", response={201: Done}, operation_id="thanks_give")
def give(request: HttpRequest, said: Give) -> Done:
    """Thank somebody for something they did."""
    once = once_of(request)
    return _done(rules.give(said.about, said.words, by=_me(request), learned=said.learned, once=once))


@router.post("/{id}/ask_to_pass_on", response=Done, operation_id="thanks_ask_to_pass_on")
def ask_to_pass_on(request: HttpRequest, id: str, said: PassOn) -> Done:
    """Ask the one thanked whether others may hear of it."""
    once = once_of(request)
    return _done(rules.ask_to_pass_on(id, by=_me(request), to=said.to, once=once, seen=said.seen))


@router.post("/{id}/allow_pass_on", response=Done, operation_id="thanks_allow_pass_on")
def allow_pass_on(request: HttpRequest, id: str, said: Seen) -> Done:
    """Let them hear of it."""
    return _done(rules.allow_pass_on(id, by=_me(request), once=once_of(request), seen=said.seen))


@router.post("/{id}/refuse_pass_on", response=Done, operation_id="thanks_refuse_pass_on")
def refuse_pass_on(request: HttpRequest, id: str, said: Seen) -> Done:
    """Keep it between the two."""
    return _done(rules.refuse_pass_on(id, by=_me(request), once=once_of(request), seen=said.seen))


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _done(entry: Entry) -> Done:
    return Done(entry=entry.id, thing=entry.thing)


def _whole(thanks: queries.Thanks) -> ThanksOut:
    return ThanksOut(
        id=thanks.id,
        street=thanks.street_id,
        giver=thanks.giver_id,
        receiver=thanks.receiver_id,
        about=thanks.about_entry,
        words=thanks.words,
        learned=thanks.learned,
        given_at=thanks.given_at,
        asking=thanks.asking,
        told=thanks.told,
        last_entry=thanks.last_entry_id,
    )


def _words(thanks: queries.Thanks) -> PassedOn:
    return PassedOn(id=thanks.id, giver=thanks.giver_id, receiver=thanks.receiver_id, words=thanks.words)
