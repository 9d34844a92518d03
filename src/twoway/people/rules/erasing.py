"""Nothing that names a person is kept any more, when they ask for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from twoway.errors import BadShape, RuleBroken
from twoway.ids import Once
from twoway.ledger import erasure
from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_MEMBER, Entry
from twoway.ledger.kinds import kinds, shape_of
from twoway.ledger.models import Frame, Words
from twoway.ledger.write import Book, answers_twice_alike, writing
from twoway.people import access, accounts, acts, queries, sight
from twoway.people.models import Person
from twoway.people.rules.persons import end_ties, refuse_last_administrator
from twoway.people.rules.standing import administrator
from twoway.web.slots import Slot
from twoway.web.text import clean

MOST_GROUND = 500


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a higher floor keeps of a person beside the ledger: its tables, and how it goes with them."""

    tables: tuple[type[Model], ...]
    forget: Callable[[str], None]


BESIDE: Slot[Beside] = Slot()


@answers_twice_alike
def erase(
    person_id: str, *, by: str, ground: str, once: Once | None = None, book: Book | None = None
) -> Entry:
    """Asked for by the person, or by whoever manages the workplace on their behalf; it cannot be undone."""
    why = clean(ground, MOST_GROUND, field="ground")
    if not why:
        raise BadShape(_("Say on what ground, such as: asked for it when leaving."), field="ground")
    with writing(by=by, once=once, book=book) as book:
        person = queries.person(person_id)
        if by != person_id:
            administrator(by)
        if person.state == "erased":
            raise RuleBroken(_("That is done already."), code="so_already")
        refuse_last_administrator(person)
        end_ties(book, person_id)
        entry = book.enter(
            acts.Erased(person=person_id),
            thing=person_id,
            participants=[person_id],
            audience=[EVERY_MEMBER],
        )
        book.answer_with(entry)
        _forget(person_id)
        leave_no_residue([Person, *accounts.TABLES, *(table for each in BESIDE for table in each.tables)])
        erasure.erase(book, _words_of(person_id), asked_by=by, ground=why)
        transaction.on_commit(access.forget_erased, robust=True)  # else `twoway work` does it, daily
        return entry


def leave_no_residue(of: Sequence[type[Model]]) -> None:
    """Once the transaction is over, no byte of a row that it took out of these tables is left in a file."""
    transaction.on_commit(lambda: erasure.clear_residue(of))


def erase_again(book: Book) -> None:
    """A restored copy is from before somebody was erased: their words are gone again, now they go too."""
    for person in Person.objects.filter(name="").exclude(state="erased"):
        end_ties(book, person.id)
        book.enter(
            acts.Erased(person=person.id), thing=person.id, participants=[person.id], audience=[EVERY_MEMBER]
        )
        _forget(person.id)


def _forget(person_id: str) -> None:
    accounts.forget(person_id)
    for beside in BESIDE:
        beside.forget(person_id)


def _words_of(person_id: str) -> list[Entry]:
    """What the person said and what says who they are, but not the names of others they invited."""
    theirs = Frame.objects.filter(Q(by=person_id) | Q(thing=person_id), seq__in=Words.objects.values("seq"))
    others = Q(kind__startswith="person.") & ~Q(thing=person_id)
    said_together = sight.naming(person_id).filter(
        kind__in=[kind for kind in kinds() if shape_of(kind).of.words_of_all],
        seq__in=Words.objects.values("seq"),
    )
    found = {
        *theirs.exclude(others).values_list("seq", flat=True),
        *said_together.values_list("seq", flat=True),
    }
    return ledger.entries_at(sorted(found))
