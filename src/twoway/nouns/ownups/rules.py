"""Who may own up to what, answer, and let others hear of it: the only way in, for pages, the API, mail and
the command line alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken, TwowayError
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.kinds import Act
from twoway.ledger.opening import open_to
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, own_answer, writing
from twoway.nouns.calls import rules as calls
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.ownups import acts, forms, queries
from twoway.nouns.promises import rules as promises
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import queries as street_queries
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.nouns.ownups.models import Ownup
    from twoway.people.streets.models import Street

MOST_TOLD = 50


# What else is entered, by what the own-up is about: it shows there too, for whoever sees that. A hand-off
# only carries what was handed on, so that an own-up about it says all there is to say.
OWNED: dict[str, Callable[..., Entry]] = {
    "call": calls.owned,
    "problem": handoffs.owned,
    "promise": promises.owned,
}


@answers_twice_alike
def say(
    what: str,
    cost: str,
    *,
    by: str,
    touched: Sequence[str],
    about: str = "",
    sorry: str = "",
    changes: str = "",
    promised: Sequence[forms.Promised] = (),
    told: Sequence[str] = (),
    **how: Unpack[How],
) -> Entry:
    """Take a mistake on oneself. It asks for no fix; promises made with it are made in the same breath."""
    with book_of(by, how) as book:
        matter = queries.matter(about, seen_by=by) if about else None
        letter = forms.letter(what, cost, sorry, changes)
        whom, more = _whom(by, touched, "touched"), _whom(by, told, "told", besides=touched)
        _demand_reach(book, by, whom, more, matter)
        act = acts.Said(
            about=matter.id if matter else None,
            of=matter.of if matter else None,
            what=letter.what,
            cost=letter.cost,
            sorry=letter.sorry,
            changes=letter.changes,
            touched=whom,
            told=more,
            promises=_promise(book, by, promised),
        )
        said = book.enter(act, thing=new_id(), participants=(by, *whom), audience=more, street=EVERY_STREET)
        for of, id in queries.owned_with(matter, by) if matter else ():
            OWNED[of](id, by=by, book=book, ownup=said.thing)
        return own_answer(said, book, how)


class _OnlyLooking(Exception):
    """Raised to leave a book without keeping anything of it."""


def would_say(what: str, cost: str, *, by: str, **how: Any) -> None:
    """Refuse whatever `say` would refuse of the same, and enter nothing."""
    with suppress(_OnlyLooking), writing(by=by) as book:
        say(what, cost, by=by, book=book, **how)
        raise _OnlyLooking


@answers_twice_alike
def answer(id: str, words: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say something back. Nobody must; an answer opens the street with the owner, if it waited for a yes."""
    with _about(id, by, how) as (book, ownup):
        if by == ownup.owner_id:
            raise RuleBroken(_("This is your own. Those who heard it can answer."), code="own_act")
        act = acts.Answered(ownup=ownup.id, words=forms.answer(words))
        street = _street(book, by, ownup.owner_id)
        both = (by, ownup.owner_id)
        return own_answer(book.enter(act, thing=new_id(), participants=both, street=street.id), book, how)


