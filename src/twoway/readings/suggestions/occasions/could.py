"""What one could do besides, where nothing waits: talks, voices, learning, growth, trust; after silence."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from twoway.readings.suggestions.occasions.occasion import Reason, occasion
from twoway.readings.suggestions.situation import Situation, told
from twoway.web.addresses import address

SOME_ACTS, SEVERAL = 5, 3
A_MONTH, SIX_WEEKS, TWO_MONTHS, THREE_MONTHS, HALF_A_YEAR = 30, 42, 60, 90, 180
QUIET = 28


def _known(street: Situation, days: int, acts: int = SOME_ACTS) -> bool:
    """Whether two have been at it for a while: what they never did says nothing in the first weeks."""
    return street.open_for >= days and len(street.acts) >= acts


def _new(page: str, **chosen: str) -> str:
    return f"{reverse(page)}?{urlencode(chosen)}"


@occasion(
    "quiet",
    title=_("Quiet for long"),
    rule=_("Nothing was done on the street for 28 days, and your street is open."),
    first="a-short-hello",
    does=_("Make a promise"),
    rests=True,
)
def quiet(street: Situation) -> Reason | None:
    if not street.acts or street.ago(street.day(street.acts[-1])) < QUIET:
        return None
    sentence = _(
        "Nothing was entered between you and {name} since {day}. That isn’t bad. It only means neither of "
        "you knows."
    )
    href = _new("promise.new", to=street.them)
    return Reason(sentence=sentence, since=street.day(street.acts[-1]), href=href)


@occasion(
    "talk-never-held",
    title=_("A talk never held"),
    rule=_(
        "Your street has been open for 30 days, at least five things were done on it, and no talk was ever "
        "planned or held."
    ),
    first="half-an-hour-for-you-two",
    does=_("Plan a talk"),
    rests=True,
)
def talk_never_held(street: Situation) -> Reason | None:
    if not _known(street, A_MONTH) or street.done("conversation.planned", "conversation.held"):
        return None
    sentence = _("Your street with {name} has been open since {day}, and no talk of yours is on it yet.")
    href = _new("conversation.new", to=street.them)
    return Reason(sentence=sentence, since=street.opened_on, href=href)


@occasion(
    "voice-never-asked",
    title=_("A voice you could ask for"),
    rule=_(
        "Your street has been open for six weeks, at least five things were done on it, you have never asked "
        "the other for one thing you could do better, and they have raised no voice to you."
    ),
    first="ask-for-one-thing",
    does=_("Ask for it"),
    rests=True,
)
def voice_never_asked(street: Situation) -> Reason | None:
    asked = [one for one in street.done("voice.raised", by=street.you) if told(one, "wants") == "feedback"]
    if not _known(street, SIX_WEEKS) or asked or street.done("voice.raised", by=street.them):
        return None
    sentence = _(
        "{name} has raised no voice to you since {day}. That can mean all is well, or that it’s hard to say."
    )
    href = _new("voice.new", kind="feedback", to=street.them)
    return Reason(sentence=sentence, since=street.opened_on, href=href)


@occasion(
    "learned-unsaid",
    title=_("Something you learned"),
    rule=_(
        "Your street has been open for 60 days, the other has kept at least three promises to you, and you "
        "have never said what you learned from them."
    ),
    first="say-what-you-learned",
    does=_("Say what you learned"),
    rests=True,
)
def learned_unsaid(street: Situation) -> Reason | None:
    kept = street.done("promise.kept", by=street.them)
    learned = [one for one in street.done("thanks.given", by=street.you) if told(one, "learned")]
    if not _known(street, TWO_MONTHS) or len(kept) < SEVERAL:
        return None
    if learned or street.done("thanks.learned", by=street.you):
        return None
    sentence = _("{name} has kept {number} promises to you since {day}.")
    href = _new("thanks.new", kind="learned", to=street.them)
    return Reason(sentence=sentence, since=street.day(kept[0]), number=len(kept), href=href)


@occasion(
    "hand-offs-unasked",
    title=_("Work you hand on"),
    rule=_(
        "In the last 90 days the other took at least three hand-offs from you, and you have never asked them "
        "for one thing you could do better."
    ),
    first="ask-the-next-hand",
    does=_("Ask for it"),
    rests=True,
)
def hand_offs_unasked(street: Situation) -> Reason | None:
    taken = street.lately(street.done("handoff.accepted", by=street.them), THREE_MONTHS)
    asked = [one for one in street.done("voice.raised", by=street.you) if told(one, "wants") == "feedback"]
    if len(taken) < SEVERAL or asked:
        return None
    sentence = _("{name} has taken {number} hand-offs from you since {day}.")
    href = _new("voice.new", kind="feedback", to=street.them)
    return Reason(sentence=sentence, since=street.day(taken[0]), number=len(taken), href=href)


@occasion(
    "call-without-a-day",
    title=_("A call without a day to look back"),
    rule=_("Your latest call within the last 30 days names no day to look back on it, and stands open."),
    first="say-how-sure-and-when",
    does=_("Look at the call"),
    rests=True,
)
def call_without_a_day(street: Situation) -> Reason | None:
    made = street.lately(street.done("call.made", by=street.you), A_MONTH)
    if not made or told(made[-1], "review_on"):
        return None
    if street.then(made[-1], "call.reviewed", "call.owned", "call.superseded"):
        return None
    sentence = _("Your call of {day} names no day to look back on it.")
    href = address("call", made[-1].thing)
    return Reason(sentence=sentence, since=street.day(made[-1]), href=href)


@occasion(
    "trust-that-went-well",
    title=_("Trust given that went well"),
    rule=_(
        "You looked back on what you entrusted to the other and said it went well, and it was neither "
        "widened, narrowed, given back nor ended since."
    ),
    first="one-step-wider",
    does=_("Look at it"),
    rests=True,
)
def trust_that_went_well(street: Situation) -> Reason | None:
    given = {entry.thing for entry in street.done("entrustment.given", by=street.you)}
    over = ("entrustment.widened", "entrustment.narrowed", "entrustment.returned", "entrustment.ended")
    for looked in street.done("entrustment.looked_back", by=street.you):
        if looked.thing in given and told(looked, "how") == "well" and not street.then(looked, *over):
            sentence = _("You said on {day} that what you entrusted to {name} went well.")
            href = address("entrustment", looked.thing)
            return Reason(sentence=sentence, since=street.day(looked), href=href)
    return None


@occasion(
    "first-entrustment",
    title=_("A first entrustment"),
    rule=_(
        "Your street has been open for 30 days, in the last 90 the other kept at least three promises to you "
        "and gave up none, and you have never entrusted anything to them."
    ),
    first="entrust-one-thing",
    does=_("Entrust one thing"),
    rests=True,
)
def first_entrustment(street: Situation) -> Reason | None:
    kept = street.lately(street.done("promise.kept", by=street.them), THREE_MONTHS)
    broken = street.lately(street.done("promise.broken", by=street.them), THREE_MONTHS)
    given = street.done("entrustment.given", by=street.you)
    if not _known(street, A_MONTH) or len(kept) < SEVERAL or broken or given:
        return None
    sentence = _("{name} has kept {number} promises to you since {day}, and you have entrusted nothing yet.")
    href = _new("entrustment.new", to=street.them)
    return Reason(sentence=sentence, since=street.day(kept[0]), number=len(kept), href=href)


@occasion(
    "expectations-unchecked",
    title=_("A check of expectations"),
    rule=_(
        "Your street has been open for six weeks, at least five things were done on it, and no talk about "
        "expectations was planned or held in the last 180 days."
    ),
    first="ask-what-changed",
    does=_("Plan a talk"),
    rests=True,
)
def expectations_unchecked(street: Situation) -> Reason | None:
    planned = [one for one in street.done("conversation.planned") if told(one, "about") == "expectations"]
    if not _known(street, SIX_WEEKS) or street.lately(planned, HALF_A_YEAR):
        return None
    sentence = _("What you and {name} expect of each other has not been compared here since {day}.")
    href = _new("conversation.new", to=street.them, about="expectations")
    since = street.day(planned[-1]) if planned else street.opened_on
    return Reason(sentence=sentence, since=since, href=href)


@occasion(
    "voice-never-raised",
    title=_("A voice of your own"),
    rule=_(
        "Your street has been open for 60 days, at least five things were done on it, and you have never "
        "raised a voice to the other."
    ),
    first="raise-it-while-it-is-small",
    does=_("Raise it"),
    rests=True,
)
def voice_never_raised(street: Situation) -> Reason | None:
    if not _known(street, TWO_MONTHS) or street.done("voice.raised", by=street.you):
        return None
    sentence = _("You have raised no voice to {name} since {day}. If nothing is on your mind, that is fine.")
    return Reason(sentence=sentence, since=street.opened_on, href=_new("voice.new", to=street.them))


@occasion(
    "goal-unshown",
    title=_("Where you want to go"),
    rule=_(
        "Your street has been open for 90 days, at least five things were done on it, and you have never "
        "shown the other where you want to go."
    ),
    first="say-where-you-want-to-go",
    does=_("Write it down"),
    rests=True,
)
def goal_unshown(street: Situation) -> Reason | None:
    if not _known(street, THREE_MONTHS) or street.done("growth.set", "growth.shown", by=street.you):
        return None
    sentence = _("Since {day} you have not said to {name} where you would like to go. It is yours to keep.")
    return Reason(sentence=sentence, since=street.opened_on, href=_new("goal.new", to=street.them))


COULD = (
    talk_never_held,
    voice_never_asked,
    learned_unsaid,
    trust_that_went_well,
    first_entrustment,
    hand_offs_unasked,
    call_without_a_day,
    expectations_unchecked,
    quiet,
    voice_never_raised,
    goal_unshown,
)
