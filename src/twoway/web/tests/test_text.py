"""What people type is kept in every script, and cannot turn, hide or overrun the page it is shown on."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.errors import BadShape
from twoway.web.text import POP_EMBEDDING, POP_ISOLATE, TURNS, clean, is_blank

REAL = [
    "You'll have the export by Friday.",
    "Отправлю план завтра",
    "明日までに資料を送ります",
    "سأرسل الخطة غدًا",
    "אשלח את התוכנית מחר",
    "योजना कल भेजूँगा",
    "👩‍👩‍👧 send the photo",
    "Zoë’s naïve café",
    "נשלח ל-Ann עד 3.2",
]


@pytest.mark.parametrize("text", REAL)
def test_text_in_any_script_is_kept_as_it_is(text: str) -> None:
    assert clean(text, 500) == unicodedata.normalize("NFC", text)


def test_composed_and_decomposed_letters_become_the_same_text() -> None:
    assert clean("Zoe\u0308", 10) == "Zoë"


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ud800", "\ufeff"])
def test_control_characters_and_half_characters_are_dropped(letter: str) -> None:
    assert clean(f"a{letter}b", 10) == "ab"


def test_every_end_of_line_becomes_one_kind_and_a_single_line_has_none() -> None:
    typed = "one\r\ntwo\rthree\u2028four"
    assert clean(typed, 50, lines=True) == "one\ntwo\nthree\nfour"
    assert clean(typed, 50) == "one two three four"


def test_a_turning_mark_left_open_is_dropped() -> None:
    assert clean("pay \u202e005 euros", 50) == "pay 005 euros"


def test_turning_marks_with_partners_stay() -> None:
    typed = "see \u2067שלום\u2069 and \u202bשלום\u202c"
    assert clean(typed, 50) == typed


def test_a_closing_mark_without_an_opening_one_is_dropped() -> None:
    assert clean("a\u2069b\u202cc", 10) == "abc"


def test_marks_do_not_reach_over_a_line_break() -> None:
    assert clean("a\u202eb\nc\u202cd", 20, lines=True) == "ab\ncd"


def test_too_long_is_refused_with_both_counts_and_the_field() -> None:
    with pytest.raises(BadShape) as refused:
        clean("x" * 100_000, 500, field="what")
    assert refused.value.field == "what"
    assert "100,000" in refused.value.say
    assert "500" in refused.value.say


@pytest.mark.parametrize(
    "text", ["", "   ", "\u200b\u200f", "\u00a0\u2003", "\n\n", "\u3164", "\u2800\u200b"]
)
def test_what_cannot_be_seen_is_nothing(text: str) -> None:
    assert clean(text, 10, lines=True) == ""


def _balanced(line: str) -> bool:
    depth: list[str] = []
    for letter in line:
        if letter == POP_ISOLATE:
            if not depth or depth.pop() != "isolate":
                return False
        elif letter == POP_EMBEDDING:
            if not depth or depth.pop() != "embedding":
                return False
        elif letter in TURNS:
            depth.append("isolate" if letter in "\u2066\u2067\u2068" else "embedding")
    return not depth


@given(st.text(alphabet=st.sampled_from([*TURNS, "a", "\n", "ש"]), max_size=40))
def test_no_line_ever_turns_what_follows_it(typed: str) -> None:
    assert all(_balanced(line) for line in clean(typed, 50, lines=True).split("\n"))


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    once = clean(typed, 1_000, lines=True)
    assert clean(once, 1_000, lines=True) == once
    assert once == "" or not is_blank(once)
