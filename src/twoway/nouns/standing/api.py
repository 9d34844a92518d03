"""Standing for programs: the same rules, errors and sight as the pages, one operation for each verb.

An `Idempotency-Key` header makes an act sent twice one act. `seen` is the `last_entry` the program knew; if
it has moved on since, the answer is 409 `moved_on`.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.standing import queries, rules
from twoway.web.api import First
from twoway.web.once import once_of

router = Router(tags=["standing"])
MOST_IN_A_LIST = 200


class ShowingOut(Schema):
    """Which lines one shows another: the same for both. What they say is at /standing/shared/{id}/lines."""

    id: str
    owner: str
    reader: str
    lines: list[str]
    shown_at: datetime
    last_entry: str
    verbs: list[str]


class StandingAskOut(Schema):
    """One who shows theirs asked another for theirs."""

    id: str
    asker: str
    asked: str
    state: str
    asked_at: datetime
    last_entry: str
    verbs: list[str]


class StandingWordsOut(Schema):
    """Words of thanks that somebody asks for, for their record; `named`: under their writer's name."""

    id: str
    owner: str
    writer: str
    act: str
    state: str
    named: bool
    words: str
    asked_at: datetime
    last_entry: str
    verbs: list[str]


class StandingDone(Schema):
    """The act that was entered, and what it is about."""

    entry: str
    thing: str


class StandingSeen(Schema):
    """The last entry the program knew of."""

    seen: str = ""


class StandingNote(StandingSeen):
    """A word with it, if any."""

    note: str = ""


class ShowStanding(Schema):
    """To whom, and which lines."""

    to: str
    lines: list[str]


class AskForStanding(Schema):
    """Of whom: somebody who is shown one's own."""

    to: str


class AskForWords(Schema):
    """Which thanks, said to oneself."""

    thanks: str


class AllowWords(StandingSeen):
    """Under one's name, or without it."""

    named: bool = False


@router.get("/shared", response=list[ShowingOut], operation_id="standing_shared")
def shared(request: HttpRequest, first: First = 0) -> list[ShowingOut]:
    """What one shows, and what one is shown, 200 at a time from number `first` on."""
    me = _me(request)
    return [_out(one, me) for one in queries.showings(me)[first : first + MOST_IN_A_LIST]]


@router.post("/shared", response={201: StandingDone}, operation_id="standing_show")
def show(request: HttpRequest, said: ShowStanding) -> StandingDone:
    """Show another member lines of one's record, as they stand now."""
    return _done(rules.show(said.to, said.lines, by=_me(request), once=once_of(request)))


@router.get("/shared/{id}", response=ShowingOut, operation_id="standing_showing")
def showing(request: HttpRequest, id: str) -> ShowingOut:
    """One of them, for either of the two."""
    return _out(queries.showing(id, seen_by=_me(request)), _me(request))


@router.post("/shared/{id}/take_back", response=StandingDone, operation_id="standing_take_back")
def take_back(request: HttpRequest, id: str, said: StandingSeen) -> StandingDone:
    """Show it no longer."""
    return _acted(rules.take_back, request, id, said)


@router.get("/asks", response=list[StandingAskOut], operation_id="standing_asks")
def asks(request: HttpRequest, first: First = 0) -> list[StandingAskOut]:
    """What one asked, and was asked for, 200 at a time from number `first` on."""
    me = _me(request)
    return [_ask_out(one, me) for one in queries.asks(me)[first : first + MOST_IN_A_LIST]]


@router.post("/asks", response={201: StandingDone}, operation_id="standing_ask")
def ask(request: HttpRequest, said: AskForStanding) -> StandingDone:
    """Ask somebody who is shown one's own for theirs."""
    return _done(rules.ask(said.to, by=_me(request), once=once_of(request)))


@router.get("/asks/{id}", response=StandingAskOut, operation_id="standing_one_ask")
def one_ask(request: HttpRequest, id: str) -> StandingAskOut:
    """One of them, for either of the two."""
    return _ask_out(queries.ask(id, seen_by=_me(request)), _me(request))


@router.post("/asks/{id}/decline", response=StandingDone, operation_id="standing_decline")
def decline(request: HttpRequest, id: str, said: StandingNote) -> StandingDone:
    """Say that one would rather not."""
    return _acted(rules.decline, request, id, said)


@router.get("/words", response=list[StandingWordsOut], operation_id="standing_words")
def words(request: HttpRequest, first: First = 0) -> list[StandingWordsOut]:
    """Words of thanks that were asked for, from either end, 200 at a time from number `first` on."""
    me = _me(request)
    found = list(queries.quotes(me)[first : first + MOST_IN_A_LIST])
    said = queries.words_of(found)
    return [_words_out(one, said.get(one.id, ""), me) for one in found]


@router.post("/words", response={201: StandingDone}, operation_id="standing_ask_words")
def ask_words(request: HttpRequest, said: AskForWords) -> StandingDone:
    """Ask whoever thanked one whether their words may stand in one's record."""
    return _done(rules.ask_words(said.thanks, by=_me(request), once=once_of(request)))


@router.get("/words/{id}", response=StandingWordsOut, operation_id="standing_one_words")
def one_words(request: HttpRequest, id: str) -> StandingWordsOut:
    """One of them, for either of the two."""
    found = queries.quote(id, seen_by=_me(request))
    return _words_out(found, queries.words_of([found]).get(found.id, ""), _me(request))


@router.post("/words/{id}/allow_words", response=StandingDone, operation_id="standing_allow_words")
def allow_words(request: HttpRequest, id: str, said: AllowWords) -> StandingDone:
    """Let one's words stand there."""
    return _acted(rules.allow_words, request, id, said)


@router.post("/words/{id}/refuse_words", response=StandingDone, operation_id="standing_refuse_words")
def refuse_words(request: HttpRequest, id: str, said: StandingNote) -> StandingDone:
    """Keep them between the two."""
    return _acted(rules.refuse_words, request, id, said)


@router.post("/words/{id}/take_words_back", response=StandingDone, operation_id="standing_take_words_back")
def take_words_back(request: HttpRequest, id: str, said: StandingSeen) -> StandingDone:
    """Take the words out again."""
    return _acted(rules.take_words_back, request, id, said)


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _acted(rule: Callable[..., Entry], request: HttpRequest, id: str, said: Schema) -> StandingDone:
    return _done(rule(id, by=_me(request), once=once_of(request), **said.dict()))


def _done(entry: Entry) -> StandingDone:
    return StandingDone(entry=entry.id, thing=entry.thing)


def _out(found: queries.Showing, me: str) -> ShowingOut:
    return ShowingOut(
        id=found.id,
        owner=found.owner_id,
        reader=found.reader_id,
        lines=found.lines,
        shown_at=found.shown_at,
        last_entry=found.last_entry_id,
        verbs=queries.open_verbs(found, me),
    )


def _ask_out(found: queries.Ask, me: str) -> StandingAskOut:
    return StandingAskOut(
        id=found.id,
        asker=found.asker_id,
        asked=found.asked_id,
        state=found.state,
        asked_at=found.asked_at,
        last_entry=found.last_entry_id,
        verbs=queries.ask_verbs(found, me),
    )


def _words_out(found: queries.Quote, words: str, me: str) -> StandingWordsOut:
    return StandingWordsOut(
        id=found.id,
        owner=found.owner_id,
        writer=found.writer_id,
        act=found.entry,
        state=found.state,
        named=found.named,
        words=words,
        asked_at=found.asked_at,
        last_entry=found.last_entry_id,
        verbs=queries.quote_verbs(found, me),
    )
