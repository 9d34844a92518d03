"""A street as occasions look at it: from one end, its acts and what is open on it, on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.web.told import Open

# Acts about the street itself are no doing of the two: a suggestion is the same with an estimate or without.
_OF_THE_STREET = ("street.",)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What both of the two see, told from one end. The days are those that have come at both ends.

    What was brought in from elsewhere is history, and calls for nothing.
    """

    you: str
    them: str
    zones: tuple[str, str]
    today: date
    entries: Sequence[Entry]
    opens: Sequence[Open]

    # ---- acts ----

    @cached_property
    def acts(self) -> tuple[Entry, ...]:
        """What was done, the oldest first."""
        return tuple(one for one in self.entries if _is_done_here(one))

    @cached_property
    def _by_kind(self) -> dict[str, list[Entry]]:
        return _grouped((entry.kind, entry) for entry in self.acts)

    @cached_property
    def _by_thing(self) -> dict[str, list[Entry]]:
        return _grouped((entry.thing, entry) for entry in self.acts)

    def done(self, *kinds: str, by: str | None = None) -> list[Entry]:
        """The acts of these kinds, by one of the two if named, the oldest first."""
        found = [entry for kind in kinds for entry in self._by_kind.get(kind, ())]
        return sorted((entry for entry in found if by is None or entry.by == by), key=lambda entry: entry.seq)

    def of(self, thing: str) -> list[Entry]:
        """What was done to one thing, the oldest first."""
        return self._by_thing.get(thing, [])

    def since(self, entry: Entry, *kinds: str, by: str | None = None) -> list[Entry]:
        """What of these kinds was done after an act, on the whole street."""
        return [one for one in self.done(*kinds, by=by) if one.seq > entry.seq]

    def then(self, entry: Entry, *kinds: str, by: str | None = None) -> list[Entry]:
        """What of these kinds was done after an act, to the same thing."""
        return [one for one in self.since(entry, *kinds, by=by) if one.thing == entry.thing]

    def what(self, thing: str) -> str:
        """The words it began with; nothing where they were erased."""
        said = (told(entry, name) for entry in self.of(thing) for name in _WORDS)
        return next((str(words) for words in said if words), "")

    # ---- what is open ----

    def owed(self, *kinds: str) -> list[Open]:
        """What this end owes, the longest open first."""
        mine = [one for one in self.opens if one.owes == self.you and one.kind in kinds]
        return sorted(mine, key=lambda one: (one.due_on or date.max, self._waits_since(one), one.thing))

    def waits_from(self, one: Open) -> date | None:
        """The day of the other's last act on what is owed; none where nothing of theirs tells it."""
        asked = [entry for entry in self.of(one.thing) if entry.by == self.them]
        return self.day(asked[-1]) if asked else None

    def _waits_since(self, one: Open) -> date:
        return self.waits_from(one) or date.max

    # ---- days ----

    def day(self, entry: Entry) -> date:
        """The day on which it was entered at both ends."""
        return self.day_at_both(entry.at)

    def day_at_both(self, moment: datetime) -> date:
        """The later of the days on which a moment falls at the two ends."""
        return max(clock.day_of(moment, zone) for zone in self.zones)

    def ago(self, day: date) -> int:
        """How many days that is past; below nought for a day to come."""
        return (self.today - day).days

    def lately(self, entries: Iterable[Entry], days: int) -> list[Entry]:
        """Those of the last so many days."""
        return [entry for entry in entries if self.ago(self.day(entry)) <= days]

    @cached_property
    def open_for(self) -> int:
        """For how many days the street has been open; none where it is not."""
        opened = [one for one in self.entries if one.kind == "street.opened"]
        return self.ago(self.day(opened[-1])) if opened else 0

    @property
    def opened_on(self) -> date:
        """The day it was opened."""
        return date.fromordinal(self.today.toordinal() - self.open_for)


def told(entry: Entry, name: str) -> Any:
    """What an act says under a name; nothing where acts of its kind do not say it.

    Occasions read acts by their kinds, so that they need know no noun, nor wait for one.
    """
    return getattr(entry.act, name, None)


_WORDS = ("what", "choice", "question", "words", "goal", "scope")


def _is_done_here(entry: Entry) -> bool:
    return not entry.source and not entry.kind.startswith(_OF_THE_STREET)


def _grouped(pairs: Iterator[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for key, entry in pairs:
        found.setdefault(key, []).append(entry)
    return found
