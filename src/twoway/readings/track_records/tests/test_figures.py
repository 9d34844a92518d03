"""The figures of a track record: what they count, and that nobody can be found by taking them apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from twoway.nouns.track_records.tests.world import World, a_quarter, out, world
from twoway.readings.track_records import figures
from twoway.readings.track_records.cells import OURS, Figure

pytestmark = pytest.mark.django_db
At = Callable[[str], None]


@pytest.fixture
def here(db: None, at: At) -> World:
    at("2026-01-12 09:00")
    return world()


def test_a_quarter_comes_out_a_month_after_its_end(here: World, at: At) -> None:
    a_quarter([True] * 4 + [False] * 2, here.six, here.contacts[2:4])
    record = out(here)
    at("2026-04-30 23:00")
    assert figures.for_reader(record, seen_by=here.six[0]).quarters == ()
    at("2026-05-01 00:30")
    found = figures.for_reader(record, seen_by=here.six[0])
    [(_quarter, sides)] = found.quarters
    assert sides[OURS].figures["on_day"] == Figure(of=12, at_least=8, at_most=8, low=43, high=85)
