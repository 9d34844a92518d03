"""How acts on promises are told: a line in a promise's history, and what the other side hears of by mail."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.promises import acts, queries
from twoway.people.streets.acts import SideAdded
from twoway.people.streets.sides import Told, act_among, with_sides
from twoway.web.days import day_text
from twoway.web.notice import Notice, Tap

SAYS = {
    "promise.made": (later("%(who)s promised it"), "open"),
    "promise.asked": (later("%(who)s asked for it"), "open"),
    "promise.offered": (later("%(who)s offered it"), "open"),
    "promise.noted": (later("%(who)s wrote down what %(other)s had said"), "open"),
    "promise.countered": (later("%(who)s would rather have it this way"), "open"),
    "promise.accepted": (later("%(who)s said yes"), "open"),
    "promise.declined": (later("%(who)s said no"), "open"),
    "promise.withdrawn": (later("%(who)s took it back"), "open"),
    "promise.kept": (later("%(who)s said it was kept on %(day)s"), "kept"),
    "promise.confirmed": (later("%(who)s confirmed that it was kept on %(day)s"), "kept"),
    "promise.contested": (later("%(who)s said that is not how it was, and it is open again"), "open"),
    "promise.move_asked": (later("%(who)s asked to move it to %(day)s"), "moved"),
    "promise.moved": (later("%(who)s agreed to move it to %(day)s"), "moved"),
    "promise.move_refused": (later("%(who)s would rather keep the day"), "open"),
    "promise.broken": (later("%(who)s gave it up"), "broken"),
    "promise.released": (later("%(who)s let it go"), "released"),
    "promise.reopened": (later("It was opened again"), "open"),
    "promise.taken_on": (later("%(who)s took it on"), "open"),
    "promise.disputed": (later("%(who)s said this was not so"), "open"),
    "promise.owned": (later("%(who)s owned up to something about it"), "ownup"),
}


def tell(entry: Entry, promise: queries.Promise, seen_by: str) -> Told:
    """The act in a sentence for one of the two: what they did themselves begins with "You"."""
    act = entry.act
    says, mark = SAYS[entry.kind]
    if isinstance(act, acts.Declined) and act.would_rather_not:
        says = later("%(who)s could, but would rather not")
    if isinstance(act, acts.Kept | acts.Confirmed) and promise.is_late_on(act.kept_on):
        mark = "late"
    day = getattr(act, "due_on", None) or getattr(act, "kept_on", None)
    names = {"who": _you_or_name(promise, entry.by, seen_by), "day": day_text(day) if day else ""}
    names["other"] = _you_or_name(promise, promise.other(entry.by), seen_by).replace("You", "you")
    side = "you" if entry.by == seen_by else "them"
    return Told(entry=entry, says=_(says) % names, words=_said(entry), side=side, mark=mark)


def history(promise: queries.Promise, *, seen_by: str) -> list[Told]:
    """What was done, the oldest first, each act with the sides that either has added to it since."""
    entries = (entry for entry in _entries(promise, seen_by) if entry.kind in {*SAYS, SideAdded.kind})
    return with_sides(
        entries,
        lambda entry: tell(entry, promise, seen_by),
        lambda person: queries.name_in(promise, person),
    )


def act_of(promise: queries.Promise, entry_id: str, *, seen_by: str) -> str:
    """The entry's id, if it is an act of this promise that the person may see."""
    return act_among((entry for entry in _entries(promise, seen_by) if entry.kind in SAYS), entry_id)


def _entries(promise: queries.Promise, seen_by: str) -> list[Entry]:
    return [entry for entry in ledger.entries_of(things=[promise.id]) if seen_by in entry.seen_by()]


def _you_or_name(promise: queries.Promise, person: str, seen_by: str) -> str:
    return _("You") if person == seen_by else queries.name_in(promise, person)


def _said(entry: Entry) -> str:
    """The words beside an act; what was promised is the page's title and is not repeated."""
    return getattr(entry.act, "note", None) or getattr(entry.act, "reason", None) or ""


