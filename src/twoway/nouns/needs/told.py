"""Needs in words and marks: acts, marks on a street, what is open, and what only a need's page shows.

What only one side has said under seal shows on that side's own Today, where it stands on no street; on
streets, and from the other end, nothing depends on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.needs import LABELS, notices, queries
from twoway.nouns.needs.queries import Delivery, Need
from twoway.nouns.promises import queries as promises
from twoway.people import queries as people
from twoway.people.models import Person
from twoway.people.seals import asked
from twoway.people.streets.models import Street
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said, Verb

KINDS: tuple[str, ...] = ("need.",)
REASONS: dict[str, tuple[str, str]] = {
    "need.met": (later("It was what the client needed"), "need"),
    "need.partly": (later("It was in part what the client needed"), "needopen"),
    "need.not_met": (later("It was not what the client needed"), "needopen"),
    "need.at_price": (later("It came at the agreed price"), "need"),
    "need.above_price": (later("It came above the agreed price"), "needopen"),
    "need.rated_together.well": (later("Working together went well"), "need"),
    "need.rated_together.badly": (later("Working together did not go well"), "needopen"),
}


# ---- acts in words -------------------------------------------------------------------------------------


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts on needs in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    known = queries.among((entry.thing for entry in own), seen_by=seen_by) if own else {}
    names = people.named(notices.named_in(own)) if own else {}
    return {
        entry.id: _line(entry, known[entry.thing], names, seen_by) for entry in own if entry.thing in known
    }


def _line(entry: Entry, need: Need, names: Mapping[str, Person], seen_by: str) -> Line:
    told = notices.tell(entry, names, seen_by)
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, names[entry.by].zone if entry.by in names else "UTC"),
        at=entry.happened_at,
        says=told.says,
        about=need.what,
        words=told.words if told.words != need.what else "",
        href=address("need", need.id),
        mark=told.mark,
    )


# ---- marks on a street ---------------------------------------------------------------------------------

DELIVERED = {
    "": later("Delivered: %(what)s"),
    "yes": later("Delivered, and it was what was needed: %(what)s"),
    "partly": later("Delivered, and in part what was needed: %(what)s"),
    "no": later("Delivered, and not what was needed: %(what)s"),
}


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """What was needed in the lane of the contact who said it, what was delivered in its deliverer's.

    Each stands on the streets between whoever did it and everybody of the other side; how both found working
    together, on the middle line of the two.
    """
    if not queries.is_in_use(seen_by):
        return []
    needs = [need for need in queries.all_of(seen_by).order_by("begun_at", "id") if need.said_by]
    ends = {other: street.id for other, street in queries.ends_of(seen_by).items()} if needs else {}
    delivered, names = (queries.deliveries_of(needs), queries.named(needs)) if needs else ({}, {})
    found = (
        deed
        for need in needs
        for deed in (
            *_said(need, names, ends, seen_by),
            *(mark for one in delivered[need.id] for mark in _delivered(need, one, ends, seen_by)),
        )
    )
    return [deed for deed in found if deed.street in streets]


def _between(need: Need, by: str, ends: Mapping[str, str], me: str) -> list[str]:
    """The viewer's streets on which an act of `by` on this need stands, towards the other side."""
    others = need.facing(by) if by == me else [by] if me in need.facing(by) else []
    return [ends[other] for other in others if other in ends]


def _said(need: Need, names: Mapping[str, Person], ends: Mapping[str, str], me: str) -> Iterator[Deed]:
    assert need.said_at
    zone = names[need.said_by].zone if need.said_by in names else "UTC"
    for street in _between(need, need.said_by, ends, me):
        yield Deed(
            street=street,
            entry=need.said_entry,
            by=need.said_by,
            day=clock.day_of(need.said_at, zone),
            shape=Shape.NEED,
            state=State.DONE if need.state == "met" else State.OPEN,
            says=_("Needed: %(what)s") % {"what": _title(need)},
            label=need.what,
            weight=1.5,
        )


