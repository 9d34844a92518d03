"""An entrustment: trust given in advance. What it covers (its scope), and the freedom that goes with it.

                ┌─► declined   by whoever it was given to; costs nothing
    given ──────┼─► withdrawn  by the giver, before there is an answer
                │ yes
                └─► accepted ◄──── widened, narrowed with a reason: by the giver, and told to the other
                        │
                        ├─► returned   with a reason, by whoever it was given to
                        └─► ended      with a reason, by the giver

    looked back on: from the day that was named, or once it is over, by each of the two for themselves

The freedom goes in seven steps, from "ask me first" to "it is yours, no need to tell me". Anyone may entrust
anyone: rank changes nothing. To give is an act of the giver's, and it counts when the other takes it on. On
the day to look back both are asked, each alone and for a while; nobody waits for the other's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

LEAST, MOST = 1, 7
# The seven steps of freedom, as the giver says them.
STEPS = {
    1: lazy("Ask me first"),
    2: lazy("Suggest it, and I decide"),
    3: lazy("We decide together"),
    4: lazy("Decide, and wait for my yes"),
    5: lazy("Decide, and tell me before you act"),
    6: lazy("Act, and tell me afterwards"),
    7: lazy("It is yours, no need to tell me"),
}
HOW_IT_WENT = ("well", "partly", "badly")

GIVEN = frozenset({"given"})
HELD = frozenset({"accepted"})
OVER = frozenset({"declined", "withdrawn", "returned", "ended"})
# What was taken on at some time can be looked back on.
TAKEN_ON = frozenset({"accepted", "returned", "ended"})


@dataclass(frozen=True)
class Verb:
    """In which states a verb makes sense, whose it is, and what to tell the other one who tries it.

    What gives back or takes away is possible while the street is paused or closed as well: nobody is held.
    """

    when: frozenset[str]
    whose: Literal["giver", "receiver", "either"]
    only: str
    when_stopped: bool = False


VERBS = {
    "accept": Verb(GIVEN, "receiver", later("Only %(name)s can say yes to this.")),
    "decline": Verb(GIVEN, "receiver", later("Only %(name)s can say no to this."), when_stopped=True),
    "withdraw": Verb(GIVEN, "giver", later("Only %(name)s can take this back."), when_stopped=True),
    "look_back": Verb(TAKEN_ON, "either", ""),
    "widen": Verb(HELD, "giver", later("Only %(name)s can give more freedom.")),
    "narrow": Verb(HELD, "giver", later("Only %(name)s can narrow it."), when_stopped=True),
    "give_back": Verb(
        HELD, "receiver", later("Only %(name)s can give it back. You can end it."), when_stopped=True
    ),
    "end": Verb(HELD, "giver", later("Only %(name)s can end it. You can give it back."), when_stopped=True),
}
LABELS = {
    "accept": lazy("I take it on"),
    "decline": lazy("No"),
    "withdraw": lazy("Take it back"),
    "look_back": lazy("Look back on it"),
    "widen": lazy("Give more freedom"),
    "narrow": lazy("Give less freedom"),
    "give_back": lazy("Give it back"),
    "end": lazy("End it"),
}