def notices(entry: Entry) -> list[Notice]:
    """What the other of the two should hear of this act: nothing of imports, for those are history."""
    if entry.kind not in SUBJECTS or entry.source or not entry.by:
        return []
    to = next(person for person in entry.participants if person != entry.by)
    promise = queries.one(entry.thing, seen_by=to)
    taps = _taps(promise, to, ANSWERED_BY.get(entry.kind, ("say_yes", "counter", "decline")))
    if entry.kind in DESERVES_THANKS and promise.street.state == "open":
        taps += (Tap(verb="thank", label=_("Thank you")),)
    name = {"name": queries.name_in(promise, entry.by)}
    told = tell(entry, promise, to)
    return [
        Notice(
            to=to,
            kind=entry.kind,
            subject=_(SUBJECTS[entry.kind]) % name,
            line=_by_when(promise, told.says),
            words="\n\n".join(filter(None, [promise.what, told.words])),
            taps=taps,
            thing=promise.id,
            entry=entry.id,
        )
    ]


def passed(day: date) -> list[Notice]:
    """Promises that were for this day and have been late since: for whoever gave them, and nobody else."""
    return [_where_is_it(promise) for promise in queries.late_since(day)]


def _where_is_it(promise: queries.Promise) -> Notice:
    """Kind, and no reproach: most of what is late is only not said."""
    assert promise.due_on is not None
    name = {"name": queries.name_in(promise, promise.promisee_id), "day": day_text(promise.due_on)}
    return Notice(
        to=promise.promiser_id,
        kind=PASSED,
        subject=_("Something you promised %(name)s was for %(day)s") % name,
        line=_("This was for %(day)s, promised to %(name)s. Say where it is.") % name,
        words=promise.what,
        taps=_taps(promise, promise.promiser_id, ("keep",)),
        thing=promise.id,
        entry=promise.last_entry_id,
    )


def _taps(promise: queries.Promise, to: str, verbs: tuple[str, ...]) -> tuple[Tap, ...]:
    """Those of these answers that are open now."""
    may = queries.open_verbs(promise, to)
    return tuple(
        Tap(verb=verb, label=str(queries.label_of(verb, promise, to))) for verb in verbs if verb in may
    )


def _by_when(promise: queries.Promise, says: str) -> str:
    """The act in a sentence, and the day it is for."""
    if promise.due_on is None:
        return says + "."
    return _("%(says)s. It is for %(day)s.") % {"says": says, "day": day_text(promise.due_on)}


PASSED = "promise.passed"  # no act: a day that went by
# What answers which act; a yes or a no answers all others, as long as they wait for one.
ANSWERED_BY = {"promise.kept": ("confirm", "contest"), "promise.move_asked": ("agree_move", "refuse_move")}
DESERVES_THANKS = frozenset({"promise.kept", "promise.accepted", "promise.offered", "promise.released"})
SUBJECTS = {
    "promise.made": later("%(name)s promised you something"),
    "promise.asked": later("%(name)s asks you for a promise"),
    "promise.offered": later("%(name)s offers you help"),
    "promise.noted": later("%(name)s wrote down a promise of yours"),
    "promise.countered": later("%(name)s would rather have it another way"),
    "promise.accepted": later("%(name)s said yes"),
    "promise.declined": later("%(name)s said no"),
    "promise.withdrawn": later("%(name)s took something back"),
    "promise.kept": later("%(name)s says a promise is kept"),
    "promise.confirmed": later("%(name)s confirmed that you kept a promise"),
    "promise.contested": later("%(name)s says that is not how it was"),
    "promise.move_asked": later("%(name)s asks for another day"),
    "promise.moved": later("%(name)s agreed to another day"),
    "promise.move_refused": later("%(name)s would rather keep the day"),
    "promise.broken": later("%(name)s gave up a promise"),
    "promise.released": later("%(name)s let a promise of yours go"),
    "promise.disputed": later("%(name)s says an imported promise was not so"),
}
