"""Beginnings: a street with nothing on it yet, a path just begun, and promises that go one way."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from twoway.readings.suggestions.occasions.occasion import Reason, occasion
from twoway.readings.suggestions.situation import Situation, told
from twoway.web.addresses import address

A_MONTH, THREE_MONTHS = 30, 90
SEVERAL = 3
GIVEN = ("promise.made", "promise.accepted")


@occasion(
    "nothing-yet",
    title=_("Nothing on the street yet"),
    rule=_("Your street is open, and nothing was done on it by either of you."),
    first="first-small-promise",
    does=_("Make a promise"),
)
def nothing_yet(street: Situation) -> Reason | None:
    if street.acts:
        return None
    href = f"{reverse('promise.new')}?to={street.them}"
    sentence = _("Your street with {name} has been open since {day}, and nothing is on it yet.")
    return Reason(sentence=sentence, since=street.opened_on, href=href)


@occasion(
    "path-begun",
    title=_("A path has begun"),
    rule=_("A path you both wished for has begun within the last 30 days, and is not ended."),
    first="how-we-like-to-work",
    does=_("See the path"),
    rests=True,
)
def path_begun(street: Situation) -> Reason | None:
    for opened in street.lately(street.done("path.opened"), A_MONTH):
        if not street.then(opened, "path.ended"):
            sentence = _("The path you share with {name} began on {day}.")
            href = address("path", opened.thing)
            return Reason(sentence=sentence, since=street.day(opened), href=href)
    return None


@occasion(
    "promises-one-way",
    title=_("Promises that go one way"),
    rule=_(
        "In the last 90 days the other gave you their word at least three times, and you gave them yours not "
        "once."
    ),
    first="your-word-too",
    does=_("Make a promise"),
    rests=True,
)
def promises_one_way(street: Situation) -> Reason | None:
    given = street.lately(street.done(*GIVEN), THREE_MONTHS)
    things = {entry.thing: entry for entry in reversed(given)}
    promisers = [_promiser(street, thing) for thing in things]
    if street.you in promisers or promisers.count(street.them) < SEVERAL:
        return None
    href = f"{reverse('promise.new')}?to={street.them}"
    sentence = _("{name} has given you their word {number} times since {day}. Yours is not here yet.")
    first = street.day(given[0])
    return Reason(sentence=sentence, since=first, number=promisers.count(street.them), href=href)


def _promiser(street: Situation, thing: str) -> str:
    found = (told(entry, "promiser") for entry in street.of(thing))
    return next((str(person) for person in found if person), "")


BEGIN = (nothing_yet, path_begun, promises_one_way)
