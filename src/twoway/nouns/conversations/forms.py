"""The blanks a person fills in, and what each refuses: nothing, too long, a time that has passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway import clock
from twoway.errors import BadShape
from twoway.nouns.conversations import ABOUT
from twoway.nouns.entrustments import STEPS
from twoway.web.blanks import Blanks
from twoway.web.slots import Text
from twoway.web.text import clean

MOST_WHERE, MOST_ITEM, MOST_NOTE = 200, 500, 5_000
SHORTEST, LONGEST = 5, 480
MOST_WEEKS = 8
FURTHEST = timedelta(days=400)
USUAL_MINUTES, USUAL_HOUR = 45, 10
OUTCOMES = {
    "make": lazy("I promise something"),
    "ask": lazy("I ask for a promise"),
    "goal": lazy("I set myself a goal to grow towards"),
    "offer": lazy("I offer the other a chance to grow"),
    "entrust": lazy("I entrust the other with something"),
}


def about(said: str) -> str:
    """What kind of talk it is."""
    if said not in ABOUT:
        raise BadShape(_("Say what it is about."), code="no_about", field="about")
    return said


def start(at: datetime | None) -> datetime:
    """When it begins: from now on, within about a year, to the minute."""
    if at is None:
        raise BadShape(_("Say on which day, and at what time."), code="no_time", field="day")
    try:
        moment = at.astimezone(UTC).replace(second=0, microsecond=0)
    except OverflowError as error:  # the year 9999 west of Greenwich is one that no calendar here has
        raise BadShape(_("There is no such day."), code="no_such_time", field="day") from error
    if moment < clock.now().replace(second=0):
        say = _("That time has passed. Pick one that is still to come.")
        raise BadShape(say, code="time_passed", field="day")
    if moment > clock.now() + FURTHEST:
        raise BadShape(
            _("That is more than a year away. Pick a nearer day."), code="time_too_far", field="day"
        )
    return moment


def typed_start(day: date | None, hour: str, zone: str) -> datetime | None:
    """A day and an hour as somebody typed them, by their own clock; None where nothing was typed."""
    if day is None and not hour.strip():
        return None
    if day is None:
        raise BadShape(_("Say on which day."), code="no_time", field="day")
    try:
        said = time.fromisoformat(hour.strip())
        return datetime.combine(day, said.replace(tzinfo=None), ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        say = _("There is no such time. Write it like %(example)s.") % {"example": "14:30"}
        raise BadShape(say, code="no_such_time", field="hour") from error


def minutes(number: int | None) -> int:
    """How long it is to take."""
    if number is None or not SHORTEST <= number <= LONGEST:
        say = _("Say how long, from %(least)s to %(most)s minutes.")
        raise BadShape(say % {"least": SHORTEST, "most": LONGEST}, code="no_length", field="minutes")
    return number


def every_weeks(number: int | None) -> int:
    """After how many weeks it comes again; 0 for once."""
    if number is not None and not 0 <= number <= MOST_WEEKS:
        say = _("It can come again after one to %(most)s weeks. Nothing means once.")
        raise BadShape(say % {"most": MOST_WEEKS}, code="no_weeks", field="every_weeks")
    return number or 0


def where(text: str) -> str | None:
    """Where they meet, in one line; need not be said."""
    return clean(text, MOST_WHERE, field="where") or None


def item(text: str) -> str:
    """One line for the agenda."""
    return _needed(clean(text, MOST_ITEM, field="words"))


def shared_note(text: str) -> str:
    """What somebody writes into the notes of both."""
    return _needed(clean(text, MOST_NOTE, field="words", lines=True))


def _needed(said: str) -> str:
    if not said:
        raise BadShape(_("There is nothing in it yet."), code="empty", field="words")
    return said


def note(text: str) -> str | None:
    """A word beside an act; need not be there."""
    return clean(text, MOST_NOTE, field="note", lines=True) or None


# ---- blanks on pages -------------------------------------------------------------------------------------


def _blank(label: Text, widget: forms.Widget | None = None, hint: Text = "") -> forms.Field:
    return forms.CharField(required=False, strip=False, label=label, widget=widget, help_text=hint)  # type: ignore[arg-type]


def _lines(label: Text, rows: int = 2) -> forms.Field:
    return _blank(label, forms.Textarea(attrs={"rows": rows, "class": "words"}))


def _day(label: Text) -> forms.Field:
    return _blank(label, forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _hour() -> forms.Field:
    return _blank(lazy("At what time"), forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


def _number(label: Text, least: int, most: int) -> forms.Field:
    return _blank(label, forms.NumberInput(attrs={"min": least, "max": most, "inputmode": "numeric"}))


def sentence(people: Sequence[tuple[str, str]], **how: Any) -> Blanks:
    """The blanks in which somebody asks for a talk."""
    weeks: list[tuple[str, Text]] = [("0", lazy("once")), ("1", lazy("every week"))]
    weeks += [(str(n), _("every %(weeks)s weeks") % {"weeks": n}) for n in range(2, MOST_WEEKS + 1)]
    where = forms.TextInput(attrs={"class": "wide", "placeholder": lazy("a room, a link, a walk")})
    blanks = {
        "with_": _blank(lazy("With whom"), forms.Select(choices=[("", lazy("somebody")), *people])),
        "about": _blank(lazy("What it is about"), forms.Select(choices=list(ABOUT.items()))),
        "day": _day(lazy("On which day")),
        "hour": _hour(),
        "minutes": _number(lazy("How many minutes"), SHORTEST, LONGEST),
        "every_weeks": _blank(lazy("How often"), forms.Select(choices=weeks)),
        "where": _blank(lazy("Where"), where),
    }
    return Blanks(blanks, "c-talk", **how)


def verb_blanks(verb: str, **how: Any) -> Blanks:
    """The blanks beside a verb on a talk's page."""
    return Blanks(_BESIDE.get(verb, dict)(), verb, **how)


def outcome_blanks(what: str, **how: Any) -> Blanks:
    """The blanks in which something that was agreed is put down."""
    return Blanks(_COMES_OF_IT[what](), f"agree-{what}", **how)


def _steps() -> list[tuple[str, Text]]:
    return [("", lazy("pick a step")), *((str(step), f"{step}. {says}") for step, says in STEPS.items())]


def _note_blank() -> dict[str, forms.Field]:
    return {"note": _lines(lazy("A word with it, if you like"))}


_BESIDE: dict[str, Callable[[], dict[str, forms.Field]]] = {
    "decline": _note_blank,
    "call_off": _note_blank,
    "move": lambda: {"day": _day(lazy("On which day")), "hour": _hour()} | _note_blank(),
}
_COMES_OF_IT: dict[str, Callable[[], dict[str, forms.Field]]] = {
    "make": lambda: {"what": _blank(lazy("What you promise")), "due_on": _day(lazy("By when"))},
    "ask": lambda: {"what": _blank(lazy("What you would like promised")), "due_on": _day(lazy("By when"))},
    "goal": lambda: {"what": _blank(lazy("Where you want to go"))},
    "offer": lambda: {"what": _blank(lazy("What you offer"))},
    "entrust": lambda: {
        "scope": _blank(lazy("What you entrust them with")),
        "freedom": _blank(lazy("With how much freedom"), forms.Select(choices=_steps())),
        "look_back_on": _day(lazy("The day both look back on it")),
    },
}
