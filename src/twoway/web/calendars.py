"""A calendar file for one meeting, as RFC 5545 and, for METHOD:PUBLISH, RFC 5546 have it.

What happens once is given in UTC. What comes again must stay at its hour by somebody's clock when the clocks
change, so it is given in that zone, with the changes of the years ahead written out in a VTIMEZONE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings

from twoway import clock

CONTENT_TYPE = "text/calendar; charset=utf-8"
OCTETS = 75
YEARS_AHEAD = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting; after so many weeks it comes again, 0 for once, by the clock of `zone`.

    `status` is TENTATIVE, CONFIRMED or CANCELLED; a file with a greater `sequence` takes the place of one
    with the same `id`.
    """

    id: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    href: str
    status: str
    every_weeks: int
    zone: str

    @property
    def is_by_the_clock(self) -> bool:
        """Whether it must stay at its hour when the clocks of its zone are changed."""
        return bool(self.every_weeks) and self.zone != "UTC"


def calendar_file(meeting: Meeting) -> bytes:
    """The file, with lines as the format wants them."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Twoway//Twoway//EN",
        "METHOD:PUBLISH",
        *(_zone(meeting) if meeting.is_by_the_clock else ()),
        *_event(meeting),
        "END:VCALENDAR",
    ]
    return "".join(folded(line) + "\r\n" for line in lines).encode()


def _event(meeting: Meeting) -> Iterator[str]:
    host = settings.TWOWAY_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    yield "BEGIN:VEVENT"
    yield f"UID:{meeting.id}@{host}"
    yield f"SEQUENCE:{meeting.sequence}"
    yield f"DTSTAMP:{_utc(clock.now())}"
    yield _moment("DTSTART", meeting.starts_at, meeting)
    yield _moment("DTEND", meeting.ends_at, meeting)
    if meeting.every_weeks:
        yield f"RRULE:FREQ=WEEKLY;INTERVAL={meeting.every_weeks}"
    yield f"ORGANIZER;CN=Twoway:mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    yield f"SUMMARY:{escaped(meeting.summary)}"
    if meeting.location:
        yield f"LOCATION:{escaped(meeting.location)}"
    yield f"URL:{settings.TWOWAY_URL}{meeting.href}"
    yield "CLASS:PRIVATE"
    yield f"STATUS:{meeting.status}"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """RFC 5545, 3.3.11: what has a meaning of its own in a text."""
    for letter in ("\\", ";", ","):
        text = text.replace(letter, "\\" + letter)
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """RFC 5545, 3.1: lines of at most 75 octets, further ones begun with a space; no letter is cut in two."""
    parts: list[str] = []
    part = ""
    for letter in line:
        room = OCTETS - (1 if parts else 0)
        if len((part + letter).encode()) > room:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])


def _moment(name: str, moment: datetime, meeting: Meeting) -> str:
    if not meeting.is_by_the_clock:
        return f"{name}:{_utc(moment)}"
    return f"{name};TZID={meeting.zone}:{_local(moment.astimezone(ZoneInfo(meeting.zone)))}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _local(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def _zone(meeting: Meeting) -> Iterator[str]:
    """How the zone stood when the meeting first is, and each change in the years ahead."""
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{meeting.zone}"
    first = meeting.starts_at.astimezone(ZoneInfo(meeting.zone)) - _DAY
    yield from _observance(first, first)
    for before, after in _changes(first, first + timedelta(days=366 * YEARS_AHEAD)):
        yield from _observance(before, after)
    yield "END:VTIMEZONE"


def _observance(before: datetime, after: datetime) -> Iterator[str]:
    """RFC 5545, 3.6.5: it begins at the hour that the clocks showed before they were changed."""
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    offset = before.utcoffset() or timedelta()
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{_local((after.astimezone(UTC) + offset).replace(tzinfo=None))}"
    yield f"TZOFFSETFROM:{_offset(before)}"
    yield f"TZOFFSETTO:{_offset(after)}"
    yield f"END:{kind}"


def _changes(first: datetime, last: datetime) -> Iterable[tuple[datetime, datetime]]:
    """Each moment at which the clocks of the zone are changed, as they show just before and after it."""
    zone, day = first.tzinfo, first.astimezone(UTC)
    while day < last:
        start, end = day, day + _DAY
        while _offset(start.astimezone(zone)) != _offset(end.astimezone(zone)) and end - start > _MINUTE:
            middle = start + (end - start) / 2
            changed = _offset(start.astimezone(zone)) != _offset(middle.astimezone(zone))
            start, end = (start, middle) if changed else (middle, end)
        if _offset(start.astimezone(zone)) != _offset(end.astimezone(zone)):
            moment = end.replace(second=0, microsecond=0)
            yield (moment - _MINUTE).astimezone(zone), moment.astimezone(zone)
        day += _DAY


_MINUTE = timedelta(minutes=1)


def _offset(moment: datetime) -> str:
    seconds = int((moment.utcoffset() or timedelta()).total_seconds())
    sign, minutes = "-" if seconds < 0 else "+", abs(seconds) // 60
    return f"{sign}{minutes // 60:02}{minutes % 60:02}"
