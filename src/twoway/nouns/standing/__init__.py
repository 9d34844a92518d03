"""Standing: somebody's own record across their streets, and which lines of it they show to whom.

    shown ──► shown again    other lines, or up to a later day: what was shown before is gone
      │
      └─────► taken back     at will, and the other can open nothing of it from then on

    asked ──┬─► answered by showing theirs
            ├─► declined; costs nothing
            └─► over, once the one who asked takes theirs back

    words of others:  asked ──┬─► allowed ──► taken back, by either
                              └─► refused

Lines are shown by one member to another, each line by choice, and as they stood on the day of showing.
Whoever shows theirs may ask for the other's, once for each showing. What somebody said in thanks stands in
it only while they allow it. What the lines say is worked out in readings/standing; see
docs/decisions/0015.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

SHOWN, TAKEN_BACK = "shown", "taken_back"
ASK_STATES = ("asked", "answered", "declined", "over")
QUOTE_STATES = ("asked", "allowed", "refused", "taken_back")
LINES = {
    "on_day": lazy("Promises kept on their day"),
    "moved_early": lazy("Promises moved in good time"),
    "sure": lazy("Promises you were sure of"),
    "calls": lazy("Calls that worked"),
    "sure_calls": lazy("Calls you said how sure you were of"),
    "voices": lazy("Voices answered by their day"),
    "owned": lazy("Problems you owned"),
    "mended": lazy("Problems that are over"),
    "ownups": lazy("Own-ups"),
    "thanks": lazy("Thanks"),
    "learned": lazy("Learned from you"),
}
"""What a standing says, line by line, in the order in which it stands."""


@dataclass(frozen=True)
class Verb:
    """In which states a verb makes sense, whose it is, and what to tell another who tries it."""

    when: frozenset[str]
    whose: Literal["owner", "reader", "asked", "writer", "either"]
    only: str


VERBS = {
    "take_back": Verb(frozenset({SHOWN}), "owner", later("Only %(name)s can take it back.")),
}
ASK_VERBS = {
    "decline": Verb(frozenset({"asked"}), "asked", later("Only %(name)s can say no to this.")),
}
QUOTE_VERBS = {
    "allow_words": Verb(frozenset({"asked"}), "writer", later("Only %(name)s can allow this.")),
    "refuse_words": Verb(frozenset({"asked"}), "writer", later("Only %(name)s can say no to this.")),
    "take_words_back": Verb(frozenset({"asked", "allowed"}), "either", later("Only the two can do this.")),
}
LABELS = {
    "show": lazy("Show these lines"),
    "take_back": lazy("Take it back"),
    "ask": lazy("Ask for theirs"),
    "decline": lazy("Rather not"),
    "ask_words": lazy("Ask whether their words may stand in it"),
    "allow_words": lazy("Yes, they may"),
    "refuse_words": lazy("Rather not"),
    "take_words_back": lazy("Take the words out"),
}