@answers_twice_alike
def share_answer(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Let everybody who knows of the own-up read one's answer to it: nobody else can decide that."""
    with book_of(by, how) as book:
        answer = queries.answer(id, seen_by=by)
        if answer.writer_id != by:
            raise RuleBroken(_("Only whoever wrote it can let others read it."), code="not_yours")
        if answer.shared:
            raise RuleBroken(_("Everybody who knew by then can read it already."), code="so_already")
        both = (by, answer.ownup.owner_id)
        street = streets.meet(book, by=by, to=answer.ownup.owner_id)
        opened = book.enter(acts.AnswerOpened(), thing=answer.id, participants=both, street=street.id)
        words = ledger.entries([answer.answered_entry])
        for person in queries.knows(answer.ownup):
            if person not in both:
                open_to(book, words, person, by=by, reason="told")
        return own_answer(opened, book, how)


@answers_twice_alike
def widen(id: str, *, by: str, to: Sequence[str], **how: Unpack[How]) -> Entry:
    """Say who else will hear of it. Those who know are told first, and it opens on the owner's next day."""
    with _about(id, by, how) as (book, ownup):
        if by != ownup.owner_id:
            raise RuleBroken(
                _("Only whoever owned up can let others hear of it. Your own answer is yours to open."),
                code="not_yours",
            )
        whom = _whom(by, to, "to", besides=(*ownup.receivers, *ownup.announced))
        if not whom:
            raise BadShape(_("Pick at least one person."), code="nobody", field="to")
        act = acts.Widening(to=whom, on=clock.today(ownup.owner.zone))
        return _enter(book, ownup, act, (by, *queries.knows(ownup)), how)


@answers_twice_alike
def have_seen(id: str, *, by: str, **how: Unpack[How]) -> Entry:
    """Say that one has seen who else will hear of it. Once all have, it need not wait for the next day."""
    with _about(id, by, how) as (book, ownup):
        if by == ownup.owner_id or not ownup.announced:
            raise RuleBroken(_("Nobody else is about to hear of this."), code="nothing_waits")
        if by in ownup.noticed:
            raise RuleBroken(_("You have said so already."), code="so_already")
        return _enter(book, ownup, acts.Noticed(), (by, ownup.owner_id), how)


def open_due() -> int:
    """Open what was announced and whose time has come: how many people heard of something so."""
    here = [ownup for ownup in queries.announced() if ownup.owner.is_here]
    return sum(_open(ownup.id, ownup.owner_id) for ownup in here)


def _open(id: str, owner: str) -> int:
    """By the owner, whose wish it was; who was the last to see it is nobody's to know."""
    with writing(by=owner) as book:
        ownup = queries.one(id, seen_by=owner)
        words = queries.words_of(ownup, seen_by=owner)
        due = [person for person in _due(ownup) if sight.may_see_person(person, seen_by=owner)]
        knowing = [owner, *queries.knows(ownup)]
        for person in due:
            open_to(book, words, person, by=owner, reason="told")
            knowing.append(person)
            words.append(book.enter(acts.Opened(to=person), thing=id, participants=knowing))
        return len(due)


def _due(ownup: Ownup) -> list[str]:
    """Those whose day has come; all of them once everybody who knows has seen who they are."""
    if set(queries.knows(ownup)) <= set(ownup.noticed):
        return list(ownup.announced)
    today = clock.today(ownup.owner.zone).isoformat()
    return [person for person, day in ownup.announced.items() if day < today]


def _whom(by: str, chosen: Sequence[str], field: str, besides: Sequence[str] = ()) -> tuple[str, ...]:
    """Those who were picked: people one may see, who are here, each once, without those who know anyway."""
    picked = tuple(person for person in dict.fromkeys(chosen) if person not in besides)
    if len(picked) > MOST_TOLD:
        say = _("That is more than %(most)s people. Pick fewer.") % {"most": MOST_TOLD}
        raise BadShape(say, code="too_many", field=field)
    seen = {one.id: one for one in sight.persons(by).filter(id__in=map(sight.asked, picked))}
    for person in picked:
        if person not in seen:
            raise NotSeen
        if person == by:
            raise RuleBroken(_("That is you. Pick whom it cost something."), code="oneself", field=field)
        if not seen[person].is_here:
            say = _("%(name)s is no longer here.") % {"name": seen[person].called}
            raise RuleBroken(say, code="has_left", field=field)
    return picked


def _demand_reach(
    book: Book, by: str, whom: Sequence[str], more: Sequence[str], matter: queries.Matter | None
) -> None:
    """Somebody must hear it, those concerned first; each of them can answer on the street of the two."""
    if not whom:
        raise BadShape(_("Pick at least one person it cost something."), code="nobody", field="touched")
    _demand_those_concerned(matter, by, whom)
    if matter is None:
        _refuse_closed(by, (*whom, *more))
    for person in whom:
        _street(book, by, person)


def _demand_those_concerned(matter: queries.Matter | None, by: str, whom: Sequence[str]) -> None:
    """What one promised is owned up to before the other of the two, whoever else hears it."""
    if matter is not None and matter.of == "promise":
        for person in matter.entry.participants:
            if person not in {by, *whom}:
                say = _("%(name)s should hear it from you first. Pick them too.")
                name = {"name": people.person(person).called}
                raise RuleBroken(say % name, code="not_told", field="touched")


def _refuse_closed(by: str, whom: Sequence[str]) -> None:
    """Work that is shared may be spoken of on any street; whoever closed theirs gets no other letter."""
    for street in street_queries.streets_of(by):
        other = street.from_end(by)[1]
        if street.state == "closed" and other.id in whom:
            say = _("Your street with %(name)s is closed.") % {"name": other.called}
            raise RuleBroken(say, code="closed", field="touched")


def _street(book: Book, by: str, to: str) -> Street:
    """The street of the two, opened where only the yes of `by` was missing."""
    street = streets.meet(book, by=by, to=to)
    if street.state == "waiting" and street.asked_by_id not in {by, None}:
        return streets.say_yes(book, street, by=by)
    return street


def _promise(book: Book, by: str, promised: Sequence[forms.Promised]) -> tuple[str, ...]:
    """The promises that go with it, each by the promises' own rule; a refusal names the row it stands in."""
    if len(promised) > forms.MOST_PROMISES:
        say = _("That is more than %(most)s promises. A few that are kept are worth more.")
        raise BadShape(say % {"most": forms.MOST_PROMISES}, code="too_many", field="promises")
    made = []
    for number, each in enumerate(promised):
        try:
            street = _street(book, by, each.to) if each.to and each.to != by else None
            waits = street if street is not None and street.state == "waiting" else None
            made.append(promises.make(each.to, each.what, each.due_on, by=by, book=book, street=waits).thing)
        except (BadShape, RuleBroken) as error:
            raise _in_row(error, number) from error
    return tuple(made)


def _in_row(error: TwowayError, number: int) -> TwowayError:
    blank = {"what": "will", "to": "to"}.get(error.field or "", "due_on")
    return type(error)(error.say, code=error.code, field=f"{blank}-{number}")


@contextmanager
def _about(id: str, by: str, how: How) -> Iterator[tuple[Book, Ownup]]:
    """The lock first, then a look: the own-up as it stands now."""
    with book_of(by, how) as book:
        yield book, queries.one(id, seen_by=by)


def _enter(book: Book, ownup: Ownup, act: Act, whom: Sequence[str], how: How) -> Entry:
    return own_answer(book.enter(act, thing=ownup.id, participants=whom), book, how)


# What can be answered from a mail with one tap, each by the name of its rule.
TAPS: dict[str, Callable[..., Entry]] = {"have_seen": have_seen}
