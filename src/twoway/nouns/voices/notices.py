"""How acts on voices are told: in a voice's history, and what others hear of them by mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.errors import NotSeen
from twoway.ledger.entries import Entry
from twoway.nouns.voices import OFF_IT, acts, forms, queries
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets.sides import Told, act_among, called, named_in, with_sides
from twoway.web.days import day_text
from twoway.web.notice import Notice, Tap

DEEDS = frozenset({acts.Raised.kind, acts.Answered.kind, acts.TakenOn.kind, acts.Added.kind})
SAYS = {
    "voice.raised": (later("%(who)s raised this"), later("You raised this")),
    "voice.acknowledged": (later("%(who)s has read it"), later("You have read it")),
    "voice.moved": (later("%(who)s moved the day to %(day)s"), later("You moved the day to %(day)s")),
    "voice.pass_offered": (
        later("%(who)s would pass it on to %(whom)s"),
        later("You would pass it on to %(whom)s"),
    ),
    "voice.pass_allowed": (
        later("%(who)s let %(whom)s read it, to take it on"),
        later("You let %(whom)s read it, to take it on"),
    ),
    "voice.pass_refused": (
        later("%(who)s would rather it was not passed on"),
        later("You would rather it was not passed on"),
    ),
    "voice.pass_taken_back": (later("%(who)s kept it after all"), later("You kept it after all")),
    "voice.taken_on": (
        later("%(who)s took it on, to answer by %(day)s"),
        later("You took it on, to answer by %(day)s"),
    ),
    "voice.pass_declined": (
        later("%(who)s would rather not take it on"),
        later("You would rather not take it on"),
    ),
    "voice.stood_aside": (later("%(who)s left it to the others"), later("You left it to the others")),
    "voice.added": (later("%(who)s added to it"), later("You added to it")),
    "voice.closed": (
        later("%(who)s closed it, and felt heard: %(heard)s"),
        later("You closed it, and felt heard: %(heard)s"),
    ),
    "voice.reopened": (later("%(who)s opened it again"), later("You opened it again")),
    "voice.withdrawn": (later("%(who)s took it back"), later("You took it back")),
}
ASKED_FEEDBACK = (later("%(who)s asked for feedback"), later("You asked for feedback"))
ANSWERED = {
    "done": (later("%(who)s answered: it is done"), later("You answered: it is done")),
    "promised": (later("%(who)s answered with a promise"), later("You answered with a promise")),
    "no_because": (later("%(who)s answered: no, and why"), later("You answered: no, and why")),
    "told": (later("%(who)s answered"), later("You answered")),
    "need_more": (later("%(who)s needs to know more"), later("You need to know more")),
}
MARKS = {acts.Answered.kind: "voice", acts.Closed.kind: "voice"}


def tell(entry: Entry, names: Mapping[str, Person], seen_by: str) -> Told:
    """The act in a sentence for one who may see it: what they did themselves begins with "You"."""
    act: Any = entry.act
    theirs, yours = _sentences(act)
    whom = act.to if isinstance(getattr(act, "to", None), str) else ""
    blanks = {
        "who": called(names, entry.by),
        "whom": _("you") if whom == seen_by else called(names, whom),
        "day": day_text(act.answer_by) if hasattr(act, "answer_by") else "",
        "heard": str(forms.HEARD[act.heard]).lower() if isinstance(act, acts.Closed) else "",
    }
    return Told(
        entry=entry,
        says=_(yours if entry.by == seen_by else theirs) % blanks,
        words="\n\n".join(filter(None, (getattr(act, name, None) for name in ("words", "more", "reason")))),
        side="you" if entry.by == seen_by else "them",
        mark=MARKS.get(entry.kind, "voiceopen"),
        is_deed=entry.kind in DEEDS,
    )


def history(voice: queries.Voice, *, seen_by: str, most: int | None = None) -> list[Told]:
    """What was done, the oldest first, as far as the reader may see it, each act with its sides."""
    entries = queries.history(voice, seen_by=seen_by, with_sides=True, most=most)
    names = people.named(named_in(entries))
    return with_sides(
        entries, lambda entry: tell(entry, names, seen_by), lambda person: called(names, person)
    )


def act_of(voice: queries.Voice, entry_id: str, *, seen_by: str) -> str:
    """The entry's id, if it is an act of this voice that the person may see."""
    return act_among(queries.history(voice, seen_by=seen_by), entry_id)


