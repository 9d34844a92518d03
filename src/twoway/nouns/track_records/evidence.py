"""How track records bear on trust: not at all.

Showing what was done is no deed towards anybody, and a no to showing it must cost nothing.
"""

from __future__ import annotations

COUNTS_NOTHING = (
    *("track_record.proposed", "track_record.agreed", "track_record.declined"),
    *("track_record.asked", "track_record.taken_back"),
)
