"""A hand-off: work passing from one person (the giver) to the next (the receiver), under a call or none.

    handed to a person ───────────────────┐
    handed to a team ──► taken by one ────┤    ┌─► sent back    by the receiver, with a reason
                                          ├────┤
                                          │    └─► withdrawn    by the giver, while nobody has answered
                                          │ accepted, or handed on, which accepts it
                                          └──────► accepted ──► has a problem ◄──► resolved

A hand-off may go on from others: several after one is a branch, one after several a joint. The call it is
under goes with it. A problem is raised on a hand-off by its receiver and goes home along the chain:

    raised ──► stands with the owners of the call; without a call, with whoever handed it over
               │   everybody between has carried it as handed over: it is not theirs
               ├─► faulted    its writer, or a carrier, says the fault lies in the carrying: it stands there
               ├─► taken on   "that was my call": it moves to whoever says so; whom it left is shielded
               │   └─► objected  one who was shielded says it is theirs too: it stands with both
               ├─► shown      to whoever one thinks made the call, if its writer agrees
               ├─► answered   mine · not mine, and why · need more; its writer may reply, as often as either
               ├─► owned      whom it stands with has owned up to it
               └─► resolved   by its writer, who may open it again

Nobody between is ever blamed by the machine: only an act says where a fault lies. Whoever knows of a problem
sees all that happens with it from then on; whom it is shown to sees its writer's words, and not what others
said before.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

RECEIVED = frozenset({"accepted", "has_problem", "resolved"})
UNDER_WAY = frozenset({"raised", "answered", "owned"})
ANSWERS = {"mine": lazy("This one is mine"), "not_mine": lazy("Not mine"), "need_more": lazy("I need more")}
COSTS = {
    1: lazy("A little"),
    2: lazy("Something"),
    3: lazy("A good deal"),
    4: lazy("Much"),
    5: lazy("A great deal"),
}


@dataclass(frozen=True, kw_only=True)
class Verb:
    """In which states a verb makes sense, whose it is, and what to tell the others who try it.

    For a hand-off `whose` is "giver", "receiver" or "team" (any of those it was offered to); for a problem
    "raiser", "stands" (whom it stands with), "others" (who sees it and has it not), "shielded", "writers"
    (its raiser, or a carrier about themselves) or "knows".
    """

    when: frozenset[str]
    whose: str
    only: str


VERBS = {
    "accept": Verb(
        when=frozenset({"handed"}), whose="receiver", only=later("Only %(name)s can say yes to this.")
    ),
    "take": Verb(
        when=frozenset({"handed"}),
        whose="team",
        only=later("This was handed to %(name)s, who can answer it."),
    ),
    "send_back": Verb(
        when=frozenset({"handed", "accepted"}),
        whose="receiver",
        only=later("Only %(name)s can send this back."),
    ),
    "withdraw": Verb(
        when=frozenset({"handed"}), whose="giver", only=later("Only %(name)s can take this back.")
    ),
    "raise_problem": Verb(
        when=frozenset({"handed"}) | RECEIVED,
        whose="receiver",
        only=later("Only %(name)s, who has it, can say what doesn’t work."),
    ),
}
PROBLEM_VERBS = {
    "answer": Verb(when=UNDER_WAY, whose="stands", only=later("It stands with %(name)s, who can answer it.")),
    "take_on": Verb(when=UNDER_WAY, whose="others", only=later("It stands with you already.")),
    "object_": Verb(
        when=UNDER_WAY, whose="shielded", only=later("It was not taken from you by somebody else.")
    ),
    "fault": Verb(
        when=UNDER_WAY,
        whose="writers",
        only=later("Where the carrying was at fault is for %(name)s to say, or for whoever carried it."),
    ),
    "show": Verb(when=UNDER_WAY, whose="knows", only=later("%(name)s would rather show it themselves.")),
    "reply": Verb(when=UNDER_WAY, whose="raiser", only=later("Only %(name)s, who raised it, can reply.")),
    "resolve": Verb(
        when=UNDER_WAY, whose="raiser", only=later("Only %(name)s, who raised it, can say that it is over.")
    ),
    "reopen": Verb(
        when=frozenset({"resolved"}),
        whose="raiser",
        only=later("Only %(name)s, who raised it, can open it again."),
    ),
}
LABELS = {
    "accept": lazy("I have it"),
    "take": lazy("I take it on"),
    "send_back": lazy("Send it back"),
    "withdraw": lazy("Take it back"),
    "raise_problem": lazy("Something doesn’t work"),
    "answer": lazy("Answer"),
    "take_on": lazy("That was my call"),
    "object_": lazy("It is mine too"),
    "fault": lazy("The fault lies in the carrying"),
    "show": lazy("Show it to somebody"),
    "reply": lazy("Reply"),
    "resolve": lazy("It is over"),
    "reopen": lazy("It is not over"),
}
HINTS = {
    "accept": lazy("It is with you then."),
    "send_back": lazy("Whoever handed it over sees why, and can hand it on anew."),
    "withdraw": lazy("Nobody has answered yet, so nothing is lost."),
    "raise_problem": lazy(
        "It goes to whose call it was, at once; whoever only carried it is not asked. Without a call it goes "
        "to whoever handed it to you."
    ),
    "answer": lazy("You don’t need the fix yet. Whoever raised it may reply, and both accounts stand."),
    "take_on": lazy("It moves to you, and whoever it stood with is shielded."),
    "object_": lazy("It stands with both of you then."),
    "fault": lazy(
        "It stands with whoever carried it then. They see what you say, and so does everybody who knows."
    ),
    "show": lazy(
        "They see what was raised and how it stands, not what others said before. All who know see whom."
    ),
    "reply": lazy("Both accounts stand next to each other."),
    "resolve": lazy("You can open it again."),
}
