"""What others hear of a call by mail: each only what they may see, and only the owner on the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.cast import Cast
from twoway.ledger import queries as ledger
from twoway.nouns.calls import notices, queries, rules
from twoway.nouns.calls.tests.lives import CHOICE, THURSDAY, handed_on, made
from twoway.web.notice import Notice


def by_person(entry_id: str) -> dict[str, Notice]:
    return {notice.to: notice for notice in notices.notices(ledger.entry(entry_id))}


def test_what_was_noted_can_be_answered_from_the_mail_and_what_was_asked_for_takes_words(cast: Cast) -> None:
    noted = by_person(rules.note(cast.ben, CHOICE, by=cast.ann).id)
    assert [tap.verb for tap in noted[cast.ben].taps] == ["say_yes", "decline"]
    asked = by_person(rules.ask_for(cast.ben, "Cold or warm?", by=cast.ann).id)
    assert [tap.verb for tap in asked[cast.ben].taps] == ["decline"]
    assert CHOICE not in noted[cast.ben].subject


def test_each_who_is_named_hears_what_it_asks_of_them(cast: Cast) -> None:
    id = made(cast, owners=[cast.eve])
    told = by_person(queries.one(id, seen_by=cast.ben).made_in)
    assert told.keys() == {cast.ann, cast.cy, cast.eve}
    assert "It asks you to do something." in told[cast.ann].line
    assert "It may touch you." in told[cast.cy].line
    assert [tap.verb for tap in told[cast.eve].taps] == ["join", "decline_join"]
    assert not told[cast.ann].taps


def test_whoever_it_reached_hears_of_the_look_back_too(cast: Cast) -> None:
    id = made(cast)
    handed_on(id, to=cast.eve, by=cast.ann)
    told = by_person(rules.review(id, by=cast.ben, outcome="failed", words="It cracked").id)
    assert told.keys() == {cast.ann, cast.cy, cast.eve}
    assert told[cast.eve].line == "Ben Okoro said that it did not work."
    assert "It cracked" in told[cast.eve].words


def test_what_it_cost_is_heard_by_the_owners_alone(cast: Cast) -> None:
    entry = rules.say_cost(made(cast), by=cast.ann, cost=4, words="A morning")
    assert by_person(entry.id).keys() == {cast.ben}


def test_on_the_day_the_owners_are_asked_and_nobody_else(cast: Cast, at: Callable[[str], object]) -> None:
    id = made(cast, owners=[cast.cy])
    rules.join(id, by=cast.cy)
    assert notices.due(THURSDAY) == []
    at("2026-03-05 07:00")
    asked = notices.due(THURSDAY)
    assert {notice.to for notice in asked} == {cast.ben, cast.cy}
    assert [tap.verb for tap in asked[0].taps] == ["worked", "partly", "failed"]
    rules.TAPS["failed"](id, by=cast.ben, seen=asked[0].entry, note="It cracked")
    call = queries.one(id, seen_by=cast.ann)
    assert (call.outcome, call.review_words, call.reviewed_on) == ("failed", "It cracked", date(2026, 3, 5))
    assert notices.due(THURSDAY) == []
