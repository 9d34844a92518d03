"""Who may show what of their record to whom, and ask for what: the only way in, for pages, API and mail.

Each rule takes `by` (who acts) and, after the blanks of its own, `once`, `book` and `seen`, as in
promises.rules. It returns the entry it made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.write import Book, How, answers_twice_alike, book_of
from twoway.nouns.standing import acts, forms, queries
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person
from twoway.people.quarters import last_published

# ---- showing ---------------------------------------------------------------------------------------------


@answers_twice_alike
def show(to: str, lines: Sequence[str], *, by: str, **how: Unpack[How]) -> Entry:
    """Show another member these lines as they stand now, in place of what they were shown before."""
    with book_of(by, how) as book:
        named = forms.lines(lines)
        if not to:
            raise BadShape(_("Pick somebody."), code="nobody", field="to")
        _demand_member(by)
        _demand_there(to, by)
        before = queries.shown_to(by, to)
        if before is not None and tuple(before.lines) == named and _is_as_of_today(before):
            say = _("%(name)s is shown just that already. There is more after the next quarter.")
            raise RuleBroken(say % {"name": before.reader.called}, code="shown_already", field="lines")
        ask = queries.open_ask(to, by)
        act = acts.Shared(to=to, lines=named, answers=ask.id if ask else None)
        return book.enter(act, thing=before.id if before else new_id(), participants=(by, to))


@answers_twice_alike
def take_back(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Show it no longer: from now on there is nothing to open. What was asked in return is over."""
    with book_of(by, how) as book:
        shown = queries.showing(id, seen_by=by)
        _demand(how, shown.last_entry_id, queries.refusal(shown, "take_back", by), "take_back")
        ask = queries.open_ask(by, shown.reader_id)
        act = acts.TakenBack(to=shown.reader_id, ends=ask.id if ask else None)
        return book.enter(act, thing=shown.id, participants=shown.parties)


# ---- asking for theirs -----------------------------------------------------------------------------------


@answers_twice_alike
def ask(to: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Ask somebody who is shown one's own for theirs: once for each showing, and it binds nobody."""
    with book_of(by, how) as book:
        if not to:
            raise BadShape(_("Pick somebody."), code="nobody", field="to")
        _demand_there(to, by)
        shown = queries.shown_to(by, to)
        if shown is None:
            say = _("Show %(name)s yours first. Then you can ask for theirs.")
            raise RuleBroken(say % {"name": people.person(to).called}, code="show_first", field="to")
        refused = queries.may_ask(shown, by=by)
        if refused is not None:
            raise RuleBroken(refused, code="cannot_ask", field="to")
        return book.enter(acts.Asked(to=to), thing=new_id(), participants=(by, to))


@answers_twice_alike
def decline(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that one would rather not, which costs nothing."""
    with book_of(by, how) as book:
        found = queries.ask(id, seen_by=by)
        _demand(how, found.last_entry_id, queries.refusal_of_ask(found, "decline", by), "decline")
        return book.enter(acts.Declined(note=forms.note(note)), thing=found.id, participants=found.parties)


# ---- words of others -------------------------------------------------------------------------------------


@answers_twice_alike
def ask_words(thanks: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Ask whoever thanked one whether their words may stand in one's record."""
    with book_of(by, how) as book:
        _demand_member(by)
        found = queries.thanked(thanks, seen_by=by)
        entry = ledger.entries_of([found.id])[0]
        _demand_there(found.giver_id, by, "thanks")
        if entry.words_erased:
            raise RuleBroken(_("These words were erased."), code="words_erased", field="thanks")
        if queries.standing_quote(entry.id, owner=by) is not None:
            raise RuleBroken(_("You have asked for these words already."), code="asked_already")
        act = acts.WordsAsked(entry=entry.id, to=found.giver_id)
        return book.enter(act, thing=new_id(), participants=(by, found.giver_id))


@answers_twice_alike
def allow_words(id: str, *, by: str, named: bool = False, **how: Unpack[How]) -> Entry:
    """Let one's words stand in the other's record, for whomever they show that line to."""
    with _quote(id, "allow_words", by, how) as (book, found):
        return book.enter(acts.WordsAllowed(named=named), thing=found.id, participants=found.parties)


@answers_twice_alike
def refuse_words(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Keep one's words between the two, which costs nothing."""
    with _quote(id, "refuse_words", by, how) as (book, found):
        act = acts.WordsRefused(note=forms.note(note))
        return book.enter(act, thing=found.id, participants=found.parties)


@answers_twice_alike
def take_words_back(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Take the words out of the record again: from now on nobody is shown them there."""
    with _quote(id, "take_words_back", by, how) as (book, found):
        return book.enter(acts.WordsTakenBack(), thing=found.id, participants=found.parties)


# ---- how they do it --------------------------------------------------------------------------------------


@contextmanager
def _quote(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, queries.Quote]]:
    """The lock first, then a look: the words as it stands with them now, if `by` may do that."""
    with book_of(by, how) as book:
        found = queries.quote(id, seen_by=by)
        _demand(how, found.last_entry_id, queries.refusal_of_quote(found, verb, by), verb)
        yield book, found


def _demand(how: How, last_entry: str, refused: str | None, verb: str) -> None:
    if how.get("seen", "") not in {"", last_entry}:
        say = _("Something was done to this while you were writing. Look at it, then send yours.")
        raise RuleBroken(say, code="moved_on")
    if refused is not None:
        raise RuleBroken(refused, code=f"cannot_{verb}")


def _demand_member(by: str) -> None:
    if not queries.may_show(people.person(by)):
        say = _("A record is shown inside the workplace, by one member to another.")
        raise RuleBroken(say, code="only_members")


def _demand_there(person: str, by: str, field: str = "to") -> None:
    """Another member who is there for `by` and has not left, and no stopped street between the two."""
    if person == by:
        raise RuleBroken(_("You see your own already. Pick somebody else."), code="oneself", field=field)
    if not sight.may_see_person(person, seen_by=by):
        raise NotSeen
    found = people.person(person)
    _demand_present(found, field)
    if queries.is_stopped(by, person):
        say = _("Your street with %(name)s is not open now. Nothing new begins on it.")
        raise RuleBroken(say % {"name": found.called}, code="street_not_open", field=field)


def _demand_present(found: Person, field: str) -> None:
    if not found.is_here:
        say = _("%(name)s is no longer here.") % {"name": found.called}
        raise RuleBroken(say, code="has_left", field=field)
    if not found.is_member:
        say = _("%(name)s is a client’s contact. A record is shown inside the workplace alone.")
        raise RuleBroken(say % {"name": found.called}, code="only_members", field=field)


def _is_as_of_today(shown: queries.Showing) -> bool:
    """Whether nothing has come out since it was shown."""
    return last_published(shown.shown_at.date()) == last_published(clock.now().date())


# What can be answered from a mail with one tap.
TAPS: dict[str, Callable[..., Entry]] = {
    "decline": decline,
    "allow_words": allow_words,
    "refuse_words": refuse_words,
}
