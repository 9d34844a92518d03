"""What people do with needs. These shapes are on ledgers and are never changed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("need.said")
class Said(Act):
    """A contact says what they need; `good` is how both would see that it is done.

    `has_good` stays when the words are erased.
    """

    client: Ref
    contacts: tuple[str, ...]
    ours: tuple[str, ...]
    what: Words
    good: Words | None = None
    has_good: bool
    wanted_by: date | None = None


@act("need.noted")
class Noted(Act):
    """One of ours writes down what they heard a contact say; it binds nobody until a contact's yes."""

    client: Ref
    contacts: tuple[str, ...]
    ours: tuple[str, ...]
    what: Words
    good: Words | None = None
    has_good: bool
    wanted_by: date | None = None


@act("need.confirmed")
class Confirmed(Act):
    """A contact says that this is what they need: as it was noted, or in words of their own."""

    rewords: bool
    what: Words | None = None


@act("need.disowned")
class Disowned(Act):
    """A contact says that they said no such thing."""

    words: Words | None = None


@act("need.played_back")
class PlayedBack(Act):
    """One of ours says in their own words what they understood."""

    words: Words


@act("need.recognised")
class Recognised(Act):
    """A contact: yes, that is it."""

    words: Words | None = None


@act("need.corrected")
class Corrected(Act):
    """A contact: not quite."""

    words: Words


@act("need.promise_added")
class PromiseAdded(Act):
    """Something within it was promised, offered or asked for; `of` is whose it is: "ours" or "theirs"."""

    promise: Ref
    of: str


@act("need.delivered")
class Delivered(Act):
    """One of ours says that it is delivered, and what was charged, in minor units of the currency.

    `agreed_low` and `agreed_high` are what our promises within it came to then, in that same currency.
    """

    words: Words | None = None
    charged: int | None = None
    currency: str | None = None
    agreed_low: int | None = None
    agreed_high: int | None = None


@act("need.looked_back")
class LookedBack(Act):
    """A contact says whether it was what they needed, and whether it came at the price.

    `delivery` is the entry of the delivery it looks back on, `deliverer` whose act that was.
    """

    delivery: Ref
    deliverer: PersonId
    needed: str
    at_price: bool | None = None
    words: Words | None = None


@act("need.rated_together")
class RatedTogether(Act):
    """How the two found working together, 1 to 7 each: nobody's act, entered once both were there.

    The two stand in the order of their ids, so that nothing tells who was first.
    """

    words_of_all: ClassVar[bool] = True

    delivery: Ref
    low: PersonId
    high: PersonId
    low_fair: int
    low_heard: int
    low_clear: int
    high_fair: int
    high_heard: int
    high_clear: int
    has_takes: bool
    low_takes: Words | None = None
    high_takes: Words | None = None


@act("need.set_aside")
class SetAside(Act):
    """Either side: not now, and why."""

    reason: Words


@act("need.taken_up_again")
class TakenUpAgain(Act):
    """Either side: it goes on; after it had been met, there is more to play back."""

    words: Words | None = None
