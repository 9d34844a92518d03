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
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.people import sight
from twoway.web.notice import Notice

LASTS = timedelta(days=14)
THANK = "thank"
RULES: dict[str, Callable[..., Entry]] = {**promises.TAPS, **thanks.TAPS, **ownups.TAPS}
# What follows from it, in a sentence beside the button.
SAYS = {
    "say_yes": _("With your yes it is promised."),
    "decline": _("A clear no costs nothing."),
    "keep": _("You say that it is done. The other has a week to say how it was for them."),
    "confirm": _("You say that it was kept."),
    "contest": _("It is open again then, and both accounts stand."),
    "agree_move": _("It is for that day then."),
    "refuse_move": _("It stays for the day it is for."),
    "allow_pass_on": _("Others hear the words, who said them and to whom, and nothing else."),
    "refuse_pass_on": _("It stays between the two of you."),
    "have_seen": _("Once all who know have seen it, it need not wait for the next day."),
    THANK: _("Thanks stand on your street for both of you, and carry no number."),
}
# Rules that take a word beside the act.
WITH_NOTE = frozenset(promises.TAPS)


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
    noun = tap.telling.kind.split(".")[0]
    entries = [entry for entry in ledger.entries_of([tap.telling.thing]) if entry.kind.startswith(f"{noun}.")]
    return bool(entries) and entries[-1].id != tap.entry


def give(tap: Tap, words: str) -> Entry:
    """Act as the reader of the mail. The same link sent twice at the same moment is one act."""
    once = Once(key=f"tap-{tap.id}", fingerprint=tap.verb)
    how: dict[str, Any] = {"by": tap.telling.person_id, "once": once}
    if tap.verb == THANK:
        entry = thanks.give(tap.entry, words, **how)
    else:
        note = {"note": words} if tap.verb in WITH_NOTE else {}
        entry = RULES[tap.verb](tap.telling.thing, seen=tap.entry, **note, **how)
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
