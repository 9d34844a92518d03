"""What became of each thing a person answered for with others, from the acts alone that name them both.

A case belongs to one family; a line counts some cases of a family, and tells of how many it is true. Each
case lies in one quarter, once and for ever, by what was known on the day that quarter is published: so
figures of closed quarters never change, and no later act moves an earlier figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from twoway import clock
from twoway.ledger import queries as ledger
from twoway.ledger.entries import Entry
from twoway.nouns.calls import evidence as calls
from twoway.nouns.promises import evidence as promises
from twoway.nouns.voices import evidence as voices
from twoway.people import sight
from twoway.people.models import Person
from twoway.people.quarters import Quarter, moment, quarter_of
from twoway.people.streets import queries as streets
from twoway.people.streets import stops as stopped
from twoway.people.streets.stops import Moments
from twoway.readings.track_records.cases import BEGUN, PROBLEM_KINDS, PROMISE_KINDS, problem_in, promise_in
from twoway.web.asked_once import asked_once

PROMISES, CALLS, VOICES, PROBLEMS = "promises", "calls", "voices", "problems"
OWNUPS, THANKS, LEARNED = "ownups", "thanks", "learned"
FAMILIES: dict[str, tuple[str, ...]] = {
    PROMISES: ("on_day", "moved_early", "sure"),
    CALLS: ("calls", "sure_calls"),
    VOICES: ("voices",),
    PROBLEMS: ("owned", "mended"),
    OWNUPS: ("ownups",),
    THANKS: ("thanks",),
    LEARNED: ("learned",),
}
FAMILY = {line: family for family, lines in FAMILIES.items() for line in lines}
CALL_KINDS = frozenset({"call.made", "call.joined", "call.reviewed", "call.superseded", "call.reached"})
VOICE_KINDS = frozenset(
    {"voice.raised", "voice.moved", "voice.answered", "voice.pass_offered", "voice.pass_allowed"}
    | {"voice.pass_refused", "voice.pass_taken_back", "voice.taken_on", "voice.added", "voice.closed"}
    | {"voice.reopened", "voice.withdrawn", "voice.stood_aside"}
)
SAID_KINDS = frozenset({"ownup.said", "thanks.given", "thanks.learned"})
KINDS = PROMISE_KINDS | PROBLEM_KINDS | CALL_KINDS | VOICE_KINDS | SAID_KINDS
FAR = date.max - timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One thing as it stood when its quarter was published, or as it stands so far.

    `others` are those at the other end, `seers` everybody who sees an act of it. `says` has for each line it
    belongs to whether the line counts it; `sure` is how sure the person had said they were, in per cent.
    `is_settled` once it is known how it came out; `place` is where it begins in the record.
    """

    family: str
    thing: str
    entry: str
    quarter: Quarter
    others: frozenset[str]
    seers: frozenset[str]
    says: Mapping[str, bool]
    sure: int | None = None
    is_settled: bool = True
    place: int = 0


@asked_once
def cases_of(person: str) -> tuple[Case, ...]:
    """Everything the person answered for with others, in the order of its quarters."""
    entries = ledger.entries_from(sight.naming(person).filter(kind__in=KINDS))
    stops = {street.id: street.stops for street in streets.streets_of(person)}
    found: list[Case | None] = []
    for told in _by_thing(entries):
        if any(entry.source for entry in told):
            continue
        moments: Moments = stops.get(told[0].street, [])
        kind = told[0].kind.partition(".")[0]
        if kind == "promise":
            found.append(_promise(told, person, moments))
        elif kind == "problem":
            found.append(_problem(told, person))
        elif kind == "call":
            found.append(_call(told, person))
        elif kind == "voice":
            found.append(_voice(told, person, moments))
        else:
            found.append(_said(told[0], person))
    cases = (case for case in found if case is not None)
    return tuple(sorted(cases, key=lambda case: (case.quarter.since, case.family, case.thing)))


@asked_once
def guests() -> frozenset[str]:
    """Everybody who is a client's contact: what lies between them and the team is in its track record."""
    return frozenset(Person.objects.filter(kind="guest").values_list("id", flat=True))


def _by_thing(entries: Iterable[Entry]) -> list[list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.thing, []).append(entry)
    return list(found.values())


def _seers(known: Iterable[Entry]) -> frozenset[str]:
    return frozenset(person for entry in known for person in entry.seen_by())


def _known(told: Sequence[Entry], quarter: Quarter) -> list[Entry]:
    """What had been entered when the quarter was published; all of it while it is not."""
    return [entry for entry in told if entry.at < moment(quarter.published_on)]


# ---- promises and problems -------------------------------------------------------------------------------


def _promise(told: Sequence[Entry], person: str, moments: Moments) -> Case | None:
    counted = promise_in(told, moments)
    if counted is None or person not in counted[1].by:
        return None
    quarter, case = counted
    course = promises.course_of(case.entries)
    says = {"on_day": case.on_day, "moved_early": case.moved_early}
    sure_by = _sure_by(case.entries)
    if sure_by is not None:
        says["sure"] = course.kept_on is not None and not course.broken_on and course.kept_on <= sure_by
    return Case(
        family=PROMISES,
        thing=case.thing,
        entry=case.entries[0].id,
        place=case.entries[0].seq,
        quarter=quarter,
        others=case.to,
        seers=case.seers,
        says=says,
        is_settled=course.kept_on is not None or course.broken_on is not None or _is_past(course, moments),
    )


