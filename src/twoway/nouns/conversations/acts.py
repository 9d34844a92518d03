"""What people do with conversations. These shapes are on ledgers and are never changed."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("conversation.planned")
class Planned(Act):
    """Somebody would talk with somebody. `zone` is by whose clock it comes again every so many weeks.

    One that `follows` another was planned by nobody, when that one was held: it needs no further yes.
    `has_where` stays when the words are erased.
    """

    asker: PersonId
    with_: PersonId
    about: str
    at: datetime
    minutes: int
    every_weeks: int
    zone: str
    has_where: bool
    where: Words | None = None
    follows: Ref | None = None


@act("conversation.accepted")
class Accepted(Act):
    """Whoever it waited for said yes to the time."""


@act("conversation.declined")
class Declined(Act):
    """A no, which costs nothing."""

    note: Words | None = None


@act("conversation.moved")
class Moved(Act):
    """Either would rather have another time; it waits for the other's yes."""

    at: datetime
    was_at: datetime
    note: Words | None = None


@act("conversation.called_off")
class CalledOff(Act):
    """Either called it off; one that comes again does not come again."""

    note: Words | None = None


@act("conversation.agenda_added")
class AgendaAdded(Act):
    """Either put something on the agenda."""

    words: Words


@act("conversation.noted")
class Noted(Act):
    """Either wrote into the notes, which are both's."""

    words: Words


@act("conversation.held")
class Held(Act):
    """Either says that they have talked. From now both may say under seal how it was."""


@act("conversation.outcome")
class Outcome(Act):
    """Something they agreed on became a "promise", a "growth" goal, an "opportunity" or an "entrustment"."""

    what: str
    thing: Ref


@act("conversation.opened")
class Opened(Act):
    """What both take from it and how it was for them, 1 to 7: nobody's act, entered once both were there.

    The two stand in the order of their ids, so that nothing tells who was first.
    """

    words_of_all: ClassVar[bool] = True

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
