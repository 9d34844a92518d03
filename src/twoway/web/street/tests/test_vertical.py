"""The standing street: newest first, one act a row, theirs left and yours right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

from twoway.web.street import Estimate, Event, Half, Scene, Shape, State, draw
from twoway.web.street.tests.scenes import (
    TODAY,
    classed,
    crowd,
    level,
    mark,
    parsed,
    points,
    scene,
    wandering,
)
from twoway.web.street.vertical import NEAREST_AHEAD, NEWEST, ROW


def standing(of: Scene) -> Element:
    return parsed(draw(of).vertical)


def rows(root: Element) -> list[str]:
    """What is read aloud of each row."""
    return [" ".join("".join(_heard(row)).split()) for row in classed(root, "sv")]


def _heard(part: Element) -> Iterator[str]:
    if part.get("aria-hidden") != "true":
        yield part.text or ""
        for inner in part:
            yield from _heard(inner)
    yield part.tail or ""


def more(root: Element) -> list[tuple[str, dict[str, list[str]]]]:
    found = [link for paragraph in classed(root, "more-v") for link in paragraph]
    return [("".join(link.itertext()), parse_qs(urlsplit(link.get("href", "")).query)) for link in found]


def test_rows_run_from_what_is_to_come_over_today_to_the_oldest() -> None:
    drawn = standing(scene(mark(9, says="b"), mark(40, says="c"), mark(-3, "them", State.OPEN, says="a")))
    assert rows(drawn) == ["due 6 Mar. Jonas. a", "Today", "22 Feb. You. b", "22 Jan. You. c"]


def test_a_row_shows_the_short_label_and_says_the_whole_act() -> None:
    drawn = standing(scene(replace(mark(9), label="The plan")))
    assert rows(drawn)[1] == "22 Feb. You. Kept: Send the plan"
    assert [one.text for one in drawn.iter("bdi")] == ["The plan"]


def test_what_is_due_today_says_so() -> None:
    assert rows(standing(scene(mark(0, state=State.OPEN, says="a"))))[0] == "due today. You. a"


def test_their_acts_stand_left_and_yours_right() -> None:
    drawn = standing(scene(mark(9, "them"), mark(5, "you")))
    assert [row.get("class") for row in classed(drawn, "sv")] == ["sv now", "sv you", "sv them"]


def test_the_newest_are_shown_and_the_rest_is_counted_and_linked() -> None:
    drawn = standing(scene(*[mark(n) for n in range(1, 101)]))
    assert len(classed(drawn, "sv")) == NEWEST + 1
    oldest_shown = (TODAY - timedelta(days=NEWEST)).isoformat()
    assert more(drawn) == [(f"and {100 - NEWEST} earlier", {"until": [oldest_shown]})]


def test_the_nearest_to_come_are_shown_and_the_rest_is_counted_and_linked() -> None:
    drawn = standing(scene(*[mark(-n, state=State.OPEN) for n in range(1, 11)]))
    assert len(classed(drawn, "sv")) == NEAREST_AHEAD + 1
    farthest_shown = (TODAY + timedelta(days=NEAREST_AHEAD)).isoformat()
    assert more(drawn) == [("and 4 more to come", {"since": [farthest_shown]})]


def test_the_road_is_as_long_as_its_rows() -> None:
    for size in (0, 5, 500):
        drawn = standing(crowd(size))
        (ground,) = classed(drawn, "sv-bg")
        assert float(ground.get("height", "0")) == ROW * len(classed(drawn, "sv"))


def test_an_event_older_than_what_is_shown_is_not_shown() -> None:
    old, new = Event(day=date(2025, 10, 1), says="old"), Event(day=TODAY, says="new")
    drawn = standing(replace(scene(*[mark(n) for n in range(1, 40)]), events=(old, new)))
    assert [row for row in rows(drawn) if row.endswith(("old", "new"))] == ["3 Mar new"]


def test_a_talk_stands_on_the_middle_line_with_each_sides_words() -> None:
    talk = replace(
        mark(5, "both", says="Pay talk"),
        shape=Shape.CONVERSATION,
        state=State.DONE,
        yours=Half(says="you 6 of 7"),
        theirs=Half(solid=False, says="Jonas 4 of 7"),
    )
    drawn = standing(scene(talk))
    assert rows(drawn)[1] == "Jonas 4 of 726 FebPay talk: you 6 of 7"
    assert [one.get("class") for one in classed(drawn, "hollow")] == ["half-them hollow"]


def test_readings_stand_over_the_rows_theirs_left() -> None:
    estimate = Estimate(yours=level(63, 56, 69), theirs=level(83, 75, 90))
    (said,) = classed(standing(scene(estimate=estimate)), "readings")
    words = [" ".join(part.itertext()) for part in said]
    assert words == [
        "83 You can count on Jonas likely 75 to 90 He owes 1",
        "63 Jonas can count on you likely 56 to 69 You owe 2",
    ]


def test_without_an_estimate_the_readings_say_what_is_open() -> None:
    (said,) = classed(standing(scene()), "readings")
    assert ["".join(part.itertext()) for part in said] == ["He owes 1", "You owe 2"]


def test_the_lanes_stay_on_the_screen_and_outside_the_words() -> None:
    estimate = Estimate(yours=wandering(1), theirs=level(100))
    drawn = standing(crowd(60, estimate=estimate))
    for side, way in (("them", -1), ("you", 1)):
        (line,) = classed(drawn, f"mid-{side}")
        assert all(50 <= way * (x - 100) <= 98 for x, _ in points(line.get("d", "")))
