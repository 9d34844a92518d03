"""How a promise begins: given, asked for, offered, or written down as it was heard."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Unpack

from django.utils.translation import gettext as _

from twoway import clock
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger.entries import Entry
from twoway.ledger.kinds import Act
from twoway.ledger.write import Book, How, answers_twice_alike, book_of, own_answer
from twoway.nouns.promises import acts, forms, queries
from twoway.nouns.promises.rules.links import link
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import rules as streets

if TYPE_CHECKING:
    from twoway.people.models import Person
    from twoway.people.streets.models import Street


class Beginning(How, total=False):
    """What a rule by which a promise begins takes besides its own blanks; all of it may be left out.

    `beside` are others who see it from its beginning, `hangs_on` the promises it hangs on. Prices are in
    whole minor units of `currency`; either end of a range alone is the whole price.
    """

    beside: Sequence[str]
    hangs_on: Sequence[str]
    price_low: int | None
    price_high: int | None
    currency: str
    scope: str
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
            **_terms(to, by, how),
        )
        return _begin(book, street, act, how)


@answers_twice_alike
def ask(to: str, what: str, due_on: date | None, *, by: str, **how: Unpack[Beginning]) -> Entry:
    """Ask somebody for a promise. Days are the asker's, who will be the promisee."""
    with _between(to, by, how) as (book, street, _other):
        me = people.person(by)
        said, day = forms.what(what, to=me.called), forms.day_ahead(due_on, clock.today(me.zone))
        act = acts.Asked(promiser=to, promisee=by, what=said, due_on=day, **_terms(to, by, how))
        return _begin(book, street, act, how)


@answers_twice_alike
def offer(to: str, what: str, due_on: date | None = None, *, by: str, **how: Unpack[Beginning]) -> Entry:
    """Say "I can help you with ..."; a day may wait until the other says yes."""
    with _between(to, by, how) as (book, street, other):
        day = forms.day_ahead(due_on, clock.today(other.zone)) if due_on else None
        said = forms.what(what, to=other.called)
        act = acts.Offered(promiser=by, promisee=to, what=said, due_on=day, **_terms(to, by, how))
        return _begin(book, street, act, how)


@answers_twice_alike
def note(promiser: str, what: str, due_on: date | None, *, by: str, **how: Unpack[Beginning]) -> Entry:
    """Write down what one heard somebody promise. It binds nobody until that person says yes."""
    with _between(promiser, by, how) as (book, street, _other):
        me = people.person(by)
        said, day = forms.what(what, to=me.called), forms.day_ahead(due_on, clock.today(me.zone))
        terms = _terms(promiser, by, how)
        act = acts.Noted(promiser=promiser, promisee=by, what=said, due_on=day, **terms)
        return _begin(book, street, act, how)


def _terms(to: str, by: str, how: Beginning) -> dict[str, Any]:
    """Who else sees it, what it costs, and what is in it."""
    price = forms.price(how.get("price_low"), how.get("price_high"), how.get("currency", ""))
    scope = forms.note(how.get("scope", ""), "scope")
    beside = _beside(to, by, how)
    return price | {"beside": beside or None, "scope": scope, "has_scope": scope is not None or None}


def _beside(to: str, by: str, how: Beginning) -> tuple[str, ...]:
    """Who else sees it: people that `by` sees, and who are still here."""
    named = tuple(dict.fromkeys(person for person in how.get("beside", ()) if person))
    if len(named) > forms.MOST_BESIDE:
        say = _("That is more than %(most)s people. Name fewer.") % {"most": forms.MOST_BESIDE}
        raise BadShape(say, code="too_many", field="beside")
    there = {one.id: one for one in _seen(named, by)}
    if {*named} - there.keys():
        raise NotSeen
    for person in named:
        if person in {by, to}:
            say = _("The two of you see it anyway. Name others, or nobody.")
            raise RuleBroken(say, code="sees_anyway", field="beside")
        if not there[person].is_here:
            say = _("%(name)s is no longer here.") % {"name": there[person].called}
            raise RuleBroken(say, code="has_left", field="beside")
    return named


def _seen(ids: Collection[str], by: str) -> list[Person]:
    return list(sight.persons(by).filter(id__in=map(sight.asked, ids))) if ids else []


@contextmanager
def _between(to: str, by: str, how: Beginning) -> Iterator[tuple[Book, Street, Person]]:
    """A first or further act of `by` towards `to`, who must be somebody else whom they may see."""
    with book_of(by, how) as book:
        if not to:
            raise BadShape(_("Pick somebody."), code="nobody", field="to")
        if to == by:
            raise RuleBroken(_("A promise needs two. Pick somebody else."), code="to_oneself", field="to")
        street = how.get("street") or streets.knock(book, by=by, to=to)
        yield book, street, street.from_end(to)[0]


def _begin(book: Book, street: Street, act: Act, how: Beginning) -> Entry:
    """The first act, and in the same transaction what it hangs on."""
    audience = getattr(act, "beside", None) or ()
    entry = book.enter(act, thing=new_id(), participants=street.both, audience=audience, street=street.id)
    for on in dict.fromkeys(how.get("hangs_on", ())):
        link(book, queries.one(entry.thing, seen_by=book.by), on, by=book.by, blank="hangs_on")
    return own_answer(entry, book, how)
