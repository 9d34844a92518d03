"""What people do with their standing. These shapes are on ledgers and are never changed."""

from __future__ import annotations

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("standing.shared")
class Shared(Act):
    """Somebody shows one other member these lines of their record, maybe because they were asked."""

    to: PersonId
    lines: tuple[str, ...]
    answers: Ref | None = None


@act("standing.taken_back")
class TakenBack(Act):
    """What was shown is shown no longer; `ends` is what was asked in return and had no answer yet."""

    to: PersonId
    ends: Ref | None = None


@act("standing.asked")
class Asked(Act):
    """Whoever shows theirs asks the other for theirs; it binds nobody."""

    to: PersonId


@act("standing.declined")
class Declined(Act):
    """Whoever was asked would rather not."""

    note: Words | None = None


@act("standing.words_asked")
class WordsAsked(Act):
    """Whoever was thanked asks the writer of `entry` whether their words may stand in the record."""

    entry: Ref
    to: PersonId


@act("standing.words_allowed")
class WordsAllowed(Act):
    """The writer says yes: under their name, or without it."""

    named: bool


@act("standing.words_refused")
class WordsRefused(Act):
    """The writer would rather keep them between the two."""

    note: Words | None = None


@act("standing.words_taken_back")
class WordsTakenBack(Act):
    """One of the two takes the words out of it again."""
