"""A voice: something somebody thinks, said to a person who can act on it or to a team's leads, for an answer.

    raised ──► open ─┬──────────────────────────────────► answered ─┬─► closed: felt heard, 1 to 5
       with what is  │  done, promised, no because, told     ▲      │     │ reopened by its writer,
       wanted and an │                                       │      └─────┴─► open, with a new day
       answer-by day │
                     ├─► needs more ─► open, with a new day, once its writer has added to it
                     ├─► withdrawn by its writer, as long as there is no answer
                     └─► passed on: offered ─► allowed by its writer ─► taken on: open, with somebody else
                                        └─► refused            └─► declined: it stays where it was

    overdue: read from the clock, in its writer's days, while it is open and the next word is not the
    writer's. Those it was raised with and its writer see that alike, and nobody else does.

Whoever it was raised with may move the day once, with a reason, as long as it has not passed. A promise given
in answer is a promise like any other, made in the same transaction. "Tell me one thing I could do better
about ..." is a voice as well: what is wanted is feedback, and it is answered by telling it.

Passed on, a voice is between its writer and whoever took it on: those who had it before see that it was taken
on, and nothing that comes after. Whoever is asked to take it on reads the writer's own words, after the
writer's yes, and a word from whoever passes it on; they see nobody else's.

What each person sees goes by how they stand in it (`VoicePerson`): the row is shown to its writer and to
those it is with now. Everybody else who knew of it keeps what they knew.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

WANTS = ("hear", "answer", "act", "feedback")
ANSWERS = {
    "hear": ("told", "done", "promised", "no_because", "need_more"),
    "answer": ("told", "done", "promised", "no_because", "need_more"),
    "act": ("done", "promised", "no_because", "need_more"),
    "feedback": ("told", "no_because", "need_more"),
}
STATES = ("open", "needs_more", "answered", "closed", "withdrawn")
# How far passing it on has come, while it is open.
PASSES = ("", "offered", "allowed")

# On it now, and all who knew of it otherwise: asked to take it on, or not on it any more.
ON_IT = ("writer", "to")
ASKED = "asked"
OFF_IT = ("passed_on", "declined", "recalled", "aside")


@dataclass(frozen=True)
class Verb:
    """In which states a verb makes sense, in whose hands it is, and what to tell another who tries it.

    What `begins` something anew waits for a street that is paused or closed, where the voice is between two.
    """

    when: frozenset[str]
    role: str
    only: str
    passing: frozenset[str] = frozenset({""})
    begins: bool = False


OPEN, ANSWERED = frozenset({"open"}), frozenset({"answered"})
ANY_PASS = frozenset(PASSES)
_TO = later("That is for whoever it was raised with.")
_WRITER = later("Only %(name)s can do that: it is their voice.")
_ASKED = later("Only whoever was asked to take it on can answer that.")

VERBS = {
    "acknowledge": Verb(OPEN, "to", _TO),
    "answer": Verb(OPEN, "to", _TO, ANY_PASS),
    "move": Verb(OPEN, "to", _TO),
    "offer_pass": Verb(OPEN, "to", _TO, begins=True),
    "take_pass_back": Verb(OPEN, "to", _TO, frozenset({"offered", "allowed"})),
    "stand_aside": Verb(OPEN, "to", _TO),
    "allow_pass": Verb(OPEN, "writer", _WRITER, frozenset({"offered"})),
    "refuse_pass": Verb(OPEN, "writer", _WRITER, frozenset({"offered"})),
    "take_on": Verb(OPEN, "asked", _ASKED, frozenset({"allowed"})),
    "decline_pass": Verb(OPEN, "asked", _ASKED, frozenset({"allowed"})),
    "add": Verb(frozenset({"needs_more"}), "writer", _WRITER),
    "close": Verb(ANSWERED, "writer", _WRITER),
    "reopen": Verb(ANSWERED | {"closed"}, "writer", _WRITER, begins=True),
    "withdraw": Verb(OPEN | {"needs_more"}, "writer", _WRITER, ANY_PASS),
}
LABELS = {
    "acknowledge": lazy("I have read it"),
    "answer": lazy("Answer"),
    "move": lazy("Move the day"),
    "offer_pass": lazy("Pass it on"),
    "take_pass_back": lazy("Keep it after all"),
    "stand_aside": lazy("Stand aside"),
    "allow_pass": lazy("Yes, they may read it"),
    "refuse_pass": lazy("No, it stays with you two"),
    "take_on": lazy("Yes, I take it on"),
    "decline_pass": lazy("I would rather not"),
    "add": lazy("Add to it"),
    "close": lazy("Close it"),
    "reopen": lazy("Open it again"),
    "withdraw": lazy("Take it back"),
}
