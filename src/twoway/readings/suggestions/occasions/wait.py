"""What somebody waits for: answers, promises and their days, and looks back on the day that was named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from twoway.ledger.entries import Entry
from twoway.readings.suggestions.occasions.occasion import Reason, Text, occasion
from twoway.readings.suggestions.situation import Situation, told
from twoway.web.addresses import address
from twoway.web.told import Open

A_DAY_NEAR = 2
DAYS_OF_A_PATH = (30, 60, 90)
A_PART_OF_A_PATH = 30
LOOKED = "entrustment.looked_back"
OVER = ("entrustment.declined", "entrustment.withdrawn", "entrustment.returned", "entrustment.ended")

OWED: tuple[Text, Text] = (
    _("You owe {name} an answer since {day}."),
    _("You owe {name} an answer."),
)


def _answers(street: Situation, prefix: str = "") -> Iterator[Open]:
    """Answers that are owed, of things whose acts begin so; those about problems have their own occasion."""
    for one in street.owed("answer"):
        first = next((entry.kind for entry in street.of(one.thing)), "")
        if first.startswith(prefix) and not first.startswith("problem."):
            yield one


def _owed(street: Situation, one: Open, says: tuple[Text, Text] = OWED, what: str = "") -> Reason:
    """Since when it is owed, as far as the other's acts tell."""
    since = street.waits_from(one)
    return Reason(sentence=says[since is None], since=since or street.today, what=what, href=one.href)


def _asks_for_feedback(street: Situation, one: Open) -> bool:
    return any(told(entry, "wants") == "feedback" for entry in street.of(one.thing))


@occasion(
    "feedback-asked",
    title=_("Feedback you were asked for"),
    rule=_("The other asked you for one thing they could do better, and has no answer from you yet."),
    first="one-thing-you-saw",
    does=_("Answer it"),
)
def feedback_asked(street: Situation) -> Reason | None:
    for one in _answers(street, "voice."):
        if _asks_for_feedback(street, one):
            asked = _("{name} asked you on {day} for one thing to do better.")
            return _owed(street, one, (asked, _("{name} asked you for one thing to do better.")))
    return None


@occasion(
    "voice-unanswered",
    title=_("A voice that waits for your answer"),
    rule=_("The other raised a voice to you, and it waits for your answer."),
    first="yes-with-a-day-or-no-with-a-reason",
    does=_("Answer it"),
)
def voice_unanswered(street: Situation) -> Reason | None:
    one = next(_answers(street, "voice."), None)
    return _owed(street, one) if one else None


@occasion(
    "answer-owed",
    title=_("An answer you owe"),
    rule=_(
        "Something between you waits for your answer: something you were asked for or offered, another day, "
        "a hand-off, a call, a talk, trust that was offered to you, or thanks somebody would like to pass on."
    ),
    first="answer-by-the-day",
    does=_("Answer it"),
)
def answer_owed(street: Situation) -> Reason | None:
    one = next(_answers(street), None)
    return _owed(street, one) if one else None


def _promise(street: Situation, sentence: Text, after: int, before: int) -> Reason | None:
    """The first promise whose day lies so many days back at most, counted from today."""
    for one in street.owed("promise"):
        if one.due_on and after <= street.ago(one.due_on) <= before:
            return Reason(sentence=sentence, since=one.due_on, what=one.what, href=one.href)
    return None


@occasion(
    "promise-passed",
    title=_("A promise of yours whose day has passed"),
    rule=_("The day of a promise of yours has passed, and nothing was said of it."),
    first="where-it-is",
    does=_("Say where it is"),
)
def promise_passed(street: Situation) -> Reason | None:
    passed = _("You promised {name} {what} for {day}.")
    return _promise(street, passed, 1, street.today.toordinal())


@occasion(
    "promise-near",
    title=_("A promise of yours whose day is near"),
    rule=_("The day of a promise of yours is today, tomorrow or the day after."),
    first="say-it-early",
    does=_("Look at it"),
)
def promise_near(street: Situation) -> Reason | None:
    return _promise(street, _("You promised {name} {what} for {day}."), -A_DAY_NEAR, 0)


