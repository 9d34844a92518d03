"""What people do with promises. These shapes are on ledgers and are never changed.

`on` is the day of the act where the promisee is, written down when it is entered: what counts as early or
late must not change when somebody later moves to another time zone.

`beside` are others who see the promise, named as it began; they do nothing to it. A price is in whole minor
units of its currency (cents of an euro), the lower and the higher end of it, which may be the same.
"""

from __future__ import annotations

from datetime import date

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("promise.made")
class Made(Act):
    """The promiser gave their word. `waits`: it is the first act on a street and needs the other's yes."""

    promiser: PersonId
    promisee: PersonId
    what: Words
    due_on: date | None = None
    sure_by: date | None = None
    hard: Words | None = None
    waits: bool | None = None
    beside: tuple[str, ...] | None = None
    price_low: int | None = None
    price_high: int | None = None
    currency: str | None = None
    scope: Words | None = None
    has_scope: bool | None = None


@act("promise.asked")
class Asked(Act):
    """The promisee asked for it."""

    promiser: PersonId
    promisee: PersonId
    what: Words
    due_on: date
    beside: tuple[str, ...] | None = None
    price_low: int | None = None
    price_high: int | None = None
    currency: str | None = None
    scope: Words | None = None
    has_scope: bool | None = None


@act("promise.offered")
class Offered(Act):
    """The promiser said "I can help you with ..."."""

    promiser: PersonId
    promisee: PersonId
    what: Words
    due_on: date | None = None
    beside: tuple[str, ...] | None = None
    price_low: int | None = None
    price_high: int | None = None
    currency: str | None = None
    scope: Words | None = None
    has_scope: bool | None = None


@act("promise.noted")
class Noted(Act):
    """The promisee wrote down what they heard the promiser say; it binds nobody until the promiser's yes."""

    promiser: PersonId
    promisee: PersonId
    what: Words
    due_on: date
    beside: tuple[str, ...] | None = None
    price_low: int | None = None
    price_high: int | None = None
    currency: str | None = None
    scope: Words | None = None
    has_scope: bool | None = None


@act("promise.countered")
class Countered(Act):
    """The one it waited for would rather have it so; without `what` or `scope` those words stay as they were.

    Day and price are those it has from then on, changed or not.
    """

    what: Words | None = None
    rewords: bool | None = None
    due_on: date | None = None
    note: Words | None = None
    price_low: int | None = None
    price_high: int | None = None
    currency: str | None = None
    scope: Words | None = None
    rescopes: bool | None = None


@act("promise.accepted")
class Accepted(Act):
    """The one it waited for said yes: now it is a promise."""

    note: Words | None = None
    sure_by: date | None = None
    hard: Words | None = None


@act("promise.declined")
class Declined(Act):
    """A no, which costs nothing. `would_rather_not` means: I can, but would rather not."""

    would_rather_not: bool
    note: Words | None = None


@act("promise.withdrawn")
class Withdrawn(Act):
    """Taken back by the one who had last spoken, before the other answered."""

    note: Words | None = None


@act("promise.kept")
class Kept(Act):
    """The promiser says it is done, and for how much where a price stands."""

    kept_on: date
    on: date
    note: Words | None = None
    charged: int | None = None


@act("promise.confirmed")
class Confirmed(Act):
    """The promisee says it is done, with or without the promiser having said so."""

    kept_on: date
    on: date
    note: Words | None = None
    charged: int | None = None


@act("promise.contested")
class Contested(Act):
    """The promisee says that is not how it was. It is open again, and both accounts stand."""

    on: date
    note: Words | None = None


@act("promise.move_asked")
class MoveAsked(Act):
    """Either asked for another day, and said why."""

    due_on: date
    on: date
    reason: Words


@act("promise.moved")
class Moved(Act):
    """The other agreed. It carries who had asked, on which day, and from which day it was moved."""

    due_on: date | None = None
    asked_by: PersonId
    asked_on: date
    on: date
    was_on: date | None = None
    note: Words | None = None


@act("promise.move_refused")
class MoveRefused(Act):
    """The other would rather keep the day as it is."""

    note: Words | None = None


@act("promise.terms_asked")
class TermsAsked(Act):
    """Either asked for another price or another scope, and said why; the price is the one it would have."""

    price_low: int | None = None
    price_high: int | None = None
    currency: str | None = None
    scope: Words | None = None
    rescopes: bool | None = None
    reason: Words
    on: date


@act("promise.terms_changed")
class TermsChanged(Act):
    """The other agreed. It carries what it costs now and cost before; the scope was said in asking."""

    price_low: int | None = None
    price_high: int | None = None
    currency: str | None = None
    rescopes: bool | None = None
    asked_by: PersonId
    asked_on: date
    on: date
    was_low: int | None = None
    was_high: int | None = None
    was_currency: str | None = None
    note: Words | None = None


@act("promise.terms_refused")
class TermsRefused(Act):
    """The other would rather keep price and scope as they are."""

    note: Words | None = None


@act("promise.broken")
class Broken(Act):
    """Given up by the promiser, the only one who can say so."""

    on: date
    note: Words | None = None


@act("promise.released")
class Released(Act):
    """The promisee let it go; it counts for nothing."""

    note: Words | None = None


@act("promise.reopened")
class Reopened(Act):
    """Another system says that what was done is open again. Only imports hold this act."""

    on: date


@act("promise.taken_on")
class TakenOn(Act):
    """Somebody says that what was brought in as theirs was: it counts once all whose acts are in it have."""


@act("promise.disputed")
class Disputed(Act):
    """Either says that an imported promise was not so. It counts for nothing, for good."""

    note: Words | None = None


@act("promise.hung_on")
class HungOn(Act):
    """Somebody who sees both said that one promise hangs on another. The link is a thing of its own."""

    promise: Ref
    on: Ref


@act("promise.unhung")
class Unhung(Act):
    """The link was taken away again."""

    promise: Ref
    on: Ref


@act("promise.owned")
class Owned(Act):
    """One of the two owned up to something about it; their words stand in the own-up."""

    ownup: Ref
