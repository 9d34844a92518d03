"""Who may do what with a call, and when: the only way in, for pages, the API, mail and the floors above.

Each rule takes `by` (who acts) and, after the blanks of its own, `once`, `book` and `seen`, as in
promises.rules. It returns the entry it made. `reach`, `problem_came` and `owned` are for hand-offs and
own-ups, which enter them in an open book of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.opening import open_to
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, own_answer
from twoway.nouns.calls import acts, forms, queries
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.calls.models import Call
    from twoway.people.streets.models import Street


class Terms(How, total=False):
    """What an owner says beside the choice. `owners` are asked to own it too, each by their own act."""

    question: str
    why: str
    alternatives: str
    expect: str
    review_on: date | None
    sure_percent: int | None
    asks: Sequence[str]
    touches: Sequence[str]
    owners: Sequence[str]


# ---- how a call begins -----------------------------------------------------------------------------------


@answers_twice_alike
def ask_for(owner: str, question: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Ask somebody to decide what one is unsure of."""
    with book_of(by, how) as book:
        street = _met(book, owner, by)
        act = acts.AskedFor(owner=owner, question=forms.question(question))
        return own_answer(_between(book, act, new_id(), street), book, how)


@answers_twice_alike
def note(owner: str, choice: str, *, by: str, on_me: bool = False, **how: Unpack[How]) -> Entry:
    """Write down a call one was told aloud. It binds nobody until its owner says yes."""
    with book_of(by, how) as book:
        street = _met(book, owner, by)
        act = acts.Noted(owner=owner, choice=forms.choice(choice), on_me=on_me)
        return own_answer(_between(book, act, new_id(), street), book, how)


@answers_twice_alike
def make(choice: str, *, by: str, on_me: bool = False, supersedes: str = "", **terms: Unpack[Terms]) -> Entry:
    """Decide, in the open of all whom it asks and touches; maybe in place of an earlier call of one's own."""
    with book_of(by, terms) as book:
        old = _to_replace(supersedes, by, terms.get("seen", "")) if supersedes else None
        act = _decided(choice, by, on_me, terms, supersedes=old.id if old else None)
        entry = _make(book, act, new_id(), by)
        if old:
            said = acts.Superseded(by_call=entry.thing, on=_today(by))
            _for_all(book, old, said, by)
        return own_answer(entry, book, terms)


@answers_twice_alike
def say_yes(
    id: str, *, by: str, choice: str = "", on_me: bool | None = None, **terms: Unpack[Terms]
) -> Entry:
    """Say that it is one's call: what was asked for is decided, what was noted holds as it was noted.

    Without a word on it, "on me" holds as it was noted; whoever asked or noted is one whom it asks.
    """
    with _about(id, "say_yes", by, terms) as (book, call):
        said = choice if choice.strip() else call.choice
        mine = (call.on_me if on_me is None else on_me) is True
        act = _decided(said, by, mine, terms, begun_by=call.begun_by)
        entry = _make(book, act, call.id, by)
        _open_street(book, call.begun_by, by)
        return own_answer(entry, book, terms)