def _sure_by(entries: Iterable[Entry]) -> date | None:
    """By which day the promiser said they were fairly sure, as the word was given."""
    said = (getattr(entry.act, "sure_by", None) for entry in entries if entry.kind in BEGUN)
    return next((day for day in said if day), None)


def _is_past(course: promises.Course, moments: Moments) -> bool:
    if course.due_on is None:
        return False
    return stopped.last_day(course.due_on, stopped.in_days(moments, "UTC")) < clock.today()


def _problem(told: Sequence[Entry], person: str) -> Case | None:
    counted = problem_in(told)
    if counted is None or person not in counted[1].by:
        return None
    quarter, case = counted
    return Case(
        family=PROBLEMS,
        thing=case.thing,
        entry=case.entries[0].id,
        place=case.entries[0].seq,
        quarter=quarter,
        others=case.to,
        seers=case.seers,
        says={"owned": case.owned, "mended": case.mended},
    )


# ---- calls -----------------------------------------------------------------------------------------------


def _call(told: Sequence[Entry], person: str) -> Case | None:
    """A call counts where its day to look back lies: it worked if its owners said so by then, else not."""
    for quarter in _quarters(_review_days(told)):
        known = _known(told, quarter)
        course = calls.Course(study=False)
        reached: set[str] = set()
        outcome, sure, day = "", None, None
        for entry in known:
            course.take(entry)
            act: Any = entry.act
            if entry.kind in {"call.made", "call.joined"} and entry.by == person:
                sure = act.sure_percent
            if entry.kind == "call.reached":
                reached.add(act.to)
            day = _day_to_look_back(entry, day)
            outcome = _outcome(entry, outcome)
        if day is None or person not in course.owners or not quarter.since <= day <= quarter.last_day:
            continue
        says = {"calls": outcome == "worked"} | ({} if sure is None else {"sure_calls": outcome == "worked"})
        return Case(
            family=CALLS,
            thing=known[0].thing,
            entry=known[0].id,
            place=known[0].seq,
            quarter=quarter,
            others=frozenset((course.touched | reached) - course.owners),
            seers=_seers(known),
            says=says,
            sure=sure,
            is_settled=bool(outcome) or day < clock.today(),
        )
    return None


def _review_days(told: Iterable[Entry]) -> set[date]:
    days: set[date | None] = set()
    for entry in told:
        days.add(_day_to_look_back(entry, None))
    return {day for day in days if day}


def _day_to_look_back(entry: Entry, before: date | None) -> date | None:
    """The day in force after this act; where none was named, the day on which they looked back."""
    act: Any = entry.act
    if entry.kind in {"call.made", "call.joined"}:
        day: date | None = act.review_on
        return day or before
    if entry.kind == "call.reviewed":
        if act.outcome == "too_early":
            return act.next_on or before
        return before or act.on
    return before


def _outcome(entry: Entry, before: str) -> str:
    if entry.kind != "call.reviewed":
        return before
    said: str = getattr(entry.act, "outcome", "")
    return before if said == "too_early" else said


# ---- voices ----------------------------------------------------------------------------------------------


def _voice(told: Sequence[Entry], person: str, moments: Moments) -> Case | None:
    """A voice raised with the person alone counts where its day lies; a team's are in the team's figure."""
    first: Any = told[0].act
    if told[0].kind == "voice.raised" and (first.team or len(first.to) != 1):
        return None
    for quarter in _quarters({getattr(entry.act, "answer_by", None) for entry in told}):
        known = _known(told, quarter)
        course = voices.Course()
        for entry in known:
            course.take(entry)
        last = _last_day(course.due_on, moments)
        if (
            last is None
            or not quarter.since <= last <= quarter.last_day
            or not _has_it(course, person, known)
        ):
            continue
        answered = course.answered.happened_at.date() if course.answered else None
        return Case(
            family=VOICES,
            thing=known[0].thing,
            entry=known[0].id,
            place=known[0].seq,
            quarter=quarter,
            others=frozenset({course.writer}),
            seers=_seers(known),
            says={"voices": answered is not None and answered <= last},
            is_settled=answered is not None or last < clock.today(),
        )
    return None


def _has_it(course: voices.Course, person: str, known: Iterable[Entry]) -> bool:
    """Whether it was the person's to answer, and they have, or could: not once it was taken back."""
    if course.writer == person or any(entry.kind == "voice.withdrawn" for entry in known):
        return False
    if course.answered is not None:
        return course.answered.by == person
    return course.is_running and course.to == (person,)


def _last_day(day: date | None, moments: Moments) -> date | None:
    return stopped.last_day(day, stopped.in_days(moments, "UTC")) if day else None


def _quarters(days: Collection[date | None]) -> list[Quarter]:
    """The quarters these days lie in, each once, the first one first."""
    since = {quarter_of(day).since for day in days if day and day < FAR}
    return [quarter_of(day) for day in sorted(since)]


# ---- what was said ---------------------------------------------------------------------------------------


def _said(entry: Entry, person: str) -> Case | None:
    """An own-up of the person's, thanks to them, or what somebody learned from them."""
    act: Any = entry.act
    if entry.kind == "ownup.said":
        family, others = OWNUPS, frozenset(act.touched) if entry.by == person else None
    else:
        is_learned = entry.kind == "thanks.learned" or act.learned
        family = LEARNED if is_learned else THANKS
        others = frozenset({entry.by}) if act.receiver == person else None
    if others is None:
        return None
    return Case(
        family=family,
        thing=entry.thing,
        entry=entry.id,
        place=entry.seq,
        quarter=quarter_of(entry.at.date()),
        others=others,
        seers=_seers([entry]),
        says={family: True},
    )
