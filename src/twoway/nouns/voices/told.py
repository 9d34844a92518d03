"""Voices in the words and marks that readings across nouns show, and the clock of one that is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.voices import LABELS, notices, queries
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets import queries as streets
from twoway.people.streets.sides import Told, named_in
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said, Verb

if TYPE_CHECKING:
    from twoway.nouns.voices.models import Voice
    from twoway.people.streets.models import Street

KINDS: tuple[str, ...] = ("voice.",)
# What each kind of reading is called where an estimate shows its reasons, and its mark.
REASONS: dict[str, tuple[str, str]] = {
    "voice.answered": (later("Answered a voice"), "voice"),
    "voice.answered_late": (later("Answered a voice late"), "voice"),
    "voice.waiting": (later("Waiting for an answer"), "voiceopen"),
}


# ---- acts in words -------------------------------------------------------------------------------------


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts on voices in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    known = queries.among((entry.thing for entry in own), seen_by=seen_by) if own else {}
    names = people.named(named_in(own)) if own else {}
    told = [notices.tell(entry, names, seen_by) for entry in own if entry.thing in known]
    return {one.entry.id: _line(one, known[one.entry.thing]) for one in told}


def _line(told: Told, voice: Voice) -> Line:
    entry = told.entry
    began = entry.id == voice.raised_in
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, voice.writer.zone),
        at=entry.happened_at,
        says=told.says,
        about=voice.title,
        words=voice.more if began else told.words,
        href=address("voice", voice.id),
        mark=told.mark,
    )


# ---- marks on a street ---------------------------------------------------------------------------------

SAYS = {
    "": later("Raised: %(title)s"),
    "done": later("Answered, it is done: %(title)s"),
    "promised": later("Answered with a promise: %(title)s"),
    "no_because": later("Answered, no and why: %(title)s"),
    "told": later("Answered: %(title)s"),
    "passed_on": later("Passed on: %(title)s"),
}


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """Each voice on these streets: open, in the lane of its writer; answered, of whoever answered."""
    ends = _ends(seen_by)
    found = [
        _deed(voice, person, street.id)
        for voice, person in queries.marks_with(seen_by)
        if (street := ends.get(person.person_id if voice.writer_id == seen_by else voice.writer_id))
        and street.id in streets
    ]
    return [deed for deed in found if deed is not None]


def _deed(voice: Voice, person: queries.VoicePerson, street: str) -> Deed | None:
    """None where somebody else of those it was raised with has answered it."""
    if person.role == "passed_on":
        return _mark(voice, street, person.entry, person.person_id, person.since, "passed_on")
    if voice.state in {"answered", "closed"}:
        if voice.answered_by != person.person_id or voice.answered_at is None:
            return None
        return _mark(voice, street, voice.answer_entry, voice.answered_by, voice.answered_at, voice.answer)
    return _mark(voice, street, voice.raised_in, voice.writer_id, voice.raised_at, "")


def _mark(voice: Voice, street: str, entry: str, by: str, at: datetime, what: str) -> Deed:
    title = voice.title or _("words that were erased")
    return Deed(
        street=street,
        entry=entry,
        by=by,
        day=clock.day_of(at, voice.writer.zone),
        shape=Shape.VOICE,
        state=State.ANSWERED if what else State.OPEN,
        says=_(SAYS[what]) % {"title": title},
        label=voice.title,
        weight=2.0 if what else 1.5,
    )


# ---- what is open --------------------------------------------------------------------------------------

# As whoever owes the word reads it, and as the other does.
ASKS = {
    "answer": (
        later("%(name)s would like an answer"),
        later("You would like an answer from %(name)s"),
    ),
    "offered": (
        later("%(name)s asks whether they may pass it on"),
        later("You asked %(name)s whether you may pass it on"),
    ),
    "asked": (later("%(name)s asks you to take it on"), later("%(name)s is asked to take it on")),
    "needs_more": (later("%(name)s needs to know more"), later("You asked %(name)s for more")),
    "answered": (
        later("%(name)s answered. Did you feel heard?"),
        later("You answered. %(name)s can close it"),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One word that one of two owes the other; `verbs` are those of whoever owes it."""

    owes: str
    to: str
    about: str
    verbs: tuple[Verb, ...] = ()
    kind: Literal["answer", "claim"] = "answer"


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What is open between the person and others; on these streets, if named."""
    found = _all_open(seen_by)
    return list(found) if streets is None else [one for one in found if one.street in streets]


def waiting(person: str) -> int:
    """How many voices wait for a word of the person's."""
    return len({one.thing for one in _all_open(person) if one.owes == person and one.kind == "answer"})


def said_to(person: str) -> list[Said]:
    """The latest answers to what the person asked to hear of themselves."""
    return [
        Said(
            at=voice.answered_at,
            name=names[voice.answered_by].called,
            words=voice.answer_words,
            mark="voice",
            href=address("voice", voice.id),
        )
        for voice, names in queries.told_to(person)
        if voice.answered_at and voice.answer_words and voice.answered_by in names
    ]


