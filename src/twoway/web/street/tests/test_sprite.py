"""The marks: each is there, each is coloured by its surroundings, and every class drawn has its rule."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from django.template.loader import render_to_string

import twoway
from twoway.web.street import Estimate, Shape, State, draw, evidence_bar, first_street, small_street
from twoway.web.street.glyphs import GLYPHS
from twoway.web.street.tests.scenes import crowd, level, mark, scene

SOURCES = Path(twoway.__file__).parent
STYLES = SOURCES / "web" / "static" / "twoway"


def sprite() -> str:
    return render_to_string("web/street/sprite.html")


def symbols() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', sprite()))


def test_every_act_has_its_mark_and_no_mark_is_left_over() -> None:
    assert {glyph.symbol for glyph in GLYPHS.values()} == symbols()


def test_the_marks_are_well_formed_and_take_their_colour_from_where_they_stand() -> None:
    root = ElementTree.fromstring(sprite().split("\n", 1)[1])
    painted = {one.get(name) for one in root.iter() for name in ("fill", "stroke") if one.get(name)}
    assert painted == {"currentColor", "none"}


def test_marks_named_in_templates_are_in_the_sprite() -> None:
    pages = "\n".join(page.read_text() for page in SOURCES.rglob("*.html"))
    named = set(re.findall(r'href="#g-([a-z]+)"', pages)) | set(re.findall(r'{% mark "([^"]+)"', pages))
    assert "kept" in named
    assert {f"g-{name}" for name in named} <= symbols()


def test_solid_is_for_what_helped_and_hollow_for_what_hurt_or_is_open() -> None:
    solid = {state for (_, state), glyph in GLYPHS.items() if glyph.solid}
    assert solid == {State.KEPT, State.WORKED, State.ANSWERED, State.DONE}


def test_the_legend_holds_the_marks_of_the_street_once_each() -> None:
    drawing = draw(scene(mark(5), mark(6), mark(7, state=State.LATE)))
    assert [str(glyph.legend) for glyph in drawing.legend] == ["Promise kept", "kept late"]
    page = render_to_string("web/street/street.html", {"street": drawing})
    assert page.count("<li>") == 2
    assert drawing.horizontal in page
    assert drawing.vertical in page


def test_every_class_that_is_drawn_has_a_rule() -> None:
    rules = "\n".join(sheet.read_text() for sheet in STYLES.glob("*.css"))
    estimate = Estimate(yours=replace(level(30, 5, 60), thin=True), theirs=level(80, 70, 90))
    talk = replace(mark(9, "both"), shape=Shape.CONVERSATION, state=State.DONE)
    crowded = replace(crowd(60, days=9, estimate=estimate), marks=(*crowd(60, days=9).marks, talk))
    drawing = draw(crowded)
    bar = evidence_bar(-1, 1, extremes=(-1, 1), side="you")
    drawn = f"{drawing.horizontal}{drawing.vertical}{small_street(crowded)}{first_street(them='J')}{bar}"
    drawn += draw(crowd(9)).horizontal
    used = {name for names in re.findall(r'class="([^"]+)"', drawn) for name in names.split()}
    silent = {"leader", "open", "pos", "hatch", "evbar"}
    assert {name for name in used - silent if not _has_rule(name, rules)} == set()


def _has_rule(name: str, rules: str) -> bool:
    prefix = name.partition("-")[0]
    return bool(re.search(rf"\.{name}\b", rules)) or f'[class^="{prefix}-"]' in rules
