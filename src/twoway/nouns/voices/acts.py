"""What people do with voices. These shapes are on ledgers and are never changed.

The days in them are the writer's. `answer_by` stands in each act after which a day runs, so that a street
that holds only some of the acts still knows by when an answer was wanted.
"""

from __future__ import annotations

from datetime import date

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("voice.raised")
class Raised(Act):
    """Somebody said what they think to one person, or to those who lead a team (`team`), for an answer.

    `wants`: "hear", "answer", "act", or "feedback", where `words` say about what one would like to hear one
    thing one could do better.
    """

    to: tuple[str, ...]
    team: str
    words: Words
    more: Words | None = None
    wants: str
    answer_by: date
    on: date


@act("voice.acknowledged")
class Acknowledged(Act):
    """Whoever it was raised with has read it, and says no more yet."""


@act("voice.moved")
class Moved(Act):
    """Whoever it was raised with names another day, once, and says why."""

    answer_by: date
    was_by: date
    reason: Words


@act("voice.answered")
class Answered(Act):
    """The answer: "done", "promised" (`promise`), "no_because", "told"; or "need_more", which is none yet."""

    answer: str
    words: Words | None = None
    promise: Ref | None = None


@act("voice.pass_offered")
class PassOffered(Act):
    """Whoever it was raised with would pass it on to somebody else, if its writer agrees."""

    to: PersonId
    words: Words | None = None
    on: date


@act("voice.pass_allowed")
class PassAllowed(Act):
    """Its writer lets that person read it; the days spent waiting for the writer's yes are given back."""

    to: PersonId
    wants: str
    answer_by: date


@act("voice.pass_refused")
class PassRefused(Act):
    """Its writer would rather it stayed where it is."""

    answer_by: date


@act("voice.pass_taken_back")
class PassTakenBack(Act):
    """Whoever offered to pass it on keeps it after all, or has answered it."""

    answer_by: date


@act("voice.taken_on")
class TakenOn(Act):
    """Somebody else has it from now on, and names the day by which they answer."""

    answer_by: date


@act("voice.pass_declined")
class PassDeclined(Act):
    """Whoever was asked to take it on would rather not; it stays with whoever offered it."""

    words: Words | None = None


@act("voice.stood_aside")
class StoodAside(Act):
    """Somebody who no longer leads the team leaves it to the others it was raised with."""


@act("voice.added")
class Added(Act):
    """Its writer said what was asked for; the day runs anew."""

    words: Words
    answer_by: date


@act("voice.closed")
class Closed(Act):
    """Its writer is done with it, and says how far they felt heard, from 1 to 5."""

    heard: int
    words: Words | None = None


@act("voice.reopened")
class Reopened(Act):
    """Its writer says why the answer is none yet; the day runs anew."""

    words: Words
    answer_by: date


@act("voice.withdrawn")
class Withdrawn(Act):
    """Its writer took it back before there was an answer."""

    words: Words | None = None
