"""What waits for somebody, and when: late or today, this week, later; and what others promised them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from twoway.web.told import Open

THIS_WEEK = timedelta(days=7)
PROMISED_SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """One person's own; an answer waits from the moment it is asked for."""

    today: tuple[Open, ...]
    this_week: tuple[Open, ...]
    later: tuple[Open, ...]
    promised: tuple[Open, ...]
    more_promised: int
    waited_for_by: frozenset[str] = frozenset()

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits."""
        return not (self.today or self.this_week or self.later)

    @property
    def people_waiting(self) -> int:
        """How many people wait to hear something today."""
        return len({one.to for one in self.today if one.to != one.owes} | self.waited_for_by)

    @property
    def late(self) -> int:
        """How many days have passed without a word."""
        return sum(one.days_late > 0 for one in self.today)

    @property
    def late_answers(self) -> int:
        """How many of these are answers, not promises."""
        return sum(one.days_late > 0 and one.kind == "answer" for one in self.today)


def agenda(opens: Iterable[Open], *, me: str, today: date) -> Agenda:
    """Everything in its place, each part in the order of its days."""
    ordered = sorted(opens, key=lambda one: (one.due_on or date.max, one.kind, one.thing))
    # A look back is one thing to do, however many wait for it on their streets.
    mine = [one for one in ordered if one.owes == me and not _is_of_a_street(one)]
    promised = [one for one in ordered if one.to == me and one.kind == "promise"]
    return Agenda(
        today=tuple(one for one in mine if _when(one, today) == 0),
        this_week=tuple(one for one in mine if _when(one, today) == 1),
        later=tuple(one for one in mine if _when(one, today) == 2),
        promised=tuple(promised[:PROMISED_SHOWN]),
        more_promised=max(0, len(promised) - PROMISED_SHOWN),
        waited_for_by=frozenset(one.to for one in ordered if one.owes == me and _is_of_a_street(one)),
    )


def _is_of_a_street(one: Open) -> bool:
    return one.kind == "review" and bool(one.street)


def _when(one: Open, today: date) -> int:
    """0 for now, 1 for this week, 2 for later. A claim stands by itself in a week, so it is for this week."""
    if one.kind not in {"promise", "talk"}:
        return 1 if one.kind == "claim" else 0
    if one.due_on is None or one.due_on > today + THIS_WEEK:
        return 2
    return 0 if one.due_on <= today or one.days_late else 1
