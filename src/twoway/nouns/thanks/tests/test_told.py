"""What Today says of thanks: when they were heard of, and what can still be answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tests.cast import Cast, open_street
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import queries, rules, told
from twoway.people.streets import rules as streets

FRIDAY = date(2026, 3, 6)
At = Callable[[str], datetime]


@pytest.fixture
def learned(cast: Cast) -> str:
    """What Ben learned from Ann, said on Monday, which he would like Cy to hear of."""
    open_street(cast.ann, cast.ben)
    promise = promises.make(cast.ben, "You'll have the plan", FRIDAY, by=cast.ann).thing
    kept = promises.keep(promise, by=cast.ann).id
    said = rules.give(kept, "Ask first", by=cast.ben, learned=True).thing
    rules.ask_to_pass_on(said, by=cast.ben, to=[cast.cy])
    return said


def test_whoever_it_was_passed_on_to_is_not_told_when_it_was_said_or_that_something_was_learned(
    cast: Cast, learned: str, at: At
) -> None:
    at("2026-05-04 09:00")
    passed = rules.allow_pass_on(learned, by=cast.ann)
    [heard] = told.said_to(cast.cy)
    assert (heard.at, heard.mark) == (datetime(2026, 5, 4, 9, tzinfo=UTC), "thanks")
    line = told.lines([ledger.entry(passed.id)], seen_by=cast.cy)[passed.id]
    assert line.mark == "thanks"
    assert told.lines([ledger.entry(passed.id)], seen_by=cast.ben)[passed.id].mark == "learned"


def test_nothing_waits_for_an_answer_on_a_street_where_none_can_be_given(cast: Cast, learned: str) -> None:
    assert [thanks.id for thanks in queries.waiting_for(cast.ann)] == [learned]
    assert [one.owes for one in told.opens(seen_by=cast.ben)] == [cast.ann]
    streets.close(queries.one(learned, seen_by=cast.ben).street_id, by=cast.ben)
    assert queries.waiting_for(cast.ann) == []
    assert told.opens(seen_by=cast.ann) == told.opens(seen_by=cast.ben) == []
