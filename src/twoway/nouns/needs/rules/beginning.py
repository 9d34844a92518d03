"""How a need begins: a contact says it, or one of ours writes down what they heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, own_answer
from twoway.nouns.needs import acts, forms
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import rules as streets


@answers_twice_alike
def say(
    what: str,
    *,
    by: str,
    ours: Sequence[str],
    contacts: Sequence[str] = (),
    good: str = "",
    wanted_by: date | None = None,
    **how: Unpack[How],
) -> Entry:
    """A contact says what they need, to people of ours; where a street is not open, it is the first act."""
    with book_of(by, how) as book:
        me = people.person(by)
        if me.is_member or me.client_id is None:
            say = _(
                "What is needed is for a client to say. Write down what you heard; they can say yes to it."
            )
            raise RuleBroken(say, code="not_a_contact")
        named = _named([by, *contacts], ours, by)
        act = acts.Said(
            client=me.client_id,
            contacts=named[0],
            ours=named[1],
            **forms.begun(what, good, wanted_by, clock.today(me.zone)),
        )
        return _begin(book, act, by, how)


@answers_twice_alike
def note(
    what: str,
    *,
    by: str,
    contacts: Sequence[str],
    ours: Sequence[str] = (),
    good: str = "",
    wanted_by: date | None = None,
    **how: Unpack[How],
) -> Entry:
    """One of ours writes down what a contact told them. It binds nobody until a contact says yes to it."""
    with book_of(by, how) as book:
        me = people.person(by)
        if not me.is_member:
            raise RuleBroken(_("Say what you need yourself: it is yours to say."), code="not_ours")
        named = _named(contacts, [by, *ours], by)
        client = people.person(named[0][0]).client_id
        act = acts.Noted(
            client=str(client),
            contacts=named[0],
            ours=named[1],
            **forms.begun(what, good, wanted_by, clock.today(me.zone)),
        )
        return _begin(book, act, by, how)


def _named(contacts: Sequence[str], ours: Sequence[str], by: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both sides, each person there for whoever names them: contacts of one client, and people of ours."""
    theirs, us = forms.each_once(contacts, "contacts"), forms.each_once(ours, "ours")
    for person in {*theirs, *us} - {by}:
        if not sight.may_see_person(person, seen_by=by):
            raise NotSeen
    known = people.named([*theirs, *us])
    forms.demand_sides([known[person] for person in theirs], [known[person] for person in us])
    return theirs, us


def _begin(book: Book, act: acts.Said | acts.Noted, by: str, how: How) -> Entry:
    """To everybody on the other side it is an act like any first one; the others of both sides meet by it."""
    facing = act.ours if by in act.contacts else act.contacts
    for other in facing:
        streets.knock(book, by=by, to=other)
    streets.introduce(book, [(one, other) for one in act.contacts for other in act.ours])
    everybody = (*act.contacts, *act.ours)
    entry = book.enter(act, thing=new_id(), participants=everybody, street=EVERY_STREET, by=by)
    return own_answer(entry, book, how)
