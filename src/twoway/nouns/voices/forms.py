"""The blanks a person fills in, and what each refuses: nothing said, too long, a past day, too far a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.nouns.voices import ANSWERS, WANTS
from twoway.web.blanks import Blanks
from twoway.web.slots import Text
from twoway.web.text import clean

MOST_SAID = 500
MOST_NOTE = 5_000
FURTHEST = timedelta(days=366)
MOST_LATER = timedelta(days=90)
USUAL = timedelta(days=7)
HEARD = {
    1: lazy("Not at all"),
    2: lazy("A little"),
    3: lazy("In part"),
    4: lazy("Mostly"),
    5: lazy("Fully"),
}
HOW_HEARD = (1, 2, 3, 4, 5)


def wants(asked: str) -> str:
    """What is wanted, in one of four words."""
    if asked not in WANTS:
        raise BadShape(_("Say what you would like."), code="no_wish", field="wants")
    return asked


def said(text: str, wanted: str) -> str:
    """What one thinks, in a line or two; of feedback, about what."""
    words = clean(text, MOST_SAID, field="words")
    if not words:
        empty = _("Say about what.") if wanted == "feedback" else _("Say what you think.")
        raise BadShape(empty, code="empty", field="words")
    return words


def note(text: str, field: str) -> str | None:
    """Words of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_NOTE, field=field, lines=True) or None


def needed(text: str, say: str, field: str) -> str:
    """Words an act cannot do without."""
    words = note(text, field)
    if words is None:
        raise BadShape(say, code="empty", field=field)
    return words


def day_ahead(wanted: date | None, today: date) -> date:
    """The day by which an answer is wanted: today or later where the writer is, and within a year."""
    if wanted is None:
        raise BadShape(_("Pick a day by which you would like an answer."), code="no_day", field="answer_by")
    if wanted < today:
        say = _("That day has passed. Pick today or later.")
        raise BadShape(say, code="day_passed", field="answer_by")
    if wanted > today + FURTHEST:
        raise BadShape(
            _("That is more than a year away. Pick a nearer day."), code="day_too_far", field="answer_by"
        )
    return wanted


def later_day(wanted: date | None, stands: date, today: date) -> date:
    """Another day, after the one that stands, and so near that moving it is no way of not answering."""
    if wanted is None or wanted <= max(stands, today):
        raise BadShape(_("Pick a later day than it has now."), code="no_later_day", field="answer_by")
    return _not_too_late(wanted, max(stands, today))


def day_taken_on(wanted: date | None, stands: date, today: date) -> date:
    """The day whoever takes it on answers by: the one it has, or where that is over, a week from today."""
    if wanted is None:
        return stands if stands >= today else today + USUAL
    return _not_too_late(day_ahead(wanted, today), max(stands, today))


def _not_too_late(wanted: date, stands: date) -> date:
    if wanted > stands + MOST_LATER:
        say = _("That is more than ninety days later. Pick a nearer day, or say no for now and why.")
        raise BadShape(say, code="day_too_far", field="answer_by")
    return wanted


def heard(how_far: int) -> int:
    """How far its writer felt heard, from 1 to 5."""
    if how_far not in HEARD:
        raise BadShape(_("Say how far you felt heard, from 1 to 5."), code="no_heard", field="heard")
    return how_far


def answer(chosen: str, wanted: str) -> str:
    """Which answer, of those that fit what was wanted."""
    if chosen not in ANSWERS[wanted]:
        raise BadShape(_("Choose which answer it is."), code="no_answer", field="answer")
    return chosen


def answer_words(text: str, chosen: str) -> str | None:
    """What is said with it; a promise may speak for itself."""
    if chosen == "promised":
        return note(text, "words")
    return needed(text, str(EMPTY_ANSWERS[chosen]), "words")


EMPTY_ANSWERS = {
    "done": lazy("Say what was done."),
    "no_because": lazy("Say why. A no with its reason is a whole answer."),
    "told": lazy("Say it in your words."),
    "need_more": lazy("Say what you need to know."),
}
CHOICES: dict[str, tuple[Text, Text]] = {
    "promised": (lazy("Yes"), lazy("and here is what I promise")),
    "done": (lazy("It is done"), lazy("and this is what was done")),
    "told": (lazy("I hear you"), lazy("and here is what I say to it")),
    "no_because": (lazy("No"), lazy("and here is why")),
    "need_more": (lazy("Not yet"), lazy("here is what I need to know first")),
}
TOLD_FEEDBACK: tuple[Text, Text] = (lazy("One thing"), lazy("you could do better"))


