"""From which day a record is looked at: today, or in a study the day on which its record ends.

Silence, lateness and "this week" are read from the clock. Nobody in a study has done anything since its
record ended, and nobody could have: read from today, years of silence would cover everything. So whoever
shows a study lets the clock stand at the end of its last day, or of another one that is asked for, and says
which it is. Of a day before the last, acts and rows are shown as they stood then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape
from twoway.ledger import queries as ledger
from twoway.ledger.then import as_it_stood
from twoway.people import queries


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A day other than today from which a record is looked at; `last` is the last one on the record."""

    on: date
    last: date


_looked: ContextVar[Looked | None] = ContextVar("twoway_looked_on", default=None)


def looked_on() -> Looked | None:
    """The day everything is looked at from just now; None when that is simply today."""
    return _looked.get()


@contextmanager
def looking(asked: date | None = None) -> Iterator[None]:
    """Whatever is read inside is read as of the last day on the record, or of another day that is asked for.

    Only a study stands still: in a workplace that is alive this does nothing.
    """
    last = _last_day()
    if last is None:
        yield
        return
    day = last if asked is None else _come(asked)
    token = _looked.set(Looked(on=day, last=last))
    try:
        past = as_it_stood(day) if day < last else nullcontext()
        with past, clock.held_at(datetime.combine(day, time(23, 59, 59), UTC)):
            yield
    finally:
        _looked.reset(token)


def _last_day() -> date | None:
    """The day of the newest act that was brought into the study; None where there is no study, or no act."""
    place = queries.workplace()
    if place is None or place.kind != "study":
        return None
    newest = ledger.last_brought_in()
    return newest.date() if newest else None


def _come(asked: date) -> date:
    """The day that is asked for, if it has come."""
    if asked > clock.today():
        raise BadShape(_("That day is still to come. Pick an earlier one."), code="day_to_come", field="day")
    return asked
