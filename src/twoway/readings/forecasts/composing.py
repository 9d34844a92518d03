"""A look at a day before the word is given: what the record says, how likely each day is, what it hangs on.

Nothing is entered, and nothing is remembered. How much work it is, is read from the day that is in mind if
all goes as planned; unless somebody names that day, it is the one they would promise. So a later day to
promise makes the word safer, as long as the day in mind stays; and where both are the same, the chance is the
one that the promise's own page will show once the word is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from twoway import clock
from twoway.nouns.promises import queries
from twoway.people import queries as people
from twoway.readings.forecasts import base_rates, saying
from twoway.readings.forecasts.courses import Past
from twoway.readings.forecasts.foreseen import so_far
from twoway.readings.forecasts.gathering import Gathered, LaneOf, allowed, gather_new
from twoway.readings.forecasts.written import sentences

FURTHEST = timedelta(days=3_653)
"""Promises themselves take no day beyond this."""
AT_LEAST = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Days are proposed at which so much is reached."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A day one could promise, and the chance that it is there by then."""

    day: date
    chance: float


@dataclass(frozen=True, kw_only=True)
class Hung:
    """A promise that this one would hang on; `chance` is that of its own day, None once that has passed."""

    what: str
    promiser: str
    due_on: date | None
    kept_on: date | None
    chance: float | None


@dataclass(frozen=True, kw_only=True)
class Days:
    """The chances: of the day that is `chosen`, of others, and what they rest on."""

    chosen: Candidate | None
    candidates: tuple[Candidate, ...]
    even_odds: date | None
    nine_in_ten: date | None
    hangs: tuple[Hung, ...]
    rests_on: int
    is_set_aside: bool
    so_far: str = ""
    rest_days: str = ""


@dataclass(frozen=True, kw_only=True)
class Look:
    """All that is shown in the composer: `written` first; `refusal` says why there are no `days`."""

    written: tuple[str, ...]
    other: str
    in_mind: date | None
    refusal: str = ""
    days: Days | None = None


def look(typed: queries.Composing, *, seen_by: str, in_mind: date | None = None) -> Look:
    """What somebody who writes a promise is shown beside the day."""
    them = typed.promisee if typed.promiser == seen_by else typed.promiser
    named = people.named([seen_by, them]) if them else people.named([seen_by])
    promisee = named.get(typed.promisee, named[seen_by])
    today = clock.today(promisee.zone)
    plan = _plan(typed.due_on, in_mind, today)
    found = Look(
        written=sentences(typed.promiser, typed.promisee, seen_by=seen_by) if them else (),
        other=named[them].called if them in named else "",
        in_mind=plan,
    )
    if not allowed():
        return found
    refusal = _refusal(typed.due_on, today) or _unsure(typed.sure_by, today)
    if refusal:
        return replace(found, refusal=refusal)
    return replace(found, days=_days(root_of(typed, today, plan), typed, seen_by))


def _plan(due_on: date | None, in_mind: date | None, today: date) -> date | None:
    """The day in mind if all goes as planned, as far as it makes sense."""
    plan = in_mind or due_on
    return plan if plan and today <= plan <= today + FURTHEST else None


def _refusal(due_on: date | None, today: date) -> str:
    if due_on and due_on < today:
        return _("That day has passed. Pick today or later.")
    if due_on and due_on > today + FURTHEST:
        return _("That is more than ten years away. Pick a nearer day.")
    return ""


def _unsure(sure_by: date | None, today: date) -> str:
    """The same of the day one is fairly sure of, which moves the number as well."""
    if sure_by and sure_by < today:
        return _("The day you are fairly sure of has passed. Pick today or later.")
    if sure_by and sure_by > today + FURTHEST:
        return _("The day you are fairly sure of is more than ten years away. Pick a nearer day.")
    return ""


def root_of(typed: queries.Composing, today: date, plan: date | None) -> Past:
    """The promise as if the word were given today, to be there by the day in mind."""
    return Past(
        promise="",
        street="",
        promiser=typed.promiser,
        promisee=typed.promisee,
        entry="",
        made_at=clock.now(),
        made_on=today,
        days=((today, plan or today),),
        last_day=plan,
        sure_by=typed.sure_by,
        ended="",
        ended_on=None,
        said_on=None,
        as_of=today,
    )


def _days(root: Past, typed: queries.Composing, seen_by: str) -> Days | None:
    from twoway.readings.forecasts import composing_days  # the numbers take their time to load

    gathered = gather_new(root, typed.hangs_on, seen_by=seen_by)
    if gathered is None:
        return None
    drawn = composing_days.drawn(gathered, base_rates.published(), has_a_plan=root.last_day is not None)
    chosen = Candidate(day=typed.due_on, chance=drawn.by(typed.due_on)) if typed.due_on else None
    days = {day for day in drawn.at_least(AT_LEAST) if day}
    lane = (root.promiser, root.promisee)
    return Days(
        chosen=chosen,
        candidates=tuple(
            Candidate(day=day, chance=drawn.by(day))
            for day in sorted(days | ({typed.due_on} if typed.due_on else set()))
        ),
        even_odds=drawn.even_odds,
        nine_in_ten=drawn.nine_in_ten,
        hangs=tuple(_hung(gathered, drawn.chances, typed.hangs_on, seen_by)),
        rests_on=sum(_is_earlier(past, lane) for past in gathered.record),
        is_set_aside=lane in gathered.set_aside,
        so_far=so_far(chosen.chance if chosen else None, gathered),
        rest_days=saying.no_working_day(gathered.today, chosen.day) if chosen else "",
    )


def _is_earlier(past: Past, lane: LaneOf) -> bool:
    """Whether it is another promise of that lane with a day."""
    return bool(past.promise and past.days) and (past.promiser, past.promisee) == lane


def _hung(
    gathered: Gathered, chances: Mapping[str, float], on: Sequence[str], seen_by: str
) -> Iterator[Hung]:
    """What it hangs on itself, in the order it was named; what that hangs on in turn is in the chances."""
    stands = {past.promise: past for past in gathered.promises}
    rows = {row.id: row for row in queries.all_of(seen_by).filter(id__in=on)} if on else {}
    for id in dict.fromkeys(on):
        if id in stands and id in rows:
            past, row = stands[id], rows[id]
            due_on = past.days[-1][1] if past.days else None
            is_ahead = due_on is not None and due_on >= gathered.today and not past.kept_on
            yield Hung(
                what=row.what,
                promiser=row.promiser.called,
                due_on=due_on,
                kept_on=past.kept_on,
                chance=chances[id] if is_ahead else None,
            )
