"""Who may do what to grow and to help others grow: the only way in, for pages, API, mail and floors above.

Each rule takes `by` (who acts) and, after the blanks of its own, `once`, `book` and `seen`, as in
promises.rules. It returns the entry it made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.opening import open_to
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, own_answer
from twoway.nouns.growth import acts, forms, queries
from twoway.nouns.promises import rules as promises
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.growth.models import Goal, Opportunity


# ---- the owner's own -------------------------------------------------------------------------------------


@answers_twice_alike
def set_goal(goal: str, *, by: str, with_: Sequence[str] = (), **how: Unpack[How]) -> Entry:
    """Say where one wants to go. Those named see it, and who else is named; nobody else does."""
    with book_of(by, how) as book:
        said, named = forms.goal(goal), forms.each_once(with_)
        if len(named) > forms.MOST_NAMED:
            say = _("That is more than %(most)s people. Name fewer.") % {"most": forms.MOST_NAMED}
            raise BadShape(say, code="too_many", field="with_")
        for person in named:
            _demand_there(person, by, "with_")
        act = acts.Set(goal=said, with_=named)
        street = EVERY_STREET if named else ""
        entry = book.enter(act, thing=new_id(), participants=(by, *named), street=street, by=by)
        return own_answer(entry, book, how)


@answers_twice_alike
def show(id: str, *, by: str, to: str, **how: Unpack[How]) -> Entry:
    """Show it to one more, with its steps. All who see it see that; what others promised stays theirs."""
    with _about(id, "show", by, how) as (book, goal):
        return own_answer(_show(book, goal, to, by, "to"), book, how)


@answers_twice_alike
def add_step(id: str, *, by: str, step: str, **how: Unpack[How]) -> Entry:
    """Add a step on the way."""
    with _about(id, "add_step", by, how) as (book, goal):
        return own_answer(_for_all(book, goal, acts.StepAdded(step=forms.step(step))), book, how)


@answers_twice_alike
def reach_step(id: str, *, by: str, step: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Say that a step is reached; `step` is the entry that added it."""
    with _about(id, "reach_step", by, how) as (book, goal):
        found = goal.steps.filter(id=sight.asked(step)).first()
        if found is None:
            raise BadShape(_("Pick a step of this goal."), code="no_step", field="step")
        if found.reached_at is not None:
            raise RuleBroken(_("This step is reached already."), code="reached_already", field="step")
        act = acts.StepReached(step=found.id, words=forms.note(words, "words"))
        return own_answer(_for_all(book, goal, act), book, how)


@answers_twice_alike
def ask_support(id: str, *, by: str, of: str, what: str = "", **how: Unpack[How]) -> Entry:
    """Ask somebody for support; whoever does not see the goal yet is shown it."""
    with _about(id, "ask_support", by, how) as (book, goal):
        _let_support(book, goal, of, by, "of")
        if queries.asked_of(of).filter(goal=goal.id).exists():
            say = _("%(name)s has not answered what you asked before.")
            raise RuleBroken(say % {"name": people.person(of).called}, code="asked_already", field="of")
        act = acts.SupportAsked(of=of, what=forms.line_or_none(what, "what"))
        return own_answer(_between(book, goal, act, of), book, how)


@answers_twice_alike
def say_given(id: str, *, by: str, from_: str, words: str, **how: Unpack[How]) -> Entry:
    """Say what support one got from somebody; the two of them see that."""
    with _about(id, "say_given", by, how) as (book, goal):
        said = forms.words(words)
        _let_support(book, goal, from_, by, "from_")
        return own_answer(_between(book, goal, acts.SupportGiven(from_=from_, words=said), from_), book, how)


