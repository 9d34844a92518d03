"""Talks that tests begin with, made through rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.cast import Cast, open_street
from twoway import clock
from twoway.nouns.conversations import queries, rules
from twoway.people.streets.models import Street

THURSDAY = datetime(2026, 3, 5, 14, 0, tzinfo=UTC)
WELL: dict[str, Any] = {"fair": 6, "heard": 7, "clear": 5, "takes": "I can plan now."}
BADLY: dict[str, Any] = {"fair": 3, "heard": 2, "clear": 1, "takes": "I talked too much."}


def street(cast: Cast) -> Street:
    """Ann and Ben's, open."""
    return open_street(cast.ann, cast.ben)


def agreed(cast: Cast, about: str = "one_to_one", at: datetime = THURSDAY, **more: Any) -> str:
    """Ann plans a talk with Ben, who says yes: its id."""
    talk = rules.plan(cast.ben, about, at, by=cast.ann, **more).thing
    rules.accept(talk, by=cast.ben)
    return talk


def held(cast: Cast, about: str = "one_to_one", **more: Any) -> str:
    """They have talked; it is Ann who says so. The talk was now, and both may say how it was."""
    talk = agreed(cast, about, clock.now() + timedelta(minutes=1), **more)
    rules.hold(talk, by=cast.ann)
    return talk


def opened(cast: Cast, **more: Any) -> str:
    """Both said how it was: Ann that it went well, Ben that it did not."""
    talk = held(cast, **more)
    rules.say(talk, by=cast.ann, **WELL)
    rules.say(talk, by=cast.ben, **BADLY)
    return talk


def one(talk: str, cast: Cast) -> queries.Conversation:
    """As Ann sees it, and Ben alike."""
    return queries.one(talk, seen_by=cast.ann)


def kinds(talk: str, cast: Cast) -> list[str]:
    """The acts on it, the oldest first."""
    return [short(entry.kind) for entry in queries.history(one(talk, cast), seen_by=cast.ann)]


def short(kind: str) -> str:
    """Without the noun."""
    return kind.split(".")[1]


def by_whom(talk: str, cast: Cast) -> Iterable[tuple[str, str]]:
    """The acts on it with whoever did them, the oldest first."""
    found = queries.history(one(talk, cast), seen_by=cast.ann)
    return [(short(entry.kind), entry.by) for entry in found]
