"""Teams stand inside each other, never in a circle; people join, lead and leave them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from twoway.errors import BadShape, NotSeen, RuleBroken, TwowayError
from twoway.ledger import replay
from twoway.people import queries, rules

TODAY = date(2026, 3, 2)


def test_a_team_has_members_and_leads_since_a_day(cast: Cast) -> None:
    team = rules.form_team(name="Floor", by=cast.dana).thing
    rules.join_team(team, person=cast.ann, by=cast.dana)
    rules.join_team(team, person=cast.ben, by=cast.dana, lead=True, on=TODAY - timedelta(days=3))
    inside = queries.members_of(team)
    assert [(one.person_id, one.lead) for one in inside] == [(cast.ben, True), (cast.ann, False)]
    assert [one.name for one in queries.teams_of(cast.ann)] == ["Floor"]
    rules.lead_team(inside[1].id, lead=True, by=cast.dana)
    rules.leave_team(inside[0].id, by=cast.dana)
    assert [(one.person_id, one.lead) for one in queries.members_of(team)] == [(cast.ann, True)]
    assert replay.check().ok


def test_what_makes_no_sense_of_a_team_is_refused(cast: Cast) -> None:
    team = rules.form_team(name="Floor", by=cast.dana).thing
    rules.join_team(team, person=cast.ann, by=cast.dana)
    with pytest.raises(RuleBroken, match="in Floor already"):
        rules.join_team(team, person=cast.ann, by=cast.dana)
    with pytest.raises(RuleBroken, match="guests are in no team"):
        rules.join_team(team, person=cast.eve, by=cast.dana)
    with pytest.raises(BadShape, match="still to come"):
        rules.join_team(team, person=cast.ben, by=cast.dana, on=TODAY + timedelta(days=2))
    with pytest.raises(RuleBroken, match="so already"):
        rules.lead_team(queries.members_of(team)[0].id, lead=False, by=cast.dana)
    with pytest.raises(NotSeen):
        rules.join_team("nothing", person=cast.ben, by=cast.dana)
    with pytest.raises(NotSeen):
        rules.leave_team("nothing", by=cast.dana)


def test_two_teams_in_one_place_are_told_apart_by_name(cast: Cast) -> None:
    outer = rules.form_team(name="Product", by=cast.dana).thing
    rules.form_team(name="Mobile", parent=outer, by=cast.dana)
    with pytest.raises(RuleBroken, match="already"):
        rules.form_team(name="mobile", parent=outer, by=cast.dana)
    elsewhere = rules.form_team(name="Mobile", by=cast.dana).thing
    with pytest.raises(RuleBroken, match="already"):
        rules.move_team(elsewhere, parent=outer, by=cast.dana)
    with pytest.raises(RuleBroken, match="already"):
        rules.rename_team(elsewhere, name="PRODUCT", by=cast.dana)
    rules.rename_team(elsewhere, name="MOBILE", by=cast.dana)


def test_a_team_never_stands_inside_itself(cast: Cast) -> None:
    outer = rules.form_team(name="Outer", by=cast.dana).thing
    inner = rules.form_team(name="Inner", parent=outer, by=cast.dana).thing
    for into in (outer, inner):
        with pytest.raises(RuleBroken, match="stands inside"):
            rules.move_team(outer, parent=into, by=cast.dana)


def test_closing_a_team_lets_its_people_go_and_waits_for_teams_inside(cast: Cast) -> None:
    outer = rules.form_team(name="Outer", by=cast.dana).thing
    inner = rules.form_team(name="Inner", parent=outer, by=cast.dana).thing
    rules.join_team(inner, person=cast.ann, by=cast.dana)
    with pytest.raises(RuleBroken, match="Inner stands inside it"):
        rules.close_team(outer, by=cast.dana)
    rules.close_team(inner, by=cast.dana)
    rules.close_team(outer, by=cast.dana)
    assert queries.teams() == queries.teams_of(cast.ann) == []
    with pytest.raises(NotSeen):
        rules.join_team(inner, person=cast.ann, by=cast.dana)
    assert replay.check().ok


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5)), max_size=20))
def test_however_teams_are_moved_every_way_up_ends(cast: Cast, moves: list[tuple[int, int]]) -> None:
    known = {team.name: team.id for team in queries.teams()}
    teams = [known.get(name) or rules.form_team(name=name, by=cast.dana).thing for name in "ABCDEF"]
    for moved, into in moves:
        with suppress(TwowayError):
            rules.move_team(teams[moved], parent=None if into < 0 else teams[into], by=cast.dana)
    above = {team.id: team.parent_id for team in queries.teams()}
    for start in above:
        place, steps = above[start], 0
        while place is not None:
            place, steps = above[place], steps + 1
            assert steps <= len(above)
