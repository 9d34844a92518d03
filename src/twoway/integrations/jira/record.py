"""A file, whatever its format, read by the map that fits it and told as promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from twoway.errors import BadShape
from twoway.integrations.jira import files, maps, rest, table, telling
from twoway.integrations.jira.issues import Issue, Reading, RowError
from twoway.integrations.jira.telling import PromiseStory


@dataclass(frozen=True, kw_only=True)
class Told:
    """A file, read and told as promises, before anybody is looked up or anything is written."""

    reading: Reading
    map: maps.Map
    stories: tuple[PromiseStory, ...]
    passed_days: int

    @property
    def errors(self) -> list[RowError]:
        return self.reading.errors


def tell(path: Path, *, events: Path | None = None, own_map: Path | None = None) -> Told:
    """Read a file of issues, whatever its format, and tell it as promises."""
    over = maps.load(own_map) if own_map else None
    reading, map_ = _read(path, events, over)
    reading.errors += list(_unknown_resolutions(reading.issues, map_))
    tellings = [telling.tell(issue, map_.meaning, map_.source) for issue in reading.issues]
    return Told(
        reading=reading,
        map=map_,
        stories=tuple(story for told in tellings for story in told.stories),
        passed_days=sum(told.passed_days for told in tellings),
    )


def _read(path: Path, events: Path | None, over: maps.Map | None) -> tuple[Reading, maps.Map]:
    text = files.read(path)
    if text.text.lstrip()[:1] in {"{", "["}:
        if events:
            raise BadShape("Jira's JSON brings its own history; leave --events out.", code="no_events_needed")
        reading, map_ = rest.read(text.text, over)
    else:
        changes = files.read(events).text if events else None
        reading, map_ = table.read(text.text, over, changes)
    if text.said:
        reading.notes.append(text.said)
    return reading, map_


def _unknown_resolutions(issues: Sequence[Issue], map_: maps.Map) -> Iterator[RowError]:
    """What a resolution does to a promise is asked and never guessed."""
    names = Counter(
        name
        for issue in issues
        for name in {issue.resolution, *(each.after for each in issue.changes if each.field == "resolution")}
        if map_.meaning(name) is None
    )
    for name, times in sorted(names.items()):
        say = f'not in the map. Put "{name}" under kept, released or open in [resolutions] of a map of yours.'
        yield RowError(where=f"resolution {name!r} ({times} issues)", say=say)
