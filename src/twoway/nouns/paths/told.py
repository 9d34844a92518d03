"""Paths in the words that readings across nouns show: acts only. No step is owed, and days are no mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.paths import acts, queries
from twoway.nouns.paths.notices import SAYS
from twoway.web.addresses import address
from twoway.web.told import Deed, Line, Open, Said

KINDS: tuple[str, ...] = ("path.",)
REASONS: dict[str, tuple[str, str]] = {}  # what is done on a path counts as what it is


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry."""
    things = {entry.thing for entry in entries if entry.kind.startswith(KINDS)}
    known = {one.id: one for one in queries.all_of(seen_by).filter(id__in=things)} if things else {}
    return {entry.id: _line(entry, known[entry.thing], seen_by) for entry in entries if entry.thing in known}


def _line(entry: Entry, path: queries.Path, seen_by: str) -> Line:
    act = entry.act
    who = _("You") if entry.by == seen_by else path.street.from_end(seen_by)[1].called
    looked = act if isinstance(act, acts.LookedBack) else None
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=path.first_on if isinstance(act, acts.Opened) else clock.day_of(entry.happened_at, "UTC"),
        at=entry.happened_at,
        says=_(SAYS[entry.kind]) % {"who": who, "day": looked.day if looked else ""},
        words=looked.words if looked else "",
        href=address("path", path.id),
    )


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """A path leaves no marks: what is done on it does."""
    return []


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """Nothing on a path is owed."""
    return []


def waiting(person: str) -> int:
    """Nothing on a path waits for anybody."""
    return 0


def said_to(person: str) -> list[Said]:
    """What one says looking back stands on the path."""
    return []
