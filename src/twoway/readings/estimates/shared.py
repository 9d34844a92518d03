"""Acts that stand beside a street: both its people see them, though neither's own act put them there.

A problem that Chen raised past Ana, to Ben, stands on Chen's streets alone, yet Ana and Ben both take part in
it; a call that reached Chen by way of Ana was opened to Chen by an act that Ben sees too. An act counts here
when each of the two is named in it, or had it opened to them by an act that both see: so each knows that the
other sees it, and both find the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q

from twoway.ledger import queries as ledger
from twoway.ledger.acts import SightOpened
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.models import Frame, Sight
from twoway.people import sight
from twoway.people.streets.models import Street

ACTS = (
    Q(kind__startswith="call.")
    | Q(kind__startswith="problem.")
    | Q(kind__startswith="voice.")
    | Q(kind=SightOpened.kind)
)
"""What several people do that may count between two of them."""


def beside(
    streets: Iterable[Street], *, seen_by: str, as_of_day: date | None = None
) -> dict[str, list[Entry]]:
    """For each of these streets, the acts beside it, the oldest first, as far as they had happened."""
    by_id = {street.id: street for street in streets}
    others = {person for street in by_id.values() for person in (street.low_id, street.high_id)} - {seen_by}
    # On no one street: these few are told apart before anything else is asked of them.
    mine = Sight.objects.filter(person=seen_by, street__in=(EVERY_STREET, "")).values("seq")
    theirs = Sight.objects.filter(seq=OuterRef("seq"), person__in=others)
    frames = Frame.objects.filter(ACTS, Exists(theirs), seq__in=mine)
    found = ledger.entries_from(sight.among(frames, seen_by))
    if as_of_day is not None:
        found = [entry for entry in found if entry.happened_at.date() <= as_of_day]
    opened = [entry for entry in found if isinstance(entry.act, SightOpened)]
    acts = [(entry, set(entry.seen_by())) for entry in found if not isinstance(entry.act, SightOpened)]
    return {id: _beside(street, acts, opened) for id, street in by_id.items()}


def _beside(street: Street, acts: Sequence[tuple[Entry, set[str]]], opened: Sequence[Entry]) -> list[Entry]:
    """Those that both see, and that do not stand on the street itself."""
    both = {street.low_id, street.high_id}
    to: dict[str, set[str]] = {}
    for entry in opened:
        if isinstance(entry.act, SightOpened) and both <= set(entry.seen_by()):
            for id in entry.act.entries:
                to.setdefault(id, set()).add(entry.act.to)
    return [
        entry
        for entry, named in acts
        if both <= named | to.get(entry.id, set())
        and entry.street != street.id
        and (street.low_id, street.high_id) not in entry.pairs()
    ]


def in_order(entries: Sequence[Entry], beside: Sequence[Entry]) -> list[Entry]:
    """Both together, the oldest first."""
    return sorted([*entries, *beside], key=lambda entry: entry.seq) if beside else list(entries)