def _delivered(need: Need, one: Delivery, ends: Mapping[str, str], me: str) -> Iterator[Deed]:
    for street in _between(need, one.by_id, ends, me):
        yield Deed(
            street=street,
            entry=one.id,
            by=one.by_id,
            day=clock.day_of(one.at, one.by.zone),
            shape=Shape.NEED,
            state=State.DONE if one.needed == "yes" else State.OPEN,
            says=_(DELIVERED[one.needed]) % {"what": _title(need)},
            label=need.what,
            weight=3.0 if one.needed else 1.5,
        )
    if one.opened_at and one.pair and me in one.pair:
        yield from _together(need, one, ends, me)


def _together(need: Need, one: Delivery, ends: Mapping[str, str], me: str) -> Iterator[Deed]:
    """Where the two halves are what both said, as of a talk."""
    other = one.by_id if one.contact_id == me else str(one.contact_id)
    if other in ends and one.opened_at:
        yield Deed(
            street=ends[other],
            entry=one.opened_entry,
            by="",
            day=clock.day_of(one.opened_at, one.by.zone),
            shape=Shape.CONVERSATION,
            state=State.DONE,
            says=_("How working together was: %(what)s") % {"what": _title(need)},
            label=_("Working together"),
            weight=1.0,
            halves={
                person: (one.is_solid(person), asked.in_short(one.ratings[person])) for person in one.ratings
            },
        )


def _title(need: Need) -> str:
    return need.what or _("words that were erased")


# ---- what is open --------------------------------------------------------------------------------------

# As whoever owes the word reads it, and as the other does.
ASKS = {
    "noted": (
        later("%(name)s wrote down what you need. Did you say it?"),
        later("You wrote down what %(name)s needs"),
    ),
    "said": (
        later("%(name)s says what they need: play it back"),
        later("%(name)s is to play back what you need"),
    ),
    "corrected": (
        later("%(name)s says “not quite”: play it back anew"),
        later("%(name)s is to play it back anew"),
    ),
    "unmet": (
        later("%(name)s still needs something: play it back"),
        later("%(name)s is to play back what is missing"),
    ),
    "played_back": (
        later("%(name)s played back what you need. Is that it?"),
        later("You played it back. %(name)s can say whether that is it"),
    ),
    "delivered": (
        later("%(name)s says that it is delivered. Was it what you needed?"),
        later("You delivered. %(name)s can look back on it"),
    ),
}
VERBS = {
    "noted": ("confirm", "disown"),
    "said": ("play_back",),
    "corrected": ("play_back",),
    "unmet": ("play_back",),
    "played_back": ("recognise", "correct"),
    "delivered": ("look_back",),
}
TAPS = frozenset({"confirm", "disown", "recognise"})


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What is open between the person and others; on these streets, if named."""
    found = _all_open(seen_by)
    return list(found) if streets is None else [one for one in found if one.street in streets]


def waiting(person: str) -> int:
    """How many needs wait for a word of the person's: each of them counts, whoever else could say it."""
    mine = (one for one in _all_open(person) if one.owes == person)
    return len({one.thing for one in mine if one.kind == "answer" or not one.street})


def said_to(person: str) -> list[Said]:
    """What is needed waits for an answer, and stands there: nothing."""
    return []


@asked_once
def _all_open(seen_by: str) -> tuple[Open, ...]:
    if not queries.is_in_use(seen_by):
        return ()
    needs = list(queries.asks_something(seen_by))
    names, ends = (queries.named(needs), queries.ends_of(seen_by)) if needs else ({}, {})
    return (
        *(one for need in needs for one in _asked(need, names, ends, seen_by)),
        *(_to_rate(one, seen_by) for one in queries.to_rate(seen_by)),
    )


def _asked(need: Need, names: Mapping[str, Person], ends: Mapping[str, Street], me: str) -> Iterator[Open]:
    """Everybody of the side that has the next word owes it to whoever spoke, or to somebody still here."""
    assert need.waits_for
    waited_for = need.on(need.waits_for)
    to = _spoke_to(need, names)
    if to is None or me not in {*waited_for, to}:
        return
    for owes in [me] if me in waited_for else waited_for:
        other = to if owes == me else owes
        street = ends.get(other)
        if names[other].is_here and not (street is not None and street.state == "closed"):
            yield _open(need, owes, to, names[other], street, me)


