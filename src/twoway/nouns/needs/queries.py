"""What can be read of needs, always for somebody's eyes; and what each person on one may do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.needs import OPEN, OVER, SIDES, UNDER_WAY, VERBS, WAITS
from twoway.nouns.needs.models import Delivery as Delivery
from twoway.nouns.needs.models import Need as Need
from twoway.nouns.needs.models import NeedPerson, NeedPromise
from twoway.nouns.promises import queries as promises
from twoway.people import queries as people
from twoway.people import sight
from twoway.people.models import Person
from twoway.people.seals import asked
from twoway.people.seals import queries as seals
from twoway.people.seals.closing import Said
from twoway.people.streets import queries as streets
from twoway.people.streets.models import Street
from twoway.web import money
from twoway.web.asked_once import asked_once

_SHOWN = ("client", "begun_by", "what_in")
_LATEST = ("-begun_at", "id")
Ends: TypeAlias = "Mapping[str, Street]"
# What we promise comes after "yes, that is it", and what is asked of us too.
GIVEN = frozenset({"made", "claimed", "kept"})
AGREED = UNDER_WAY - {"said", "played_back", "corrected"}


def all_of(seen_by: str) -> QuerySet[Need]:
    """Every need the person is on, with all that a row on a page shows."""
    return Need.objects.filter(sight.sees(seen_by)).select_related(*_SHOWN)


def one(id: str, *, seen_by: str) -> Need:
    """The need; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def among(ids: Iterable[str], *, seen_by: str) -> dict[str, Need]:
    """Those of these needs that the person is on."""
    return {need.id: need for need in all_of(seen_by).filter(id__in=set(ids))}


# ---- lists -----------------------------------------------------------------------------------------------


def waiting_for(person: str) -> QuerySet[Need]:
    """Needs in which the person's side has the next word, the latest first."""
    return all_of(person).filter(_waits(person)).order_by(*_LATEST)


def under_way(person: str) -> QuerySet[Need]:
    """Needs that are open, and in which the person's side has said its word."""
    return all_of(person).filter(state__in=OPEN).exclude(_waits(person)).order_by(*_LATEST)


def over(person: str) -> QuerySet[Need]:
    """Needs that were met, set aside, or never said, the latest first."""
    return all_of(person).filter(state__in=OVER).order_by(*_LATEST)


def asks_something(person: str) -> QuerySet[Need]:
    """Needs in which either side has the next word."""
    return all_of(person).filter(state__in=list(WAITS)).order_by("begun_at", "id")


def of_client(client: str, *, seen_by: str) -> QuerySet[Need]:
    """The needs of one client that the person is on."""
    return all_of(seen_by).filter(client=sight.asked(client)).order_by(*_LATEST)


@asked_once
def is_in_use(person: str) -> bool:
    """Whether the person is on any need: every page asks, and asks for nothing more where they are not."""
    return NeedPerson.objects.filter(person=person).exists()


def _waits(person: str) -> Q:
    found = Q(pk__in=())
    for side in SIDES:
        on_it = NeedPerson.objects.filter(person=person, side=side).values("need")
        found |= Q(id__in=on_it, state__in=[state for state, whose in WAITS.items() if whose == side])
    return found


# ---- one need --------------------------------------------------------------------------------------------


def history(need: Need, *, seen_by: str, with_sides: bool = False, most: int | None = None) -> list[Entry]:
    """The acts on it that the person may see, the oldest first; or the latest of them."""
    kinds = Q(kind__startswith="need.") | (Q(kind__startswith="side.") if with_sides else Q())
    found = sight.among(Frame.objects.filter(kinds, thing=need.id), seen_by)
    if most is not None:
        found = Frame.objects.filter(seq__in=found.order_by("-seq").values("seq")[:most])
    return ledger.entries_from(found)


def named(needs: Iterable[Need]) -> dict[str, Person]:
    """Everybody on these, by id: all on a need see who else is."""
    return people.named(person for need in needs for person in need.everybody)


def deliveries_of(needs: Iterable[Need]) -> dict[str, list[Delivery]]:
    """What was delivered of each of these, the oldest first."""
    found: dict[str, list[Delivery]] = {need.id: [] for need in needs}
    shown = Delivery.objects.select_related("by", "contact", "words_in", "looked_in", "opened_in")
    for delivery in shown.filter(need__in=list(found)).order_by("in_seq"):
        found[delivery.need_id].append(delivery)
    return found


def latest(need: Need) -> Delivery | None:
    """The last delivery, if there is one."""
    return Delivery.objects.filter(id=need.delivery).first() if need.delivery else None


