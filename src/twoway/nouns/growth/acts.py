"""What people do to grow and to help others grow. These shapes are on ledgers and are never changed."""

from __future__ import annotations

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("growth.set")
class Set(Act):
    """Somebody says where they want to go; those in `with_` see it."""

    goal: Words
    with_: tuple[str, ...]


@act("growth.shown")
class Shown(Act):
    """The owner shows it to one more; all who see it see that."""

    to: PersonId


@act("growth.step_added")
class StepAdded(Act):
    """A step on the way."""

    step: Words


@act("growth.step_reached")
class StepReached(Act):
    """A step is behind the owner; `step` is the entry that added it."""

    step: Ref
    words: Words | None = None


@act("growth.support_asked")
class SupportAsked(Act):
    """The owner asks one of those who see the goal for support."""

    of: PersonId
    what: Words | None = None


@act("growth.support_declined")
class SupportDeclined(Act):
    """Whoever was asked would rather not; `asked` is the entry that asked."""

    asked: Ref
    note: Words | None = None


@act("growth.support_promised")
class SupportPromised(Act):
    """Support is promised, in a promise of its own; `asked` is the entry that asked, if one did."""

    promise: Ref
    asked: Ref | None = None


@act("growth.support_given")
class SupportGiven(Act):
    """The owner says what they got from one of those who see the goal."""

    from_: PersonId
    words: Words


@act("growth.reached")
class Reached(Act):
    """The owner has got there."""

    words: Words | None = None


@act("growth.let_go")
class LetGo(Act):
    """The owner wants to go there no longer."""

    words: Words | None = None


@act("growth.opportunity_offered")
class OpportunityOffered(Act):
    """Somebody offers another a chance to grow; it binds nobody."""

    to: PersonId
    what: Words


@act("growth.opportunity_taken")
class OpportunityTaken(Act):
    """The other takes it, maybe towards a goal that whoever offered it sees."""

    goal: Ref | None = None
    note: Words | None = None


@act("growth.opportunity_declined")
class OpportunityDeclined(Act):
    """The other would rather not."""

    note: Words | None = None


@act("growth.opportunity_withdrawn")
class OpportunityWithdrawn(Act):
    """Whoever offered it takes it back before there is an answer."""

    note: Words | None = None
