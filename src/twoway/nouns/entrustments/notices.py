"""How acts on entrustments are told: in their history, in sentences on how they stand, and by mail."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.entrustments import LABELS, STEPS, acts, forms, queries
from twoway.people import queries as people
from twoway.people.streets.sides import Told, act_among, with_sides
from twoway.web.days import day_text
from twoway.web.notice import Notice, Tap
from twoway.web.templatetags.twoway import first_name

DEEDS = frozenset({acts.Given.kind, acts.Accepted.kind, acts.Widened.kind, acts.LookedBack.kind})
SAYS = {
    "entrustment.given": (
        later("%(who)s entrusted you with this: “%(step)s”"),
        later("You entrusted %(other)s with this: “%(step)s”"),
    ),
    "entrustment.accepted": (later("%(who)s took it on"), later("You took it on")),
    "entrustment.declined": (later("%(who)s would rather not"), later("You said that you would rather not")),
    "entrustment.withdrawn": (later("%(who)s took it back"), later("You took it back")),
    "entrustment.widened": (
        later("%(who)s gave you more freedom: “%(step)s”"),
        later("You gave %(other)s more freedom: “%(step)s”"),
    ),
    "entrustment.narrowed": (
        later("%(who)s left you less freedom: “%(step)s”"),
        later("You left %(other)s less freedom: “%(step)s”"),
    ),
    "entrustment.returned": (later("%(who)s gave it back"), later("You gave it back")),
    "entrustment.ended": (later("%(who)s ended it"), later("You ended it")),
}
LOOKED_BACK = {
    "well": (later("%(who)s said that it went well"), later("You said that it went well")),
    "partly": (later("%(who)s said that it went well in part"), later("You said that it went well in part")),
    "badly": (later("%(who)s said that it did not go well"), later("You said that it did not go well")),
}


def tell(entry: Entry, entrustment: queries.Entrustment, seen_by: str) -> Told:
    """The act in a sentence for one of the two: what they did themselves begins with "You"."""
    act: Any = entry.act
    theirs, yours = LOOKED_BACK[act.how] if isinstance(act, acts.LookedBack) else SAYS[entry.kind]
    blanks = {
        "who": queries.end_of(entrustment, entry.by).called,
        "other": queries.end_of(entrustment, entrustment.other(entry.by)).called,
        "step": STEPS[act.freedom] if hasattr(act, "freedom") else "",
    }
    return Told(
        entry=entry,
        says=_(yours if entry.by == seen_by else theirs) % blanks,
        words=next(filter(None, (getattr(act, name, None) for name in ("words", "note", "reason"))), ""),
        side="you" if entry.by == seen_by else "them",
        mark="entrusted" if entry.kind in DEEDS else "entrustopen",
        is_deed=entry.kind in DEEDS,
    )


def history(entrustment: queries.Entrustment, *, seen_by: str, most: int | None = None) -> list[Told]:
    """What was done, the oldest first, each act with its sides; of the latest `most`, if there are more."""
    entries = queries.history(entrustment, seen_by=seen_by, with_sides=True, most=most)
    return with_sides(
        entries,
        lambda entry: tell(entry, entrustment, seen_by),
        lambda person: queries.end_of(entrustment, person).called,
    )


def act_of(entrustment: queries.Entrustment, entry_id: str, *, seen_by: str) -> str:
    """The entry's id, if it is an act on this entrustment that the person may see."""
    return act_among(queries.history(entrustment, seen_by=seen_by), entry_id)


# ---- how it stands, in sentences -------------------------------------------------------------------------

# The step as each of the two lives it: whoever gave it, and whoever it was given to.
MEANS = {
    1: (later("%(name)s asks you first."), later("You ask %(name)s first.")),
    2: (later("%(name)s suggests it, and you decide."), later("You suggest it, and %(name)s decides.")),
    3: (later("You decide together."), later("You decide together.")),
    4: (
        later("%(name)s decides, and waits for your yes."),
        later("You decide, and wait for %(name)s’s yes."),
    ),
    5: (
        later("%(name)s decides, and tells you before acting."),
        later("You decide, and tell %(name)s before you act."),
    ),
    6: (
        later("%(name)s acts, and tells you afterwards."),
        later("You act, and tell %(name)s afterwards."),
    ),
    7: (
        later("It is %(name)s’s. You need not be told."),
        later("It is yours. You need not tell %(name)s."),
    ),
}
# Who gave what to whom, as each of the two reads it.
WHOSE = {
    "given": (later("You would like to entrust %(name)s"), later("%(name)s would like to entrust you")),
    "accepted": (later("You entrust %(name)s"), later("%(name)s entrusts you")),
    "over": (later("You and %(name)s"), later("%(name)s and you")),
    "was": (later("You entrusted %(name)s"), later("%(name)s entrusted you")),
}
STANDS = {
    "given": (
        later("%(name)s has not answered yet."),
        later("It is yours once you say yes, and a no costs nothing."),
    ),
    "declined": (later("%(name)s would rather not."), later("You would rather not.")),
    "withdrawn": (later("You took it back."), later("%(name)s took it back.")),
    "returned": (
        later("%(name)s gave it back on %(day)s."),
        later("You gave it back on %(day)s."),
    ),
    "ended": (later("You ended it on %(day)s."), later("%(name)s ended it on %(day)s.")),
}
AHEAD = later("You both look back on it on %(day)s.")
DUE_NOW = later("%(day)s was named to look back on it. How did it go for you?")
SAID = {
    "well": (later("%(name)s says that it went well."), later("You said that it went well.")),
    "partly": (
        later("%(name)s says that it went well in part."),
        later("You said that it went well in part."),
    ),
    "badly": (
        later("%(name)s says that it did not go well."),
        later("You said that it did not go well."),
    ),
}


