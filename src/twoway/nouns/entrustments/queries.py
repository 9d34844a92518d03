"""What can be read of entrustments, always for somebody's eyes; and what each person may do next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.entrustments import GIVEN, HELD, OVER, STEPS, TAKEN_ON, VERBS
from twoway.nouns.entrustments.models import Entrustment as Entrustment
from twoway.people import sight
from twoway.people.models import Person

NEAREST = timedelta(days=1)  # today's date in any zone is within a day of the one in UTC
ASKED_FOR = 28  # days for which one is asked how it went: then it is left to them, on its page
_SHOWN = ("street", "giver", "receiver", "scope_in")
_BY_DAY = ("look_back_on", "id")
_LATEST = (F("over_at").desc(nulls_last=True), "id")


def all_of(seen_by: str) -> QuerySet[Entrustment]:
    """Every entrustment the person may see, with all that a row on a page shows."""
    return Entrustment.objects.filter(sight.sees(seen_by)).select_related(*_SHOWN)


def one(id: str, *, seen_by: str) -> Entrustment:
    """The entrustment; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def among(ids: Iterable[str], *, seen_by: str) -> dict[str, Entrustment]:
    """Those of these entrustments that the person may see."""
    return {found.id: found for found in all_of(seen_by).filter(id__in=set(ids))}


def history(
    entrustment: Entrustment, *, seen_by: str, with_sides: bool = False, most: int | None = None
) -> list[Entry]:
    """The acts on it that the person may see, the oldest first; or the latest so many of them."""
    kinds = Q(kind__startswith="entrustment.") | (Q(kind__startswith="side.") if with_sides else Q())
    found = sight.among(Frame.objects.filter(kinds, thing=entrustment.id), seen_by)
    if most is not None:
        found = Frame.objects.filter(seq__in=found.order_by("-seq").values("seq")[:most])
    return ledger.entries_from(found)


# ---- lists -----------------------------------------------------------------------------------------------


def of(person: str) -> QuerySet[Entrustment]:
    """Those the person gave or was given: asked first, since that is few rows, and sight of those."""
    mine = sight.asked(person)
    return all_of(person).filter(Q(giver=mine) | Q(receiver=mine))


def asked_of(person: str) -> QuerySet[Entrustment]:
    """What waits for the person's yes or no."""
    return of(person).filter(receiver=person, state__in=GIVEN).order_by(*_BY_DAY)


def waiting_for_others(person: str) -> QuerySet[Entrustment]:
    """What the person gave and nobody has answered."""
    return of(person).filter(giver=person, state__in=GIVEN).order_by(*_BY_DAY)


def held_by(person: str) -> QuerySet[Entrustment]:
    """What the person was entrusted with and has taken on."""
    return of(person).filter(receiver=person, state__in=HELD).order_by(*_BY_DAY)


def given_by(person: str) -> QuerySet[Entrustment]:
    """What the person entrusted others with, who have taken it on."""
    return of(person).filter(giver=person, state__in=HELD).order_by(*_BY_DAY)


def over(person: str) -> QuerySet[Entrustment]:
    """What was never taken on, given back or ended, the latest first."""
    return of(person).filter(state__in=OVER).order_by(*_LATEST)


def in_use(person: str) -> bool:
    """Whether there is any entrustment of the person's."""
    mine = sight.asked(person)
    return Entrustment.objects.filter(Q(giver=mine) | Q(receiver=mine)).exists()


def to_look_back_on(person: str) -> list[Entrustment]:
    """Those on which the person is asked to look back now, and for a while; nobody else is told."""
    return [found for found in of(person).filter(_reached()).order_by(*_BY_DAY) if is_asked(found, person)]


def asks_something(person: str) -> QuerySet[Entrustment]:
    """Those in which either is to answer, or whose day to look back may have come, wherever that is."""
    return of(person).filter(Q(state__in=GIVEN) | _reached()).order_by(*_BY_DAY)


def _reached() -> Q:
    return Q(state__in=TAKEN_ON, look_back_on__lte=clock.today() + NEAREST)


def due_on(day: date) -> list[tuple[Entrustment, str]]:
    """Each whose day this is, with each of its two who has not said yet how it went: for notices."""
    found = Entrustment.objects.filter(state__in=TAKEN_ON, look_back_on=day).select_related(*_SHOWN)
    return [(each, person) for each in found for person in each.parties if is_asked(each, person)]


# ---- days ------------------------------------------------------------------------------------------------


def end_of(entrustment: Entrustment, person: str) -> Person:
    """One of the two, by id."""
    return entrustment.giver if person == entrustment.giver_id else entrustment.receiver


def today_of(entrustment: Entrustment, person: str) -> date:
    """The day it is where that one of the two is: each looks back by their own calendar."""
    return clock.today(end_of(entrustment, person).zone)


def is_asked(entrustment: Entrustment, person: str) -> bool:
    """Whether the person is asked how it went: from the day named, for four weeks, on an open street."""
    today = today_of(entrustment, person)
    if entrustment.street.state != "open" or entrustment.state not in TAKEN_ON:
        return False
    if entrustment.said_by(person) or entrustment.look_back_on > today:
        return False
    return entrustment.days_since(today, end_of(entrustment, person).zone) < ASKED_FOR


# ---- who may do what -------------------------------------------------------------------------------------

STANDS = {
    "given": later("%(name)s has not answered yet."),
    "accepted": later("%(name)s has taken it on already."),
    "declined": later("%(name)s would rather not. You can entrust somebody with it anew."),
    "withdrawn": later("This was taken back."),
    "returned": later("%(name)s gave it back. It can be given anew."),
    "ended": later("This has ended. It can be given anew."),
}


def open_verbs(entrustment: Entrustment, by: str) -> list[str]:
    """What the person could do to it now, in the order of the table."""
    return [verb for verb in VERBS if refusal(entrustment, verb, by) is None]


def refusal(entrustment: Entrustment, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may."""
    rule = VERBS[verb]
    if entrustment.state not in rule.when:
        return _(STANDS[entrustment.state]) % {"name": entrustment.receiver.called}
    whose = {"giver": entrustment.giver, "receiver": entrustment.receiver}.get(rule.whose)
    if whose is not None and by != whose.id:
        return _(rule.only) % {"name": whose.called}
    if not rule.when_stopped and entrustment.street.state == "closed":
        return _("This street is closed. What is on it stays as it is.")
    if not rule.when_stopped and entrustment.street.state == "paused":
        return _("This street is paused. Nothing new begins on it; what was entrusted can be given back.")
    return _refusal_of_step(entrustment, verb, by)


def _refusal_of_step(entrustment: Entrustment, verb: str, by: str) -> str | None:
    """There is nothing above the last step, nothing below the first, and nothing to say before the day."""
    if verb == "widen" and not wider(entrustment):
        return _("There is no more freedom to give: it is theirs already, with no need to tell you.")
    if verb == "narrow" and not narrower(entrustment):
        return _("They ask you first already. You can end it.")
    before_its_day = entrustment.look_back_on > today_of(entrustment, by)
    if verb == "look_back" and entrustment.state in HELD and before_its_day:
        return _("It is not yet the day to look back. You can add your side to what was done.")
    return None


def wider(entrustment: Entrustment) -> list[int]:
    """The steps with more freedom than it has now."""
    return [step for step in STEPS if step > entrustment.freedom]


def narrower(entrustment: Entrustment) -> list[int]:
    """The steps with less freedom than it has now."""
    return [step for step in STEPS if step < entrustment.freedom]
