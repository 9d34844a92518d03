"""Who may do what with a promise, and when: the only way in, for pages, the API, mail and the command line.

Each rule takes `by` (who acts) and, after its own blanks, `once` (the key of a form sent twice), `book` (an
open one) and `seen` (the last entry the person had before them). It returns the entry it made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, How, answers_twice_alike, writing
from twoway.nouns.promises import SETTLED, acts, forms, notices, queries
from twoway.people import queries as people
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise
    from twoway.people.models import Person
    from twoway.people.streets.models import Street


class Beginning(How, total=False):
    """What a rule by which a promise begins takes besides its own blanks."""

    street: Street | None  # what waits for a yes already, on which a promise that goes with it waits as well


@answers_twice_alike
def make(
    to: str,
    what: str,
    due_on: date | None,
    *,
    by: str,
    sure_by: date | None = None,
    hard: str = "",
    **how: Unpack[Beginning],
) -> Entry:
    """Give one's word. On a street that is not open yet it is a first act and waits for the other's yes."""
    with _between(to, by, how) as (book, street, other):
        today = clock.today(other.zone)
        act = acts.Made(
            promiser=by,
            promisee=to,
            what=forms.what(what, to=other.called),
            due_on=forms.day_ahead(due_on, today),
            sure_by=forms.day_ahead(sure_by, today, "sure_by") if sure_by else None,
            hard=forms.note(hard, "hard"),
            waits=street.state != "open" or None,
        )
        return _begin(book, street, act, how)


@answers_twice_alike
def ask(to: str, what: str, due_on: date | None, *, by: str, **how: Unpack[Beginning]) -> Entry:
    """Ask somebody for a promise. Days are the asker's, who will be the promisee."""
    with _between(to, by, how) as (book, street, _other):
        me = people.person(by)
        said, day = forms.what(what, to=me.called), forms.day_ahead(due_on, clock.today(me.zone))
        return _begin(book, street, acts.Asked(promiser=to, promisee=by, what=said, due_on=day), how)


@answers_twice_alike
def offer(to: str, what: str, due_on: date | None = None, *, by: str, **how: Unpack[Beginning]) -> Entry:
    """Say "I can help you with ..."; a day may wait until the other says yes."""
    with _between(to, by, how) as (book, street, other):
        day = forms.day_ahead(due_on, clock.today(other.zone)) if due_on else None
        said = forms.what(what, to=other.called)
        return _begin(book, street, acts.Offered(promiser=by, promisee=to, what=said, due_on=day), how)


@answers_twice_alike
def note(promiser: str, what: str, due_on: date | None, *, by: str, **how: Unpack[Beginning]) -> Entry:
    """Write down what one heard somebody promise. It binds nobody until that person says yes."""
    with _between(promiser, by, how) as (book, street, _other):
        me = people.person(by)
        said, day = forms.what(what, to=me.called), forms.day_ahead(due_on, clock.today(me.zone))
        return _begin(book, street, acts.Noted(promiser=promiser, promisee=by, what=said, due_on=day), how)


@answers_twice_alike
def say_yes(
    id: str, *, by: str, note: str = "", sure_by: date | None = None, hard: str = "", **how: Unpack[How]
) -> Entry:
    """Agree to the last terms: now it is a promise, and a first act opens the street."""
    with _about(id, "say_yes", by, how) as (book, promise):
        today = queries.today_of(promise)
        if promise.due_on and promise.due_on < today:
            raise RuleBroken(_("That day has passed meanwhile. Answer with another day."), code="day_passed")
        mine = by == promise.promiser_id
        act = acts.Accepted(
            note=forms.note(note),
            sure_by=forms.day_ahead(sure_by, today, "sure_by") if sure_by and mine else None,
            hard=forms.note(hard, "hard") if mine else None,
        )
        entry = _enter(book, promise, act, how)
        _open_street(book, promise.street)
        return entry


