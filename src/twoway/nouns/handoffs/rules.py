"""Who may do what with a hand-off or a problem, and when: the only way in, for pages, the API and mail alike.

Each rule takes `by` (who acts) and, after the blanks of its own, `once` (the key of a form sent twice),
`book` (an open book, when one transaction spans several rules) and `seen` (the last entry of the thing that
the person had before them). It returns the entry it made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Unpack

from django.utils.translation import gettext as _

from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.opening import open_to
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, own_answer
from twoway.nouns.calls import queries as made_calls
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import RECEIVED, acts, forms, queries
from twoway.nouns.handoffs.past import bring_in as bring_in
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import queries as known_streets
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.handoffs.models import Handoff, Problem


@answers_twice_alike
def hand(
    what: str,
    *,
    by: str,
    to: str = "",
    team: str = "",
    call: str | None = None,
    after: Sequence[str] = (),
    **how: Unpack[How],
) -> Entry:
    """Hand work on, to a person or to a team, under a call or none.

    Without a call named it goes on under that of the hand-offs it comes after; "" means none.
    """
    with book_of(by, how) as book:
        said = forms.what(what)
        before = _held(book, after, by)
        under = queries.call_behind(before) if call is None else call
        if under is None:
            say = _("These came under different calls. Say under which it goes on.")
            raise RuleBroken(say, code="which_call", field="call")
        if under:
            _demand_made(under, by)
        if bool(to) == bool(team):
            raise BadShape(_("Pick somebody, or a team."), code="nobody", field="to")
        act = acts.Handed(
            to=to or None,
            team=team or None,
            what=said,
            call=under or None,
            after=tuple(one.id for one in before),
        )
        entry = _to_team(book, act, team, by) if team else _to_person(book, act, to, by)
        return own_answer(entry, book, how)


@answers_twice_alike
def accept(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Say that one has it; a first act opens the street with that yes."""
    with _about(id, "accept", by, how) as (book, handoff):
        entry = _enter(book, handoff, acts.Accepted(note=forms.words(note, "note")), how)
        _open_street(book, by, handoff.giver_id)
        return entry


