"""What is put into markup is escaped as Django's own way of doing it escapes."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as some

from twoway.web.markup import put

PATTERN = '<a href="{where}">{what}</a>'


@given(some.text(), some.text())
def test_whatever_is_typed_is_escaped_as_django_escapes_it(where: str, what: str) -> None:
    assert put(PATTERN, where=where, what=what) == format_html(PATTERN, where=where, what=what)


@pytest.mark.parametrize(
    "part", [mark_safe("<b>&amp;</b>"), 7, None, date(2026, 3, 2), gettext_lazy("<kept>"), "{what}", "100 %"]
)
def test_other_parts_stand_as_django_has_them(part: object) -> None:
    made = put(PATTERN, where="/", what=part)
    assert made == format_html(PATTERN, where="/", what=part)
    assert put("{again}", again=made) == made
