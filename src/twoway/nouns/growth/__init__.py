"""Growth: where somebody wants to go, in their own words, and what others do to help them there.

    set ──► moving (a step was reached) ──┬─► reached
     └────────────────────────────────────┴─► let go        all by its owner alone

    support    asked of somebody ──┬─► declined; costs nothing
                                   └─► promised, and the promise goes its own way
               given: the owner says what they got from whom

    an opportunity offered ──┬─► taken, maybe towards a goal
                             ├─► declined; costs nothing
                             └─► withdrawn before there is an answer

Only the owner sets a goal, adds and reaches steps, and ends it; a manager may offer, never set. The goal, its
steps and how it ended are seen by the owner and those whom the owner names, from the day they are named; all
of them see who else is named. What is asked of one of them, promised and given is between that one and the
owner: no supporter sees what another does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

OPEN = frozenset({"set", "moving"})
OVER = frozenset({"reached", "let_go"})
OFFERED = frozenset({"offered"})
ANSWERED = frozenset({"taken", "declined", "withdrawn"})


@dataclass(frozen=True)
class Verb:
    """In which states a verb makes sense, whose it is, and what to tell another who tries it."""

    when: frozenset[str]
    whose: Literal["owner", "supporter", "giver", "receiver"]
    only: str


VERBS = {
    "reach_step": Verb(OPEN, "owner", later("Only %(name)s can say which steps are reached.")),
    "add_step": Verb(OPEN, "owner", later("Only %(name)s can add a step.")),
    "show": Verb(OPEN | OVER, "owner", later("Only %(name)s can show it to somebody.")),
    "ask_support": Verb(OPEN, "owner", later("Only %(name)s can ask for support here. You can promise it.")),
    "promise_support": Verb(
        OPEN, "supporter", later("This is your own goal. Others promise support to you.")
    ),
    "decline_support": Verb(OPEN, "supporter", later("This is your own goal. Others answer what you ask.")),
    "say_given": Verb(OPEN | OVER, "owner", later("Only %(name)s can say what support they got.")),
    "reach": Verb(OPEN, "owner", later("Only %(name)s can say that they have got there.")),
    "let_go": Verb(OPEN, "owner", later("Only %(name)s can let it go.")),
}
OPPORTUNITY_VERBS = {
    "take": Verb(OFFERED, "receiver", later("Only %(name)s can take it.")),
    "decline": Verb(OFFERED, "receiver", later("Only %(name)s can say no to it.")),
    "withdraw": Verb(OFFERED, "giver", later("Only %(name)s can take it back.")),
}
LABELS = {
    "reach_step": lazy("This step is reached"),
    "add_step": lazy("Add a step"),
    "show": lazy("Show it to somebody"),
    "ask_support": lazy("Ask for support"),
    "promise_support": lazy("Promise support"),
    "decline_support": lazy("Rather not"),
    "say_given": lazy("Say what support you got"),
    "reach": lazy("I have got there"),
    "let_go": lazy("Let it go"),
    "take": lazy("I take it"),
    "decline": lazy("No, thanks"),
    "withdraw": lazy("Take it back"),
}
