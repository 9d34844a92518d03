from __future__ import annotations

from datetime import date
from typing import ClassVar

from twoway.ledger.kinds import Act, Ref, Words, act


@act("toy.jar_set_up")
class JarSetUp(Act):
    label: Words
    holds: int
    until: date | None = None


@act("toy.bead_added")
class BeadAdded(Act):
    jar: Ref
    colours: tuple[str, ...]
    note: Words | None = None


@act("toy.jar_emptied")
class JarEmptied(Act):
    jar: Ref


@act("toy.jar_broken")
class JarBroken(Act):
    """Its effect always fails, half way."""

    jar: Ref


@act("toy.jar_named")
class JarNamed(Act):
    """Its words are painted on the row, like a person's name."""

    words_on_rows: ClassVar[bool] = True

    name: Words


@act("toy.remark")
class Remark(Act):
    """Paints nothing."""

    words: Words
