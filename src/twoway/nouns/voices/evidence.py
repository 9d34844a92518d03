"""How voices bear on trust: on the lane of their writer, towards whoever had to answer.

    what happened                                             reading
    answered by its day (done, promised, no because, told)    voice.answered
    answered after its day                                    voice.answered_late
    its day passed, and the next word is not the writer's     voice.waiting, from the day after, each day
    closed by its writer, who felt heard 1, 2 or 3 of 5       the answer weighs 1/4, 1/2 or 3/4

A no with its reason is as good an answer as a yes: what counts is that there is one. One voice comes to one
answer: opened again by its writer, the earlier one counts no longer. Of several leads whoever answered has
answered, and for the others nothing is left to wait for. Passing it on ends the waiting for whoever had it
once it is taken on, and carries no number itself; days spent on the writer's yes, or on what the writer was
asked for, are nobody's. No passed day counts while the street is stopped.

All else counts nothing: raised, read, moved, added, withdrawn; and whatever was brought in counts for nothing
but in a study.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from twoway import clock
from twoway.ledger.entries import Entry
from twoway.nouns.voices import acts
from twoway.people.streets import stops as stopped
from twoway.trust.evidence import LANES, Lane, Reading

ONE_DAY = timedelta(days=1)
WEIGHT_OF_HEARD = {1: 0.25, 2: 0.5, 3: 0.75}
"""What the answer still weighs where its writer did not feel heard."""


@dataclass(kw_only=True)
class Course:
    """What the acts so far make of one voice, as far as both people of a street see them.

    `due_in` is the act the day runs from; while the next word is the writer's, or once there is an answer,
    none runs.
    """

    writer: str = ""
    to: tuple[str, ...] = ()
    due_on: date | None = None
    due_in: str = ""
    is_running: bool = False
    answered: Entry | None = None
    heard: int = 0

    def take(self, entry: Entry) -> None:
        """One more act."""
        act = entry.act
        if isinstance(act, acts.Raised):
            self.writer, self.to = entry.by, act.to
        elif isinstance(act, acts.PassAllowed):
            self.writer = entry.by  # whoever takes it on shares no act with the writer before this one
        elif isinstance(act, acts.TakenOn):
            self.to = (entry.by,)
        elif isinstance(act, acts.StoodAside):
            self.to = tuple(person for person in self.to if person != entry.by)
        elif isinstance(act, acts.Closed):
            self.heard = act.heard
        elif isinstance(act, acts.Answered):
            self.answered = None if act.answer == "need_more" else entry
        if isinstance(act, RUNS):
            self._run(entry, act.answer_by)
        elif isinstance(act, STANDS_STILL):
            self.is_running = False

    def _run(self, entry: Entry, until: date) -> None:
        """The day runs, from this act on unless it is the day that ran before."""
        if isinstance(entry.act, acts.Added | acts.Reopened):
            self.answered, self.heard = None, 0
        if until != self.due_on or isinstance(entry.act, acts.TakenOn):
            self.due_on, self.due_in = until, entry.id
        self.is_running = True


RUNS = (
    acts.Raised | acts.Moved | acts.PassAllowed | acts.PassRefused | acts.PassTakenBack | acts.TakenOn
    | acts.Added | acts.Reopened
)  # fmt: skip
STANDS_STILL = acts.Answered | acts.PassOffered | acts.Closed | acts.Withdrawn


def readings_of_street(
    entries: Sequence[Entry], today: date, *, between: tuple[str, str], zone: str = "UTC", study: bool = False
) -> list[Reading]:
    """What all voices bear on the two lanes between these two, from all acts that both see, the oldest first.

    `today` and `zone` are those of the writer, so whoever reads both lanes asks once for each end.
    """
    stops = stopped.of_acts(entries, zone)
    voices: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind.startswith("voice.") and (study or not entry.source):
            voices.setdefault(entry.thing, []).append(entry)
    return [
        reading
        for told in voices.values()
        for lane in LANES
        for reading in _readings(told, lane, between, today, zone, stops)
    ]


def _readings(
    told: Sequence[Entry],
    lane: Lane,
    between: tuple[str, str],
    today: date,
    zone: str,
    stops: Sequence[stopped.Stop],
) -> list[Reading]:
    """One voice on one lane: nothing where its truster is not its writer."""
    course = Course()
    truster, trustee = between[lane], between[1 - lane]
    for entry in told:
        course.take(entry)
    if course.writer != truster or course.due_on is None:
        return []
    if course.answered is not None:
        return _answered(course, course.answered, lane, trustee, zone, stops)
    if not (course.is_running and trustee in course.to and stopped.days_late(course.due_on, today, stops)):
        return []
    since = stopped.last_day(course.due_on, stops) + ONE_DAY
    return [Reading(entry=course.due_in, kind="voice.waiting", day=since.toordinal(), lane=lane)]


def _answered(
    course: Course, answer: Entry, lane: Lane, trustee: str, zone: str, stops: Sequence[stopped.Stop]
) -> list[Reading]:
    """The answer, on the lane towards whoever gave it."""
    if answer.by != trustee:
        return []
    assert course.due_on is not None
    day = clock.day_of(answer.happened_at, zone)
    is_late = stopped.days_late(course.due_on, day, stops) > 0
    return [
        Reading(
            entry=answer.id,
            kind="voice.answered_late" if is_late else "voice.answered",
            day=day.toordinal(),
            lane=lane,
            size=WEIGHT_OF_HEARD.get(course.heard, 1.0),
        )
    ]
