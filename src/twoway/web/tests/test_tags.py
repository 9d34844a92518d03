from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from twoway.web import slots
from twoway.web.templatetags import twoway as tags

HOSTILE = "<script>alert(1)</script>"


def shown(source: str, **context: object) -> str:
    return Template("{% load twoway %}" + source).render(Context(context))


def test_quoted_words_are_escaped_and_keep_their_own_direction() -> None:
    assert shown("{{ words|quoted }}", words="a < b") == "“<bdi>a &lt; b</bdi>”"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (2957, "2\u202f957"), (-3, "-3")]
)
def test_numbers_under_ten_are_written_out(number: int, words: str) -> None:
    assert tags.count_words(number) == words


def test_an_avatar_is_silent_escaped_and_neutral_unless_there_are_two_sides() -> None:
    assert shown("{% avatar 'Jonas Okafor' %}") == '<i class="av" aria-hidden="true">JO</i>'
    assert (
        shown("{% avatar 'Jonas Okafor' 'them' 'lg' %}") == '<i class="av lg them" aria-hidden="true">JO</i>'
    )
    assert shown("{% avatar 'Harbour Clinics' '' 'sm' square=True %}").startswith('<i class="av sm sq"')
    assert "<script" not in shown("{% avatar name side size %}", name=HOSTILE, side=HOSTILE, size=HOSTILE)


def test_a_mark_takes_the_colour_of_a_side_and_of_nothing_else() -> None:
    assert 'class="g them"' in shown("{% mark 'kept' 'them' %}")
    assert 'class="g ink"' in shown("{% mark 'kept' 'red' %}")
    assert "<script" not in shown("{% mark shape %}{% icon shape %}", shape=HOSTILE)


def test_every_showing_of_a_form_has_its_own_key() -> None:
    keys = re.findall(r'name="once" value="(\w{24})"', shown("{% once %}{% once %}"))
    assert len(set(keys)) == 2


def test_a_count_says_what_it_counts_and_is_not_there_for_nothing() -> None:
    assert shown("{% waiting 0 %}") == ""
    assert shown("{% waiting 3 %}") == '<span class="n"><span class="vh">, waiting for you: </span>3</span>'


def test_nobody_else_is_said_only_where_it_is_true() -> None:
    class Frame:
        run_by = ""

    frame = Frame()
    assert shown("{% nobody_else %}", frame=frame) == "Nobody else."
    frame.run_by = "Dana"
    assert shown("{% nobody_else %}", frame=frame) == ""


def test_readings_fill_a_place_on_a_nouns_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots.beside, "places", {})
    slots.beside("promise.below").fill(lambda request, thing: f"{thing} <b>")
    request = RequestFactory().get("/")
    assert shown("{% slot 'promise.below' 'p1' %}", request=request) == "p1 &lt;b&gt;"
    assert shown("{% slot 'promise.above' 'p1' %}", request=request) == ""


def test_a_first_name_is_the_first_word() -> None:
    assert tags.first_name("Jonas Okafor") == "Jonas"
    assert tags.first_name("") == ""
