"""How acts on standing are told: in sentences, in their history, and by mail. Never what a line says."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger.entries import Entry
from twoway.nouns.standing import LABELS, acts, queries
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.streets.sides import called
from twoway.web.notice import Notice, Tap

# As others read it, as its doer does, and as whom it is towards does.
SAYS = {
    "standing.shared": (
        later("%(who)s showed %(whom)s lines of their record"),
        later("You showed %(whom)s lines of your record"),
        later("%(who)s showed you lines of their record"),
    ),
    "standing.taken_back": (
        later("%(who)s took back what they showed %(whom)s of their record"),
        later("You took back what you showed %(whom)s of your record"),
        later("%(who)s took back what they showed you of their record"),
    ),
    "standing.asked": (
        later("%(who)s asked %(whom)s for their record"),
        later("You asked %(whom)s for their record"),
        later("%(who)s asked you for your record"),
    ),
    "standing.declined": (
        later("%(who)s would rather not show their record"),
        later("You would rather not show your record"),
        later("%(who)s would rather not show their record"),
    ),
    "standing.words_asked": (
        later("%(who)s asked whether %(whom)s’s words may stand in their record"),
        later("You asked whether %(whom)s’s words may stand in your record"),
        later("%(who)s asked whether your words may stand in their record"),
    ),
    "standing.words_allowed": (
        later("%(who)s let their words stand in %(whom)s’s record"),
        later("You let your words stand in %(whom)s’s record"),
        later("%(who)s let their words stand in your record"),
    ),
    "standing.words_refused": (
        later("%(who)s would rather keep their words between the two"),
        later("You would rather keep your words between the two of you"),
        later("%(who)s would rather keep their words between the two of you"),
    ),
    "standing.words_taken_back": (
        later("%(who)s took words of thanks out of a record"),
        later("You took words of thanks out of a record"),
        later("%(who)s took words of thanks out of a record"),
    ),
}
PASSES_BY: frozenset[str] = frozenset()


def says(entry: Entry, names: Mapping[str, Person], seen_by: str) -> str:
    """The act in a sentence for one of the two."""
    theirs, yours, towards = SAYS[entry.kind]
    other = next((person for person in entry.participants if person != entry.by), "")
    said = yours if entry.by == seen_by else towards if other == seen_by else theirs
    return _(said) % {"who": called(names, entry.by), "whom": called(names, other)}


# ---- what the other hears by mail ------------------------------------------------------------------------

SUBJECTS = {
    "standing.shared": later("%(name)s shows you lines of their record"),
    "standing.asked": later("%(name)s asks you for your record"),
    "standing.words_asked": later("%(name)s asks for words of yours"),
    "standing.words_allowed": later("%(name)s let words stand in your record"),
    "standing.words_refused": later("%(name)s would rather keep words between you"),
}
GOES_ON = {
    "standing.asked": later("They show you theirs. It binds you to nothing, and nobody else is told."),
    "standing.words_asked": later("With your yes whoever they show that line to reads these words."),
}
# What is taken back or declined is read on the page by whoever looks, and needs no mail.


def notices(entry: Entry) -> list[Notice]:
    """What the other of the two should hear; nothing over a stopped street."""
    others = [person for person in entry.participants if person != entry.by]
    if entry.kind not in SUBJECTS or not entry.by or len(others) != 1:
        return []
    return [] if queries.is_stopped(entry.by, others[0]) else [_notice(entry, others[0])]


def _notice(entry: Entry, to: str) -> Notice:
    names = people.named(entry.participants)
    line = f"{says(entry, names, to)}."
    more = GOES_ON.get(entry.kind)
    words, taps = _asks(entry, to)
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_(SUBJECTS[entry.kind]) % {"name": called(names, entry.by)},
        line=f"{line} {_(more)}" if more else line,
        words=words,
        taps=tuple(Tap(verb=verb, label=str(LABELS[verb])) for verb in taps),
        thing=entry.thing,
        entry=entry.id,
    )


def _asks(entry: Entry, to: str) -> tuple[str, list[str]]:
    """The words it is about, and what can be answered with one tap."""
    if isinstance(entry.act, acts.Shared):
        queries.showing(entry.thing, seen_by=to)  # not there any more: nothing to tell
    if isinstance(entry.act, acts.Asked):
        return "", queries.ask_verbs(queries.ask(entry.thing, seen_by=to), to)
    if isinstance(entry.act, acts.WordsRefused):
        return entry.act.note or "", []
    if not isinstance(entry.act, acts.WordsAsked):
        return "", []
    found = queries.quote(entry.thing, seen_by=to)
    return queries.words_of([found]).get(found.id, ""), queries.quote_verbs(found, to)
