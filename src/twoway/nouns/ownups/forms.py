"""The blanks of an own-up: two that are needed, two that may be empty, whom it goes to, and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.web.blanks import Judged
from twoway.web.text import clean

MOST_PART, MOST_ANSWER = 5_000, 5_000
MOST_PROMISES = 3


@dataclass(frozen=True, kw_only=True)
class Promised:
    """A promise made with an own-up: to whom, what, and by which day."""

    to: str
    what: str
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The words of an own-up, fit to be kept."""

    what: str
    cost: str
    sorry: str | None
    changes: str | None


def letter(what: str, cost: str, sorry: str, changes: str) -> Letter:
    """The four parts. Sorry and what changes may be empty: nobody needs the fix yet, nor the right words."""
    return Letter(
        what=_needed(what, _("Say what happened, in a sentence. You don’t need the fix yet."), "what"),
        cost=_needed(cost, _("Say what it cost them, as far as you can tell."), "cost"),
        sorry=clean(sorry, MOST_PART, field="sorry", lines=True) or None,
        changes=clean(changes, MOST_PART, field="changes", lines=True) or None,
    )


def answer(text: str) -> str:
    """What somebody says back; nobody must, but an answer has words."""
    return _needed(text, _("There is nothing in it yet. Say it in your own words, or leave it be."), "words")


def _needed(text: str, say: str, field: str) -> str:
    said = clean(text, MOST_PART, field=field, lines=True)
    if not said:
        raise BadShape(say, code="empty", field=field)
    return said


# ---- blanks on pages -------------------------------------------------------------------------------------


def _words(label: Any, rows: int, hint: Any = "", placeholder: Any = "") -> forms.CharField:
    attrs = {"rows": rows, "class": "words", "placeholder": placeholder}
    return forms.CharField(
        required=False, strip=False, label=label, help_text=hint, widget=forms.Textarea(attrs=attrs)
    )


def _people(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        required=False, label=label, widget=forms.CheckboxSelectMultiple(), choices=()
    )


class Blanks(Judged):
    """An own-up as it is written; it refuses nothing by itself, for rules judge what is typed."""

    about = forms.CharField(required=False, widget=forms.HiddenInput())
    what = _words(lazy("What happened"), 3, placeholder=lazy("what happened, and what I got wrong"))
    cost = _words(lazy("What it cost"), 2, placeholder=lazy("what it cost you"))
    touched = _people(lazy("Whom it cost something"))
    sorry = _words(lazy("Sorry"), 2, lazy("If you want to say so. In your own words."))
    changes = _words(
        lazy("What changes"), 2, lazy("It may stay empty. Saying it early is the part that counts.")
    )
    told = _people(lazy("Who else should hear it from you"))

    def __init__(self, people: Sequence[tuple[str, str]], data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="own-%s")
        for name in ("touched", "told"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = list(people)
        for number in range(MOST_PROMISES):
            self.fields |= _promise_blanks(number, people)

    def promise_rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The blanks of each promise, side by side."""
        return [
            (self[f"to-{number}"], self[f"will-{number}"], self[f"due_on-{number}"])
            for number in range(MOST_PROMISES)
        ]

    @property
    def has_promise(self) -> bool:
        """Whether anything stands in the blanks of a promise."""
        return any(blank.value() for row in self.promise_rows() for blank in row)


def _promise_blanks(number: int, people: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    wide = forms.TextInput(attrs={"class": "wide", "placeholder": lazy("say what will be true")})
    whom = forms.Select(choices=[("", _("somebody")), *people])
    return {
        f"to-{number}": forms.CharField(required=False, label=lazy("Who you promise"), widget=whom),
        f"will-{number}": forms.CharField(
            required=False, strip=False, label=lazy("What will be there"), widget=wide
        ),
        f"due_on-{number}": forms.CharField(required=False, label=lazy("By which day"), widget=day),
    }


class Sentence(forms.Form):
    """The two blanks that are needed and one person, as they stand in the composer."""

    touched = forms.CharField(required=False, label=lazy("Whom it cost something"), widget=forms.Select())
    what = forms.CharField(
        required=False,
        strip=False,
        label=lazy("What happened"),
        widget=forms.TextInput(attrs={"class": "wide", "placeholder": lazy("what happened")}),
    )
    cost = forms.CharField(
        required=False,
        strip=False,
        label=lazy("What it cost them"),
        widget=forms.TextInput(attrs={"class": "wide", "placeholder": lazy("what it cost them")}),
    )


def sentence(people: Sequence[tuple[str, str]]) -> Sentence:
    """The blanks of the sentence with everybody one could say it to."""
    blanks = Sentence(auto_id="c-own-%s")
    whom = blanks.fields["touched"].widget
    assert isinstance(whom, forms.Select)
    whom.choices = list(people)
    return blanks
