"""What is published of a team: how many of the voices raised with its leads in a quarter were answered.

Counted are voices by name raised with those who lead the team, each with one team and in one quarter, so
that no two figures share a voice and none can be taken from another. A figure is worked out from the acts up
to the day it is published on, a month after the quarter's end, and from nothing later: it comes once and
stays. It is there from five different writers on, for those who are in the team, and blurred at its ends:
that all were answered, or none, would say of each writer how it was for them. See docs/decisions/0010.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from twoway import clock
from twoway.errors import NotSeen
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.voices import queries as voices
from twoway.people import queries as people

FEWEST = 5
A_MONTH = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """Three months, `until` not included, and the day on which what happened in them is published."""

    since: date
    until: date

    @property
    def published_on(self) -> date:
        """A month after its end, so that what was raised last has had its time."""
        return self.until + A_MONTH

    @property
    def last_day(self) -> date:
        """The last day of the three months."""
        return self.until - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """How many were raised, and how many of these were answered, at least and at most; None where too few."""

    quarter: Quarter
    raised: int | None = None
    at_least: int | None = None
    at_most: int | None = None


def last_published(today: date) -> Quarter:
    """The latest quarter whose figures are out."""
    day = today - A_MONTH
    until = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    before = until - timedelta(days=1)
    return Quarter(since=date(before.year, (before.month - 1) // 3 * 3 + 1, 1), until=until)


def of_team(team: str, *, seen_by: str) -> Figure:
    """The team's latest figure, for somebody who is in it; for everybody else there is none."""
    if team not in {one.id for one in people.teams_of(seen_by)}:
        raise NotSeen
    quarter = last_published(clock.today())
    raised = voices.raised_in_team(team, since=_moment(quarter.since), until=_moment(quarter.until))
    told = _told(list(raised), before=_moment(quarter.published_on))
    counted = [id for id in raised if "voice.withdrawn" not in told[id]]
    if len({raised[id] for id in counted}) < FEWEST:
        return Figure(quarter=quarter)
    answered = sum("voice.answered" in told[id] for id in counted)
    at_least, at_most = blurred(answered, len(counted))
    return Figure(quarter=quarter, raised=len(counted), at_least=at_least, at_most=at_most)


def blurred(answered: int, of: int) -> tuple[int, int]:
    """The number, and at either end that and the next one, which cannot be told apart."""
    if answered <= 1:
        return 0, 1
    return (of - 1, of) if answered >= of - 1 else (answered, answered)


def _told(ids: list[str], *, before: datetime) -> dict[str, set[str]]:
    """Which kinds of acts each of these had by then; that more words are needed is no answer."""
    found: dict[str, set[str]] = {id: set() for id in ids}
    for entry in ledger.entries_of(ids) if ids else ():
        if entry.at < before and not _asks_for_more(entry):
            found[entry.thing].add(entry.kind)
    return found


def _asks_for_more(entry: Entry) -> bool:
    return getattr(entry.act, "answer", "") == "need_more"


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
