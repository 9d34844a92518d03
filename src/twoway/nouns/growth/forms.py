"""The blanks a person fills in, and what each refuses: nothing, or too much of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.web.blanks import AsTyped, Blanks
from twoway.web.slots import Text
from twoway.web.text import clean

MOST_LINE = 500
MOST_NOTE = 5_000
MOST_NAMED = 50
People = Sequence[tuple[str, str]]


def goal(text: str) -> str:
    """Where one wants to go, in one's own words."""
    return _line(text, "goal", _("Say where you want to go, in your own words."))


def step(text: str) -> str:
    """A step on the way."""
    return _line(text, "step", _("Say what the step is."))


def opportunity(text: str) -> str:
    """What is offered."""
    return _line(text, "what", _("Say what you offer."))


def words(text: str) -> str:
    """What one got from somebody."""
    said = note(text, "words")
    if said is None:
        raise BadShape(_("Say what you got, in your own words."), code="empty", field="words")
    return said


def _line(text: str, name: str, say: str) -> str:
    said = clean(text, MOST_LINE, field=name)
    if not said:
        raise BadShape(say, code="empty", field=name)
    return said


def line_or_none(text: str, name: str) -> str | None:
    """One line that need not be there."""
    return clean(text, MOST_LINE, field=name) or None


def note(text: str, name: str = "note") -> str | None:
    """Words of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_NOTE, field=name, lines=True) or None


def each_once(people: Iterable[str]) -> tuple[str, ...]:
    """Those named, each once and in their order."""
    return tuple(dict.fromkeys(person for person in people if person))


# ---- blanks on pages -------------------------------------------------------------------------------------


def _blank(label: Text, widget: forms.Widget | None = None, hint: Text = "") -> forms.Field:
    return forms.CharField(required=False, strip=False, label=label, widget=widget, help_text=hint)  # type: ignore[arg-type]


def _wide(placeholder: Text) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "wide", "placeholder": placeholder})


def _lines(label: Text) -> forms.Field:
    return _blank(label, forms.Textarea(attrs={"rows": 2, "class": "words"}))


def _day(label: Text) -> forms.Field:
    return _blank(label, forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _whom(label: Text, among: People, nobody: Text) -> forms.Field:
    return _blank(label, forms.Select(choices=[("", nobody), *among]))


def goal_sentence(people: People, **how: Any) -> Blanks:
    """The blanks in which somebody says where they want to go, and who may see it."""
    named = AsTyped(
        required=False,
        label=lazy("Who may see it"),
        choices=list(people),
        help_text=lazy("They see the goal, its steps, and who else is named here. Nobody else does."),
    )
    blanks = {
        "goal": _blank(lazy("Where you want to go"), _wide(lazy("in your own words"))),
        "with_": named,
    }
    return Blanks(blanks, "c-growth", **how)


def offer_sentence(people: People, **how: Any) -> Blanks:
    """The blanks in which somebody offers another a chance to grow."""
    blanks = {
        "to": _whom(lazy("Whom you offer it to"), people, lazy("somebody")),
        "what": _blank(lazy("What you offer"), _wide(lazy("a chance to do or learn something"))),
    }
    return Blanks(blanks, "c-offer", **how)


@dataclass(frozen=True, kw_only=True)
class Among:
    """What a verb's blanks choose among."""

    people: People = ()
    steps: People = field(default=())
    goals: People = field(default=())


def verb_blanks(verb: str, among: Among, **how: Any) -> Blanks:
    """The blanks beside a verb on the page of a goal or an opportunity."""
    return Blanks(_BESIDE[verb](among), verb, **how)


def _note(_among: Among) -> dict[str, forms.Field]:
    return {"note": _lines(lazy("A word with it, if you like"))}


def _words(_among: Among) -> dict[str, forms.Field]:
    return {"words": _lines(lazy("In your own words, if you like"))}


def _take(among: Among) -> dict[str, forms.Field]:
    towards = {"goal": _whom(lazy("Towards a goal of yours that they see"), among.goals, lazy("no goal"))}
    return (towards if among.goals else {}) | _note(among)


_BESIDE: dict[str, Callable[[Among], dict[str, forms.Field]]] = {
    "reach_step": lambda among: {
        "step": _whom(lazy("Which step"), among.steps, lazy("pick a step")),
        "words": _lines(lazy("In your own words, if you like")),
    },
    "add_step": lambda _among: {"step": _blank(lazy("The step"))},
    "show": lambda among: {"to": _whom(lazy("To whom"), among.people, lazy("somebody"))},
    "ask_support": lambda among: {
        "of": _whom(lazy("Of whom"), among.people, lazy("somebody")),
        "what": _blank(lazy("What would help, if you like")),
    },
    "promise_support": lambda _among: {
        "what": _blank(lazy("What they will have")),
        "due_on": _day(lazy("By which day")),
    },
    "decline_support": _note,
    "say_given": lambda among: {
        "from_": _whom(lazy("From whom"), among.people, lazy("somebody")),
        "words": _lines(lazy("What you got")),
    },
    "reach": _words,
    "let_go": _words,
    "take": _take,
    "decline": _note,
    "withdraw": _note,
}
