"""Unnamed voices in the words that readings across nouns show, to their addressee alone; on no street."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.unnamed import acts, queries
from twoway.people import queries as people
from twoway.web.addresses import address
from twoway.web.days import day_text
from twoway.web.told import Deed, Line, Open, Said, Verb

if TYPE_CHECKING:
    from twoway.nouns.unnamed.models import Unnamed

KINDS: tuple[str, ...] = ("unnamed.",)
REASONS: dict[str, tuple[str, str]] = {}  # nothing of it is evidence
SAYS = {
    "unnamed.raised": later("Somebody raised this to you, unnamed"),
    "unnamed.added": later("Whoever raised it said more"),
    "unnamed.answered": later("You answered it"),
    "unnamed.closed": later("Whoever raised it closed it"),
}
TO_ITS_WRITER = {
    "unnamed.raised": later("You raised this"),
    "unnamed.added": later("You said more"),
    "unnamed.closed": later("You closed it"),
    "will_do": later("%(name)s will do it"),
    "done": later("%(name)s says that it is done"),
    "no_because": later("%(name)s says no, and why"),
    "need_more": later("%(name)s asks to know more"),
    "hear": later("%(name)s has heard you"),
}
ANSWERED = {
    "will_do": later("You said that you will do it"),
    "done": later("You said that it is done"),
    "no_because": later("You said no, and why"),
    "need_more": later("You asked to know more"),
    "hear": later("You said that you have heard it"),
}


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    known = queries.among((entry.thing for entry in own), seen_by=seen_by) if own else {}
    return {entry.id: _line(entry, known[entry.thing]) for entry in own if entry.thing in known}


def _line(entry: Entry, voice: Unnamed) -> Line:
    """What it is about is left out: mails tell a line by that, and not a word of it goes by mail."""
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=entry.happened_at.date(),
        at=entry.happened_at,
        says=_("%(says)s (an unnamed voice)") % {"says": says(entry)},
        words=words(entry),
        href=address("unnamed", voice.id),
        mark=mark(voice),
    )


def says(entry: Entry) -> str:
    """What happened, as the addressee reads it."""
    act = entry.act
    return _(ANSWERED[act.answer]) if isinstance(act, acts.Answered) else _(SAYS[entry.kind])


def says_to_writer(entry: Entry, name: str) -> str:
    """The same, as whoever has the key reads it."""
    act = entry.act
    return _(TO_ITS_WRITER[act.answer if isinstance(act, acts.Answered) else entry.kind]) % {"name": name}


def words(entry: Entry) -> str:
    """What was said with it; empty when nothing was, or when it was erased."""
    return getattr(entry.act, "words", None) or ""


def mark(voice: Unnamed) -> str:
    """Hollow while it waits."""
    return "voiceopen" if voice.state == "waiting" else "voice"


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """On no street: a mark would stand on one, and say whose it is."""
    return []


def said_to(person: str) -> list[Said]:
    """Its words stand on its own page alone."""
    return []


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What waits for the addressee's answer, and from its day on what they said they would do."""
    if streets is not None:
        return []
    found = queries.asks_something(seen_by)
    today = clock.today(people.zone_of(seen_by)) if found else date.min
    return [_open(one, today) for one in found if one.state == "waiting" or one.is_due(today)]


def _open(voice: Unnamed, today: date) -> Open:
    waits = voice.state == "waiting"
    label = _("Answer") if waits else _("Say how it stands")
    what = _("An unnamed voice waits for your answer") if waits else _("You answered an unnamed voice")
    return Open(
        street="",
        thing=voice.id,
        owes=voice.to_id,
        to=voice.to_id,
        kind="answer" if waits else "review",
        what=what,
        says=_asks(voice, waits),
        due_on=voice.answer_by if waits else voice.will_do_by,
        days_late=voice.days_late(today),
        href=address("unnamed", voice.id),
        mark=mark(voice),
        verbs=(Verb(label=label, url=address("unnamed", voice.id), posts=False),),
        seen=voice.last_entry_id,
    )


def _asks(voice: Unnamed, waits: bool) -> str:
    if not waits and voice.will_do_by:
        return _("You said that you would do it by %(day)s") % {"day": day_text(voice.will_do_by)}
    return _("It could be from any of %(number)s people") % {"number": len(voice.group)}


def waiting(person: str) -> int:
    """How many wait for the person's answer."""
    return sum(voice.state == "waiting" for voice in queries.asks_something(person))
