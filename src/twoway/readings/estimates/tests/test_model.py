"""The table behind the estimates is open to everybody, whole, and says from where each number comes."""

from __future__ import annotations

from django.test import override_settings
from django.utils.html import escape

from tests.cast import Cast
from twoway.readings.tests.lives import main_of, page
from twoway.trust.evidence import DEFAULTS


def test_every_row_stands_on_the_page_with_its_source(cast: Cast) -> None:
    html = main_of(page(cast.signed_in("ann"), "/model"))
    for row in DEFAULTS.kinds:
        assert escape(row.says) in html
        assert escape(row.source) in html
    for parameter in DEFAULTS.parameters:
        assert escape(parameter.says) in html
        assert escape(parameter.source) in html


def test_what_carries_no_number_says_why(cast: Cast) -> None:
    html = main_of(page(cast.signed_in("ann"), "/model"))
    for row in DEFAULTS.uncounted:
        assert escape(row.name) in html
        assert escape(row.why) in html


def test_it_is_the_same_for_everybody(cast: Cast) -> None:
    pages = {main_of(page(cast.signed_in(name), "/model")) for name in ("ann", "ben", "eve")}
    assert len(pages) == 1


def test_it_stands_and_says_so_where_estimates_are_switched_off(cast: Cast) -> None:
    with override_settings(TWOWAY_ESTIMATES=False):
        assert "Estimates are switched off here." in page(cast.signed_in("ann"), "/model")


def test_it_says_in_plain_words_what_owning_does(cast: Cast) -> None:
    html = main_of(page(cast.signed_in("ann"), "/model"))
    assert "owned is at least as good as silent" in html
    assert "Only the one it touched says what it cost them" in html
