"""A history tells each act once, together with what was said beside it since."""

from __future__ import annotations

import pytest

from tests.cast import Cast, open_street
from twoway.errors import NotSeen
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.people import queries as people
from twoway.people.streets import rules
from twoway.people.streets.sides import Told, act_among, called, named_in, with_sides


def told(entry: Entry) -> Told:
    return Told(entry=entry, says=entry.kind, words="", side="you")


def test_a_side_is_told_beside_its_act_and_never_as_an_act(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    paused = rules.pause(street.id, by=cast.ann)
    rules.resume(street.id, by=cast.ann)
    rules.add_side(paused.id, by=cast.ben, words="I would have liked to know why.")
    rules.add_side(paused.id, by=cast.ann, words="I was away.")
    acts = with_sides(
        ledger.entries_of(things=[street.id]), told, lambda person: people.person(person).called
    )
    assert [act.says for act in acts][-2:] == ["street.paused", "street.resumed"]
    assert [(one.name, one.words) for one in acts[-2].sides] == [
        ("Ben Okoro", "I would have liked to know why."),
        ("Ann Lee", "I was away."),
    ]
    assert acts[-1].sides == ()


def test_only_an_act_of_the_history_can_be_pointed_at(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    paused = rules.pause(street.id, by=cast.ann)
    entries = ledger.entries_of(things=[street.id])
    assert act_among(entries, paused.id) == paused.id
    with pytest.raises(NotSeen):
        act_among(entries, "x" * 12)


def test_who_is_named_no_more_is_somebody(cast: Cast) -> None:
    paused = rules.pause(open_street(cast.ann, cast.ben).id, by=cast.ann)
    assert named_in([paused]) == {cast.ann}
    assert called({}, cast.ann) == "Somebody no longer named"
