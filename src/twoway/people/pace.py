"""How much one person may write in a minute: more than anybody by hand, less than a runaway program."""

from __future__ import annotations

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
