"""The acts that somebody may see, as entries: readings begin here, so that sight is asked first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.people import sight

A_WEEK = timedelta(days=7)
Acts = dict[str, list[Entry]]


def of_streets(streets: Collection[str], *, seen_by: str) -> Acts:
    """The acts on each of these streets, the oldest first, as far as the person may see them."""
    found: Acts = {street: [] for street in streets}
    frames = sight.entries(seen_by).filter(street__in=list(streets))
    for entry in ledger.entries_at(frames.values_list("seq", flat=True)):
        found[entry.street].append(entry)
    return found


def of_street(street: str, *, seen_by: str) -> list[Entry]:
    """The acts on one street, the oldest first."""
    return of_streets([street], seen_by=seen_by)[street]


def ended_on(entries: Sequence[Entry]) -> date | None:
    """From which day a study looks: a week after the last that was brought in, when the last claims stand."""
    days = [entry.happened_at.date() for entry in entries if entry.source]
    return max(days) + A_WEEK if days else None
