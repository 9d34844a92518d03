"""“I learned this from you”, for no single act."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.cast import Cast, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import queries as ledger
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import notices, queries, rules, told
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

pytestmark = pytest.mark.alike

WORDS = "To ask what they saw before I say what I think."


@pytest.fixture
def ann(cast: Cast) -> Client:
    open_street(cast.ann, cast.ben)
    return cast.signed_in("ann")


def test_it_is_said_and_read_like_any_thanks(cast: Cast, ann: Client) -> None:
    said = rules.say_learned(cast.ben, WORDS, by=cast.ann)
    again = rules.say_learned(cast.ben, "And to wait.", by=cast.ann)
    found = queries.one(said.thing, seen_by=cast.ben)
    assert (found.words, found.learned, found.about_entry) == (WORDS, True, "")
    assert queries.act(found, seen_by=cast.ben) is None
    line = told.lines([ledger.entry(said.id)], seen_by=cast.ben)[said.id]
    assert (line.says, line.mark) == ("Ann Lee learned something from you", "learned")
    [notice] = notices.notices(said)
    assert (notice.to, notice.subject, notice.words) == (
        cast.ben,
        "Ann Lee learned something from you",
        WORDS,
    )
    street = found.street_id
    deeds = told.deeds([street], seen_by=cast.ben)
    assert {(deed.entry, deed.mark, deed.by) for deed in deeds} == {
        (said.id, "learned", cast.ann),
        (again.id, "learned", cast.ann),
    }


def test_it_can_be_passed_on_with_a_yes(cast: Cast, ann: Client) -> None:
    said = rules.say_learned(cast.ben, WORDS, by=cast.ann)
    rules.ask_to_pass_on(said.thing, by=cast.ann, to=[cast.cy])
    rules.allow_pass_on(said.thing, by=cast.ben)
    page = cast.signed_in("cy").get(f"/thanks/{said.thing}").content.decode()
    assert WORDS in page


def test_it_needs_words_and_somebody_on_an_open_street(cast: Cast, ann: Client) -> None:
    street = street_queries.between(cast.ann, cast.ben)
    assert street is not None
    for to, words, error, field in (
        (cast.ben, " ", BadShape, "words"),
        ("", WORDS, BadShape, "receiver"),
        (cast.ann, WORDS, RuleBroken, "receiver"),
        (cast.cy, WORDS, RuleBroken, "receiver"),
    ):
        with pytest.raises(error) as caught:
            rules.say_learned(to, words, by=cast.ann)
        assert caught.value.field == field
    with pytest.raises(NotSeen):
        rules.say_learned(cast.ben, WORDS, by=cast.eve)
    streets.pause(street.id, by=cast.ben)
    with pytest.raises(RuleBroken, match="not open"):
        rules.say_learned(cast.ben, WORDS, by=cast.ann)


def test_it_answers_no_first_act(cast: Cast) -> None:
    """A street that waits for a yes to something stays as it is."""
    promises.ask(cast.cy, "Three quotes", date(2026, 3, 6), by=cast.ann)
    with pytest.raises(RuleBroken, match="not open"):
        rules.say_learned(cast.ann, WORDS, by=cast.cy)


def test_the_pane_of_thanks_offers_it_and_keeps_what_was_typed(cast: Cast, ann: Client) -> None:
    page = ann.get("/thanks/new?kind=learned").content.decode()
    assert "I learned this from" in page
    refused = ann.post("/thanks/learned", {"receiver": "", "words": WORDS})
    assert refused.status_code == 422
    assert WORDS in refused.content.decode()
    answer = ann.post("/thanks/learned", {"receiver": cast.ben, "words": WORDS})
    assert answer.status_code == 303
    shown = cast.signed_in("ben").get(answer["Location"]).content.decode()
    assert WORDS in shown
    assert "learned this from you" in shown
    assert "For this:" not in shown
