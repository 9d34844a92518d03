"""Who may do what to a street, and when. Nouns knock here before every act between two people."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once, new_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, answers_twice_alike, writing
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person
from twoway.people.streets import acts, queries
from twoway.people.streets.models import EstimateWish, Street
from twoway.web.text import clean

MOST_SIDE = 5_000


def knock(book: Book, *, by: str, to: str) -> Street:
    """The street on which an act of `by` towards `to` may now be entered.

    Made if there is none yet: then, and after a first act was set aside, this act is the first, and waits for
    a yes.
    """
    street, other = _looked_for(by, to)
    if street is not None and street.state == "open":
        return street
    if street is not None:
        _refuse_shut(street, by, other)
    return _ask(book, street, by, to)


def meet(book: Book, *, by: str, to: str) -> Street:
    """The street on which shared work of `by` with `to` may be entered, whatever its state.

    Work goes on while a street is paused or closed, and before it is open; only no passed day counts then.
    Where there is none yet, or its first act was set aside, this act is the first, and a yes to it opens it.
    """
    street, _other = _looked_for(by, to)
    if street is None or (street.state == "waiting" and street.asked_by_id is None):
        return _ask(book, street, by, to)
    return street


def agree(book: Book, *, by: str, to: str) -> Street:
    """The street of two who have both said yes by acts of their own: `to` asked many, and `by` answers."""
    street = meet(book, by=by, to=to)
    if street.state != "waiting":
        return street
    _enter(book, acts.Opened(), street)
    return queries.street(street.id, seen_by=by)


def open_for_both(book: Book, *, one: str, other: str) -> Street:
    """The street of two who have each said yes in private, to the same: nobody's act opens it."""
    street = queries.between(one, other)
    if street is None:
        pair = (min(one, other), max(one, other))
        street_id = new_id()
        _lay(book, acts.Asked(low=pair[0], high=pair[1]), pair, street_id)
        _lay(book, acts.Opened(), pair, street_id)
        return queries.street(street_id, seen_by=one)
    if street.state == "waiting":
        _enter(book, acts.Opened(), street, by="")
    return queries.street(street.id, seen_by=one)


def introduce(book: Book, pairs: Iterable[tuple[str, str]]) -> None:
    """Two whom a third named together see each other from now on: a street that waits, asked by nobody.

    Nothing is done to streets that are there; the first act of either of the two is the one that asks.
    """
    for one, other in pairs:
        if queries.between(one, other) is None:
            low, high = sorted((one, other))
            _lay(book, acts.Asked(low=low, high=high), (low, high), new_id())


def lay(book: Book, pairs: Iterable[tuple[str, str]], *, opened: bool) -> dict[tuple[str, str], str]:
    """The street's id for each pair whose past is brought in; open only where nobody could say yes."""
    wanted = {(min(pair), max(pair)) for pair in pairs}
    laid = {street.both: street.id for street in queries.every_street() if street.both in wanted}
    for pair in sorted(wanted - laid.keys()):
        laid[pair] = new_id()
        _lay(book, acts.Asked(low=pair[0], high=pair[1]), pair, laid[pair])
        if opened:
            _lay(book, acts.Opened(), pair, laid[pair])
    return laid


def _lay(book: Book, act: Act, pair: tuple[str, str], street_id: str) -> None:
    """Nobody's act: nobody here asked the other for it."""
    book.enter(act, thing=street_id, street=street_id, participants=pair, by="")


def say_yes(book: Book, street: Street, *, by: str) -> Street:
    """The other's yes to the first act opens the street; on an open street there is nothing to do."""
    if street.state == "open":
        return street
    if street.state != "waiting":
        _refuse_shut(street, by, people.person(street.other(by)))
    if street.asked_by_id == by:
        raise RuleBroken(_("The yes that opens a street is the other’s to say."), code="not_yours")
    _enter(book, acts.Opened(), street)
    return queries.street(street.id, seen_by=by)


