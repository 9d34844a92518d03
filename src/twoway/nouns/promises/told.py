"""Promises in the words and marks that readings across nouns show: acts, marks on a street, what is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from datetime import date
from typing import TYPE_CHECKING, Literal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.promises import acts, notices, queries
from twoway.people import sight
from twoway.people.streets.queries import streets_of
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.days import day_text
from twoway.web.money import price_text
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said, Verb

if TYPE_CHECKING:
    from twoway.nouns.promises.models import Promise

KINDS: tuple[str, ...] = ("promise.",)


# ---- acts in words -------------------------------------------------------------------------------------


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts on promises in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    known = _known({_promise_of(entry) for entry in own}, seen_by)
    told = (_line(entry, known, seen_by) for entry in own)
    return {line.entry: line for line in told if line is not None}


def _known(ids: Set[str], seen_by: str) -> dict[str, Promise]:
    """These promises, as far as the person may see them, and maybe others."""
    known = _read_before(seen_by)
    missing = ids - known.keys()
    if missing:
        known.update((one.id, one) for one in _read(queries.all_of(seen_by).filter(id__in=missing), seen_by))
    return known


@asked_once
def _read_before(seen_by: str) -> dict[str, Promise]:
    """The promises that were read for this page; acts, marks and what is open mostly tell of the same."""
    return {}


def _read(found: QuerySet[Promise], seen_by: str) -> list[Promise]:
    """Read and remember; streets and people are the same few for all rows, and not read with each of them."""
    rows = list(found.select_related(None).select_related("what_in"))
    known = {street.id: street for street in streets_of(seen_by)}
    others = [promise.id for promise in rows if promise.street_id not in known]  # those they only read
    whole = {one.id: one for one in queries.all_of(seen_by).filter(id__in=others)} if others else {}
    rows = [whole.get(promise.id, promise) for promise in rows]
    for promise in rows:
        if promise.street_id in known:
            promise.stands_between(known[promise.street_id])
    _read_before(seen_by).update((promise.id, promise) for promise in rows)
    return rows


def _promise_of(entry: Entry) -> str:
    act = entry.act
    return act.promise if isinstance(act, acts.HungOn | acts.Unhung) else entry.thing


def _line(entry: Entry, known: dict[str, Promise], seen_by: str) -> Line | None:
    promise = known.get(_promise_of(entry))
    if promise is None:
        return None
    told = notices.tell(entry, promise, seen_by) if entry.kind in notices.SAYS else None
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=_day_of(entry, promise),
        at=entry.happened_at,
        says=told.says if told else _says_of_link(entry, seen_by, promise),
        about=promise.what,
        words=told.words if told else "",
        href=address("promise", promise.id),
        mark=told.mark if told else "open",
    )


def _says_of_link(entry: Entry, seen_by: str, promise: Promise) -> str:
    """A link may be made by anybody who sees both ends, so its maker need not be of the two."""
    names = {person.id: person.called for person in (promise.promiser, promise.promisee)}
    who = _("You") if entry.by == seen_by else names.get(entry.by) or _("Somebody who sees both")
    hung = isinstance(entry.act, acts.HungOn)
    say = _("%(who)s said what it hangs on") if hung else _("%(who)s took back what it hangs on")
    return say % {"who": who}


def _day_of(entry: Entry, promise: Promise) -> date:
    """The day an act tells of, which for a promise kept is not the day somebody said so."""
    act = entry.act
    if isinstance(act, acts.Kept | acts.Confirmed):
        return act.kept_on
    return clock.day_of(entry.happened_at, promise.promisee.zone)


# ---- marks on a street ---------------------------------------------------------------------------------

SAYS = {
    State.OPEN: later("Promised: %(what)s"),
    State.KEPT: later("Kept: %(what)s"),
    State.LATE: later("Kept late: %(what)s"),
    State.BROKEN: later("Given up: %(what)s"),
    State.RELEASED: later("Let go: %(what)s"),
    State.MOVED: later("Moved: %(what)s"),
}
# What hurt or surprised is worth a label before what went as it should.
WEIGHTS = {
    State.BROKEN: 5.0,
    State.LATE: 4.0,
    State.MOVED: 2.0,
    State.RELEASED: 1.5,
    State.KEPT: 1.0,
    State.OPEN: 0.0,
}
ENDS = {"kept": State.KEPT, "broken": State.BROKEN, "released": State.RELEASED}
# Before somebody gave their word, and where they never did, there is nothing on the street.
NOT_PROMISED = frozenset({"asked", "offered", "noted", "waiting", "countered", "declined", "withdrawn"})


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """What stands on these streets: each promise as it turned out, and each day that was moved.

    `entries` are all acts on these streets, where they have been read before.
    """
    on_them = queries.all_of(seen_by).filter(street__in=list(streets))
    there = {promise.id: promise for promise in _read(on_them, seen_by)}
    stands = (_deed(promise) for promise in there.values())
    moves = _moves(there.values(), seen_by) if entries is None else entries
    moved = (_move(entry, entry.act, there) for entry in moves if isinstance(entry.act, acts.Moved))
    return [deed for deed in (*stands, *moved) if deed is not None]


def _moves(promises: Iterable[Promise], seen_by: str) -> list[Entry]:
    """The acts that moved these promises; most have none."""
    moved = [promise.id for promise in promises if promise.moves]
    if not moved:
        return []
    return ledger.entries_from(sight.entries(seen_by).filter(thing__in=moved, kind=acts.Moved.kind))


def _deed(promise: Promise) -> Deed | None:
    standing = queries.standing(promise)
    if standing in NOT_PROMISED or promise.disputed:
        return None
    state = ENDS.get(standing, State.OPEN)
    if state is State.KEPT and promise.is_kept_late:
        state = State.LATE
    if state is State.OPEN and promise.is_history:
        return None
    day = _day_it_stands_at(promise, state)
    return _put(promise, promise.last_entry_id, promise.promiser_id, day, state)


def _day_it_stands_at(promise: Promise, state: State) -> date:
    """What is open stands at its day, what is over at the day it ended; days are the promisee's."""
    zone = promise.promisee.zone
    if promise.kept_on and promise.state in {"claimed", "kept"}:
        return promise.kept_on
    if state is State.OPEN and promise.due_on:
        return promise.due_on
    moment = promise.settled_at or promise.made_at
    assert moment is not None
    return clock.day_of(moment, zone)