@answers_twice_alike
def reach(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Say that one has got there."""
    with _about(id, "reach", by, how) as (book, goal):
        return own_answer(_for_all(book, goal, acts.Reached(words=forms.note(words, "words"))), book, how)


@answers_twice_alike
def let_go(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Let it go; it costs nothing, and what was promised goes its own way."""
    with _about(id, "let_go", by, how) as (book, goal):
        return own_answer(_for_all(book, goal, acts.LetGo(words=forms.note(words, "words"))), book, how)


# ---- those who support -----------------------------------------------------------------------------------


@answers_twice_alike
def promise_support(
    id: str, *, by: str, what: str, due_on: date | None, asked: str = "", **how: Unpack[How]
) -> Entry:
    """Promise the owner something that helps: a promise like any other, in the same transaction.

    It answers what was asked: that one, or where none is named, the latest that waits.
    """
    with _about(id, "promise_support", by, how) as (book, goal):
        waits = queries.asked_of(by).filter(goal=goal.id)
        answers = queries.asked(goal, by, asked).id if asked or waits.exists() else None
        _open_street(book, goal.owner_id, by)
        promise = promises.make(goal.owner_id, what, due_on, by=by, book=book)
        act = acts.SupportPromised(promise=promise.thing, asked=answers)
        return own_answer(_between(book, goal, act, by), book, how)


@answers_twice_alike
def decline_support(id: str, *, by: str, asked: str = "", note: str = "", **how: Unpack[How]) -> Entry:
    """Say that one would rather not, which costs nothing."""
    with _about(id, "decline_support", by, how) as (book, goal):
        support = queries.asked(goal, by, asked)
        act = acts.SupportDeclined(asked=support.id, note=forms.note(note))
        return own_answer(_between(book, goal, act, by), book, how)


# ---- opportunities ---------------------------------------------------------------------------------------


@answers_twice_alike
def offer(to: str, what: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Offer somebody a chance to grow. It binds nobody, and sets nothing for them."""
    with book_of(by, how) as book:
        if not to:
            raise BadShape(_("Pick somebody."), code="nobody", field="to")
        if to == by:
            say = _("An opportunity is offered to somebody else. For yourself, set a goal.")
            raise RuleBroken(say, code="to_oneself", field="to")
        act = acts.OpportunityOffered(to=to, what=forms.opportunity(what))
        street = streets.knock(book, by=by, to=to)
        entry = book.enter(act, thing=new_id(), participants=street.both, street=street.id)
        return own_answer(entry, book, how)


@answers_twice_alike
def take(id: str, *, by: str, goal: str = "", note: str = "", **how: Unpack[How]) -> Entry:
    """Take it, maybe towards a goal of one's own that whoever offers it sees."""
    with _offered(id, "take", by, how) as (book, found):
        if goal and goal not in {each.id for each in queries.goals_for(found, seen_by=by)}:
            say = _("Name a goal of yours that %(name)s sees, or none.") % {"name": found.giver.called}
            raise BadShape(say, code="no_goal", field="goal")
        act = acts.OpportunityTaken(goal=goal or None, note=forms.note(note))
        entry = _settle(book, found, act)
        streets.say_yes(book, found.street, by=by)
        return own_answer(entry, book, how)


@answers_twice_alike
def decline(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say no, which costs nothing."""
    with _offered(id, "decline", by, how) as (book, found):
        return own_answer(_set_aside(book, found, acts.OpportunityDeclined(note=forms.note(note))), book, how)


@answers_twice_alike
def withdraw(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Take it back before the other has answered."""
    with _offered(id, "withdraw", by, how) as (book, found):
        return own_answer(
            _set_aside(book, found, acts.OpportunityWithdrawn(note=forms.note(note))), book, how
        )


# ---- how they do it --------------------------------------------------------------------------------------


@contextmanager
def _about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Goal]]:
    """The lock first, then a look: the goal as it stands now, if `by` may do that."""
    with book_of(by, how) as book:
        goal = queries.one(id, seen_by=by)
        last = goal.last_entry_id
        if queries.waits(goal, by, how.get("seen", "")):
            last = how["seen"]  # whoever answers what they were asked has seen that, and others see it not
        _demand(how, last, queries.refusal(goal, verb, by), verb)
        yield book, goal


@contextmanager
def _offered(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Opportunity]]:
    with book_of(by, how) as book:
        found = queries.opportunity(id, seen_by=by)
        _demand(how, found.last_entry_id, queries.refusal_of_offer(found, verb, by), verb)
        yield book, found