@dataclass(frozen=True, kw_only=True)
class Within:
    """A promise within a need, and whose it is: "ours" or "theirs"."""

    promise: promises.Promise
    of: str

    @property
    def price(self) -> str:
        """What it is to cost, as it stands on a page; nothing where no price was named."""
        return money.price_text(self.promise.price_low, self.promise.price_high, self.promise.currency)


def promises_of(needs: Iterable[Need], *, seen_by: str) -> dict[str, list[Within]]:
    """The promises within each of these, in the order in which they were added."""
    found: dict[str, list[Within]] = {need.id: [] for need in needs}
    rows = list(NeedPromise.objects.filter(need__in=list(found)).order_by("added_in"))
    known = {one.id: one for one in promises.all_of(seen_by).filter(id__in=[row.id for row in rows])}
    for row in rows:
        if row.id in known:
            found[row.need_id].append(Within(promise=known[row.id], of=row.of))
    return found


def agreed_prices(need: Need, *, seen_by: str) -> dict[str, tuple[int, int]]:
    """What our promises within it come to, by currency: those that were given, and not let go or given up."""
    found: dict[str, tuple[int, int]] = {}
    for one in promises_of([need], seen_by=seen_by)[need.id]:
        promise = one.promise
        is_given = promise.state in GIVEN and not promise.waits_for
        if one.of == "ours" and is_given and promise.price_low and promise.price_high:
            low, high = found.get(promise.currency, (0, 0))
            found[promise.currency] = (low + promise.price_low, high + promise.price_high)
    return found


# ---- how it was to work together, under seal -------------------------------------------------------------


def to_rate(person: str) -> list[Delivery]:
    """Deliveries of which the person may still say how it was, and has not: by their own answers alone."""
    sealing = _sealing(person)
    mine = seals.all_mine(by=person) if sealing else {}
    return [one for one in sealing if one.id not in mine]


def come_back(person: str) -> list[Delivery]:
    """Deliveries of which what the person said came back to them unopened."""
    mine, sealing = seals.all_mine(by=person), {one.id for one in _sealing(person)}
    return [one for one in _looked_back_on(person) if one.id in mine and one.id not in sealing]


def _sealing(person: str) -> list[Delivery]:
    looked = list(_looked_back_on(person))
    ends = ends_of(person) if looked else {}
    return [one for one in looked if is_sealing(one, ends.get(_other(one, person)))]


def _looked_back_on(person: str) -> QuerySet[Delivery]:
    """What one of the two delivered and the other looked back on, and what was said of it is not open."""
    mine = Q(by=person) | Q(contact=person)
    found = Delivery.objects.filter(mine, sealed_at__isnull=False, opened_at=None)
    return found.select_related("need__what_in", "by", "contact").order_by("in_seq")


def _other(delivery: Delivery, person: str) -> str:
    return next((one for one in delivery.pair or () if one != person), "")


def is_sealing(delivery: Delivery, street: Street | None) -> bool:
    """Whether its two may still say how it was; `street` is theirs."""
    if delivery.sealed_at is None or delivery.opened_at is not None or street is None:
        return False
    return asked.is_sealing(delivery.sealed_at, street)


def seal_ends_at(delivery: Delivery, street: Street | None) -> datetime | None:
    """Until when its two may say how it was."""
    return asked.ends_at(delivery.sealed_at, street) if delivery.sealed_at and street else None


def street_of(delivery: Delivery) -> Street | None:
    """The street of whoever delivered and the contact who looked back."""
    return streets.between(*delivery.pair) if delivery.pair else None


def sealed_until(delivery: Delivery, person: str, ends: Ends) -> datetime | None:
    """Until when one of its two may say how it was; nothing of it is there for anybody else."""
    if person not in (delivery.pair or ()):
        return None
    street = ends.get(_other(delivery, person))
    return seal_ends_at(delivery, street) if is_sealing(delivery, street) else None


def sealing_of(need: Need, by: str, delivery: str = "") -> Delivery | None:
    """The delivery of which the person may say under seal how it was: that one, or the latest."""
    found = [one for one in _sealing(by) if one.need_id == need.id and delivery in {"", one.id}]
    return found[-1] if found else None


def own_words(delivery: Delivery, *, by: str) -> Said | None:
    """What the person said of it, sealed or come back; never whether the other said anything."""
    return seals.mine(delivery.id, by=by)


def was_said(need: Need, by: str, said: Said, delivery: str) -> bool:
    """Whether just that was said by the person of a delivery, and is open by now: then it was sent twice."""
    figures = [said[name] for name in asked.QUESTIONS]
    opened = deliveries_of([need])[need.id]
    return any(
        one.ratings.get(by) == figures and one.takes_of(by) == said["takes"]
        for one in opened
        if delivery in {"", one.id}
    )