def means(entrustment: queries.Entrustment, *, seen_by: str) -> str:
    """The step of freedom as the reader lives it."""
    return _(MEANS[entrustment.freedom][seen_by != entrustment.giver_id]) % _name(entrustment, seen_by)


def kindline(entrustment: queries.Entrustment, *, seen_by: str) -> str:
    """Who entrusts whom, in a few words."""
    taken_on = bool(entrustment.accepted_at)
    says = entrustment.state if entrustment.state in {"given", "accepted"} else "was" if taken_on else "over"
    name = queries.end_of(entrustment, entrustment.other(seen_by)).called
    return _(WHOSE[says][seen_by != entrustment.giver_id]) % {"name": name}


def standing(entrustment: queries.Entrustment, *, seen_by: str) -> str:
    """How it stands, for one of the two."""
    blanks = _name(entrustment, seen_by)
    sentences = []
    if entrustment.state in STANDS:
        zone = queries.end_of(entrustment, seen_by).zone
        day = day_text(clock.day_of(entrustment.over_at, zone)) if entrustment.over_at else ""
        says = STANDS[entrustment.state][seen_by != entrustment.giver_id]
        sentences.append(_(says) % (blanks | {"day": day}))
    if entrustment.accepted_at:
        sentences += _looked_back(entrustment, seen_by)
    return " ".join(sentences)


def _looked_back(entrustment: queries.Entrustment, seen_by: str) -> list[str]:
    """What each has said of the last day named, and whether that is still to come."""
    day = {"day": day_text(entrustment.look_back_on)}
    if queries.is_asked(entrustment, seen_by):
        said = [_(DUE_NOW) % day]
    elif entrustment.state == "accepted" and entrustment.look_back_on > queries.today_of(
        entrustment, seen_by
    ):
        said = [_(AHEAD) % day]
    else:
        said = []
    for person in (seen_by, entrustment.other(seen_by)):
        how = entrustment.said_by(person)
        if how:
            said.append(_(SAID[how][person == seen_by]) % _name(entrustment, seen_by))
    return said


def _name(entrustment: queries.Entrustment, seen_by: str) -> dict[str, str]:
    return {"name": first_name(queries.end_of(entrustment, entrustment.other(seen_by)).called)}


# ---- what the other hears by mail ------------------------------------------------------------------------

DUE = "entrustment.due"  # no act: the day to look back has come
# After these an answer that was given to what came before still fits: how it went for one is theirs alone.
PASSES_BY = frozenset({acts.LookedBack.kind})
SUBJECTS = {
    "entrustment.given": later("%(name)s would like to entrust you with something"),
    "entrustment.accepted": later("%(name)s took on what you entrusted"),
    "entrustment.declined": later("%(name)s would rather not take something on"),
    "entrustment.withdrawn": later("%(name)s took something back"),
    "entrustment.widened": later("%(name)s gave you more freedom"),
    "entrustment.narrowed": later("%(name)s left you less freedom"),
    "entrustment.returned": later("%(name)s gave something back"),
    "entrustment.ended": later("%(name)s ended something"),
    "entrustment.looked_back": later("%(name)s looked back on something entrusted"),
}


def notices(entry: Entry) -> list[Notice]:
    """What the other of the two should hear of this act."""
    if entry.kind not in SUBJECTS or not entry.by:
        return []
    to = next(person for person in entry.participants if person != entry.by)
    entrustment = queries.one(entry.thing, seen_by=to)
    told = tell(entry, entrustment, to)
    answers = ("accept", "decline") if entry.kind == acts.Given.kind else ()
    return [
        Notice(
            to=to,
            kind=entry.kind,
            subject=_(SUBJECTS[entry.kind]) % {"name": people.person(entry.by).called},
            line=f"{told.says}.",
            words="\n\n".join(filter(None, [entrustment.scope, told.words])),
            taps=tuple(
                Tap(verb=verb, label=str(LABELS[verb]))
                for verb in answers
                if queries.refusal(entrustment, verb, to) is None
            ),
            thing=entrustment.id,
            entry=entry.id,
        )
    ]


def due(day: date) -> list[Notice]:
    """Entrustments to look back on that day: for each of the two alone, kindly."""
    return [_how_was_it(entrustment, person) for entrustment, person in queries.due_on(day)]


def _how_was_it(entrustment: queries.Entrustment, person: str) -> Notice:
    say = _(
        "This is the day that was named to look back on what %(giver)s entrusted %(whom)s with. "
        "How did it go?"
    )
    mine = person == entrustment.giver_id
    return Notice(
        to=person,
        kind=DUE,
        subject=_("How did it go?"),
        line=say
        % {
            "giver": _("you") if mine else entrustment.giver.called,
            "whom": entrustment.receiver.called if mine else _("you"),
        },
        words=entrustment.scope,
        taps=tuple(Tap(verb=how, label=str(label)) for how, label in forms.WENT.items()),
        thing=entrustment.id,
        entry=entrustment.last_entry_id,
    )
