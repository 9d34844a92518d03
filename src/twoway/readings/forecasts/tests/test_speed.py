"""What a forecast costs: no more queries for a large tree than for a small one, and nothing unasked."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, open_street
from tests.received import visitor
from twoway.nouns.promises import rules as promises
from twoway.readings.forecasts.foreseen import foreseen
from twoway.readings.forecasts.tests.lanes import IN_A_WEEK, IN_TWO_WEEKS, measured, now

WITHOUT_NUMBERS = """
import sys, django
django.setup()
import twoway.urls, twoway.api
assert "numpy" not in sys.modules
"""


def chain(cast: Cast, links: int) -> str:
    """A promise of Ann's to Ben at the end of a chain of so many, to and fro between the two."""
    due_on = [IN_TWO_WEEKS - timedelta(days=min(n, 13)) for n in range(links + 1)]
    below: list[str] = []
    for number in range(links, -1, -1):
        by, to = (cast.ann, cast.ben) if number % 2 == 0 else (cast.ben, cast.ann)
        below = [promises.make(to, f"Part {number}", due_on[number], by=by, hangs_on=below).thing]
    return below[0]


def queries_for(id: str, seen_by: str) -> int:
    foreseen(id, seen_by=seen_by)  # the base rates of the month are worked out once
    with CaptureQueriesContext(connection) as asked:
        foreseen(id, seen_by=seen_by)
    return len(asked)


def test_a_tree_of_twenty_asks_as_many_questions_as_one_of_five(cast: Cast) -> None:
    measured(cast.ann, cast.ben)
    small, large = chain(cast, 5), chain(cast, 20)
    assert len(now(large, cast.ann).links) == 20
    assert queries_for(small, cast.ann) == queries_for(large, cast.ann)


def test_a_page_asks_as_many_questions_for_twenty_links_as_for_five(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    counts = []
    client = visitor(cast.ann)
    for links in (5, 20):
        id = chain(cast, links)
        client.get(f"/promises/{id}")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/promises/{id}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.long_run
def test_nothing_loads_the_numbers_before_a_forecast_is_asked_for() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT_NUMBERS], check=True)


@pytest.mark.long_run
def test_a_thousand_links_are_all_counted_and_a_few_of_them_drawn(cast: Cast) -> None:
    open_street(cast.ann, cast.ben)
    parts = [
        promises.make(cast.ann, f"Part {number}", date(2026, 3, 5), by=cast.ben).thing
        for number in range(1_000)
    ]
    root = promises.make(cast.ben, "The whole", IN_A_WEEK, by=cast.ann).thing
    for part in parts:
        promises.hang_on(root, part, by=cast.ann)
    told = now(root, cast.ann)
    assert len(told.links) == 1_000
    assert told.chance is not None
    assert told.chance < 0.01
    body = visitor(cast.ann).get(f"/promises/{root}").content.decode()
    assert body.count('class="node') == 61
    assert "940 more links" in body