@answers_twice_alike
def take(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Take on what was handed to a team one is in: from now on it is one's own, and the team hears so."""
    with _about(id, "take", by, how) as (book, handoff):
        street = streets.agree(book, by=by, to=handoff.giver_id)
        entry = book.enter(
            acts.Taken(note=forms.words(note, "note")),
            thing=handoff.id,
            participants=(by, handoff.giver_id),
            audience=handoff.offered_to,
            street=street.id,
        )
        if handoff.call:
            calls.reach(handoff.call, person=by, by=handoff.giver_id, book=book)
        return own_answer(entry, book, how)


@answers_twice_alike
def send_back(id: str, *, by: str, reason: str, **how: Unpack[How]) -> Entry:
    """Give it back to whoever handed it over, and say why."""
    with _about(id, "send_back", by, how) as (book, handoff):
        why = forms.needed(reason, _("Say why, in a few words."), "reason")
        return _give_back(book, handoff, acts.SentBack(reason=why), how)


@answers_twice_alike
def withdraw(id: str, *, by: str, note: str = "", **how: Unpack[How]) -> Entry:
    """Take it back before anybody has answered."""
    with _about(id, "withdraw", by, how) as (book, handoff):
        return _give_back(book, handoff, acts.Withdrawn(note=forms.words(note, "note")), how)


def _give_back(book: Book, handoff: Handoff, act: Act, how: How) -> Entry:
    """A street that waited for a yes to this waits for another first act now."""
    entry = _enter(book, handoff, act, how)
    if handoff.street is not None and handoff.street.asked_by_id == handoff.giver_id:
        streets.set_aside(book, handoff.street, by=book.by)
    return entry


def _held(book: Book, after: Sequence[str], by: str) -> list[Handoff]:
    """What the new one goes on from: all of it the giver's own. Handing on says that one had it."""
    found = [queries.one(id, seen_by=by) for id in forms.after(after)]
    for one in found:
        if one.receiver_id != by or one.state not in RECEIVED | {"handed"} or one.source:
            raise RuleBroken(_("You can hand on only what you have."), code="not_held", field="after")
        if one.state == "handed":
            accept(one.id, by=by, book=book)
    return found


def _demand_made(call: str, by: str) -> None:
    """Work goes on under a call that is made; whoever was merely told of it opens it to nobody by that."""
    found = made_calls.one(call, seen_by=by)
    if not found.is_made:
        say = _("This call has not been made yet. Hand on without it, or wait for its owner’s yes.")
        raise RuleBroken(say, code="not_made", field="call")
    if made_calls.role_of(found, by) == "told":
        say = _("No work has come to you under this call. Hand on without it.")
        raise RuleBroken(say, code="not_under", field="call")


def _to_person(book: Book, act: acts.Handed, to: str, by: str) -> Entry:
    if to == by:
        raise RuleBroken(_("That is you. Pick somebody else."), code="to_oneself", field="to")
    street = streets.meet(book, by=by, to=to)
    entry = book.enter(act, thing=new_id(), participants=(by, to), street=street.id)
    if act.call:
        calls.reach(act.call, person=to, by=by, book=book)
    return entry


def _to_team(book: Book, act: acts.Handed, team: str, by: str) -> Entry:
    """Nobody's street yet: those of the team see it until one of them takes it on."""
    if not people.person(by).is_member or team not in {one.id for one in people.teams()}:
        raise NotSeen
    others = queries.in_team(team, but=by)
    if not others:
        raise RuleBroken(_("Nobody else is in this team. Pick somebody."), code="empty_team", field="to")
    return book.enter(act, thing=new_id(), participants=(by,), audience=others)


@answers_twice_alike
def raise_problem(
    id: str,
    *,
    by: str,
    what: str,
    costs: str,
    cost: int | str | None,
    may_be_shown: bool = True,
    **how: Unpack[How],
) -> Entry:
    """Say what does not work and what it costs. It goes home at once: to the owners of the call behind it.

    Without a call it goes to whoever handed it over. Everybody between has carried it as handed over.
    """
    with _about(id, "raise_problem", by, how) as (book, handoff):
        owners, carriers = queries.home_of(handoff, seen_by=by)
        act = acts.Raised(
            handoff=handoff.id,
            what=forms.wrong(what),
            costs=forms.needed(costs, _("Say what it costs you, or others."), "costs"),
            cost=forms.cost(cost),
            call=handoff.call or None,
            owners=owners,
            carriers=carriers,
            may_be_shown=may_be_shown,
        )
        _open_street(book, by, handoff.giver_id)  # whoever finds what does not work with it has it
        for owner in owners:
            _meet(book, by, owner)
        named = (by, *act.owners, *act.carriers)
        entry = book.enter(act, thing=new_id(), participants=named, street=EVERY_STREET)
        if handoff.call:
            calls.problem_came(
                handoff.call, by=by, problem=entry.thing, cost=act.cost, carriers=act.carriers, book=book
            )
        return own_answer(entry, book, how)


@answers_twice_alike
def fault(id: str, *, by: str, carrier: str, why: str, **how: Unpack[How]) -> Entry:
    """Say that the fault lies in the carrying: its writer of a carrier, or a carrier of themselves."""
    with _about_problem(id, "fault", by, how) as (book, problem):
        if carrier not in queries.may_be_faulted(problem):
            raise RuleBroken(_("Pick one of those who carried it."), code="no_carrier", field="carrier")
        if by not in {problem.raiser_id, carrier}:
            say = _("You can say this only of your own carrying.")
            raise RuleBroken(say, code="not_yours", field="carrier")
        said = forms.needed(why, _("Say what went wrong in the carrying."), "why")
        return _say(book, problem, acts.Faulted(carrier=carrier, why=said), how)


@answers_twice_alike
def take_on(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """That was my call: it moves to whoever says so, and those it stood with are shielded."""
    with _about_problem(id, "take_on", by, how) as (book, problem):
        said = forms.words(words)
        entry = _say(book, problem, acts.TakenOn(shielded=tuple(problem.stands_with), words=said), how)
        _open_street(book, by, problem.raiser_id)
        return entry


@answers_twice_alike
def object_(id: str, *, by: str, words: str, **how: Unpack[How]) -> Entry:
    """Say that it is one's own too, though somebody else has taken it on: it stands with both."""
    with _about_problem(id, "object_", by, how) as (book, problem):
        said = forms.needed(words, _("Say why it is yours too."))
        return _say(book, problem, acts.Objected(words=said), how)


@answers_twice_alike
def show(id: str, *, by: str, to: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Show it to whoever one thinks made the call. They see its writer's words, and one's own.

    Those who know already see whom it is shown to. Its writer may always; others if its writer agreed.
    """
    with _about_problem(id, "show", by, how) as (book, problem):
        _demand_new_to_it(problem, to, by)
        _meet(book, by, to)
        theirs = [one for one in queries.said_on(problem, seen_by=by) if one.by in {problem.raiser_id, by}]
        entry = _say(book, problem, _shown(problem, to, words), how, also=(to,))
        open_to(book, theirs, to, by=by, reason="shown", knowing=problem.knows)
        return entry


@answers_twice_alike
def answer(id: str, *, by: str, answer: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Answer a problem that stands with one: mine; not mine, and why; or what one needs to know first."""
    with _about_problem(id, "answer", by, how) as (book, problem):
        chosen, said = forms.answer(answer), forms.words(words)
        if said is None and chosen != "mine":
            say = _("Say why it is not yours.") if chosen == "not_mine" else _("Say what you need to know.")
            raise BadShape(say, code="empty", field="words")
        entry = _say(book, problem, acts.Answered(answer=chosen, words=said), how)
        _open_street(book, by, problem.raiser_id)
        return entry


@answers_twice_alike
def reply(id: str, *, by: str, words: str, **how: Unpack[How]) -> Entry:
    """Its writer answers the answer; both accounts stand beside each other."""
    with _about_problem(id, "reply", by, how) as (book, problem):
        said = forms.needed(words, _("Say how it is for you."))
        return _say(book, problem, acts.Replied(words=said), how)


@answers_twice_alike
def resolve(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Its writer says that it is over."""
    with _about_problem(id, "resolve", by, how) as (book, problem):
        return _say(book, problem, acts.Resolved(words=forms.words(words)), how)


@answers_twice_alike
def reopen(id: str, *, by: str, words: str = "", **how: Unpack[How]) -> Entry:
    """Its writer says that it is not over."""
    with _about_problem(id, "reopen", by, how) as (book, problem):
        return _say(book, problem, acts.Reopened(words=forms.words(words)), how)


def owned(id: str, *, by: str, ownup: str, book: Book) -> Entry:
    """Somebody owned up to the problem. Where it stood with somebody else, it moves to them first."""
    problem = queries.problem(id, seen_by=by)
    if by not in problem.stands_with and problem.is_open:
        take_on(id, by=by, book=book)
        problem = queries.problem(id, seen_by=by)
    if by not in problem.stands_with:
        raise RuleBroken(_("This is over, and stood with somebody else."), code="not_yours")
    entry = _say(book, problem, acts.Owned(ownup=ownup), {"book": book})
    _open_street(book, by, problem.raiser_id)
    return entry


def _demand_new_to_it(problem: Problem, to: str, by: str) -> None:
    if not to:
        raise BadShape(_("Pick somebody."), code="nobody", field="to")
    if not sight.may_see_person(to, by):
        raise NotSeen
    other = people.person(to)
    if to in problem.knows or not other.is_here:
        say = _("%(name)s knows of it already.") if other.is_here else _("%(name)s is no longer here.")
        raise RuleBroken(say % {"name": other.called}, code="knows_or_left", field="to")


def _shown(problem: Problem, to: str, words: str) -> acts.Shown:
    """Whoever it is shown to sees how it stands by this act alone, and nobody's words but those opened."""
    return acts.Shown(
        to=to,
        state=problem.state,
        answer=problem.answer,
        stands_with=tuple(problem.stands_with),
        shielded=tuple(problem.shielded),
        faulted=tuple(problem.faulted),
        words=forms.words(words),
    )


@contextmanager
def _about(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Handoff]]:
    """The lock first, then a look: the hand-off as it stands now, if `by` may do that to it."""
    with book_of(by, how) as book:
        handoff = queries.one(id, seen_by=by)
        _demand(queries.last_entry(handoff, seen_by=by), how, queries.refusal(handoff, verb, by), verb)
        yield book, handoff


@contextmanager
def _about_problem(id: str, verb: str, by: str, how: How) -> Iterator[tuple[Book, Problem]]:
    """The same for a problem."""
    with book_of(by, how) as book:
        problem = queries.problem(id, seen_by=by)
        _demand(problem.last_entry_id, how, queries.problem_refusal(problem, verb, by), verb)
        yield book, problem


def _demand(last: str, how: How, say: str | None, verb: str) -> None:
    """Refuse what the person may not do, and an answer to what changed since it was on the screen."""
    if last and how.get("seen", "") not in {"", last}:
        moved = _("Something happened with it while you were writing. Look at it, then send yours.")
        raise RuleBroken(moved, code="moved_on")
    if say is not None:
        raise RuleBroken(say, code=f"cannot_{verb}")


def _enter(book: Book, handoff: Handoff, act: Act, how: How) -> Entry:
    """An act between giver and receiver; while a team has it, everybody it was offered to sees it."""
    entry = book.enter(
        act,
        thing=handoff.id,
        participants=handoff.parties,
        audience=() if handoff.receiver_id else handoff.offered_to,
        street=handoff.street_id or "",
    )
    return own_answer(entry, book, how)


def _say(book: Book, problem: Problem, act: Act, how: How, also: Sequence[str] = ()) -> Entry:
    """An act on a problem: everybody it is about takes part, everybody who knows of it sees it."""
    entry = book.enter(
        act,
        thing=problem.id,
        participants=(book.by, *problem.parties, *also),
        audience=problem.told,
        street=EVERY_STREET,
    )
    return own_answer(entry, book, how)


def _meet(book: Book, by: str, to: str) -> None:
    """Lay the street on which it will stand, where the two know of each other and both are here."""
    if by != to and sight.may_see_person(to, by) and people.person(to).is_here:
        streets.meet(book, by=by, to=to)


def _open_street(book: Book, by: str, to: str) -> None:
    """An answer is a yes to a street that the other has asked for."""
    street = known_streets.between(by, to)
    if street is not None and street.state == "waiting" and street.asked_by_id == to:
        streets.say_yes(book, street, by=by)


# What can be answered from a mail with one tap.
TAPS: dict[str, Callable[..., Entry]] = {"accept": accept, "take": take, "take_on": take_on}
