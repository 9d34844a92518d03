"""How acts on conversations are told: a line in a talk's history, and what others hear of by mail."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger.entries import Entry
from twoway.nouns.conversations import ABOUT, LABELS, PREPARED, acts, queries
from twoway.people.streets.sides import Told, act_among, with_sides
from twoway.web.days import moment_text
from twoway.web.notice import Notice, Tap

DEEDS = frozenset({"conversation.held", "conversation.noted", "conversation.outcome"})

SAYS = {
    "conversation.planned": (later("You planned it for %(at)s"), later("%(who)s planned it for %(at)s")),
    "conversation.accepted": (later("You said yes"), later("%(who)s said yes")),
    "conversation.declined": (later("You said no"), later("%(who)s said no")),
    "conversation.moved": (later("You moved it to %(at)s"), later("%(who)s moved it to %(at)s")),
    "conversation.called_off": (later("You called it off"), later("%(who)s called it off")),
    "conversation.agenda_added": (
        later("You put something on the agenda"),
        later("%(who)s put something on the agenda"),
    ),
    "conversation.noted": (later("You wrote a note"), later("%(who)s wrote a note")),
    "conversation.held": (later("You said that you have talked"), later("%(who)s said that you have talked")),
}
OUTCOMES = {
    "promise": (later("You agreed on a promise"), later("%(who)s put down a promise you agreed on")),
    "growth": (later("You set yourself a goal"), later("%(who)s set themselves a goal")),
    "opportunity": (
        later("You offered %(other)s a chance to grow"),
        later("%(who)s offered you a chance to grow"),
    ),
    "entrustment": (
        later("You entrusted %(other)s with something"),
        later("%(who)s entrusted you with something"),
    ),
}
NOBODYS = {
    "conversation.planned": later("It comes again on %(at)s"),
    "conversation.opened": later("What you both said of it opened for both of you"),
}


def tell(entry: Entry, talk: queries.Conversation, seen_by: str) -> Told:
    """The act in a sentence for one of the two: what they did themselves begins with "You"."""
    mine, act = entry.by == seen_by, entry.act
    moment = getattr(act, "at", None)
    blanks = {
        "who": talk.name_of(entry.by) if entry.by else "",
        "other": talk.them(seen_by).called,
        "at": moment_text(moment) if moment else "",
    }
    return Told(
        entry=entry,
        says=_(_sentence(entry, mine=mine)) % blanks,
        words=_words(entry),
        side="" if not entry.by else "you" if mine else "them",
        is_deed=entry.kind in DEEDS,
    )


def _sentence(entry: Entry, *, mine: bool) -> str:
    if not entry.by:
        return NOBODYS[entry.kind]
    act = entry.act
    yours, theirs = OUTCOMES[act.what] if isinstance(act, acts.Outcome) else SAYS[entry.kind]
    return yours if mine else theirs


def _words(entry: Entry) -> str:
    """What was said with the act; what both said under seal stands on the page of the talk."""
    return getattr(entry.act, "words", None) or getattr(entry.act, "note", None) or ""


def history(
    talk: queries.Conversation, *, seen_by: str, entries: Iterable[Entry] | None = None
) -> list[Told]:
    """What was done, the oldest first, each act with the sides that either has added to it since."""
    found = queries.history(talk, seen_by=seen_by, with_sides=True) if entries is None else list(entries)
    return with_sides(found, lambda entry: tell(entry, talk, seen_by), talk.name_of)


def act_of(talk: queries.Conversation, entry_id: str, *, seen_by: str) -> str:
    """The entry's id, if it is an act of this talk that the person may see."""
    return act_among(queries.history(talk, seen_by=seen_by), entry_id)


# ---- how a talk stands, in sentences ---------------------------------------------------------------------

TITLES = {
    "one_to_one": later("One to one with %(name)s"),
    "pay": later("Pay talk with %(name)s"),
    "expectations": later("Talk with %(name)s about what is expected"),
    "career": later("Career talk with %(name)s"),
    "repair": later("Talk with %(name)s to repair something"),
}
SHORT = {
    "one_to_one": later("One to one"),
    "pay": later("Pay talk"),
    "expectations": later("Talk about expectations"),
    "career": later("Career talk"),
    "repair": later("Talk to repair something"),
}
STANDS = {
    "agreed": later("You are both agreed on the time."),
    "declined": later("The answer was no."),
    "called_off": later("It was called off."),
    "lapsed": later("Your street is closed, so it does not take place."),
    "passed": later("Its time has passed. Either of you can say that you have talked."),
    "opened": later("You have both said how it was."),
}


