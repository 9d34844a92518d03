"""A promise: one person (the promiser) says what another (the promisee) will have, by a day.

    asked by the promisee ──────────┐
    offered by the promiser ────────┤       ┌─► declined    by the one it waits for; costs nothing
    noted by the one who heard it ──┼───────┼─► withdrawn   by the one who waits; costs nothing
    made on a street not open yet ──┘   ▲   │
                                        │   ├─► countered   other words, another day; waits for the other now
                                        └───┘
                                            │ yes
    made on an open street ─────────────────┴─► made ◄───── moved: asked by either, agreed by the other
                                                │  ▲
                   late: read from the clock    │  └─────── contested: "that is not how it was"
            released by the promisee ◄──────────┤                 ▲
            broken: given up by the promiser ◄──┤                 │
                                                ├─► claimed ──────┤
                                                │                 │ confirmed, or seven days without a word
                     confirmed without a claim  └─────────────────┴─► kept

Price and scope, where there are any, change as the day does: asked by either, agreed by the other.

Nobody promises for another, and nobody to themselves: on every way through the picture the promiser has
said the last terms or said yes to them. Days are the promisee's days.

Others may be named beside the two as it begins: they read it and whatever is done about it, and do nothing.
To them it is neither late nor in time, for they do not see the street it is on.

A promise may hang on others. Such a link is a thing of its own, seen by who sees both ends. A circle of
links is refused where the one who makes it sees every link of it; a circle through links they may not see
is neither refused nor mentioned, for either would tell them that the links are there.

A promise brought in from another system is history: nothing can be done to it and it counts for nothing
until the promiser takes it on, and where it was let go, the promisee as well, for that was theirs to do.
Either may dispute it; then it counts for nothing, for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

STARTED = frozenset({"asked", "offered", "noted", "waiting", "countered"})
OPEN = frozenset({"made", "late"})
CLAIMED = frozenset({"claimed"})
SETTLED = frozenset({"declined", "withdrawn", "kept", "broken", "released"})


@dataclass(frozen=True)
class Verb:
    """In which standings a verb makes sense, whose it is, and what to tell the other one who tries it.

    `whose` is "waited" (whom it waits for), "speaker" (who waits), "moved" (who is asked for another day),
    "terms" (who is asked for another price or scope), or a role. On a paused street neither may be asked for
    anything, but what is under way may still come to its end. Of what can still be done on a closed street
    some takes that one of the two has left ("left"): whoever stays may lay down what waits for nobody any
    more.
    """

    when: frozenset[str]
    whose: str
    only: str
    in_pause: bool = True
    when_closed: Literal["", "left", "any"] = ""

    def stays_open(self, *, left: bool) -> bool:
        """Whether it may be done on a closed street; `left` where it closed since one of the two left."""
        return self.when_closed == "any" or (left and self.when_closed == "left")


VERBS = {
    "say_yes": Verb(STARTED, "waited", later("Only %(name)s can say yes to this."), in_pause=False),
    "counter": Verb(STARTED, "waited", later("It waits for %(name)s, who can answer it."), in_pause=False),
    "decline": Verb(STARTED, "waited", later("Only %(name)s can say no to this."), when_closed="left"),
    "withdraw": Verb(STARTED, "speaker", later("Only %(name)s can take this back."), when_closed="left"),
    "keep": Verb(OPEN, "promiser", later("Only %(name)s can say so. You can confirm it.")),
    "confirm": Verb(OPEN | CLAIMED | {"kept"}, "promisee", later("Only %(name)s can confirm it.")),
    "contest": Verb(CLAIMED, "promisee", later("That is for %(name)s to say."), when_closed="any"),
    "agree_move": Verb(OPEN, "moved", later("That is for %(name)s to answer."), in_pause=False),
    "refuse_move": Verb(OPEN, "moved", later("That is for %(name)s to answer.")),
    "ask_move": Verb(OPEN, "either", "", in_pause=False),
    "release": Verb(
        OPEN, "promisee", later("Only %(name)s can let it go. You can give it up."), when_closed="left"
    ),
    "give_up": Verb(OPEN, "promiser", later("Only %(name)s can give it up. You can let it go.")),
    "agree_terms": Verb(OPEN, "terms", later("That is for %(name)s to answer."), in_pause=False),
    "refuse_terms": Verb(OPEN, "terms", later("That is for %(name)s to answer.")),
    "ask_terms": Verb(OPEN, "either", "", in_pause=False),
}
IMPORT_VERBS = ("take_on", "dispute")
LABELS = {
    "counter": lazy("Another way"),
    "decline": lazy("No"),
    "withdraw": lazy("Take it back"),
    "keep": lazy("Kept"),
    "confirm": lazy("It was kept"),
    "contest": lazy("That is not how it was"),
    "agree_move": lazy("Agree"),
    "refuse_move": lazy("Keep the day"),
    "ask_move": lazy("Move it"),
    "release": lazy("Let it go"),
    "give_up": lazy("Give it up"),
    "agree_terms": lazy("Agree to the terms"),
    "refuse_terms": lazy("Keep the terms"),
    "ask_terms": lazy("Change price or scope"),
    "take_on": lazy("Take it on"),
    "dispute": lazy("It was not so"),
}
