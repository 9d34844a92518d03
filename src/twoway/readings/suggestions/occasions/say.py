"""What waits to be said: trust received or narrowed, a goal that was shown, thanks, and after a pause."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from twoway.ledger.entries import Entry
from twoway.readings.suggestions.occasions.occasion import Reason, occasion
from twoway.readings.suggestions.situation import Situation, told
from twoway.web.addresses import address

A_WEEK, A_FORTNIGHT, A_MONTH, TWO_MONTHS = 7, 14, 30, 60
THANKS = ("thanks.given", "thanks.learned")
HELPS = ("growth.opportunity_offered", "growth.support_promised")


def _thank_for(entry: Entry) -> str:
    return f"{reverse('thanks.new')}?about={entry.id}"


@occasion(
    "entrusted-to-you",
    title=_("Trust you said yes to"),
    rule=_("Within the last 7 days you said yes to something the other entrusted to you."),
    first="say-back-what-you-took-on",
    does=_("Look at it"),
)
def entrusted_to_you(street: Situation) -> Reason | None:
    accepted = street.lately(street.done("entrustment.accepted", by=street.you), A_WEEK)
    for entry in accepted:
        over = ("entrustment.returned", "entrustment.ended", "entrustment.looked_back")
        if not street.then(entry, *over):
            sentence = _("You said yes on {day} to what {name} entrusted to you.")
            href = address("entrustment", entry.thing)
            return Reason(sentence=sentence, since=street.day(entry), href=href)
    return None


@occasion(
    "trust-narrowed",
    title=_("Trust you narrowed"),
    rule=_("Within the last 30 days you narrowed what you entrusted to the other, and it stands so."),
    first="say-what-would-widen-it",
    does=_("Look at it"),
)
def trust_narrowed(street: Situation) -> Reason | None:
    for entry in street.lately(street.done("entrustment.narrowed", by=street.you), A_MONTH):
        if not street.then(entry, "entrustment.widened", "entrustment.returned", "entrustment.ended"):
            sentence = _("You narrowed on {day} what you entrusted to {name}.")
            href = address("entrustment", entry.thing)
            return Reason(sentence=sentence, since=street.day(entry), href=href)
    return None


@occasion(
    "goal-shown",
    title=_("A goal you were shown"),
    rule=_(
        "The other showed you within the last 60 days where they want to go, and you have offered or "
        "promised nothing towards it since."
    ),
    first="one-thing-towards-it",
    does=_("Look at it"),
)
def goal_shown(street: Situation) -> Reason | None:
    for shown in street.lately(street.done("growth.set", "growth.shown", by=street.them), TWO_MONTHS):
        over = street.then(shown, "growth.reached", "growth.let_go")
        if _is_shown_to_you(street, shown) and not over and not street.since(shown, *HELPS, by=street.you):
            sentence = _("{name} showed you a goal on {day}.")
            href = address("goal", shown.thing)
            return Reason(sentence=sentence, since=street.day(shown), href=href)
    return None


def _is_shown_to_you(street: Situation, shown: Entry) -> bool:
    """A goal is set for several, and shown to one more: who sees it already takes part in that too."""
    return told(shown, "to") == street.you or street.you in (told(shown, "with_") or ())


@occasion(
    "taken-for-you",
    title=_("A problem that was taken off you"),
    rule=_(
        "Within the last 60 days the other took on a problem that stood with you, and you have not thanked "
        "them for anything since."
    ),
    first="thank-for-owning",
    does=_("Say thank you"),
)
def taken_for_you(street: Situation) -> Reason | None:
    for entry in street.lately(street.done("problem.taken_on", by=street.them), TWO_MONTHS):
        if street.you in (told(entry, "shielded") or ()) and not street.since(entry, *THANKS, by=street.you):
            sentence = _("{name} took on a problem on {day} that had stood with you.")
            return Reason(sentence=sentence, since=street.day(entry), href=_thank_for(entry))
    return None


@occasion(
    "thanks-unsaid",
    title=_("Thanks not said yet"),
    rule=_(
        "The other kept a promise to you within the last 60 days, and you have thanked them for nothing in "
        "the 60 days before it or since."
    ),
    first="thanks-for-one-act",
    does=_("Say thank you"),
)
def thanks_unsaid(street: Situation) -> Reason | None:
    kept = street.lately(street.done("promise.kept", by=street.them), TWO_MONTHS)
    if not kept:
        return None
    thanked = street.done(*THANKS, by=street.you)
    since = street.day(kept[-1])
    if thanked and (since - street.day(thanked[-1])).days <= TWO_MONTHS:
        return None
    sentence = _("{name} kept {what} on {day}.")
    what, href = street.what(kept[-1].thing), _thank_for(kept[-1])
    return Reason(sentence=sentence, since=since, what=what, href=href)


@occasion(
    "pause-over",
    title=_("After a pause"),
    rule=_("A pause of your street ended within the last 14 days, and you have done nothing here since."),
    first="say-where-things-are",
    does=_("Look at what is open"),
)
def pause_over(street: Situation) -> Reason | None:
    over = [entry for entry in street.entries if entry.kind == "street.resumed"]
    if not over or street.ago(street.day(over[-1])) > A_FORTNIGHT:
        return None
    if any(entry.by == street.you and entry.seq > over[-1].seq for entry in street.acts):
        return None
    return Reason(sentence=_("The pause of your street ended on {day}."), since=street.day(over[-1]))


SAY = (entrusted_to_you, trust_narrowed, goal_shown, taken_for_you, thanks_unsaid, pause_over)
