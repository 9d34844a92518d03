"""How a promise stands, for whose eyes, and what each of the two may do next.

Whoever only reads a promise does not see the street it is on, nor whether it is stopped. So for them nothing
is late or in time: they read which day it was for and on which day it was kept.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.nouns.promises import IMPORT_VERBS, VERBS, Verb
from twoway.nouns.promises.models import Promise
from twoway.people.looking import looked_on


def today_of(promise: Promise) -> date:
    """The day it is where the promisee is: a promise's days are theirs."""
    return clock.today(promise.promisee.zone)


def standing(promise: Promise, seen_by: str | None = None) -> str:
    """How it stands today. In a study a claim stands at once, for there is nobody who could contest it."""
    stands = promise.standing(today_of(promise))
    if stands == "late" and not _judges(promise, seen_by):
        return "made"
    return "kept" if stands == "claimed" and looked_on() else stands


def is_kept_late(promise: Promise, seen_by: str | None = None) -> bool:
    """Whether it was kept after its day, for those who see which days of its street do not count."""
    return _judges(promise, seen_by) and promise.is_kept_late


def _judges(promise: Promise, seen_by: str | None) -> bool:
    return seen_by is None or promise.is_between(seen_by)


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


NOT_ASKED = {
    "moved": later("Nobody has asked to move it."),
    "terms": later("Nobody has asked for another price or scope."),
}


def reads_along(promise: Promise) -> str:
    """What to tell whoever sees it without being one of the two, when they try something."""
    names = {"one": promise.promiser.called, "other": promise.promisee.called}
    return _("You can read this one. Only %(one)s and %(other)s can do something about it.") % names


def open_verbs(promise: Promise, by: str) -> list[str]:
    """What the person could do to it now, in the order of the table."""
    return [verb for verb in (*VERBS, *IMPORT_VERBS) if refusal(promise, verb, by) is None]


def refusal(promise: Promise, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may."""
    if not promise.is_between(by):
        return reads_along(promise)
    if verb in IMPORT_VERBS:
        return _refusal_of_import(promise, verb, by)
    if promise.is_history or promise.disputed:
        return _not_counted(promise)
    rule, stands = VERBS[verb], standing(promise)
    if stands not in rule.when or (verb == "confirm" and promise.state == "kept"):
        return _(STANDS[stands]) % {"name": name_in(promise, promise.waits_for)}
    whose = _whose(promise, rule.whose)
    if whose is None:
        return _(NOT_ASKED[rule.whose])
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
    if (whose == "moved" and not promise.move_asked_by) or (whose == "terms" and not promise.terms_asked_by):
        return None
    return {
        "waited": (promise.waits_for,),
        "speaker": (promise.other(promise.waits_for),),
        "promiser": (promise.promiser_id,),
        "promisee": (promise.promisee_id,),
        "moved": (promise.other(promise.move_asked_by),),
        "terms": (promise.other(promise.terms_asked_by),),
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


def days_late(promise: Promise, seen_by: str | None = None) -> int:
    """How many of the promisee's days it is late; 0 when it is not, and while its street is stopped."""
    return promise.days_late(today_of(promise)) if standing(promise, seen_by) == "late" else 0