def _spoke_to(need: Need, names: Mapping[str, Person]) -> str | None:
    """Who waits for the word, of those on the other side: whoever spoke last, if they are still here."""
    waiting = need.on("ours" if need.waits_for == "contacts" else "contacts")
    here = [person for person in waiting if person in names and names[person].is_here]
    return need.speaker if need.speaker in here else next(iter(here), None)


def _open(need: Need, owes: str, to: str, other: Person, street: Street | None, me: str) -> Open:
    mine = owes == me
    kind: Literal["claim", "answer"] = "claim" if need.state == "delivered" else "answer"
    return Open(
        street=street.id if street is not None else "",
        thing=need.id,
        owes=owes,
        to=to,
        kind=kind,
        what=need.what,
        says=_(ASKS[need.state][not mine]) % {"name": other.called},
        due_on=None,
        days_late=0,
        href=address("need", need.id),
        mark="needopen",
        verbs=tuple(_verb(need.id, verb) for verb in VERBS[need.state]) if mine else (),
        seen=need.last_entry_id,
    )


def _verb(id: str, verb: str) -> Verb:
    if verb in TAPS:
        return Verb(label=str(LABELS[verb]), url=reverse("need.act", args=[id, verb]))
    return Verb(label=str(LABELS[verb]), url=f"{address('need', id)}#{verb}", posts=False)


def _to_rate(one: Delivery, me: str) -> Open:
    """Asked of each for themselves: it goes by what they have said, and stands on no street."""
    return Open(
        street="",
        thing=one.need_id,
        owes=me,
        to=me,
        kind="review",
        what=one.need.what,
        says=_("Say how working together was. It is sealed until you both have"),
        due_on=None,
        days_late=0,
        href=address("need", one.need_id),
        mark="conv",
        verbs=(Verb(label=_("Say it"), url=f"{address('need', one.need_id)}#say", posts=False),),
        seen="",
    )


# ---- what only its own page shows ------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class AsDelivered:
    """One delivery with what was said of it, and once it is open how its two found working together.

    `theirs` is the one of the two on the other side, `mine` the name of the one on the reader's, or "".
    """

    one: Delivery
    compared: Sequence[asked.Compared]
    theirs: Person | None
    mine: str
    took: tuple[str, str]

    @property
    def is_erased(self) -> bool:
        """Whether there were words to it that are gone."""
        return self.one.opened_in is not None and not self.one.opened_in.body


@dataclass(frozen=True, kw_only=True)
class Half:
    """What one side promised the other within a need, each with its price in words."""

    name: str
    title: str
    lines: Sequence[tuple[promises.Line, str]]


def delivered(found: Need, one: Delivery, names: Mapping[str, Person], me: str) -> AsDelivered:
    """A delivery as somebody on the need reads it, from the reader's side of it."""
    if not one.opened_at or one.pair is None:
        return AsDelivered(one=one, compared=(), theirs=None, mine="", took=("", ""))
    mine = next(person for person in one.pair if found.side_of(person) == found.side_of(me))
    theirs = next(person for person in one.pair if person != mine)
    return AsDelivered(
        one=one,
        compared=asked.compared(one.ratings[theirs], one.ratings[mine]),
        theirs=names.get(theirs),
        mine="" if mine == me else names[mine].called,
        took=(one.takes_of(theirs), one.takes_of(mine)),
    )


def halves(found: Need, me: str) -> list[Half]:
    """What each side promised the other, the reader's own side last, as on a street."""
    within = queries.promises_of([found], seen_by=me)[found.id]
    titles = {
        ("ours", True): _("What was promised to you"),
        ("ours", False): _("What we promised %(client)s"),
        ("theirs", True): _("What you promised"),
        ("theirs", False): _("What %(client)s promised us"),
    }
    is_contact = me in found.contacts
    return [
        Half(
            name=of,
            title=titles[of, is_contact] % {"client": found.client.name},
            lines=[(promises.line_of(one.promise, me), one.price) for one in within if one.of == of],
        )
        for of in (("ours", "theirs") if is_contact else ("theirs", "ours"))
    ]
