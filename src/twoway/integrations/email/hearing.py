"""What somebody should hear of an act: asked of every noun, for the eyes of the one it goes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from twoway.errors import NotSeen
from twoway.integrations.email import wishes
from twoway.integrations.email.models import Telling
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.calls import notices as calls
from twoway.nouns.conversations import notices as conversations
from twoway.nouns.entrustments import notices as entrustments
from twoway.nouns.growth import notices as growth
from twoway.nouns.handoffs import notices as handoffs
from twoway.nouns.needs import notices as needs
from twoway.nouns.ownups import notices as ownups
from twoway.nouns.paths import notices as paths
from twoway.nouns.promises import notices as promises
from twoway.nouns.standing import notices as standing
from twoway.nouns.thanks import notices as thanks
from twoway.nouns.track_records import notices as track_records
from twoway.nouns.unnamed import notices as unnamed
from twoway.nouns.voices import notices as voices
from twoway.people import sight
from twoway.people.streets import notices as streets
from twoway.web.notice import Notice


class Noticing(Protocol):
    """Whatever has acts that the other side should hear of."""

    def notices(self, entry: Entry) -> Sequence[Notice]: ...


NOUNS: tuple[Noticing, ...] = (
    promises,
    thanks,
    ownups,
    calls,
    voices,
    handoffs,
    conversations,
    entrustments,
    growth,
    needs,
    unnamed,
    paths,
    track_records,
    standing,
    streets,
)
TOPICS = {
    promises.PASSED: wishes.PASSED,
    calls.DUE: wishes.PASSED,
    voices.PASSED: wishes.PASSED,
    entrustments.DUE: wishes.PASSED,
    "call": wishes.CALL,
    "voice": wishes.VOICE,
    "promise": wishes.PROMISE,
    "thanks": wishes.THANKS,
    "entrustment": wishes.ENTRUSTED,
    "growth": wishes.GROWTH,
    "conversation": wishes.TALK,
    "ownup": wishes.OWNUP,
    "handoff": wishes.HANDOFF,
    "problem": wishes.HANDOFF,
    "unnamed": wishes.UNNAMED,
    "path": wishes.PATH,
    "need": wishes.NEED,
    "track_record": wishes.TRACK_RECORD,
    "standing": wishes.STANDING,
    "street": wishes.STREET,
    "side": wishes.STREET,
}
# A notice with one of these answers waits for its reader; "it was kept" and "thank you" can be said any day.
ANSWERS = frozenset(
    {
        "say_yes",
        "decline",
        "contest",
        "agree_move",
        "refuse_move",
        "agree_terms",
        "refuse_terms",
        "allow_pass_on",
        "refuse_pass_on",
        "have_seen",
    }
    | {"decline_support", "disown", "recognise"}
    | {"join", "decline_join", "accept", "take", "take_on", "acknowledge", "allow_pass", "refuse_pass"}
)


def of_act(entry: Entry) -> list[Notice]:
    """Everything that anybody should hear of this act. Nothing for those who may not see it."""
    return [notice for noun in NOUNS for notice in _asked(noun, entry)]


def of_day(day: date) -> list[Notice]:
    """Promises and answers that passed without a word, and what to look back on: each for its own."""
    return [
        *promises.passed(day),
        *calls.due(day),
        *voices.passed(day),
        *entrustments.due(day),
        *paths.due(day),
    ]


def again(telling: Telling) -> Notice | None:
    """The notice as it reads now; None when there is nothing left to tell, or not to this person."""
    if not sight.may_see_entry(telling.entry, telling.person_id):
        return None
    is_of_a_day = telling.topic == wishes.PASSED or telling.kind == paths.DUE
    found = _of_its_day(telling) if is_of_a_day else of_act(ledger.entry(telling.entry))
    return next((notice for notice in found if notice.to == telling.person_id), None)


def topic_of(notice: Notice) -> str:
    """Which of the kinds a person can do without it belongs to."""
    return TOPICS.get(notice.kind) or TOPICS[notice.kind.split(".")[0]]


def asks(notice: Notice) -> bool:
    """Whether somebody waits for an answer to it."""
    return any(tap.verb in ANSWERS for tap in notice.taps)


def _asked(noun: Noticing, entry: Entry) -> Iterable[Notice]:
    try:
        return noun.notices(entry)
    except NotSeen:  # a thing that is no longer there for the one who would be told
        return ()


def _of_its_day(telling: Telling) -> list[Notice]:
    return [notice for notice in of_day(date.fromisoformat(telling.mark)) if notice.thing == telling.thing]
