"""Forecasts for programs: the same eyes and the same figures as on the pages."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params.functions import Query

from twoway.nouns.promises import queries
from twoway.people.bearer import caller
from twoway.readings.forecasts import base_rates, composing, scores
from twoway.readings.forecasts.figures import Forecast
from twoway.readings.forecasts.foreseen import Foreseen, foreseen
from twoway.readings.forecasts.saying import written
from twoway.readings.forecasts.scores import Scored

router = Router(tags=["promises"])
of_all = Router(tags=["forecasts"])


class DaysOut(Schema):
    """By when it is kept one time in ten, with even odds, and nine times in ten; null is never."""

    soonest: date | None
    even_odds: date | None
    nine_in_ten: date | None


class LinkChanceOut(Schema):
    """What it hangs on: how likely that is by its own day, and the chance of the whole, were it kept then."""

    promise: str
    chance: float | None
    lifted: float | None


class WeakestOut(Schema):
    """The link that holds most of the risk, and which share of it."""

    promise: str
    share: float


class LeverOut(Schema):
    """What would move the chance, and to what: a link kept by a day, or another day for the promise."""

    what: Literal["kept", "moved"]
    promise: str
    day: date
    chance: float


class ForecastOut(Schema):
    """How likely a promise is to be kept by its day; `given` is false while nobody has said yes to it.

    `chance` is null once the day has passed; `error` is that of drawing lots alone. `dots` are fifty equally
    likely days, null is never. `rests_on` counts earlier promises on its own lane, `rests_on_all` those on
    all lanes that were used; with none it stands at the base rates of `release`.
    """

    as_of: date
    due_on: date
    given: bool
    is_late: bool
    chance: float | None
    error: float
    days: DaysOut
    dots: list[date | None]
    links: list[LinkChanceOut]
    weakest: WeakestOut | None
    levers: list[LeverOut]
    rests_on: int
    rests_on_all: int
    release: str
    is_set_aside: bool

    @classmethod
    def of(cls, forecast: Forecast) -> ForecastOut:
        return cls(**forecast.as_json())


class ForeseenOut(Schema):
    """`now` while it is open; once it is over, `then`: what would have been said when the word was given.

    Both are null where there is nothing to foresee, and `off` is true where the workplace wants no estimates.
    It may also hang on something outside your view, and is worked out without it. `written` is what the
    record of the two says in words, for one of them.
    """

    promise: str
    off: bool
    now: ForecastOut | None
    then: ForecastOut | None
    written: list[str]


@router.get("/{id}/forecast", response=ForeseenOut, operation_id="promise_forecast")
def forecast(request: HttpRequest, id: str) -> ForeseenOut:
    """How likely it is to be kept by its day, and what that hangs on, as far as one may see."""
    me = str(request.auth.id)  # type: ignore[attr-defined]
    return answer(id, foreseen(id, seen_by=me), seen_by=me)


def answer(id: str, found: Foreseen | None, *, seen_by: str) -> ForeseenOut:
    """What programs and the command line read of it."""
    if found is None:
        return ForeseenOut(promise=id, off=True, now=None, then=None, written=[])
    return ForeseenOut(
        promise=found.root.id,
        off=False,
        now=ForecastOut.of(found.now) if found.now else None,
        then=ForecastOut.of(found.then) if found.then else None,
        written=[*written(found, seen_by)],
    )


# ---- a look at a day, how forecasts did, and the base rates ----------------------------------------------


class ChanceOfDayOut(Schema):
    """A day one could promise, and the chance that it is there by then."""

    day: date
    chance: float


class WouldHangOut(Schema):
    """A promise that this one would hang on; `chance` is by its own day, null once that has passed."""

    what: str
    promiser: str
    due_on: date | None
    kept_on: date | None
    chance: float | None


class DaysLookedAtOut(Schema):
    """The chance of the day that is `chosen`, of others, and what they rest on.

    `is_set_aside` where forecasts from the record of the two did worse than the base rate so far: then the
    base rate stands.
    """

    chosen: ChanceOfDayOut | None
    candidates: list[ChanceOfDayOut]
    even_odds: date | None
    nine_in_ten: date | None
    hangs: list[WouldHangOut]
    rests_on: int
    is_set_aside: bool


class LookOut(Schema):
    """What the composer shows beside the day: `written` first; `refusal` says why there are no `days`."""

    written: list[str]
    in_mind: date | None
    refusal: str
    days: DaysLookedAtOut | None


_NONE: Any = Query([])


@of_all.get("/look", response=LookOut, operation_id="forecast_look")
def look(
    request: HttpRequest,
    to: str = "",
    due_on: date | None = None,
    sure_by: date | None = None,
    in_mind: date | None = None,
    hangs_on: list[str] = _NONE,
) -> LookOut:
    """How likely a day is before one promises it to somebody; nothing is entered.

    `in_mind` is the day by which it is there if all goes as planned: it tells how much work it is. Whoever or
    whatever one may not see is as if it were not named.
    """
    me = caller(request).id
    typed = queries.composing("make", request.GET, me=me)
    return LookOut.from_orm(composing.look(typed, seen_by=me, in_mind=in_mind))


class SaidOut(Schema):
    """Chances from `low` to `high`, on average `said`: it came true `came_true` times of `of`."""

    low: float
    high: float
    said: float
    came_true: int
    of: int


class BrierOut(Schema):
    """A Brier score and its 90 % interval; 0 is best."""

    brier: float
    low: float
    high: float


class DifferenceOut(Schema):
    """By how much the forecast's Brier score is smaller than the base rate's, and its 90 % interval."""

    mean: float
    low: float
    high: float


class ScoredOut(Schema):
    """Forecasts against what became of it, beside the two plain rules; worse where `better` is below 0."""

    said: list[SaidOut]
    forecast: BrierOut
    base_rate: BrierOut
    promised: BrierOut
    better: DifferenceOut
    is_worse: bool


class OwnScoreOut(Schema):
    """How forecasts did on the promises of whoever asks; `scored` is null while these are too `few`."""

    promises: int
    own: int
    by_their_day: int
    few: int
    scored: ScoredOut | None
    set_aside: list[str]


@of_all.get("", response=OwnScoreOut, operation_id="forecast_score")
def score(request: HttpRequest) -> OwnScoreOut:
    """How well forecasts did on the promises one is on, as they would have been when the word was given."""
    found = scores.own_score(caller(request).id)
    plain = {name: getattr(found, name) for name in ("promises", "own", "by_their_day", "few")}
    scored = _scored_out(found.scored) if found.scored else None
    return OwnScoreOut(**plain, scored=scored, set_aside=[*found.set_aside])


def _scored_out(found: Scored) -> ScoredOut:
    three = {name: BrierOut.from_orm(getattr(found, name)) for name in ("forecast", "base_rate", "promised")}
    return ScoredOut(
        said=[SaidOut(**one._asdict()) for one in found.forecast.bins],
        better=DifferenceOut(**found.better._asdict()),
        is_worse=found.is_worse,
        **three,
    )


class BaseRateOut(Schema):
    """One number of the table, with its source or the word "assumed"."""

    name: str
    value: float
    error: float | None
    unit: str
    source: str
    says: str


class BaseRatesOut(Schema):
    """The base rates in force from `since` until `until` at least; `own` where they are the workplace's."""

    release: str
    since: date
    until: date
    own: bool
    promises: int
    people: int
    lines: list[BaseRateOut]


@of_all.get("/base-rates", response=BaseRatesOut, operation_id="base_rates")
def rates(request: HttpRequest) -> BaseRatesOut:
    """The table that every forecast begins with, the same for everybody here."""
    return BaseRatesOut.from_orm(base_rates.table())
