"""The one blank of a path: what somebody says when they look back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.nouns.paths import LOOK_BACKS
from twoway.web.blanks import Blanks
from twoway.web.text import clean

MOST_WORDS = 5_000


def words(text: str) -> str:
    """What one sees, looking back; it cannot be empty."""
    said = clean(text, MOST_WORDS, field="words", lines=True)
    if not said:
        raise BadShape(_("Say what you see, looking back. A line is enough."), code="empty", field="words")
    return said


def day(number: int) -> int:
    """One of the three days."""
    if number not in LOOK_BACKS:
        say = _("One looks back at day 30, 60 and 90. Pick one of them.")
        raise BadShape(say, code="no_such_day", field="day")
    return number


def look_back(number: int, **how: Any) -> Blanks:
    """The blank for one of the three days."""
    area = forms.Textarea(attrs={"rows": 4, "class": "words"})
    label = lazy("What do you see, looking back?")
    return Blanks(
        {"words": forms.CharField(required=False, strip=False, label=label, widget=area)},
        f"back{number}",
        **how,
    )
