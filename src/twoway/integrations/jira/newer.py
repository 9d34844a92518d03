"""What of a story is new here, when some of it was brought in before.

A story with a history is added to where it goes on, as long as it still begins as it did. An export without
a history only says how an issue stands, so the step from what is known to that is told as having happened
when the issue was last touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from twoway.integrations.jira.telling import Does, PromiseStory, Step
from twoway.ledger import queries as ledger
from twoway.nouns.promises import queries as promises

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise

# Saying that an import was one's own, or was not so, is no going on with it.
_LEAVES_IT = {"promise.taken_on", "promise.disputed"}
_STANDS: dict[str, Does] = {"made": "made", "claimed": "kept", "kept": "kept", "released": "released"}
_AT_ONCE = 5_000


@dataclass(frozen=True, kw_only=True)
class Known:
    """A promise that was brought in before: what was told of it, and whether the two have gone on with it."""

    promise: Promise
    told: frozenset[tuple[str, datetime]]
    gone_on: bool


@dataclass(frozen=True, kw_only=True)
class Newer:
    """What is still to be brought in, how much was there already, and what was left alone, in words."""

    stories: tuple[PromiseStory, ...]
    unchanged: int
    left_alone: tuple[str, ...]


def newer(stories: Iterable[PromiseStory], ids: dict[str, str]) -> Newer:
    """Each story that has something new, with what it has; `ids` says who the file's people are here."""
    told = list(stories)
    known = _known([story.source for story in told])
    fresh: list[PromiseStory] = []
    left_alone: list[str] = []
    unchanged = 0
    for story in told:
        before = known.get(story.source)
        if before is None:
            fresh.append(story)
            continue
        why = _why_left_alone(story, before)
        more = [] if why else list(_since(story, before, ids))
        fresh += more
        left_alone += [f"{story.issue}: {why}"] if why else []
        unchanged += not why and not more
    return Newer(stories=tuple(fresh), unchanged=unchanged, left_alone=tuple(left_alone))


def _known(sources: list[str]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for start in range(0, len(sources), _AT_ONCE):
        rows = promises.by_source(sources[start : start + _AT_ONCE])
        by_thing: dict[str, list[tuple[str, datetime, str]]] = {}
        for entry in ledger.entries_of([row.id for row in rows.values()]):
            by_thing.setdefault(entry.thing, []).append((entry.kind, entry.happened_at, entry.source))
        for source, row in rows.items():
            acts = by_thing[row.id]
            found[source] = Known(
                promise=row,
                told=frozenset(
                    (kind.removeprefix("promise."), at) for kind, at, from_ in acts if from_ == source
                ),
                gone_on=any(
                    kind.startswith("promise.") and kind not in _LEAVES_IT
                    for kind, _, from_ in acts
                    if not from_
                ),
            )
    return found


def _why_left_alone(story: PromiseStory, known: Known) -> str:
    if known.gone_on:
        return "the two have gone on with it here since it was brought in; left as it is."
    if story.history and not known.told <= {(step.does, step.at) for step in story.steps}:
        return "its past reads otherwise than when it was brought in; left as it is."
    return ""


def _since(story: PromiseStory, known: Known, ids: dict[str, str]) -> Iterator[PromiseStory]:
    if story.history:
        if len(known.told) < len({(step.does, step.at) for step in story.steps}):
            yield story
        return
    yield from _caught_up(story, known, ids)


def _caught_up(story: PromiseStory, known: Known, ids: dict[str, str]) -> Iterator[PromiseStory]:
    """From how the promise stands to how the issue stands; another holder's is a promise of its own."""
    row, stands = known.promise, _STANDS[known.promise.state]
    if ids[story.promiser] != row.promiser_id or (stands == "released" and story.ends() == "made"):
        if stands == "made":
            yield _going_on(story, known, Step(does="released", at=story.updated), ids)
        yield from _next_one(story, ids)
        return
    steps = list(_steps(story, known, stands))
    if steps:
        yield replace(_going_on(story, known, steps[0], ids), steps=(_as_made(known), *steps))


def _steps(story: PromiseStory, known: Known, stands: Does) -> Iterator[Step]:
    """Another day, another end."""
    if stands == "kept" and story.ends() == "made":
        yield Step(does="reopened", at=story.updated)
    if stands == "made" and story.due_on() != known.promise.due_on:
        yield Step(does="moved", at=story.updated, due_on=story.due_on())
    if stands == "made" and story.ends() != "made":
        yield story.steps[-1]


def _going_on(story: PromiseStory, known: Known, step: Step, ids: dict[str, str]) -> PromiseStory:
    """The known promise, which keeps its own people, with one more step."""
    here = {id_: key for key, id_ in ids.items()}
    promiser = here.get(known.promise.promiser_id, story.promiser)
    return replace(story, promiser=promiser, steps=(_as_made(known), step))


def _as_made(known: Known) -> Step:
    """The act that is there already; rules add nothing twice."""
    at = next(at for does, at in known.told if does == "made")
    return Step(does="made", at=at, due_on=known.promise.due_on)


def _next_one(story: PromiseStory, ids: dict[str, str]) -> Iterator[PromiseStory]:
    """The next holder's promise, made when the issue was last touched, or caught up with if it is known."""
    made = Step(does="made", at=story.updated, due_on=story.due_on())
    ends = (
        (replace(story.steps[-1], at=max(story.steps[-1].at, story.updated)),)
        if story.ends() != "made"
        else ()
    )
    after = replace(story, number=story.number + 1, steps=(made, *ends))
    before = _known([after.source]).get(after.source)
    if before is None:
        yield after
    elif not _why_left_alone(after, before):
        yield from _caught_up(after, before, ids)
