"""What the record of two people says in words and counts, each way: it stands above every number.

Counted are promises with a day that came to their end or whose day has passed; what was let go counts for
nobody. "By their day" goes by the day agreed last. "Times as long as planned" goes by the day that was named
when the word was given, which is what somebody naming a day has to know, and is the middle one: half took
longer. What never came took longer than anything that did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from django.utils.translation import gettext as _

from twoway import clock
from twoway.people import queries as people
from twoway.people.streets import queries as streets
from twoway.readings import record
from twoway.readings.forecasts.courses import Past, told_by
from twoway.web.templatetags.twoway import count_words

FEW = 5
"""From so many promises on it is said how long they took; fewer are counted and no more."""
NEAR = 0.05
"""What is closer than this to the plan took as long as planned."""
LEAST = 0.1
"""What took less than this is not said to have taken no time at all."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """Of `of` promises whose day is over, `by_their_day` were there by it; None where times say nothing."""

    of: int = 0
    by_their_day: int = 0
    times_as_long: float | None = None


def said(lane: Iterable[Past]) -> Written:
    """The counts of one lane: what one promised the other."""
    over = [past for past in lane if past.was_by_its_day is not None]
    times = [
        past.took_days / past.planned_days if past.took_days else inf for past in over if past.planned_days
    ]
    middle = median(times) if len(times) >= FEW else inf
    return Written(
        of=len(over),
        by_their_day=sum(bool(past.was_by_its_day) for past in over),
        times_as_long=None if middle == inf else middle,
    )


def sentences(one: str, other: str, *, seen_by: str) -> tuple[str, ...]:
    """What the record of these two says, for one of them: of their own promises, then of the other's.

    Nobody else is told: the record of two is theirs.
    """
    if seen_by not in {one, other}:
        return ()
    them = other if seen_by == one else one
    lanes = of_pair(seen_by, them)
    named = people.named([them])
    name = named[them].called if them in named else ""
    return mine(said(lanes[0]), name), theirs(said(lanes[1]), name)


def of_pair(me: str, them: str) -> tuple[Sequence[Past], Sequence[Past]]:
    """What I promised them and what they promised me, as far as the record goes today."""
    street = streets.between(me, them, seen_by=me)
    if street is None:
        return (), ()
    zones = {person.id: person.zone for person in (street.low, street.high)}
    entries = record.of_street(street.id, seen_by=me)
    found = told_by(entries, at=clock.now(), zones=zones, study=people.is_study())
    return [past for past in found if past.promiser == me], [past for past in found if past.promiser == them]


def mine(written: Written, name: str) -> str:
    """The sentence about what the reader promised the other."""
    if not written.of:
        return _("Nothing you promised %(name)s by a day is over yet.") % {"name": name}
    if written.times_as_long is not None:
        say = _("Things like this took you %(times)s; %(k)s of %(of)s were there by their day.")
        return _with_times(say, written, name)
    if written.of > 1:
        return _few(_("There by their day: %(k)s of %(of)s things you promised %(name)s."), written, name)
    if written.by_their_day:
        return _("The one thing you promised %(name)s by a day was there by it.") % {"name": name}
    return _("The one thing you promised %(name)s by a day was not there by it.") % {"name": name}


def theirs(written: Written, name: str) -> str:
    """Its twin, about what the other promised the reader."""
    if not written.of:
        return _("Nothing %(name)s promised you by a day is over yet.") % {"name": name}
    if written.times_as_long is not None:
        say = _("What %(name)s promised you took %(times)s; %(k)s of %(of)s were there by their day.")
        return _with_times(say, written, name)
    if written.of > 1:
        return _few(_("There by their day: %(k)s of %(of)s things %(name)s promised you."), written, name)
    if written.by_their_day:
        return _("The one thing %(name)s promised you by a day was there by it.") % {"name": name}
    return _("The one thing %(name)s promised you by a day was not there by it.") % {"name": name}


def _with_times(say: str, written: Written, name: str) -> str:
    times = times_text(written.times_as_long or 1)
    return say % {"name": name, "times": times, "k": written.by_their_day, "of": written.of}


def _few(say: str, written: Written, name: str) -> str:
    return say % {
        "name": name,
        "k": count_words(written.by_their_day),
        "of": count_words(written.of),
    }


def times_text(times: float) -> str:
    """How long against the plan, to a tenth: "1.4 times as long as planned"."""
    if abs(times - 1) < NEAR:
        return _("as long as planned")
    return _("%(times)s times as long as planned") % {"times": f"{max(times, LEAST):.1f}"}
