"""Room for letters, lines, and characters that have no place in a picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twoway.web.street.letters import lines, printable, shortened, width


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert width("WWWW") > width("mmmm") > width("nnnn") > width("iiii")


def test_chinese_takes_a_whole_square_for_each_sign() -> None:
    assert width("山田", 12) == 24


def test_accents_that_stand_on_a_letter_take_no_room_of_their_own() -> None:
    assert width("e\u0301") == width("e") == width("é")


def test_a_short_text_is_one_line() -> None:
    assert lines("Send the plan", room=136) == ["Send the plan"]


def test_a_longer_text_is_broken_evenly_between_words() -> None:
    assert lines("214 double bookings traced back to your call", room=136) == [
        "214 double bookings",
        "traced back to your call",
    ]


def test_no_words_are_no_lines() -> None:
    assert lines("  \n ", room=100) == []


def test_a_text_without_spaces_ends_in_an_ellipsis() -> None:
    (line,) = lines("Donaudampfschifffahrtsgesellschaft", room=80, at_most=1)
    assert line.endswith("…")
    assert width(line) <= 80


def test_a_letter_is_not_parted_from_its_accents() -> None:
    assert shortened("e\u0301" * 40, room=30).rstrip("…").endswith("\u0301")


def test_marks_of_direction_stay_and_those_that_turn_what_follows_go() -> None:
    assert printable("\u200fשלום\u200e \u202eevil\u202c \u2066x\u2069") == "\u200fשלום\u200e evil x"


def test_control_and_half_characters_go_and_line_breaks_become_spaces() -> None:
    assert printable("a\x00b\x1b\nc\ud800\ufffe\x85d") == "ab cd"


@given(st.text(max_size=300), st.floats(min_value=20, max_value=300), st.integers(min_value=1, max_value=3))
def test_every_line_fits_its_room(text: str, room: float, at_most: int) -> None:
    found = lines(text, room=room, at_most=at_most)
    assert len(found) <= at_most
    assert all(width(line) <= room for line in found)


def test_a_hundred_thousand_characters_are_cut_at_once() -> None:
    assert len("".join(lines("word " * 20_000, room=136))) < 60
