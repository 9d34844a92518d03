"""Hand-offs brought in from elsewhere: their own times, their source, nothing twice, and history."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cast import Cast
from twoway.errors import RuleBroken
from twoway.ledger import queries as ledger
from twoway.ledger import replay
from twoway.ledger.entries import Entry
from twoway.ledger.write import writing
from twoway.nouns.handoffs import queries, rules
from twoway.nouns.handoffs.models import Handoff
from twoway.nouns.handoffs.past import Answer, PastHandoff
from twoway.people import rules as people
from twoway.people.streets import queries as streets


def at(day: int) -> datetime:
    return datetime(2020, 3, day, 9, tzinfo=UTC)


def to_a_team(cast: Cast, team: str, answer: Answer | None = None) -> PastHandoff:
    """Ann hands it to a team of Ben and Cy."""
    return PastHandoff(
        source="log 1/1",
        giver=cast.ann,
        team=team,
        offered_to=(cast.ben, cast.cy),
        what="Incident 1",
        handed_at=at(2),
        answer=answer,
    )


def on_to_cy(cast: Cast) -> PastHandoff:
    """Ben passes it to Cy, who has it at once."""
    return PastHandoff(
        source="log 1/2",
        giver=cast.ben,
        to=cast.cy,
        what="Incident 1",
        handed_at=at(4),
        after=("log 1/1",),
        answer=Answer(verb="accepted", at=at(4), by=cast.cy),
    )


def brought_in(cast: Cast, *stories: PastHandoff) -> list[Entry]:
    with writing(by=cast.dana) as book:
        return rules.bring_in(stories, book=book)


@pytest.fixture
def team(cast: Cast) -> str:
    return people.form_team(name="Web", by=cast.dana).thing


def taken(cast: Cast) -> Answer:
    return Answer(verb="taken", at=at(3), by=cast.ben)


def test_a_chain_stands_as_it_was_told(cast: Cast, team: str) -> None:
    entries = brought_in(cast, to_a_team(cast, team, taken(cast)), on_to_cy(cast))
    assert [(entry.kind, entry.happened_at, entry.source) for entry in entries] == [
        ("handoff.handed", at(2), "log 1/1"),
        ("handoff.taken", at(3), "log 1/1"),
        ("handoff.handed", at(4), "log 1/2"),
        ("handoff.accepted", at(4), "log 1/2"),
    ]
    assert {(entry.by, entry.entered_by) for entry in entries[:2]} == {
        (cast.ann, cast.dana),
        (cast.ben, cast.dana),
    }
    first, second = Handoff.objects.order_by("handed_at")
    assert (first.receiver_id, first.team_id, first.state) == (cast.ben, team, "accepted")
    assert (second.root, second.depth, second.receiver_id) == (first.id, 1, cast.cy)
    assert [one.id for one in queries.before(second, seen_by=cast.ben)] == [first.id]
    assert replay.check().ok


def test_nothing_is_brought_in_twice_and_what_is_new_is_added(cast: Cast, team: str) -> None:
    assert len(brought_in(cast, to_a_team(cast, team))) == 1
    assert Handoff.objects.get().state == "handed"
    (entry,) = brought_in(cast, to_a_team(cast, team, taken(cast)))
    assert entry.kind == "handoff.taken"
    size = ledger.size()
    assert brought_in(cast, to_a_team(cast, team, taken(cast))) == []
    assert ledger.size() == size


def test_what_was_taken_back_has_nobody(cast: Cast, team: str) -> None:
    brought_in(cast, to_a_team(cast, team, Answer(verb="withdrawn", at=at(3), by=cast.ann)))
    handoff = Handoff.objects.get()
    assert (handoff.state, handoff.receiver_id, handoff.street_id) == ("withdrawn", None, None)


def test_its_street_is_laid_and_waits_for_a_yes(cast: Cast, team: str) -> None:
    brought_in(cast, to_a_team(cast, team, taken(cast)))
    street = streets.between(cast.ann, cast.ben)
    assert street is not None
    assert street.state == "waiting"
    assert street.id == Handoff.objects.get().street_id


def test_in_a_workplace_it_is_history_and_waits_for_nobody(cast: Cast, team: str) -> None:
    people.join_team(team, person=cast.ben, by=cast.dana)
    brought_in(cast, to_a_team(cast, team))
    handoff = Handoff.objects.get()
    assert queries.one(handoff.id, seen_by=cast.ben).source == "log 1/1"
    assert not queries.waiting_for(cast.ben).exists()
    assert not queries.waiting_for_others(cast.ann).exists()
    with pytest.raises(RuleBroken, match="came from log 1/1 and is history"):
        rules.take(handoff.id, by=cast.ben)


def test_those_it_was_offered_to_see_it_and_nobody_else(cast: Cast, team: str) -> None:
    brought_in(cast, to_a_team(cast, team, taken(cast)))
    seen = [name for name in ("ann", "ben", "cy", "eve", "dana") if queries.all_of(getattr(cast, name))]
    assert seen == ["ann", "ben", "cy"]
