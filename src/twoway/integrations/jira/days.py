"""Days and moments as Jira writes them: "21/Nov/26 6:12 PM", "2026-11-21T18:12:00+0100", "21.11.2026 18:12".

Jira's CSV follows the language and format of whoever exported it, so a day is read by its parts and not by
a fixed format. Only one thing cannot be known from a single cell: whether 3/4/2026 is in March or in April.
A whole column tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

First = Literal["day", "month"]

# English, German, French, Spanish, Portuguese, Italian, Dutch; lower case, without dots, as prefixes.
MONTHS: dict[str, int] = {
    prefix: number
    for number, prefixes in enumerate(
        (
            "jan ene gen",
            "feb fév fev",
            "mar mär mrz maa mrt",
            "apr avr abr",
            "may mai mei mag",
            "jun juin giu",
            "jul juil lug",
            "aug aoû ago",
            "sep set",
            "oct okt out ott",
            "nov",
            "dec dez déc dic",
        ),
        start=1,
    )
    for prefix in prefixes.split()
}
_AFTERNOON = {"pm", "p", "nachm", "午後", "下午", "오후"}
_MORNING = {"am", "a", "vorm", "午前", "上午", "오전"}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]|$)")


def order_of(cells: Iterable[str]) -> First | None:
    """Whether days or months come first in a column of "3/4/2026" cells; None if no cell tells."""
    seen: set[First] = set()
    for cell in cells:
        match = _SLASHED.match(cell)
        if match and int(match[1]) > 12:
            seen.add("day")
        elif match and int(match[2]) > 12:
            seen.add("month")
    return seen.pop() if len(seen) == 1 else None


def needs_order(cell: str) -> bool:
    """Whether this cell cannot be read without knowing if days or months come first."""
    return bool(_SLASHED.match(cell))


def read_moment(cell: str, *, zone: str = "UTC", first: First | None = None) -> datetime:
    """The moment in UTC: in `zone` if the cell names none, and the day's beginning if it names no time."""
    text = cell.strip()
    if _ISO.match(text):
        moment = datetime.fromisoformat(text)
    else:
        moment = datetime.combine(_date_of(_CLOCK.split(text)[0], first), _time_of(text))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return moment.astimezone(UTC).replace(microsecond=0)


def read_day(cell: str, *, first: First | None = None) -> date:
    """The day alone, as it stands in the cell: a due day has no zone."""
    text = cell.strip()
    if _ISO.match(text):
        return date.fromisoformat(text[:10])
    return _date_of(_CLOCK.split(text)[0], first)


def _time_of(text: str) -> time:
    match = _CLOCK.search(text)
    if not match:
        return time()
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    around = (text[: match.start()] + " " + text[match.end() :]).lower().replace(".", "")
    words = set(re.sub(r"\b([ap]) m\b", r"\1m", around.replace("\u202f", " ").replace("\xa0", " ")).split())
    if words & _AFTERNOON and hour < 12:
        hour += 12
    elif words & _MORNING and hour == 12:
        hour = 0
    return time(hour, minute, second)


def _date_of(text: str, first: First | None) -> date:
    """Three parts make a day; a month's name, a four-figure year, dots or `first` tell which is which."""
    parts = [part for part in _PARTS.findall(text.lower()) if part.isdecimal() or _month(part)]
    if len(parts) < 3:
        raise ValueError("no day in it")
    one, two, three = parts[:3]
    if _month(two):
        return date(_year(three), _month(two), int(one))
    if _month(one):
        return date(_year(three), _month(one), int(two))
    if len(one) == 4:
        return date(int(one), int(two), int(three))
    if needs_order(text) and first is None:
        raise ValueError("day or month first?")
    if first == "month" and needs_order(text):
        return date(_year(three), int(one), int(two))
    return date(_year(three), int(two), int(one))


def _month(word: str) -> int:
    """The month a word begins like, or 0."""
    return MONTHS.get(word[:4], MONTHS.get(word[:3], 0)) if not word.isdecimal() else 0


def _year(part: str) -> int:
    """Two figures are this century up to 68, the last one from 69 on, as POSIX reads them."""
    year = int(part)
    if len(part) > 2:
        return year
    return year + (2000 if year < 69 else 1900)
