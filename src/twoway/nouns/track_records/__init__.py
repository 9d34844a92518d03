"""A track record: what a team shows its clients of the promises between them, once everybody on it agrees.

                 ┌─► declined      by anybody who would be counted; costs nothing
    proposed ────┤
                 └─► out           once each who would be counted has agreed
                       │  ├─ contacts of clients asked: whether it may be public, and acts opened in its file
                       │  └─► ended         a later record of the team takes over; this one keeps its quarters
                       └────► taken back    by anybody on it, at once

Who is counted is frozen when it is proposed: whoever joins or leaves the team later changes no figure. It
begins with the first quarter that no other published set of people shares somebody with, so that no two
figures can be subtracted to find one person. What the figures say is worked out in readings/track_records;
see docs/decisions/0014.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later

FEWEST, MOST = 5, 200
CLIENTS, PUBLIC = "clients", "public"
AUDIENCES = (CLIENTS, PUBLIC)
WAITING = frozenset({"proposed"})
STANDING = frozenset({"out"})
SHOWN = frozenset({"out", "ended"})
OVER = frozenset({"declined", "taken_back"})
STATES = (*sorted(WAITING), *sorted(SHOWN), *sorted(OVER))


@dataclass(frozen=True)
class Verb:
    """In which states a verb makes sense, and what to tell whoever it is not for."""

    when: frozenset[str]
    only: str


VERBS = {
    "agree": Verb(WAITING | SHOWN, later("Only those who are asked can agree to this.")),
    "decline": Verb(WAITING | SHOWN, later("Only those who are asked can say no to this.")),
    "ask_contacts": Verb(STANDING, later("Only those who are counted in it can ask the clients’ contacts.")),
    "take_back": Verb(WAITING | SHOWN, later("Only those who are on it can take it back.")),
}
LABELS = {
    "agree": lazy("I agree"),
    "decline": lazy("No"),
    "ask_contacts": lazy("Ask the clients’ contacts"),
    "take_back": lazy("Take it back"),
}
