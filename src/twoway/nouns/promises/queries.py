"""What can be read of promises, always for somebody's eyes; and what each of the two may do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.errors import NotSeen, RuleBroken
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.promises import VERBS, Verb, acts
from twoway.nouns.promises.models import SETTLED, UNCONTESTED_DAYS, Hanging, Promise
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets.acts import SideAdded
from twoway.web.days import day_text

DEEPEST = 6  # how far the tree of what hangs on what is followed on a page


# ---- one and many --------------------------------------------------------------------------------------


def all_of(seen_by: str) -> QuerySet[Promise]:
    """Every promise the person may see, with all that a row on a page shows."""
    return Promise.objects.filter(id__in=sight.things(seen_by)).select_related(
        "street", "promiser", "promisee", "what_in", "hard_in"
    )


def one(id: str, *, seen_by: str) -> Promise:
    """The promise; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def owed_by(person: str, *, seen_by: str) -> QuerySet[Promise]:
    """Open promises of the person to others, the nearest day first."""
    return _open(seen_by).filter(promiser=person)


def owed_to(person: str, *, seen_by: str) -> QuerySet[Promise]:
    """Open promises of others to the person, the nearest day first."""
    return _open(seen_by).filter(promisee=person)


def of_street(street: str, *, seen_by: str) -> QuerySet[Promise]:
    """Everything ever promised, asked or offered between the two, the oldest first."""
    return all_of(seen_by).filter(street=street).order_by("made_at", "id")


def waiting_for(person: str) -> QuerySet[Promise]:
    """What waits for this person's answer: a yes or no, another day, or whether it was kept."""
    mine = Q(waits_for=person) | (_with_move(person) & ~Q(move_asked_by=person))
    return _alive(person).filter(mine | _claims() & Q(promisee=person)).order_by(*_BY_DAY)


def waiting_for_others(person: str) -> QuerySet[Promise]:
    """What waits for an answer from the one at the other end."""
    theirs = (~Q(waits_for="") & ~Q(waits_for=person)) | Q(move_asked_by=person)
    return _alive(person).filter(theirs | _claims() & Q(promiser=person)).order_by(*_BY_DAY)


def done(person: str) -> QuerySet[Promise]:
    """What came to its end, one way or another, the latest first."""
    stands = Q(state="claimed", claimed_on__lte=_uncontested_since())
    over = Q(state__in=SETTLED) | stands | Q(disputed=True) | Q(street__state="closed")
    return (
        _mine(person)
        .filter(over, _counts())
        .order_by(F("settled_at").desc(nulls_first=True), "-claimed_on", "id")
    )


def brought_in(person: str) -> QuerySet[Promise]:
    """Imported history nobody has taken on yet, the latest first."""
    return _mine(person).exclude(_counts()).order_by("-made_at", "id")


def by_source(sources: Iterable[str]) -> dict[str, Promise]:
    """Imported promises by where they came from: for imports, which look before they add."""
    return {promise.source: promise for promise in Promise.objects.filter(source__in=list(sources))}


def moments_of(id: str) -> set[tuple[str, datetime]]:
    """What is known of a promise, as kinds of acts and their moments: for imports, which add the rest."""
    return {(entry.kind, entry.happened_at) for entry in ledger.entries_of(things=[id])}


_BY_DAY = (F("due_on").asc(nulls_last=True), "id")


def _mine(person: str) -> QuerySet[Promise]:
    return all_of(person).filter(Q(promiser=person) | Q(promisee=person))


def _alive(person: str) -> QuerySet[Promise]:
    return _mine(person).filter(_counts(), disputed=False).exclude(street__state="closed")


def _open(seen_by: str) -> QuerySet[Promise]:
    alive = all_of(seen_by).filter(_counts(), disputed=False, state="made", waits_for="")
    return alive.exclude(street__state="closed").order_by(*_BY_DAY)


def _counts() -> Q:
    """Not mere history: made here, taken on, or in a study."""
    return Q() if is_study() else Q(source="") | Q(taken_on=True)


def is_study() -> bool:
    """Whether records are only looked at here: nobody could take an import on, so it counts as it is."""
    workplace = people.workplace()
    return workplace is not None and workplace.kind == "study"


def _with_move(person: str) -> Q:
    return ~Q(move_asked_by="") & (Q(promiser=person) | Q(promisee=person))


def _claims() -> Q:
    return Q(state="claimed", claimed_on__gt=_uncontested_since())


def _uncontested_since() -> date:
    """Claims from this day or before stand. Lists go by UTC; a promise's own page by the promisee's days."""
    return date.fromordinal(clock.today().toordinal() - UNCONTESTED_DAYS)


def today_of(promise: Promise) -> date:
    """The day it is where the promisee is: a promise's days are theirs."""
    return clock.today(promise.promisee.zone)


# ---- what may be done next -----------------------------------------------------------------------------


