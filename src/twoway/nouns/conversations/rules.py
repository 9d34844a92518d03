"""Who may do what with a conversation, and when: the only way in, for pages, the API, mail and floors above.

Each rule takes `by` (who acts) and, after its own blanks, `once`, `book` and `seen`, as in promises.rules,
and returns the entry it made. `say` and `take_back` take no `once` and return no entry: the key of a form
would be kept beside the act of both, and tell who came second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway.errors import BadShape, RuleBroken
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, own_answer, writing
from twoway.nouns.conversations import acts, forms, notices, queries
from twoway.nouns.entrustments import rules as entrustments
from twoway.nouns.growth import rules as growth
from twoway.nouns.promises import rules as promises
from twoway.people import queries as people
from twoway.people.seals import asked
from twoway.people.seals import rules as seals
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.conversations.models import Conversation
    from twoway.people.seals.closing import Said
    from twoway.people.streets.models import Street


@answers_twice_alike
def plan(
    with_: str,
    about: str,
    at: datetime | None,
    *,
    by: str,
    minutes: int | None = forms.USUAL_MINUTES,
    where: str = "",
    every_weeks: int | None = 0,
    **how: Unpack[How],
) -> Entry:
    """Ask somebody for a talk; it waits for their yes. On a street that is not open yet it is a first act."""
    with book_of(by, how) as book:
        if not with_:
            raise BadShape(_("Pick somebody."), code="nobody", field="with_")
        if with_ == by:
            say = _("A conversation needs two. Pick somebody else.")
            raise RuleBroken(say, code="to_oneself", field="with_")
        street, place = streets.knock(book, by=by, to=with_), forms.where(where)
        act = acts.Planned(
            asker=by,
            with_=with_,
            about=forms.about(about),
            at=forms.start(at),
            minutes=forms.minutes(minutes),
            every_weeks=forms.every_weeks(every_weeks),
            zone=people.zone_of(by),
            where=place,
            has_where=place is not None,
        )
        entry = book.enter(act, thing=new_id(), participants=street.both, street=street.id)
        return own_answer(entry, book, how)


@answers_twice_alike
def accept(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say yes to the time; where it was a first act, that opens the street."""
    with _about(id, "accept", by, how) as (book, talk):
        entry = _enter(book, talk, acts.Accepted(), how)
        _open_street(book, talk.street)
        return entry


