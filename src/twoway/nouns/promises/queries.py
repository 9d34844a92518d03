"""What can be read of promises, always for somebody's eyes; and what each of the two may do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.nouns.promises import IMPORT_VERBS, LABELS, SETTLED, VERBS, Verb
from twoway.nouns.promises.models import UNCONTESTED_DAYS, Hanging
from twoway.nouns.promises.models import Promise as Promise
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.looking import looked_on
from twoway.web.asked_once import asked_once
from twoway.web.slots import Text

DEEPEST = 6  # how far the tree of what hangs on what is followed on a page
_SHOWN = ("street", "promiser", "promisee", "what_in", "hard_in")


@asked_once
def all_of(seen_by: str) -> QuerySet[Promise]:
    """Every promise the person may see, with all that a row on a page shows."""
    return Promise.objects.filter(sight.sees(seen_by)).select_related(*_SHOWN)


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
    mine = Q(waits_for=person) | ~Q(move_asked_by__in=("", person))
    return _alive(person).filter(mine | _claims(stand=False) & Q(promisee=person)).order_by(*_BY_DAY)


def waiting_for_others(person: str) -> QuerySet[Promise]:
    """What waits for an answer from the one at the other end."""
    theirs = (~Q(waits_for="") & ~Q(waits_for=person)) | Q(move_asked_by=person)
    return _alive(person).filter(theirs | _claims(stand=False) & Q(promiser=person)).order_by(*_BY_DAY)


def late_since(day: date) -> list[Promise]:
    """What was in time until this day, for somebody still here, and is late since: for its promiser."""
    put_off = Q(due_on__lt=day) & ~Q(street__stops=[])
    given = Promise.objects.filter(_counts(), state="made", disputed=False, street__state="open")
    found = given.filter(Q(due_on=day) | put_off).select_related("promiser", "promisee", "street", "what_in")
    late = [one for one in found if one.last_day == day and standing(one) == "late"]
    return [one for one in late if one.promisee.is_here]


def done(person: str) -> QuerySet[Promise]:
    """What came to its end, one way or another, the latest first."""
    over = Q(state__in=SETTLED) | _claims(stand=True) | Q(disputed=True) | Q(street__state="closed")
    return (
        _mine(person)
        .filter(over, _counts())
        .order_by(F("settled_at").desc(nulls_first=True), "-claimed_on", "id")
    )


def not_over(person: str) -> QuerySet[Promise]:
    """Whatever is still to be answered or kept between the person and others, the nearest day first."""
    return _alive(person).exclude(Q(state__in=SETTLED) | _claims(stand=True)).order_by(*_BY_DAY)


def brought_in(person: str) -> QuerySet[Promise]:
    """Imported history nobody has taken on yet, the latest first."""
    return _mine(person).exclude(_counts()).order_by("-made_at", "id")


def sources_to_take_on(person: str) -> list[str]:
    """From where what was brought in as the person's own came, such as "jira"."""
    found = brought_in(person).filter(disputed=False).order_by().values_list("source", "to_take_on")
    return sorted({source.split(" ")[0] for source, whose in found if person in whose})


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
    return ~Q(pk__in=()) if is_study() else Q(source="") | Q(taken_on=True)


def is_study() -> bool:
    """Whether records are only looked at here: nobody could take an import on, so it counts as it is."""
    return people.is_study()


def _claims(*, stand: bool) -> Q:
    """Claims that stand by now, or those that can still be contested: each by its promisee's days."""
    which = "claimed_on__lte" if stand else "claimed_on__gt"
    uncontested = timedelta(days=0 if looked_on() else UNCONTESTED_DAYS)
    found = Q(pk__in=())
    for today, zones in people.zones_by_day().items():
        found |= Q(**{which: today - uncontested}, promisee__zone__in=zones)
    return Q(state="claimed") & found


def today_of(promise: Promise) -> date:
    """The day it is where the promisee is: a promise's days are theirs."""
    return clock.today(promise.promisee.zone)


def standing(promise: Promise) -> str:
    """How it stands today. In a study a claim stands at once, for there is nobody who could contest it."""
    stands = promise.standing(today_of(promise))
    return "kept" if stands == "claimed" and looked_on() else stands


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
    return [verb for verb in (*VERBS, *IMPORT_VERBS) if refusal(promise, verb, by) is None]


