"""An incident told as hand-offs: who passed it on, into which team's queue or to whom, and who took it on.

    queued for a team                              handed to that team by whoever the row names
    then somebody has it                           taken on by them; the giver again: taken back
    queued once more, by the giver                 for the same team nothing; for another taken back first
    queued once more, by somebody else             taken on by them, and handed on
    somebody else has it, in the same team         handed to them, who accept at once
    somebody else has it, in another team          handed to that team and taken on at once
    the same person has it, in another team        nothing: it is still with them
    a row that names no person                     nothing: the system is nobody

A hand-off goes on from the one by which its giver had it. Nothing is told as sent back or as a problem: a log
does not say why something went the way it did.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from twoway.integrations.incidents.log import Event, Incident

Does = Literal["taken", "accepted", "withdrawn"]
Way = Literal["another team", "own queue", "first queue", "within a team", "taken back"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """How a hand-off was answered, when and by whom."""

    does: Does
    at: datetime
    who: str


@dataclass(frozen=True, kw_only=True)
class HandoffStory:
    """One hand-off: to a team or to a person; `source` and `after` are the same each time it is told.

    `from_team` is "" where the log does not say in which team it was; lines as in `Event`.
    """

    source: str
    incident: str
    giver: str
    team: str
    to: str
    what: str
    at: datetime
    after: str
    from_team: str
    from_line: float
    line: float
    step: Step | None = None

    @property
    def way(self) -> Way:
        """Which way it went; what was taken back before anybody took it on went nowhere."""
        if self.step and self.step.does == "withdrawn":
            return "taken back"
        if self.to:
            return "within a team"
        if not self.from_team:
            return "first queue"
        return "own queue" if self.team == self.from_team else "another team"

    @property
    def receiver(self) -> str:
        """Who got it in the end; "" while it waits, and when it was taken back."""
        return self.step.who if self.step and self.step.does != "withdrawn" else self.to

    @property
    def waited(self) -> timedelta | None:
        """How long it was in a queue before somebody took it on; None if it never was, or still is."""
        if self.step is None or self.step.does != "taken" or self.step.at == self.at:
            return None
        return self.step.at - self.at


def tell(incident: Incident, tracker: str) -> list[HandoffStory]:
    """The hand-offs of one incident, oldest first."""
    telling = _Telling(incident, tracker)
    for event in incident.events:
        if event.who:
            telling.hear(event)
    return telling.stories


class _Telling:
    """Goes through the events in order and keeps who has it, in which team, and what waits in a queue."""

    def __init__(self, incident: Incident, tracker: str) -> None:
        self.incident, self.tracker = incident, tracker
        self.stories: list[HandoffStory] = []
        self.holder, self.team, self.line = "", "", 0.0
        self.had_by = ""  # the hand-off by which the holder got it
        self.waits = False

    def hear(self, event: Event) -> None:
        if self.waits:
            self.answered(event)
        elif self.holder and self.holder != event.who:
            self.passed(event)
        self.holder = event.who
        if event.stands == "held":
            self.team, self.line = event.team, event.line
        elif not self.waits:
            self.hand(event, team=event.team)

    def answered(self, event: Event) -> None:
        """What waits in a queue is taken back by its giver, taken on by anybody else, or goes on waiting."""
        waiting = self.stories[-1]
        if event.who != waiting.giver:
            self.answer("taken", event)
            self.team, self.line = waiting.team, waiting.line
        elif event.stands == "held" or event.team != waiting.team:
            self.answer("withdrawn", event)

    def passed(self, event: Event) -> None:
        """From one person to another, without a queue."""
        if event.stands == "held" and event.team != self.team:
            self.hand(event, giver=self.holder, team=event.team)
            self.answer("taken", event)
        else:
            self.hand(event, giver=self.holder, to=event.who)
            self.answer("accepted", event)

    def hand(self, event: Event, *, giver: str = "", team: str = "", to: str = "") -> None:
        story = HandoffStory(
            source=f"{self.tracker} {self.incident.key}/{len(self.stories) + 1}",
            incident=self.incident.key,
            giver=giver or event.who,
            team=team,
            to=to,
            what=self.incident.what,
            at=event.at,
            after=self.had_by,
            from_team=self.team,
            from_line=self.line,
            line=event.line if team else self.line,
        )
        self.stories.append(story)
        self.waits = True

    def answer(self, does: Does, event: Event) -> None:
        step = Step(does=does, at=event.at, who=event.who)
        self.stories[-1] = replace(self.stories[-1], step=step)
        self.waits = False
        if does != "withdrawn":
            self.had_by = self.stories[-1].source