@answers_twice_alike
def decline(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say no: to deciding, or to what was noted of one's words. It costs nothing."""
    with _about(id, "decline", by, how) as (book, call):
        word = forms.note(note)
        act = acts.NoteDeclined(note=word) if call.state == "noted" else acts.Declined(note=word)
        return _end(book, call, act, by, how)


@answers_twice_alike
def withdraw(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Take back what one asked for or noted, before it is answered."""
    with _about(id, "withdraw", by, how) as (book, call):
        return _end(book, call, acts.Withdrawn(note=forms.note(note)), by, how)


# ---- what its owners do ----------------------------------------------------------------------------------


@answers_twice_alike
def join(id: str, *, by: str, on_me: bool = False, **how: Unpack[How]) -> Entry:
    """Own it too; "on me" is for oneself alone."""
    with _about(id, "join", by, how) as (book, call):
        day, sure = call.review_on, call.sure_percent
        act = acts.Joined(on_me=on_me, review_on=day, sure_percent=sure, on=_today(by))
        entry = _for_all(book, call, act, by)
        _open_street(book, call.owner_id, by)
        return own_answer(entry, book, how)


@answers_twice_alike
def decline_join(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say that one would rather not own it."""
    with _about(id, "decline_join", by, how) as (book, call):
        return own_answer(_for_all(book, call, acts.JoinDeclined(), by), book, how)


@answers_twice_alike
def review(
    id: str, *, by: str, outcome: str, next_on: date | None = None, words: str = "", **how: Unpack[How]
) -> Entry:
    """Look back: it worked, partly, did not work, or it is too early to say and there is a new day."""
    with _about(id, "review", by, how) as (book, call):
        today = _today(by)
        said = forms.outcome(outcome)
        act = acts.Reviewed(
            outcome=said,
            next_on=forms.next_day(said, next_on, today),
            words=forms.note(words, "words"),
            review_on=call.review_on,
            sure_percent=call.sure_percent,
            on_me=call.people.filter(person=by, on_me=True).exists(),
            on=today,
        )
        return own_answer(_for_all(book, call, act, by), book, how)


def supersede(id: str, choice: str, *, by: str, on_me: bool = False, **terms: Unpack[Terms]) -> Entry:
    """Put another call in the place of one of one's own; the old one stays as it was."""
    return make(choice, by=by, on_me=on_me, supersedes=id, **terms)


@answers_twice_alike
def say_cost(id: str, *, by: str, cost: int, words: str = "", **how: Unpack[How]) -> Entry:
    """Say what it cost oneself, to its owners and to nobody else. Said again, the last word holds."""
    with _about(id, "say_cost", by, how) as (book, call):
        said = forms.note(words, "words")
        act = acts.CostSaid(cost=forms.cost(cost), words=said, sure_percent=call.sure_percent)
        entry = _enter(book, call, act, by, (by, *queries.owners_of(call)))
        return own_answer(entry, book, how)


@answers_twice_alike
def open_wider(id: str, *, by: str, to: Sequence[str], **how: Unpack[How]) -> Entry:
    """Say whom one will let know of it, to all who know: they hear of it a day before."""
    with _about(id, "open_wider", by, how) as (book, call):
        known = {row.person_id for row in queries.people_of(call)}
        chosen = forms.each_once(to)
        if not chosen:
            raise BadShape(_("Pick at least one person."), code="nobody", field="to")
        _demand_there(chosen, by, "to")
        for person in known.intersection(chosen):
            say = _("%(name)s knows of it already.") % {"name": people.person(person).called}
            raise RuleBroken(say, code="knows_already", field="to")
        return own_answer(_for_all(book, call, acts.Widening(to=chosen, on=_today(by)), by), book, how)


@answers_twice_alike
def open_now(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Let those know whom one named the day before: one's own words, an act for each of them."""
    with _about(id, "open_now", by, how) as (book, call):
        day = queries.opens_from(call)
        if day is None or _today(by) < day:
            say = _("Those who know heard of it today. You can open it from tomorrow.")
            raise RuleBroken(say, code="not_yet")
        known = queries.since_in(call.id)
        for person in call.widening:
            entry = _open(book, call, person, by, known)
            known.append(person)
        return own_answer(entry, book, how)


def _open(book: Book, call: Call, person: str, by: str, known: Sequence[str]) -> Entry:
    """All who know see that it was opened to one more; that one sees the call, and not who else was told."""
    participants = (*queries.named_in(call), person)
    entry = _enter(book, call, acts.Opened(to=person), by, participants, on_streets=False)
    _let_see(book, [entry], known, by)
    open_to(book, queries.entries_for_all(call, with_opening=False), person, by=by, reason="told")
    return entry


# ---- for the floors above --------------------------------------------------------------------------------


def reach(id: str, *, person: str, by: str, book: Book) -> Entry | None:
    """Work under the call was handed on to `person` by `by`, who knows of it: now they do too.

    None where it had named them, or reached them before.
    """
    call = queries.one(id, seen_by=by)
    if not call.is_made:
        raise RuleBroken(_("This call is not made yet."), code="not_made")
    role = queries.role_of(call, person)
    if role not in {"", "told", "stood_aside"}:
        return None
    owners = queries.owners_of(call)
    entry = _enter(book, call, acts.Reached(to=person), by, (person, by, *owners), on_streets=False)
    open_to(book, queries.entries_for_all(call), person, by=by, knowing=owners, reason="handed_on")
    return entry


def problem_came(id: str, *, problem: str, cost: int, carriers: Iterable[str], by: str, book: Book) -> Entry:
    """A problem raised by `by` came home to the owners, past the `carriers` between them."""
    call = queries.one(id, seen_by=by)
    act = acts.HasProblem(
        problem=problem, cost=forms.cost(cost), sure_percent=call.sure_percent, on_me=call.on_me
    )
    return _enter(book, call, act, by, (by, *queries.owners_of(call), *carriers))


def owned(id: str, *, by: str, ownup: str, book: Book) -> Entry:
    """An owner says in an own-up that this one is theirs: all who know of the call see that they said so."""
    call = queries.one(id, seen_by=by)
    if not call.is_made or queries.role_of(call, by) != "owner":
        say = _("Only %(name)s can own this call. You can own up to your own part in it.")
        raise RuleBroken(say % {"name": call.owner.called}, code="not_yours")
    return _for_all(book, call, acts.Owned(ownup=ownup, on=_today(by)), by)


# ---- how they do it --------------------------------------------------------------------------------------


@contextmanager
def _about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Call]]:
    """The lock first, then a look: the call as it stands now, if `by` may do that to it."""
    with book_of(by, how) as book:
        call = queries.one(id, seen_by=by)
        _demand(call, verb, by, how.get("seen", ""))
        yield book, call


def _demand(call: Call, verb: str, by: str, seen: str) -> None:
    if seen and seen != call.last_entry_id:
        say = _("Something was done to this call while you were writing. Look at it, then send yours.")
        raise RuleBroken(say, code="moved_on")
    refused = queries.refusal(call, verb, by)
    if refused is not None:
        raise RuleBroken(refused, code=f"cannot_{verb}")


def _to_replace(id: str, by: str, seen: str) -> Call:
    call = queries.one(id, seen_by=by)
    _demand(call, "supersede", by, seen)
    return call


def _met(book: Book, owner: str, by: str) -> Street:
    if not owner:
        raise BadShape(_("Pick somebody."), code="nobody", field="owner")
    if owner == by:
        say = _("That is your own call. Say what you decide.")
        raise RuleBroken(say, code="to_oneself", field="owner")
    return streets.meet(book, by=by, to=owner)


def _decided(
    choice: str, by: str, on_me: bool, terms: Terms, *, supersedes: str | None = None, begun_by: str = ""
) -> acts.Made:
    """What the owner says, as it is kept, once everybody named is found to be there."""
    owners, asks, touches = forms.named(
        terms.get("owners", ()), terms.get("asks", ()), terms.get("touches", ()), begun_by=begun_by, by=by
    )
    _demand_there([person for person in (*owners, *asks, *touches) if person != begun_by], by, "asks")
    said = forms.said(choice, _today(by), terms)
    return acts.Made(
        on_me=on_me, asks=asks, touches=touches, owners_asked=owners, supersedes=supersedes, **said
    )


def _demand_there(named: Sequence[str], by: str, field: str) -> None:
    """Everybody named is there for whoever names them, and has not left."""
    if len(named) > forms.MOST_NAMED:
        say = _("That is more than %(most)s people. Name fewer.") % {"most": forms.MOST_NAMED}
        raise BadShape(say, code="too_many", field=field)
    for person in named:
        if not sight.may_see_person(person, seen_by=by):
            raise NotSeen
        found = people.person(person)
        if not found.is_here:
            say = _("%(name)s is no longer here.") % {"name": found.called}
            raise RuleBroken(say, code="has_left", field=field)


def _make(book: Book, act: acts.Made, thing: str, by: str) -> Entry:
    named = (by, *act.owners_asked, *act.asks, *act.touches)
    return book.enter(act, thing=thing, participants=named, street=EVERY_STREET, by=by)


def _between(book: Book, act: Act, thing: str, street: Street) -> Entry:
    return book.enter(act, thing=thing, participants=street.both, street=street.id)


def _end(book: Book, call: Call, act: Act, by: str, how: How) -> Entry:
    """A no, or a taking back: it is between the two, and where it was their first act, another may follow."""
    both = (call.owner_id, call.begun_by)
    entry = book.enter(act, thing=call.id, participants=both, street=call.street)
    street = street_queries.street(call.street, seen_by=by)
    if street.asked_by_id == call.begun_by:
        streets.set_aside(book, street, by=by)
    return own_answer(entry, book, how)


def _enter(
    book: Book, call: Call, act: Act, by: str, participants: Iterable[str], *, on_streets: bool = True
) -> Entry:
    street = EVERY_STREET if on_streets else ""
    return book.enter(act, thing=call.id, participants=participants, street=street, by=by)


def _for_all(book: Book, call: Call, act: Act, by: str) -> Entry:
    """An owner's act, for all it named, and opened to each whom it reached since."""
    entry = _enter(book, call, act, by, queries.named_in(call))
    _let_see(book, [entry], queries.since_in(call.id), by)
    return entry


def _let_see(book: Book, entries: Iterable[Entry], people: Iterable[str], by: str) -> None:
    for person in people:
        open_to(book, entries, person, by=by, reason="goes_on")


def _open_street(book: Book, first: str, by: str) -> None:
    """A yes to what somebody came first with opens the street of the two, if it waits for just that."""
    street = street_queries.between(first, by)
    if street is not None and street.state == "waiting" and street.asked_by_id == first:
        streets.say_yes(book, street, by=by)


def _today(person: str) -> date:
    return clock.today(people.zone_of(person))


def _turned_out(outcome: str) -> Callable[..., Entry]:
    def said(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
        return review(id, by=by, outcome=outcome, words=note, **how)

    return said


# What can be answered from a mail with one tap.
TAPS: dict[str, Callable[..., Entry]] = {
    "say_yes": say_yes,
    "decline": decline,
    "join": join,
    "decline_join": decline_join,
    "worked": _turned_out("worked"),
    "partly": _turned_out("partly"),
    "failed": _turned_out("failed"),
}
