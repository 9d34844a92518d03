"""A log in figures, counted the way docs/guides/import.md says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import groupby, pairwise
from statistics import quantiles

from twoway.integrations.incidents.record import Told
from twoway.integrations.incidents.telling import HandoffStory

Lane = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a log holds, before anything is written; waits in seconds."""

    read_as: str
    events: int
    of_nobody: int
    incidents: int
    handed_on: int
    handoffs: int
    another_team: int
    further_back: int
    further_in_front: int
    back_and_forth: int
    incidents_back_and_forth: int
    own_queue: int
    first_queue: int
    within_a_team: int
    taken_back: int
    taken_from_queue: int
    half_within: float
    most_within: float
    taken_at_once: int
    still_queued: int
    longest: int
    longest_incident: str
    people: int
    teams: int
    streets: int
    one_way: int
    busiest: int
    busiest_there: str
    busiest_back: str
    first: str
    last: str

    def as_json(self) -> dict[str, object]:
        """The figures by their names."""
        return asdict(self)

    def lines(self) -> Iterator[tuple[str, str]]:
        """The figures with what they count, as the preview shows them."""
        yield "Read as", self.read_as
        yield "Events", f"{self.events:,}"
        yield "  that name no person, read past", f"{self.of_nobody:,}"
        yield "Incidents", f"{self.incidents:,}"
        yield "  handed on at least once", f"{self.handed_on:,}"
        yield "Hand-offs", f"{self.handoffs:,}"
        yield "  to another team", f"{self.another_team:,}"
        yield "    pushed to the next line", f"{self.further_back:,}"
        yield "    back to a line in front", f"{self.further_in_front:,}"
        yield "    back to the team it came from (ping-pong)", f"{self.back_and_forth:,}"
        yield "      incidents in which that happened", f"{self.incidents_back_and_forth:,}"
        yield "  from one person to another within a team", f"{self.within_a_team:,}"
        yield "  into the queue of one's own team", f"{self.own_queue:,}"
        yield "  into a queue as the log begins", f"{self.first_queue:,}"
        yield "  taken back before anybody took them on", f"{self.taken_back:,}"
        yield "Taken on by a person out of a team's queue", f"{self.taken_from_queue:,}"
        yield "  half of them within", _span(self.half_within)
        yield "  nine in ten within", _span(self.most_within)
        yield "Taken on in another team without a queue", f"{self.taken_at_once:,}"
        yield "Still in a queue when the log ends", f"{self.still_queued:,}"
        yield "Longest chain of hand-offs", f"{self.longest:,}"
        if self.longest_incident:
            yield "  incident", self.longest_incident
        yield "People and teams", f"{self.people:,} and {self.teams:,}"
        yield "Streets", f"{self.streets:,}"
        yield "  on which only one of the two ever handed on", f"{self.one_way:,}"
        yield "  hand-offs on the busiest", f"{self.busiest:,}"
        if self.busiest:
            yield "    there", self.busiest_there
            yield "    and back", self.busiest_back
        if self.first:
            yield "From and to", f"{self.first} – {self.last}"


def summary(told: Told) -> Summary:
    """Count a log that has been told."""
    stories = told.stories
    ways = Counter(story.way for story in stories)
    moved = [story for story in stories if story.way == "another team"]
    between_lines = [(story.from_line, story.line) for story in moved if story.from_line and story.line]
    returned = [story for chain in _chains(moved) for story in _returned(chain)]
    waits = [story.waited for story in stories if story.waited]
    longest = max(_chains(stories), key=_length, default=[])
    lanes = Counter((story.giver, story.receiver) for story in stories if story.receiver)
    streets = {frozenset(lane) for lane in lanes}
    there, back = _busiest(lanes)
    events = [event for incident in told.log.incidents for event in incident.events]
    return Summary(
        read_as=told.log.map.says or told.log.map.name,
        events=len(events),
        of_nobody=sum(not event.who for event in events),
        incidents=len(told.log.incidents),
        handed_on=sum(_length(chain) > 0 for chain in _chains(stories)),
        handoffs=len(stories),
        another_team=len(moved),
        further_back=sum(before < after for before, after in between_lines),
        further_in_front=sum(before > after for before, after in between_lines),
        back_and_forth=len(returned),
        incidents_back_and_forth=len({story.incident for story in returned}),
        own_queue=ways["own queue"],
        first_queue=ways["first queue"],
        within_a_team=ways["within a team"],
        taken_back=ways["taken back"],
        taken_from_queue=len(waits),
        half_within=_within(waits, 5),
        most_within=_within(waits, 9),
        taken_at_once=sum(bool(story.team and story.receiver and not story.waited) for story in stories),
        still_queued=sum(story.step is None for story in stories),
        longest=_length(longest),
        longest_incident=longest[0].incident if longest else "",
        people=len(told.people()),
        teams=len(told.teams()),
        streets=len(streets),
        one_way=2 * len(streets) - len(lanes),
        busiest=lanes[there] + lanes[back],
        busiest_there=_lane(there, lanes),
        busiest_back=_lane(back, lanes),
        first=min(event.at for event in events).date().isoformat() if events else "",
        last=max(event.at for event in events).date().isoformat() if events else "",
    )


def _chains(stories: Sequence[HandoffStory]) -> list[list[HandoffStory]]:
    """The hand-offs of each incident, oldest first."""
    ordered = sorted(stories, key=lambda story: (story.incident, story.at))
    return [list(chain) for _, chain in groupby(ordered, key=lambda story: story.incident)]


def _returned(chain: Sequence[HandoffStory]) -> list[HandoffStory]:
    """Those by which a team gets back what it had just passed to the team that now passes it back."""
    return [
        after
        for before, after in pairwise(chain)
        if (after.from_team, after.team) == (before.team, before.from_team)
    ]


def _busiest(lanes: Counter[Lane]) -> tuple[Lane, Lane]:
    """The two lanes of the street on which most was handed on, the busier one first."""
    there = max(
        lanes, key=lambda lane: (lanes[lane] + lanes[lane[::-1]], lanes[lane], lane), default=("", "")
    )
    return there, there[::-1]


def _lane(lane: Lane, lanes: Counter[Lane]) -> str:
    return f"{lane[0]} to {lane[1]}, {lanes[lane]:,}"


def _length(chain: Sequence[HandoffStory]) -> int:
    return sum(story.way != "taken back" for story in chain)


def _within(waits: Sequence[timedelta], tenths: int) -> float:
    """The time within which that many tenths of them were taken on, in seconds."""
    seconds = [wait.total_seconds() for wait in waits]
    return quantiles(seconds, n=10, method="inclusive")[tenths - 1] if len(seconds) > 1 else sum(seconds)


def _span(seconds: float) -> str:
    """A time in the unit one would say it in."""
    for unit, name in ((86_400, "days"), (3_600, "hours"), (60, "min")):
        if seconds >= unit:
            return f"{seconds / unit:.1f} {name}"
    return f"{seconds:.0f} s"
