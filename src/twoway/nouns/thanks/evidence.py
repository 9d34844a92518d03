"""How thanks bear on trust: not at all.

Words carry no number. Thanks stand on the street as marks; what someone did to deserve them has been
counted as what it was. If gratitude counted, it could be given to be counted.
"""

from __future__ import annotations

COUNTS_NOTHING = (
    "thanks.given",
    "thanks.learned",
    "thanks.pass_on_asked",
    "thanks.passed_on",
    "thanks.pass_on_refused",
)
