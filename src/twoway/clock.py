"""The one clock. Moments are UTC, days are somebody's days, and tests and stories may hold time still."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_held: ContextVar[datetime | None] = ContextVar("twoway_clock_held", default=None)


def now() -> datetime:
    """This moment in UTC, to the second: the record keeps no finer time, so nothing may depend on it."""
    moment = _held.get() or _from_file() or datetime.now(UTC)
    return moment.astimezone(UTC).replace(microsecond=0)


def today(zone: str = "UTC") -> date:
    """The day it is where the person is."""
    return day_of(now(), zone)


def day_of(moment: datetime, zone: str) -> date:
    """The day on which `moment` fell for somebody living in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Time stands at `moment` for whatever runs inside: stories that tell of last March, and tests."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone: datetime(..., tzinfo=UTC)")
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)


def _from_file() -> datetime | None:
    """The moment a browser test has set for a server in another process; never set in real use."""
    path = os.environ.get("TWOWAY_TEST_CLOCK_FILE")
    if not path:
        return None
    return datetime.fromisoformat(Path(path).read_text().strip())
