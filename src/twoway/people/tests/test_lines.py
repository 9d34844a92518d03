"""Who reports to whom: one manager on any one day, never in a circle, and the past stays known."""

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
from twoway.people.models import Person, ReportingLine

TODAY = date(2026, 3, 2)


def ids(people: list[Person]) -> list[str]:
    return [person.id for person in people]


def test_a_line_holds_from_its_day_on(cast: Cast) -> None:
    rules.start_line(manager=cast.ben, report=cast.ann, by=cast.dana, on=TODAY - timedelta(days=10))
    assert ids(queries.managers_of(cast.ann)) == [cast.ben]
    assert ids(queries.reports_of(cast.ben)) == [cast.ann]
    assert queries.managers_of(cast.ann, on=TODAY - timedelta(days=11)) == []


def test_a_new_manager_takes_over_and_the_one_before_stays_known(cast: Cast) -> None:
    rules.start_line(manager=cast.ben, report=cast.ann, by=cast.dana, on=TODAY - timedelta(days=100))
    rules.start_line(manager=cast.cy, report=cast.ann, by=cast.dana, on=TODAY - timedelta(days=3))
    assert ids(queries.managers_of(cast.ann)) == [cast.cy]
    assert ids(queries.managers_of(cast.ann, on=TODAY - timedelta(days=4))) == [cast.ben]
    assert [line.manager_id for line in queries.lines_of(cast.ann)] == [cast.cy, cast.ben]


def test_a_line_ends_and_cannot_end_before_it_began(cast: Cast) -> None:
    line = rules.start_line(
        manager=cast.ben, report=cast.ann, by=cast.dana, on=TODAY - timedelta(days=5)
    ).thing
    with pytest.raises(BadShape, match="It began on"):
        rules.end_line(line, by=cast.dana, on=TODAY - timedelta(days=6))
    rules.end_line(line, by=cast.dana)
    assert queries.managers_of(cast.ann) == []
    with pytest.raises(RuleBroken, match="ended already"):
        rules.end_line(line, by=cast.dana)
    with pytest.raises(NotSeen):
        rules.end_line("nothing", by=cast.dana)


def test_nothing_is_said_twice_and_nothing_before_its_day(cast: Cast) -> None:
    rules.start_line(manager=cast.ben, report=cast.ann, by=cast.dana)
    with pytest.raises(RuleBroken, match="so already"):
        rules.start_line(manager=cast.ben, report=cast.ann, by=cast.dana)
    with pytest.raises(BadShape, match="still to come"):
        rules.start_line(manager=cast.cy, report=cast.ann, by=cast.dana, on=TODAY + timedelta(days=1))
    with pytest.raises(BadShape, match="the manager was Ben Okoro"):
        rules.start_line(manager=cast.cy, report=cast.ann, by=cast.dana, on=TODAY - timedelta(days=30))


def test_nobody_reports_to_themselves_however_long_the_way_round(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="Ann Lee → Ann Lee"):
        rules.start_line(manager=cast.ann, report=cast.ann, by=cast.dana)
    rules.start_line(manager=cast.ben, report=cast.ann, by=cast.dana)
    rules.start_line(manager=cast.cy, report=cast.ben, by=cast.dana)
    with pytest.raises(RuleBroken, match="Cy Möller → Ann Lee → Ben Okoro → Cy Möller"):
        rules.start_line(manager=cast.ann, report=cast.cy, by=cast.dana)


def test_a_circle_in_the_past_is_a_circle_too(cast: Cast) -> None:
    rules.start_line(manager=cast.ben, report=cast.ann, by=cast.dana, on=TODAY - timedelta(days=30))
    line = queries.lines_of(cast.ann)[0]
    rules.end_line(line.id, by=cast.dana, on=TODAY - timedelta(days=5))
    with pytest.raises(RuleBroken, match="circle"):
        rules.start_line(manager=cast.ann, report=cast.ben, by=cast.dana, on=TODAY - timedelta(days=10))
    rules.start_line(manager=cast.ann, report=cast.ben, by=cast.dana, on=TODAY - timedelta(days=5))


def test_guests_report_to_nobody(cast: Cast) -> None:
    for manager, report in ((cast.eve, cast.ann), (cast.ann, cast.eve)):
        with pytest.raises(RuleBroken, match="guest"):
            rules.start_line(manager=manager, report=report, by=cast.dana)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ann", "ben", "cy", "dana"]),
            st.sampled_from(["ann", "ben", "cy", "dana"]),
            st.integers(0, 8),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_whatever_is_tried_no_day_has_two_managers_or_a_circle(
    cast: Cast, tries: list[tuple[str, str, int, bool]]
) -> None:
    for manager, report, days_ago, ends in tries:
        day = TODAY - timedelta(days=days_ago)
        open_lines = [line for line in queries.lines_of(getattr(cast, report)) if line.ended_on is None]
        with suppress(TwowayError):
            if ends and open_lines:
                rules.end_line(open_lines[0].id, by=cast.dana, on=day)
            else:
                rules.start_line(
                    manager=getattr(cast, manager), report=getattr(cast, report), by=cast.dana, on=day
                )
    for days_ago in range(10):
        assert_a_tree(TODAY - timedelta(days=days_ago))
    assert replay.check().ok


def assert_a_tree(day: date) -> None:
    """On this day everybody has one manager at most, and every way up ends."""
    lines = [
        line
        for line in ReportingLine.objects.all()
        if line.started_on <= day and (line.ended_on is None or day < line.ended_on)
    ]
    above = {line.report_id: line.manager_id for line in lines}
    assert len(above) == len(lines)
    for start in above:
        steps, place = 0, start
        while place in above:
            place, steps = above[place], steps + 1
            assert steps <= len(above)
