"""How paths bear on trust: not at all.

That two walk the same steps is a way of beginning. What they do on it counts as what it is, with or without a
path, and words carry no number.
"""

from __future__ import annotations

COUNTS_NOTHING = ("path.opened", "path.looked_back", "path.ended")
