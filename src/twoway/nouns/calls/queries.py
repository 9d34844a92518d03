"""What can be read of calls, always for somebody's eyes; and what each person may do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.calls import BEGUN, MADE, NAMED, OVER, SINCE, VERBS, Verb
from twoway.nouns.calls.models import Call as Call
from twoway.nouns.calls.models import CallPerson as CallPerson
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.streets import queries as streets
from twoway.people.streets.models import Street

_SHOWN = ("owner", "said_in", "asked_in", "reviewed_in")
# What an owner enters for all who know that the call was made; the last two say who else will and does know.
FOR_ALL = (
    *("call.made", "call.joined", "call.join_declined", "call.reviewed", "call.superseded", "call.owned"),
    *("call.widening", "call.opened"),
)
OF_OPENING = FOR_ALL[-2:]
NEAREST = timedelta(days=1)  # today's date in any zone is within a day of the one in UTC


# ---- one call and its people -----------------------------------------------------------------------------


def all_of(seen_by: str) -> QuerySet[Call]:
    """Every call the person may see, with all that a row on a page shows."""
    return Call.objects.filter(sight.sees(seen_by)).select_related(*_SHOWN)


def one(id: str, *, seen_by: str) -> Call:
    """The call; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def among(ids: Iterable[str], *, seen_by: str) -> dict[str, Call]:
    """Those of these calls that the person may see."""
    return {call.id: call for call in all_of(seen_by).filter(id__in=set(ids))}


def people_of(call: Call) -> list[CallPerson]:
    """Everybody who knows of it; for rules, and for pages only through `who_knows`."""
    return list(call.people.select_related("person").order_by("since", "id"))


def role_of(call: Call, person: str) -> str:
    """As what the person stands in the call, for themselves; nothing for somebody who does not."""
    found = call.people.filter(person=person).values_list("role", "is_reached")
    return next(("reached" if is_reached else role for role, is_reached in found), "")


def owners_of(call: Call) -> list[str]:
    """The ids of its owners, whoever made it first."""
    ids = call.people.filter(role="owner").order_by("since", "id").values_list("person", flat=True)
    return sorted(ids, key=lambda one: one != call.owner_id)


def named_in(call: Call) -> list[str]:
    """Everybody it named when it was made: the participants of whatever its owners enter for all."""
    return list(call.people.filter(role__in=NAMED).order_by("since", "id").values_list("person", flat=True))


def since_in(id: str) -> list[str]:
    """Who came to know of the call since it was made: by work handed on, or by its owner's wish."""
    known = CallPerson.objects.filter(call=id, role__in=SINCE).order_by("since", "id")
    return list(known.values_list("person", flat=True))


def who_knows(call: Call, *, seen_by: str) -> list[CallPerson]:
    """Those whom it named, and whoever came to know since, as far as the viewer may see that."""
    entries = sight.entries(seen_by).filter(entry_id=OuterRef("entry"))
    known = call.people.filter(Q(role__in=NAMED) | Q(person=seen_by) | Exists(entries))
    order = {role: place for place, role in enumerate((*NAMED, "reached", "told"))}
    return sorted(
        known.select_related("person__client"),
        key=lambda one: (order[one.role], one.person.called.casefold(), one.person_id),
    )


def entries_for_all(call: Call, *, with_opening: bool = True) -> list[Entry]:
    """What was entered for all who know of it: what is opened to somebody whom it reaches later."""
    kinds = FOR_ALL if with_opening else FOR_ALL[: -len(OF_OPENING)]
    return [entry for entry in ledger.entries_of([call.id]) if entry.kind in kinds]


def history(call: Call, *, seen_by: str, with_sides: bool = False, most: int | None = None) -> list[Entry]:
    """The acts on it that the person may see, the oldest first; or the latest so many of them."""
    kinds = Q(kind__startswith="call.") | (Q(kind__startswith="side.") if with_sides else Q())
    found = sight.among(Frame.objects.filter(kinds, thing=call.id), seen_by)
    if most is not None:
        found = Frame.objects.filter(seq__in=found.order_by("-seq").values("seq")[:most])
    return ledger.entries_from(found)


# ---- lists -----------------------------------------------------------------------------------------------


def open_calls(person: str) -> QuerySet[Call]:
    """Calls of the person's on which they have not looked back, the nearest day first."""
    return _mine(person).filter(_not_looked_back(), state__in=MADE).order_by(*_BY_DAY)


def due_for_look_back(person: str) -> list[Call]:
    """Those of them whose day has come where the person is."""
    today = clock.today(people.zone_of(person))
    return [call for call in open_calls(person).filter(review_on__lte=today) if call.is_due(today)]


def looked_back(person: str) -> QuerySet[Call]:
    """Calls of the person's on which somebody has looked back, the latest first."""
    return _mine(person).filter(~_not_looked_back(), state__in=MADE).order_by(*_LATEST)


