"""The first ninety days of two people: the same small steps from both sides, days shown and no score.

    wished by one ─────────── seen by nobody else, on no ledger, for ninety days
         │ wished by the other as well
         ▼
       opened ──► day 1 to 90 ──► over: read from the clock; another may be opened then
         │              │
         │              └─ looked back: at day 30, 60 and 90, in the words of each
         └──► ended: by either, for both, without a reason, and nobody is told by whom

A reporting line that begins offers both a path; any two may ask for one. A step is done by doing the real
act on the street, and read from there: nothing is ticked by hand, and what is unnamed ticks nothing. A step
can be put aside by each for themselves, which leaves no trace. Days on which the street was paused or closed
do not count.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy

from twoway.web.slots import Text

DAYS = 90
LOOK_BACKS = (30, 60, 90)
OFFERED_FOR, WISH_LASTS = 30, 90  # days


@dataclass(frozen=True, kw_only=True)
class Step:
    """One small step, the same for both. `is_both` where the two do it together; `day`: not before that day.

    `to` is the page where the act is done, as the name of an address, and `asks` what stands in its blanks,
    with the other's id in place of `*`.
    """

    name: str
    phase: int
    says: Text
    why: Text
    mark: str
    is_both: bool = False
    day: int = 0
    to: str = ""
    asks: tuple[tuple[str, str], ...] = ()


STEPS = (
    Step(
        name="promise",
        phase=1,
        says=lazy("A first promise"),
        why=lazy("A small one is best: something you’d do anyway, with a day on it."),
        mark="kept",
        to="promise.new",
        asks=(("kind", "make"), ("to", "*")),
    ),
    Step(
        name="talk",
        phase=1,
        says=lazy("A talk about what you expect of each other"),
        why=lazy("Half an hour, before anything has gone wrong. Both prepare the same way."),
        mark="conv",
        is_both=True,
        to="conversation.new",
        asks=(("about", "expectations"), ("to", "*")),
    ),
    Step(
        name="voice",
        phase=1,
        says=lazy("A first voice"),
        why=lazy("Something you think, said by name, with what you want to hear back and by when."),
        mark="voice",
        to="voice.new",
        asks=(("to", "*"),),
    ),
    Step(
        name="answer",
        phase=1,
        says=lazy("An answer to the other’s first voice"),
        why=lazy("A clear no with a reason counts as much as a yes."),
        mark="voice",
        to="voices",
    ),
    Step(
        name="back30",
        phase=1,
        says=lazy("A look back at day 30"),
        why=lazy("What turned out as you hoped, and what did not? A few lines are enough."),
        mark="kept",
        day=30,
    ),
    Step(
        name="learn",
        phase=2,
        says=lazy("What I’d like to learn from you"),
        why=lazy("Say what you learned from them, or ask for one thing you could do better."),
        mark="learned",
        to="voice.new",
        asks=(("kind", "feedback"), ("to", "*")),
    ),
    Step(
        name="back60",
        phase=2,
        says=lazy("A look back at day 60"),
        why=lazy("What do you count on each other for by now? Where do you still ask twice?"),
        mark="kept",
        day=60,
    ),
    Step(
        name="entrust",
        phase=3,
        says=lazy("A first entrustment"),
        why=lazy("Something that is theirs to decide, and how much freedom goes with it."),
        mark="entrusted",
        to="entrustment.new",
        asks=(("to", "*"),),
    ),
    Step(
        name="back90",
        phase=3,
        says=lazy("A look back at day 90"),
        why=lazy("What will you keep doing now that nobody counts the days?"),
        mark="kept",
        day=90,
    ),
)
PHASES = (
    (1, lazy("Say and do"), lazy("Days 1 to 30")),
    (2, lazy("Learn from each other"), lazy("Days 31 to 60")),
    (3, lazy("Trust in advance"), lazy("Days 61 to 90")),
)
