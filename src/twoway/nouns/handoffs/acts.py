"""What people do with hand-offs and problems. These shapes are on ledgers and are never changed."""

from __future__ import annotations

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("handoff.handed")
class Handed(Act):
    """The giver passed work on, to a person or to a team; `after` are the hand-offs that it goes on from."""

    to: PersonId | None = None
    team: Ref | None = None
    what: Words
    call: Ref | None = None
    after: tuple[str, ...]


@act("handoff.taken")
class Taken(Act):
    """One of the team took it on: from now on it is theirs."""

    note: Words | None = None


@act("handoff.accepted")
class Accepted(Act):
    """The receiver has it."""

    note: Words | None = None


@act("handoff.sent_back")
class SentBack(Act):
    """The receiver would not take it so, and said why."""

    reason: Words


@act("handoff.withdrawn")
class Withdrawn(Act):
    """The giver took it back before anybody answered."""

    note: Words | None = None


@act("problem.raised")
class Raised(Act):
    """The receiver says what does not work, and what it costs them.

    It stands with `owners`: those of the call, or whoever handed it over. `carriers` are those between, in
    the order in which the problem passes them on its way home. With `may_be_shown` whom it stands with and
    the carriers may show these words to whoever they think made the call.
    """

    handoff: Ref
    what: Words
    costs: Words
    cost: int
    call: Ref | None = None
    owners: tuple[str, ...]
    carriers: tuple[str, ...]
    may_be_shown: bool


@act("problem.faulted")
class Faulted(Act):
    """Its writer, or the carrier about themselves, says that the fault lies in the carrying."""

    carrier: PersonId
    why: Words


@act("problem.taken_on")
class TakenOn(Act):
    """That was my call: it moves to whoever says so, and those it stood with are `shielded`."""

    shielded: tuple[str, ...]
    words: Words | None = None


@act("problem.objected")
class Objected(Act):
    """One who was shielded says that it is theirs too: it stands with both."""

    words: Words


@act("problem.shown")
class Shown(Act):
    """Shown to whoever may have made the call, with how it stands at that moment, without others' words."""

    to: PersonId
    state: str
    answer: str
    stands_with: tuple[str, ...]
    shielded: tuple[str, ...]
    faulted: tuple[str, ...]
    words: Words | None = None


@act("problem.answered")
class Answered(Act):
    """Whom it stands with says: "mine", "not_mine" (and why), or "need_more"."""

    answer: str
    words: Words | None = None


@act("problem.replied")
class Replied(Act):
    """Its writer answers the answer; both accounts stand beside each other."""

    words: Words


@act("problem.resolved")
class Resolved(Act):
    """Its writer says that it is over."""

    words: Words | None = None


@act("problem.reopened")
class Reopened(Act):
    """Its writer says that it is not over."""

    words: Words | None = None


@act("problem.owned")
class Owned(Act):
    """Whom it stands with owned up to it, in the own-up named."""

    ownup: Ref
