"""What people do with own-ups. These shapes are on ledgers and are never changed."""

from __future__ import annotations

from datetime import date

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("ownup.said")
class Said(Act):
    """Somebody took a mistake on themselves, before those it cost something (`touched`).

    `about` is the thing it is about and `of` what that is; both are left out for nothing in particular.
    `told` hear of it besides. `promises` were made with it.
    """

    about: Ref | None = None
    of: str | None = None
    what: Words
    cost: Words
    sorry: Words | None = None
    changes: Words | None = None
    touched: tuple[str, ...]
    told: tuple[str, ...]
    promises: tuple[str, ...]


@act("ownup.answered")
class Answered(Act):
    """Somebody who had heard it said something back, to the owner. The answer is a thing of its own."""

    ownup: Ref
    words: Words


@act("ownup.answer_opened")
class AnswerOpened(Act):
    """The writer of an answer lets everybody who knows of the own-up read it."""


@act("ownup.widening")
class Widening(Act):
    """The owner said to all who know who else will hear of it; `on` is the owner's day when they did."""

    to: tuple[str, ...]
    on: date


@act("ownup.noticed")
class Noticed(Act):
    """One of those who know has seen who else will hear of it."""


@act("ownup.opened")
class Opened(Act):
    """What was announced has come: one more person may read the owner's words."""

    to: PersonId