def _move(entry: Entry, act: acts.Moved, promises: dict[str, Promise]) -> Deed | None:
    promise = promises.get(entry.thing)
    return _put(promise, entry.id, act.asked_by, act.on, State.MOVED) if promise else None


def _put(promise: Promise, entry: str, by: str, day: date, state: State) -> Deed:
    says = _(SAYS[state]) % {"what": promise.what or _("words that were erased")}
    if promise.is_history:
        says = _("%(says)s (from %(source)s)") % {"says": says, "source": promise.source}
    return Deed(
        street=promise.street_id,
        entry=entry,
        by=by,
        day=day,
        shape=Shape.PROMISE,
        state=state,
        says=says,
        label=promise.what,
        weight=WEIGHTS[state],
    )


# What each kind of reading is called where an estimate shows its reasons, and its mark.
REASONS: dict[str, tuple[str, str]] = {
    "promise.kept": (later("Kept"), "kept"),
    "promise.kept_late": (later("Kept late"), "late"),
    "promise.moved_early": (later("Moved before its day"), "moved"),
    "promise.moved_late": (later("Moved after its day"), "moved"),
    "promise.terms_changed_early": (later("A higher price agreed before its day"), "moved"),
    "promise.terms_changed_late": (later("A higher price agreed after its day"), "moved"),
    "promise.at_price": (later("Kept at its price"), "kept"),
    "promise.above_price": (later("Charged above its price"), "late"),
    "promise.late": (later("Its day has passed"), "open"),
    "promise.broken": (later("Given up"), "broken"),
    "promise.owned": (later("Owned up"), "ownup"),
}


# ---- what is open --------------------------------------------------------------------------------------

