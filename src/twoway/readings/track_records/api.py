"""The figures of a track record, for programs of those who may read them."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.people.bearer import caller
from twoway.readings.track_records import figures
from twoway.readings.track_records.cells import OURS, THEIRS, Figure

router = Router(tags=["track records"])


class RecordFigureOut(Schema):
    """At least and at most so many `of` a number; the 90 % interval of the chance behind it in per cent."""

    of: int
    at_least: int
    at_most: int
    low: int
    high: int


class RecordQuarterOut(Schema):
    """One quarter: the team's own figures and the clients', by name. What may not be shown is not there."""

    since: date
    last_day: date
    published_on: date
    ours: dict[str, RecordFigureOut]
    theirs: dict[str, RecordFigureOut]


class RecordFiguresOut(Schema):
    """A track record filled in; `ours` and `theirs` are the sums of what is shown."""

    id: str
    team: str
    audience: str
    ours: dict[str, RecordFigureOut]
    theirs: dict[str, RecordFigureOut]
    quarters: list[RecordQuarterOut]


@router.get("/{id}/figures", response=RecordFiguresOut, operation_id="track_record_figures")
def track_record_figures(request: HttpRequest, id: str) -> RecordFiguresOut:
    """The figures: on_day, at_price, moved_early, owned, mended."""
    found = figures.for_reader(id, seen_by=caller(request).id)
    return RecordFiguresOut(
        id=found.record.id,
        team=found.record.team_id,
        audience=found.record.audience,
        ours=_out(found.totals[OURS]),
        theirs=_out(found.totals[THEIRS]),
        quarters=[
            RecordQuarterOut(
                since=quarter.since,
                last_day=quarter.last_day,
                published_on=quarter.published_on,
                ours=_out(sides[OURS].figures),
                theirs=_out(sides[THEIRS].figures),
            )
            for quarter, sides in found.quarters
        ],
    )


def _out(shown: object) -> dict[str, RecordFigureOut]:
    named: dict[str, Figure] = dict(shown)  # type: ignore[call-overload]
    return {name: RecordFigureOut(**figure.__dict__) for name, figure in named.items()}