@answers_twice_alike
def counter(
    id: str, *, by: str, what: str = "", due_on: date | None = None, note: str = "", **how: Unpack[How]
) -> Entry:
    """Answer with other words or another day. What is left empty stays as it was."""
    with _about(id, "counter", by, how) as (book, promise):
        named = forms.what(what, to=promise.promisee.called) if what.strip() else None
        said = None if named == promise.what else named
        day = forms.day_ahead(due_on, queries.today_of(promise)) if due_on else promise.due_on
        if said is None and day == promise.due_on:
            raise RuleBroken(
                _("Those are the same words and the same day. Change one, or say yes."), code="no_change"
            )
        act = acts.Countered(what=said, rewords=said is not None or None, due_on=day, note=forms.note(note))
        return _enter(book, promise, act, how)


@answers_twice_alike
def decline(id: str, *, by: str, note: str = "", would_rather_not: bool = False, **how: Unpack[How]) -> Entry:
    """Say no, which costs nothing. "I can, but would rather not" is for whoever would have to do it."""
    with _about(id, "decline", by, how) as (book, promise):
        if would_rather_not and by != promise.promiser_id:
            raise RuleBroken(_("You would not have to do it. Say yes or no."), code="not_yours")
        entry = _enter(
            book, promise, acts.Declined(would_rather_not=would_rather_not, note=forms.note(note)), how
        )
        streets.set_aside(book, promise.street, by=by)
        return entry


