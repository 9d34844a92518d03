"""Owning a call: it stands in the call's own history, and its letter, answers and promises on its page."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Cast, open_street
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.nouns.calls import queries as call_queries
from twoway.nouns.calls import rules as calls
from twoway.nouns.ownups import forms, queries, rules
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks

FRIDAY = date(2026, 3, 6)
WHAT, COST = "I skipped the dry run", "Ben, it cost you your weekend"


@pytest.fixture
def call(cast: Cast) -> str:
    """Ann made a call that asked Ben to act and touched Cy."""
    open_street(cast.ann, cast.ben)
    made = calls.make("Run the parts cold", by=cast.ann, asks=[cast.ben], touches=[cast.cy], on_me=True)
    return made.thing


def test_an_owner_owns_the_call_in_the_same_breath(cast: Cast, call: str) -> None:
    said = rules.say(WHAT, COST, by=cast.ann, touched=[cast.ben], about=call)
    assert call_queries.one(call, seen_by=cast.cy).state == "owned"
    [owned] = [entry for entry in ledger.entries_of([call]) if entry.kind == "call.owned"]
    assert getattr(owned.act, "ownup", "") == said.thing
    assert replay.check().differences == ()


def test_nobody_owns_somebody_elses_call_but_everybody_their_own_part(cast: Cast, call: str) -> None:
    said = rules.say("I saw it and said nothing", "A day", by=cast.ben, touched=[cast.ann], about=call)
    assert queries.one(said.thing, seen_by=cast.ann).about == call
    assert call_queries.one(call, seen_by=cast.ann).state == "made"


def test_those_it_touched_are_picked_already(cast: Cast, call: str) -> None:
    matter = queries.matter(call, seen_by=cast.ann)
    assert set(queries.touched_by(matter, seen_by=cast.ann)) == {cast.ben, cast.cy}


def test_the_calls_page_shows_the_letter_what_came_back_and_what_was_promised(cast: Cast, call: str) -> None:
    day_off = forms.Promised(to=cast.ben, what="You'll have Friday off", due_on=FRIDAY)
    said = rules.say(WHAT, COST, by=cast.ann, touched=[cast.ben], about=call, promised=[day_off])
    rules.answer(said.thing, "I slept last night.", by=cast.ben)
    thanks.give(said.id, "You said it was yours.", by=cast.ben)
    pages = {name: read(cast, name, call) for name in ("ann", "ben", "cy")}
    for text in (WHAT, "I slept last night.", "You said it was yours.", "You&#x27;ll have Friday off"):
        assert [name for name, page in pages.items() if text in page] == ["ann", "ben"], text


def test_whoever_only_carried_it_is_offered_to_own_their_part(cast: Cast, call: str) -> None:
    offered = {name: read(cast, name, call).partition("?about=")[2][:400] for name in ("ann", "ben")}
    assert "This one is mine" in offered["ann"]
    assert "Own up to your part" in offered["ben"]


def test_from_the_calls_page_it_is_one_tap(cast: Cast, call: str) -> None:
    for name in ("ann", "ben"):
        assert f'href="/ownups/new?about={call}"' in read(cast, name, call)


def test_a_promise_that_went_with_it_is_told_as_it_stands_now(cast: Cast, call: str) -> None:
    day_off = forms.Promised(to=cast.ben, what="You'll have Friday off", due_on=FRIDAY)
    said = rules.say(WHAT, COST, by=cast.ann, touched=[cast.ben], about=call, promised=[day_off])
    [line] = queries.promises_of(queries.one(said.thing, seen_by=cast.ann), seen_by=cast.ann)
    promises.keep(line.promise.id, by=cast.ann)
    promises.confirm(line.promise.id, by=cast.ben)
    assert "Kept, Monday 2 March" in read(cast, "ben", call)


def read(cast: Cast, name: str, call: str) -> str:
    response = cast.signed_in(name).get(f"/calls/{call}")
    assert response.status_code == 200
    return response.content.decode()
