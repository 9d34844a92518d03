"""Small drawings: thumbs of streets, pairs, bars and the empty street."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from twoway.web.street import Estimate, Face, State, evidence_bar, first_street, pair, small_street
from twoway.web.street.scene import Side
from twoway.web.street.small import BAR_WIDTH
from twoway.web.street.tests.scenes import classed, crowd, level, mark, numbers, parsed, scene


def bar(
    value: float, plus_minus: float = 1, extremes: tuple[float, float] = (-25, 8), side: Side = "you"
) -> Element:
    return parsed(evidence_bar(value, plus_minus, extremes=extremes, side=side))


def zero(drawn: Element) -> float:
    return numbers(classed(drawn, "zero")[0].get("d", ""))[0]


def block(drawn: Element) -> tuple[float, float]:
    rect = next(one for one in drawn if one.tag.endswith("rect"))
    left = float(rect.get("x", ""))
    return left, left + float(rect.get("width", ""))


def test_without_an_estimate_each_act_is_a_dot_in_its_lane() -> None:
    drawn = parsed(small_street(scene(mark(100), mark(60, state=State.LATE), mark(20, "them"))))
    assert [one.get("class") for one in classed(drawn, "half-you")] == ["half-you", "half-you hollow"]
    assert len(classed(drawn, "half-them")) == 1


def test_five_hundred_acts_stay_a_thumb() -> None:
    drawing = small_street(crowd(500))
    assert len(classed(parsed(drawing), "half-you", "half-them")) <= 2 * 17
    assert len(drawing) < 4000


def test_with_an_estimate_the_lanes_have_their_widths() -> None:
    drawn = parsed(small_street(scene(estimate=Estimate(yours=level(20), theirs=level(90)))))
    (yours,), (theirs,) = classed(drawn, "half-you"), classed(drawn, "half-them")
    assert 20 - float(theirs.get("cy", "")) > 3 * (float(yours.get("cy", "")) - 20)


def test_a_thumb_with_a_name_is_a_picture_and_without_one_is_silent() -> None:
    assert parsed(small_street(scene(), says="You and Jonas")).get("aria-label") == "You and Jonas"
    assert parsed(small_street(scene())).get("aria-hidden") == "true"


def test_a_pair_is_theirs_then_the_dashed_line_then_yours() -> None:
    drawn = parsed(pair(them=Face(name="Jonas Okafor"), you=Face(name="Maya Lindqvist")))
    assert [one.text for one in classed(drawn, "them", "you")] == ["JO", "ML"]
    assert "hr-lane" in str(pair(them=Face(name="a"), you=Face(name="b")))


def test_a_client_is_a_rounded_square() -> None:
    assert (
        len(classed(parsed(pair(them=Face(name="Harbour", is_client=True), you=Face(name="M"))), "sq")) == 1
    )


def test_what_helped_runs_right_of_zero_and_what_hurt_runs_left() -> None:
    helped, hurt = bar(5), bar(-19)
    assert block(helped)[0] == pytest.approx(zero(helped))
    assert block(hurt)[1] == pytest.approx(zero(hurt))
    assert (helped.get("class"), hurt.get("class")) == ("evbar you pos", "evbar you neg")


def test_all_bars_of_a_column_share_one_zero_line_and_one_measure() -> None:
    drawn = [bar(value) for value in (-19, -2, 0, 4, 7)]
    assert len({zero(one) for one in drawn}) == 1
    assert block(drawn[3])[1] - zero(drawn[3]) == pytest.approx(4 * 3.4 * min(1, 106 / 33 / 3.4), abs=0.2)


def test_small_columns_are_drawn_at_three_point_four_units_a_point() -> None:
    drawn = bar(5, extremes=(-4, 8))
    assert block(drawn)[1] - zero(drawn) == pytest.approx(17)


def test_a_column_of_any_extremes_stays_inside_its_width() -> None:
    for extremes in ((-100, 100), (-3, 0), (0, 0), (0, 90)):
        for value in extremes:
            drawn = bar(value, 0, extremes)
            whisker = numbers(classed(drawn, "wh")[0].get("d", ""))
            assert all(0 <= x <= BAR_WIDTH for x in (*block(drawn), whisker[0], whisker[2], zero(drawn)))


def test_the_first_street_has_room_for_both_and_its_own_ids() -> None:
    drawn = parsed(first_street(them="Jonas", id_prefix="new"))
    assert [one.text for one in classed(drawn, "lane-them", "lane-you")] == [
        "Jonas’s first promise",
        "Jonas’s lane",
        "your first promise",
        "Your lane",
    ]
    assert {one.get("id", "")[:4] for one in drawn.iter() if one.get("id")} == {"new-"}


def test_the_other_end_sees_the_thumb_mirrored() -> None:
    one = parsed(small_street(scene(mark(100), mark(20, "them"))))
    other = parsed(small_street(scene(replace(mark(100), lane="them"), replace(mark(20), lane="you"))))
    here = [(dot.get("cx"), 20 - float(dot.get("cy", ""))) for dot in classed(one, "half-you")]
    assert here == [(dot.get("cx"), float(dot.get("cy", "")) - 20) for dot in classed(other, "half-them")]
