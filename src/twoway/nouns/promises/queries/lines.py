"""A promise as a row in a list, and who said what kind of thing to whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.nouns.promises import LABELS, SETTLED
from twoway.nouns.promises.models import Promise
from twoway.nouns.promises.queries.standing import days_late, is_kept_late, name_in, refusal, standing
from twoway.web.slots import Text

# What a row in a list offers as one tap; everything else needs a look at the page, or words.
IN_LISTS = ("say_yes", "keep", "confirm", "agree_move", "agree_terms", "take_on")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A promise in a list, as somebody sees it; `verbs` are those that need no words.

    `side` is "you" for the promiser, "them" for the promisee, and "ink" for whoever only reads it.
    """

    promise: Promise
    side: str
    mark: str
    standing: str
    who: str
    late_days: int
    verbs: tuple[tuple[str, Text], ...]


def line_of(promise: Promise, me: str) -> Line:
    """The promise as a row for one of its two, or for somebody who reads it."""
    stands = standing(promise, me)
    offered = ("take_on",) if stands in SETTLED else IN_LISTS  # what is over asks for nothing more
    verbs = [verb for verb in offered if refusal(promise, verb, me) is None]
    return Line(
        promise=promise,
        side=side_of(promise, me),
        mark=mark_of(promise, me),
        standing=stands,
        who=headline(promise, me),
        late_days=days_late(promise, me),
        verbs=tuple((verb, label_of(verb, promise, me)) for verb in verbs),
    )


def side_of(promise: Promise, me: str) -> str:
    """In whose colour it is drawn."""
    if not promise.is_between(me):
        return "ink"
    return "you" if promise.promiser_id == me else "them"


def label_of(verb: str, promise: Promise, me: str) -> Text:
    """What stands on the button: a yes gives one's word, or takes somebody else's."""
    if verb == "say_yes":
        return _("I promise it") if promise.promiser_id == me else _("Yes, please")
    return LABELS[verb]


def mark_of(promise: Promise, seen_by: str | None = None) -> str:
    """The shape that tells how it stands; the words beside it tell the same."""
    stands = standing(promise, seen_by)
    if stands == "kept":
        return "late" if is_kept_late(promise, seen_by) else "kept"
    if stands in {"declined", "withdrawn", "released"}:
        return "released"
    return "broken" if stands == "broken" else "moved" if promise.moves else "open"


def headline(promise: Promise, me: str) -> str:
    """Who said what kind of thing to whom, as one of the two would tell it, or whoever reads it."""
    if not promise.is_between(me):
        says = READ.get(promise.state, READ["made"])
        speaker = name_in(promise, promise.other(promise.waits_for)) if promise.waits_for else ""
        names = {"one": promise.promiser.called, "other": promise.promisee.called, "speaker": speaker}
        return _(says) % names
    key = "promiser" if promise.promiser_id == me else "promisee"
    if promise.state == "countered":
        key = "waited" if promise.waits_for == me else "speaker"
    said = HEADLINES.get((promise.state, key)) or HEADLINES["made", key]
    return _(said) % {"name": name_in(promise, promise.other(me))}


# As each of the two reads it.
HEADLINES = {
    ("made", "promiser"): later("You promised %(name)s"),
    ("made", "promisee"): later("%(name)s promised you"),
    ("asked", "promiser"): later("%(name)s asks you"),
    ("asked", "promisee"): later("You asked %(name)s"),
    ("offered", "promiser"): later("You offered %(name)s"),
    ("offered", "promisee"): later("%(name)s offers you"),
    ("noted", "promiser"): later("%(name)s wrote down what you said"),
    ("noted", "promisee"): later("You wrote down what %(name)s said"),
    ("countered", "waited"): later("%(name)s would rather have it this way"),
    ("countered", "speaker"): later("You told %(name)s how you would rather have it"),
    ("declined", "promiser"): later("You and %(name)s"),
    ("declined", "promisee"): later("You and %(name)s"),
    ("withdrawn", "promiser"): later("You and %(name)s"),
    ("withdrawn", "promisee"): later("You and %(name)s"),
}
# As somebody reads it who was named beside the two.
READ = {
    "made": later("%(one)s promised %(other)s"),
    "asked": later("%(other)s asks %(one)s"),
    "offered": later("%(one)s offers %(other)s"),
    "noted": later("%(other)s wrote down what %(one)s said"),
    "countered": later("%(speaker)s would rather have it another way"),
    "declined": later("%(one)s and %(other)s"),
    "withdrawn": later("%(one)s and %(other)s"),
}