@answers_twice_alike
def decline(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say no, which costs nothing."""
    with _about(id, "decline", by, how) as (book, talk):
        entry = _enter(book, talk, acts.Declined(note=forms.note(note)), how)
        streets.set_aside(book, talk.street, by=by)
        return entry


@answers_twice_alike
def call_off(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Either may; one that comes again does not come again."""
    with _about(id, "call_off", by, how) as (book, talk):
        entry = _enter(book, talk, acts.CalledOff(note=forms.note(note)), how)
        streets.set_aside(book, talk.street, by=by)
        return entry


@answers_twice_alike
def move(id: str, at: datetime | None, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Ask for another time, which waits for the other's yes."""
    with _about(id, "move", by, how) as (book, talk):
        wanted = forms.start(at)
        if wanted == talk.starts_at:
            raise RuleBroken(_("It is for that time already."), code="so_already", field="day")
        act = acts.Moved(at=wanted, was_at=talk.starts_at, note=forms.note(note))
        return _enter(book, talk, act, how)


@answers_twice_alike
def add_to_agenda(id: str, words: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Put something on the agenda; the other sees it there, and by whom."""
    with _about(id, "add_to_agenda", by, how) as (book, talk):
        return _enter(book, talk, acts.AgendaAdded(words=forms.item(words)), how)


@answers_twice_alike
def note(id: str, words: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Write into the notes, which are both's."""
    with _about(id, "note", by, how) as (book, talk):
        return _enter(book, talk, acts.Noted(words=forms.shared_note(words)), how)


@answers_twice_alike
def hold(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say that they have talked. Both may then say how it was; one that comes again is planned anew.

    Whoever it still waited for says yes with it.
    """
    with _about(id, "hold", by, how) as (book, talk):
        if talk.waits_for:
            book.enter(acts.Accepted(), thing=talk.id, participants=talk.street.both, street=talk.street_id)
            _open_street(book, talk.street)
        entry = _enter(book, talk, acts.Held(), how)
        seals.lay(book, about=talk.id, pair=talk.parties)
        _plan_next(book, talk)
        return entry


def say(
    id: str,
    *,
    by: str,
    fair: int | None,
    heard: int | None,
    clear: int | None,
    takes: str = "",
    book: Book | None = None,
) -> bool:
    """Say under seal how it was and what one takes from it, in place of what one said before.

    Once both have, everything opens for both in one act of nobody's; whether it did is the answer.
    """
    said = asked.said(fair, heard, clear, takes)
    with writing(by=by, book=book) as open_book:
        talk = queries.one(id, seen_by=by)
        if _is_said(talk, by, said):
            return True  # the form was sent twice, and the first time opened it
        _demand(talk, "say", by)
        both = seals.put(open_book, about=talk.id, by=by, pair=talk.parties, said=said)
        if both is None:
            return False
        open_book.enter(
            acts.Opened(**asked.in_order(both)),
            thing=talk.id,
            participants=talk.street.both,
            street=talk.street_id,
            by="",
        )
        return True


def take_back(id: str, *, by: str, book: Book | None = None) -> None:
    """Take back what one said under seal: it is as if one had never said it."""
    with writing(by=by, book=book) as open_book:
        talk = queries.one(id, seen_by=by)
        _demand(talk, "take_back", by)
        seals.put(open_book, about=talk.id, by=by, pair=talk.parties, said=None)


def throw_away(id: str, *, by: str, book: Book | None = None) -> None:
    """Keep no longer what came back unopened. It is the writer's alone, and so is this."""
    with writing(by=by, book=book) as open_book:
        talk = queries.one(id, seen_by=by)
        if talk.is_sealing or queries.own_words(talk, by=by) is None:
            raise RuleBroken(_("Nothing of yours came back from this talk."), code="nothing_came_back")
        seals.put(open_book, about=talk.id, by=by, pair=talk.parties, said=None)


def clear_away() -> None:
    """What came back unopened is kept for a month; then the rows of both sides go. For `twoway work`."""
    if over := queries.to_clear_away():
        with writing(by="") as book:
            seals.drop(book, over)


# ---- what comes of it ------------------------------------------------------------------------------------


@answers_twice_alike
def promise(id: str, what: str, due_on: date | None, *, by: str, **how: Unpack[How]) -> Entry:
    """Promise the other something that was agreed; the act and the promise are entered together."""
    with _about(id, "agree", by, how) as (book, talk):
        made = promises.make(talk.other(by), what, due_on, by=by, book=book)
        return _came_of_it(book, talk, "promise", made.thing, how)


@answers_twice_alike
def ask_promise(id: str, what: str, due_on: date | None, *, by: str, **how: Unpack[How]) -> Entry:
    """Ask the other for a promise that was spoken of: it is one once they say yes, for nobody promises for
    somebody else.
    """
    with _about(id, "agree", by, how) as (book, talk):
        asked = promises.ask(talk.other(by), what, due_on, by=by, book=book)
        return _came_of_it(book, talk, "promise", asked.thing, how)


@answers_twice_alike
def set_goal(id: str, goal: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say where one wants to go, for oneself; the other sees it."""
    with _about(id, "agree", by, how) as (book, talk):
        found = growth.set_goal(goal, by=by, with_=[talk.other(by)], book=book)
        return _came_of_it(book, talk, "growth", found.thing, how)


@answers_twice_alike
def offer(id: str, what: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Offer the other a chance to grow, which binds nobody."""
    with _about(id, "agree", by, how) as (book, talk):
        found = growth.offer(talk.other(by), what, by=by, book=book)
        return _came_of_it(book, talk, "opportunity", found.thing, how)


@answers_twice_alike
def entrust(
    id: str, scope: str, freedom: int | None, look_back_on: date | None = None, *, by: str, **how: Unpack[How]
) -> Entry:
    """Entrust the other with something; it stands once they take it on."""
    with _about(id, "agree", by, how) as (book, talk):
        given = entrustments.give(talk.other(by), scope, freedom, look_back_on, by=by, book=book)
        return _came_of_it(book, talk, "entrustment", given.thing, how)


def _came_of_it(book: Book, talk: Conversation, what: str, thing: str, how: How) -> Entry:
    return _enter(book, talk, acts.Outcome(what=what, thing=thing), how)


# ---- shared ----------------------------------------------------------------------------------------------


@contextmanager
def _about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Conversation]]:
    """The lock first, then a look: the talk as it stands now, if `by` may do that to it."""
    with book_of(by, how) as book:
        talk = queries.one(id, seen_by=by)
        _demand_unmoved(talk, how.get("seen", ""), by)
        _demand(talk, verb, by)
        yield book, talk


def _demand(talk: Conversation, verb: str, by: str) -> None:
    refusal = queries.refusal(talk, verb, by)
    if refusal is not None:
        raise RuleBroken(refusal, code=f"cannot_{verb}")


def _demand_unmoved(talk: Conversation, seen: str, by: str) -> None:
    """Refuse an answer to something that has changed since it was on the screen, and say what changed."""
    if seen and seen != talk.last_entry_id:
        told = notices.tell(ledger.entry(talk.last_entry_id), talk, by).says
        say = _("%(told)s. That happened while you were writing. Look at it, then send yours.")
        raise RuleBroken(say % {"told": told}, code="moved_on")


def _enter(book: Book, talk: Conversation, act: Act, how: How) -> Entry:
    entry = book.enter(act, thing=talk.id, participants=talk.street.both, street=talk.street_id)
    return own_answer(entry, book, how)


def _open_street(book: Book, street: Street) -> None:
    """A yes to the time is a yes to the street, also where it was moved before."""
    asked_by = street.asked_by_id
    streets.say_yes(book, street, by=street.other(asked_by) if asked_by else book.by)


def _plan_next(book: Book, talk: Conversation) -> None:
    """Both said yes to its coming again, so nobody plans it; not while the street is stopped."""
    if not talk.every_weeks or talk.street.state != "open":
        return
    act = acts.Planned(
        asker=talk.asker_id,
        with_=talk.asked_id,
        about=talk.about,
        at=queries.next_start(talk),
        minutes=talk.minutes,
        every_weeks=talk.every_weeks,
        zone=talk.zone,
        has_where=False,
        follows=talk.id,
    )
    book.enter(act, thing=new_id(), participants=talk.street.both, street=talk.street_id, by="")


def _is_said(talk: Conversation, by: str, said: Said) -> bool:
    figures = [said[name] for name in ("fair", "heard", "clear")]
    return talk.state == "opened" and talk.ratings[by] == figures and talk.takes_of(by) == said["takes"]


# What can be answered from a mail with one tap.
TAPS: dict[str, Callable[..., Entry]] = {"accept": accept, "decline": decline}
