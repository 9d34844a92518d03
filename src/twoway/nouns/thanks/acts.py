"""What people do with thanks. These shapes are on ledgers and are never changed."""

from __future__ import annotations

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("thanks.given")
class Given(Act):
    """Thanks to the one who did the act `about`; `learned` says: I learned this from you."""

    about: Ref
    receiver: PersonId
    words: Words
    learned: bool


@act("thanks.learned")
class Learned(Act):
    """I learned this from you: in words, and for no single act."""

    receiver: PersonId
    words: Words


@act("thanks.pass_on_asked")
class PassOnAsked(Act):
    """The giver would like others to hear of it, and names them."""

    to: tuple[str, ...]


@act("thanks.passed_on")
class PassedOn(Act):
    """The one thanked allowed it. Whoever is in `to` may see this act and, through it, the words."""

    to: tuple[str, ...]


@act("thanks.pass_on_refused")
class PassOnRefused(Act):
    """The one thanked would rather keep it between the two."""
