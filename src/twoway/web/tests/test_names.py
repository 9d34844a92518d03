from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.web.names import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maya Lindqvist", "ML"),
        ("Ana", "A"),
        ("maría josé garcía lópez", "ML"),
        ("Øyvind Åse", "ØÅ"),
        ("Łukasz Żak", "ŁŻ"),
        ("E\u0301mile Zola", "E\u0301Z"),
        ("Anna ß", "Aß"),
        ("王小明", "王"),
        ("Αλέξης Ζορμπάς", "ΑΖ"),
        ("محمد علي", "مع"),
        ("נועה לוי", "נל"),
        ("प्रिया रमन", "प्र"),
        ("शिव कुमार", "शिकु"),
        ("김 \u1112\u1161\u11ab", "김\u1112\u1161\u11ab"),
        ("👩‍🔧 Rosa", "R"),
        ("’Abd al-Rahman", "AA"),
        ("(Bob) Miller", "BM"),
        ("Person 17", "17"),
        ("Person 1041", "041"),
        ("\u202eevil name", "EN"),
        ("", "?"),
        ("   ", "?"),
        ("—", "?"),
    ],
)
def test_initials_are_whole_letters_in_any_script(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text())
def test_any_text_has_initials_and_none_begins_inside_a_letter(name: str) -> None:
    letters = initials(name)
    assert letters
    assert unicodedata.category(letters[0])[0] in "LNP"
    assert not any(letter.isspace() for letter in letters)