def refusal(promise: Promise, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may."""
    if verb in IMPORT_VERBS:
        return _refusal_of_import(promise, verb, by)
    if promise.is_history or promise.disputed:
        return _not_counted(promise)
    rule, stands = VERBS[verb], standing(promise)
    if stands not in rule.when or (verb == "confirm" and promise.state == "kept"):
        return _(STANDS[stands]) % {"name": name_in(promise, promise.waits_for)}
    whose = _whose(promise, rule.whose)
    if whose is None:
        return _("Nobody has asked to move it.")
    if by not in whose:
        return _(rule.only) % {"name": name_in(promise, *whose)}
    return _street_refusal(promise, rule)


def _refusal_of_import(promise: Promise, verb: str, by: str) -> str | None:
    if not promise.source:
        return _(
            "This was promised here. Only what was brought in from elsewhere can be taken on or disputed."
        )
    if promise.disputed:
        return _("This is disputed already. It counts for nothing.")
    if verb == "take_on" and promise.taken_on:
        return _("This was taken on already.")
    if verb == "take_on" and by not in promise.to_take_on:
        return _("Only %(name)s can take this on.") % {"name": name_in(promise, *promise.to_take_on)}
    return None


def _not_counted(promise: Promise) -> str:
    if promise.disputed:
        return _("This is disputed and counts for nothing. You can still add your side.")
    say = _("This came from %(source)s and is history until %(name)s takes it on.")
    if len(promise.to_take_on) == 2:
        say = _("This came from %(source)s and is history until both of you take it on.")
    return say % {"source": promise.source, "name": name_in(promise, *promise.to_take_on)}


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
    if promise.street.state == "closed" and not rule.stays_open(left=promise.street.ended_by_leaving):
        return _("This street is closed. What is on it stays as it is.")
    if promise.street.state == "paused" and not rule.in_pause:
        return _("This street is paused. What is under way can still be finished; nothing new begins.")
    return None


def name_in(promise: Promise, *ids: str) -> str:
    """The name of one of the two, by id."""
    named = {person.id: person.called for person in (promise.promiser, promise.promisee)}
    return named.get(ids[0] if ids else "", "") or _("The other one")


@dataclass(frozen=True, kw_only=True)
class Node:
    """A promise and what it hangs on."""

    promise: Promise
    below: tuple[Node, ...] = ()

    @property
    def mark(self) -> str:
        return mark_of(self.promise)


def links(seen_by: str) -> QuerySet[Hanging]:
    """The links the person may see: those between promises they see both of."""
    return Hanging.objects.filter(sight.sees(seen_by))


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


def carries(promise: Promise, *, seen_by: str) -> list[Node]:
    """What hangs on this promise."""
    hung = links(seen_by).filter(on=promise.id).values("promise")
    return [Node(promise=row) for row in all_of(seen_by).filter(id__in=hung).order_by(*_BY_DAY)]


def may_hang_on(promise: Promise, *, seen_by: str) -> list[Promise]:
    """What the person could say the promise hangs on: other promises of or to them that are not over."""
    hung = links(seen_by).filter(promise=promise.id).values("on")
    found = not_over(seen_by).exclude(Q(id=promise.id) | Q(id__in=hung))
    return [] if standing(promise) in SETTLED else list(found)  # what is over hangs on nothing any more


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
        Node(promise=known[link.on_id], below=_nodes(link.on_id, found, known, depth - 1))
        for link in found.get(id, ())
        if depth
    )


# What a row in a list offers as one tap; everything else needs a look at the page, or words.
IN_LISTS = ("say_yes", "keep", "confirm", "agree_move", "take_on")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A promise in a list, as one of the two sees it; `verbs` are those that need no words."""

    promise: Promise
    side: str
    mark: str
    standing: str
    who: str
    late_days: int
    verbs: tuple[tuple[str, Text], ...]


def line_of(promise: Promise, me: str) -> Line:
    """The promise as a row for one of its two."""
    stands = standing(promise)
    offered = ("take_on",) if stands in SETTLED else IN_LISTS  # what is over asks for nothing more
    verbs = [verb for verb in offered if refusal(promise, verb, me) is None]
    return Line(
        promise=promise,
        side="you" if promise.promiser_id == me else "them",
        mark=mark_of(promise),
        standing=stands,
        who=headline(promise, me),
        late_days=days_late(promise),
        verbs=tuple((verb, label_of(verb, promise, me)) for verb in verbs),
    )


def label_of(verb: str, promise: Promise, me: str) -> Text:
    """What stands on the button: a yes gives one's word, or takes somebody else's."""
    if verb == "say_yes":
        return _("I promise it") if promise.promiser_id == me else _("Yes, please")
    return LABELS[verb]


def mark_of(promise: Promise) -> str:
    """The shape that tells how it stands; the words beside it tell the same."""
    stands = standing(promise)
    if stands == "kept":
        return "late" if promise.is_kept_late else "kept"
    if stands in {"declined", "withdrawn", "released"}:
        return "released"
    return "broken" if stands == "broken" else "moved" if promise.moves else "open"


def headline(promise: Promise, me: str) -> str:
    """Who said what kind of thing to whom, as one of the two would tell it."""
    key = "promiser" if promise.promiser_id == me else "promisee"
    if promise.state == "countered":
        key = "waited" if promise.waits_for == me else "speaker"
    said = HEADLINES.get((promise.state, key)) or HEADLINES["made", key]
    return _(said) % {"name": name_in(promise, promise.other(me))}


# As each of the two reads it.
HEADLINES = {
    ("made", "promiser"): later("You promised %(name)s"),
    ("made", "promisee"): later("%(name)s promised you"),
    ("asked", "promiser"): later("%(name)s asks you"),
    ("asked", "promisee"): later("You asked %(name)s"),
    ("offered", "promiser"): later("You offered %(name)s"),
    ("offered", "promisee"): later("%(name)s offers you"),
    ("noted", "promiser"): later("%(name)s wrote down what you said"),
    ("noted", "promisee"): later("You wrote down what %(name)s said"),
    ("countered", "waited"): later("%(name)s would rather have it this way"),
    ("countered", "speaker"): later("You told %(name)s how you would rather have it"),
    ("declined", "promiser"): later("You and %(name)s"),
    ("declined", "promisee"): later("You and %(name)s"),
    ("withdrawn", "promiser"): later("You and %(name)s"),
    ("withdrawn", "promisee"): later("You and %(name)s"),
}


def days_late(promise: Promise) -> int:
    """How many of the promisee's days it is late; 0 when it is not, and while its street is stopped."""
    return promise.days_late(today_of(promise)) if standing(promise) == "late" else 0
