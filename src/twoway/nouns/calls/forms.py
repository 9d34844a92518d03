"""The blanks a person fills in, and what each refuses: too long, nothing, a past day, too large a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape, RuleBroken
from twoway.nouns.calls import OUTCOMES, TOO_EARLY
from twoway.web.blanks import AsTyped, Blanks
from twoway.web.slots import Text
from twoway.web.text import clean

MOST_CHOICE = 500
MOST_NOTE = 5_000
MOST_NAMED = 50
FURTHEST = timedelta(days=3_653)
COSTS = {
    1: lazy("A little"),
    2: lazy("Something"),
    3: lazy("A good deal"),
    4: lazy("Much"),
    5: lazy("A great deal"),
}
HOW_IT_WAS = {
    "worked": lazy("It worked"),
    "partly": lazy("Partly"),
    "failed": lazy("It did not work"),
    TOO_EARLY: lazy("Too early to say"),
}
LOOK_BACK_DAYS = 14


def choice(text: str) -> str:
    """What was decided, in one line."""
    return _line(text, "choice", _("Say what you decided."))


def question(text: str) -> str:
    """What somebody would like to have decided, in one line."""
    return _line(text, "question", _("Say what there is to decide."))


def _line(text: str, field: str, say: str) -> str:
    said = clean(text, MOST_CHOICE, field=field)
    if not said:
        raise BadShape(say, code="empty", field=field)
    return said


def line_or_none(text: str, field: str) -> str | None:
    """One line that need not be there."""
    return clean(text, MOST_CHOICE, field=field) or None


def note(text: str, field: str = "note") -> str | None:
    """Words of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_NOTE, field=field, lines=True) or None


def day_ahead(wanted: date | None, today: date, field: str) -> date | None:
    """A day to look back on: today or later where the owner is, and within ten years; or none."""
    if wanted is None:
        return None
    if wanted < today:
        raise BadShape(_("That day has passed. Pick today or later."), code="day_passed", field=field)
    if wanted > today + FURTHEST:
        say = _("That is more than ten years away. Pick a nearer day.")
        raise BadShape(say, code="day_too_far", field=field)
    return wanted


def percent(number: int | None) -> int | None:
    """How sure, from 0 to 100."""
    if number is not None and not 0 <= number <= 100:
        say = _("How sure you are goes from 0 to 100 per cent.")
        raise BadShape(say, code="no_percent", field="sure_percent")
    return number


def cost(number: int) -> int:
    """What it cost, from 1 to 5."""
    if number not in COSTS:
        raise BadShape(_("Say how much, from 1 to 5."), code="no_cost", field="cost")
    return number


def outcome(said: str) -> str:
    """How it turned out, in one of four words."""
    if said not in (*OUTCOMES, TOO_EARLY):
        raise BadShape(_("Say how it turned out."), code="no_outcome", field="outcome")
    return said


def next_day(said: str, wanted: date | None, today: date) -> date | None:
    """Too early to say takes another day, after today; everything else takes none."""
    if said != TOO_EARLY:
        return None
    day = day_ahead(wanted, today, "next_on")
    if day is None or day == today:
        say = _("Pick another day to look back on it.")
        raise BadShape(say, code="no_day", field="next_on")
    return day


def each_once(people: Iterable[str]) -> tuple[str, ...]:
    """Those named, each once and in their order."""
    return tuple(dict.fromkeys(person for person in people if person))


