"""Amounts of money, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.errors import BadShape
from twoway.web import money


@pytest.mark.parametrize(
    ("typed", "code", "minor"),
    [
        ("1200", "EUR", 120_000),
        ("1,200", "EUR", 120_000),
        ("1 200", "EUR", 120_000),
        ("1\u202f200.5", "EUR", 120_050),
        ("1’200.05", "CHF", 120_005),
        ("0.01", "EUR", 1),
        ("1,200", "JPY", 1_200),
        ("1.234", "KWD", 1_234),
        ("  ", "EUR", None),
        ("1,234,567", "USD", 123_456_700),
    ],
)
def test_what_is_an_amount(typed: str, code: str, minor: int | None) -> None:
    assert money.read_amount(typed, code) == minor


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1,20", "EUR"),
        ("1.200,50", "EUR"),
        ("1.234", "EUR"),
        ("1.5", "JPY"),
        ("-5", "EUR"),
        ("+5", "EUR"),
        ("1e3", "EUR"),
        ("€5", "EUR"),
        ("five", "EUR"),
        ("١٢", "EUR"),
        ("12.٣", "EUR"),
        (".5", "EUR"),
        ("12.", "EUR"),
        ("1,2345", "EUR"),
        ("1 2", "EUR"),
        ("9" * 50, "EUR"),
    ],
)
def test_what_is_no_amount_is_refused_in_a_sentence(typed: str, code: str) -> None:
    with pytest.raises(BadShape) as refused:
        money.read_amount(typed, code, "charged")
    assert refused.value.field == "charged"
    assert refused.value.say.endswith(".")


@given(minor=st.integers(1, money.MOST), code=st.sampled_from(sorted(money.CURRENCIES)))
def test_what_is_written_reads_the_same(minor: int, code: str) -> None:
    assert money.read_amount(money.bare_text(minor, code), code) == minor


def test_a_price_is_written_once_and_a_range_from_end_to_end() -> None:
    assert money.price_text(120_050, 120_050, "EUR") == "EUR 1,200.50"
    assert money.price_text(100_000, 120_050, "EUR") == "EUR 1,000.00 to 1,200.50"
    assert money.price_text(5, 7, "JPY") == "JPY 5 to 7"
    assert money.price_text(None, None, "") == ""


def test_currencies_are_three_letters_with_none_to_four_digits() -> None:
    assert all(len(code) == 3 and code.isupper() for code in money.CURRENCIES)
    assert {money.CURRENCIES[code] for code in ("EUR", "GBP", "USD")} == {2}
    assert {money.CURRENCIES[code] for code in ("JPY", "KRW", "ISK")} == {0}
    assert {money.CURRENCIES[code] for code in ("KWD", "TND")} == {3}
