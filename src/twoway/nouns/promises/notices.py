"""How acts on promises are told: a line in a promise's history, and what the other side hears of by mail."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.promises import acts, queries
from twoway.people.streets import queries as streets
from twoway.people.streets.acts import SideAdded
from twoway.people.streets.sides import Told, act_among, with_sides
from twoway.web.days import day_text
from twoway.web.money import amount_text, price_text
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
    "promise.terms_asked": (later("%(who)s asked for other terms"), "moved"),
    "promise.terms_changed": (later("%(who)s agreed to other terms"), "moved"),
    "promise.terms_refused": (later("%(who)s would rather keep the terms"), "open"),
    "promise.broken": (later("%(who)s gave it up"), "broken"),
    "promise.released": (later("%(who)s let it go"), "released"),
    "promise.reopened": (later("It was opened again"), "open"),
    "promise.taken_on": (later("%(who)s took it on"), "open"),
    "promise.disputed": (later("%(who)s said this was not so"), "open"),
    "promise.owned": (later("%(who)s owned up to something about it"), "ownup"),
}

# Of which other terms somebody spoke: by whether they hold another scope, and a price.
TERMS = {
    ("promise.terms_asked", True, True): later("%(who)s asked for another scope, at %(price)s"),
    ("promise.terms_asked", True, False): later("%(who)s asked for another scope"),
    ("promise.terms_asked", False, True): later("%(who)s asked for another price, %(price)s"),
    ("promise.terms_changed", True, True): later("%(who)s agreed to another scope, at %(price)s"),
    ("promise.terms_changed", True, False): later("%(who)s agreed to another scope"),
    ("promise.terms_changed", False, True): later("%(who)s agreed to another price, %(price)s"),
}


def tell(entry: Entry, promise: queries.Promise, seen_by: str) -> Told:
    """The act in a sentence for whoever sees it: what they did themselves begins with "You"."""
    act, of_two = entry.act, promise.is_between(seen_by)
    says, mark = _says(entry), SAYS[entry.kind][1]
    if isinstance(act, acts.Kept | acts.Confirmed) and of_two and promise.is_late_on(act.kept_on):
        mark = "late"
    day = getattr(act, "due_on", None) or getattr(act, "kept_on", None)
    names = {"who": _you_or_name(promise, entry.by, seen_by), "day": day_text(day) if day else ""}
    names["other"] = _you_or_name(promise, promise.other(entry.by), seen_by).replace("You", "you")
    names["price"] = _price_in(entry, promise)
    side = "you" if entry.by == seen_by else "them" if of_two else "ink"
    return Told(entry=entry, says=_(says) % names, words=_said(entry), side=side, mark=mark)


def _says(entry: Entry) -> str:
    act = entry.act
    if isinstance(act, acts.Declined) and act.would_rather_not:
        return later("%(who)s could, but would rather not")
    if isinstance(act, acts.TermsAsked | acts.TermsChanged):
        of = (entry.kind, bool(act.rescopes), act.price_low is not None)
        return TERMS.get(of, SAYS[entry.kind][0])
    if isinstance(act, acts.Kept) and act.charged:
        return later("%(who)s said it was kept on %(day)s, for %(price)s")
    if isinstance(act, acts.Confirmed) and act.charged:
        return later("%(who)s confirmed that it was kept on %(day)s, for %(price)s")
    return SAYS[entry.kind][0]


def _price_in(entry: Entry, promise: queries.Promise) -> str:
    """The price an act speaks of; what was charged is in the currency that was agreed by then."""
    act = entry.act
    if isinstance(act, acts.TermsAsked | acts.TermsChanged):
        return price_text(act.price_low, act.price_high, act.currency or "")
    if isinstance(act, acts.Kept | acts.Confirmed) and act.charged:
        return amount_text(act.charged, promise.currency)
    return ""


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
    """The words of an act, but for what was promised, which is the page's title and is not repeated."""
    words = (getattr(entry.act, name, None) for name in ("scope", "note", "reason"))
    return "\n\n".join(filter(None, words))