def _sentences(act: Any) -> tuple[str, str]:
    if isinstance(act, acts.Answered):
        return ANSWERED[act.answer]
    if isinstance(act, acts.Raised) and act.wants == "feedback":
        return ASKED_FEEDBACK
    return SAYS[act.kind]


# ---- how a voice stands, in sentences --------------------------------------------------------------------

# Whose it is: as its writer reads it, and as everybody else does.
WHOSE = (later("You raised this with %(names)s"), later("%(name)s raised this"))
WHOSE_FEEDBACK = (
    later("You asked %(names)s for one thing you could do better"),
    later("%(name)s asks you for one thing to do better"),
)
RAISED_WITH_YOU = (
    later("%(name)s raised this with you"),
    later("%(name)s raised this with %(names)s and you"),
)
# As its writer reads it, as whoever did it does, and as the others it is with do.
AWAITED = (later("You would like an answer by %(day)s."), later("%(name)s would like an answer by %(day)s."))
OVERDUE = (
    later("You have been waiting for an answer since %(day)s."),
    later("%(name)s has been waiting for an answer since %(day)s."),
)
OFFERED = (
    later("%(who)s asks you whether %(whom)s may read it and take it on."),
    later("%(name)s is asked whether %(whom)s may read it and take it on."),
)
ALLOWED = later("%(whom)s is asked to take it on. Until then it is where it was.")
NEEDS_MORE = (
    later("%(who)s needs to know more. The day runs anew once you have added to it."),
    later("%(name)s is asked for more. The day runs anew once that is there."),
)
ANSWERED_ON = (later("You answered on %(day)s."), later("%(who)s answered on %(day)s."))
CLOSED = (later("You closed it, and felt heard: %(heard)s."), later("%(name)s felt heard: %(heard)s."))
WITHDRAWN = (later("You took it back."), later("%(name)s took it back."))
READ_BY = (later("You said that you have read it."), later("%(who)s has read it."))
AS_ASKED = later(
    "%(who)s would pass this on to you, and %(name)s agrees. An answer is wanted by %(day)s. "
    "A no costs nothing."
)
AS_OFF_IT = {
    "passed_on": later("You had this. %(whom)s took it on on %(day)s."),
    "declined": later("You said that you would rather not take it on."),
    "recalled": later("You were asked to take it on. It does not wait for you any more."),
    "aside": later("You left it to the others on %(day)s."),
}


def kindline(voice: queries.Voice, row: queries.VoicePerson, those: Sequence[Person]) -> str:
    """Whose voice it is and with whom, in a few words, for the one whose row it is."""
    is_writer = row.role == "writer"
    others = [one.called for one in those if one.id != row.person_id]
    blanks = {"name": voice.writer.called, "names": ", ".join(others)}
    if voice.wants == "feedback" and row.role in {"writer", "to"}:
        return _(WHOSE_FEEDBACK[not is_writer]) % blanks
    if row.role == "to":
        return _(RAISED_WITH_YOU[bool(others)]) % blanks
    return _(WHOSE[not is_writer]) % blanks