def set_aside(book: Book, street: Street, *, by: str) -> None:
    """The first act was declined or taken back: another may follow. On an open street, nothing to do.

    Where it was a first act to several and somebody else said no to it, nobody on this street did.
    """
    if street.state == "waiting" and street.asked_by_id is not None:
        _enter(book, acts.SetAside(), street, by=None if by in street.both else "")


@answers_twice_alike
def pause(street_id: str, *, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """Either may, for both, without a reason. While it lasts nothing new happens and no passed day counts."""
    with writing(by=by, once=once, book=book) as book:
        street = queries.street(street_id, seen_by=by)
        if street.state != "open":
            raise RuleBroken(_("Only an open street can be paused."), code="not_open")
        return _enter(book, acts.Paused(), street)


@answers_twice_alike
def resume(street_id: str, *, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """The pause is over when whoever asked for it says so."""
    with writing(by=by, once=once, book=book) as book:
        street = queries.street(street_id, seen_by=by)
        _demand_stopped_by(street, by, "paused")
        return _enter(book, acts.Resumed(), street)


@answers_twice_alike
def close(street_id: str, *, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """Either may, for both, without a reason. What was done stays readable to both."""
    with writing(by=by, once=once, book=book) as book:
        street = queries.street(street_id, seen_by=by)
        if street.state == "closed":
            raise RuleBroken(_("This street is closed already."), code="so_already")
        _end_estimate(book, street)
        entry = _enter(book, acts.Closed(), street)
        book.answer_with(entry)
        return entry


def end_for_leaving(book: Book, person_id: str) -> None:
    """Whoever leaves takes part in nothing more: their streets close by nobody, and no passed day counts."""
    for street in queries.streets_of(person_id):
        if street.state != "closed":
            _end_estimate(book, street)
            _enter(book, acts.Left(person=person_id), street, by="")


@answers_twice_alike
def reopen(street_id: str, *, by: str, once: Once | None = None, book: Book | None = None) -> Entry:
    """Whoever closed it may wish it back; it opens when a first act gets a yes, so that both want it.

    Where it closed since one of the two had left, either may, once both are here again.
    """
    with writing(by=by, once=once, book=book) as book:
        street = queries.street(street_id, seen_by=by)
        if street.ended_by_leaving:
            _demand_here(street.from_end(by)[1])
        else:
            _demand_stopped_by(street, by, "closed")
        return _enter(book, acts.Reopened(), street)


def wish_estimate(street_id: str, *, by: str, wish: bool, book: Book | None = None) -> Street:
    """Ask for the estimate, or put it down.

    Asking alone changes nothing the other could see, and a no is the same as never having been asked. When
    both have asked it is there for both at once. Put down by either, it is gone for both, and both would have
    to ask anew.
    """
    with writing(by=by, book=book) as book:
        street = queries.street(street_id, seen_by=by)
        if wish:
            _wish(book, street, by)
        else:
            _put_down(book, street, by)
        return queries.street(street_id, seen_by=by)


@answers_twice_alike
def add_side(
    entry_id: str, *, by: str, words: str, once: Once | None = None, book: Book | None = None
) -> Entry:
    """Either may say how it was for them beside any act on their street, whatever its state."""
    said = clean(words, MOST_SIDE, field="words", lines=True)
    if not said:
        raise BadShape(_("Your side is empty. Say how it was for you."), field="words")
    with writing(by=by, once=once, book=book) as book:
        if not sight.may_see_entry(entry_id, by):
            raise NotSeen
        about = ledger.entry(entry_id)
        act = acts.SideAdded(about=about.id, words=said)
        if about.street == EVERY_STREET:
            return _beside_shared(book, about, act, by)
        street = queries.street(about.street, seen_by=by)
        return book.enter(act, thing=about.thing, street=street.id, participants=street.both)


def _beside_shared(book: Book, about: Entry, act: acts.SideAdded, by: str) -> Entry:
    """Beside an act of several people: its doer tells all who take part, everybody else tells its doer."""
    participants = about.participants if by == about.by else (by, about.by)
    return book.enter(act, thing=about.thing, street=EVERY_STREET, participants=participants)


def _looked_for(by: str, to: str) -> tuple[Street | None, Person]:
    """The street of the two, if there is one, and the other, who must be there for `by` and still be here."""
    _refuse_oneself(by, to)
    street = queries.between(by, to)
    me, other = people.pair(by, to) if street is None else street.from_end(by)
    # Whoever shares a street sees the other while both are here: sight need not be asked, which costs most.
    seen = (street and me and me.is_here) or sight.may_see_person(to, by)
    if me is None or other is None or not seen:
        raise NotSeen
    _demand_here(other)
    return street, other


def _ask(book: Book, street: Street | None, by: str, to: str) -> Street:
    low, high = sorted((by, to))
    street_id = street.id if street is not None else new_id()
    book.enter(acts.Asked(low=low, high=high), thing=street_id, street=street_id, participants=[low, high])
    return queries.street(street_id, seen_by=by)


def _enter(book: Book, act: Act, street: Street, *, by: str | None = None) -> Entry:
    return book.enter(act, thing=street.id, street=street.id, participants=street.both, by=by)


def _refuse_oneself(by: str, to: str) -> None:
    if by == to:
        raise RuleBroken(_("A street has two ends. Pick somebody else."), code="oneself", field="to")


def _refuse_shut(street: Street, by: str, other: Person) -> None:
    """Why nothing new can happen on a street that is not open, and what would change that."""
    said = {"name": other.called}
    if street.state == "paused":
        mine = street.paused_by_id == by
        say = (
            _("Your street with %(name)s is paused. You paused it, so you can end the pause on its page.")
            if mine
            else _("Your street with %(name)s is paused. It goes on when %(name)s ends the pause.")
        )
        raise RuleBroken(say % said, code="paused")
    if street.ended_by_leaving:
        say = _(
            "Your street with %(name)s closed when one of you left. "
            "Either of you can ask for it again on its page."
        )
        raise RuleBroken(say % said, code="closed")
    if street.state == "closed":
        mine = street.paused_by_id == by
        say = (
            _("Your street with %(name)s is closed. You closed it, so you can ask for it again on its page.")
            if mine
            else _("Your street with %(name)s is closed.")
        )
        raise RuleBroken(say % said, code="closed")
    if street.asked_by_id == by:
        raise RuleBroken(
            _("%(name)s has not answered your first one yet. Your street opens with that yes.") % said,
            code="waits",
        )
    if street.asked_by_id is not None:
        raise RuleBroken(
            _("%(name)s asked you first. Answer that, and your street is open.") % said, code="asked_first"
        )


def _demand_here(person: Person) -> None:
    if not person.is_here:
        raise RuleBroken(_("%(name)s is no longer here.") % {"name": person.called}, code="has_left")


def _end_estimate(book: Book, street: Street) -> None:
    EstimateWish.objects.filter(street=street.id).delete()
    if street.measured:
        _enter(book, acts.Unmeasured(), street, by="")


def _demand_stopped_by(street: Street, by: str, state: str) -> None:
    if street.state != state:
        raise RuleBroken(_("This street is neither paused nor closed by you."), code="not_stopped")
    if street.paused_by_id != by:
        other = people.person(street.other(by)).called
        raise RuleBroken(_("%(name)s did that, and can undo it.") % {"name": other}, code="not_yours")


def _wish(book: Book, street: Street, by: str) -> None:
    if not people.estimates_allowed():
        raise RuleBroken(_("Estimates are switched off for everybody here."), code="estimates_off")
    if street.state in {"waiting", "closed"}:
        raise RuleBroken(_("The street has to be open for that."), code="not_open")
    EstimateWish.objects.get_or_create(street_id=street.id, person_id=by)
    if not street.measured and EstimateWish.objects.filter(street=street.id).count() == 2:
        _enter(book, acts.Measured(), street, by="")


def _put_down(book: Book, street: Street, by: str) -> None:
    if street.measured:
        EstimateWish.objects.filter(street=street.id).delete()
        _enter(book, acts.Unmeasured(), street, by="")
    else:
        EstimateWish.objects.filter(street=street.id, person=by).delete()
