"""The blanks of a thanks: what for, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.web.blanks import Judged
from twoway.web.text import clean
from twoway.web.told import Line

MOST_WORDS = 1_000
MOST_SHOWN = 60


def words(text: str) -> str:
    """What one is thankful for; a thanks without words would be a tap on a button."""
    said = clean(text, MOST_WORDS, field="words", lines=True)
    if not said:
        raise BadShape(_("Say what for, in your own words."), code="empty", field="words")
    return said


def learned(text: str) -> str:
    """What one learned."""
    said = clean(text, MOST_WORDS, field="words", lines=True)
    if not said:
        raise BadShape(_("Say what you learned, in your own words."), code="empty", field="words")
    return said


class LearnedBlanks(Judged):
    """The sentence in which one says what one learned from somebody, whatever it was they did."""

    receiver = forms.CharField(required=False, label=lazy("From whom"), widget=forms.Select())
    words = forms.CharField(
        required=False,
        strip=False,
        label=lazy("What you learned"),
        widget=forms.TextInput(attrs={"class": "wide", "placeholder": lazy("in your own words")}),
    )


def learned_sentence(people: Sequence[tuple[str, str]], **how: Any) -> LearnedBlanks:
    """The blanks with those from whom one may have learned."""
    blanks = LearnedBlanks(auto_id="c-learned-%s", **how)
    whom = blanks.fields["receiver"].widget
    assert isinstance(whom, forms.Select)
    whom.choices = [("", _("somebody")), *people]
    return blanks


class Blanks(Judged):
    """The sentence of thanks; it refuses nothing by itself, for rules judge what is typed."""

    about = forms.CharField(required=False, label=lazy("What for"), widget=forms.Select())
    words = forms.CharField(
        required=False,
        strip=False,
        label=lazy("In your own words"),
        widget=forms.TextInput(attrs={"class": "wide", "placeholder": lazy("in your own words")}),
    )
    learned = forms.BooleanField(required=False, label=lazy("I learned this from you"))


def sentence(choices: Sequence[tuple[str, str]], **how: Any) -> Blanks:
    """The blanks with what can be thanked for."""
    blanks = Blanks(auto_id="c-thanks-%s", **how)
    about = blanks.fields["about"].widget
    assert isinstance(about, forms.Select)
    about.choices = list(choices)
    return blanks


def choice_of(line: Line) -> str:
    """An act as one choice of several, short enough for a list."""
    about = line.about if len(line.about) <= MOST_SHOWN else line.about[: MOST_SHOWN - 1] + "…"
    return f"{line.says}: {about}" if about else line.says
