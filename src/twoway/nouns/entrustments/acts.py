"""What people do with entrustments. These shapes are on ledgers and are never changed.

`freedom` goes from 1 ("ask me first") to 7 ("it is yours, no need to tell me").
"""

from __future__ import annotations

from datetime import date

from twoway.ledger.kinds import Act, PersonId, Words, act


@act("entrustment.given")
class Given(Act):
    """Somebody entrusts another with something, before anything has shown that they may."""

    to: PersonId
    scope: Words
    freedom: int
    look_back_on: date


@act("entrustment.accepted")
class Accepted(Act):
    """The other takes it on."""

    note: Words | None = None


@act("entrustment.declined")
class Declined(Act):
    """The other would rather not."""

    note: Words | None = None


@act("entrustment.withdrawn")
class Withdrawn(Act):
    """The giver takes it back before there is an answer."""

    note: Words | None = None


@act("entrustment.widened")
class Widened(Act):
    """The giver gives more freedom in the same scope, maybe with a new day to look back on."""

    freedom: int
    words: Words | None = None
    look_back_on: date | None = None


@act("entrustment.narrowed")
class Narrowed(Act):
    """The giver leaves less freedom, and says why."""

    freedom: int
    reason: Words
    look_back_on: date | None = None


@act("entrustment.returned")
class Returned(Act):
    """Whoever was entrusted gives it back, and says why."""

    reason: Words


@act("entrustment.ended")
class Ended(Act):
    """The giver ends it, and says why."""

    reason: Words


@act("entrustment.looked_back")
class LookedBack(Act):
    """One of the two says how it went: "well", "partly" or "badly". `for_on` is the day it was for."""

    how: str
    words: Words | None = None
    for_on: date
    on: date