# As whoever owes the answer reads it, and as the other does.
ANSWERS = {
    "move": (
        later("%(name)s would like to move it to %(day)s"),
        later("You asked %(name)s to move it to %(day)s"),
    ),
    "terms": (
        later("%(name)s would like to change what is agreed%(price)s"),
        later("You asked %(name)s to change what is agreed%(price)s"),
    ),
    "claim": (
        later("%(name)s says it was kept on %(day)s. Without a word from you it stands from %(stands)s"),
        later("You said it was kept on %(day)s. Without a word from %(name)s it stands from %(stands)s"),
    ),
}
# What a row offers to whoever owes it, and to the other: the kind answer first.
OFFERED: dict[tuple[str, bool], tuple[str, ...]] = {
    ("promise", True): ("keep", "ask_move"),
    ("promise", False): ("confirm", "release"),
    ("answer", True): ("say_yes", "counter"),
    ("move", True): ("agree_move", "refuse_move"),
    ("terms", True): ("agree_terms", "refuse_terms"),
    ("claim", True): ("confirm", "contest"),
}


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """What is open between the person and others, the nearest day first; on these streets, if named."""
    if streets is None:
        return list(_all_open(seen_by))
    found = queries.not_over(seen_by).filter(street__in=list(streets))
    return [matter for promise in _read(found, seen_by) for matter in _matters(promise, seen_by)]


def waiting(person: str) -> int:
    """How many answers of the person's others wait for, those to what is said to be kept among them."""
    return sum(one.owes == person and one.kind != "promise" for one in _all_open(person))


@asked_once
def _all_open(seen_by: str) -> tuple[Open, ...]:
    found = _read(queries.not_over(seen_by), seen_by)
    return tuple(matter for promise in found for matter in _matters(promise, seen_by))


def said_to(person: str) -> list[Said]:
    """A promise is something owed, not something said: nothing."""
    return []


def _matters(promise: Promise, seen_by: str) -> Iterator[Open]:
    standing = queries.standing(promise)
    if promise.waits_for:
        yield _open(promise, seen_by, "answer", promise.waits_for)
    elif standing == "claimed":
        yield _open(promise, seen_by, "claim", promise.promisee_id, "claim")
    elif standing in {"made", "late"}:
        yield _open(promise, seen_by, "promise", promise.promiser_id)
        if promise.move_asked_by:
            yield _open(promise, seen_by, "answer", promise.other(promise.move_asked_by), "move")
        if promise.terms_asked_by:
            yield _open(promise, seen_by, "answer", promise.other(promise.terms_asked_by), "terms")


def _open(
    promise: Promise, seen_by: str, kind: Literal["promise", "answer", "claim"], owes: str, about: str = ""
) -> Open:
    return Open(
        street=promise.street_id,
        thing=promise.id,
        owes=owes,
        to=promise.other(owes),
        kind=kind,
        what=promise.what,
        says=_open_says(promise, seen_by, owes, about),
        due_on=promise.due_on,
        days_late=queries.days_late(promise) if kind == "promise" else 0,
        href=address("promise", promise.id),
        mark=queries.mark_of(promise),
        verbs=_verbs(promise, seen_by, OFFERED.get((about or kind, owes == seen_by), ())),
        seen=promise.last_entry_id,
    )


def _open_says(promise: Promise, seen_by: str, owes: str, about: str) -> str:
    if not about:
        return queries.headline(promise, seen_by)
    day = promise.move_to if about == "move" else promise.kept_on
    blanks = {"name": queries.name_in(promise, promise.other(seen_by)), "day": day_text(day) if day else ""}
    price = price_text(promise.terms_low, promise.terms_high, promise.terms_currency)
    blanks["price"] = _(", to %(price)s") % {"price": price} if about == "terms" and price else ""
    if about == "claim":
        blanks["stands"] = day_text(promise.stands_from)
    return _(ANSWERS[about][owes != seen_by]) % blanks


def _verbs(promise: Promise, seen_by: str, offered: tuple[str, ...]) -> tuple[Verb, ...]:
    """Those of the offered verbs that are open now. What needs words or a day leads to the promise's page."""
    may = [verb for verb in offered if queries.refusal(promise, verb, seen_by) is None]
    return tuple(_verb(verb, promise, seen_by) for verb in may)


def _verb(verb: str, promise: Promise, seen_by: str) -> Verb:
    label = str(queries.label_of(verb, promise, seen_by))
    if verb in queries.IN_LISTS:
        return Verb(label=label, url=reverse("promise.act", args=[promise.id, verb]))
    return Verb(label=label, url=f"{address('promise', promise.id)}#{verb}", posts=False)