def to_clear_away() -> list[str]:
    """The deliveries whose seal ended so long ago that what came back is kept no longer."""
    found = Delivery.objects.filter(id__in=seals.laid())
    ends = {one.id: seal_ends_at(one, street_of(one)) for one in found}
    now = clock.now()
    return [id for id, end in ends.items() if end is not None and end + asked.KEPT_FOR < now]


# ---- who may do what -------------------------------------------------------------------------------------

STANDS = {
    "noted": later("Nobody of %(client)s has said yet whether they said this."),
    "said": later("This waits to be played back."),
    "corrected": later("This waits to be played back in other words."),
    "unmet": later("This is open again, and waits to be played back."),
    "played_back": later("This was played back, and waits to hear whether that is it."),
    "recognised": later("It was said that this is just it."),
    "delivered": later("This is delivered, and waits to be looked back on."),
    "met": later("It was what was needed. It can be taken up again."),
    "set_aside": later("This was set aside. It can be taken up again."),
    "disowned": later("Nobody said that they need this, so there is nothing to go on with."),
}


def ends_of(person: str) -> Ends:
    """The person's streets by who is at the other end."""
    return {street.other(person): street for street in streets.streets_of(person)}


@dataclass(frozen=True, kw_only=True)
class Around:
    """What else decides who may do what, for one person and some needs, asked for at once."""

    known: Mapping[str, Person]
    ends: Ends
    latest: Mapping[str, Delivery]
    sealing: Sequence[Delivery]
    own: Collection[str]

    @classmethod
    def of(cls, needs: Sequence[Need], by: str) -> Around:
        """Of these needs, for that person."""
        there = Delivery.objects.filter(id__in=[need.delivery for need in needs if need.delivery])
        latest = {one.need_id: one for one in there} if any(need.delivery for need in needs) else {}
        sealing = _sealing(by) if latest else []
        own = seals.all_mine(by=by) if sealing else {}
        return cls(known=named(needs), ends=ends_of(by), latest=latest, sealing=sealing, own=own.keys())

    def within_reach(self, need: Need, by: str) -> list[str]:
        """Those on the other side who are still here, and whose street with the person is not closed."""
        here = [one for one in need.facing(by) if one in self.known and self.known[one].is_here]
        return [one for one in here if one not in self.ends or self.ends[one].state != "closed"]


def open_verbs(need: Need, by: str) -> list[str]:
    """What the person could do about it now, in the order of the table."""
    return verbs_of([need], by)[need.id]


def verbs_of(needs: Sequence[Need], by: str) -> dict[str, list[str]]:
    """What the person could do about each of these."""
    around = Around.of(needs, by)
    return {need.id: [verb for verb in VERBS if _refusal(need, verb, by, around) is None] for need in needs}


def refusal(need: Need, verb: str, by: str) -> str | None:
    """Why the person may not do that, in a sentence; None when they may."""
    return _refusal(need, verb, by, Around.of([need], by))


def _refusal(need: Need, verb: str, by: str, around: Around) -> str | None:
    rule = VERBS[verb]
    if rule.whose not in {"either", need.side_of(by)}:
        return _(rule.only)
    if need.state not in rule.when:
        return _stands(need)
    if not rule.alone and not around.within_reach(need, by):
        return _("Nobody on the other side can be reached here any more. You can set it aside.")
    if verb in {"rate", "take_back"}:
        return _rating_refusal(need, verb, around)
    return _special(need, verb, by, around)


def _stands(need: Need) -> str:
    return _(STANDS[need.state]) % {"client": need.client.name}


def _special(need: Need, verb: str, by: str, around: Around) -> str | None:
    """What hangs on more than the state: what is promised by us, and whose look back it was."""
    of_ours = {"promise": "ours", "ask_promise": "contacts"}
    if of_ours.get(verb) == need.side_of(by) and need.state not in AGREED:
        say = _("First it is played back, and somebody of %(client)s says: yes, that is it.")
        return say % {"client": need.client.name}
    if verb == "look_back" and need.state != "delivered":
        one = around.latest.get(need.id)
        return None if one is not None and one.contact_id == by else _stands(need)
    return None


def _rating_refusal(need: Need, verb: str, around: Around) -> str | None:
    sealing = [one for one in around.sealing if one.need_id == need.id]
    if not sealing:
        return _("There is nothing here now of which you could say under seal how it was.")
    if verb == "take_back" and not any(one.id in around.own for one in sealing):
        return _("You have said nothing of it yet.")
    return None
