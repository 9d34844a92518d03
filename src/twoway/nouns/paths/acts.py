"""What is kept of a path. These shapes are on ledgers and are never changed."""

from __future__ import annotations

from datetime import date

from twoway.ledger.kinds import Act, Words, act


@act("path.opened")
class Opened(Act):
    """Both want it. Nobody's act: it is entered the moment the second wish is there.

    `first_on` is day 1; `line` says whether one of the two reports to the other then.
    """

    first_on: date
    line: bool


@act("path.looked_back")
class LookedBack(Act):
    """What one of the two says at day 30, 60 or 90, in their words."""

    day: int
    words: Words


@act("path.ended")
class Ended(Act):
    """It is over for both. Nobody's act either: who ended it is nobody's business."""