STANDS = {
    "asked": later("%(name)s has not said yes to this yet."),
    "offered": later("%(name)s has not said yes to this yet."),
    "noted": later("%(name)s has not said yes to this yet."),
    "waiting": later("%(name)s has not said yes to this yet."),
    "countered": later("%(name)s has not said yes to this yet."),
    "made": later("This is promised already."),
    "late": later("This is promised already."),
    "claimed": later("This is said to be kept already."),
    "kept": later("This stands as kept. You can still add your side."),
    "broken": later("This was given up. You can still add your side."),
    "released": later("This was let go. You can still add your side."),
    "declined": later("The answer was no. You can ask anew, in other words."),
    "withdrawn": later("This was taken back."),
}


def open_verbs(promise: Promise, by: str) -> list[str]:
    """What the person could do to it now, in the order of the table."""
    return [verb for verb in VERBS if refusal(promise, verb, by) is None]


def refusal(promise: Promise, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may."""
    if promise.is_history or promise.disputed:
        return _not_counted(promise, verb)
    rule, stands = VERBS[verb], promise.standing(today_of(promise))
    if stands not in rule.when or (verb == "confirm" and promise.state == "kept"):
        return _(STANDS[stands]) % {"name": _name(promise, promise.waits_for)}
    whose = _whose(promise, rule.whose)
    if whose is None:
        return _("Nobody has asked to move it.")
    if by not in whose:
        return _(rule.only) % {"name": _name(promise, *whose)}
    return _street_refusal(promise, rule)


def refusal_of_import(promise: Promise, verb: str, by: str) -> str | None:
    """Why an imported promise cannot be taken on or disputed, in a sentence; None when it can."""
    if not promise.source:
        return _(
            "This was promised here. Only what was brought in from elsewhere can be taken on or disputed."
        )
    if promise.disputed:
        return _("This is disputed already. It counts for nothing.")
    if verb == "take_on" and promise.taken_on:
        return _("This was taken on already.")
    if verb == "take_on" and by != promise.promiser_id:
        return _("Only %(name)s can take this on.") % {"name": promise.promiser.called}
    return None


def _not_counted(promise: Promise, verb: str) -> str:
    if promise.disputed:
        return _("This is disputed and counts for nothing. You can still add your side.")
    say = _("This came from %(source)s and is history until %(name)s takes it on.")
    return say % {"source": promise.source, "name": promise.promiser.called}


def _whose(promise: Promise, whose: str) -> tuple[str, ...] | None:
    if whose == "moved" and not promise.move_asked_by:
        return None
    return {
        "waited": (promise.waits_for,),
        "speaker": (promise.other(promise.waits_for),),
        "promiser": (promise.promiser_id,),
        "promisee": (promise.promisee_id,),
        "moved": (promise.other(promise.move_asked_by),),
        "either": promise.parties,
    }[whose]


def _street_refusal(promise: Promise, rule: Verb) -> str | None:
    if promise.street.state == "closed" and rule is not VERBS["contest"]:
        return _("This street is closed. What is on it stays as it is.")
    if promise.street.state == "paused" and not rule.in_pause:
        return _("This street is paused. What is under way can still be finished; nothing new begins.")
    return None


def _name(promise: Promise, *ids: str) -> str:
    named = {person.id: person.called for person in (promise.promiser, promise.promisee)}
    return named.get(ids[0] if ids else "", "") or _("The other one")


def demand_unmoved(promise: Promise, seen: str, by: str) -> None:
    """Refuse an answer to something that has changed since it was on the screen, and say what changed."""
    if not seen or seen == promise.last_entry_id:
        return
    last = ledger.entry(promise.last_entry_id)
    told = tell(last, promise, by).says
    say = _("%(told)s. That happened while you were writing. Look at it, then send yours.") % {"told": told}
    raise RuleBroken(say, code="moved_on")


# ---- what has been done --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Told:
    """One act as its reader is told of it: a sentence of the app's, what was said, and sides added since."""

    entry: Entry
    says: str
    words: str
    side: str
    mark: str
    sides: tuple[Entry, ...] = ()


SAYS = {
    "promise.made": (later("%(who)s promised it"), "open"),
    "promise.asked": (later("%(who)s asked for it"), "open"),
    "promise.offered": (later("%(who)s offered it"), "open"),
    "promise.noted": (later("%(who)s wrote down what %(other)s had said"), "open"),
    "promise.countered": (later("%(who)s would rather have it so"), "open"),
    "promise.accepted": (later("%(who)s said yes"), "open"),
    "promise.declined": (later("%(who)s said no"), "open"),
    "promise.withdrawn": (later("%(who)s took it back"), "open"),
    "promise.kept": (later("%(who)s said it was kept on %(day)s"), "kept"),
    "promise.confirmed": (later("%(who)s confirmed that it was kept on %(day)s"), "kept"),
    "promise.contested": (later("%(who)s said that is not how it was, and it is open again"), "open"),
    "promise.move_asked": (later("%(who)s asked to move it to %(day)s"), "reneg"),
    "promise.moved": (later("%(who)s agreed to move it to %(day)s"), "reneg"),
    "promise.move_refused": (later("%(who)s would rather keep the day"), "open"),
    "promise.broken": (later("%(who)s gave it up"), "broken"),
    "promise.released": (later("%(who)s let it go"), "open"),
    "promise.reopened": (later("It was opened again"), "open"),
    "promise.taken_on": (later("%(who)s took it on"), "open"),
    "promise.disputed": (later("%(who)s said this was not so"), "open"),
}


def tell(entry: Entry, promise: Promise, seen_by: str) -> Told:
    """The act in a sentence for one of the two: what they did themselves begins with "You"."""
    act = entry.act
    says, mark = SAYS[entry.kind]
    if isinstance(act, acts.Declined) and act.would_rather_not:
        says = later("%(who)s could, but would rather not")
    if isinstance(act, acts.Kept | acts.Confirmed) and promise.due_on and act.kept_on > promise.due_on:
        mark = "late"
    day = getattr(act, "due_on", None) or getattr(act, "kept_on", None)
    names = {"who": _you_or_name(promise, entry.by, seen_by), "day": day_text(day) if day else ""}
    names["other"] = _you_or_name(promise, promise.other(entry.by), seen_by).replace("You", "you")
    side = "you" if entry.by == seen_by else "them"
    return Told(entry=entry, says=_(says) % names, words=_said(entry), side=side, mark=mark)


def history(promise: Promise, *, seen_by: str) -> list[Told]:
    """What was done, the oldest first, each act with the sides that either has added to it since."""
    entries = [entry for entry in ledger.entries_of(things=[promise.id]) if seen_by in entry.seen_by()]
    sides: dict[str, list[Entry]] = {}
    for entry in entries:
        if isinstance(entry.act, SideAdded):
            sides.setdefault(entry.act.about, []).append(entry)
    told = (tell(entry, promise, seen_by) for entry in entries if entry.kind in SAYS)
    return [replace(line, sides=tuple(sides.get(line.entry.id, ()))) for line in told]


def _you_or_name(promise: Promise, person: str, seen_by: str) -> str:
    return _("You") if person == seen_by else _name(promise, person)


def _said(entry: Entry) -> str:
    """The words beside an act; what was promised is the page's title and is not repeated."""
    return getattr(entry.act, "note", None) or getattr(entry.act, "reason", None) or ""


# ---- what hangs on what --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Node:
    """A promise and what it hangs on; `link` is the id of the link that leads to it."""

    promise: Promise
    link: str
    below: tuple[Node, ...]


def links(seen_by: str) -> QuerySet[Hanging]:
    """The links the person may see: those between promises they see both of."""
    return Hanging.objects.filter(id__in=sight.things(seen_by))


def hangs_on(promise: Promise, *, seen_by: str) -> tuple[Node, ...]:
    """What the promise hangs on, and what that hangs on in turn, as far as the person may see."""
    found: dict[str, list[Hanging]] = {}
    level = {promise.id}
    for _depth in range(DEEPEST):
        rows = links(seen_by).filter(promise__in=level).order_by("id")
        for link in rows:
            found.setdefault(link.promise_id, []).append(link)
        level = {link.on_id for link in rows} - found.keys()
        if not level:
            break
    wanted = {link.on_id for rows in found.values() for link in rows}
    known = {row.id: row for row in all_of(seen_by).filter(id__in=wanted)}
    return _nodes(promise.id, found, known, depth=DEEPEST)


def carries(promise: Promise, *, seen_by: str) -> list[Promise]:
    """What hangs on this promise."""
    return list(
        all_of(seen_by)
        .filter(id__in=links(seen_by).filter(on=promise.id).values("promise"))
        .order_by(*_BY_DAY)
    )


def may_hang_on(promise: Promise, *, seen_by: str) -> list[Promise]:
    """What the person could say the promise hangs on: other promises of or to them that are not over."""
    hung = links(seen_by).filter(promise=promise.id).values("on")
    return list(
        _alive(seen_by)
        .exclude(state__in=SETTLED)
        .exclude(id=promise.id)
        .exclude(id__in=hung)
        .order_by(*_BY_DAY)
    )


def would_circle(promise: str, on: str, *, seen_by: str) -> bool:
    """Whether, going by the links the person may see, `on` already hangs on `promise` in the end."""
    reached, level = {on}, {on}
    while level and promise not in reached:
        level = set(links(seen_by).filter(promise__in=level).values_list("on", flat=True)) - reached
        reached |= level
    return promise in reached


def _nodes(
    id: str, found: dict[str, list[Hanging]], known: dict[str, Promise], depth: int
) -> tuple[Node, ...]:
    return tuple(
        Node(promise=known[link.on_id], link=link.id, below=_nodes(link.on_id, found, known, depth - 1))
        for link in found.get(id, ())
        if depth
    )
