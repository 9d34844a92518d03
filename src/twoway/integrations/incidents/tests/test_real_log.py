"""The log of the BPI Challenge 2013, read from beside the project: what is said of it can be recounted."""

from __future__ import annotations

from pathlib import Path

import pytest

from twoway.integrations.incidents import record, summary
from twoway.integrations.incidents.record import Told

LOG = Path(__file__).parents[6] / "shared" / "data" / "bpi2013_incidents" / "VINST-new.csv.gz"


@pytest.fixture(scope="module")
def told() -> Told:
    if not LOG.is_file():
        pytest.skip("the shared data are not beside the project")
    return record.tell(LOG)


def test_the_shared_log_counts_as_described(told: Told) -> None:
    assert not told.errors
    figures = summary.summary(told).as_json()
    assert {name: figures[name] for name in EXPECTED} == EXPECTED


def test_every_hand_off_is_counted_once(told: Told) -> None:
    figures = summary.summary(told)
    ways = (figures.another_team, figures.within_a_team, figures.own_queue, figures.first_queue)
    assert sum(ways) + figures.taken_back == figures.handoffs


def test_every_chain_of_the_shared_log_is_a_possible_life(told: Told) -> None:
    """Whoever hands on had it by the hand-off it goes on from, or had it from the start."""
    by_source = {story.source: story for story in told.stories}
    for story in told.stories:
        assert story.giver != story.receiver
        assert bool(story.team) != bool(story.to)
        assert story.step is None or story.step.at >= story.at
        if story.after:
            before = by_source[story.after]
            assert before.receiver == story.giver
            assert before.step is not None
            assert before.step.at <= story.at


EXPECTED = {
    "events": 65_533,
    "of_nobody": 6_162,
    "incidents": 7_554,
    "handed_on": 4_382,
    "handoffs": 15_110,
    "another_team": 8_396,
    "further_back": 2_933,
    "further_in_front": 1_587,
    "back_and_forth": 1_990,
    "incidents_back_and_forth": 1_003,
    "within_a_team": 4_223,
    "own_queue": 1_000,
    "first_queue": 682,
    "taken_back": 809,
    "taken_from_queue": 9_715,
    "taken_at_once": 363,
    "still_queued": 0,
    "longest": 51,
    "longest_incident": "1-660915327",
    "people": 1_687,
    "teams": 649,
    "streets": 7_646,
    "one_way": 6_406,
    "busiest": 59,
    "first": "2010-03-31",
    "last": "2012-05-22",
}
