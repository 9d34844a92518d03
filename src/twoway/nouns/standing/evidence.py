"""How standing bears on trust: not at all.

Showing one's record is no deed towards anybody, and to show nothing must cost nothing.
"""

from __future__ import annotations

COUNTS_NOTHING = (
    *("standing.shared", "standing.taken_back", "standing.asked", "standing.declined"),
    *("standing.words_asked", "standing.words_allowed", "standing.words_refused"),
    "standing.words_taken_back",
)
