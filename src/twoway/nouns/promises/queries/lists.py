"""Promises as they are listed, always for somebody's eyes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.nouns.promises import SETTLED, acts
from twoway.nouns.promises.models import UNCONTESTED_DAYS, Promise
from twoway.nouns.promises.queries.standing import standing
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.looking import looked_on
from twoway.people.streets import queries as streets
from twoway.web.asked_once import asked_once

_SHOWN = ("street", "promiser", "promisee", "what_in", "hard_in", "scope_in", "terms_scope_in")
BEGINNINGS = (acts.Made.kind, acts.Asked.kind, acts.Offered.kind, acts.Noted.kind)
BY_DAY = (F("due_on").asc(nulls_last=True), "id")


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
    """What waits for this person's answer: yes or no, another day or other terms, or whether it was kept."""
    asked = ~Q(move_asked_by__in=("", person)) | ~Q(terms_asked_by__in=("", person))
    mine = Q(waits_for=person) | asked
    return _alive(person).filter(mine | _claims(stand=False) & Q(promisee=person)).order_by(*BY_DAY)


def waiting_for_others(person: str) -> QuerySet[Promise]:
    """What waits for an answer from the one at the other end."""
    asked = Q(move_asked_by=person) | Q(terms_asked_by=person)
    theirs = (~Q(waits_for="") & ~Q(waits_for=person)) | asked
    return _alive(person).filter(theirs | _claims(stand=False) & Q(promiser=person)).order_by(*BY_DAY)


def late_since(day: date) -> list[Promise]:
    """What was in time until this day, for somebody still here, and is late since: for its promiser."""
    put_off = Q(due_on__lt=day) & ~Q(street__stops=[])
    given = Promise.objects.filter(counting(), state="made", disputed=False, street__state="open")
    found = given.filter(Q(due_on=day) | put_off).select_related("promiser", "promisee", "street", "what_in")
    late = [one for one in found if one.last_day == day and standing(one) == "late"]
    return [one for one in late if one.promisee.is_here]


def shown_to(person: str) -> QuerySet[Promise]:
    """What others show the person, who is none of the two and can do nothing to it, the latest first."""
    own = [street.id for street in streets.streets_of(person)]
    begun = sight.entries(person).filter(kind__in=BEGINNINGS).exclude(street__in=own)
    found = all_of(person).filter(id__in=begun.values("thing"))
    return found.order_by(F("made_at").desc(nulls_first=True), "id")


def done(person: str) -> QuerySet[Promise]:
    """What came to its end, one way or another, the latest first."""
    over = Q(state__in=SETTLED) | _claims(stand=True) | Q(disputed=True) | Q(street__state="closed")
    return (
        _mine(person)
        .filter(over, counting())
        .order_by(F("settled_at").desc(nulls_first=True), "-claimed_on", "id")
    )


def not_over(person: str) -> QuerySet[Promise]:
    """Whatever is still to be answered or kept between the person and others, the nearest day first."""
    return _alive(person).exclude(Q(state__in=SETTLED) | _claims(stand=True)).order_by(*BY_DAY)


def brought_in(person: str) -> QuerySet[Promise]:
    """Imported history nobody has taken on yet, the latest first."""
    return _mine(person).exclude(counting()).order_by("-made_at", "id")


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


def hanging_choices(seen_by: str) -> list[Promise]:
    """What a promise of theirs could hang on as it begins: all they see that is promised and not over."""
    given = {"state": "made", "waits_for": ""}
    return [*_alive(seen_by).filter(**given).order_by(*BY_DAY), *shown_to(seen_by).filter(**given)]


def _mine(person: str) -> QuerySet[Promise]:
    return all_of(person).filter(Q(promiser=person) | Q(promisee=person))


def _alive(person: str) -> QuerySet[Promise]:
    return _mine(person).filter(counting(), disputed=False).exclude(street__state="closed")


def _open(seen_by: str) -> QuerySet[Promise]:
    alive = all_of(seen_by).filter(counting(), disputed=False, state="made", waits_for="")
    return alive.exclude(street__state="closed").order_by(*BY_DAY)


def counting() -> Q:
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
