"""Calls in the words and marks that readings across nouns show: acts, marks on a street, what is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.calls import BEGUN, LABELS, notices, queries
from twoway.people import queries as people
from twoway.people.streets import queries as streets
from twoway.people.streets.sides import Told, named_in
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.days import day_text
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said, Verb

if TYPE_CHECKING:
    from twoway.nouns.calls.models import Call, CallPerson

KINDS: tuple[str, ...] = ("call.",)
STOPPED = frozenset({"paused", "closed"})  # no passed day counts on such a street
# What each kind of reading is called where an estimate shows its reasons, and its mark.
REASONS: dict[str, tuple[str, str]] = {
    "call.worked": (later("A call that worked"), "callgood"),
    "call.partly": (later("A call that worked in part"), "call"),
    "call.failed": (later("A call that did not work"), "call"),
    "call.cost_said": (later("What a call cost"), "call"),
    "call.waiting": (later("Waiting for a look back"), "call"),
    "call.owned": (later("Owned a call"), "ownup"),
}


# ---- acts in words -------------------------------------------------------------------------------------


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts on calls in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    known = queries.among((entry.thing for entry in own), seen_by=seen_by) if own else {}
    names = people.named(named_in(own)) if own else {}
    told = [notices.tell(entry, names, seen_by) for entry in own if entry.thing in known]
    return {one.entry.id: _line(one, known[one.entry.thing]) for one in told}


def _line(told: Told, call: Call) -> Line:
    entry = told.entry
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, call.owner.zone),
        at=entry.happened_at,
        says=told.says,
        about=call.title,
        words=told.words,
        href=address("call", call.id),
        mark=told.mark,
    )


# ---- marks on a street ---------------------------------------------------------------------------------

STATES = {"worked": State.WORKED, "failed": State.FAILED}
SAYS = {
    "": later("Call: %(choice)s"),
    "worked": later("A call that worked: %(choice)s"),
    "partly": later("A call that worked in part: %(choice)s"),
    "failed": later("A call that did not work: %(choice)s"),
}
WEIGHTS = {"failed": 4.5, "partly": 3.0, "worked": 2.0}


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """Each call on these streets, in the lane of whoever owns it, at the day it was made or joined."""
    calls = list(queries.made_with(seen_by))
    named = queries.named_in_each(calls)
    return [_deed(one) for one in queries.on_streets(streets, calls, named, seen_by=seen_by)]


def _deed(one: queries.Standing) -> Deed:
    call = one.call
    choice = call.choice or _("words that were erased")
    return Deed(
        street=one.street.id,
        entry=one.owner.entry,
        by=one.owner.person_id,
        day=clock.day_of(call.made_at, call.owner.zone) if call.made_at else queries.today_of(call),
        shape=Shape.CALL,
        state=STATES.get(call.outcome, State.OPEN),
        says=_(SAYS[call.outcome]) % {"choice": choice},
        label=call.choice,
        weight=WEIGHTS.get(call.outcome, 1.0),
    )


# ---- what is open --------------------------------------------------------------------------------------

# As whoever owes the answer reads it, and as the other does.
ANSWERS = {
    "owner_asked": (
        later("%(name)s asks you to own this call too"),
        later("You asked %(name)s to own this call too"),
    ),
    "review": (later("You named %(day)s to look back on it"), later("Waiting for %(name)s since %(day)s")),
}


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What is open between the person and others; on these streets, if named.

    On the day to look back only the owner is asked, on no street; from the next day those it named wait.
    """
    found = _all_open(seen_by)
    return list(found) if streets is None else [one for one in found if one.street in streets]


def waiting(person: str) -> int:
    """How many calls wait for the person: for an answer, or to be looked back on."""
    return sum(one.owes == person and (one.kind == "answer" or not one.street) for one in _all_open(person))


def said_to(person: str) -> list[Said]:
    """A call is decided, not said to somebody: nothing."""
    return []


@asked_once
def _all_open(seen_by: str) -> tuple[Open, ...]:
    calls = list(queries.asks_something(seen_by))
    if not calls:
        return ()
    named = queries.named_in_each(calls)
    waiting = [call for call in calls if queries.waiting_since(call) is not None]
    standing = queries.on_streets(None, waiting, named, seen_by=seen_by)
    ends = {street.other(seen_by): street.id for street in streets.streets_of(seen_by)}
    return (
        *(one for call in calls for one in _asked(call, named[call.id], ends, seen_by)),
        *(_review(one, seen_by) for one in standing if one.street.state not in STOPPED),
    )


