"""The workplace itself: set up once, renamed, and its estimates ended for good."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _

from twoway.errors import NotSeen, RuleBroken
from twoway.ids import ALPHABET, LENGTH, Once, new_id
from twoway.ledger.entries import EVERY_MEMBER, Entry
from twoway.ledger.write import Book, answers_twice_alike, writing
from twoway.people import accounts, acts, checks, queries
from twoway.people.models import Workplace
from twoway.people.rules.standing import administrator

PURPOSES = ("real", "sample", "study")


@answers_twice_alike
def set_up(
    *,
    name: str,
    person_name: str,
    email: str,
    zone: str,
    purpose: str = "real",
    title: str = "",
    once: Once | None = None,
    book: Book | None = None,
) -> Entry:
    """The first person names the workplace, comes in and looks after it; the entry is that person's
    invitation.

    Nobody signs in to the sample company, so only the others open an account.
    """
    assert purpose in PURPOSES
    person_id = _first_id(once)
    invited = acts.Invited(
        person=person_id, name=checks.name(person_name, field="person_name"), title=checks.title(title),
        role="member", zone=checks.zone(zone),
    )  # fmt: skip
    address = checks.email(email)
    with writing(by=person_id, once=once, book=book) as book:
        if queries.workplace() is not None:
            raise RuleBroken(
                _("This workplace is set up already. Sign in, or ask for an invitation."), code="set_up"
            )
        book.enter(
            acts.WorkplaceSetUp(name=checks.name(name), purpose=purpose),
            thing=new_id(), participants=[person_id], audience=[EVERY_MEMBER],
        )  # fmt: skip
        entry = book.enter(invited, thing=person_id, participants=[person_id], audience=[EVERY_MEMBER])
        book.enter(acts.Addressed(person=person_id, email=address), thing=person_id, participants=[person_id])
        for act in (acts.Joined(person=person_id), acts.RunsServer(person=person_id, runs=True)):
            book.enter(act, thing=person_id, participants=[person_id], audience=[EVERY_MEMBER])
        if purpose != "sample":
            accounts.open_for(person_id, address)
        book.answer_with(entry)
    return entry


@answers_twice_alike
def rename_workplace(*, name: str, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """The workplace goes by another name."""
    act = acts.WorkplaceRenamed(name=checks.name(name))
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        return book.enter(act, thing=_workplace().id, participants=[by], audience=[EVERY_MEMBER])


@answers_twice_alike
def end_estimates(*, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """No street here carries an estimate any more; nothing undoes this, and everybody sees it."""
    with writing(by=by, once=once, book=book) as book:
        administrator(by)
        place = _workplace()
        if not place.estimates_allowed:
            raise RuleBroken(_("Estimates have been switched off for good already."), code="ended_already")
        return book.enter(acts.EstimatesEnded(), thing=place.id, participants=[by], audience=[EVERY_MEMBER])


def _first_id(once: Once | None) -> str:
    """The same form sent twice must meet the same first person, whose keys the ledger knows it by."""
    if once is None:
        return new_id()
    digest = hashlib.sha256(once.key.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])


def _workplace() -> Workplace:
    place = queries.workplace()
    if place is None:
        raise NotSeen
    return place