@answers_twice_alike
def withdraw(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Take it back before the other has answered."""
    with _about(id, "withdraw", by, how) as (book, promise):
        entry = _enter(book, promise, acts.Withdrawn(note=forms.note(note)), how)
        streets.set_aside(book, promise.street, by=by)
        return entry


@answers_twice_alike
def keep(id: str, *, by: str, kept_on: date | None = None, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that it is done. The other has seven days to say that is not how it was."""
    with _about(id, "keep", by, how) as (book, promise):
        today = queries.today_of(promise)
        day = forms.day_done(kept_on or today, _made_on(promise), today)
        return _enter(book, promise, acts.Kept(kept_on=day, on=today, note=forms.note(note)), how)


@answers_twice_alike
def confirm(id: str, *, by: str, kept_on: date | None = None, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that it was done. A claim keeps its day; without one it was in time, unless a day is named."""
    with _about(id, "confirm", by, how) as (book, promise):
        today = queries.today_of(promise)
        told = promise.kept_on or kept_on or min(promise.due_on or today, today)
        day = told if promise.kept_on else forms.day_done(told, _made_on(promise), today)
        return _enter(book, promise, acts.Confirmed(kept_on=day, on=today, note=forms.note(note)), how)


@answers_twice_alike
def contest(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that is not how it was: it is open again, and both accounts stand."""
    with _about(id, "contest", by, how) as (book, promise):
        act = acts.Contested(on=queries.today_of(promise), note=forms.note(note))
        return _enter(book, promise, act, how)


@answers_twice_alike
def give_up(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that it will not be kept. Nobody but the promiser can."""
    with _about(id, "give_up", by, how) as (book, promise):
        return _enter(book, promise, acts.Broken(on=queries.today_of(promise), note=forms.note(note)), how)


@answers_twice_alike
def release(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Let the promiser off; it counts for nothing."""
    with _about(id, "release", by, how) as (book, promise):
        return _enter(book, promise, acts.Released(note=forms.note(note)), how)


@answers_twice_alike
def ask_move(id: str, *, by: str, due_on: date | None = None, reason: str = "", **how: Unpack[How]) -> Entry:
    """Ask for another day, and say why. Asking again replaces what one asked before."""
    with _about(id, "ask_move", by, how) as (book, promise):
        if promise.move_asked_by == promise.other(by):
            raise RuleBroken(_("The other has asked for another day. Answer that first."), code="move_waits")
        today = queries.today_of(promise)
        day = forms.day_ahead(due_on, today)
        if day == promise.due_on:
            raise RuleBroken(_("That is the day it has now. Pick another."), code="no_change", field="due_on")
        why = forms.needed(reason, _("Say why, in a few words."), "reason")
        return _enter(book, promise, acts.MoveAsked(due_on=day, on=today, reason=why), how)


@answers_twice_alike
def agree_move(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Agree to the day the other asked for. Whether it was early goes by the day of asking."""
    with _about(id, "agree_move", by, how) as (book, promise):
        assert promise.move_to
        assert promise.move_asked_on
        today = queries.today_of(promise)
        if promise.move_to < today:
            raise RuleBroken(_("That day has passed meanwhile. Ask for another."), code="day_passed")
        act = acts.Moved(
            due_on=promise.move_to,
            asked_by=promise.move_asked_by,
            asked_on=promise.move_asked_on,
            on=today,
            was_on=promise.due_on,
            note=forms.note(note),
        )
        return _enter(book, promise, act, how)


@answers_twice_alike
def refuse_move(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Keep the day as it is."""
    with _about(id, "refuse_move", by, how) as (book, promise):
        return _enter(book, promise, acts.MoveRefused(note=forms.note(note)), how)


@answers_twice_alike
def hang_on(id: str, on: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say that one promise hangs on another. Seen by who sees both; who says it must."""
    with _opened(by, how) as book:
        promise, other = queries.one(id, seen_by=by), queries.one(on, seen_by=by)
        if promise.id == other.id:
            raise RuleBroken(_("A promise cannot hang on itself. Pick another."), code="itself", field="on")
        if queries.standing(promise) in SETTLED:
            raise RuleBroken(_("This promise is over, and hangs on nothing any more."), code="is_over")
        if queries.links(by).filter(promise=promise.id, on=other.id).exists():
            raise RuleBroken(_("It hangs on that one already."), code="hangs_already", field="on")
        if queries.would_circle(promise.id, other.id, seen_by=by):
            raise RuleBroken(_("That one hangs on this one already, in the end."), code="circle", field="on")
        return _link(book, new_id(), acts.HungOn(promise=promise.id, on=other.id), promise, other)


@answers_twice_alike
def unhang(id: str, on: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Take the link away again; whoever sees both may."""
    with _opened(by, how) as book:
        promise, other = queries.one(id, seen_by=by), queries.one(on, seen_by=by)
        link = queries.links(by).filter(promise=promise.id, on=other.id).first()
        if link is None:
            raise NotSeen
        return _link(book, link.id, acts.Unhung(promise=promise.id, on=other.id), promise, other)


def _link(book: Book, link: str, act: Act, promise: Promise, other: Promise) -> Entry:
    """A link belongs to no street unless both ends do: a gap in a street's numbers would tell of it."""
    both = [person for person in promise.parties if person in other.parties]
    street = promise.street_id if promise.street_id == other.street_id else ""
    return book.enter(act, thing=link, participants=both, street=street)


@answers_twice_alike
def take_on(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say that what was brought in as one's own was so: it counts once the other has too, if need be."""
    with _about(id, "take_on", by, how) as (book, promise):
        return _enter(book, promise, acts.TakenOn(), how)


@answers_twice_alike
def take_on_import(source: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Take on all that came from one place ("jira" for "jira DS-100") and is one's own."""
    with _opened(by, how) as book:
        mine = [promise for promise in queries.brought_in(by) if _is_from(promise, source, by)]
        if not mine:
            raise RuleBroken(_("Nothing from there waits for you to take it on."), code="nothing_waits")
        entries = [_enter(book, promise, acts.TakenOn(), {"book": book}) for promise in mine]
        return entries[0]


@answers_twice_alike
def dispute(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that an imported promise was not so: it counts for nothing, for good."""
    with _about(id, "dispute", by, how) as (book, promise):
        return _enter(book, promise, acts.Disputed(note=forms.note(note)), how)


def owned(id: str, *, by: str, ownup: str, book: Book) -> Entry:
    """What either owned up to about it: own-ups say so, in the same book as their own act."""
    return _enter(book, queries.one(id, seen_by=by), acts.Owned(ownup=ownup), {"book": book})


def bring_in(stories: Sequence[forms.PastPromise], *, by: str, **how: Unpack[How]) -> list[Entry]:
    """Enter what another system tells, and nothing of it twice: the acts that were not there yet."""
    with _opened(by, how) as book:
        pairs = [(story.promiser, story.promisee) for story in stories]
        laid = streets.lay(book, pairs, opened=queries.is_study())
        known = queries.by_source(story.source for story in stories)
        return [
            entry for story in stories for entry in _told_again(book, story, laid, known.get(story.source))
        ]


def _told_again(
    book: Book, story: forms.PastPromise, laid: dict[tuple[str, str], str], known: Promise | None
) -> Iterator[Entry]:
    thing, there = (known.id, queries.moments_of(known.id)) if known else (new_id(), set())
    low, high = sorted((story.promiser, story.promisee))
    for act, at, whose in story.acts(people.zone_of(story.promisee)):
        if (act.kind, at) not in there:
            where = {"thing": thing, "street": laid[low, high], "source": story.source}
            yield book.enter(act, participants=(low, high), by=whose, happened_at=at, **where)


def _is_from(promise: Promise, source: str, by: str) -> bool:
    return by in promise.to_take_on and not promise.disputed and promise.source.split(" ")[0] == source


@contextmanager
def _opened(by: str, how: How) -> Iterator[Book]:
    with writing(by=by, once=how.get("once"), book=how.get("book")) as book:
        yield book


@contextmanager
def _between(to: str, by: str, how: Beginning) -> Iterator[tuple[Book, Street, Person]]:
    """A first or further act of `by` towards `to`, who must be somebody else whom they may see."""
    with _opened(by, how) as book:
        if not to:
            raise BadShape(_("Pick somebody."), code="nobody", field="to")
        if to == by:
            raise RuleBroken(_("A promise needs two. Pick somebody else."), code="to_oneself", field="to")
        street = how.get("street") or streets.knock(book, by=by, to=to)
        yield book, street, street.from_end(to)[0]


@contextmanager
def _about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Promise]]:
    """The lock first, then a look: the promise as it stands now, if `by` may do that to it."""
    with _opened(by, how) as book:
        promise = queries.one(id, seen_by=by)
        _demand_unmoved(promise, how.get("seen", ""), by)
        say = queries.refusal(promise, verb, by)
        if say is not None:
            raise RuleBroken(say, code=f"cannot_{verb}")
        yield book, promise


def _demand_unmoved(promise: Promise, seen: str, by: str) -> None:
    """Refuse an answer to something that has changed since it was on the screen, and say what changed."""
    if seen and seen != promise.last_entry_id:
        told = notices.tell(ledger.entry(promise.last_entry_id), promise, by).says
        say = _("%(told)s. That happened while you were writing. Look at it, then send yours.")
        raise RuleBroken(say % {"told": told}, code="moved_on")


def _begin(book: Book, street: Street, act: Act, how: How) -> Entry:
    return _answer(book.enter(act, thing=new_id(), participants=street.both, street=street.id), book, how)


def _enter(book: Book, promise: Promise, act: Act, how: How) -> Entry:
    entry = book.enter(act, thing=promise.id, participants=promise.parties, street=promise.street_id)
    return _answer(entry, book, how)


def _open_street(book: Book, street: Street) -> None:
    """A yes to the last terms is a yes to the street, also where the other had answered with other terms."""
    asked_by = street.asked_by_id
    streets.say_yes(book, street, by=street.other(asked_by) if asked_by else book.by)


def _answer(entry: Entry, book: Book, how: How) -> Entry:
    """Sent twice, a rule answers with its own act, not with the one that opened the street before it."""
    if how.get("book") is None:
        book.answer_with(entry)
    return entry


def _made_on(promise: Promise) -> date:
    assert promise.made_at
    return clock.day_of(promise.made_at, promise.promisee.zone)


# The ways in which a promise begins, and what can be answered from a mail, each by the name of its rule.
BEGINNINGS: dict[str, Callable[..., Entry]] = {"make": make, "ask": ask, "offer": offer, "note": note}
_ANSWERS = (say_yes, counter, decline, keep, confirm, contest, agree_move, refuse_move)
TAPS: dict[str, Callable[..., Entry]] = {rule.__name__: rule for rule in _ANSWERS}
