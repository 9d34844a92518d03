"""Unnamed voices for programs: the same rules, errors and sight as the pages, and as little trace.

A program raises under the lock of a key it drew itself. The key is never sent with a token, only to the
thread's own endpoints, which take no token and do not ask whose program it is.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.decorators import decorate_view

from twoway.ledger.entries import Entry
from twoway.nouns.unnamed import forms, queries, rules, told
from twoway.people.access import unlogged
from twoway.people.bearer import BearerWithoutTrace, caller
from twoway.web.api import First
from twoway.web.once import once_of

router = Router(tags=["unnamed"])
MOST_IN_A_LIST = 200


class UnnamedSaid(Schema):
    """One act in it: by its day alone, since an hour is only when it was handed on."""

    kind: str
    answer: str
    words: str
    by_day: date | None
    on: date


class UnnamedOut(Schema):
    """An unnamed voice as its addressee sees it."""

    id: str
    team: str
    group: list[str]
    words: str
    wants: str
    state: str
    raised_on: date
    answer_by: date
    will_do_by: date | None
    heard: int | None
    said: list[UnnamedSaid]
    last_entry: str


class UnnamedAnswer(Schema):
    """Which answer, and its words; a day goes with will_do, and is no promise."""

    answer: str
    words: str = ""
    by_day: date | None = None
    seen: str = ""


class UnnamedDone(Schema):
    """The act that was entered, and the voice it is about."""

    entry: str
    thing: str


class UnnamedWhom(Schema):
    """To whom one would write."""

    to: str


class UnnamedGroup(Schema):
    """Who could have written it, in one of one's teams, and whether these are enough."""

    team: str
    name: str
    group: list[str]
    enough: bool


class UnnamedRaise(Schema):
    """What to raise, out of which group (as it was shown), under the SHA-256 of a key of one's own."""

    to: str
    team: str
    words: str
    group: list[str]
    lock: str
    wants: str = "answer"
    within_days: int = 14


class UnnamedTaken(Schema):
    """It is kept until tomorrow; there is nothing else to know it by than the key."""

    taken: Literal[True] = True


class UnnamedKey(Schema):
    """The key to a thread."""

    key: str


class UnnamedMore(UnnamedKey):
    """The key, and what its writer says."""

    words: str


class UnnamedClose(UnnamedKey):
    """The key, how far its writer felt heard (1 to 5), and a last word."""

    heard: int
    words: str = ""


class UnnamedThread(Schema):
    """What a key opens: all that was said, and what of the writer's waits for its day."""

    to: str
    group: list[str]
    state: str
    said: list[UnnamedSaid]
    waits: str
    waits_for: date | None
    waiting_words: str


@router.get("", response=list[UnnamedOut], operation_id="unnamed_voices")
@decorate_view(unlogged)
def all_unnamed(request: HttpRequest, first: First = 0) -> list[UnnamedOut]:
    """What was raised to one unnamed, 200 at a time from number `first` on."""
    return [_out(voice) for voice in queries.all_of(caller(request).id)[first : first + MOST_IN_A_LIST]]


@router.post("/groups", response=list[UnnamedGroup], operation_id="unnamed_groups", auth=BearerWithoutTrace())
def groups(request: HttpRequest, said: UnnamedWhom) -> list[UnnamedGroup]:
    """Out of which groups one could write to somebody: to be looked at before anything is sent."""
    found = queries.groups(caller(request).id, to=said.to)
    return [
        UnnamedGroup(team=one.team.id, name=one.team.name, group=list(one.ids), enough=one.is_enough)
        for one in found
    ]


@router.post("", response={201: UnnamedTaken}, operation_id="unnamed_raise", auth=BearerWithoutTrace())
def raise_(request: HttpRequest, said: UnnamedRaise) -> UnnamedTaken:
    """Raise something unnamed. The same lock twice is one voice; an Idempotency-Key is not kept."""
    given = said.dict()
    group, lock = given.pop("group"), given.pop("lock")
    rules.raise_(forms.Raising(**given), by=caller(request).id, lock=forms.lock(lock), group=group)
    return UnnamedTaken()


@router.post("/thread", response=UnnamedThread, operation_id="unnamed_thread", auth=None)
def thread(request: HttpRequest, said: UnnamedKey) -> UnnamedThread:
    """The thread of a key: no token goes with it."""
    return _thread(said.key)


@router.post("/thread/add", response=UnnamedThread, operation_id="unnamed_add", auth=None)
def add(request: HttpRequest, said: UnnamedMore) -> UnnamedThread:
    """Say more, as its writer; it is handed on tomorrow."""
    rules.add(forms.lock_of(said.key), said.words)
    return _thread(said.key)


@router.post("/thread/close", response=UnnamedThread, operation_id="unnamed_close", auth=None)
def close(request: HttpRequest, said: UnnamedClose) -> UnnamedThread:
    """Close it, as its writer; it is handed on tomorrow."""
    rules.close(forms.lock_of(said.key), said.heard, said.words)
    return _thread(said.key)


@router.post("/thread/take_back", response=UnnamedTaken, operation_id="unnamed_take_back", auth=None)
def take_back(request: HttpRequest, said: UnnamedKey) -> UnnamedTaken:
    """Take back what waits, before anybody is told of it."""
    rules.take_back(forms.lock_of(said.key))
    return UnnamedTaken()


@router.get("/{id}", response=UnnamedOut, operation_id="unnamed_voice")
@decorate_view(unlogged)
def unnamed(request: HttpRequest, id: str) -> UnnamedOut:
    """One of them."""
    return _out(queries.one(id, seen_by=caller(request).id))


@router.post("/{id}/answer", response=UnnamedDone, operation_id="unnamed_answer")
def answer(request: HttpRequest, id: str, said: UnnamedAnswer) -> UnnamedDone:
    """Answer it: will_do, done, no_because, need_more or hear."""
    entry = rules.answer(id, by=caller(request).id, once=once_of(request), **said.dict())
    return UnnamedDone(entry=entry.id, thing=entry.thing)


def _thread(key: str) -> UnnamedThread:
    found = queries.thread(forms.lock_of(key))
    waits = found.waits
    return UnnamedThread(
        to=found.to.id,
        group=[person.id for person in found.group],
        state=found.voice.state if found.voice else "",
        said=[_said(entry) for entry in found.said],
        waits=waits.verb if waits else "",
        waits_for=waits.on if waits else None,
        waiting_words=waits.words if waits else "",
    )


def _out(voice: queries.Unnamed) -> UnnamedOut:
    plain = (
        "id",
        "team",
        "group",
        "words",
        "wants",
        "state",
        "raised_on",
        "answer_by",
        "will_do_by",
        "heard",
    )
    return UnnamedOut(
        **{name: getattr(voice, name) for name in plain},
        said=[_said(entry) for entry in queries.so_far(voice)],
        last_entry=voice.last_entry_id,
    )


def _said(entry: Entry) -> UnnamedSaid:
    return UnnamedSaid(
        kind=entry.kind,
        answer=getattr(entry.act, "answer", ""),
        words=told.words(entry),
        by_day=getattr(entry.act, "by", None),
        on=entry.at.date(),
    )
