"""A track record: proposed, agreed by all, out, asked about, taken back; and from when it may begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.ledger import replay, verify
from twoway.nouns.track_records import queries, rules
from twoway.nouns.track_records.tests.world import World, out, promised, world
from twoway.people import rules as people
from twoway.people import sight

pytestmark = pytest.mark.django_db
At = Callable[[str], None]


@pytest.fixture
def here(db: None, at: At) -> World:
    at("2026-01-12 09:00")
    return world()


def row(record: str) -> queries.TrackRecord:
    return queries.TrackRecord.objects.get(id=record)


def test_it_is_out_with_the_last_yes_and_not_before(here: World) -> None:
    record = rules.propose(here.team, here.six, "clients", by=here.six[0]).thing
    for one in here.six[:-1]:
        rules.agree(record, by=one)
    assert (row(record).state, row(record).missing) == ("proposed", [here.six[-1]])
    with pytest.raises(NotSeen):
        queries.readable(record, seen_by=here.six[0])
    rules.agree(record, by=here.six[-1])
    assert (row(record).state, row(record).since) == ("out", date(2026, 1, 1))
    assert queries.readable(record, seen_by=here.six[3]).id == record
    assert replay.check().differences == ()
    assert verify.check().ok


def test_one_no_ends_it_and_costs_nothing(here: World) -> None:
    record = rules.propose(here.team, here.six, "clients", by=here.six[0]).thing
    rules.agree(record, by=here.six[1])
    rules.decline(record, by=here.six[2], note="Not this year")
    assert row(record).state == "declined"
    with pytest.raises(RuleBroken):
        rules.agree(record, by=here.six[3])
    assert rules.propose(here.team, [*here.six[:2], *here.six[3:]], by=here.six[0]).thing != record


@pytest.mark.parametrize("who", [0, 3])
def test_anybody_counted_takes_it_back_at_once(here: World, who: int) -> None:
    record = out(here)
    rules.take_back(record, by=here.six[who])
    assert row(record).state == "taken_back"
    with pytest.raises(NotSeen):
        queries.readable(record, seen_by=here.six[1])


def test_only_the_team_proposes_and_only_of_itself(here: World) -> None:
    with pytest.raises(NotSeen):
        rules.propose(here.team, here.six, by=here.cy)
    with pytest.raises(NotSeen):
        rules.propose(new_id(), here.six, by=here.six[0])
    with pytest.raises(BadShape, match="in the team"):
        rules.propose(here.team, [*here.six, here.cy], by=here.six[0])
    with pytest.raises(BadShape, match="at least five"):
        rules.propose(here.team, here.six[:4], by=here.six[0])
    with pytest.raises(BadShape, match="at least five"):
        rules.propose(here.team, [*here.six[:4], here.six[0]], by=here.six[0])
    with pytest.raises(BadShape, match="who may read"):
        rules.propose(here.team, here.six, "everybody", by=here.six[0])
    rules.propose(here.team, here.six, by=here.six[0])
    with pytest.raises(RuleBroken, match="proposed already"):
        rules.propose(here.team, here.six, by=here.six[1])


def test_nobody_agrees_twice_or_for_another(here: World) -> None:
    record = rules.propose(here.team, here.six[:5], by=here.six[0]).thing
    rules.agree(record, by=here.six[0])
    with pytest.raises(RuleBroken, match="agreed already"):
        rules.agree(record, by=here.six[0])
    for stranger in (here.six[5], here.cy, here.boss, here.larch[0]):
        with pytest.raises(NotSeen):
            rules.agree(record, by=stranger)


def test_contacts_are_asked_once_it_is_out_and_see_nothing_of_each_other(here: World) -> None:
    promised(here.six[0], here.larch[0], due=date(2026, 2, 2))
    promised(here.pine[1], here.six[1], due=date(2026, 2, 2))
    record = out(here, audience="public")
    assert queries.to_ask(row(record)) == sorted([here.larch[0], here.pine[1]])
    rules.ask_contacts(record, by=here.six[4])
    with pytest.raises(RuleBroken, match="nobody to ask"):
        rules.ask_contacts(record, by=here.six[4])
    rules.agree(record, by=here.larch[0], opens=True)
    rules.decline(record, by=here.pine[1])
    found = row(record)
    assert (found.contacts, found.declined, found.opens) == ([here.larch[0]], [here.pine[1]], [here.larch[0]])
    for contact, other in ((here.larch[0], here.pine[1]), (here.pine[1], here.larch[0])):
        seen = ledger.entries_from(sight.entries(contact).filter(thing=record))
        assert [entry.kind for entry in seen][0::2] == ["track_record.asked"]
        assert not any(other in entry.seen_by() for entry in seen)


def test_a_contact_takes_back_their_own_yes_and_nobody_elses(here: World) -> None:
    promised(here.six[0], here.larch[0], due=date(2026, 2, 2))
    record = out(here, audience="public")
    rules.ask_contacts(record, by=here.six[0])
    rules.agree(record, by=here.larch[0], opens=True)
    rules.take_back(record, by=here.larch[0])
    found = row(record)
    assert (found.state, found.contacts, found.opens) == ("out", [], [])
    with pytest.raises(RuleBroken):
        rules.take_back(record, by=here.larch[0])


# ---- from when it may begin ------------------------------------------------------------------------------


def test_other_people_begin_after_all_that_was_published_of_one_of_them(here: World, at: At) -> None:
    """Else what two sets of people gave for the same quarter could be subtracted."""
    first = out(here)
    at("2026-05-04 09:00")
    second = out(here, here.six[:5])
    assert (row(first).state, row(first).ended_before) == ("ended", date(2026, 4, 1))
    assert row(second).since == date(2026, 4, 1)


def test_taken_back_and_proposed_anew_without_somebody_it_begins_after_too(here: World, at: At) -> None:
    first = out(here)
    at("2026-05-04 09:00")
    rules.take_back(first, by=here.six[5])
    assert row(out(here, here.six[:5])).since == date(2026, 4, 1)


def test_the_same_people_may_show_the_same_quarters_again(here: World, at: At) -> None:
    first = out(here)
    at("2026-05-04 09:00")
    rules.take_back(first, by=here.six[5])
    assert row(out(here, audience="public")).since == date(2026, 1, 1)


def test_what_was_taken_back_before_anything_came_out_shifts_nothing(here: World, at: At) -> None:
    first = out(here)
    at("2026-04-20 09:00")
    rules.take_back(first, by=here.six[5])
    assert row(out(here, here.six[:5])).since == date(2026, 1, 1)


def test_a_joiner_does_not_reach_back_before_their_own_quarter(here: World, at: At) -> None:
    at("2026-04-20 09:00")
    people.join_team(here.team, person=here.cy, by=here.boss)
    assert row(out(here, [*here.six, here.cy])).since == date(2026, 4, 1)


def test_nobody_is_counted_in_the_records_of_two_teams_at_once(here: World) -> None:
    other = people.form_team(name="Sales", by=here.boss).thing
    for one in (*here.six[:4], here.cy):
        people.join_team(other, person=one, by=here.boss)
    waiting = rules.propose(other, [*here.six[:4], here.cy], by=here.cy).thing
    out(here)
    with pytest.raises(RuleBroken, match="counted in the record of Delivery"):
        rules.agree(waiting, by=here.six[0])
    rules.agree(waiting, by=here.cy)


def test_what_published_while_answers_were_awaited_counts_as_published(here: World, at: At) -> None:
    """All but one had agreed before the quarter came out; the last says yes after it."""
    out(here)
    at("2026-04-20 09:00")
    second = rules.propose(here.team, here.six[:5], by=here.six[0]).thing
    for one in here.six[:4]:
        rules.agree(second, by=one)
    at("2026-05-04 09:00")
    rules.agree(second, by=here.six[4])
    assert row(second).since == date(2026, 4, 1)


def test_whoever_has_left_the_team_can_only_say_no(here: World) -> None:
    record = rules.propose(here.team, here.six, by=here.six[0]).thing
    inside = next(one for one in queries.members(here.team) if one.person_id == here.six[2])
    people.leave_team(inside.id, by=here.boss)
    with pytest.raises(RuleBroken, match="no longer in the team"):
        rules.agree(record, by=here.six[2])
    rules.decline(record, by=here.six[2])