def notices(entry: Entry) -> list[Notice]:
    """What the other of the two should hear of this act: nothing of imports, for those are history.

    Whoever reads it beside them hears of it once, as it begins: who shows them what.
    """
    if entry.kind not in SUBJECTS or entry.source or not entry.by:
        return []
    beside = entry.audience if entry.kind in BEGINNINGS else ()
    shown = (_shown(entry, to) for to in beside if not _is_stopped(entry.by, to))
    return [_to_other(entry), *shown]


def _is_stopped(by: str, to: str) -> bool:
    """Whether the two have stopped their own street: then neither writes to the other."""
    street = streets.between(by, to)
    return street is not None and street.state in {"paused", "closed"}


def _shown(entry: Entry, to: str) -> Notice:
    """That somebody shows a promise to somebody who is none of the two."""
    promise = queries.one(entry.thing, seen_by=to)
    name = {"name": queries.name_in(promise, entry.by)}
    says = _("%(who)s. You are shown it and can read along; nothing waits for you.")
    return Notice(
        to=to,
        kind=SHOWN,
        subject=_("%(name)s shows you a promise") % name,
        line=says % {"who": queries.headline(promise, to)},
        words=promise.what,
        thing=promise.id,
        entry=entry.id,
    )


def _to_other(entry: Entry) -> Notice:
    to = next(person for person in entry.participants if person != entry.by)
    promise = queries.one(entry.thing, seen_by=to)
    taps = _taps(promise, to, ANSWERED_BY.get(entry.kind, ("say_yes", "counter", "decline")))
    if entry.kind in DESERVES_THANKS and promise.street.state == "open":
        taps += (Tap(verb="thank", label=_("Thank you")),)
    name = {"name": queries.name_in(promise, entry.by)}
    told = tell(entry, promise, to)
    return Notice(
        to=to,
        kind=entry.kind,
        subject=_(SUBJECTS[entry.kind]) % name,
        line=_by_when(promise, told.says),
        words="\n\n".join(filter(None, [promise.what, told.words])),
        taps=taps,
        thing=promise.id,
        entry=entry.id,
    )


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
    """The act in a sentence, the day it is for, and what it is to cost."""
    day = day_text(promise.due_on) if promise.due_on else ""
    about = {"says": says, "day": day, "price": price_of(promise)}
    if about["price"] and day:
        return _("%(says)s. It is for %(day)s, at %(price)s.") % about
    if about["price"]:
        return _("%(says)s. It is to cost %(price)s.") % about
    return _("%(says)s. It is for %(day)s.") % about if day else says + "."


def price_of(promise: queries.Promise) -> str:
    """What it is to cost, in words; nothing where no price stands."""
    return price_text(promise.price_low, promise.price_high, promise.currency)


BEGINNINGS = frozenset({acts.Made.kind, acts.Asked.kind, acts.Offered.kind, acts.Noted.kind})
SHOWN = "promise.shown"  # no act of its own: whoever is named beside the two as it begins
PASSED = "promise.passed"  # no act: a day that went by
# What answers which act; a yes or a no answers all others, as long as they wait for one.
ANSWERED_BY = {
    "promise.kept": ("confirm", "contest"),
    "promise.move_asked": ("agree_move", "refuse_move"),
    "promise.terms_asked": ("agree_terms", "refuse_terms"),
}
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
    "promise.terms_asked": later("%(name)s asks for other terms"),
    "promise.terms_changed": later("%(name)s agreed to other terms"),
    "promise.terms_refused": later("%(name)s would rather keep the terms"),
    "promise.broken": later("%(name)s gave up a promise"),
    "promise.released": later("%(name)s let a promise of yours go"),
    "promise.disputed": later("%(name)s says an imported promise was not so"),
}
