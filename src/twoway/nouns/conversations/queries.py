"""What can be read of conversations, always for somebody's eyes; and what each of the two may do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from twoway import clock
from twoway.errors import NotSeen
from twoway.ids import looks_like_id
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.ledger.models import Frame
from twoway.nouns.conversations import AHEAD, OFF, VERBS
from twoway.nouns.conversations.models import Conversation as Conversation
from twoway.nouns.conversations.models import Outcome as Outcome
from twoway.people import sight
from twoway.people.seals import queries as seals
from twoway.people.seals.asked import KEPT_FOR, SEALED_FOR
from twoway.people.seals.closing import Said

_SHOWN = ("street__low", "street__high", "asker", "asked", "where_in", "opened_in")
_BY_START = ("starts_at", "id")
EARLIEST = timedelta(hours=12)  # a talk may be had before its hour, on the same day wherever they are


def all_of(seen_by: str) -> QuerySet[Conversation]:
    """Every conversation the person may see, with all that a row on a page shows."""
    return Conversation.objects.filter(sight.sees(seen_by)).select_related(*_SHOWN)


def one(id: str, *, seen_by: str) -> Conversation:
    """The conversation; what is not there and what is not theirs cannot be told apart."""
    found = all_of(seen_by).filter(id=id if looks_like_id(id) else "").first()
    if found is None:
        raise NotSeen
    return found


def among(ids: Iterable[str], *, seen_by: str) -> dict[str, Conversation]:
    """Those of these conversations that the person may see."""
    return {talk.id: talk for talk in all_of(seen_by).filter(id__in=set(ids))}


# ---- lists -----------------------------------------------------------------------------------------------


def waiting_for(person: str) -> QuerySet[Conversation]:
    """Talks whose time waits for this person's yes, the nearest first."""
    return _alive(person).filter(state="planned", waits_for=person).order_by(*_BY_START)


def ahead(person: str) -> QuerySet[Conversation]:
    """Everything planned that nobody has held or called off, the nearest first."""
    return _alive(person).filter(state__in=AHEAD).order_by(*_BY_START)


def coming(person: str) -> QuerySet[Conversation]:
    """What was agreed, or waits for the other's yes, the nearest first."""
    return ahead(person).exclude(waits_for=person)


def to_say(person: str) -> list[Conversation]:
    """Talks of which the person may still say how they were, and has not: by their own answers alone."""
    mine = seals.all_mine(by=person)
    return [talk for talk in _sealing(person) if talk.id not in mine]


def sealed_by(person: str) -> list[Conversation]:
    """Talks of which the person has said under seal how they were, while the seal lasts."""
    mine = seals.all_mine(by=person)
    return [talk for talk in _sealing(person) if talk.id in mine]


def come_back(person: str) -> list[Conversation]:
    """Talks of which what the person said came back to them unopened."""
    held = _mine(person).filter(state="held", id__in=seals.all_mine(by=person))
    return [talk for talk in held.order_by("-held_at", "id") if not talk.is_sealing]


def _sealing(person: str) -> list[Conversation]:
    """Held in the last seven days, or on a street that was stopped meanwhile, which puts the end off."""
    lately = Q(held_at__gt=clock.now() - SEALED_FOR) | ~Q(street__stops=[])
    held = _alive(person).filter(lately, state="held").order_by("held_at", "id")
    return [talk for talk in held if talk.is_sealing]


def over(person: str) -> QuerySet[Conversation]:
    """What was held, and what came to nothing, the latest first."""
    closed = Q(street__state="closed") | ~Q(state__in=AHEAD)
    return _mine(person).filter(closed).order_by("-starts_at", "id")


def of_street(street: str, *, seen_by: str) -> QuerySet[Conversation]:
    """Everything planned between the two, the earliest first."""
    return all_of(seen_by).filter(street=street).order_by(*_BY_START)


def on_streets(streets: Collection[str], *, seen_by: str) -> QuerySet[Conversation]:
    """The talks that were held on these streets."""
    return all_of(seen_by).filter(street__in=list(streets), held_at__isnull=False).order_by(*_BY_START)


def next_between(street: str, *, seen_by: str) -> Conversation | None:
    """The next talk of the two that is still to come, or whose time has passed without a word."""
    return ahead(seen_by).filter(street=street).first()


def of_series(conversation: Conversation, *, seen_by: str) -> list[Conversation]:
    """The others that came before and after it, where it comes again; the latest first."""
    others = all_of(seen_by).filter(series=conversation.series).exclude(id=conversation.id)
    return list(others.order_by("-starts_at", "id")[:20])


def is_in_use(person: str) -> bool:
    """Whether the person has ever had to do with a talk: every page asks."""
    return Conversation.objects.filter(Q(asker=person) | Q(asked=person)).exists()


def _mine(person: str) -> QuerySet[Conversation]:
    return all_of(person).filter(Q(asker=person) | Q(asked=person))


def _alive(person: str) -> QuerySet[Conversation]:
    return _mine(person).exclude(street__state="closed")


# ---- one conversation ------------------------------------------------------------------------------------


