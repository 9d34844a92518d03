"""Fifty equally likely days, drawn as dots over the promisee's working days, and a chance as ten dots.

What lies by the day that was agreed is solid and stands left of a line, what comes after is hollow: so the
picture says without its colours what its title says in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from django.utils.dateformat import format as spelled
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twoway.web.days import day_text
from twoway.web.markup import joined, put

WIDTH, LEFT, ROW, PITCH = 620, 14, 16.5, 16
MOST_COLUMNS, MOST_WIDE_COLUMNS, FEWEST_COLUMNS = 11, 8, 8
WIDTHS = (1, 2, 5, 10, 20, 40, 65, 130, 260)
"""How many working days one column may stand for; what still does not fit is "later"."""
A_QUARTER = 80
"""Columns of more days than these are named by their last month, shorter ones by their days."""
ONE_DAY = timedelta(days=1)
WORKING = range(5)
ROOM_LEFT, ROOM_RIGHT = 300, 110
"""What the sentences beside the line need, in the picture's units, at the larger size of the phone."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """Some working days in a row: how many dots fall there, and whether that is in time."""

    first: date
    last: date
    dots: int
    in_time: bool
    is_rest: bool = False


def next_working(day: date) -> date:
    """The day itself, or the Monday after it."""
    while day.weekday() not in WORKING:
        day += ONE_DAY
    return day


def _back_to_working(day: date) -> date:
    while day.weekday() not in WORKING:
        day -= ONE_DAY
    return day


def _after(day: date, steps: int) -> date:
    """So many working days later, or earlier where negative."""
    weeks, rest = divmod(abs(steps), len(WORKING))
    step = ONE_DAY if steps > 0 else -ONE_DAY
    day += weeks * 7 * step
    for _each in range(rest):
        day += step
        while day.weekday() not in WORKING:
            day += step
    return day


def _between(first: date, last: date) -> int:
    """How many working days the second comes after the first; both are working days."""
    weeks, rest = divmod((last - first).days, 7)
    return weeks * len(WORKING) + sum((first + timedelta(days=n)).weekday() in WORKING for n in range(rest))


