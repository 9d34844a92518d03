"""Where something went wrong: what stands with one, was given up, was not heard, or is seen differently."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from twoway.ledger.entries import Entry
from twoway.readings.suggestions.occasions.occasion import Reason, occasion
from twoway.readings.suggestions.situation import Situation, told
from twoway.web.addresses import address

A_MONTH, TWO_MONTHS, FOUR_MONTHS = 30, 60, 120
A_WEEK = 7
UNHEARD = 2
OFTEN = 2


def _own_up_to(thing: str) -> str:
    return f"{reverse('ownup.new')}?about={thing}"


def _owned(street: Situation, entry: Entry) -> bool:
    """Whether the one this is for has owned up to the thing of an act since."""
    said = street.since(entry, "ownup.said", by=street.you)
    return any(told(one, "about") == entry.thing for one in said)


@occasion(
    "problem-with-you",
    title=_("A problem that stands with you"),
    rule=_(
        "A problem the other raised stands with you or you said it was yours, and you have not owned up to "
        "it; it is neither solved nor taken on by somebody else."
    ),
    first="own-it-before-the-fix",
    does=_("This one is mine"),
)
def problem_with_you(street: Situation) -> Reason | None:
    standing = {one.thing for one in street.owed("answer")}
    for raised in street.done("problem.raised", by=street.them):
        over = street.then(raised, "problem.owned", "problem.resolved", "problem.taken_on")
        said_mine = [
            one
            for one in street.then(raised, "problem.answered", by=street.you)
            if told(one, "answer") == "mine"
        ]
        if (raised.thing in standing or (said_mine and not over)) and not _owned(street, raised):
            sentence = _("A problem that {name} raised has stood with you since {day}.")
            day, href = street.day(raised), _own_up_to(raised.thing)
            return Reason(sentence=sentence, since=day, href=href)
    return None


@occasion(
    "given-up-unowned",
    title=_("A promise you gave up"),
    rule=_("You gave up a promise within the last 60 days, and nothing was owned of it since."),
    first="name-what-it-cost",
    does=_("This one is mine"),
)
def given_up_unowned(street: Situation) -> Reason | None:
    for entry in street.lately(street.done("promise.broken", by=street.you), TWO_MONTHS):
        later = street.then(entry, "promise.owned", "promise.reopened", "promise.disputed")
        if not later and not _owned(street, entry):
            sentence = _("You gave up {what} on {day}.")
            what, href = street.what(entry.thing), _own_up_to(entry.thing)
            return Reason(sentence=sentence, since=street.day(entry), what=what, href=href)
    return None


@occasion(
    "voice-unheard",
    title=_("A voice that closed unheard"),
    rule=_(
        "Within the last 30 days the other closed a voice you had answered, said they felt heard 1 or 2 of "
        "5, and you have said nothing to it since."
    ),
    first="ask-what-was-missed",
    does=_("Look at it"),
)
def voice_unheard(street: Situation) -> Reason | None:
    for closed in street.lately(street.done("voice.closed", by=street.them), A_MONTH):
        heard = told(closed, "heard")
        mine = [one for one in street.of(closed.thing) if one.by == street.you]
        if isinstance(heard, int) and heard <= UNHEARD and mine and mine[-1].seq < closed.seq:
            sentence = _("{name} closed a voice on {day} and did not feel heard.")
            href = address("voice", closed.thing)
            return Reason(sentence=sentence, since=street.day(closed), href=href)
    return None


@occasion(
    "seen-differently",
    title=_("Something you two see differently"),
    rule=_(
        "Within the last 30 days one of you said that a problem is not theirs, objected to where it was put, "
        "or said of a promise that it was not so; it is not settled, and you have not added your side."
    ),
    first="two-accounts",
    does=_("Look at it"),
)
def seen_differently(street: Situation) -> Reason | None:
    unsettled = street.done("problem.answered", "problem.objected", "promise.contested")
    for entry in street.lately(unsettled, A_MONTH):
        if entry.kind == "problem.answered" and told(entry, "answer") != "not_mine":
            continue
        over = street.then(entry, "problem.resolved", "problem.owned", "problem.taken_on")
        kept = street.then(entry, "promise.kept", "promise.confirmed", "promise.released", "promise.broken")
        if not over and not kept and not street.since(entry, "side.added", by=street.you):
            sentence = _("You and {name} see one thing differently since {day}.")
            noun = entry.kind.partition(".")[0]
            return Reason(sentence=sentence, since=street.day(entry), href=address(noun, entry.thing))
    return None


@occasion(
    "owned-and-after",
    title=_("After you owned up"),
    rule=_(
        "You owned up to the other between 7 and 120 days ago, no promise of yours to them has been kept "
        "since, and none is open."
    ),
    first="one-small-thing-after",
    does=_("Make a promise"),
)
def owned_and_after(street: Situation) -> Reason | None:
    said = street.lately(street.done("ownup.said", by=street.you), FOUR_MONTHS)
    if not said or street.ago(street.day(said[-1])) < A_WEEK or street.owed("promise"):
        return None
    kept = street.since(said[-1], "promise.kept", by=street.you)
    if kept or street.since(said[-1], "promise.confirmed", by=street.them):
        return None
    sentence = _("You owned up to {name} on {day}, and no promise of yours has been kept here since.")
    href = f"{reverse('promise.new')}?to={street.them}"
    return Reason(sentence=sentence, since=street.day(said[-1]), href=href)


@occasion(
    "days-moved",
    title=_("Days of yours that moved"),
    rule=_("At least two of your promises to the other were moved by you or given up in the last 60 days."),
    first="fewer-with-more-room",
    does=_("Look at your promises"),
    rests=True,
)
def days_moved(street: Situation) -> Reason | None:
    moves = [one for one in street.done("promise.moved") if told(one, "asked_by") == street.you]
    moved = street.lately([*moves, *street.done("promise.broken", by=street.you)], TWO_MONTHS)
    mine = sorted((one for one in moved if _is_promised_by_you(street, one)), key=lambda one: one.seq)
    if len({one.thing for one in mine}) < OFTEN:
        return None
    sentence = _("Since {day}, {number} of your promises to {name} did not keep their day.")
    number = len({one.thing for one in mine})
    return Reason(sentence=sentence, since=street.day(mine[0]), number=number, href=reverse("promises"))


def _is_promised_by_you(street: Situation, moved: Entry) -> bool:
    promisers = [told(entry, "promiser") for entry in street.of(moved.thing)]
    return street.you in promisers


MEND = (problem_with_you, given_up_unowned, voice_unheard, seen_differently, owned_and_after, days_moved)
