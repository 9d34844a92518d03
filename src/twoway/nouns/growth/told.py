"""Growth in the words and marks that readings across nouns show: acts, marks on a street, what is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.growth import LABELS, notices, queries
from twoway.people import queries as people
from twoway.people.streets import queries as streets
from twoway.web.addresses import address
from twoway.web.asked_once import asked_once
from twoway.web.street.glyphs import Shape, State
from twoway.web.told import Deed, Line, Open, Said, Verb

if TYPE_CHECKING:
    from twoway.nouns.growth.models import Opportunity, Support
    from twoway.people.models import Person
    from twoway.people.streets.models import Street

KINDS: tuple[str, ...] = ("growth.",)
REASONS: dict[str, tuple[str, str]] = {}  # support promised counts as a promise; all else is words


# ---- acts in words -------------------------------------------------------------------------------------


def lines(entries: Sequence[Entry], *, seen_by: str) -> dict[str, Line]:
    """Each of these acts in words, by its entry."""
    own = [entry for entry in entries if entry.kind.startswith(KINDS)]
    if not own:
        return {}
    of_offers = {entry.thing for entry in own if entry.kind.startswith(notices.OF_OPPORTUNITIES)}
    goals = {entry.thing for entry in own} - of_offers
    about = {id: (goal.goal, "goal") for id, goal in _goals(goals, seen_by).items()}
    about |= {id: (offer.what, "opportunity") for id, offer in _offers(of_offers, seen_by).items()}
    names = people.named(notices.named_in(own))
    return {
        entry.id: _line(entry, names, about[entry.thing], seen_by) for entry in own if entry.thing in about
    }


def _goals(ids: Collection[str], seen_by: str) -> dict[str, queries.Goal]:
    return queries.among(ids, seen_by=seen_by) if ids else {}


def _offers(ids: Collection[str], seen_by: str) -> dict[str, queries.Opportunity]:
    return queries.offers_among(ids, seen_by=seen_by) if ids else {}


def _line(entry: Entry, names: dict[str, Person], about: tuple[str, str], seen_by: str) -> Line:
    told, (words, place) = notices.tell(entry, names, seen_by), about
    return Line(
        entry=entry.id,
        kind=entry.kind,
        by=entry.by,
        day=clock.day_of(entry.happened_at, names[entry.by].zone if entry.by in names else "UTC"),
        at=entry.happened_at,
        says=told.says,
        about=words,
        words=told.words,
        href=address(place, entry.thing),
        mark=told.mark,
    )


# ---- marks on a street ---------------------------------------------------------------------------------


def deeds(streets: Collection[str], *, seen_by: str, entries: Iterable[Entry] | None = None) -> list[Deed]:
    """Support of which the owner says what they got, and chances offered, in the lane of their giver."""
    offers = queries.opportunities(seen_by).filter(street__in=list(streets), state__in=("offered", "taken"))
    given = list(queries.given(seen_by))
    ends = _ends(seen_by) if given else {}
    supports = ((one, ends.get(_other(one, seen_by).id)) for one in given)
    return [
        *(_offer_deed(offer) for offer in offers),
        *(_support_deed(one, end.id) for one, end in supports if end is not None and end.id in streets),
    ]


def _offer_deed(offer: Opportunity) -> Deed:
    says = _("Offered, to grow: %(what)s") % {"what": offer.what or _("words that were erased")}
    return Deed(
        street=offer.street_id,
        entry=offer.offered_in,
        by=offer.giver_id,
        day=clock.day_of(offer.offered_at, offer.receiver.zone),
        shape=Shape.GROWTH,
        state=State.DONE if offer.state == "taken" else State.OPEN,
        says=says,
        label=offer.what,
        weight=2.0,
    )


def _support_deed(one: Support, street: str) -> Deed:
    says = _("Helped to grow: %(words)s") % {"words": one.words or _("words that were erased")}
    return Deed(
        street=street,
        entry=one.id,
        by=one.supporter_id,
        day=clock.day_of(one.begun_at, one.goal.owner.zone),
        shape=Shape.GROWTH,
        state=State.DONE,
        says=says,
        label=one.words,
        weight=3.0,
    )


# ---- what is open --------------------------------------------------------------------------------------


def opens(*, seen_by: str, streets: Collection[str] | None = None) -> list[Open]:
    """Support that was asked for and chances that were offered, until there is an answer."""
    found = _all_open(seen_by)
    return list(found) if streets is None else [one for one in found if one.street in streets]


def waiting(person: str) -> int:
    """How many answers of the person's others wait for."""
    return sum(one.owes == person for one in _all_open(person))


def said_to(person: str) -> list[Said]:
    """What somebody got from the person is told on its page, and by mail: nothing here."""
    return []


@asked_once
def _all_open(seen_by: str) -> tuple[Open, ...]:
    """Nobody waits for somebody who has left, nor over a street that is closed."""
    asks, offers = list(queries.asks(seen_by)), list(queries.offers(seen_by))
    ends = _ends(seen_by) if asks else {}
    others = [(one, _other(one, seen_by)) for one in asks]
    known = [(one, ends.get(other.id)) for one, other in others if other.is_here]
    return (
        *(_asked(one, seen_by, end) for one, end in known if end is None or end.state != "closed"),
        *(_offered(offer, seen_by) for offer in offers if offer.street.state != "closed"),
    )


def _ends(seen_by: str) -> dict[str, Street]:
    return {street.other(seen_by): street for street in streets.streets_of(seen_by)}


def _other(one: Support, seen_by: str) -> Person:
    return one.goal.owner if seen_by == one.supporter_id else one.supporter


# As whoever owes the answer reads it, and as the other does.
ASKS = (later("%(name)s asks you for support"), later("You asked %(name)s for support"))


def _asked(one: Support, seen_by: str, street: Street | None) -> Open:
    mine, page = seen_by == one.supporter_id, address("goal", one.goal_id)
    name = (one.goal.owner if mine else one.supporter).called
    promise = Verb(label=str(LABELS["promise_support"]), url=f"{page}#promise_support", posts=False)
    decline = reverse("goal.act", args=[one.goal_id, "decline_support"])
    return Open(
        street=street.id if street is not None else "",
        thing=one.goal_id,
        owes=one.supporter_id,
        to=one.goal.owner_id,
        kind="answer",
        what=one.words or one.goal.goal,
        says=_(ASKS[not mine]) % {"name": name},
        due_on=None,
        days_late=0,
        href=page,
        mark="growthopen",
        verbs=(promise, Verb(label=str(LABELS["decline_support"]), url=decline)) if mine else (),
        seen=one.goal.last_entry_id,
    )


def _offered(offer: Opportunity, seen_by: str) -> Open:
    mine = seen_by == offer.receiver_id
    may = [
        verb for verb in ("take", "decline") if mine and not queries.refusal_of_offer(offer, verb, seen_by)
    ]
    return Open(
        street=offer.street_id,
        thing=offer.id,
        owes=offer.receiver_id,
        to=offer.giver_id,
        kind="answer",
        what=offer.what,
        says=notices.offered(offer, seen_by=seen_by)[0],
        due_on=None,
        days_late=0,
        href=address("opportunity", offer.id),
        mark="growthopen",
        verbs=tuple(
            Verb(label=str(LABELS[verb]), url=reverse("opportunity.act", args=[offer.id, verb]))
            for verb in may
        ),
        seen=offer.last_entry_id,
    )
