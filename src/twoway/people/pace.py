"""How much one person may write in a minute: more than anybody by hand, less than a runaway program."""

from __future__ import annotations

import threading
from collections import Counter

from django.core.cache import cache

from twoway import clock
from twoway.errors import TooOften

MOST_PER_MINUTE = 120


def keep(who: str, *, most: int = MOST_PER_MINUTE, seconds: int = 60) -> None:
    """Count one more for `who` in this stretch of time; TooOften past the limit."""
    key = f"pace:{who}:{seconds}:{int(clock.now().timestamp()) // seconds}"
    if cache.add(key, 1, timeout=2 * seconds):
        return
    try:
        count = cache.incr(key)
    except ValueError:  # the count ran out between the two calls: a new stretch has begun
        return
    if count > most:
        raise TooOften


class _InMemory:
    """Counts of this process alone, for the stretch of time that is on: what is over is forgotten."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, int, int]] = Counter()
        self._turn = threading.Lock()

    def add(self, who: str, seconds: int) -> int:
        now = int(clock.now().timestamp())
        stretch = (who, seconds, now // seconds)
        with self._turn:
            for past in [one for one in self._counts if one[2] != now // one[1]]:
                del self._counts[past]
            self._counts[stretch] += 1
            return self._counts[stretch]


_in_memory = _InMemory()


def keep_unwritten(who: str, *, most: int = MOST_PER_MINUTE, seconds: int = 60) -> None:
    """The same limit where no row may tell who wrote, and when: kept by each process for itself."""
    if _in_memory.add(who, seconds) > most:
        raise TooOften