@occasion(
    "word-on-kept",
    title=_("A promise said to be kept"),
    rule=_("The other said that a promise to you was kept, and you have not said how it is."),
    first="say-that-it-arrived",
    does=_("Say how it is"),
)
def word_on_kept(street: Situation) -> Reason | None:
    one = next(iter(street.owed("claim")), None)
    said = (_("{name} said on {day} that {what} was kept."), _("{name} said that {what} was kept."))
    return _owed(street, one, said, one.what) if one else None


@occasion(
    "call-look-back",
    title=_("A call of yours to look back on"),
    rule=_("The day you named to look back on a call of yours has come, and you have not looked back on it."),
    first="look-back-on-the-day",
    does=_("Look back on it"),
)
def call_look_back(street: Situation) -> Reason | None:
    for entry in street.done("call.made", "call.joined", "call.reviewed", by=street.you):
        day = told(entry, "next_on") if entry.kind == "call.reviewed" else told(entry, "review_on")
        if not isinstance(day, date) or day > street.today:
            continue
        settled = street.then(entry, "call.reviewed", by=street.you)
        if not settled and not street.then(entry, "call.owned", "call.superseded"):
            sentence = _("You named {day} to look back on your call.")
            return Reason(sentence=sentence, since=day, href=address("call", entry.thing))
    return None


@occasion(
    "entrusted-look-back",
    title=_("Trust given, to look back on"),
    rule=_(
        "The day you both named to look back on what one of you entrusted to the other has come, and you "
        "have not looked back on it."
    ),
    first="look-back-on-trust-given",
    does=_("Look back on it"),
)
def entrusted_look_back(street: Situation) -> Reason | None:
    for given in street.done("entrustment.given"):
        day = _named_last(street, given)
        over = street.then(given, *OVER)
        looked = {told(one, "for_on") for one in street.then(given, LOOKED, by=street.you)}
        if over or not street.then(given, "entrustment.accepted"):
            continue
        if isinstance(day, date) and day <= street.today and day not in looked:
            mine = _("{day} was named to look back on what you entrusted to {name}.")
            theirs = _("{day} was named to look back on what {name} entrusted to you.")
            sentence = mine if given.by == street.you else theirs
            return Reason(sentence=sentence, since=day, href=address("entrustment", given.thing))
    return None


def _named_last(street: Situation, given: Entry) -> object:
    """The day to look back: the latest that was named, for each step of freedom may name one."""
    steps = street.then(given, "entrustment.widened", "entrustment.narrowed")
    days = [day for one in (given, *steps) if (day := told(one, "look_back_on"))]
    return days[-1] if days else None


@occasion(
    "path-look-back",
    title=_("Day 30, 60 or 90 of a path"),
    rule=_(
        "Day 30, 60 or 90 of a path you both wished for has come, thirty days have not passed since, and you "
        "have not looked back."
    ),
    first="stop-at-day-thirty",
    does=_("Look back"),
)
def path_look_back(street: Situation) -> Reason | None:
    for opened in street.done("path.opened"):
        first_on = told(opened, "first_on") or street.day(opened)
        if street.then(opened, "path.ended"):
            continue
        looked = {told(entry, "day") for entry in street.then(opened, "path.looked_back", by=street.you)}
        for number in DAYS_OF_A_PATH:
            day = first_on + timedelta(days=number - 1)
            if number not in looked and 0 <= street.ago(day) < A_PART_OF_A_PATH:
                sentence = _("Day {number} of the path you share was on {day}.")
                href = address("path", opened.thing)
                return Reason(sentence=sentence, since=day, number=number, href=href)
    return None


WAIT = (
    feedback_asked,
    voice_unanswered,
    answer_owed,
    promise_passed,
    promise_near,
    word_on_kept,
    call_look_back,
    entrusted_look_back,
    path_look_back,
)