def history(conversation: Conversation, *, seen_by: str, with_sides: bool = False) -> list[Entry]:
    """The acts on it that the person may see, the oldest first."""
    kinds = Q(kind__startswith="conversation.") | (Q(kind__startswith="side.") if with_sides else Q())
    return ledger.entries_from(sight.among(Frame.objects.filter(kinds, thing=conversation.id), seen_by))


def histories(talks: Iterable[Conversation], *, seen_by: str) -> dict[str, list[Entry]]:
    """The acts on each of these, asked for at once."""
    found: dict[str, list[Entry]] = {talk.id: [] for talk in talks}
    frames = Frame.objects.filter(kind__startswith="conversation.", thing__in=list(found))
    for entry in ledger.entries_from(sight.among(frames, seen_by)):
        found[entry.thing].append(entry)
    return found


def outcomes(conversation: Conversation) -> list[Outcome]:
    """What came of it, in the order in which it was agreed."""
    return outcomes_of([conversation])[conversation.id]


def outcomes_of(talks: Iterable[Conversation]) -> dict[str, list[Outcome]]:
    """What came of each of these."""
    found: dict[str, list[Outcome]] = {talk.id: [] for talk in talks}
    for outcome in Outcome.objects.filter(conversation__in=list(found)).order_by("agreed_in"):
        found[outcome.conversation_id].append(outcome)
    return found


def own_words(conversation: Conversation, *, by: str) -> Said | None:
    """What the person said of it, sealed or come back; never whether the other said anything."""
    return seals.mine(conversation.id, by=by)


def to_clear_away() -> list[str]:
    """The ids of talks whose seal ended so long ago that what came back is kept no longer."""
    laid = Conversation.objects.select_related("street").filter(id__in=seals.laid())
    now = clock.now()
    return [talk.id for talk in laid if talk.seal_ends_at and talk.seal_ends_at + KEPT_FOR < now]


def next_start(conversation: Conversation) -> datetime:
    """When it comes again: at the same hour by the clock of whoever planned it, and not before now."""
    zone = ZoneInfo(conversation.zone)
    here = conversation.starts_at.astimezone(zone)
    while True:
        here = (here.replace(tzinfo=None) + timedelta(weeks=conversation.every_weeks)).replace(tzinfo=zone)
        if here > clock.now():
            return here


# ---- who may do what -------------------------------------------------------------------------------------

STANDS = {
    "planned": later("%(name)s has not said yes to this yet."),
    "agreed": later("This is agreed already. You can ask for another time."),
    "declined": later("The answer was no. You can plan another."),
    "called_off": later("This was called off. You can plan another."),
    "held": later("This was held."),
    "opened": later("This was held, and what you both said of it is open."),
}


def open_verbs(conversation: Conversation, by: str) -> list[str]:
    """What the person could do now, in the order of the table."""
    return [verb for verb in VERBS if refusal(conversation, verb, by) is None]


def refusal(conversation: Conversation, verb: str, by: str) -> str | None:
    """Why the person may not do that, in a sentence; None when they may."""
    rule = VERBS[verb]
    if conversation.state not in rule.when:
        return _stands(conversation)
    if rule.whose == "waited" and by != conversation.waits_for:
        return _(rule.only) % {"name": conversation.name_of(conversation.waits_for)}
    shut = _street_refusal(conversation, in_pause=rule.in_pause)
    return shut or _special(conversation, verb, by)


def _stands(conversation: Conversation) -> str:
    return _(STANDS[conversation.state]) % {"name": conversation.name_of(conversation.waits_for)}


def _street_refusal(conversation: Conversation, *, in_pause: bool) -> str | None:
    if conversation.street.state == "closed":
        return _("This street is closed. What is on it stays as it is.")
    if conversation.street.state == "paused" and not in_pause:
        return _("This street is paused. What is under way can still be finished; nothing new begins.")
    return None


def _special(conversation: Conversation, verb: str, by: str) -> str | None:
    """What hangs on the clock, or on whose yes is missing."""
    if verb == "accept" and conversation.ends_at <= clock.now():
        return _("That time has passed. Ask for another.")
    if verb in {"hold", "agree"} and conversation.state == "planned" and conversation.waits_for != by:
        return _stands(conversation)
    if verb == "hold" and conversation.starts_at > clock.now() + EARLIEST:
        return _("That is still to come. Move it if you have talked already.")
    if verb in {"say", "take_back"} and not conversation.is_sealing:
        return _("The seven days in which you both could say how it was are over.")
    if verb == "take_back" and own_words(conversation, by=by) is None:
        return _("You have said nothing of it yet.")
    return None


def standing(conversation: Conversation) -> str:
    """How it stands, as the clock reads it: also "passed", when nobody has said whether it took place."""
    if conversation.is_ahead and conversation.street.state == "closed":
        return "lapsed"
    return "passed" if conversation.is_over_by_the_clock else conversation.state


def came_to_nothing(conversation: Conversation) -> bool:
    """Whether it never took place, and will not."""
    return conversation.state in OFF or standing(conversation) == "lapsed"


def items(entries: Sequence[Entry], kind: str) -> list[Entry]:
    """The acts of one kind, in their order: what is on the agenda, what stands in the notes."""
    return [entry for entry in entries if entry.kind == kind]
