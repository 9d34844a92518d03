"""Why an estimate is what it is: every act with what it adds or takes away, in whole numbers that sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from twoway.ledger.entries import Entry
from twoway.readings import told
from twoway.readings.estimates.lanes import Contribution, Lane, StreetEstimate
from twoway.readings.streets.ends import Ends
from twoway.web.markup import put
from twoway.web.street import evidence_bar
from twoway.web.street.scene import Side
from twoway.web.templatetags.twoway import dated, mark
from twoway.web.told import Line

LISTED = 12
FOLDED_AT_MOST = 60


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One act in the list: what it was, and its whole points with their give or take."""

    side: Side
    contribution: Contribution
    line: Line | None
    says: str
    mark: str
    points: int
    plus_minus: int
    bar: SafeString

    @property
    def row(self) -> SafeString:
        """The act as it is shown; written here and not as a template: a street has a hundred of them."""
        return put(
            _ROW, id=self.contribution.id, side=self.side, mark=mark(self.mark, self.side), about=self._about,
            day=dated(self.contribution.at, "short"), says=self.says, bar=self.bar, spoken=self._spoken,
            sign="−" if self.points < 0 else "+" if self.points else "", size=abs(self.points),
        )  # fmt: skip

    @property
    def _about(self) -> SafeString:
        if self.line is None:
            return mark_safe("")
        about = self.line.about or _("Words that were erased")
        return put('<a href="{href}"><bdi>{about}</bdi></a>', href=self.line.href, about=about)

    @property
    def _spoken(self) -> str:
        """For those who hear the page: the sign in words."""
        takes = _("takes away %(points)s, give or take %(give)s")
        adds = _("adds %(points)s, give or take %(give)s")
        blanks = {"points": abs(self.points), "give": self.plus_minus}
        return (takes if self.points < 0 else adds) % blanks


_ROW = (
    '<li class="ev" id="e-{id}-{side}">{mark}<div><p class="t">{about}</p><p class="m">{day}. {says}</p>'
    '</div>{bar}<b class="v num {side}-t"><span class="vh">{spoken}</span>'
    '<span aria-hidden="true">{sign}{size}</span></b></li>'
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One lane: where everyone starts, what was folded away, what is listed, today."""

    side: Side
    lane: Lane
    start: int
    listed: tuple[Reason, ...]
    earlier: int
    folded: tuple[Reason, ...]
    earlier_acts: int
    today: int

    @property
    def earlier_size(self) -> int:
        """What was folded away, without its sign."""
        return abs(self.earlier)

    @property
    def low(self) -> int:
        """The lower end of the likely range, in whole points."""
        return round(self.lane.low)

    @property
    def high(self) -> int:
        """The upper end of the likely range, in whole points."""
        return round(self.lane.high)


def columns(estimate: StreetEstimate, ends: Ends, entries: Sequence[Entry]) -> tuple[Column, Column]:
    """Theirs on the left, yours on the right, on one measure."""
    theirs, yours = estimate.counting_on(ends.them.id), estimate.counting_on(ends.you.id)
    extremes = _extremes((theirs, yours))
    shown = {one.id for lane in (theirs, yours) for one in lane.contributions[_first_shown(lane) :]}
    told_of = [entry for entry in (*entries, *estimate.beside) if entry.id in shown]
    lines = {line.entry: line for line in told.in_words(told_of, seen_by=ends.you.id)}
    return _column("them", theirs, lines, extremes), _column("you", yours, lines, extremes)


def _extremes(lanes: tuple[Lane, Lane]) -> tuple[float, float]:
    reaches = [(one.value, one.plus_minus) for lane in lanes for one in lane.contributions]
    return (
        min((value - more for value, more in reaches), default=0.0),
        max((value + more for value, more in reaches), default=0.0),
    )


def _earlier(lane: Lane) -> int:
    """How many acts are folded into one number."""
    return max(0, len(lane.contributions) - LISTED)


def _first_shown(lane: Lane) -> int:
    """The first act that is on the page at all: a street of many years leads to its list of acts instead."""
    return 0 if _earlier(lane) <= FOLDED_AT_MOST else _earlier(lane)


def _column(side: Side, lane: Lane, lines: Mapping[str, Line], extremes: tuple[float, float]) -> Column:
    earlier, first = _earlier(lane), _first_shown(lane)
    whole = lane.in_whole_numbers(earlier=earlier)
    shown = [
        _reason(one, points, lines.get(one.id), side, extremes)
        for one, points in zip(lane.contributions[first:], whole.contributions[first:], strict=True)
    ]
    return Column(
        side=side,
        lane=lane,
        start=whole.start,
        listed=tuple(reversed(shown[earlier - first :])),
        earlier=whole.earlier,
        folded=tuple(reversed(shown[: earlier - first])),
        earlier_acts=earlier,
        today=whole.today,
    )


def _reason(
    one: Contribution, points: int, line: Line | None, side: Side, extremes: tuple[float, float]
) -> Reason:
    says, shape = told.reason(one.kind)
    return Reason(
        side=side,
        contribution=one,
        line=line,
        says=says,
        mark=shape,
        points=points,
        plus_minus=round(one.plus_minus),
        bar=evidence_bar(one.value, one.plus_minus, extremes=extremes, side=side),
    )
