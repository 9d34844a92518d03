"""A log, read by the map that fits it and told as hand-offs, with who was seen in which team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from twoway.integrations.incidents import log, maps, telling
from twoway.integrations.incidents.log import Log
from twoway.integrations.incidents.telling import HandoffStory
from twoway.integrations.jira import files
from twoway.integrations.jira.issues import RowError


@dataclass(frozen=True, kw_only=True)
class Told:
    """A log, read and told as hand-offs, before anybody is looked up or anything is written."""

    log: Log
    stories: tuple[HandoffStory, ...]

    @property
    def errors(self) -> list[RowError]:
        return self.log.errors

    @cached_property
    def seen(self) -> dict[str, dict[str, datetime]]:
        """By team, who was seen working in it, and since when. Whoever only queued it there was not."""
        found: dict[str, dict[str, datetime]] = {}
        for incident in self.log.incidents:
            for event in incident.events:
                if event.who and event.stands == "held":
                    inside = found.setdefault(event.team, {})
                    inside[event.who] = min(inside.get(event.who, event.at), event.at)
        return found

    def people(self) -> set[str]:
        """Everybody who passed something on, got it, or was seen in a team."""
        named = {name for story in self.stories for name in (story.giver, story.receiver) if name}
        return named.union(*self.seen.values())

    def teams(self) -> set[str]:
        """Every team that was handed something or had somebody in it."""
        return {story.team for story in self.stories if story.team} | self.seen.keys()

    def offered_to(self, story: HandoffStory) -> list[str]:
        """Whoever had been seen in the team by then, but for the giver."""
        inside = self.seen.get(story.team, {}).items()
        return sorted(who for who, since in inside if since < story.at and who != story.giver)


def tell(path: Path, *, own_map: Path | None = None) -> Told:
    """Read a log of incidents and tell it as hand-offs, the oldest first."""
    over = maps.load(own_map) if own_map else None
    text = files.read(path)
    found = log.read(text.text, over)
    if text.said:
        found.notes.append(text.said)
    stories = [story for each in found.incidents for story in telling.tell(each, found.map.source)]
    return Told(log=found, stories=tuple(sorted(stories, key=lambda story: story.at)))