def _demand(how: How, last_entry: str, refused: str | None, verb: str) -> None:
    if how.get("seen", "") not in {"", last_entry}:
        say = _("Something was done to this while you were writing. Look at it, then send yours.")
        raise RuleBroken(say, code="moved_on")
    if refused is not None:
        raise RuleBroken(refused, code=f"cannot_{verb}")


def _demand_there(person: str, by: str, field: str) -> None:
    """Somebody is there for whoever names them, has not left, and their street is not paused or closed."""
    if person == by:
        raise RuleBroken(
            _("You see it already: it is yours. Name somebody else."), code="oneself", field=field
        )
    if not sight.may_see_person(person, seen_by=by):
        raise NotSeen
    found = people.person(person)
    if not found.is_here:
        raise RuleBroken(
            _("%(name)s is no longer here.") % {"name": found.called}, code="has_left", field=field
        )
    street = street_queries.between(by, person)
    if street is not None and street.state in {"paused", "closed"}:
        say = _("Your street with %(name)s is not open now. Nothing new begins on it.")
        raise RuleBroken(say % {"name": found.called}, code="street_not_open", field=field)


def _show(book: Book, goal: Goal, to: str, by: str, field: str) -> Entry:
    """All who see the goal see who else does; the one named sees it from now on, and its steps."""
    if not to:
        raise BadShape(_("Pick somebody."), code="nobody", field=field)
    if to in goal.with_ids:
        say = _("%(name)s sees it already.") % {"name": people.person(to).called}
        raise RuleBroken(say, code="sees_already", field=field)
    _demand_there(to, by, field)
    before = queries.entries_for_all(goal)
    entry = book.enter(
        acts.Shown(to=to), thing=goal.id, participants=(*_all(goal), to), street=EVERY_STREET, by=by
    )
    open_to(book, before, to, by=by, reason="shown")
    return entry


def _let_support(book: Book, goal: Goal, person: str, by: str, field: str) -> None:
    """Whoever supports somebody on the way sees where to: who does not yet, is shown it."""
    if person and person in goal.with_ids:
        _demand_there(person, by, field)
    else:
        _show(book, goal, person, by, field)


def _all(goal: Goal) -> tuple[str, ...]:
    return (goal.owner_id, *goal.with_ids)


def _for_all(book: Book, goal: Goal, act: Act) -> Entry:
    """An owner's act, for all who see the goal."""
    return _enter(book, goal, act, _all(goal))


def _between(book: Book, goal: Goal, act: Act, supporter: str) -> Entry:
    """Between the owner and one supporter, whom no other sees."""
    return _enter(book, goal, act, (goal.owner_id, supporter))


def _enter(book: Book, goal: Goal, act: Act, participants: Iterable[str]) -> Entry:
    named = tuple(participants)
    street = EVERY_STREET if len(named) > 1 else ""
    return book.enter(act, thing=goal.id, participants=named, street=street)


def _settle(book: Book, found: Opportunity, act: Act) -> Entry:
    return book.enter(act, thing=found.id, participants=found.parties, street=found.street_id)


def _set_aside(book: Book, found: Opportunity, act: Act) -> Entry:
    """A no, or a taking back: where it was the first act of the two, another may follow."""
    entry = _settle(book, found, act)
    if found.street.asked_by_id == found.giver_id:
        streets.set_aside(book, found.street, by=book.by)
    return entry


def _open_street(book: Book, owner: str, by: str) -> None:
    """To promise support is a yes to the owner's first act, if their street waits for one."""
    street = street_queries.between(owner, by)
    if street is not None and street.state == "waiting" and street.asked_by_id == owner:
        streets.say_yes(book, street, by=by)


# What can be answered from a mail with one tap.
TAPS: dict[str, Callable[..., Entry]] = {
    "take": take,
    "decline": decline,
    "decline_support": decline_support,
}
