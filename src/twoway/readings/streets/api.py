"""Streets for programs: what is open on them, every act, both lanes, and Between us."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.people.bearer import caller
from twoway.people.streets import queries as streets
from twoway.people.streets.models import Street
from twoway.readings import estimates, record, told
from twoway.readings.estimates.lanes import StreetEstimate
from twoway.readings.shapes import MOST_IN_A_LIST, LineOut, OpenOut, line_out, open_out
from twoway.readings.streets import between as between_us
from twoway.readings.streets.ends import ends
from twoway.web.api import First

router = Router(tags=["streets"])


class StreetOut(Schema):
    """A street of one's own: with whom, and whether it is waiting, open, paused or closed."""

    id: str
    other: str
    other_name: str
    state: str
    stopped_by: str | None
    measured: bool


class ContributionOut(Schema):
    """What one act adds to a lane; `entry` is its number on the street."""

    entry: int
    kind: str
    at: date
    value: float
    plus_minus: float


class LaneOut(Schema):
    """How far `truster` can count on `trustee`, from 0 to 100: the baseline plus what each act adds."""

    truster: str
    trustee: str
    mean: float
    low: float
    high: float
    baseline: float
    contributions: list[ContributionOut]


class AsOf(Schema):
    """By which act of the street, by its number, and on which day."""

    entry: int
    day: date


class EstimateOut(Schema):
    """Both lanes, the same for both sides."""

    lanes: list[LaneOut]
    as_of: AsOf
    release: str


class StreetWhole(StreetOut):
    """A street with what is open on it, and its estimate while both want one."""

    open: list[OpenOut]
    estimate: EstimateOut | None


class BetweenOut(Schema):
    """What two look at before they talk; the other's answer is the same with the ends exchanged."""

    since: date
    you_owe: list[OpenOut]
    they_owe: list[OpenOut]
    ended: list[str]
    new: list[LineOut]
    more_new: int


@router.get("", response=list[StreetOut], operation_id="streets")
def all_streets(request: HttpRequest, first: First = 0) -> list[StreetOut]:
    """One's streets, by the other's name, 200 at a time from number `first` on."""
    me = caller(request).id
    found = sorted(
        (_out(street, me) for street in streets.streets_of(me)),
        key=lambda one: (one.other_name.casefold(), one.id),
    )
    return found[first : first + MOST_IN_A_LIST]


@router.get("/with/{person}", response=StreetOut, operation_id="street_with")
def street_with(request: HttpRequest, person: str) -> StreetOut:
    """One's street with somebody, if there is one."""
    me = caller(request).id
    found = streets.between(me, person, seen_by=me)
    return _out(streets.street(found.id if found else "", seen_by=me), me)


@router.get("/{id}", response=StreetWhole, operation_id="street")
def street(request: HttpRequest, id: str, as_of_day: date | None = None) -> StreetWhole:
    """One street; `as_of_day` asks for the estimate as it was on a day."""
    me = caller(request).id
    found = streets.street(id, seen_by=me)
    opens = told.opens(seen_by=me, streets=[found.id])
    estimate = estimates.estimate(found.id, seen_by=me, as_of_day=as_of_day)
    return StreetWhole(
        **_out(found, me).dict(),
        open=[open_out(one) for one in opens],
        estimate=_estimate_out(estimate),
    )


@router.get("/{id}/acts", response=list[LineOut], operation_id="street_acts")
def acts(request: HttpRequest, id: str, first: First = 0) -> list[LineOut]:
    """Every act on the street in words, the newest first, 200 at a time from number `first` on."""
    me = caller(request).id
    entries = record.of_street(streets.street(id, seen_by=me).id, seen_by=me)
    lines = told.with_sides(told.in_words(entries[::-1], seen_by=me), entries)
    return [line_out(line) for line in lines[first : first + MOST_IN_A_LIST]]


@router.get("/{id}/between", response=BetweenOut, operation_id="street_between")
def between(request: HttpRequest, id: str, since: date | None = None) -> BetweenOut:
    """What each owes, what waits, what to look back on (by the acts' ids), and what is new since a day."""
    found = between_us.between(ends(id, seen_by=caller(request).id), since=since)
    theirs, yours = found.halves
    return BetweenOut(
        since=found.since,
        you_owe=[open_out(one) for one in yours.all],
        they_owe=[open_out(one) for one in theirs.all],
        ended=[deed.entry for deed in found.ended],
        new=[line_out(line) for line in found.new],
        more_new=found.more_new,
    )


def _out(street: Street, me: str) -> StreetOut:
    other = street.high if street.low_id == me else street.low
    return StreetOut(
        id=street.id,
        other=other.id,
        other_name=other.called,
        state=street.state,
        stopped_by=street.paused_by_id,
        measured=street.measured,
    )


def _estimate_out(estimate: StreetEstimate | None) -> EstimateOut | None:
    return EstimateOut(**estimate.as_json()) if estimate else None
