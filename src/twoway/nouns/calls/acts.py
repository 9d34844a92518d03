"""What people do with calls. These shapes are on ledgers and are never changed.

Acts after `made` carry again what the estimate of a street needs to know of the call, since that street may
not hold the act by which it was made: it stands between its maker and those it named. `on` is the day of the
act where its doer is, written down when it is entered.
"""

from __future__ import annotations

from datetime import date

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("call.asked_for")
class AskedFor(Act):
    """Somebody unsure how to do a job asked the owner to decide."""

    owner: PersonId
    question: Words


@act("call.noted")
class Noted(Act):
    """Somebody wrote down a call they were told aloud; it binds nobody until the owner's yes."""

    owner: PersonId
    choice: Words
    on_me: bool


@act("call.declined")
class Declined(Act):
    """The one who was asked would rather not make this call."""

    note: Words | None = None


@act("call.note_declined")
class NoteDeclined(Act):
    """The one whose words were noted says this was no call of theirs, or not this one."""

    note: Words | None = None


@act("call.withdrawn")
class Withdrawn(Act):
    """What was asked for or noted is taken back before it was answered."""

    note: Words | None = None


@act("call.made")
class Made(Act):
    """The owner decided, maybe in answer to what was asked or noted.

    `on_me`: "if it goes wrong, it's on me". `sure_percent`: how sure the owner is that it works, 0 to 100.
    """

    question: Words | None = None
    choice: Words
    why: Words | None = None
    alternatives: Words | None = None
    expect: Words | None = None
    review_on: date | None = None
    sure_percent: int | None = None
    on_me: bool
    asks: tuple[str, ...]
    touches: tuple[str, ...]
    owners_asked: tuple[str, ...]
    supersedes: Ref | None = None
    on: date


@act("call.joined")
class Joined(Act):
    """Somebody asked to own the call too says that they do, and for themselves whether it is on them."""

    on_me: bool
    review_on: date | None = None
    sure_percent: int | None = None
    on: date


@act("call.join_declined")
class JoinDeclined(Act):
    """Somebody asked to own the call too would rather not."""


@act("call.reviewed")
class Reviewed(Act):
    """An owner looked back: it "worked", "partly", "failed", or it is "too_early" to say, with a new day."""

    outcome: str
    next_on: date | None = None
    words: Words | None = None
    review_on: date | None = None
    sure_percent: int | None = None
    on_me: bool
    on: date


@act("call.superseded")
class Superseded(Act):
    """Another call of the owner's took its place; this one stays as it was."""

    by_call: Ref
    on: date


@act("call.cost_said")
class CostSaid(Act):
    """Somebody it asked, touched or reached says what it cost them, 1 (a little) to 5 (a great deal)."""

    cost: int
    words: Words | None = None
    sure_percent: int | None = None


@act("call.has_problem")
class HasProblem(Act):
    """A problem with work done under the call came home to its owners; `cost` is its raiser's to say."""

    problem: Ref
    cost: int
    sure_percent: int | None = None
    on_me: bool


@act("call.owned")
class Owned(Act):
    """An owner took it on themselves, in the words of an own-up."""

    ownup: Ref
    on: date


@act("call.reached")
class Reached(Act):
    """Work under the call was handed on to somebody it had not named."""

    to: PersonId


@act("call.widening")
class Widening(Act):
    """The owner will let these people know of it too: told beforehand to all who know."""

    to: tuple[str, ...]
    on: date


@act("call.opened")
class Opened(Act):
    """The owner let one person more know of it, in the owner's own words."""

    to: PersonId
