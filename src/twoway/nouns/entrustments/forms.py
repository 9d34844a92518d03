"""The blanks a person fills in, and what each refuses: nothing, too much, a past day, no such step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.nouns.entrustments import HOW_IT_WENT, STEPS
from twoway.web.blanks import Blanks
from twoway.web.slots import Text
from twoway.web.text import clean

MOST_SCOPE = 500
MOST_NOTE = 5_000
FURTHEST = timedelta(days=3_653)
LOOK_BACK = timedelta(days=28)
WENT = {"well": lazy("It went well"), "partly": lazy("Partly"), "badly": lazy("It did not go well")}


def scope(text: str) -> str:
    """What is entrusted, in one line."""
    said = clean(text, MOST_SCOPE, field="scope")
    if not said:
        raise BadShape(_("Say what you entrust them with."), code="empty", field="scope")
    return said


def freedom(step: int | None, among: Collection[int] = tuple(STEPS)) -> int:
    """One of the seven steps, or of those that are left."""
    if step in among:
        return int(step or 0)
    if step in STEPS:
        say = _("That is not more freedom, or not less, than there is now. Pick another step.")
        raise BadShape(say, code="no_change", field="freedom")
    say = _("Freedom goes in seven steps, from 1, “ask me first”, to 7, “it is yours”. Pick one.")
    raise BadShape(say, code="no_step", field="freedom")


def day_ahead(wanted: date | None, today: date) -> date:
    """A day to look back on: after today where its giver is, and within ten years; four weeks on if none."""
    if wanted is None:
        return usual_day(today)
    if wanted <= today:
        say = _("Pick a day after today, so that there is something to look back on.")
        raise BadShape(say, code="day_passed", field="look_back_on")
    if wanted > today + FURTHEST:
        say = _("That is more than ten years away. Pick a nearer day.")
        raise BadShape(say, code="day_too_far", field="look_back_on")
    return wanted


def usual_day(today: date) -> date:
    """What the blank says before anybody has thought about it: four weeks on."""
    return today + LOOK_BACK


def note(text: str, field: str = "note") -> str | None:
    """Words of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_NOTE, field=field, lines=True) or None


def reason(text: str) -> str:
    """Why: less freedom, giving back and ending are never without it."""
    said = note(text, "reason")
    if said is None:
        raise BadShape(_("Say why, in a few words."), code="empty", field="reason")
    return said


def how_it_went(said: str) -> str:
    """How it went, in one of three words."""
    if said not in HOW_IT_WENT:
        raise BadShape(_("Say how it went."), code="no_outcome", field="how_it_went")
    return said


def step_number(typed: str) -> int | None:
    """The step in a blank; an empty blank is none."""
    text = typed.strip()
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else 0


# ---- blanks on pages -------------------------------------------------------------------------------------


def _blank(label: Text, widget: forms.Widget | None = None) -> forms.Field:
    return forms.CharField(required=False, strip=False, label=label, widget=widget)  # type: ignore[arg-type]


def _lines(label: Text) -> forms.Field:
    return _blank(label, forms.Textarea(attrs={"rows": 2, "class": "words"}))


def _day(label: Text) -> forms.Field:
    return _blank(label, forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _one_of(label: Text, among: Mapping[Any, Text]) -> forms.Field:
    return _blank(label, forms.RadioSelect(choices=[(str(key), say) for key, say in among.items()]))


def _select(label: Text, among: Sequence[tuple[Any, Text]], nothing: Text) -> forms.Field:
    return _blank(label, forms.Select(choices=[("", nothing), *among]))


def numbered(steps: Collection[int]) -> list[tuple[str, Text]]:
    """Steps of freedom as choices, each with its number: the seven are an order."""
    return [(str(step), f"{step}. {STEPS[step]}") for step in steps]


def sentence(people: Sequence[tuple[str, str]], **how: Any) -> Blanks:
    """The blanks in which somebody is entrusted with something."""
    says = forms.TextInput(attrs={"class": "wide", "placeholder": lazy("say what is theirs to do")})
    blanks = {
        "to": _select(lazy("Whom you entrust"), people, lazy("somebody")),
        "scope": _blank(lazy("What you entrust them with"), says),
        "freedom": _select(lazy("With how much freedom"), numbered(STEPS), lazy("pick a step")),
        "look_back_on": _day(lazy("The day both look back on it")),
    }
    return Blanks(blanks, "c-entrust", **how)


def verb_blanks(verb: str, steps: Collection[int], **how: Any) -> Blanks:
    """The blanks beside a verb on an entrustment's page."""
    return Blanks(_BESIDE[verb](steps), verb, **how)


def _note(_steps: Collection[int]) -> dict[str, forms.Field]:
    return {"note": _lines(lazy("A word with it, if you like"))}


def _reason(_steps: Collection[int]) -> dict[str, forms.Field]:
    return {"reason": _lines(lazy("Why"))}


def _step(steps: Collection[int], label: Text, name: str) -> dict[str, forms.Field]:
    return {
        "freedom": _select(lazy("With how much freedom"), numbered(steps), lazy("pick a step")),
        name: _lines(label),
        "look_back_on": _day(lazy("The day both look back on it")),
    }


_BESIDE: dict[str, Callable[[Collection[int]], dict[str, forms.Field]]] = {
    "accept": _note,
    "decline": _note,
    "withdraw": _note,
    "widen": lambda steps: _step(steps, lazy("A word with it, if you like"), "words"),
    "narrow": lambda steps: _step(steps, lazy("Why"), "reason"),
    "give_back": _reason,
    "end": _reason,
    "look_back": lambda _steps: {
        "how_it_went": _one_of(lazy("How it went for you"), WENT),
        "words": _lines(lazy("In your own words, if you like")),
    },
}
