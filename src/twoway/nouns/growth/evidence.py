"""How growth bears on trust: not at all by itself.

Where somebody wants to go is theirs, and asking, offering and taking are free. Support that is promised is a
promise, and counts as one; that it helped is said in words, and words carry no number.
"""

from __future__ import annotations

COUNTS_NOTHING = (
    "growth.set",
    "growth.shown",
    "growth.step_added",
    "growth.step_reached",
    "growth.support_asked",
    "growth.support_declined",
    "growth.support_promised",
    "growth.support_given",
    "growth.reached",
    "growth.let_go",
    "growth.opportunity_offered",
    "growth.opportunity_taken",
    "growth.opportunity_declined",
    "growth.opportunity_withdrawn",
)