def columns(days: Sequence[date | None], due_on: date | None) -> list[Column]:
    """The columns, the earliest first; `days` are in order, None is later than anybody can say.

    A column never stands on both sides of the day that was agreed.
    """
    known = [next_working(day) for day in days if day]
    line = _back_to_working(due_on) if due_on else None
    first = min([*known[:1], *([line] if line and line >= known[0] else [])]) if known else line
    if first is None:
        return []
    last = _last(first, known, line, len(days))
    width = next((w for w in WIDTHS if _between(first, last) // w < _most(w)), WIDTHS[-1])
    cut = _starts(first, last, line, width)
    return _filled([max(cut[0], first), *cut[1:]], known, line, later=len(days) - len(known))


def _most(width: int) -> int:
    """Wide columns are fewer, for their names are longer."""
    return MOST_COLUMNS if width == 1 else MOST_WIDE_COLUMNS


def _last(first: date, known: Sequence[date], line: date | None, dots: int) -> date:
    """The last day that has to be drawn: that of the last dot where it is near, else of seven dots in ten."""
    most = max([*known[-1:], *([line] if line else [])])
    if _between(first, most) < MOST_COLUMNS:
        return most
    seven_in_ten = known[: dots * 7 // 10][-1:]
    return max([*seven_in_ten, *([line] if line else [])])


def _starts(first: date, last: date, line: date | None, width: int) -> list[date]:
    """The first day of each column and of the one after them; the line falls between two columns."""
    if line and line >= first:
        before = -(-(_between(first, line) + 1) // width)
        first = _after(line, 1 - before * width)
    count = max(_between(first, last) // width + 1, FEWEST_COLUMNS if width == 1 else 1)
    return [_after(first, number * width) for number in range(min(count, _most(width)) + 1)]


def _filled(starts: Sequence[date], known: Sequence[date], line: date | None, later: int) -> list[Column]:
    found = [
        Column(
            first=start,
            last=_after(end, -1),
            dots=sum(start <= day < end for day in known),
            in_time=line is not None and start <= line,
        )
        for start, end in pairwise(starts)
    ]
    rest = later + sum(day >= starts[-1] for day in known)
    end = starts[-1]
    return [*found, Column(first=end, last=end, dots=rest, in_time=False, is_rest=True)] if rest else found


# ---- the picture -----------------------------------------------------------------------------------------

_DOT = '<circle class="{side}" cx="{x}" cy="{y}" r="7"/>'
_LABEL = '<text class="{kind}" x="{x}" y="{y}"{anchor}>{says}</text>'
_MIDDLE = SafeString(' text-anchor="middle"')
_END = SafeString(' text-anchor="end"')
_PICTURE = (
    '<svg class="dots" viewBox="0 0 620 {height}" width="620" height="{height}" role="img"'
    ' aria-labelledby="{id}"><title id="{id}">{title}</title>{inside}</svg>'
)


def _n(number: float) -> str:
    """A length as short as it can be written."""
    return f"{round(number, 1):g}"


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """Where things stand: the middle of each column, how many dots lie beside each other, the ground."""

    pitch: float
    beside: int
    ground: float

    def middle(self, number: int) -> float:
        return LEFT + (number + 0.5) * self.pitch


def picture(days: Sequence[date | None], due_on: date | None, *, id: str = "fifty") -> SafeString:
    """The dots with their line, their days and a title that says the same in words."""
    found = columns(days, due_on)
    if not found:
        return SafeString("")
    plan = _plan(found)
    in_time = sum(column.dots for column in found if column.in_time)
    parts = [
        *_line(found, due_on, in_time, len(days), plan),
        *(mark for number, column in enumerate(found) for mark in _column(number, column, due_on, plan)),
        put('<path class="axis" d="M14 {y}H608"/>', y=_n(plan.ground + 10)),
    ]
    title = titled(len(days), in_time, due_on)
    return put(_PICTURE, height=_n(plan.ground + 54), id=id, title=title, inside=joined(parts))


def titled(dots: int, in_time: int, due_on: date | None) -> str:
    """What the picture shows, in a sentence."""
    if due_on is None:
        return _("%(dots)s equally likely days.") % {"dots": dots}
    say = ngettext(
        "%(dots)s equally likely days. %(count)s is on or before %(day)s, %(late)s after.",
        "%(dots)s equally likely days. %(count)s are on or before %(day)s, %(late)s after.",
        in_time,
    )
    return say % {"dots": dots, "count": in_time, "late": dots - in_time, "day": day_text(due_on)}


def _plan(found: Sequence[Column]) -> _Plan:
    pitch = (WIDTH - 2 * LEFT) / max(len(found), FEWEST_COLUMNS)
    tallest = max(column.dots for column in found)
    beside = 2 if tallest <= 22 else 3
    return _Plan(pitch=pitch, beside=beside, ground=max(56 + ROW * -(-tallest // beside), 158.0))


def _line(
    found: Sequence[Column], due_on: date | None, in_time: int, dots: int, plan: _Plan
) -> Iterator[SafeString]:
    """The day that was agreed, and how many dots lie on each side of it."""
    before = sum(column.in_time for column in found)
    if due_on is None or not before:
        return
    x = LEFT + before * plan.pitch
    yield put('<path class="due" d="M{x} 22V{y}"/>', x=_n(x), y=_n(plan.ground + 40))
    says = {"count": in_time, "dots": dots, "day": day_text(due_on)}
    by, later = _("%(count)s of %(dots)s by %(day)s") % says, _("%(late)s of %(dots)s later")
    later %= says | {"late": dots - in_time}
    beside = x >= ROOM_LEFT
    at = x - 8 if beside else x + 8
    yield put(_LABEL, kind="duel", x=_n(at), y=30, anchor=_END if beside else "", says=by)
    if not beside:
        yield put(_LABEL, kind="late", x=_n(x + 8), y=50, anchor="", says=later)
    elif x <= WIDTH - ROOM_RIGHT:
        yield put(_LABEL, kind="late", x=_n(x + 8), y=30, anchor="", says=later)


def _column(number: int, column: Column, due_on: date | None, plan: _Plan) -> Iterator[SafeString]:
    middle = plan.middle(number)
    for dot in range(column.dots):
        row, place = divmod(dot, plan.beside)
        wide = min(plan.beside, column.dots) - 1
        x, y = middle + (place - wide / 2) * PITCH, plan.ground - ROW * row
        yield put(_DOT, side="in" if column.in_time else "out", x=_n(x), y=_n(y))
    is_day = due_on is not None and column.first <= _back_to_working(due_on) <= column.last
    kind = "dayn on" if is_day and not column.is_rest else "dayn"
    above, below = _names(column)
    yield put(_LABEL, kind=kind, x=_n(middle), y=_n(plan.ground + 27), anchor=_MIDDLE, says=above)
    yield put(_LABEL, kind="tick", x=_n(middle), y=_n(plan.ground + 42), anchor=_MIDDLE, says=below)


def _names(column: Column) -> tuple[str, str]:
    """The two lines under a column: a day and its weekday, or from when to when."""
    if column.is_rest:
        return _("later"), ""
    if column.first == column.last:
        return str(column.first.day), _weekdays()[column.first.weekday()]
    if (column.last - column.first).days > A_QUARTER:
        return _("until"), str(spelled(column.last, "M Y"))
    to = _("to %(day)s") % {"day": day_text(column.last, short=True)}
    return day_text(column.first, short=True), to


def _weekdays() -> tuple[str, ...]:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"))


_TEN = '<svg class="ten {side}" viewBox="0 0 88 8" width="88" height="8" aria-hidden="true">{dots}</svg>'
_SMALL = '<circle class="{kind}" cx="{x}" cy="4" r="{r}"/>'


@lru_cache(maxsize=64)
def ten(chance: float, side: str = "ink") -> SafeString:
    """A chance as ten small dots; what is not sure is never all of them, nor none."""
    solid = min(max(round(chance * 10), 1), 9)
    dots = (
        put(_SMALL, kind="in" if n < solid else "out", x=_n(4 + 8.8 * n), r=3 if n < solid else 2.5)
        for n in range(10)
    )
    return put(_TEN, side=side, dots=joined(dots))
