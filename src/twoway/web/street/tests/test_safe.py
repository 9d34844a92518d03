"""Whatever people write, the drawing stays well-formed, escaped, and without style or script."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.web.street import (
    Estimate,
    Event,
    Face,
    Half,
    Scene,
    Shape,
    State,
    draw,
    evidence_bar,
    first_street,
    pair,
    small_street,
)
from twoway.web.street.tests.scenes import TODAY, crowd, level, links, mark, name, parsed, scene, wandering

HOSTILE = [
    '<script>alert("x")</script>',
    "\"onmouseover='x' & </svg>",
    "]]> &amp; <!-- --> %(them)s {0} %s",
    "\u202eevil\u202c \u2066x",
    "محمد بن عبد الله",
    "שלום \u200fעולם\u200e",
    "山田太郎",
    "e\u0301" * 50,
    "👩‍👩‍👧‍👦 family",
    "\x00\x08\x0b\x1f\ufffe\ud83d",
    "a\nb\tc",
    "",
    "   ",
    "x" * 100_000,
]


def everywhere(words: str, *, with_estimate: bool) -> Scene:
    """A scene in which these words stand wherever words can stand."""
    talk = replace(
        mark(4, "both", says=words),
        shape=Shape.CONVERSATION,
        state=State.DONE,
        yours=Half(says=words),
        theirs=Half(says=words),
    )
    marks = [
        replace(mark(n * 9, says=words), label=words, href=f"/a?{words[:50]}", key=words) for n in range(9)
    ]
    estimate = Estimate(yours=level(63, 56, 69), theirs=level(83, 75, 90)) if with_estimate else None
    return replace(
        scene(*marks, *[mark(50, says=words)] * 9, talk, estimate=estimate, them=words),
        you=words,
        yours_open=words,
        theirs_open=words,
        events=(Event(day=TODAY - timedelta(days=40), says=words),),
        acts_href=f"/streets/{words[:50]}",
    )


def drawings(of: Scene) -> list[str]:
    drawing = draw(of)
    small = small_street(of, says=of.them)
    faces = pair(them=Face(name=of.them), you=Face(name=of.you))
    return [drawing.horizontal, drawing.vertical, small, faces, first_street(them=of.them)]


@pytest.mark.parametrize("with_estimate", [False, True])
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(words: str, with_estimate: bool) -> None:
    for drawn in drawings(everywhere(words, with_estimate=with_estimate)):
        root = parsed(drawn)
        assert not [one for one in root.iter() if "script" in one.tag]
        assert not [key for one in root.iter() for key in one.attrib if key.startswith(("on", "style"))]
        assert len(drawn) < 60_000


@given(st.text(max_size=40))
def test_any_words_at_all_give_well_formed_drawings(words: str) -> None:
    for drawn in drawings(everywhere(words, with_estimate=True)):
        parsed(drawn)


def test_words_arrive_as_they_were_written() -> None:
    words = 'Keep "<b>" & the ’rest’ of שלום'
    (link,) = links(parsed(draw(scene(mark(5, says=words))).horizontal))
    assert name(link) == f"26 Feb. You. {words}"


def test_a_turning_mark_in_a_name_turns_nothing() -> None:
    of = scene(mark(5, "them"), them="Jo\u202enas")
    assert "\u202e" not in "".join(drawings(of))


@pytest.mark.parametrize("size", [0, 5, 50, 500])
@pytest.mark.parametrize("with_estimate", [False, True])
def test_no_style_no_script_and_every_id_once_with_its_prefix(size: int, with_estimate: bool) -> None:
    estimate = Estimate(yours=wandering(1), theirs=wandering(2)) if with_estimate else None
    drawing = draw(replace(crowd(size, estimate=estimate), id_prefix="jonas"))
    both = f"{drawing.horizontal}{drawing.vertical}"
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script", both)
    ids = re.findall(r'\sid="([^"]*)"', both)
    assert len(ids) == len(set(ids))
    assert all(one.startswith("jonas-") for one in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", both)) <= set(ids)


def test_a_bar_is_well_formed_too() -> None:
    parsed(evidence_bar(-3, 1, extremes=(-9, 9), side="them"))