def choices(wanted: str) -> list[tuple[str, Text, Text]]:
    """Which answers fit what was wanted: its name, the answer and how it goes on; a promise comes first."""
    fit = [one for one in CHOICES if one in ANSWERS[wanted]]
    return [(one, *(TOLD_FEEDBACK if (one, wanted) == ("told", "feedback") else CHOICES[one])) for one in fit]


# ---- blanks on pages -------------------------------------------------------------------------------------

People = Sequence[tuple[str, str]]
TEAM = "team:"
WISHES = {"answer": lazy("an answer"), "act": lazy("something to change"), "hear": lazy("to be heard")}


def _blank(label: Text, widget: forms.Widget | None = None) -> forms.Field:
    return forms.CharField(required=False, strip=False, label=label, widget=widget)  # type: ignore[arg-type]


def _lines(label: Text, rows: int = 2) -> forms.Field:
    return _blank(label, forms.Textarea(attrs={"rows": rows, "class": "words"}))


def _day(label: Text) -> forms.Field:
    return _blank(label, forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _wide(placeholder: Text) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "wide", "placeholder": placeholder})


def _whom(label: Text, people: Sequence[Any]) -> forms.Field:
    return _blank(label, forms.Select(choices=[("", lazy("somebody")), *people]))


def _one_of(label: Text, among: Sequence[tuple[Any, Text]]) -> forms.Field:
    return _blank(label, forms.RadioSelect(choices=[(str(key), say) for key, say in among]))


def usual_day(today: date) -> date:
    """What the blank says before anybody has thought about it: a week on."""
    return today + USUAL


def sentence(kind: str, people: People, teams: People = (), **how: Any) -> Blanks:
    """The blanks of a beginning: raising a voice, maybe with a team's leads, or asking for feedback."""
    blanks = {
        "to": _whom(lazy("Whom you ask"), people),
        "words": _blank(lazy("About what"), _wide(lazy("how I run our mornings, say"))),
    }
    if kind == "raise":
        blanks = {
            "to": _whom(lazy("Who can act on it"), _with_teams(people, teams)),
            "words": _blank(lazy("What you think"), _wide(lazy("say what you think"))),
            "wants": _blank(lazy("What you would like"), forms.Select(choices=list(WISHES.items()))),
        }
    blanks |= {
        "answer_by": _day(lazy("By when you would like an answer")),
        "more": _lines(lazy("More about it, if you like"), 3),
    }
    return Blanks(blanks, f"c-{kind}-voice", **how)


def _with_teams(people: People, teams: People) -> Sequence[Any]:
    """People, and below them the leads of teams."""
    if not teams:
        return people
    return [*people, (lazy("Those who lead"), [(f"{TEAM}{id}", name) for id, name in teams])]


def to_whom(chosen: str) -> dict[str, str]:
    """A person, or a team, as the one blank for both says it."""
    if chosen.startswith(TEAM):
        return {"team": chosen.removeprefix(TEAM)}
    return {"to": chosen}


def verb_blanks(verb: str, people: People, **how: Any) -> Blanks:
    """The blanks beside a verb on a voice's page."""
    blanks = {**_BESIDE.get(verb, dict)()}
    if verb == "offer_pass":
        blanks = {"to": _whom(lazy("To whom"), people)} | blanks
    return Blanks(blanks, verb, **how)


def answer_blanks(**how: Any) -> Blanks:
    """The blanks of an answer; which answer it is stands above them as a choice."""
    blanks = {
        "answer": _blank(lazy("Which answer?")),
        "words": _lines(lazy("In your words"), 5),
        "promise_what": _blank(lazy("What you promise"), _wide(lazy("say what there will be"))),
        "promise_due": _day(lazy("By when")),
    }
    return Blanks(blanks, "answer", **how)


_BESIDE: dict[str, Callable[[], dict[str, forms.Field]]] = {
    "move": lambda: {"answer_by": _day(lazy("By when instead")), "reason": _lines(lazy("Why"))},
    "offer_pass": lambda: {"words": _lines(lazy("A word with it, for both"))},
    "take_on": lambda: {"answer_by": _day(lazy("By when you will answer"))},
    "decline_pass": lambda: {"words": _lines(lazy("A word with it, if you like"))},
    "add": lambda: {"words": _lines(lazy("What was asked for"), 4), "answer_by": _day(lazy("An answer by"))},
    "close": lambda: {
        "heard": _one_of(lazy("How far you felt heard"), list(HEARD.items())),
        "words": _lines(lazy("A word with it, if you like")),
    },
    "reopen": lambda: {
        "words": _lines(lazy("What is still missing"), 3),
        "answer_by": _day(lazy("An answer by")),
    },
    "withdraw": lambda: {"words": _lines(lazy("A word with it, if you like"))},
}
