"""Who may do what with a path: the only way in, for pages, the API and the command line alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import Entry
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, writing
from twoway.nouns.paths import STEPS, acts, forms, queries
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets


def wish(to: str, *, by: str, wish: bool, book: Book | None = None) -> queries.Path | None:
    """Ask for a path with somebody, or ask no more. The path, if both want it now.

    Asking alone changes nothing the other could see, and a no is the same as never having been asked.
    """
    with writing(by=by, book=book) as book:
        _demand_other(to, by)
        if not wish:
            queries.Wish.objects.filter(person=by, other=to).delete()
            return None
        _demand_can_begin(to, by)
        queries.Wish.objects.update_or_create(person_id=by, other_id=to, defaults={"wished_at": clock.now()})
        theirs = queries.Wish.objects.filter(person=to, other=by).first()
        if theirs is None or not queries.stands(theirs, street_queries.between(by, to)):
            return None
        entry = _open(book, by, to)
        return queries.one(entry.thing, seen_by=by)


@answers_twice_alike
def look_back(id: str, day: int, words: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say what one sees at day 30, 60 or 90: once for each of them, in words, read by both at once."""
    with _about(id, by, how) as (book, path):
        number, said = forms.day(day), forms.words(words)
        if queries.standing(path, people.zone_of(by)) not in {"open", "over"}:
            raise RuleBroken(_("This path does not go on now. Nothing new begins on it."), code="not_open")
        if queries.day_of(path, people.zone_of(by)) < number:
            say = _("Day %(day)s is still to come.") % {"day": number}
            raise RuleBroken(say, code="still_to_come")
        if queries.LookBack.objects.filter(path=path, by=by, day=number).exists():
            say = _("You have looked back at day %(day)s. Open that act to add to it.") % {"day": number}
            raise RuleBroken(say, code="looked_back")
        act = acts.LookedBack(day=number, words=said)
        return book.enter(act, thing=path.id, street=path.street_id, participants=path.street.both)


def end(id: str, *, by: str, book: Book | None = None) -> Entry:
    """Either may, for both, without a reason; nobody is told by whom. What was done stays as it is.

    It takes no key of a form: kept beside the ledger, that would say whose wish it was.
    """
    with _about(id, by, {"book": book}) as (book, path):
        if path.state == "ended":
            raise RuleBroken(_("This path has ended already."), code="so_already")
        return book.enter(
            acts.Ended(), thing=path.id, street=path.street_id, participants=path.street.both, by=""
        )


def put_aside(id: str, step: str, *, by: str, back: bool = False) -> None:
    """Skip a step for oneself, or take that back: it leaves no trace, and the other sees nothing of it."""
    path = queries.one(id, seen_by=by)
    if step not in {one.name for one in STEPS}:
        raise BadShape(_("There is no such step. Pick one of the path’s."), field="step")
    _aside(by, path.id, step, back=back)


def put_offer_aside(line: str, *, by: str) -> None:
    """Not for us: the offer is gone from one's own pages. It looks like not having been asked."""
    if line not in {one.id for one in people.lines_of(by)}:
        raise NotSeen
    _aside(by, line, queries.OFFER, back=False)


def forget(person_id: str) -> None:
    """All that stands beside the ledger, when the person is erased."""
    queries.Wish.objects.filter(person=person_id).delete()
    queries.Wish.objects.filter(other=person_id).delete()
    queries.Aside.objects.filter(person=person_id).delete()


def _aside(by: str, about: str, step: str, *, back: bool) -> None:
    if back:
        queries.Aside.objects.filter(person=by, about=about, step=step).delete()
    else:
        queries.Aside.objects.get_or_create(person_id=by, about=about, step=step)


def _demand_other(to: str, by: str) -> None:
    if to == by:
        raise RuleBroken(_("A path has two who walk it. Pick somebody else."), code="oneself", field="to")
    if not to:
        raise BadShape(_("Pick somebody."), code="nobody", field="to")
    if not sight.may_see_person(to, by):
        raise NotSeen


def _demand_can_begin(to: str, by: str) -> None:
    """What both know may stand in the way; nothing that only one of them knows does."""
    other, street = people.person(to), street_queries.between(by, to)
    if not other.is_here:
        raise RuleBroken(_("%(name)s is no longer here.") % {"name": other.called}, code="has_left")
    if street is None:
        return
    if street.state in {"paused", "closed"}:
        say = _("Your street with %(name)s is not open now. Nothing new begins on it.")
        raise RuleBroken(say % {"name": other.called}, code="street_not_open")
    if queries.is_under_way(queries.latest(street.id, seen_by=by)):
        say = _("You and %(name)s are on a path already. End it first, or walk it to its last day.")
        raise RuleBroken(say % {"name": other.called}, code="so_already")


def _open(book: Book, by: str, to: str) -> Entry:
    """Day 1 is the later of the days it is where they are: so each day has the same date for both."""
    street = streets.open_for_both(book, one=by, other=to)
    first_on = max(clock.today(people.zone_of(person)) for person in (by, to))
    act = acts.Opened(first_on=first_on, line=_are_in_line(by, to))
    for person, other in ((by, to), (to, by)):
        queries.Wish.objects.filter(person=person, other=other).delete()
    return book.enter(act, thing=new_id(), street=street.id, participants=street.both, by="")


def _are_in_line(one: str, other: str) -> bool:
    held = (line for line in people.lines_of(one) if line.ended_on is None)
    return any(other in {line.manager_id, line.report_id} for line in held)


@contextmanager
def _about(id: str, by: str, how: How) -> Iterator[tuple[Book, queries.Path]]:
    """The lock first, then a look: the path as it stands, for one of its two."""
    with book_of(by, how) as book:
        path = queries.one(id, seen_by=by)
        if how.get("seen", path.last_entry_id) not in {"", path.last_entry_id}:
            raise RuleBroken(_("This moved on while you were writing. Look at it again."), code="moved_on")
        yield book, path
