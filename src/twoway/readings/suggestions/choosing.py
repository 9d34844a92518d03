"""The next good act: which occasion holds first on a street, and the practice it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twoway.ledger.entries import Entry
from twoway.readings.streets.ends import Ends
from twoway.readings.streets.headline import calls
from twoway.readings.suggestions.library import Practice, for_occasion
from twoway.readings.suggestions.occasions import OCCASIONS
from twoway.readings.suggestions.occasions.occasion import Occasion, Reason
from twoway.readings.suggestions.situation import Situation
from twoway.web.days import day_text
from twoway.web.street.letters import shortened
from twoway.web.templatetags.twoway import count_words, quoted
from twoway.web.told import Open

A_WEEK = 7
ROOM_FOR_WORDS = 320.0
GOES_ON = frozenset({"open", "waiting"})
"""On a street that is paused or closed nothing is called for, whatever stands on it."""

Marks = Mapping[str, str]
"""What a person noted beside practices on one street: "not_now", "useful" or "not_useful", by slug."""


@dataclass(frozen=True, kw_only=True)
class NextAct:
    """What one of the two could do next, why, and how; for that one alone."""

    occasion: Occasion
    practice: Practice
    reason: Reason
    says: SafeString
    was_useful: bool

    @property
    def text(self) -> str:
        """Why, as plain text."""
        return unescape(strip_tags(self.says))


def next_act(ends: Ends, entries: Sequence[Entry], opens: Sequence[Open], marks: Marks) -> NextAct | None:
    """The next good act of the one at this end; nothing where nothing is called for."""
    if ends.street.state not in GOES_ON or not ends.them.is_here:
        return None
    situation = seen_from(ends, entries, opens)
    for occasion in OCCASIONS:
        practice = named_by(occasion, marks)
        if practice is None or (occasion.rests and _was_active(situation)):
            continue
        reason = occasion.find(situation)
        if reason is not None:
            return NextAct(
                occasion=occasion,
                practice=practice,
                reason=reason,
                says=in_words(reason, ends),
                was_useful=marks.get(practice.slug) == "useful",
            )
    return None


def seen_from(ends: Ends, entries: Sequence[Entry], opens: Sequence[Open]) -> Situation:
    """The street as occasions look at it from this end, on the day that has come at both."""
    return Situation(
        you=ends.you.id,
        them=ends.them.id,
        zones=(ends.you.zone, ends.them.zone),
        today=ends.today_at_both,
        entries=entries,
        opens=opens,
    )


def named_by(occasion: Occasion, marks: Marks) -> Practice | None:
    """Its first practice the person did not find useless here; none where they said "not now" to that one."""
    left = (one for one in for_occasion(occasion.slug, occasion.first) if marks.get(one.slug) != "not_useful")
    practice = next(left, None)
    return None if practice is None or marks.get(practice.slug) == "not_now" else practice


def in_words(reason: Reason, ends: Ends) -> SafeString:
    """The reason as a sentence to the one at this end."""
    return format_html(
        str(reason.sentence),
        name=calls(ends.them),
        day=day_text(reason.since),
        what=quoted(shortened(reason.what, room=ROOM_FOR_WORDS)) if reason.what else _("a promise"),
        number=count_words(reason.number),
    )


def _was_active(situation: Situation) -> bool:
    """Whether the one at this end did something here within a week: then no more is called for."""
    mine = [entry for entry in situation.acts if entry.by == situation.you]
    return bool(mine) and situation.ago(situation.day(mine[-1])) < A_WEEK