def standing(voice: queries.Voice, row: queries.VoicePerson, days_late: int, names: Names) -> str:
    """How it stands, for the one whose row it is; nobody off it is told how it went on."""
    blanks = {"name": voice.writer.called}
    if row.role in OFF_IT:
        day = day_text(clock.day_of(row.since, voice.writer.zone))
        return _(AS_OFF_IT[row.role]) % {"whom": called(names, row.with_id), "day": day}
    if row.role == "asked":
        asked = {"who": called(names, voice.passing_by), "day": day_text(voice.answer_by)}
        return _(AS_ASKED) % (blanks | asked)
    return " ".join(filter(None, _as_it_is(voice, row.person_id, days_late, names)))


Names = Mapping[str, Person]


def people_in(voices: Iterable[queries.Voice], rows: Iterable[queries.VoicePerson]) -> set[str]:
    """Whom these sentences name besides writers, to read them at once."""
    of_voices = {
        one
        for voice in voices
        for one in (voice.passing_by, voice.passing_to, voice.answered_by, voice.acknowledged_by)
    }
    return (of_voices | {row.with_id for row in rows}) - {""}


def _as_it_is(voice: queries.Voice, me: str, days_late: int, names: Names) -> list[str]:
    mine = me == voice.writer_id
    blanks = {"name": voice.writer.called, "day": day_text(voice.answer_by)}
    if voice.state == "answered" and voice.answered_at:
        blanks["day"] = day_text(clock.day_of(voice.answered_at, voice.writer.zone))
        blanks["who"] = called(names, voice.answered_by)
        return [_(ANSWERED_ON[voice.answered_by != me]) % blanks]
    if voice.state == "needs_more":
        return [_(NEEDS_MORE[not mine]) % (blanks | {"who": called(names, voice.answered_by)})]
    if voice.state == "withdrawn":
        return [_(WITHDRAWN[not mine]) % blanks]
    if voice.heard:
        return [_(CLOSED[not mine]) % (blanks | {"heard": str(forms.HEARD[voice.heard]).lower()})]
    return _still_open(voice, me, days_late, names, blanks)


def _still_open(
    voice: queries.Voice, me: str, days_late: int, names: Names, blanks: Mapping[str, str]
) -> list[str]:
    mine = me == voice.writer_id
    whom = {"who": called(names, voice.passing_by), "whom": called(names, voice.passing_to)}
    said = [_((OVERDUE if days_late else AWAITED)[not mine]) % blanks]
    if voice.passing:
        passing = ALLOWED if voice.passing == "allowed" else OFFERED[not mine]
        said = [*(said if voice.passing == "allowed" else []), _(passing) % (dict(blanks) | whom)]
    elif voice.acknowledged_by:
        read = READ_BY[voice.acknowledged_by != me]
        said.append(_(read) % {"who": called(names, voice.acknowledged_by)})
    return said


# ---- what others hear by mail ----------------------------------------------------------------------------

PASSED = "voice.passed"  # no act: the day has passed without an answer
SUBJECTS = {
    "voice.raised": later("%(name)s raised something with you"),
    "voice.acknowledged": later("%(name)s has read what you raised"),
    "voice.moved": later("%(name)s moved the day of an answer"),
    "voice.answered": later("%(name)s answered you"),
    "voice.pass_offered": later("%(name)s would pass on what you raised"),
    "voice.pass_allowed": later("%(name)s asks you to take something on"),
    "voice.pass_refused": later("%(name)s would rather something was not passed on"),
    "voice.pass_taken_back": later("%(name)s kept something after all"),
    "voice.taken_on": later("%(name)s took on what was raised"),
    "voice.pass_declined": later("%(name)s would rather not take something on"),
    "voice.stood_aside": later("%(name)s left something to the others"),
    "voice.added": later("%(name)s added to what was raised"),
    "voice.closed": later("%(name)s closed what was raised"),
    "voice.reopened": later("%(name)s opened something again"),
    "voice.withdrawn": later("%(name)s took something back"),
}
ASKS_FEEDBACK = later("%(name)s asks you for feedback")
TAP_LABELS = {
    "acknowledge": later("I have read it"),
    "allow_pass": later("Yes, they may read it"),
    "refuse_pass": later("No, it stays with you two"),
    "take_on": later("Yes, I take it on"),
    "decline_pass": later("I would rather not"),
    "heard_5": later("I felt heard: fully"),
    "heard_4": later("Mostly"),
    "heard_3": later("In part"),
    "heard_2": later("A little"),
    "heard_1": later("Not at all"),
}
# After which act whoever reads of it can answer with one tap, each by the rule it stands for.
OFFERED_TAPS: dict[str, tuple[str, ...]] = {
    "voice.raised": ("acknowledge",),
    "voice.pass_offered": ("allow_pass", "refuse_pass"),
    "voice.pass_allowed": ("take_on", "decline_pass"),
    "voice.answered": ("heard_5", "heard_4", "heard_3", "heard_2", "heard_1"),
}


