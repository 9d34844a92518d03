"""A call: a decision with a declared owner, who looks back on it on a day named beforehand.

    asked for by whoever is unsure ─────┐         ┌─► declined   by the one asked; costs nothing
    noted by whoever was told aloud ────┼─────────┼─► withdrawn  by whoever asked or noted
                                        │ the owner's yes, and nobody else's
    made ───────────────────────────────┴─► made ─┬─► made: too early to say, with a new day
                                              │   ├─► reviewed: worked, partly, did not work
         joined by others asked to own it ────┘   ├─► superseded: the old call stays as it was
                                                  └─► owned: "this one is mine", said in an own-up

    waiting: read from the clock. On the day named only the owner is asked; from the next day those the call
    asks or touches see "waiting for Ben since 5 February", and nothing more.

"If it goes wrong, it's on me" can be said by the owner alone, for themselves; of several owners each says it,
or not, by their own act. What somebody noted of another's words binds nobody and moves nothing until that
one says yes.

Whoever sees that a call was made sees all that its owners do to it since: the review, what took its place,
the owning. What it cost is said by those it asked, touched or reached, to the owners alone. A call reaches
people it did not name when work under it is handed on; its owner may open it to still more, once those who
know have been told who will.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

OUTCOMES = ("worked", "partly", "failed")
TOO_EARLY = "too_early"
BEGUN = frozenset({"asked_for", "noted"})
MADE = frozenset({"made", "reviewed", "owned", "superseded"})
OVER = frozenset({"declined", "withdrawn"})

# In whose eyes a person stands in a call. Those named when it was made, and those who came to know since.
OWNERS = ("owner",)
NAMED = ("owner", "owner_asked", "stood_aside", "asked", "touched")
SINCE = ("reached", "told")
MAY_SAY_COST = ("asked", "touched", "reached")


@dataclass(frozen=True)
class Verb:
    """In which states a verb makes sense, in whose hands it is, and what to tell another who tries it."""

    when: frozenset[str]
    roles: tuple[str, ...]
    only: str


VERBS = {
    "say_yes": Verb(BEGUN, ("owner",), later("Only %(name)s can say that it is their call.")),
    "decline": Verb(BEGUN, ("owner",), later("Only %(name)s can answer this.")),
    "withdraw": Verb(BEGUN, ("asked",), later("Only whoever asked for it or noted it can take it back.")),
    "join": Verb(MADE, ("owner_asked",), later("Only whoever was asked to own it too can say so.")),
    "decline_join": Verb(MADE, ("owner_asked",), later("Only whoever was asked to own it too can say so.")),
    "review": Verb(MADE, OWNERS, later("Only %(name)s can say how it turned out.")),
    "supersede": Verb(
        MADE - {"superseded"}, OWNERS, later("Only %(name)s can put another call in its place.")
    ),
    "say_cost": Verb(
        MADE, MAY_SAY_COST, later("What it cost is for those to say whom it asked, touched or reached.")
    ),
    "open_wider": Verb(MADE, OWNERS, later("Only %(name)s can let more people know of it.")),
    "open_now": Verb(MADE, OWNERS, later("Only %(name)s can let more people know of it.")),
}
LABELS = {
    "say_yes": lazy("Yes, that is my call"),
    "decline": lazy("No"),
    "withdraw": lazy("Take it back"),
    "join": lazy("I own it too"),
    "decline_join": lazy("I would rather not"),
    "review": lazy("Look back on it"),
    "supersede": lazy("Put another call in its place"),
    "say_cost": lazy("Say what it cost you"),
    "open_wider": lazy("Let somebody else know"),
    "open_now": lazy("Open it to them now"),
}
