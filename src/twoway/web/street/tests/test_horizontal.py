"""The wide street: every act a link that says its name, the scale whole, and nothing said that is not so."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.web.street import Estimate, Event, Half, Scene, Shape, State, Tie, draw
from twoway.web.street.marks import standings
from twoway.web.street.plan import KERB, PER_POINT, plan
from twoway.web.street.readings import blocks
from twoway.web.street.tests.scenes import (
    SVG,
    TODAY,
    classed,
    crowd,
    level,
    links,
    mark,
    name,
    numbers,
    parsed,
    points,
    scene,
    seen_from_the_other_end,
    texts,
    wandering,
)

BOTH = Estimate(yours=level(63, 56, 69), theirs=level(83, 75, 90))
VALUES = st.floats(min_value=0, max_value=100)


def wide(of: Scene) -> Element:
    return parsed(draw(of).horizontal)


def names(of: Scene) -> list[str]:
    return [name(link) for link in links(wide(of))]


def test_a_mark_says_day_person_and_act_and_leads_to_its_row() -> None:
    (link,) = links(wide(scene(mark(22))))
    assert name(link) == "9 Feb. You. Kept: Send the plan"
    assert link.get("href") == "#act-22"


def test_their_marks_say_their_name_and_those_of_both_say_so() -> None:
    talk = replace(mark(3, "both"), shape=Shape.CONVERSATION, state=State.DONE, says="Pay talk")
    assert names(scene(mark(22, "them"), talk)) == [
        "9 Feb. Jonas. Kept: Send the plan",
        "28 Feb. Both of you. Pay talk",
    ]


def test_marks_are_in_the_order_of_their_days_across_the_lanes() -> None:
    drawn = names(scene(mark(5, "you"), mark(60, "them"), mark(30, "you"), mark(90, "you")))
    assert [says.split(".")[0] for says in drawn] == ["3 Dec 2025", "2 Jan", "1 Feb", "26 Feb"]


def test_a_crowd_is_counted_with_its_outcomes_and_leads_to_those_days() -> None:
    marks = [mark(n % 6 + 17, "them", State.LATE if n > 9 else State.KEPT) for n in range(12)]
    of = scene(*marks, start=date(2016, 3, 3))
    assert names(of) == ["9 Feb to 14 Feb. Jonas. 12 acts: 10 kept, 2 late"]
    (link,) = links(wide(of))
    asked = urlsplit(link.get("href", ""))
    assert asked.path == "/streets/k3v9x2/acts"
    assert parse_qs(asked.query) == {"since": ["2026-02-09"], "until": ["2026-02-14"], "lane": ["them"]}
    (share,) = classed(link, "share")
    assert share.get("stroke-dasharray") == "83.3 100"
    assert texts(link, "count") == ["12"]


def test_a_crowd_of_one_day_names_it_once() -> None:
    assert names(scene(*[mark(22) for _ in range(7)])) == ["9 Feb. You. 7 acts: 7 kept"]


def test_what_is_open_stands_on_the_far_side_of_today() -> None:
    due_today = mark(0, "you", State.OPEN)
    overdue = mark(9, "you", State.OPEN)
    kept_today = mark(0, "them", State.KEPT)
    ground = plan(scene(due_today, overdue, kept_today, mark(-400, "them", State.OPEN)))
    where = {place.marks[0]: place.x > ground.along.today_at for place in standings(ground)}
    assert [where[one] for one in (due_today, overdue, kept_today)] == [True, False, False]
    assert all(place.x < ground.along.end for place in standings(ground))


@pytest.mark.parametrize("size", [5, 50, 500])
@pytest.mark.parametrize("days", [3, 91, 182, 3650])
def test_marks_in_a_lane_never_touch_however_many(size: int, days: int) -> None:
    ground = plan(crowd(size, days=days))
    for lane in ("you", "them"):
        row = sorted((place for place in standings(ground) if place.lane == lane), key=lambda place: place.x)
        for one, other in pairwise(row):
            assert other.x - one.x >= max(20.5, one.radius + other.radius + 1.5) - 1e-6


def test_every_act_is_on_the_street_alone_or_counted() -> None:
    assert sum(len(place.marks) for place in standings(plan(crowd(500)))) == 500


def test_the_other_end_sees_the_same_street_mirrored() -> None:
    estimate = Estimate(yours=wandering(3), theirs=wandering(4))
    of = crowd(40, estimate=estimate)
    mine, theirs = plan(of), plan(seen_from_the_other_end(of))
    here = {(place.x, place.y - mine.centre) for place in standings(mine)}
    there = {(place.x, theirs.centre - place.y) for place in standings(theirs)}
    assert here == there
    one, other = wide(of), wide(seen_from_the_other_end(of))
    for side, twin in (("you", "them"), ("them", "you")):
        line, mirrored = classed(one, f"mid-{side}")[0], classed(other, f"mid-{twin}")[0]
        for (x, y), (u, v) in zip(points(line.get("d", "")), points(mirrored.get("d", "")), strict=True):
            assert (x, y - mine.centre) == pytest.approx((u, theirs.centre - v), abs=0.11)


@pytest.mark.parametrize("value", [0, 50, 100])
def test_the_scale_starts_at_the_kerb_and_is_whole(value: float) -> None:
    of = scene(estimate=Estimate(yours=level(value), theirs=level(value)))
    ground, drawn = plan(of), wide(of)
    for side, way in (("you", 1), ("them", -1)):
        heights = {y for _, y in points(classed(drawn, f"mid-{side}")[0].get("d", ""))}
        assert heights == {ground.centre + way * (KERB + PER_POINT * value)}
        assert 0 < ground.centre + way * (KERB + PER_POINT * 100) < ground.height


@given(VALUES, VALUES, VALUES, VALUES)
def test_the_readings_never_stand_on_each_other(yours: float, theirs: float, low: float, high: float) -> None:
    estimate = Estimate(yours=level(yours, min(low, yours), max(high, yours)), theirs=level(theirs))
    ground = plan(replace(scene(estimate=estimate), them="Maximilian-Alexander Hohenlohe-Langenburg"))
    upper, lower = blocks(ground)
    assert 0 <= upper.top <= upper.bottom < lower.top <= lower.bottom <= ground.height


def test_both_numbers_stand_with_their_ranges_and_the_gap() -> None:
    drawn = wide(scene(estimate=BOTH))
    assert texts(drawn, "read-them", "read-you") == ["83", "63"]
    assert texts(drawn, "readsub")[0] == "likely 75 to 90"
    assert texts(drawn, "gaplab") == ["Gap 20", "dotted: Jonas’s lane"]
    assert len(classed(drawn, "hatch")) == len(classed(drawn, "ghost")) == len(classed(drawn, "gapb")) == 1


def test_lanes_that_are_alike_have_no_gap() -> None:
    drawn = wide(scene(estimate=Estimate(yours=level(70), theirs=level(71))))
    assert classed(drawn, "hatch", "ghost", "gapb", "gaplab") == []


def test_without_an_estimate_the_street_is_whole_and_says_nothing_of_one() -> None:
    drawing = draw(crowd(30))
    drawn = parsed(drawing.horizontal)
    assert texts(drawn, "readopen-them", "readopen-you") == ["He owes 1", "You owe 2"]
    assert len(classed(drawn, "shoulder-you", "shoulder-them")) == 2
    said = f"{drawing.horizontal} {drawing.vertical} {' '.join(drawing.how_to_read)}".lower()
    for word in ("likely", "estimate", "count on", "trust", "gap", "wider", "mid-", "whisk", "grid"):
        assert word not in said


def test_a_mend_and_a_trace_join_their_marks() -> None:
    call = replace(mark(60), shape=Shape.CALL, state=State.FAILED, key="call")
    problem = replace(mark(30), shape=Shape.PROBLEM, state=State.OPEN, key="problem")
    ownup = replace(mark(20), shape=Shape.OWNUP, state=State.DONE, key="ownup")
    ties = (Tie(kind="trace", start="call", end="problem"), Tie(kind="mend", start="problem", end="ownup"))
    of = replace(scene(call, problem, ownup), ties=ties)
    drawn = wide(of)
    xs = [place.x for place in standings(plan(of))]
    (mend,), (trace,) = classed(drawn, "mend-you"), classed(drawn, "trace-you")
    assert [x for x, _ in points(mend.get("d", ""))][::3] == pytest.approx(xs[1:], abs=0.1)
    assert numbers(trace.get("d", ""))[0] == pytest.approx(xs[0] + 9.5, abs=0.1)


def test_a_tie_to_what_is_not_on_the_street_is_left_out() -> None:
    of = replace(scene(replace(mark(5), key="a")), ties=(Tie(kind="mend", start="a", end="gone"),))
    assert classed(wide(of), "mend-you") == []


def test_an_event_is_a_dashed_line_with_its_words() -> None:
    event = Event(day=TODAY - timedelta(days=42), says="You become Jonas’s manager")
    drawn = wide(replace(scene(mark(5)), events=(event,)))
    assert len(classed(drawn, "event")) == 1
    assert " ".join(texts(drawn, "note")) == "You become Jonas’s manager"


def test_each_half_of_a_talk_is_filled_by_that_side_alone() -> None:
    talk = replace(mark(5, "both"), shape=Shape.CONVERSATION, state=State.DONE, theirs=Half(solid=False))
    drawn = wide(scene(talk))
    assert [one.get("class") for one in classed(drawn, "half-them", "half-you")] == [
        "half-them hollow",
        "half-you",
    ]


def test_what_has_no_mark_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="no mark is drawn for a thanks that is late"):
        replace(mark(5), shape=Shape.THANKS, state=State.LATE)


def test_five_hundred_acts_are_drawn_quickly() -> None:
    of = crowd(500, estimate=BOTH)
    draw(of)
    fastest = min(_seconds(of) for _ in range(5))
    assert fastest < 0.1  # about 0.015 on an idle machine


def _seconds(of: Scene) -> float:
    started = time.perf_counter()
    draw(of)
    return time.perf_counter() - started


def test_links_hold_a_target_of_at_least_24_units() -> None:
    for link in links(wide(crowd(50))):
        (hit,) = [one for one in link.iter(f"{SVG}circle") if one.get("class") == "hit"]
        assert float(hit.get("r", "0")) >= 12
