"""How unnamed voices bear on trust: not at all.

Whoever raised one has no lane it could stand on, and a lane that moved would point at them. Nor does an
answer count for the addressee: it would count on everybody's street, or on the writer's alone and name them.
"""

from __future__ import annotations

COUNTS_NOTHING = ("unnamed.raised", "unnamed.added", "unnamed.answered", "unnamed.closed")