def title(talk: queries.Conversation, *, seen_by: str) -> str:
    """What kind of talk it is, and with whom."""
    return _(TITLES[talk.about]) % {"name": talk.them(seen_by).called}


def kind_of(talk: queries.Conversation) -> str:
    """What kind of talk it is, in the same words for both."""
    return _(SHORT[talk.about])


def when_and_where(talk: queries.Conversation) -> str:
    """When it is by the reader's clock, how long, where, and how often."""
    parts = [moment_text(talk.starts_at), _("%(minutes)s minutes") % {"minutes": talk.minutes}]
    parts += [talk.where] if talk.where else []
    if talk.every_weeks:
        parts.append(again(talk.every_weeks))
    return ", ".join(parts)


def again(weeks: int) -> str:
    """How often it comes again."""
    return _("every week") if weeks == 1 else _("every %(weeks)s weeks") % {"weeks": weeks}


def standing(talk: queries.Conversation, *, seen_by: str) -> str:
    """How it stands, for one of the two."""
    stands = queries.standing(talk)
    if talk.is_ahead and talk.waits_for and stands != "lapsed":
        mine = talk.waits_for == seen_by
        say = _("It waits for your yes.") if mine else _("It waits for %(name)s’s yes.")
        return say % {"name": talk.them(seen_by).called}
    if stands != "held":
        return _(STANDS[stands])
    if talk.is_sealing:
        return _("What each of you says of it is sealed until you both have.")
    return _("The seven days for saying how it was are over.")


# ---- what others hear by mail ----------------------------------------------------------------------------

# After these an answer that was given to what came before still fits.
PASSES_BY = frozenset({acts.AgendaAdded.kind, acts.Noted.kind, acts.Outcome.kind})
SUBJECTS = {
    "conversation.planned": later("%(name)s would like to talk with you"),
    "conversation.accepted": later("%(name)s said yes to your talk"),
    "conversation.declined": later("%(name)s said no to a talk"),
    "conversation.moved": later("%(name)s would rather talk at another time"),
    "conversation.called_off": later("%(name)s called off a talk"),
    "conversation.held": later("Say how your talk with %(name)s was"),
    "conversation.opened": later("What you and %(name)s said of your talk is open"),
}
AGAIN = later("Your next talk with %(name)s")
MORE = {
    "conversation.held": later("What each of you says is sealed until you both have, for seven days."),
    "conversation.opened": later("You can both read it now."),
}


def notices(entry: Entry) -> list[Notice]:
    """What the other should hear of an act; what is nobody's act, both hear in the same words."""
    if entry.kind not in SUBJECTS:
        return []
    return [_notice(entry, to) for to in entry.participants if to != entry.by]


def _notice(entry: Entry, to: str) -> Notice:
    talk = queries.one(entry.thing, seen_by=to)
    told = tell(entry, talk, to)
    subject = SUBJECTS[entry.kind] if entry.by or entry.kind != acts.Planned.kind else AGAIN
    may = queries.open_verbs(talk, to)
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_(subject) % {"name": talk.them(to).called},
        line=" ".join(filter(None, [f"{told.says}.", _more(entry, talk)])),
        words=told.words,
        taps=tuple(Tap(verb=verb, label=str(LABELS[verb])) for verb in ("accept", "decline") if verb in may),
        thing=talk.id,
        entry=entry.id,
    )


def _more(entry: Entry, talk: queries.Conversation) -> str:
    if entry.kind in MORE:
        return _(MORE[entry.kind])
    if not talk.is_ahead:
        return ""
    about = _("It is about: %(about)s. %(when)s.") % {
        "about": str(ABOUT[talk.about]).lower(),
        "when": when_and_where(talk),
    }
    if talk.about not in PREPARED:
        return about
    return f"{about} " + _("You both get the same short page to prepare by.")
