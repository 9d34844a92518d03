"""The blanks a person fills in, and what each refuses: nobody, no line, a line there is none of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.nouns.standing import LINES
from twoway.web.blanks import AsTyped, Blanks, Ticks
from twoway.web.text import clean

MOST_NOTE = 5_000
People = Sequence[tuple[str, str]]


def lines(said: Iterable[str]) -> tuple[str, ...]:
    """Which lines, each once and in the order in which a standing has them."""
    named = set(said)
    if not named:
        raise BadShape(_("Pick at least one line."), code="no_lines", field="lines")
    if not named <= LINES.keys():
        raise BadShape(_("Pick among the lines that there are."), code="no_line", field="lines")
    return tuple(name for name in LINES if name in named)


def note(text: str) -> str | None:
    """Words of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_NOTE, field="note", lines=True) or None


# ---- blanks on pages -------------------------------------------------------------------------------------


class Lines(Ticks):
    """Boxes to tick that are no people."""

    are_people = False


class Picked(AsTyped):
    """Lines to choose among; a rule judges what is said."""

    widget = Lines


def sentence(readers: People, **how: Any) -> Blanks:
    """The blanks in which somebody shows lines of their record."""
    whom = forms.Select(choices=[("", lazy("somebody")), *readers])
    picked = Picked(
        required=False,
        label=lazy("Which lines"),
        choices=list(LINES.items()),
        help_text=lazy("Only these, as they stand for whole quarters up to today. Nothing else is shown."),
    )
    blanks = {
        "to": forms.CharField(required=False, strip=False, label=lazy("To whom"), widget=whom),
        "lines": picked,
    }
    return Blanks(blanks, "s-show", **how)


def verb_blanks(verb: str, **how: Any) -> Blanks:
    """The blanks beside a verb."""
    return Blanks(_BESIDE.get(verb, dict)(), verb, **how)


def _note() -> dict[str, forms.Field]:
    area = forms.Textarea(attrs={"rows": 2, "class": "words"})
    label = lazy("A word with it, if you like")
    return {"note": forms.CharField(required=False, strip=False, label=label, widget=area)}


def _named() -> dict[str, forms.Field]:
    return {"named": forms.BooleanField(required=False, label=lazy("With my name beside them"))}


_BESIDE: dict[str, Callable[[], dict[str, forms.Field]]] = {
    "decline": _note,
    "refuse_words": _note,
    "allow_words": _named,
}