def asked_of(person: str) -> QuerySet[Call]:
    """What waits for the person's word: asked for or noted, or to be owned with others."""
    begun = Q(state__in=BEGUN, owner=person)
    return (
        _of(person)
        .filter(begun | Exists(_roles(person).filter(role="owner_asked")), ~Q(state__in=OVER))
        .order_by(*_BY_DAY)
    )


def waiting_for_others(person: str) -> QuerySet[Call]:
    """What the person asked for or noted and nobody has answered."""
    return _of(person).filter(Q(asked_by=person) | Q(noted_by=person), state__in=BEGUN).order_by("id")


def touching(person: str) -> QuerySet[Call]:
    """Calls of others that were made and that the person knows of, the nearest day first."""
    return _of(person).filter(state__in=MADE).exclude(_is_owner(person)).order_by(*_BY_DAY)


def still_open(person: str) -> QuerySet[Call]:
    """Calls the person knows of on which nobody has looked back; those due of their own are listed before."""
    waits = Q(state__in=MADE) & _not_looked_back()
    return _of(person).filter(waits | Q(state__in=BEGUN)).order_by(*_BY_DAY)


def over(person: str) -> QuerySet[Call]:
    """Calls the person knows of on which was looked back, or that were never made, the latest first."""
    done = Q(state__in=MADE) & ~_not_looked_back()
    return _of(person).filter(done | Q(state__in=OVER)).order_by(*_LATEST)


def in_use(person: str) -> bool:
    """Whether there is any call the person knows of."""
    return _roles_of(person).exists()


def due_on(day: date) -> list[Call]:
    """Calls whose day to look back this is, where their owner is: for notices, each to its owners."""
    found = Call.objects.filter(_not_looked_back(), state__in=MADE, review_on=day).select_related(*_SHOWN)
    return [call for call in found if call.is_due(today_of(call))]


_BY_DAY = (F("review_on").asc(nulls_last=True), F("made_at").desc(nulls_last=True), "id")
_LATEST = (F("made_at").desc(nulls_last=True), "id")


def _of(person: str) -> QuerySet[Call]:
    """Calls the person stands in: asked first, since that is few rows, and sight of those."""
    return all_of(person).filter(id__in=_roles_of(person).values("call"))


def _mine(person: str) -> QuerySet[Call]:
    return _of(person).filter(_is_owner(person))


def _is_owner(person: str) -> Exists:
    return Exists(_roles(person).filter(role="owner"))


def _roles(person: str) -> QuerySet[CallPerson]:
    return CallPerson.objects.filter(call=OuterRef("id"), person=person)


def _roles_of(person: str) -> QuerySet[CallPerson]:
    return CallPerson.objects.filter(person=sight.asked(person))


def _not_looked_back() -> Q:
    return Q(outcome="", owned_on=None, superseded_on=None)


# ---- days ------------------------------------------------------------------------------------------------


def today_of(call: Call) -> date:
    """The day it is where its owner is: the days of a call are theirs."""
    return clock.today(call.owner.zone)


def is_due(call: Call) -> bool:
    """Whether its owner is asked how it turned out: from the day they named."""
    return call.is_due(today_of(call))


def waiting_since(call: Call) -> date | None:
    """The day named, once it has passed without a look back: what those it touches may see."""
    return call.review_on if call.is_due(today_of(call) - NEAREST) else None


# ---- who may do what -------------------------------------------------------------------------------------

STANDS = {
    "asked_for": later("%(name)s has not said yet whether it is their call."),
    "noted": later("%(name)s has not said yet whether it is their call."),
    "made": later("This call is made already."),
    "reviewed": later("This call is made already."),
    "owned": later("This call is made already."),
    "superseded": later("Another call has taken the place of this one."),
    "declined": later("The answer was no. You can ask anew."),
    "withdrawn": later("This was taken back."),
}


def open_verbs(call: Call, by: str, role: str | None = None) -> list[str]:
    """What the person could do to it now, in the order of the table."""
    role = role_of(call, by) if role is None else role
    return [verb for verb in VERBS if refusal(call, verb, by, role) is None]


def refusal(call: Call, verb: str, by: str, role: str | None = None) -> str | None:
    """Why not, in a sentence; None when the person may."""
    rule = VERBS[verb]
    names = {"name": call.owner.called}
    if call.state not in rule.when:
        return _(STANDS[call.state]) % names
    if (role_of(call, by) if role is None else role) not in rule.roles:
        return _(rule.only) % names
    if verb == "withdraw" and by != call.begun_by:
        return _(rule.only) % names
    return _refusal_of_opening(call, verb, by, rule)


