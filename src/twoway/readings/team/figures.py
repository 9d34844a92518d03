"""What is published of a team: how many of the voices raised with its leads in a quarter were answered.

Counted are voices by name raised with those who lead the team, each with one team and in one quarter, so
that no two figures share a voice and none can be taken from another. A figure is worked out from the acts up
to the day it is published on, a month after the quarter's end, and from nothing later: it comes once and
stays. It is there from five different writers on, for those who are in the team, and blurred at its ends:
that all were answered, or none, would say of each writer how it was for them. See docs/decisions/0010.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from twoway import clock
from twoway.errors import NotSeen
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.voices import queries as voices
from twoway.people import queries as people
from twoway.people.quarters import FEWEST as FEWEST
from twoway.people.quarters import Quarter, blurred, last_published, moment


@dataclass(frozen=True, kw_only=True)
class Figure:
    """How many were raised, and how many of these were answered, at least and at most; None where too few."""

    quarter: Quarter
    raised: int | None = None
    at_least: int | None = None
    at_most: int | None = None


def of_team(team: str, *, seen_by: str) -> Figure:
    """The team's latest figure, for somebody who is in it; for everybody else there is none."""
    if team not in {one.id for one in people.teams_of(seen_by)}:
        raise NotSeen
    quarter = last_published(clock.today())
    raised = voices.raised_in_team(team, since=moment(quarter.since), until=moment(quarter.until))
    told = _told(list(raised), before=moment(quarter.published_on))
    counted = [id for id in raised if "voice.withdrawn" not in told[id]]
    if len({raised[id] for id in counted}) < FEWEST:
        return Figure(quarter=quarter)
    answered = sum("voice.answered" in told[id] for id in counted)
    at_least, at_most = blurred(answered, len(counted))
    return Figure(quarter=quarter, raised=len(counted), at_least=at_least, at_most=at_most)


def _told(ids: list[str], *, before: datetime) -> dict[str, set[str]]:
    """Which kinds of acts each of these had by then; that more words are needed is no answer."""
    found: dict[str, set[str]] = {id: set() for id in ids}
    for entry in ledger.entries_of(ids) if ids else ():
        if entry.at < before and not _asks_for_more(entry):
            found[entry.thing].add(entry.kind)
    return found


def _asks_for_more(entry: Entry) -> bool:
    return getattr(entry.act, "answer", "") == "need_more"
