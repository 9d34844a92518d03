"""Between us: what two people look at before they talk. The same for both, with the ends exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.people import looking
from twoway.readings import record, told
from twoway.readings.streets.ends import Ends
from twoway.web.street.glyphs import State
from twoway.web.told import Deed, Line, Open

USUAL_DAYS = 7
CHOICES = (7, 14, 30)
LOOK_BACK_DAYS = 30
ENDED = {State.BROKEN, State.RELEASED, State.LATE, State.FAILED}
MOST_NEW = 40


@dataclass(frozen=True, kw_only=True)
class Half:
    """What one of the two owes the other: answers, promises, and a word on what is said to be kept."""

    side: str
    answers: tuple[Open, ...]
    promises: tuple[Open, ...]
    claims: tuple[Open, ...]

    @property
    def all(self) -> tuple[Open, ...]:
        """Everything, what waits for an answer first."""
        return (*self.answers, *self.promises, *self.claims)

    @property
    def claimed_by(self) -> str:
        """Whose the claims are that wait for this one's word."""
        return {"you": "them", "them": "you"}[self.side]


@dataclass(frozen=True, kw_only=True)
class Between:
    """The page: what each owes, what waits, what to look back on, and what is new since a day."""

    opens: tuple[Open, ...]
    halves: tuple[Half, Half]
    ended: tuple[Deed, ...]
    new: tuple[Line, ...]
    more_new: int
    since: date

    @property
    def looks_back(self) -> bool:
        """Whether there is anything to look back on."""
        return bool(self.ended) or any(half.claims for half in self.halves)


def between(
    ends: Ends,
    *,
    since: date | None = None,
    entries: Sequence[Entry] | None = None,
    opens: Sequence[Open] | None = None,
) -> Between:
    """Everything between the two as it stands now, from one end; the rest is what was read before.

    A week, and what is new in it, begins with the same act at both ends, wherever they are.
    """
    street, you = ends.street.id, ends.you.id
    since = since or ends.today_at_both - timedelta(days=USUAL_DAYS)
    opens = told.opens(seen_by=you, streets=[street]) if opens is None else opens
    entries = record.of_street(street, seen_by=you) if entries is None else entries
    new = _since(entries, since, ends)
    return Between(
        opens=tuple(opens),
        halves=halves(opens, ends),
        ended=_ended(told.deeds([street], seen_by=you, entries=entries)[street], ends.today_at_both),
        new=tuple(told.in_words(new[:MOST_NEW], seen_by=you)),
        more_new=max(0, len(new) - MOST_NEW),
        since=since,
    )


def halves(opens: Sequence[Open], ends: Ends) -> tuple[Half, Half]:
    """What each owes: theirs left, yours right."""
    return _half(opens, ends.them.id, "them"), _half(opens, ends.you.id, "you")


def _half(opens: Sequence[Open], owes: str, side: str) -> Half:
    mine = [one for one in opens if one.owes == owes]
    return Half(
        side=side,
        answers=tuple(one for one in mine if one.kind in {"answer", "review"}),
        promises=tuple(one for one in mine if one.kind == "promise"),
        claims=tuple(one for one in mine if one.kind == "claim"),
    )


def _ended(deeds: Sequence[Deed], today: date) -> tuple[Deed, ...]:
    """What did not go as it was said, lately: given up, let go, kept late, failed; the newest first."""
    first = today - timedelta(days=LOOK_BACK_DAYS)
    return tuple(deed for deed in reversed(deeds) if deed.state in ENDED and deed.day >= first)


def _since(entries: Sequence[Entry], since: date, ends: Ends) -> list[Entry]:
    """The newest first; by when an act was entered, so that what was brought in late is new as well.

    A study was brought in all at once: there an act is as new as what it tells of.
    """
    if looking.looked_on() is None:
        return [entry for entry in reversed(entries) if ends.days_of(entry.at)[1] >= since]
    now = clock.now()
    told_of = [
        entry for entry in entries if since <= ends.days_of(entry.happened_at)[1] and entry.happened_at <= now
    ]
    return sorted(told_of, key=lambda entry: entry.happened_at, reverse=True)