def _refusal_of_opening(call: Call, verb: str, by: str, rule: Verb) -> str | None:
    """Nobody opens another's words: where another owner looked back in words, those are theirs."""
    if verb not in {"open_wider", "open_now"}:
        return None
    if by != call.owner_id:
        return _(rule.only) % {"name": call.owner.called}
    if verb == "open_now" and not call.widening:
        return _("Say first whom you would let know, so that those who know hear of it before.")
    if verb == "open_wider" and call.widening:
        return _("Others are about to be told already. Let that come first.")
    if any(entry.by != by and _has_words(entry) for entry in entries_for_all(call)):
        return _("Another owner has said something in this call too. Tell it in words of your own.")
    return None


def _has_words(entry: Entry) -> bool:
    return bool(getattr(entry.act, "words", None))


def opens_from(call: Call) -> date | None:
    """From which day on it may be opened further: the day after those who know heard of it."""
    return call.widening_on + timedelta(days=1) if call.widening and call.widening_on else None


# ---- what is looked back on ------------------------------------------------------------------------------

BAND = 10


@dataclass(frozen=True, kw_only=True)
class Band:
    """Calls declared about as sure as `percent`, and how many of them turned out how."""

    percent: int
    calls: int
    worked: int
    partly: int

    @property
    def failed(self) -> int:
        """How many did not work."""
        return self.calls - self.worked - self.partly


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """One's own calls looked back on: how sure beforehand, how it turned out, and what one owned of it."""

    bands: tuple[Band, ...]
    on_me_failed: int
    owned: int


def calibration(owner: str) -> Calibration:
    """For the owner's eyes only, so it takes no other."""
    mine = _mine(owner).exclude(outcome="")
    found: dict[int, list[str]] = {}
    for percent, outcome in mine.filter(owner=owner).values_list("sure_percent", "outcome"):
        if percent is not None:
            found.setdefault(_band_of(percent), []).append(outcome)
    said = _roles_of(owner).filter(role="owner", on_me=True, call__outcome="failed")
    owned = list(said.values_list("owned_on", flat=True))
    return Calibration(
        bands=tuple(_band(percent, found[percent]) for percent in sorted(found, reverse=True)),
        on_me_failed=len(owned),
        owned=sum(day is not None for day in owned),
    )


def _band_of(percent: int) -> int:
    return (percent + BAND // 2) // BAND * BAND


def _band(percent: int, outcomes: Sequence[str]) -> Band:
    return Band(
        percent=percent,
        calls=len(outcomes),
        worked=outcomes.count("worked"),
        partly=outcomes.count("partly"),
    )


# ---- where calls stand on streets ------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A call on one street: between one of its owners and somebody else it named."""

    call: Call
    street: Street
    owner: CallPerson
    other: CallPerson


Named = dict[str, list[CallPerson]]


def asks_something(person: str) -> QuerySet[Call]:
    """Calls in which somebody is to answer, or whose day to look back may have come, wherever that is."""
    due = Q(state__in=MADE, review_on__lte=clock.today() + NEAREST) & _not_looked_back()
    joins = Exists(CallPerson.objects.filter(call=OuterRef("id"), role="owner_asked"))
    widens = Q(owner=person) & ~Q(widening=[])
    return _of(person).filter(Q(state__in=BEGUN) | due | Q(joins, state__in=MADE) | widens).order_by(*_BY_DAY)


def made_with(person: str) -> QuerySet[Call]:
    """Calls that were made and that named the person, the oldest first."""
    named = Exists(_roles(person).filter(role__in=NAMED))
    return _of(person).filter(named, state__in=MADE).order_by("made_at", "id")


def named_in_each(calls: Iterable[Call]) -> Named:
    """Whom each of these calls named."""
    found: Named = {call.id: [] for call in calls}
    rows = CallPerson.objects.filter(call__in=list(found), role__in=NAMED) if found else ()
    for row in rows and rows.select_related("person").order_by("since", "id"):
        found[row.call_id].append(row)
    return found


def on_streets(
    wanted: Collection[str] | None, calls: Iterable[Call], named: Named, *, seen_by: str
) -> list[Standing]:
    """Each of these calls on each of the viewer's streets, or on those wanted, on which it stands."""
    ends = {
        street.other(seen_by): street
        for street in streets.streets_of(seen_by)
        if wanted is None or street.id in wanted
    }
    return [
        Standing(call=call, street=ends[_end(owner, other, seen_by)], owner=owner, other=other)
        for call in calls
        for owner in named[call.id]
        for other in named[call.id]
        if owner.is_owner and _stands(owner, other, seen_by) and _end(owner, other, seen_by) in ends
    ]


def _stands(owner: CallPerson, other: CallPerson, seen_by: str) -> bool:
    return owner.person_id != other.person_id and seen_by in {owner.person_id, other.person_id}


def _end(one: CallPerson, other: CallPerson, seen_by: str) -> str:
    """Whoever of the two is not the viewer."""
    return other.person_id if one.person_id == seen_by else one.person_id
