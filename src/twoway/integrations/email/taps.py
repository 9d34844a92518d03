"""Answers given from a mail: a link for each, which acts once, for two weeks, in the name of its reader."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from twoway import clock
from twoway.ids import Once
from twoway.integrations.email.models import Tap, Telling
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.calls import notices as call_notices
from twoway.nouns.calls import rules as calls
from twoway.nouns.conversations import notices as conversation_notices
from twoway.nouns.conversations import rules as conversations
from twoway.nouns.entrustments import notices as entrustment_notices
from twoway.nouns.entrustments import rules as entrustments
from twoway.nouns.growth import notices as growth_notices
from twoway.nouns.growth import rules as growth
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.needs import notices as need_notices
from twoway.nouns.needs import rules as needs
from twoway.nouns.ownups import notices as ownup_notices
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.promises import queries as promise_queries
from twoway.nouns.promises import rules as promises
from twoway.nouns.standing import rules as standing
from twoway.nouns.thanks import rules as thanks
from twoway.nouns.track_records import notices as track_record_notices
from twoway.nouns.track_records import rules as track_records
from twoway.nouns.voices import rules as voices
from twoway.people import sight
from twoway.web.notice import Notice
from twoway.web.slots import Text

LASTS = timedelta(days=14)
THANK = "thank"
# By the noun a notice is about, for one verb can mean another rule in another noun.
RULES: dict[str, dict[str, Callable[..., Entry]]] = {
    "promise": promises.TAPS,
    "thanks": thanks.TAPS,
    "call": calls.TAPS,
    "voice": voices.TAPS,
    "ownup": ownups.TAPS,
    "handoff": handoffs.TAPS,
    "problem": handoffs.TAPS,
    "entrustment": entrustments.TAPS,
    "growth": growth.TAPS,
    "conversation": conversations.TAPS,
    "need": needs.TAPS,
    "track_record": track_records.TAPS,
    "standing": standing.TAPS,
}
# What follows from it, in a sentence beside the button; where a noun says something of its own, that.
SAYS = {
    "say_yes": _("With your yes it is promised."),
    "decline": _("A clear no costs nothing."),
    "counter": _("It waits for the other’s yes then. What you leave empty stays as it is."),
    "keep": _("You say that it is done. The other has a week to say how it was for them."),
    "confirm": _("You say that it was kept."),
    "contest": _("It is open again then, and both accounts stand."),
    "agree_move": _("It is for that day then."),
    "refuse_move": _("It stays for the day it is for."),
    "agree_terms": _("That is the price and the scope then."),
    "refuse_terms": _("Price and scope stay as they are."),
    "allow_pass_on": _("Others hear the words, who said them and to whom, and nothing else."),
    "refuse_pass_on": _("It stays between the two of you."),
    "have_seen": _("Once all who know have seen it, it need not wait for the next day."),
    "accept": _("You say that you have it."),
    "take": _("It is yours from then on, and the others of your team hear so."),
    "take_on": _("It moves to you, and whoever it stood with is shielded."),
    THANK: _("Thanks stand on your street for both of you, and carry no number."),
}
OF_A_NOUN = {
    ("conversation", "accept"): _("It is for that time then."),
    ("need", "confirm"): _("It is yours then, and waits to be played back to you."),
    ("need", "disown"): _("A clear no costs nothing."),
    ("need", "recognise"): _("Both mean the same then. What you agreed on can be promised."),
    ("need", "correct"): _("It is played back in other words then. Say what is missing or different."),
    ("need", "needed_yes"): _("You say that it was what you needed. Everybody on it can read that."),
    ("need", "needed_partly"): _("You say that it was in part what you needed, and it is open again."),
    ("need", "needed_no"): _("You say that it was not what you needed, and it is open again."),
    ("track_record", "agree"): _("You are counted in it. No act of yours is opened in its file."),
    ("track_record", "decline"): _("A clear no costs nothing."),
    ("standing", "decline"): _("A clear no costs nothing."),
    ("standing", "allow_words"): _("Whoever they show that line to reads these words, without your name."),
    ("standing", "refuse_words"): _("A clear no costs nothing."),
    ("growth", "take"): _("It binds neither of you beyond what you say next."),
    ("growth", "decline"): _("A clear no costs nothing."),
    ("growth", "decline_support"): _("A clear no costs nothing."),
    ("entrustment", "accept"): _("It is yours from then on, with the freedom that goes with it."),
    ("entrustment", "well"): _("You say that it went well. The other can read that."),
    ("entrustment", "partly"): _("You say that it went well in part. The other can read that."),
    ("entrustment", "badly"): _("You say that it did not go well. The other can read that."),
    ("voice", "acknowledge"): _("You say that you have read it. The answer can come later."),
    ("voice", "allow_pass"): _("They read your own words, and can take it on or not."),
    ("voice", "refuse_pass"): _("It stays with whoever has it now."),
    ("voice", "take_on"): _("It is with you from then on, to be answered by the day it has."),
    ("voice", "decline_pass"): _("A clear no costs nothing. It stays with whoever asked you."),
    **{
        ("voice", f"heard_{far}"): _("It is closed then. Whoever answered can read how far you felt heard.")
        for far in range(1, 6)
    },
    ("call", "say_yes"): _("With your yes it is your call, as it was noted."),
    ("call", "decline"): _("A clear no costs nothing."),
    ("call", "join"): _("You own it from then on, beside the others."),
    ("call", "decline_join"): _("It stays with whoever made it."),
    ("call", "worked"): _("You say that it worked. Those it named can read that."),
    ("call", "partly"): _("You say that it worked in part. Those it named can read that."),
    ("call", "failed"): _("You say that it did not work. Those it named can read that."),
}
# Rules that take a word beside the act.
WITH_NOTE = {
    "promise": frozenset(promises.TAPS),
    "call": frozenset({"decline", "worked", "partly", "failed"}),
    "handoff": frozenset({"accept", "take"}),
    "voice": frozenset({f"heard_{far}" for far in range(1, 6)}),
    "entrustment": frozenset(entrustments.TAPS),
    "growth": frozenset(growth.TAPS),
    "standing": frozenset({"decline", "refuse_words"}),
    "conversation": frozenset({"decline"}),
    "need": frozenset(needs.TAPS) - {"confirm"},
}
# Rules that take more than a word: the blanks beside it.
WITH_BLANKS = {("promise", "counter"): ("what", "due_on"), ("promise", "decline"): ("would_rather_not",)}
# Acts after which an answer to what came before them still fits.
PASSES_BY = (
    conversation_notices.PASSES_BY
    | call_notices.PASSES_BY
    | ownup_notices.PASSES_BY
    | entrustment_notices.PASSES_BY
    | growth_notices.PASSES_BY
    | need_notices.PASSES_BY
    | track_record_notices.PASSES_BY
)


def make(telling: Telling, notice: Notice) -> list[tuple[str, str]]:
    """A link for each answer to the notice: its label and where it leads. Those of an earlier try go."""
    Tap.objects.filter(telling=telling).delete()
    return [(tap.label, _address(telling, notice, tap.verb)) for tap in notice.taps]


def opened_by(key: str) -> Tap | None:
    """The answer that this link gives: sent within two weeks, not used, and its reader still here."""
    found = Tap.objects.filter(key_hash=_hash(key), used_at=None, telling__person__state__in=sight.HERE)
    return found.filter(sent_at__gt=clock.now() - LASTS).select_related("telling__person").first()


def has_moved_on(tap: Tap) -> bool:
    """Whether something was done to the thing since the mail; sides that were added change nothing in it."""
    noun = _noun(tap)
    entries = [each for each in ledger.entries_of([tap.telling.thing]) if each.kind.startswith(f"{noun}.")]
    told = next((each.seq for each in entries if each.id == tap.entry), -1)
    return any(each.seq > told and each.kind not in PASSES_BY for each in entries)


def says(tap: Tap) -> Text:
    """What follows from the answer."""
    return OF_A_NOUN.get((_noun(tap), tap.verb)) or SAYS[tap.verb]


def takes_words(tap: Tap) -> bool:
    """Whether a word can stand beside the answer."""
    return tap.verb == THANK or tap.verb in WITH_NOTE.get(_noun(tap), ())


def blanks_of(tap: Tap) -> tuple[str, ...]:
    """What else can be filled in beside the answer; only whoever would have to do it would rather not."""
    blanks = WITH_BLANKS.get((_noun(tap), tap.verb), ())
    if blanks == ("would_rather_not",):
        promise = promise_queries.one(tap.telling.thing, seen_by=tap.telling.person_id)
        return blanks if promise.promiser_id == tap.telling.person_id else ()
    return blanks


def _noun(tap: Tap) -> str:
    return tap.telling.kind.split(".")[0]


def give(tap: Tap, words: str, **blanks: Any) -> Entry:
    """Act as the reader of the mail. The same link sent twice at the same moment is one act."""
    once = Once(key=f"tap-{tap.id}", fingerprint=tap.verb)
    how: dict[str, Any] = {"by": tap.telling.person_id, "once": once}
    if tap.verb == THANK:
        entry = thanks.give(tap.entry, words, **how)
    else:
        note = {"note": words} if takes_words(tap) else {}
        entry = RULES[_noun(tap)][tap.verb](tap.telling.thing, seen=tap.entry, **note, **blanks, **how)
    _use_up(tap)
    return entry


def _use_up(tap: Tap) -> None:
    """One answer is all answers to that act; thanks can be said beside any of them."""
    beside = Tap.objects.filter(telling__person=tap.telling.person_id, entry=tap.entry, used_at=None)
    answered = beside.filter(verb=THANK) if tap.verb == THANK else beside.exclude(verb=THANK)
    answered.update(used_at=clock.now())


def _address(telling: Telling, notice: Notice, verb: str) -> str:
    key = secrets.token_urlsafe(32)
    Tap.objects.create(
        key_hash=_hash(key), telling=telling, verb=verb, entry=notice.entry, sent_at=clock.now()
    )
    return str(settings.TWOWAY_URL) + reverse("tap", args=[key])


def _hash(key: str) -> str:
    """A key is 256 random bits, so one plain hash is enough: there is nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()
