"""What is kept about a pair of people; shapes that never change. The entry itself names the street."""

from __future__ import annotations

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("street.asked")
class Asked(Act):
    """One person did a first act towards the other, which waits for a yes."""

    low: PersonId
    high: PersonId


@act("street.set_aside")
class SetAside(Act):
    """The first act waits no longer: it was declined or taken back. Another may follow, from either side."""


@act("street.opened")
class Opened(Act):
    """The other said yes to the first act."""


@act("street.paused")
class Paused(Act):
    """Nothing happens on the street for a while, and nothing counts."""


@act("street.resumed")
class Resumed(Act):
    """The pause is over."""


@act("street.closed")
class Closed(Act):
    """The street is closed, for both."""


@act("street.left")
class Left(Act):
    """One of the two left the workplace, and the street closed with that: nobody's act, and no fault."""

    person: PersonId


@act("street.reopened")
class Reopened(Act):
    """Whoever closed the street would have it again; it takes a first act and a yes to open.

    Either may say so of a street that closed when one of them left.
    """


@act("street.measured")
class Measured(Act):
    """Both want the estimate. Nobody's act: it is entered the moment the second wish is there."""


@act("street.unmeasured")
class Unmeasured(Act):
    """The estimate is put down. Nobody's act either: who put it down is nobody's business."""


@act("side.added")
class SideAdded(Act):
    """One's own account of an act, beside it; the act stays as it was."""

    about: Ref
    words: Words