def named(
    owners: Iterable[str], asks: Iterable[str], touches: Iterable[str], *, begun_by: str, by: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Whom it asks to own it, to act, and whom it touches: each once, where they are asked the most.

    Whoever asked for it or noted it is one whom it asks, unless it says otherwise.
    """
    owned, touched = each_once(owners), each_once(touches)
    asked = each_once([*asks, begun_by if begun_by not in {*touched, *owned} else ""])
    asked = tuple(person for person in asked if person not in owned)
    touched = tuple(person for person in touched if person not in {*owned, *asked})
    everybody = (*owned, *asked, *touched)
    if by in everybody:
        raise RuleBroken(_("It is your call: you are in it already."), code="oneself", field="asks")
    if not everybody:
        say = _("Say whom it asks to do something, or whom it touches.")
        raise BadShape(say, code="nobody", field="asks")
    return owned, asked, touched


def said(what: str, today: date, terms: Mapping[str, object]) -> dict[str, Any]:
    """What an owner says of a call, as it is kept; `today` is where the owner is."""
    told: dict[str, Any] = dict(terms)
    return {
        "choice": choice(what),
        "question": line_or_none(told.get("question", ""), "question"),
        "why": note(told.get("why", ""), "why"),
        "alternatives": note(told.get("alternatives", ""), "alternatives"),
        "expect": note(told.get("expect", ""), "expect"),
        "review_on": day_ahead(told.get("review_on"), today, "review_on"),
        "sure_percent": percent(told.get("sure_percent")),
        "on": today,
    }


# ---- blanks on pages -------------------------------------------------------------------------------------


def _blank(label: Text, widget: forms.Widget | None = None, hint: Text = "") -> forms.Field:
    return forms.CharField(required=False, strip=False, label=label, widget=widget, help_text=hint)  # type: ignore[arg-type]


def _lines(label: Text) -> forms.Field:
    return _blank(label, forms.Textarea(attrs={"rows": 2, "class": "words"}))


def _day(label: Text) -> forms.Field:
    return _blank(label, forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _check(label: Text) -> forms.Field:
    return forms.BooleanField(required=False, label=label)  # type: ignore[arg-type]


def _people(label: Text, people: People, hint: Text = "") -> forms.Field:
    return AsTyped(required=False, label=label, choices=list(people), help_text=hint)  # type: ignore[arg-type]


def _one_of(label: Text, among: Mapping[Any, Text]) -> forms.Field:
    chosen = forms.RadioSelect(choices=[(str(key), say) for key, say in among.items()])
    return forms.CharField(required=False, label=label, widget=chosen)  # type: ignore[arg-type]


def _whom(label: Text, people: People, nobody: Text) -> forms.Field:
    return _blank(label, forms.Select(choices=[("", nobody), *people]))


def usual_day(today: date) -> date:
    """What the blank says before anybody has thought about it: two weeks on."""
    return today + timedelta(days=LOOK_BACK_DAYS)


People = Sequence[tuple[str, str]]


def sentence(kind: str, people: People, *, whole: bool, **how: Any) -> Blanks:
    """The blanks of a beginning: deciding, asking for a decision, noting one that was said aloud.

    `whole` is for a page of its own; elsewhere one person is named, as in any sentence.
    """
    begin = {"make": _deciding, "ask_for": _asking, "note": _noting}[kind]
    more = naming(people) if whole and kind == "make" else {}
    return Blanks(begin(people) | more, f"c-{kind}-call", **how)


def _deciding(people: People) -> dict[str, forms.Field]:
    return {
        "choice": _blank(lazy("What you decide"), _wide(lazy("say what will be done"))),
        "one_asked": _whom(lazy("Whom it asks"), people, lazy("somebody")),
        "review_on": _day(lazy("The day you will look back on it")),
        "on_me": _check(lazy("If it goes wrong, it’s on me")),
    } | reasons()


def _asking(people: People) -> dict[str, forms.Field]:
    return {
        "owner": _whom(lazy("Whose call it is"), people, lazy("somebody")),
        "question": _blank(lazy("What there is to decide"), _wide(lazy("say what you are unsure of"))),
    }


def _noting(people: People) -> dict[str, forms.Field]:
    return {
        "owner": _whom(lazy("Whose call it was"), people, lazy("somebody")),
        "choice": _blank(lazy("What was decided"), _wide(lazy("as you heard it"))),
        "on_me": _check(lazy("They said: if it goes wrong, it’s on me")),
    }


def _wide(placeholder: Text) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "wide", "placeholder": placeholder})


def reasons() -> dict[str, forms.Field]:
    """What an owner may say beside the choice."""
    sure = forms.NumberInput(attrs={"min": 0, "max": 100, "step": 5, "inputmode": "numeric"})
    return {
        "expect": _lines(lazy("What we expect to see by then")),
        "sure_percent": _blank(lazy("How sure you are that it works, in per cent"), sure),
        "why": _lines(lazy("Why this")),
        "alternatives": _lines(lazy("What else was considered")),
        "question": _blank(lazy("The question it answers")),
    }


def naming(people: People) -> dict[str, forms.Field]:
    """Whom a call names, as many as there are."""
    return {
        "asks": _people(lazy("Whom it asks to do something"), people),
        "touches": _people(lazy("Whom else it may touch"), people),
        "owners": _people(lazy("Who else is to own it"), people, lazy("Each says so by their own act.")),
    }


def verb_blanks(verb: str, state: str, people: People, **how: Any) -> Blanks:
    """The blanks beside a verb on a call's page."""
    decides = verb == "supersede" or (verb == "say_yes" and state == "asked_for")
    blanks: dict[str, forms.Field] = {}
    if decides:
        blanks["choice"] = _blank(lazy("What you decide"))
    if verb in {"say_yes", "supersede"}:
        blanks |= {"on_me": _check(lazy("If it goes wrong, it’s on me"))}
        blanks |= {"review_on": _day(lazy("The day you will look back on it"))} | reasons() | naming(people)
    return Blanks(blanks | _BESIDE.get(verb, dict)() | _of_people(verb, people), verb, **how)


def _of_people(verb: str, people: People) -> dict[str, forms.Field]:
    return {"to": _people(lazy("Whom you would let know"), people)} if verb == "open_wider" else {}


def _note() -> dict[str, forms.Field]:
    return {"note": _lines(lazy("A word with it, if you like"))}


_BESIDE: dict[str, Callable[[], dict[str, forms.Field]]] = {
    "review": lambda: {
        "outcome": _one_of(lazy("How it turned out"), HOW_IT_WAS),
        "next_on": _day(lazy("If it is too early: the day to look back again")),
        "words": _lines(lazy("What you saw, if you like")),
    },
    "say_cost": lambda: {
        "cost": _one_of(lazy("How much"), COSTS),
        "words": _lines(lazy("What it cost you, in your words")),
    },
    "join": lambda: {"on_me": _check(lazy("If it goes wrong, it’s on me"))},
    "decline": _note,
    "withdraw": _note,
}
