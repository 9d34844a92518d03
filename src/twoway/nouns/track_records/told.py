"""Track records in the words that readings across nouns show: acts, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from twoway.ledger.entries import Entry
from twoway.nouns.track_records import LABELS, notices, queries
from twoway.people import queries as people
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.told import Deed, Line, Open, Said, Verb

KINDS: tuple[str, ...] = ("track_record.",)
REASONS: dict[str, tuple[str, str]] = {}  # nothing of it counts


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    known = queries.among((entry.thing for entry in own), seen_by=seen_by) if own else {}
    return {entry.id: _line(entry, known[entry.thing], seen_by) for entry in own if entry.thing in known}


def _line(entry: Entry, record: queries.TrackRecord, seen_by: str) -> Line:
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=entry.happened_at.date(),
        at=entry.happened_at,
        says=notices.says(entry, seen_by),
        about=_("The track record of %(team)s") % {"team": record.team.name},
        words=getattr(entry.act, "note", None) or "",
        href=address("track_record", record.id),
    )


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """On no street: it is between a team and all of its clients."""
    return []


def said_to(person: str) -> list[Said]:
    """What is proposed is asked, not said: nothing."""
    return []


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What waits for the person's yes or no, on no street."""
    return [] if streets is not None else [_open(record, seen_by) for record in _asked(seen_by)]


def waiting(person: str) -> int:
    """How many wait for the person's answer."""
    return len(_asked(person))


@asked_once
def _asked(person: str) -> list[queries.TrackRecord]:
    return [record for record in queries.mine(person) if queries.is_asked(record, person)]


def _open(record: queries.TrackRecord, me: str) -> Open:
    page = address("track_record", record.id)
    is_member = me in record.everybody
    asks = people.person(record.proposed_by_id).called if is_member else ""
    return Open(
        street="",
        thing=record.id,
        owes=me,
        to=record.proposed_by_id if is_member else me,
        kind="answer",
        what=_("The track record of %(team)s") % {"team": record.team.name},
        says=_("%(name)s asks you") % {"name": asks} if asks else _("You are asked as a client’s contact"),
        due_on=None,
        days_late=0,
        href=page,
        mark="open",
        verbs=(
            Verb(label=str(LABELS["agree"]), url=f"{page}#agree", posts=False),
            Verb(label=str(LABELS["decline"]), url=reverse("track_record.act", args=[record.id, "decline"])),
        ),
        seen="",
    )
