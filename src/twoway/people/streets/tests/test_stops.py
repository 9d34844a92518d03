"""Days that pass while a street is stopped are nobody's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast, open_street
from twoway.people.streets import queries, rules, stops
from twoway.people.streets.stops import Stop

DUE = date(2026, 3, 10)


def moment(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def test_each_stretch_is_a_pair_of_moments_and_a_second_stop_within_it_is_none() -> None:
    found: stops.Moments = []
    told = ["street.opened", "street.paused", "street.closed", "street.reopened", "street.opened"]
    for day, kind in enumerate([*told, "street.left"], start=1):
        found = stops.after(found, kind, moment(day))
    assert found == [[moment(2).isoformat(), moment(5).isoformat()], [moment(6).isoformat(), None]]


def test_a_stretch_is_read_in_the_days_of_a_zone() -> None:
    told: stops.Moments = [[moment(2, 23).isoformat(), moment(5, 23).isoformat()]]
    assert stops.in_days(told, "UTC") == [Stop(since=date(2026, 3, 2), until=date(2026, 3, 5))]
    assert stops.in_days(told, "Europe/Berlin") == [Stop(since=date(2026, 3, 3), until=date(2026, 3, 6))]


@given(st.lists(st.integers(1, 12), max_size=6), st.booleans(), st.integers(0, 60))
def test_late_days_are_counted_one_by_one(lengths: list[int], stopped: bool, later: int) -> None:
    """The sum over stretches is what counting each day by itself gives."""
    days = [DUE - timedelta(days=5)]
    for length in lengths:
        days.append(days[-1] + timedelta(days=length))
    stretches = [Stop(since=one, until=end) for one, end in zip(days[::2], days[1::2], strict=False)]
    if stopped and len(days) % 2:
        stretches.append(Stop(since=days[-1]))
    today = DUE + timedelta(days=later)
    last = stops.last_day(DUE, stretches)
    passed = (DUE + timedelta(days=number) for number in range(1, later + 1))
    counted = [day for day in passed if day > last and not any(stop.holds(day) for stop in stretches)]
    is_stopped = any(stop.holds(today) for stop in stretches)
    assert stops.days_late(DUE, today, stretches) == (0 if is_stopped else len(counted))


def test_streets_of_an_older_database_are_painted_from_their_acts(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben).id
    rules.pause(street, by=cast.ann)
    stopped = queries.street(street, seen_by=cast.ann).stops
    number = ("people_streets", "0002_stops")
    then = MigrationExecutor(connection).loader.project_state(number).apps
    then.get_model("people_streets", "Street").objects.update(stops=[])
    import_module("twoway.people.streets.migrations.0002_stops").paint(then, None)
    assert queries.street(street, seen_by=cast.ann).stops == stopped != []
