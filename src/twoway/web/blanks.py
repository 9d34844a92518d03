"""Blanks on pages: they refuse nothing but what cannot be read, for rules judge what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twoway.errors import BadShape, TwowayError

MOST_DIGITS = 6


class Judged(forms.Form):
    """Blanks whose faults a rule finds."""

    def refused(self, error: TwowayError) -> Self:
        """The same blanks as they were typed, with the sentence beside the one it is about."""
        self.full_clean()
        self.errors.clear()
        self.add_error(error.field if error.field in self.fields else None, error.say)
        return self


class Blanks(Judged):
    """Some blanks with ids of their own, for a page that shows several such forms."""

    def __init__(self, blanks: Mapping[str, forms.Field], name: str, **how: Any) -> None:
        super().__init__(auto_id=f"{name}-%s", **how)
        self.fields = {**blanks}


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes to tick, drawn in code: there may be as many as people, in several lists on one page."""

    are_people = True

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in value or ()}
        rows = ((name, key, " checked" if key in chosen else "", says) for key, says in self.choices)
        return format_html_join("", _TICK, rows)


_TICK = (
    '<label class="check"><input type="checkbox" name="{}" value="{}"{}><span><bdi>{}</bdi></span></label>'
)


class AsTyped(forms.MultipleChoiceField):
    """People to choose among; whoever is named beside them is for the rules to judge."""

    widget = Ticks

    def validate(self, value: Any) -> None:
        """Nothing is refused here."""


@dataclass(frozen=True, kw_only=True)
class VerbForm:
    """A verb on a thing's page with its blanks; the one just refused stands open.

    `is_quick` where one tap is enough, and words are for whoever wants to add them.
    """

    verb: str
    label: object
    hint: object
    url: str
    blanks: Blanks
    is_open: bool
    is_quick: bool


def whole_number(typed: str, field: str) -> int | None:
    """The number in a blank; an empty blank is none."""
    text = typed.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise BadShape(_("Write a whole number, in digits."), code="no_number", field=field)
    return int(text)