def notices(entry: Entry) -> list[Notice]:
    """What others should hear of this act: each only what they may see."""
    if entry.kind not in SUBJECTS or not entry.by:
        return []
    others = [person for person in entry.participants if person != entry.by]
    return [notice for to in others if (notice := _notice(entry, to)) is not None]


def _notice(entry: Entry, to: str) -> Notice | None:
    try:
        voice = queries.one(entry.thing, seen_by=to)
    except NotSeen:
        return None
    told = tell(entry, people.named(named_in([entry])), to)
    feedback = isinstance(entry.act, acts.Raised) and entry.act.wants == "feedback"
    title = [] if entry.kind == acts.Raised.kind else [voice.title]
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_(ASKS_FEEDBACK if feedback else SUBJECTS[entry.kind]) % {"name": _who(entry.by)},
        line=f"{told.says}. {_wished(entry)}".strip(),
        words="\n\n".join(filter(None, [*title, told.words])),
        taps=_taps(voice, to, entry),
        thing=voice.id,
        entry=entry.id,
    )


def _wished(entry: Entry) -> str:
    """By when an answer is wanted, where somebody is asked for one."""
    if not isinstance(entry.act, acts.Raised | acts.Added | acts.Reopened):
        return ""
    return _("An answer would help by %(day)s.") % {"day": day_text(entry.act.answer_by)}


def _who(person: str) -> str:
    return people.person(person).called


def _taps(voice: queries.Voice, to: str, entry: Entry) -> tuple[Tap, ...]:
    """Those of these answers that are open now."""
    may = set(queries.open_verbs(voice, to))
    may |= {verb for verb in TAP_LABELS if verb.startswith("heard_") and "close" in may}
    offered = OFFERED_TAPS.get(entry.kind, ())
    return tuple(Tap(verb=verb, label=_(TAP_LABELS[verb])) for verb in offered if verb in may)


def passed(day: date) -> list[Notice]:
    """Voices in time until this day and overdue since: told to whoever is to answer and to their writer."""
    found: dict[tuple[str, str], Notice] = {}
    for voice, person in queries.overdue_since(day):
        found[voice.id, person.id] = _overdue(voice, person.id, voice.writer.called)
        found.setdefault((voice.id, voice.writer_id), _overdue(voice, voice.writer_id, person.called))
    return list(found.values())


def _overdue(voice: queries.Voice, to: str, other: str) -> Notice:
    mine = to == voice.writer_id
    line = OVERDUE_LINE[not mine]
    return Notice(
        to=to,
        kind=PASSED,
        subject=_("A day for an answer has passed"),
        line=_(line) % {"name": other, "day": day_text(voice.answer_by)},
        words=voice.title,
        thing=voice.id,
        entry=voice.last_entry_id,
    )


OVERDUE_LINE = (
    later(
        "You wanted an answer by %(day)s, and there is none yet. Only you and whoever it is with see that."
    ),
    later(
        "%(name)s wanted an answer from you by %(day)s. A no with its reason is an answer too. "
        "Only the two sides see that it is overdue."
    ),
)
