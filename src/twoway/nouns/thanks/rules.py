"""Who may thank whom, and for what: the only way in, for pages, the API, mail and the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once, new_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, How, answers_twice_alike, book_of
from twoway.nouns.thanks import acts, forms, queries
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.thanks.models import Thanks
    from twoway.people.streets.models import Street

MOST_TOLD = 50


@answers_twice_alike
def give(entry_id: str, words: str, *, by: str, learned: bool = False, **how: Unpack[How]) -> Entry:
    """Thank the other for something they did, in words, once for each act."""
    with book_of(by, how) as book:
        said = forms.words(words)
        if not sight.may_see_entry(entry_id, seen_by=by):
            raise NotSeen
        about = ledger.entry(entry_id)
        street = _street_of(book, about, by)
        if queries.given(by).filter(about_entry=about.id).exists():
            raise RuleBroken(_("You have said thanks for this already."), code="thanked_already")
        receiver = street.other(by)
        act = acts.Given(about=about.id, receiver=receiver, words=said, learned=learned)
        entry = book.enter(act, thing=new_id(), participants=(by, receiver), street=street.id)
        if how.get("book") is None:
            book.answer_with(entry)
        return entry


@answers_twice_alike
def say_learned(receiver: str, words: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say what one learned from somebody, for no single act, on a street that is open."""
    with book_of(by, how) as book:
        said = forms.learned(words)
        if not receiver:
            raise BadShape(_("Pick somebody."), code="nobody", field="receiver")
        if not sight.may_see_person(receiver, seen_by=by):
            raise NotSeen
        street = _open_between(by, receiver)
        act = acts.Learned(receiver=receiver, words=said)
        entry = book.enter(act, thing=new_id(), participants=(by, receiver), street=street.id)
        if how.get("book") is None:
            book.answer_with(entry)
        return entry


@answers_twice_alike
def ask_to_pass_on(id: str, *, by: str, to: Sequence[str], **how: Unpack[How]) -> Entry:
    """Ask the one thanked whether these others may hear of it."""
    with _about(id, by, how) as (book, thanks):
        if by != thanks.giver_id:
            raise RuleBroken(_("Only whoever said it can pass it on."), code="not_yours")
        if thanks.asking:
            raise RuleBroken(_("You have asked already. Wait for the answer."), code="asked_already")
        return _enter(book, thanks, acts.PassOnAsked(to=_whom_to_tell(thanks, to)))


@answers_twice_alike
def allow_pass_on(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say yes: the others hear the words, who said them and to whom, and nothing else."""
    with _asked(id, by, how) as (book, thanks):
        # An act for each of them, on no street: who hears of it learns neither who else did nor how much
        # there is between the two.
        told = [(acts.PassedOn(to=(person,)), (person,)) for person in thanks.asking]
        entries = [
            book.enter(act, thing=thanks.id, participants=thanks.parties, audience=to) for act, to in told
        ]
        return entries[0]


@answers_twice_alike
def refuse_pass_on(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Keep it between the two."""
    with _asked(id, by, how) as (book, thanks):
        return _enter(book, thanks, acts.PassOnRefused())


def _street_of(book: Book, about: Entry, by: str) -> Street:
    """The street of the giver with the one whose act it is, or with the other end if it is both's at once.

    An act of several people stands on the street of its doer with each of them: that street is laid where
    there is none yet, and to thank somebody is a yes to theirs.
    """
    if not about.street or by not in about.participants:
        raise RuleBroken(_("Thanks are for what somebody did for you."), code="no_deed")
    if about.by == by:
        raise RuleBroken(_("That was your own act. Thanks go to the other side."), code="own_act")
    if about.street != EVERY_STREET:
        street = street_queries.street(about.street, seen_by=by)
    else:
        street = streets.meet(book, by=by, to=about.by)
        if street.state == "waiting" and street.asked_by_id not in {by, None}:
            street = streets.say_yes(book, street, by=by)
    if street.state in {"paused", "closed"} or (street.state != "open" and about.street != EVERY_STREET):
        raise RuleBroken(_("This street is not open now. Nothing new begins on it."), code="street_not_open")
    return street


def _open_between(by: str, receiver: str) -> Street:
    """Nothing answers what was learned, so it opens no street: it needs one that is open."""
    if by == receiver:
        say = _("What you learned from yourself needs no telling. Pick somebody else.")
        raise RuleBroken(say, code="to_oneself", field="receiver")
    street = street_queries.between(by, receiver, seen_by=by)
    if street is None or street.state != "open":
        say = _(
            "Your street with %(name)s is not open. It opens with a first promise or question, and a yes."
        )
        name = {"name": people.person(receiver).called}
        raise RuleBroken(say % name, code="street_not_open", field="receiver")
    return street


def _whom_to_tell(thanks: Thanks, to: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(to))
    if not chosen:
        raise BadShape(_("Pick at least one person."), code="nobody", field="to")
    if len(chosen) > MOST_TOLD:
        raise BadShape(_("That is more than %(most)s people. Pick fewer.") % {"most": MOST_TOLD}, field="to")
    for person in chosen:
        if not sight.may_see_person(person, seen_by=thanks.giver_id):
            raise NotSeen
        if person in {*thanks.parties, *thanks.told}:
            say = _("%(name)s knows of it already.") % {"name": people.person(person).called}
            raise RuleBroken(say, code="knows_already", field="to")
        if not (people.person(person).is_member and people.person(person).is_here):
            raise RuleBroken(_("Thanks are passed on to people who work here."), code="no_member", field="to")
    return chosen


@contextmanager
def _about(id: str, by: str, how: How) -> Iterator[tuple[Book, Thanks]]:
    """The lock first, then a look: the thanks as it stands, for one of its two, on a street that is open."""
    with book_of(by, how) as book:
        thanks = queries.one(id, seen_by=by)
        if by not in thanks.parties:
            raise RuleBroken(
                _("This was passed on to you. Only the two can do more with it."), code="not_yours"
            )
        if how.get("seen", thanks.last_entry_id) not in {"", thanks.last_entry_id}:
            raise RuleBroken(
                _("This was answered while you were writing. Look at it again."), code="moved_on"
            )
        if thanks.street.state in {"paused", "closed"}:
            raise RuleBroken(
                _("This street is not open now. Nothing new begins on it."), code="street_not_open"
            )
        yield book, thanks


@contextmanager
def _asked(id: str, by: str, how: How) -> Iterator[tuple[Book, Thanks]]:
    """The same, where the one thanked has been asked and has not answered."""
    with _about(id, by, how) as (book, thanks):
        if by != thanks.receiver_id:
            raise RuleBroken(
                _("Only whoever was thanked can say whether others may hear of it."), code="not_yours"
            )
        if not thanks.asking:
            raise RuleBroken(_("Nobody has asked to pass this on, or it is answered."), code="not_asked")
        yield book, thanks


def _enter(book: Book, thanks: Thanks, act: Act) -> Entry:
    return book.enter(act, thing=thanks.id, participants=thanks.parties, street=thanks.street_id)


def thank(_thing: str, *, by: str, seen: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """One tap in a mail about an act (`seen`): "Thank you" is all the words it carries."""
    return give(seen, _("Thank you."), by=by, once=once, book=book)


# What can be answered from a mail with one tap, each by the name of its rule.
TAPS: dict[str, Callable[..., Entry]] = {
    "thank": thank,
    "allow_pass_on": allow_pass_on,
    "refuse_pass_on": refuse_pass_on,
}
