"""What can be read of track records, always for somebody's eyes; and what each person may do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.track_records import FEWEST, PUBLIC, SHOWN, STANDING, VERBS, WAITING
from twoway.nouns.track_records.models import TrackRecord as TrackRecord
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Membership, Person
from twoway.people.streets.models import Street
from twoway.web.asked_once import asked_once

_LATEST = ("-proposed_at", "id")


def all_of(seen_by: str) -> QuerySet[TrackRecord]:
    """Every track record the person is asked for or counted in."""
    return TrackRecord.objects.filter(sight.sees(seen_by)).select_related("team", "proposed_by")


def one(id: str, *, seen_by: str) -> TrackRecord:
    """The record; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def among(ids: Iterable[str], *, seen_by: str) -> dict[str, TrackRecord]:
    """Those of these that the person may see."""
    return {found.id: found for found in all_of(seen_by).filter(id__in=set(ids))}


def mine(person: str) -> list[TrackRecord]:
    """All the person is asked for or counted in, the latest first."""
    return list(all_of(person).order_by(*_LATEST))


def in_use(person: str) -> bool:
    """Whether there is any."""
    return all_of(person).exists()


def history(record: TrackRecord, *, seen_by: str) -> list[Entry]:
    """The acts on it that the person may see, the oldest first."""
    return ledger.entries_from(
        sight.among(Frame.objects.filter(thing=record.id, kind__startswith="track_record."), seen_by)
    )


# ---- whose figures may be read ---------------------------------------------------------------------------


def readable(id: str, *, seen_by: str) -> TrackRecord:
    """A record that is out, for those counted in it and for contacts on a street with one of them."""
    neighbours = _neighbours(seen_by)  # asked whether or not there is such a record: the two take the same
    shown = TrackRecord.objects.filter(id=id if looks_like_id(id) else "", state__in=SHOWN)
    found = shown.select_related("team", "proposed_by").first()
    if found is None or not _may_read(found, seen_by, neighbours):
        raise NotSeen
    return found


def readable_by(person: str) -> list[TrackRecord]:
    """Every record that is out and whose figures the person may read."""
    neighbours = _neighbours(person)
    shown = TrackRecord.objects.filter(state__in=SHOWN).select_related("team", "proposed_by")
    return [found for found in shown.order_by(*_LATEST) if _may_read(found, person, neighbours)]


def public(id: str) -> TrackRecord | None:
    """A record that is out and meant for everybody who has its address."""
    shown = TrackRecord.objects.filter(id=id if looks_like_id(id) else "", state__in=SHOWN, audience=PUBLIC)
    return shown.select_related("team", "proposed_by").first()


def _may_read(record: TrackRecord, person: str, neighbours: frozenset[str]) -> bool:
    return person in record.everybody or not neighbours.isdisjoint(record.people)


@asked_once
def _neighbours(person: str) -> frozenset[str]:
    """With whom a guest who is here shares a street; nobody for members, who read what counts them."""
    known = sight.asked(person)
    ends = Street.objects.filter(Q(low=known) | Q(high=known)).values_list("low_id", "high_id")
    here = Person.objects.filter(id=known, kind="guest", state__in=sight.HERE).exists()
    return frozenset(end for pair in ends for end in pair if end != known) if here else frozenset()


# ---- whom it takes ---------------------------------------------------------------------------------------


def of_team(team: str) -> TrackRecord | None:
    """The record of the team that is out, for rules."""
    return TrackRecord.objects.filter(team=team, state__in=STANDING).first()


def proposed_with(person: str, team: str) -> bool:
    """Whether a record of that team is proposed that the person knows of."""
    return all_of(person).filter(team=team, state__in=WAITING).exists()


def others_of(person: str, record: TrackRecord) -> list[TrackRecord]:
    """Records with other people that were ever out, or wait, and in which the person said yes: for rules."""
    found = TrackRecord.objects.filter(sight.sees(person)).exclude(id=record.id).select_related("team")
    return [one for one in found if person in one.agreed and set(one.people) != set(record.people)]


def members(team: str) -> list[Membership]:
    """Those in the team who can be counted."""
    return [one for one in people.members_of(team) if one.person.is_here and one.person.is_member]


def may_propose(team: str, *, by: str) -> bool:
    """Whether the person is in the team, and enough others are."""
    inside = {one.person_id for one in members(team)}
    return by in inside and len(inside) >= FEWEST


def joined_on(team: str, person: str) -> date | None:
    """Since when the person has been in the team; None when they are in it no longer."""
    return next((one.joined_on for one in members(team) if one.person_id == person), None)


def to_ask(record: TrackRecord) -> list[str]:
    """Contacts who share promises with those counted, are here, and were not asked yet."""
    on = Q(low__in=record.people, high__kind="guest") | Q(high__in=record.people, low__kind="guest")
    ends = dict(Street.objects.filter(on).values_list("id", "low_id"))
    promised = Frame.objects.filter(street__in=list(ends), kind__startswith="promise.")
    streets = Street.objects.filter(id__in=promised.values("street")).select_related("low", "high")
    contacts = {one for street in streets for one in (street.low, street.high) if not one.is_member}
    return sorted(one.id for one in contacts if one.is_here and one.id not in record.asked)


# ---- who may do what -------------------------------------------------------------------------------------

STANDS = {
    "proposed": later("It is proposed, and not out yet."),
    "out": later("It is out already."),
    "ended": later("A later record of the team took over from it."),
    "declined": later("Not everybody wanted it. It can be proposed anew."),
    "taken_back": later("It was taken back. It can be proposed anew."),
}


def open_verbs(record: TrackRecord, by: str) -> list[str]:
    """What the person could do to it now, in the order of the table."""
    return [verb for verb in VERBS if refusal(record, verb, by) is None]


def is_asked(record: TrackRecord, person: str) -> bool:
    """Whether it waits for the person's yes or no."""
    if record.state in WAITING:
        return person in record.missing
    waits = person in record.asked and person not in {*record.contacts, *record.declined}
    return record.state in STANDING and waits


def refusal(record: TrackRecord, verb: str, by: str) -> str | None:
    """Why not, in a sentence; None when the person may."""
    rule = VERBS[verb]
    if record.state not in rule.when:
        return _(STANDS[record.state])
    if verb in {"agree", "decline"}:
        return _refusal_of_answer(record, by)
    if by not in _whose(record, verb):
        return _(rule.only)
    if verb == "ask_contacts" and not to_ask(record):
        return _("There is nobody to ask: every contact who shares promises with you was asked already.")
    return None


def _whose(record: TrackRecord, verb: str) -> Collection[str]:
    """Who may ask contacts, or take it back: before it is out, whoever proposed it or said yes."""
    if verb == "ask_contacts":
        return list(record.people)
    if record.state in WAITING:
        return (record.proposed_by_id, *record.agreed)
    return (*record.everybody, *record.contacts)


def _refusal_of_answer(record: TrackRecord, by: str) -> str | None:
    if is_asked(record, by):
        return None
    if by in record.agreed or by in record.contacts:
        return _("You have agreed already. You can take it back.")
    if by in record.declined:
        return _("You have said no already.")
    return _(VERBS["agree"].only)
