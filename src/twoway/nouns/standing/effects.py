"""What each act does to the rows of standing: the only code that writes them, live and in replay alike."""

from __future__ import annotations

from twoway.ledger.entries import Entry
from twoway.ledger.rows import Rows, effect
from twoway.nouns.standing import SHOWN, TAKEN_BACK, acts
from twoway.nouns.standing.models import Ask, Quote, Showing


@effect(acts.Shared)
def shared(rows: Rows, entry: Entry, act: acts.Shared) -> None:
    showing = rows.maybe(Showing, entry.thing)
    if showing is None:
        showing = Showing(id=entry.thing, owner_id=entry.by, reader_id=act.to)
        put = rows.add
    else:
        put = rows.put
    showing.state, showing.lines, showing.shown_at = SHOWN, list(act.lines), entry.happened_at
    showing.last_entry_id = entry.id
    put(showing)
    if act.answers is not None:
        _ask_is(rows, act.answers, "answered", entry)


@effect(acts.TakenBack)
def taken_back(rows: Rows, entry: Entry, act: acts.TakenBack) -> None:
    showing = rows.one(Showing, entry.thing)
    showing.state, showing.lines, showing.last_entry_id = TAKEN_BACK, [], entry.id
    rows.put(showing)
    if act.ends is not None:
        _ask_is(rows, act.ends, "over", entry)


@effect(acts.Asked)
def asked(rows: Rows, entry: Entry, act: acts.Asked) -> None:
    ask = Ask(id=entry.thing, asker_id=entry.by, asked_id=act.to, state="asked")
    ask.asked_at, ask.last_entry_id = entry.happened_at, entry.id
    rows.add(ask)


@effect(acts.Declined)
def declined(rows: Rows, entry: Entry, act: acts.Declined) -> None:
    _ask_is(rows, entry.thing, "declined", entry)


@effect(acts.WordsAsked)
def words_asked(rows: Rows, entry: Entry, act: acts.WordsAsked) -> None:
    quote = Quote(id=entry.thing, owner_id=entry.by, writer_id=act.to, entry=act.entry, state="asked")
    quote.asked_at, quote.last_entry_id = entry.happened_at, entry.id
    rows.add(quote)


@effect(acts.WordsAllowed)
def words_allowed(rows: Rows, entry: Entry, act: acts.WordsAllowed) -> None:
    _quote_is(rows, entry, "allowed", named=act.named)


@effect(acts.WordsRefused)
def words_refused(rows: Rows, entry: Entry, act: acts.WordsRefused) -> None:
    _quote_is(rows, entry, "refused")


@effect(acts.WordsTakenBack)
def words_taken_back(rows: Rows, entry: Entry, act: acts.WordsTakenBack) -> None:
    _quote_is(rows, entry, "taken_back")


def _ask_is(rows: Rows, id: str, state: str, entry: Entry) -> None:
    ask = rows.one(Ask, id)
    ask.state, ask.last_entry_id = state, entry.id
    rows.put(ask)


def _quote_is(rows: Rows, entry: Entry, state: str, *, named: bool = False) -> None:
    quote = rows.one(Quote, entry.thing)
    quote.state, quote.named, quote.last_entry_id = state, named, entry.id
    rows.put(quote)
