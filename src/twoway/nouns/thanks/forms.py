"""The one blank of a thanks: its words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twoway.errors import BadShape
from twoway.web.text import clean

MOST_WORDS = 1_000


def words(text: str) -> str:
    """What one is thankful for; a thanks without words would be a tap on a button."""
    said = clean(text, MOST_WORDS, field="words", lines=True)
    if not said:
        raise BadShape(_("Say what for, in your own words."), code="empty", field="words")
    return said
