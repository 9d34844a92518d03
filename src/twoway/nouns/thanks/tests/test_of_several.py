"""Thanks for an act of several people: each thanks the one whose act it is, on the street of the two."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from twoway.errors import RuleBroken
from twoway.ledger import replay
from twoway.ledger.entries import Entry
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.thanks import queries, rules
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets


@pytest.fixture
def said(cast: Cast) -> Entry:
    """Ann owned up to Ben and Cy, and let Eve hear of it."""
    return ownups.say(
        "I skipped the dry run", "A weekend", by=cast.ann, touched=[cast.ben, cast.cy], told=[cast.eve]
    )


def test_each_who_takes_part_thanks_the_one_whose_act_it_is(cast: Cast, said: Entry) -> None:
    for giver in (cast.ben, cast.cy):
        thanks = queries.one(rules.give(said.id, "You said it was yours", by=giver).thing, seen_by=cast.ann)
        street = street_queries.between(cast.ann, giver)
        assert street is not None
        assert (thanks.receiver_id, thanks.street_id, street.state) == (cast.ann, street.id, "open")
    assert replay.check().ok


def test_each_sees_their_own_thanks_and_the_one_thanked_sees_all(cast: Cast, said: Entry) -> None:
    for giver in (cast.ben, cast.cy):
        rules.give(said.id, "You said it was yours", by=giver)
    found = {
        who: queries.for_acts([said.id], seen_by=getattr(cast, who)) for who in ("ann", "ben", "cy", "eve")
    }
    assert [len(those) for those in found.values()] == [2, 1, 1, 0]
    assert found["ben"][0].giver_id == cast.ben


def test_whoever_was_only_told_has_nothing_to_thank_for(cast: Cast, said: Entry) -> None:
    with pytest.raises(RuleBroken, match="did for you"):
        rules.give(said.id, "Thank you", by=cast.eve)
    assert said.id not in {entry.id for entry in queries.thankable(cast.eve)}
    assert said.id in {entry.id for entry in queries.thankable(cast.ben)}


def test_on_a_street_that_is_stopped_no_thanks_begin(cast: Cast, said: Entry) -> None:
    ownups.answer(said.thing, "I see", by=cast.ben)
    street = street_queries.between(cast.ann, cast.ben)
    assert street is not None
    streets.pause(street.id, by=cast.ann)
    with pytest.raises(RuleBroken) as refused:
        rules.give(said.id, "Thank you", by=cast.ben)
    assert refused.value.code == "street_not_open"


def test_thanks_for_an_own_up_are_passed_on_with_the_owners_yes(cast: Cast, said: Entry) -> None:
    id = rules.give(said.id, "You said it was yours", by=cast.ben).thing
    rules.ask_to_pass_on(id, by=cast.ben, to=[cast.dana])
    rules.allow_pass_on(id, by=cast.ann)
    assert [thanks.words for thanks in queries.passed_to(cast.dana)] == ["You said it was yours"]
