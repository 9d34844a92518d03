"""The pages of a track record's figures: for those counted and clients' contacts, in public, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as later
from django.views.decorators.http import require_safe

from twoway.nouns.handoffs import queries as handoffs
from twoway.nouns.promises import queries as promises
from twoway.people.quarters import FEWEST, Quarter
from twoway.people.visits import SignedIn
from twoway.readings.track_records import figures, lines
from twoway.readings.track_records.cases import Case
from twoway.readings.track_records.cells import NAMES, SIDES, Cell, Figure
from twoway.web.addresses import address
from twoway.web.public import for_nobody
from twoway.web.slots import Text

LABELS = {
    "on_day": lazy("Kept on their day"),
    "at_price": lazy("At the price agreed, or less"),
    "moved_early": lazy("Day moved in good time"),
    "owned": lazy("Problems owned"),
    "mended": lazy("Problems mended"),
}
EXACTLY, AT_MOST, ALL_BUT = (
    later("%(number)s of %(of)s"),
    later("At most one of %(of)s"),
    later("All or all but one of %(of)s"),
)
PROMISES = ("on_day", "at_price", "moved_early")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure as it reads: `says` is empty where nothing may be shown."""

    label: Text
    says: str
    low: int = 0
    high: int = 0

    @property
    def width(self) -> int:
        """How wide the range is, in per cent."""
        return self.high - self.low


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side of a quarter: its figures, and what they rest on as far as the reader sees it."""

    name: str
    rows: tuple[Row, ...]
    mine: tuple[tuple[str, str], ...] = ()
    others: int = 0
    acts: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether none of its figures may be shown."""
        return not any(row.says for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One quarter, both sides."""

    quarter: Quarter
    sides: tuple[Side, ...]


@require_safe
def of_team(request: SignedIn, id: str) -> HttpResponse:
    """The figures, each with the acts behind it that the reader is on."""
    me = request.person.id
    found = figures.for_reader(id, seen_by=me)
    return render(
        request, "track_records_read/figures.html", {**_context(found, me), "file": "track_record.file"}
    )


@for_nobody
@require_safe
def public(request: HttpRequest, id: str) -> HttpResponse:
    """The figures for everybody with the address, where all whose doing they count agreed."""
    found = figures.for_all(id)
    return render(
        request, "track_records_read/public.html", {**_context(found, ""), "file": "track_record.public_file"}
    )


@require_safe
def file(request: SignedIn, id: str) -> HttpResponse:
    """The same as a signed file."""
    return _file(figures.for_reader(id, seen_by=request.person.id))


@for_nobody
@require_safe
def public_file(request: HttpRequest, id: str) -> HttpResponse:
    """The public part of it as a signed file."""
    return _file(figures.for_all(id))


def _file(found: figures.Filled) -> HttpResponse:
    answer = HttpResponse(lines.file_of(found), content_type="application/jsonl")
    answer["Content-Disposition"] = f'attachment; filename="track-record-{found.record.id}.jsonl"'
    return answer


def _context(found: figures.Filled, me: str) -> dict[str, object]:
    known = _known((case for cell in found.cells for case in cell.cases), me)
    shown = [
        Shown(quarter=quarter, sides=tuple(_side(sides[side], found, known) for side in SIDES))
        for quarter, sides in found.quarters
    ]
    totals = tuple(Side(name=side, rows=_rows(found.totals[side])) for side in SIDES)
    return {
        "record": found.record,
        "quarters": shown,
        "totals": totals,
        "withheld": found.withheld,
        "fewest": FEWEST,
        "is_counted": me in found.record.people,
    }


def _side(cell: Cell, found: figures.Filled, known: Mapping[str, tuple[str, str]]) -> Side:
    mine = [known[case.thing] for case in cell.cases if case.thing in known]
    opened = lines.may_be_opened(cell, frozenset(found.record.opens))
    return Side(
        name=cell.side,
        rows=_rows(cell.figures),
        mine=tuple(mine),
        others=len(cell.cases) - len(mine),
        acts=lines.OPENED if opened else lines.SEALED if cell.cases else lines.NOTHING,
    )


def _known(cases: Iterable[Case], me: str) -> dict[str, tuple[str, str]]:
    """The promises and problems among these that the reader is on: their words, and where they stand."""
    mine = [case.thing for case in cases if me in case.seers]
    if not mine:
        return {}
    unnamed = _("Words that were erased")
    promised = promises.all_of(me).filter(id__in=mine)
    found = {one.id: (one.what or unnamed, address("promise", one.id)) for one in promised}
    for problem in handoffs.problems(me).filter(id__in=mine):
        found[problem.id] = (problem.what or unnamed, address("problem", problem.id))
    return found


def _rows(shown: Mapping[str, Figure]) -> tuple[Row, ...]:
    """All figures there are: problems only where some are shown, since most teams have few."""
    names = [name for name in NAMES if name in shown or name in PROMISES]
    return tuple(_row(name, shown.get(name)) for name in names)


def _row(name: str, figure: Figure | None) -> Row:
    if figure is None:
        return Row(label=LABELS[name], says="")
    return Row(label=LABELS[name], says=in_words(figure), low=figure.low, high=figure.high)


def in_words(figure: Figure) -> str:
    """The figure as it reads, blurred at its ends; a sum of blurred ones says from and to."""
    blanks = {"number": figure.at_least, "of": figure.of}
    if figure.at_least == figure.at_most:
        return _(EXACTLY) % blanks
    if (figure.at_least, figure.at_most) == (0, 1):
        return _(AT_MOST) % blanks
    if (figure.at_least, figure.at_most) == (figure.of - 1, figure.of):
        return _(ALL_BUT) % blanks
    return _("%(low)s to %(high)s of %(of)s") % {
        "low": figure.at_least,
        "high": figure.at_most,
        "of": figure.of,
    }