def _asked(call: Call, named: Sequence[CallPerson], ends: Mapping[str, str], seen_by: str) -> Iterator[Open]:
    """What is asked of one person: an answer, and from its day on a look back, which nobody else sees."""
    if call.state in BEGUN and seen_by in {call.owner_id, call.begun_by}:
        other = call.begun_by if seen_by == call.owner_id else call.owner_id
        yield _answer(call, call.state, (call.owner_id, call.begun_by), seen_by, named, ends.get(other, ""))
    for row in named:
        if row.role == "owner_asked" and seen_by in {row.person_id, call.owner_id}:
            other = call.owner_id if seen_by == row.person_id else row.person_id
            yield _answer(call, row.role, (row.person_id, call.owner_id), seen_by, named, ends.get(other, ""))
    owns = any(row.is_owner and row.person_id == seen_by for row in named)
    if owns and queries.is_due(call):
        yield _own(call, seen_by, _review_says(call, mine=True), "review")
    if call.widening and call.owner_id == seen_by and _may_open(call):
        yield _own(call, seen_by, _("Those who know have heard who else will"), "open_now")


def _may_open(call: Call) -> bool:
    day = queries.opens_from(call)
    return day is not None and day <= queries.today_of(call)


def _answer(
    call: Call, about: str, pair: tuple[str, str], seen_by: str, named: Sequence[CallPerson], street: str
) -> Open:
    """What the first of the pair owes the second."""
    owes, to = pair
    mine = owes == seen_by
    return Open(
        street=street,
        thing=call.id,
        owes=owes,
        to=to,
        kind="answer",
        what=call.title,
        says=_asks(call, about, to if mine else owes, seen_by, named),
        due_on=None,
        days_late=0,
        href=address("call", call.id),
        mark="call",
        verbs=_verbs(call, about) if mine else (),
        seen=call.last_entry_id,
    )


def _asks(call: Call, about: str, other: str, seen_by: str, named: Sequence[CallPerson]) -> str:
    """What is asked of whom, from either end."""
    if about in BEGUN:
        return notices.kindline(call, named, seen_by=seen_by)
    name = next((row.person.called for row in named if row.person_id == other), "")
    return _(ANSWERS[about][other != call.owner_id]) % {"name": name}


def _own(call: Call, me: str, says: str, verb: str) -> Open:
    return Open(
        street="",
        thing=call.id,
        owes=me,
        to=me,
        kind="review",
        what=call.title,
        says=says,
        due_on=call.review_on,
        days_late=0,
        href=address("call", call.id),
        mark="call",
        verbs=(_leads_to(call, verb),),
        seen=call.last_entry_id,
    )


def _review(one: queries.Standing, seen_by: str) -> Open:
    call, mine = one.call, one.owner.person_id == seen_by
    return Open(
        street=one.street.id,
        thing=call.id,
        owes=one.owner.person_id,
        to=one.other.person_id,
        kind="review",
        what=call.title,
        says=_review_says(call, mine=mine, name=one.owner.person.called),
        due_on=call.review_on,
        days_late=0,
        href=address("call", call.id),
        mark="call",
        verbs=(_leads_to(call, "review"),) if mine else (),
        seen=call.last_entry_id,
    )


def _review_says(call: Call, *, mine: bool, name: str = "") -> str:
    assert call.review_on
    return _(ANSWERS["review"][not mine]) % {"name": name, "day": day_text(call.review_on)}


def _verbs(call: Call, about: str) -> tuple[Verb, ...]:
    """What was noted can be answered with one tap; a decision and "it is on me" take a look at the page."""
    if about == "noted":
        return (_taps(call, "say_yes"), _taps(call, "decline"))
    if about == "asked_for":
        return (Verb(label=_("Decide"), url=f"{address('call', call.id)}#say_yes", posts=False),)
    return (_leads_to(call, "join"), _taps(call, "decline_join"))


def _taps(call: Call, verb: str) -> Verb:
    return Verb(label=str(LABELS[verb]), url=reverse("call.act", args=[call.id, verb]))


def _leads_to(call: Call, verb: str) -> Verb:
    return Verb(label=str(LABELS[verb]), url=f"{address('call', call.id)}#{verb}", posts=False)
