"""What happens to an unnamed voice. These shapes are on ledgers and are never changed.

What its writer does is nobody's act: no frame of theirs names who did it, and nothing in it was drawn from
who they are.
"""

from __future__ import annotations

from datetime import date

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("unnamed.raised")
class Raised(Act):
    """One of `group`, and nothing says which, raised this to one person.

    `group` is in the order of its ids. `lock` is the hash of the key that only the writer's device has.
    """

    to: PersonId
    team: Ref
    group: tuple[str, ...]
    lock: str
    wants: str
    within_days: int
    words: Words


@act("unnamed.added")
class Added(Act):
    """The writer, still unnamed, said more; it waits for an answer anew."""

    words: Words


@act("unnamed.answered")
class Answered(Act):
    """The addressee: "will_do" by a day (not a promise), "done", "no_because", "need_more" or "hear"."""

    answer: str
    words: Words | None = None
    by: date | None = None


@act("unnamed.closed")
class Closed(Act):
    """The writer, still unnamed, is through with it, and says how far they felt heard, from 1 to 5."""

    heard: int
    words: Words | None = None
