"""Talks: one that is ahead, by what it is about, and one that was held with nothing written of it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from twoway.ledger.entries import Entry
from twoway.readings.suggestions.occasions.occasion import Occasion, Reason, Text, occasion
from twoway.readings.suggestions.situation import Situation, told
from twoway.web.addresses import address

AHEAD = 3
A_FORTNIGHT = 14


def _ahead(about: str, title: Text, rule: Text, first: str) -> Occasion:
    """The occasion of a talk about something, which is said yes to and at most three days away."""

    @occasion(f"talk-ahead-{about.replace('_', '-')}", title=title, rule=rule, first=first, does=_("Open it"))
    def ahead(street: Situation) -> Reason | None:
        for planned in street.done("conversation.planned"):
            if told(planned, "about") == about and _stands(street, planned):
                day = _day_of(street, planned)
                if day and -AHEAD <= street.ago(day) <= 0:
                    sentence = _("You and {name} talk on {day}.")
                    return Reason(sentence=sentence, since=day, href=address("conversation", planned.thing))
        return None

    return ahead


def _stands(street: Situation, planned: Entry) -> bool:
    """Whether both said yes to its time, and it was neither held nor called off.

    One that follows another that was held needs no yes of its own, unless it was moved.
    """
    over = ("conversation.declined", "conversation.called_off", "conversation.held")
    times = (planned, *street.then(planned, "conversation.moved"))
    agreed = street.then(times[-1], "conversation.accepted") or (told(planned, "follows") and len(times) == 1)
    return bool(agreed) and not street.then(planned, *over)


def _day_of(street: Situation, planned: Entry) -> date | None:
    """The day it is for, as it was last moved."""
    times = [told(one, "at") for one in (planned, *street.then(planned, "conversation.moved"))]
    at = times[-1]
    return street.day_at_both(at) if isinstance(at, datetime) else None


@occasion(
    "talk-not-held",
    title=_("A talk whose hour has passed"),
    rule=_(
        "The hour of a talk you both said yes to passed within the last 14 days, and it was neither held, "
        "moved nor called off."
    ),
    first="find-another-hour",
    does=_("Open it"),
)
def talk_not_held(street: Situation) -> Reason | None:
    for planned in street.done("conversation.planned"):
        day = _day_of(street, planned) if _stands(street, planned) else None
        if day and 1 <= street.ago(day) <= A_FORTNIGHT:
            sentence = _("You and {name} meant to talk on {day}.")
            return Reason(sentence=sentence, since=day, href=address("conversation", planned.thing))
    return None


@occasion(
    "talk-unwritten",
    title=_("A talk with nothing written of it"),
    rule=_("You talked within the last 14 days, and neither a note nor an outcome of it was written since."),
    first="end-with-who-does-what",
    does=_("Open it"),
)
def talk_unwritten(street: Situation) -> Reason | None:
    for held in reversed(street.lately(street.done("conversation.held"), A_FORTNIGHT)):
        written = [one for one in street.of(held.thing) if one.kind in WRITTEN]
        if not written:
            sentence = _("You and {name} talked on {day}, and nothing is written of it yet.")
            href = address("conversation", held.thing)
            return Reason(sentence=sentence, since=street.day(held), href=href)
    return None


WRITTEN = frozenset({"conversation.outcome", "conversation.noted"})
TALK = (
    _ahead(
        "pay",
        _("A talk about pay is near"),
        _("A talk about pay that you both said yes to is today or within three days."),
        "pay-from-the-same-page",
    ),
    _ahead(
        "expectations",
        _("A talk about expectations is near"),
        _("A talk about expectations that you both said yes to is today or within three days."),
        "three-expectations-each",
    ),
    _ahead(
        "career",
        _("A talk about somebody’s way forward is near"),
        _("A talk about somebody’s way forward that you both said yes to is today or within three days."),
        "begin-with-where-they-want-to-go",
    ),
    _ahead(
        "repair",
        _("A talk to put something right is near"),
        _("A talk to put something right that you both said yes to is today or within three days."),
        "what-happened-before-why",
    ),
    _ahead(
        "one_to_one",
        _("A one-to-one is near"),
        _("A one-to-one that you both said yes to is today or within three days."),
        "three-lines-before",
    ),
    talk_not_held,
    talk_unwritten,
)
