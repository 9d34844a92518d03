"""The blanks of an unnamed voice, what each refuses, and the key that opens its thread."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from twoway.errors import BadShape
from twoway.ids import ALPHABET
from twoway.nouns.unnamed import ANSWERS, HEARD, WANTS, WITHIN_DAYS
from twoway.web.blanks import Judged
from twoway.web.text import clean

MOST_WORDS = 5_000
FURTHEST = timedelta(days=3_653)
KEY_LETTERS, KEY_GROUP = 28, 4  # 140 bits: nothing to guess, and short enough to be written down
MUST_SAY = {
    "will_do": lazy("Say what you will do."),
    "no_because": lazy("Say why. A clear no with a reason counts as much as a yes."),
    "need_more": lazy("Say what you need to know."),
}


# ---- the key ---------------------------------------------------------------------------------------------


def new_key() -> str:
    """A key for whoever's browser cannot draw one itself; it is shown once and kept nowhere."""
    letters = "".join(secrets.choice(ALPHABET) for _each in range(KEY_LETTERS))
    return "-".join(letters[at : at + KEY_GROUP] for at in range(0, KEY_LETTERS, KEY_GROUP))


def lock_of(key: str) -> str:
    """What is kept of a key, however it was typed: capitals, spaces and strokes make no difference."""
    plain = "".join(letter for letter in key.lower() if letter in ALPHABET)
    return hashlib.sha256(plain.encode()).hexdigest()


def lock(text: str) -> str:
    """The hash of a key that a browser or a program drew by itself."""
    if len(text) != 64 or not set(text) <= set("0123456789abcdef"):
        raise BadShape(_("The lock is the SHA-256 of your key, in 64 hexadecimal letters."), field="lock")
    return text


# ---- what rules judge ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Raising:
    """What somebody would like to raise, as they typed it."""

    to: str
    team: str
    words: str
    wants: str = "answer"
    within_days: int = 14


def judged(raising: Raising) -> Raising:
    """The same, tidied; a refusal names its blank."""
    if raising.wants not in WANTS:
        raise BadShape(_("Say what you would like."), code="no_want", field="wants")
    if raising.within_days not in WITHIN_DAYS:
        raise BadShape(_("Pick within which time you would like an answer."), field="within_days")
    return Raising(
        to=raising.to,
        team=raising.team,
        words=words(raising.words),
        wants=raising.wants,
        within_days=raising.within_days,
    )


def words(text: str) -> str:
    """What somebody says; nothing is not a voice."""
    said = clean(text, MOST_WORDS, field="words", lines=True)
    if not said:
        raise BadShape(_("Say it in your own words."), code="empty", field="words")
    return said


def words_or_none(text: str) -> str | None:
    """Words that need not be there."""
    return clean(text, MOST_WORDS, field="words", lines=True) or None


def answer_words(answer: str, text: str) -> str | None:
    """The words of an answer; some answers say nothing without any."""
    if answer not in ANSWERS:
        raise BadShape(_("Say which answer it is."), code="no_answer", field="answer")
    said = words_or_none(text)
    if said is None and answer in MUST_SAY:
        raise BadShape(str(MUST_SAY[answer]), code="empty", field="words")
    return said


def will_do_by(answer: str, day: date | None, today: date) -> date | None:
    """The day that goes with "I will do it"; no other answer has one."""
    if answer != "will_do":
        return None
    if day is None:
        raise BadShape(_("Name a day by which you will do it."), code="no_day", field="by_day")
    if day < today:
        raise BadShape(_("That day has passed. Pick today or later."), code="day_passed", field="by_day")
    if day > today + FURTHEST:
        raise BadShape(
            _("That is more than ten years away. Pick a nearer day."), code="day_too_far", field="by_day"
        )
    return day


def heard(number: int) -> int:
    """How far the writer felt heard, from 1 to 5."""
    if number not in HEARD:
        raise BadShape(_("Say how far you felt heard, from 1 to 5."), code="no_heard", field="heard")
    return number


def whole(text: str) -> int:
    """A number of one of a few choices; whatever else was sent is none of them."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


# ---- blanks on pages -------------------------------------------------------------------------------------


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "words", "rows": rows})


class Blanks(Judged):
    """The blanks in which a voice is raised; rules judge what is typed."""

    to = forms.ChoiceField(required=False, label=lazy("To whom"))
    team = forms.ChoiceField(required=False, label=lazy("As one of which team"), widget=forms.RadioSelect)
    words = forms.CharField(
        required=False,
        strip=False,
        label=lazy("In your own words"),
        help_text=lazy(
            "Write it plainly. What only you know, and how you usually put things, can tell who you are."
        ),
        widget=_area(6),
    )
    wants = forms.ChoiceField(
        required=False, label=lazy("What you would like"), choices=list(WANTS.items()), initial="answer"
    )
    within_days = forms.ChoiceField(
        required=False, label=lazy("Within"), choices=list(WITHIN_DAYS.items()), initial=14
    )

    def __init__(
        self,
        whom: Iterable[tuple[str, str]],
        teams: Sequence[tuple[str, str]],
        typed: QueryDict | None,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(typed, auto_id="unnamed-%s", initial=initial)
        self.fields["to"].choices = list(whom)  # type: ignore[attr-defined]
        self.fields["team"].choices = list(teams)  # type: ignore[attr-defined]


class Answering(Judged):
    """The blanks of an answer."""

    answer = forms.ChoiceField(
        required=False, label=lazy("Which answer?"), choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )
    by_day = forms.DateField(
        required=False,
        label=lazy("By which day"),
        help_text=lazy("For “I will do it” alone. It is no promise, and counts for nothing."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    words = forms.CharField(required=False, strip=False, label=lazy("In your own words"), widget=_area(5))


class Adding(Judged):
    """What the writer goes on to say."""

    words = forms.CharField(required=False, strip=False, label=lazy("In your own words"), widget=_area(5))


class Closing(Judged):
    """How it was for the writer."""

    heard = forms.ChoiceField(
        required=False,
        label=lazy("How far did you feel heard?"),
        choices=[(number, says) for number, says in HEARD.items()],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        required=False, strip=False, label=lazy("A last word, if you like"), widget=_area(3)
    )