@asked_once
def _all_open(seen_by: str) -> tuple[Open, ...]:
    voices = list(queries.asks_something(seen_by))
    if not voices:
        return ()
    with_, ends = queries.with_each(voices), _ends(seen_by)
    asked = [
        one for voice in voices for one in (voice.passing_to, voice.passing_by, voice.answered_by) if one
    ]
    names = people.named({*asked, *(one.id for those in with_.values() for one in those)})
    return tuple(
        opened
        for voice in voices
        for matter in _matters(voice, with_[voice.id], seen_by)
        if seen_by in {matter.owes, matter.to}
        and (opened := _open(voice, matter, ends, names, seen_by)) is not None
    )


def _matters(voice: Voice, those: Iterable[Person], me: str) -> Iterator[Matter]:
    writer = voice.writer_id
    if voice.state == "answered":
        verbs = (_leads_to(voice, "close"),)
        yield Matter(owes=writer, to=voice.answered_by, about="answered", verbs=verbs, kind="claim")
    elif voice.state == "needs_more":
        yield Matter(owes=writer, to=voice.answered_by, about="needs_more", verbs=(_leads_to(voice, "add"),))
    elif voice.passing == "offered":
        either = (_taps(voice, "allow_pass"), _taps(voice, "refuse_pass"))
        yield Matter(owes=writer, to=voice.passing_by, about="offered", verbs=either)
    else:
        read = () if voice.acknowledged_by or voice.passing else (_taps(voice, "acknowledge"),)
        for person in those:
            yield Matter(owes=person.id, to=writer, about="answer", verbs=(_leads_to(voice, "answer"), *read))
        if voice.passing == "allowed":
            either = (_taps(voice, "take_on"), _taps(voice, "decline_pass"))
            yield Matter(owes=voice.passing_to, to=writer, about="asked", verbs=either)


def _open(
    voice: Voice, matter: Matter, ends: Mapping[str, Street], names: Mapping[str, Person], me: str
) -> Open | None:
    """None where one of the two is not here any more, or their street is closed: then nobody waits."""
    mine = matter.owes == me
    other = matter.to if mine else matter.owes
    found = voice.writer if other == voice.writer_id else names.get(other)
    if found is None or not found.is_here:
        return None
    street = ends.get(other)
    if street is not None and street.state == "closed":
        return None
    late = queries.days_late(voice, street) if matter.about == "answer" else 0
    return Open(
        street=street.id if street else "",
        thing=voice.id,
        owes=matter.owes,
        to=matter.to,
        kind=matter.kind,
        what=voice.title,
        says=_(ASKS[matter.about][not mine]) % {"name": found.called},
        due_on=voice.answer_by if matter.about == "answer" else None,
        days_late=late,
        href=address("voice", voice.id),
        mark="voice" if matter.kind == "claim" else "voiceopen",
        verbs=matter.verbs if mine else (),
        seen=voice.last_entry_id,
    )


def _ends(seen_by: str) -> dict[str, Street]:
    """The person's streets by who is at the other end."""
    return {street.other(seen_by): street for street in streets.streets_of(seen_by)}


def _taps(voice: Voice, verb: str) -> Verb:
    return Verb(label=str(LABELS[verb]), url=reverse("voice.act", args=[voice.id, verb]))


def _leads_to(voice: Voice, verb: str) -> Verb:
    return Verb(label=str(LABELS[verb]), url=f"{address('voice', voice.id)}#{verb}", posts=False)


# ---- the clock -------------------------------------------------------------------------------------------

FIRST_X, LAST_X = 6, 262


@dataclass(frozen=True, kw_only=True)
class Clock:
    """From the day it was raised to the day an answer is wanted by, with today on the way, or past it."""

    start: date
    due: date
    today: date
    today_x: int
    due_x: int
    side: str
    due_anchor: str
    due_label_x: int

    @property
    def is_over(self) -> bool:
        """Whether the day has passed."""
        return self.today > self.due

    @property
    def anchor(self) -> str:
        """How the word "today" is set, so that it stays within the drawing."""
        return "start" if self.today_x < 24 else "end" if self.today_x > 244 else "middle"


def clock_of(found: Voice, *, mine: bool, is_late: bool) -> Clock:
    """The clock of an open voice, in its writer's days; in a stop the day has not passed for anybody."""
    today = queries.today_of(found)
    today = today if is_late else min(today, found.answer_by)
    start, end = found.raised_on, max(found.answer_by, today)
    days = max((end - start).days, 1)
    due_x = _x((found.answer_by - start).days, days) if found.answer_by > start else LAST_X
    at_end = due_x > LAST_X - 24
    return Clock(
        start=start,
        due=found.answer_by,
        today=today,
        today_x=_x((today - start).days, days),
        due_x=due_x,
        side="you" if mine else "them",
        due_anchor="end" if at_end else "middle",
        due_label_x=LAST_X + 4 if at_end else due_x,
    )


def _x(day: int, days: int) -> int:
    return round(FIRST_X + (LAST_X - FIRST_X) * day / days)
