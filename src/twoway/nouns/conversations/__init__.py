"""A conversation: two people talk, one to one, about pay, what is expected, a career, or to repair something.

    planned by either ──────────┐        ┌─► declined     by whoever it waits for; costs nothing
    planned by what was agreed ─┤        ├─► called off   by either
    moved by either ────────────┤ waits  │
                        ▲       └────────┤ yes
                        └─────────────── agreed ─► held, as either says ─► opened
                                                    │  what both take from it, and how it was,
                                                    │  under seal until both have said it
                                                    └─► after seven days it is over, and what only
                                                        one side said is that side's alone again

Both put on the agenda, both write into the same notes, and what they agree on becomes a promise, a growth
goal or an entrustment, in one transaction with the act that says so. One that comes again is planned anew
when it was held, at the same hour by the clock of whoever planned it; nobody acts in that.

What is under seal leaves no trace: no act, no moment, no count; see people/seals. It opens as one act of
nobody's. The seven days run while the street goes on, and end when it is closed.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

ABOUT = {
    "one_to_one": lazy("One to one"),
    "pay": lazy("Pay"),
    "expectations": lazy("What is expected"),
    "career": lazy("Where a career goes"),
    "repair": lazy("Repairing something"),
}
# Before these, both get the same page to prepare by.
PREPARED = frozenset({"pay", "expectations", "career"})
AHEAD = frozenset({"planned", "agreed"})
OFF = frozenset({"declined", "called_off"})
WAS = frozenset({"held", "opened"})


@dataclass(frozen=True)
class Verb:
    """In which states a verb makes sense, whose it is, and what to tell the other one who tries it.

    `whose` is "waited" (whom it waits for) or "either". On a paused street nothing new begins (`in_pause`).
    """

    when: frozenset[str]
    whose: str = "either"
    only: str = ""
    in_pause: bool = True


VERBS = {
    "accept": Verb(frozenset({"planned"}), "waited", later("It waits for %(name)s’s yes."), in_pause=False),
    "decline": Verb(frozenset({"planned"}), "waited", later("You can call it off.")),
    "hold": Verb(AHEAD),
    "say": Verb(frozenset({"held"})),
    "take_back": Verb(frozenset({"held"})),
    "add_to_agenda": Verb(AHEAD),
    "note": Verb(AHEAD | WAS),
    "agree": Verb(AHEAD | WAS, in_pause=False),
    "move": Verb(AHEAD, in_pause=False),
    "call_off": Verb(AHEAD),
}
LABELS = {
    "accept": lazy("Yes, that suits me"),
    "decline": lazy("No"),
    "hold": lazy("We have talked"),
    "say": lazy("Seal mine"),
    "take_back": lazy("Take mine back"),
    "add_to_agenda": lazy("Put on the agenda"),
    "note": lazy("Write a note"),
    "agree": lazy("Agree on something"),
    "move": lazy("Another time"),
    "call_off": lazy("Call it off"),
}
