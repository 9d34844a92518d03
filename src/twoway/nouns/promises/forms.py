"""The blanks a person fills in, and what each refuses: too long, too vague, a past day, no day at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape
from twoway.ledger.kinds import Act
from twoway.nouns.promises import acts
from twoway.web.text import clean

MOST_WHAT = 500
MOST_NOTE = 5_000
FURTHEST = timedelta(days=3_653)

# Whole texts that name a time or an effort and nothing that will be there. Only a text that says no more
# than one of these is refused: a real promise in a language we cannot read must never be.
VAGUE = frozenset(
    {
        *("soon", "asap", "later", "sometime", "eventually", "maybe", "perhaps", "now", "today", "tomorrow"),
        *("try", "try it", "try hard", "do my best", "my best", "best effort", "do it", "do that", "do this"),
        *(
            "look into it",
            "look into this",
            "look into that",
            "see",
            "see to it",
            "think about it",
            "help",
            "work",
        ),
        *(
            "something",
            "stuff",
            "things",
            "anything",
            "whatever",
            "it",
            "this",
            "that",
            "tbd",
            "tba",
            "todo",
            "to do",
        ),
        *("yes", "no", "ok", "okay", "sure", "will do", "test", "x", "xx", "xxx", "na", "none", "nothing"),
        *("bald", "irgendwann", "vielleicht", "mal sehen", "versuchen", "etwas", "ja", "nein"),
        *(
            "bientôt",
            "peut-être",
            "essayer",
            "quelque chose",
            "oui",
            "non",
            "pronto",
            "quizás",
            "intentar",
            "algo",
            "sí",
        ),
    }
)
OPENINGS = ("i will ", "i'll ", "we will ", "we'll ", "you will ", "you'll ", "that ", "to ")


def what(text: str, *, to: str) -> str:
    """What will be there, in one line; `to` names the one who must be able to tell when it is done."""
    said = clean(text, MOST_WHAT, field="what")
    if not said:
        raise BadShape(_("Say what will be there when it is done."), code="empty", field="what")
    if is_vague(said):
        say = _("%(name)s couldn’t tell when this is done. Try “You’ll have …”.") % {"name": to}
        raise BadShape(say, code="vague", field="what")
    return said


def is_vague(said: str) -> bool:
    """Whether the whole text only names a time or an effort, or has no letter, number or sign at all."""
    plain = "".join(
        letter if unicodedata.category(letter)[0] not in "PC" or letter in "'-" else " "
        for letter in said.casefold().replace("’", "'")
    )
    plain = " ".join(plain.split()).strip("'- ")
    bare = next((plain.removeprefix(opening) for opening in OPENINGS if plain.startswith(opening)), plain)
    return not plain or plain in VAGUE or bare in VAGUE


def note(text: str, field: str = "note") -> str | None:
    """Words beside an act, of several lines if need be; nothing typed is nothing kept."""
    return clean(text, MOST_NOTE, field=field, lines=True) or None


def needed(text: str, say: str, field: str) -> str:
    """Words an act cannot do without."""
    said = note(text, field)
    if said is None:
        raise BadShape(say, code="empty", field=field)
    return said


def day(text: str, field: str = "due_on") -> date | None:
    """The day in a blank, as browsers send it; an empty blank is no day."""
    typed = text.strip()
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        say = _("There is no such day. Pick one, or write it like %(example)s.") % {"example": "2026-03-09"}
        raise BadShape(say, code="no_such_day", field=field) from error


def day_ahead(wanted: date | None, today: date, field: str = "due_on") -> date:
    """A day that can be promised: today or later where the promisee is, and within ten years."""
    if wanted is None:
        raise BadShape(_("Pick a day."), code="no_day", field=field)
    if wanted < today:
        raise BadShape(_("That day has passed. Pick today or later."), code="day_passed", field=field)
    if wanted > today + FURTHEST:
        raise BadShape(
            _("That is more than ten years away. Pick a nearer day."), code="day_too_far", field=field
        )
    return wanted


def day_done(done_on: date, made_on: date, today: date) -> date:
    """The day on which something was kept: from the day it was promised to today."""
    if done_on > today:
        raise BadShape(
            _("That day is still to come. Pick today or earlier."), code="day_to_come", field="kept_on"
        )
    if done_on < made_on:
        say = _("That is before it was promised. Pick a later day.")
        raise BadShape(say, code="before_made", field="kept_on")
    return done_on


@dataclass(frozen=True, kw_only=True)
class Past:
    """What another system says happened to a promise: "moved", "kept", "broken", "released" or "reopened"."""

    verb: str
    at: datetime
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PastPromise:
    """A promise as another system tells it; `source` is its own for good, such as "jira DS-100"."""

    source: str
    promiser: str
    promisee: str
    what: str
    made_at: datetime
    due_on: date | None = None
    past: tuple[Past, ...] = ()

    def acts(self, zone: str) -> Iterator[tuple[Act, datetime, str]]:
        """Each act with its moment and whose it is; `zone` is the promisee's, whose days count."""
        said = clean(self.what, MOST_WHAT)
        made = acts.Made(promiser=self.promiser, promisee=self.promisee, what=said, due_on=self.due_on)
        yield made, self.made_at, self.promiser
        due_on = self.due_on
        for past in self.past:
            on = clock.day_of(past.at, zone)
            if past.verb == "moved":
                moved = acts.Moved(
                    due_on=past.due_on, asked_by=self.promiser, asked_on=on, on=on, was_on=due_on
                )
                yield moved, past.at, self.promiser
                due_on = past.due_on
            else:
                whose = self.promisee if past.verb == "released" else self.promiser
                yield _PAST[past.verb](on), past.at, whose


_PAST: dict[str, Callable[[date], Act]] = {
    "kept": lambda on: acts.Kept(kept_on=on, on=on),
    "broken": lambda on: acts.Broken(on=on),
    "released": lambda on: acts.Released(),
    "reopened": lambda on: acts.Reopened(on=on),
}
