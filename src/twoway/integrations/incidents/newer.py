"""What of a log is new here, when some of it was brought in before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from twoway.integrations.incidents.telling import HandoffStory
from twoway.nouns.handoffs import queries as handoffs

Acts = set[tuple[str, datetime]]


@dataclass(frozen=True, kw_only=True)
class Newer:
    """What is still to be brought in, how much was there already, and what was left alone, in words."""

    stories: tuple[HandoffStory, ...]
    unchanged: int
    left_alone: tuple[str, ...]


def newer(stories: Sequence[HandoffStory]) -> Newer:
    """Each hand-off that has something new. An incident whose past now reads otherwise is left as it is."""
    known = handoffs.told_from([story.source for story in stories])
    odd = {story.incident for story in stories if not known.get(story.source, set()) <= _acts(story)}
    told = [story for story in stories if story.incident not in odd]
    fresh = [story for story in told if known.get(story.source, set()) != _acts(story)]
    return Newer(
        stories=tuple(fresh),
        unchanged=len(told) - len(fresh),
        left_alone=tuple(
            f"{key}: its past reads otherwise than when it was brought in; left as it is."
            for key in sorted(odd)
        ),
    )


def _acts(story: HandoffStory) -> Acts:
    answered = {(f"handoff.{story.step.does}", story.step.at)} if story.step else set()
    return {("handoff.handed", story.at)} | answered
